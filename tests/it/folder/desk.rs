//! `desk.json`: what it declares, and what is said of one that says something else.

use support_kpi::Channel;

use super::reader::desk::{Proactivity, SelfService, Target};
use super::{fault, read};

#[test]
fn a_desk_declares_what_it_declares() {
    let text = r#"{
        "channels": {"offered": ["email", "chat"], "suitable": ["email"], "around_the_clock": false},
        "self_service": "detailed_faq", "proactivity": "reaches_out", "delight": true,
        "time_zone": "Asia/Tokyo",
        "goals": [
            {"kpi": "first_response_mean", "channel": "email", "at_most": 14400},
            {"kpi": "csat", "at_least": 82.07}
        ]
    }"#;
    let desk = read("desk_full", &[("desk.json", text)]).desk.unwrap();
    assert_eq!(desk.offered.unwrap(), [Channel::Email, Channel::Chat]);
    assert_eq!(desk.suitable.unwrap(), [Channel::Email]);
    assert_eq!(desk.around_the_clock, Some(false));
    assert_eq!(desk.self_service, Some(SelfService::DetailedFaq));
    assert_eq!(desk.proactivity, Some(Proactivity::ReachesOut));
    assert_eq!(desk.delight, Some(true));
    assert_eq!(desk.time_zone, Some(chrono_tz::Asia::Tokyo));
    assert_eq!(desk.goals[0].kpi, "first_response_mean");
    assert_eq!(desk.goals[0].channel, Some(Channel::Email));
    assert_eq!(
        desk.goals[0].target,
        Target::AtMost("14400".parse().unwrap())
    );
    assert_eq!(desk.goals[1].channel, None);
    assert_eq!(
        desk.goals[1].target,
        Target::AtLeast("82.07".parse().unwrap())
    );

    let desk = read("desk_empty", &[("desk.json", "\u{feff}{}\r\n")])
        .desk
        .unwrap();
    assert_eq!(
        (desk.offered, desk.delight, desk.time_zone),
        (None, None, None)
    );
    assert_eq!(desk.goals, []);
}

#[test]
fn a_desk_that_says_something_else_is_an_error() {
    let keys = "`channels`, `self_service`, `proactivity`, `delight`, `time_zone`, `goals`";
    let cases = [
        ("{\n  \"zone\": \"Asia/Tokyo\"}", format!("line 2, column 8: unknown field `zone`, expected one of {keys}")),
        (
            r#"{"channels": {"offer": []}}"#,
            "line 1, column 21: unknown field `offer`, expected one of `offered`, `suitable`, `around_the_clock`".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "agent": "mori"}]}"#,
            "line 1, column 34: unknown field `agent`, expected one of `kpi`, `channel`, `at_most`, `at_least`".to_string(),
        ),
        (r#"{"delight": true, "delight": true}"#, "line 1, column 27: duplicate field `delight`".to_string()),
        (r#"{"delight": "yes"}"#, "line 1, column 17: invalid type: string \"yes\", expected a boolean".to_string()),
        (
            r#"{"self_service": "lots"}"#,
            "line 1, column 23: unknown variant `lots`, expected one of `none`, `simple_faq`, `detailed_faq`, `advanced_tools`, `automated`".to_string(),
        ),
        (
            r#"{"proactivity": "lots"}"#,
            "line 1, column 22: unknown variant `lots`, expected one of `none`, `templates`, `notifies`, `reaches_out`, `anticipates`".to_string(),
        ),
        (
            r#"{"time_zone": "Mars"}"#,
            "line 1, column 21: time_zone: expected a name such as Asia/Tokyo, found \"Mars\"".to_string(),
        ),
        (
            r#"{"channels": {"offered": ["email", "email"]}}"#,
            "line 1, column 44: channels: expected each channel once, found \"email\" twice".to_string(),
        ),
        (
            r#"{"channels": {"suitable": [""]}}"#,
            "line 1, column 31: channels: expected a channel, found \"\"".to_string(),
        ),
        (r#"{"goals": [{"at_least": 3}]}"#, "line 1, column 26: missing field `kpi`".to_string()),
        (
            r#"{"goals": [{"kpi": "csat"}]}"#,
            "line 1, column 26: goal \"csat\": expected at_most or at_least, found neither".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "at_most": 1, "at_least": 1}]}"#,
            "line 1, column 55: goal \"csat\": expected at_most or at_least, found both".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "at_most": 1e30}]}"#,
            "line 1, column 43: goal \"csat\": expected a decimal number of at most 28 digits, found 1e+30".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "channel": "", "at_most": 1}]}"#,
            "line 1, column 55: goal \"csat\": expected a channel, found \"\"".to_string(),
        ),
        ("[]", "line 1, column 1: invalid type: sequence, expected an object".to_string()),
        ("", "line 1, column 1: EOF while parsing a value".to_string()),
        ("{} {}", "line 1, column 4: trailing characters".to_string()),
    ];
    for (text, expected) in cases {
        assert_eq!(
            fault("desk_faults", "desk.json", text),
            format!("desk.json, {expected}"),
            "{text}"
        );
    }
}
