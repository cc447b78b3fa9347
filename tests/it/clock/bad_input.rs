//! Schedules that cannot be: the message names the entry, what was expected and what was found.

use chrono::{FixedOffset, Utc, Weekday};
use serde_json::json;
use support_kpi::CalendarError;
use support_kpi::clock::{BusinessHours, DayOfYear, DaySpan, Schedule, TimeOfDay};

use super::desk::{date, spans};

/// The error of a schedule in UTC with one more entry.
fn error(key: &str, value: serde_json::Value) -> String {
    let mut text = json!({"time_zone": "UTC", "weekly": {"mon": [["09:00", "17:00"]]}});
    text[key] = value;
    let read = serde_json::from_value::<Schedule<Utc>>(text);
    read.expect_err("the entry is wrong").to_string()
}

#[test]
fn times_that_are_on_no_clock() {
    let expected = "expected a time of day as HH:MM or HH:MM:SS, from 00:00 to 24:00, found";
    for wrong in [
        "25:00",
        "24:01",
        "24:00:01",
        "23:60",
        "12:00:60",
        "9:00",
        "09",
        "0900",
        "09:00:00:00",
        "+9:00",
        " 9:00",
        "09:0",
        "-1:00",
        "noon",
        "",
        "09:00Z",
    ] {
        assert_eq!(
            error(
                "weekly",
                json!({"tue": [["08:00", "09:00"], ["09:00", wrong]]})
            ),
            format!("weekly.tue[1]: {expected} {wrong:?}"),
        );
    }
    assert_eq!(
        error("breaks", json!({"2024-01-15": [["25:00", "26:00"]]})),
        format!("breaks.2024-01-15[0]: {expected} \"25:00\""),
    );
    assert_eq!(
        "12-30".parse::<TimeOfDay>().unwrap_err().to_string(),
        format!("time of day: {expected} \"12-30\""),
    );
    assert_eq!(TimeOfDay::from_seconds(86_401), None);
}

#[test]
fn spans_that_end_before_they_begin() {
    assert_eq!(
        error("weekly", json!({"sun": [["17:00", "09:00"]]})),
        "weekly.sun[0]: expected an end after 17:00, found 09:00",
    );
    assert_eq!(
        error(
            "shifts",
            json!({"2024-01-20": [["09:00", "10:00"], ["12:00", "12:00"]]})
        ),
        "shifts.2024-01-20[1]: expected an end after 12:00, found 12:00",
    );
    assert_eq!(
        error("weekly", json!({"sun": [["24:00", "24:00"]]})),
        "weekly.sun[0]: expected an end after 24:00, found 24:00",
    );
    // A night is two spans.
    assert_eq!(
        "22:00-06:00".parse::<DaySpan>().unwrap_err().to_string(),
        "span: expected an end after 22:00, found 06:00",
    );
    assert_eq!(
        "09:00".parse::<DaySpan>().unwrap_err().to_string(),
        "span: expected a span as HH:MM-HH:MM, found \"09:00\"",
    );
    let read = serde_json::from_str::<DaySpan>(r#"["17:00", "09:00"]"#);
    assert!(
        read.unwrap_err()
            .to_string()
            .starts_with("span: expected an end after 17:00")
    );
}

#[test]
fn spans_that_overlap() {
    assert_eq!(
        error(
            "weekly",
            json!({"wed": [["12:00", "17:00"], ["09:00", "12:00:01"]]})
        ),
        "weekly.wed: expected spans that do not overlap, found 09:00-12:00:01 and 12:00-17:00",
    );
    assert_eq!(
        error(
            "shifts",
            json!({"2024-01-20": [["09:00", "12:00"], ["09:00", "12:00"]]})
        ),
        "shifts.2024-01-20: expected spans that do not overlap, found 09:00-12:00 and 09:00-12:00",
    );
    assert_eq!(
        error(
            "breaks",
            json!({"2024-01-20": [["09:00", "12:00"], ["10:00", "11:00"]]})
        ),
        "breaks.2024-01-20: expected spans that do not overlap, found 09:00-12:00 and 10:00-11:00",
    );
    // Also where they come one after the other.
    let schedule = Schedule::new(Utc)
        .open([Weekday::Mon], spans("09:00-12:00"))
        .unwrap();
    let overlap = schedule.open([Weekday::Fri, Weekday::Mon], spans("11:00-13:00"));
    assert_eq!(
        overlap,
        Err(CalendarError::Overlap {
            entry: "weekly.mon".to_string(),
            first: "09:00-12:00".parse().unwrap(),
            second: "11:00-13:00".parse().unwrap(),
        }),
    );
}

#[test]
fn spans_beyond_number() {
    let spans = |count: u32| -> Vec<[String; 2]> {
        let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        (0..count).map(|n| [time(2 * n), time(2 * n + 1)]).collect()
    };
    assert_eq!(
        error("weekly", json!({"thu": spans(49)})),
        "weekly.thu: expected at most 48 spans, found 49",
    );
    let text = json!({"time_zone": "UTC", "weekly": {"thu": spans(48)}});
    assert!(serde_json::from_value::<Schedule<Utc>>(text).is_ok());
}

#[test]
fn dates_that_are_no_dates() {
    let expected = "expected a date as YYYY-MM-DD, found";
    for wrong in [
        "2023-02-29",
        "2024-13-01",
        "2024-1-5",
        "24-01-05",
        "12-25",
        "2024-01-05T00:00",
        "",
    ] {
        assert_eq!(
            error("holidays", json!(["2024-12-25", wrong])),
            format!("holidays[1]: {expected} {wrong:?}"),
        );
    }
    assert_eq!(
        error("breaks", json!({"2023-02-29": [["12:00", "13:00"]]})),
        format!("breaks.2023-02-29: {expected} \"2023-02-29\""),
    );
    assert_eq!(
        error("shifts", json!({"monday": []})),
        format!("shifts.monday: {expected} \"monday\""),
    );
    for wrong in [
        "02-30",
        "13-01",
        "00-10",
        "04-31",
        "1-1",
        "12-25-2024",
        "+1-01",
        "12/25",
        "",
    ] {
        assert_eq!(
            error("annual_holidays", json!([wrong])),
            format!("annual_holidays[0]: expected a day of the year as MM-DD, found {wrong:?}"),
        );
    }
    assert_eq!(
        DayOfYear::new(2, 30).unwrap_err().to_string(),
        "day of the year: expected a day of the year as MM-DD, found \"02-30\"",
    );
}

#[test]
fn entries_that_come_twice() {
    assert_eq!(
        error(
            "holidays",
            json!(["2024-12-25", "2024-12-26", "2024-12-25"])
        ),
        "holidays: expected each date once, found 2024-12-25 twice",
    );
    assert_eq!(
        error("annual_holidays", json!(["12-25", "12-25"])),
        "annual_holidays: expected each date once, found 12-25 twice",
    );
    let spans = r#"[["12:00","13:00"]]"#;
    for list in ["breaks", "shifts"] {
        let text = format!(
            r#"{{"time_zone":"UTC","{list}":{{"2024-01-15":{spans},"2024-01-15":{spans}}}}}"#
        );
        assert_eq!(
            serde_json::from_str::<Schedule<Utc>>(&text)
                .unwrap_err()
                .to_string(),
            format!("{list}: expected each date once, found 2024-01-15 twice"),
        );
    }
    let text = r#"{"time_zone":"UTC","weekly":{"mon":[],"mon":[]}}"#;
    let twice = serde_json::from_str::<Schedule<Utc>>(text).unwrap_err();
    assert!(
        twice.to_string().starts_with("duplicate field `mon`"),
        "{twice}"
    );
    let schedule = Schedule::new(Utc).shift(date("2024-01-15"), []).unwrap();
    assert_eq!(
        schedule
            .shift(date("2024-01-15"), [])
            .unwrap_err()
            .to_string(),
        "shifts: expected each date once, found 2024-01-15 twice",
    );
}

#[test]
fn entries_that_are_unknown() {
    let unknown = error("holyday", json!(["2024-12-25"]));
    assert!(unknown.starts_with("unknown field `holyday`"), "{unknown}");
    let unknown = error("weekly", json!({"monday": [["09:00", "17:00"]]}));
    assert!(unknown.starts_with("unknown field `monday`"), "{unknown}");
    let missing = serde_json::from_str::<Schedule<Utc>>("{}")
        .unwrap_err()
        .to_string();
    assert!(
        missing.starts_with("missing field `time_zone`"),
        "{missing}"
    );
    let three = error("weekly", json!({"mon": [["09:00", "12:00", "17:00"]]}));
    assert!(three.starts_with("invalid length 3"), "{three}");
}

#[test]
fn zones_that_do_not_exist() {
    assert_eq!(
        error("time_zone", json!("Mars/Olympus_Mons")),
        "time_zone: expected UTC or Etc/UTC, found \"Mars/Olympus_Mons\"",
    );
    for wrong in ["+25:00", "+1:00", "+0100", "CET", "01:00", "+01:00:00"] {
        let text = json!({"time_zone": wrong});
        assert_eq!(
            serde_json::from_value::<Schedule<FixedOffset>>(text)
                .unwrap_err()
                .to_string(),
            format!("time_zone: expected an offset as +HH:MM, found {wrong:?}"),
        );
    }
    let text = json!({"time_zone": "-03:30"});
    let read = serde_json::from_value::<Schedule<FixedOffset>>(text).unwrap();
    assert_eq!(read.zone().local_minus_utc(), -12_600);
}

#[cfg(feature = "chrono-tz")]
#[test]
fn zones_by_their_names() {
    use chrono_tz::Tz;

    let text = json!({"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}});
    let schedule: Schedule<Tz> = serde_json::from_value(text).unwrap();
    assert_eq!(*schedule.zone(), Tz::Europe__Berlin);
    let written = serde_json::to_value(&schedule).unwrap();
    assert_eq!(written["time_zone"], "Europe/Berlin");
    assert_eq!(
        serde_json::from_value::<Schedule<Tz>>(written).unwrap(),
        schedule
    );
    let bytes = postcard::to_stdvec(&schedule).unwrap();
    assert_eq!(
        postcard::from_bytes::<Schedule<Tz>>(&bytes).unwrap(),
        schedule
    );

    for wrong in ["Mars/Olympus_Mons", "europe/berlin", "", "+01:00"] {
        let text = json!({"time_zone": wrong});
        assert_eq!(
            serde_json::from_value::<Schedule<Tz>>(text)
                .unwrap_err()
                .to_string(),
            format!("time_zone: expected a name of the IANA time zone database, found {wrong:?}"),
        );
    }
}

#[test]
fn years_that_a_table_cannot_have() {
    let expected = "years: expected 1 to 128 years from 1600 to 2399, found";
    #[expect(clippy::reversed_empty_ranges, reason = "the range is the bad input")]
    let wrong = [
        2_024..=2_023,
        1_599..=1_610,
        2_390..=2_400,
        1_900..=2_028,
        i32::MIN..=i32::MAX,
    ];
    for years in wrong {
        assert_eq!(
            BusinessHours::with_table(Schedule::new(Utc), years.clone())
                .unwrap_err()
                .to_string(),
            format!("{expected} {} to {}", years.start(), years.end()),
        );
    }
    assert!(BusinessHours::with_table(Schedule::new(Utc), 1_900..=2_027).is_ok());
}

#[test]
fn empty_is_allowed_and_closed() {
    let text = json!({
        "time_zone": "Etc/UTC", "weekly": {"mon": []}, "holidays": [], "annual_holidays": [],
        "breaks": {"2024-01-15": []}, "shifts": {"2024-01-16": []},
    });
    let schedule: Schedule<Utc> = serde_json::from_value(text).unwrap();
    assert_eq!(schedule.longest_day(), None);
    assert!(!BusinessHours::new(schedule).is_working_day(date("2024-01-15")));
}
