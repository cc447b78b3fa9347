//! Input that is broken: which message, and the exit code 2.

use super::*;

/// What the report says instead of a page, with exit code 2.
pub(super) fn refused<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> String {
    let outcome = run(arguments);
    assert_eq!(outcome.exit_code(), 2);
    match outcome {
        Outcome::Refused(message) => message,
        Outcome::Printed(text) => panic!("printed {text}"),
    }
}

/// What it says of a folder with this one file, for people and for programs alike.
fn fault(name: &str, file: &str, text: &str) -> String {
    let path = folder_of(name, &[(file, text)]).into_os_string();
    let message = refused([path.clone()]);
    assert_eq!(refused([path, OsString::from("--json")]), message);
    message
}

#[test]
fn a_folder_that_is_missing_or_empty_is_refused() {
    let empty = folder_of("empty", &[]);
    let missing = empty.join("missing");
    assert_eq!(
        refused([missing.clone()]),
        format!("{}: expected a folder, found nothing", missing.display())
    );
    assert_eq!(
        refused([empty.clone()]),
        format!(
            "{}: expected at least one of tickets.csv, messages.csv, interactions.csv, \
             surveys.csv, purchases.csv, desk.json, found nothing",
            empty.display()
        )
    );
}

#[test]
fn a_broken_file_is_refused_with_its_place_and_the_reason() {
    let header = TICKETS.replace("opened_at", "openedat");
    assert_eq!(
        fault("wrong_header", "tickets.csv", &header),
        "tickets.csv, line 1, column opened_at: expected the header \"opened_at\", found \"openedat\""
    );
    let row = format!("{TICKETS}T-1,email,,,,,2026-13-01T00:00:00Z,,,,,\n");
    assert_eq!(
        fault("bad_date", "tickets.csv", &row),
        "tickets.csv, line 2, column opened_at: expected an RFC 3339 instant, \
         found \"2026-13-01T00:00:00Z\""
    );
    let row = format!("{TICKETS}T-1,email,,,,,2026-04-01T00:00:00Z,,,nobody,,\n");
    assert_eq!(
        fault("unknown_word", "tickets.csv", &row),
        "tickets.csv, line 2, column resolved_by: expected agent, automation, customer or nothing, \
         found \"nobody\""
    );
    let row = format!("{SURVEYS}csat,4,,,,\ncsat,four,,,,\n");
    assert_eq!(
        fault("bad_number", "surveys.csv", &row),
        "surveys.csv, line 3, column score: expected a whole number or nothing, found \"four\""
    );
    let row = format!("{PURCHASES}c1,2026-04-01T00:00:00Z\n");
    assert_eq!(
        fault("short_row", "purchases.csv", &row),
        "purchases.csv, line 2, column amount: expected a row of 3 cells, found one of 2"
    );
    assert_eq!(
        fault(
            "bad_desk",
            "desk.json",
            "{\"goals\": [{\"kpi\": \"csat\"}]}"
        ),
        "desk.json, line 1, column 26: goal \"csat\": expected at_most or at_least, found neither"
    );
}

#[test]
fn a_policy_that_makes_no_sense_is_refused_in_the_words_of_the_library() {
    let folder = folder_of("policies", &[("tickets.csv", TICKETS)]);
    let by = |name: &str, text: Option<&str>| {
        let path = folder.join(name);
        if let Some(text) = text {
            fs::write(&path, text).unwrap();
        }
        let flag = OsString::from("--policy");
        let message = refused([folder.clone().into_os_string(), flag, path.clone().into()]);
        let place = format!("{}: ", path.display());
        message.strip_prefix(&place).unwrap().to_string()
    };
    assert!(by("missing.json", None).starts_with("cannot be read: "));
    assert_eq!(
        by("half.json", Some("{\"gap\": ")),
        "EOF while parsing a value at line 1 column 8"
    );
    let disordered = r#"{"response": [{"channel": "email", "bounds": [
        {"level": 5, "limit": {"at_most": "8 h"}}, {"level": 4, "limit": {"at_most": "4 h"}}]}]}"#;
    let message = by("disordered.json", Some(disordered));
    assert!(
        message
            .starts_with("response, email, level 4: expected more than 8 h (level 5), found 4 h"),
        "{message}"
    );
    let message = by("share.json", Some(r#"{"forgotten": {"value": "10"}}"#));
    assert!(
        message.starts_with("forgotten: expected over 0 and at most 1, found 10"),
        "{message}"
    );
}

#[test]
fn arguments_that_say_nothing_are_refused_and_help_is_printed() {
    let message = refused(["--as-of", "yesterday"]);
    assert!(
        message.contains("expected an RFC 3339 instant such as 2026-06-30T15:00:00Z"),
        "{message}"
    );
    assert!(refused(["--colour"]).contains("--colour"));
    let help = run(["--help"]);
    assert_eq!(help.exit_code(), 0);
    assert!(matches!(help, Outcome::Printed(text) if text.contains("--policy <FILE>")));
}
