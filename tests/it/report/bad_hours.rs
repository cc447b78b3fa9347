//! Files of opening hours that are none: which entry, and the exit code 2.

use super::bad_input::refused;
use super::hours::WEEK;
use super::*;

/// What the report says of a file of hours with this text.
fn fault(name: &str, text: &str) -> String {
    let folder = folder_of("bad_hours", &[("tickets.csv", TICKETS)]);
    let path = folder.with_file_name(format!("bad_hours_{name}.json"));
    fs::write(&path, text).unwrap();
    let arguments = [
        folder.into_os_string(),
        "--hours".into(),
        path.clone().into(),
    ];
    let message = refused(arguments);
    let place = format!("{}: ", path.display());
    message.strip_prefix(&place).unwrap().to_string()
}

/// The same, of a schedule in which one key has another value.
fn with(key: &str, value: &str) -> String {
    let mut schedule: Value = serde_json::from_str(WEEK).unwrap();
    schedule[key] = serde_json::from_str(value).unwrap();
    fault("with", &schedule.to_string())
}

#[test]
fn a_file_that_is_missing_or_no_json() {
    let folder = folder_of("no_hours", &[("tickets.csv", TICKETS)]);
    let missing = folder.join("missing.json");
    let message = refused([
        folder.into_os_string(),
        "--hours".into(),
        missing.clone().into(),
    ]);
    let place = format!("{}: cannot be read: ", missing.display());
    assert!(message.starts_with(&place), "{message}");

    assert_eq!(
        fault("half", r#"{"time_zone": "#),
        "EOF while parsing a value at line 1 column 14"
    );
    assert_eq!(
        fault("list", "[]"),
        "invalid type: sequence, expected an object at line 1 column 0"
    );
    assert_eq!(
        fault("nothing", "{}"),
        "missing field `time_zone` at line 1 column 2"
    );
    assert!(with("week", "{}").starts_with("unknown field `week`, expected one of `time_zone`"));
}

#[test]
fn entries_that_cannot_be_are_named() {
    for (key, value, expected) in [
        (
            "time_zone",
            r#""Europe/Atlantis""#,
            "time_zone: expected a name of the IANA time zone database, found \"Europe/Atlantis\"",
        ),
        (
            "weekly",
            r#"{"mon": [["09:00", "12:00"], ["11:00", "17:00"]]}"#,
            "weekly.mon: expected spans that do not overlap, found 09:00-12:00 and 11:00-17:00",
        ),
        (
            "weekly",
            r#"{"sat": [["09:00", "12:00"], ["20:00", "25:00"]]}"#,
            "weekly.sat[1]: expected a time of day as HH:MM or HH:MM:SS, from 00:00 to 24:00, \
             found \"25:00\"",
        ),
        (
            "weekly",
            r#"{"sun": [["17:00", "09:00"]]}"#,
            "weekly.sun[0]: expected an end after 17:00, found 09:00",
        ),
        (
            "holidays",
            r#"["2026-12-25", "2026-12-25"]"#,
            "holidays: expected each date once, found 2026-12-25 twice",
        ),
        (
            "annual_holidays",
            r#"["12-25", "01-01", "12-25"]"#,
            "annual_holidays: expected each date once, found 12-25 twice",
        ),
        (
            "annual_holidays",
            r#"["02-30"]"#,
            "annual_holidays[0]: expected a day of the year as MM-DD, found \"02-30\"",
        ),
        (
            "shifts",
            r#"{"2026-02-29": []}"#,
            "shifts.2026-02-29: expected a date as YYYY-MM-DD, found \"2026-02-29\"",
        ),
        // A Monday evening, a Saturday, and a date whose shift is over by then.
        (
            "breaks",
            r#"{"2026-04-06": [["12:00", "13:00"], ["17:00", "18:00"]]}"#,
            "breaks.2026-04-06: expected spans in the hours of the date, found 17:00-18:00",
        ),
        (
            "breaks",
            r#"{"2026-04-11": [["12:00", "13:00"]]}"#,
            "breaks.2026-04-11: expected spans in the hours of the date, found 12:00-13:00",
        ),
        (
            "weekly",
            "{}",
            "weekly: expected hours of some day, found none that ever come",
        ),
    ] {
        let message = with(key, value);
        assert!(message.starts_with(expected), "{message}");
    }
    // A date that comes twice is no longer there once JSON is a map.
    let twice = WEEK.replace(
        r#""weekly""#,
        r#""breaks": {"2026-04-06": [], "2026-04-06": []}, "weekly""#,
    );
    let message = fault("twice", &twice);
    assert!(
        message.starts_with("breaks: expected each date once, found 2026-04-06 twice"),
        "{message}"
    );
    let closed = r#"{"time_zone": "UTC", "shifts": {"2026-04-06": [["09:00", "17:00"]]},
        "holidays": ["2026-04-06"]}"#;
    assert_eq!(
        fault("closed", closed),
        "weekly: expected hours of some day, found none that ever come"
    );
}

#[test]
fn a_break_that_cuts_a_shift_or_a_whole_day_is_one() {
    let folder = folder_of("good_breaks", &[("tickets.csv", TICKETS)]);
    let path = folder.with_file_name("good_breaks.json");
    let text = WEEK.replace(
        r#""weekly""#,
        r#""shifts": {"2026-04-11": [["10:00", "14:00"]]},
           "breaks": {"2026-04-11": [["13:00", "15:00"]], "2026-04-06": [["00:00", "24:00"]]},
           "holidays": ["2026-04-06"], "weekly""#,
    );
    fs::write(&path, text).unwrap();
    let page = printed([folder.into_os_string(), "--hours".into(), path.into()]);
    let head = page.replace("\n            ", " ");
    assert!(
        head.contains("UTC, with 1 holiday, 1 date of other hours and 2 dates with breaks."),
        "{page}"
    );
}

#[test]
fn an_entry_of_a_channel_is_named_with_it() {
    let by = |default: &str, channels: &str| {
        fault(
            "channels",
            &format!(r#"{{"default": {default}, "channels": {channels}}}"#),
        )
    };
    let late = WEEK.replace(
        r#""fri": [["09:00", "17:00"]]"#,
        r#""fri": [["09:00", "25:00"]]"#,
    );
    let broken = WEEK.replace(
        r#""weekly""#,
        r#""breaks": {"2026-04-11": [["12:00", "13:00"]]}, "weekly""#,
    );
    for (message, expected) in [
        (
            by(&late, "{}"),
            "default: weekly.fri[0]: expected a time of day",
        ),
        (
            by(WEEK, &format!(r#"{{"phone": {late}}}"#)),
            "channels.phone: weekly.fri[0]: expected a time of day",
        ),
        (
            by(WEEK, &format!(r#"{{"phone": {broken}}}"#)),
            "channels.phone: breaks.2026-04-11: expected spans in the hours of the date",
        ),
        (
            by(WEEK, r#"{"phone": {"time_zone": "UTC"}}"#),
            "channels.phone: weekly: expected hours of some day, found none that ever come",
        ),
        (
            by(&broken, "{}"),
            "default: breaks.2026-04-11: expected spans in the hours of the date",
        ),
        (
            by(WEEK, &format!(r#"{{"phone": {WEEK}, "phone": {WEEK}}}"#)),
            "channels: expected each channel once, found \"phone\" twice",
        ),
        (
            by(WEEK, &format!(r#"{{"fone": {WEEK}}}"#)),
            "channels: expected a channel of the layout or of the folder, found \"fone\"",
        ),
        (
            fault(
                "no_default",
                &format!(r#"{{"channels": {{"phone": {WEEK}}}}}"#),
            ),
            "default: expected the hours of all channels without their own, found none",
        ),
        (
            fault("more", &format!(r#"{{"default": {WEEK}, "holidays": []}}"#)),
            "unknown field `holidays`, expected `default` or `channels`",
        ),
        (
            fault(
                "default_twice",
                &format!(r#"{{"default": {WEEK}, "default": {WEEK}}}"#),
            ),
            "duplicate field `default`",
        ),
        (
            by(WEEK, "[]"),
            "invalid type: sequence, expected an object from channels to schedules",
        ),
    ] {
        assert!(
            message.starts_with(expected),
            "expected {expected}\n   found {message}"
        );
    }
}
