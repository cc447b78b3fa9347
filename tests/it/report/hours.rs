//! Waits in opening hours: every expected time is counted by hand.

use super::*;

/// Monday to Friday from nine to five, in UTC.
pub(super) const WEEK: &str = r#"{"time_zone": "UTC", "weekly": {
    "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
    "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}}"#;

/// Monday is 6 April 2026. A is asked an hour before closing, B and the call
/// come out of hours, C waits since half an hour before the weekend.
const FILES: [(&str, &str); 3] = [
    (
        "tickets.csv",
        "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens\n\
         A,email,c1,ito,,,2026-04-06T16:00:00Z,2026-04-07T10:00:00Z,2026-04-08T09:30:00Z,agent,1,0\n\
         B,phone,c2,ito,,,2026-04-11T12:00:00Z,2026-04-13T09:05:00Z,2026-04-13T09:30:00Z,agent,1,0\n\
         C,email,c3,,,,2026-04-10T16:30:00Z,,,,0,0\n",
    ),
    (
        "messages.csv",
        "ticket,at,author,by,channel,action\n\
         A,2026-04-06T16:00:00Z,customer,c1,email,message\n\
         A,2026-04-06T16:30:00Z,agent,ito,,hold\n\
         A,2026-04-07T09:30:00Z,agent,ito,,resume\n\
         A,2026-04-07T10:00:00Z,agent,ito,email,message\n\
         A,2026-04-08T09:30:00Z,agent,ito,,resolve\n",
    ),
    (
        "interactions.csv",
        "id,ticket,channel,customer,agent,started_at,answered_at,ended_at,outcome\n\
         1,B,phone,c2,ito,2026-04-13T08:59:30Z,2026-04-13T09:00:10Z,2026-04-13T09:10:10Z,answered\n",
    ),
];

/// What the report prints of these files as of Monday the 13th at ten.
fn with_hours(name: &str, hours: &str, more: &[&str]) -> String {
    let folder = folder_of(name, &FILES);
    // Beside the folder, so that it is no file of it.
    let file = folder.with_file_name(format!("{name}.json"));
    fs::write(&file, hours).unwrap();
    let mut arguments = vec![folder.into_os_string(), "--hours".into(), file.into()];
    arguments.extend(["--as-of", "2026-04-13T10:00:00Z"].map(OsString::from));
    arguments.extend(more.iter().map(OsString::from));
    printed(arguments)
}

/// One ticket of a channel is enough for a level, however uncertain.
const ANY_CERTAINTY: &str = r#"{"certainty": {"most_levels": 5}}"#;

/// Where a policy file of this text is.
fn policy_of(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("report")
        .join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_string()
}

fn json_with_hours(name: &str, hours: &str) -> Value {
    serde_json::from_str(&with_hours(name, hours, &["--json"])).unwrap()
}

fn seconds(report: &Value, pointer: &str) -> f64 {
    let value = report.pointer(pointer).and_then(Value::as_f64);
    value.unwrap_or_else(|| panic!("{pointer} in {report}"))
}

#[test]
fn every_wait_is_measured_in_the_hours() {
    let report = json_with_hours("hours_week", WEEK);
    for (pointer, expected) in [
        // An hour on Monday and one on Tuesday.
        ("/tickets/by_channel/email/first_response/mean_s", 7_200.0),
        // That, the rest of Tuesday, and half an hour of Wednesday.
        ("/tickets/by_channel/email/resolution/mean_s", 9.5 * 3_600.0),
        // From Monday's opening on.
        ("/tickets/by_channel/phone/first_response/mean_s", 300.0),
        ("/tickets/by_channel/phone/resolution/mean_s", 1_800.0),
        // Half an hour on Friday, one on Monday.
        ("/tickets/open/unanswered/oldest_s", 5_400.0),
        ("/tickets/open/backlog/median_s", 5_400.0),
        ("/tickets/open/oldest_unanswered/age_s", 5_400.0),
        ("/conversations/first_response/mean_s", 7_200.0),
        ("/conversations/response/mean_s", 7_200.0),
        ("/conversations/response/per_ticket_mean_s", 7_200.0),
        ("/conversations/resolution/mean_s", 9.5 * 3_600.0),
        // Half an hour on either side of the night.
        ("/conversations/on_hold/mean_s", 3_600.0),
        // Of the wait for the team, the hold is taken in the same hours.
        ("/conversations/waiting_for_team/mean_s", 3_600.0),
        ("/conversations/waiting_for_customer/mean_s", 7.5 * 3_600.0),
        // Rang for thirty seconds before the opening, and ten after.
        ("/interactions/wait_answered/mean_s", 10.0),
        ("/interactions/handle_time/mean_s", 600.0),
    ] {
        assert!(
            (seconds(&report, pointer) - expected).abs() < 1e-9,
            "{pointer}: expected {expected}, found {}",
            seconds(&report, pointer)
        );
    }
}

#[test]
fn programs_are_told_which_hours() {
    let report = json_with_hours("hours_told", WEEK);
    assert_eq!(report["head"]["clock"], "opening hours");
    let hours = &report["head"]["hours"];
    assert_eq!(hours["file"], "hours_told.json");
    assert_eq!(hours["default"]["time_zone"], "UTC");
    assert_eq!(
        hours["default"]["weekly"]["fri"],
        serde_json::json!([["09:00", "17:00"]])
    );
    // Of the three tickets B alone comes when it is closed, at a weekend.
    let share = |pointer| {
        let ratio = &report["out_of_hours"][pointer];
        (
            ratio["part"].as_u64().unwrap(),
            ratio["whole"].as_u64().unwrap(),
        )
    };
    assert_eq!(share("out_of_hours"), (1, 3));
    assert_eq!(share("at_weekend"), (1, 3));
    assert_eq!(share("out_of_hours_on_weekdays"), (0, 2));
    assert_eq!(share("out_of_hours_at_weekends"), (1, 1));
    let phone = &report["out_of_hours"]["by_channel"]["phone"];
    assert_eq!(phone["out_of_hours"]["percent"], 100.0);
}

#[test]
fn people_are_told_which_hours() {
    let policy = policy_of("any_certainty.json", ANY_CERTAINTY);
    let page = with_hours("hours_page", WEEK, &["--policy", &policy]);
    let line = |text: &str| {
        assert!(
            page.lines().any(|line| line.contains(text)),
            "{text}\n{page}"
        )
    };
    line(
        "Clock     opening hours of hours_page.json: Mon to Fri 09:00-17:00, UTC. Waits and ages count",
    );
    assert!(
        page.lines().all(|line| super::page::width(line) <= 100),
        "{page}"
    );
    line("OUT OF HOURS · tickets opened while nobody is there, and at the weekend");
    line("all channels         33.3 %   1 of 3        33.3 %   1 of 3");
    // A business day is the longest of the calendar: nine and a half hours are
    // no less than that, so the e-mail of A has level 2.
    line("168 h (read)");
    assert!(page.contains("to less than 8 h"), "{page}");
}

#[test]
fn hours_may_differ_between_channels() {
    let hours = format!(
        r#"{{"default": {WEEK}, "channels": {{
            "phone": {{"time_zone": "UTC", "weekly": {{
                "mon": [["08:00", "20:00"]], "sat": [["10:00", "14:00"]]}}}},
            "web": {{"time_zone": "UTC", "weekly": {{"mon": [["09:00", "13:00"]]}}}}}}}}"#
    );
    let report = json_with_hours("hours_channels", &hours);
    let of = |pointer| seconds(&report, pointer);
    let email = of("/tickets/by_channel/email/first_response/mean_s");
    assert!((email - 7_200.0).abs() < 1e-9);
    // Two hours on Saturday; one, and five minutes, on Monday.
    let phone = of("/tickets/by_channel/phone/first_response/mean_s");
    assert!((phone - 11_100.0).abs() < 1e-9);
    assert!((of("/interactions/wait_answered/mean_s") - 40.0).abs() < 1e-9);
    assert_eq!(report["out_of_hours"]["out_of_hours"]["part"], 0);
    let channels = report["head"]["hours"]["channels"].as_object().unwrap();
    assert_eq!(channels.keys().collect::<Vec<_>>(), ["phone", "web"]);

    let page = with_hours("hours_channels", &hours, &[]);
    let head = page
        .split_once("Tickets")
        .unwrap()
        .0
        .replace("\n            ", " ");
    assert!(
        head.contains(
            "phone: Mon 08:00-20:00, Sat 10:00-14:00, UTC; web: Mon 09:00-13:00, UTC; \
             all other channels: Mon to Fri 09:00-17:00, UTC."
        ),
        "{page}"
    );
}

#[test]
fn a_policys_own_business_day_stands() {
    let day = policy_of(
        "own_day.json",
        r#"{"business_day": "10 h", "certainty": {"most_levels": 5}}"#,
    );
    let page = with_hours("hours_own_day", WEEK, &["--policy", &day]);
    // Nine and a half hours are less than ten.
    assert!(page.contains("less than 10 h (documented)"), "{page}");
    let other = policy_of("other.json", ANY_CERTAINTY);
    let page = with_hours("hours_other_policy", WEEK, &["--policy", &other]);
    assert!(page.contains("to less than 8 h"), "{page}");
}

#[test]
fn the_shop_in_its_hours_is_there_for_the_half_that_comes() {
    let hours = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/report/hours.json");
    let report: Value = serde_json::from_str(&printed(["--json", "--hours", hours])).unwrap();
    let around: Value = serde_json::from_str(&printed(["--json"])).unwrap();
    for pointer in [
        "/tickets/first_response",
        "/tickets/resolution",
        "/conversations/response",
        "/conversations/on_hold",
        "/interactions/wait_answered",
    ] {
        let (open, always) = (&report.pointer(pointer), &around.pointer(pointer));
        let count = |times: &Option<&Value>| times.unwrap()["count"].as_u64();
        assert_eq!(count(open), count(always), "{pointer}");
        for figure in ["mean_s", "p50_s", "p90_s", "p99_s"] {
            let of = |times: &Option<&Value>| times.unwrap()[figure].as_f64().unwrap();
            assert!(of(open) <= of(always), "{pointer} {figure}");
        }
    }
    // What is no wait does not change.
    for pointer in [
        "/tickets/one_touch",
        "/tickets/opened_by_hour",
        "/interactions/handle_time",
        "/interactions/abandonment",
        "/conversations/first_contact_resolution",
        "/surveys",
        "/purchases",
    ] {
        assert_eq!(
            report.pointer(pointer),
            around.pointer(pointer),
            "{pointer}"
        );
    }
    assert_eq!(around["head"].get("hours"), None);
    assert_eq!(around.get("out_of_hours"), None);
}
