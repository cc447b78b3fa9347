//! The live replay: its figures are the report's to the byte, however the
//! events arrive and however often the process dies.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use indicatif::ProgressBar;

use self::example::run;

// What the example finds beside its `main`.
use crate::folder::reader as folder;
use crate::report::conversations_of_messages as conversations;
use crate::report::example as report;

use self::report::Outcome;

#[path = "../../examples/live/mod.rs"]
mod example;

const MESSAGES: &str = "ticket,at,author,by,channel,action\n";

fn printed(arguments: &[&str]) -> String {
    let arguments = ["live"].iter().chain(arguments).map(OsString::from);
    match run(arguments, &ProgressBar::hidden()) {
        Outcome::Printed(text) => text,
        Outcome::Refused(message) => panic!("{message}"),
    }
}

fn refused(arguments: &[&str]) -> String {
    let arguments = ["live"].iter().chain(arguments).map(OsString::from);
    match run(arguments, &ProgressBar::hidden()) {
        Outcome::Printed(text) => panic!("{text}"),
        Outcome::Refused(message) => message,
    }
}

/// The value of `conversations` in what the report prints, cut out of the text.
fn section_of_report(arguments: &[&str]) -> String {
    let arguments = ["report", "--json"].iter().chain(arguments);
    let Outcome::Printed(text) = report::run(arguments.map(OsString::from)) else {
        panic!("the report is refused");
    };
    let (_, from) = text.split_once("\n  \"conversations\": ").unwrap();
    let (section, _) = from.split_once(",\n  \"interactions\": ").unwrap();
    format!("{section}\n")
}

/// A folder with this file of messages, under the name of the test that needs it.
fn folder_of(name: &str, messages: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("live")
        .join(name);
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("messages.csv"), messages).unwrap();
    path
}

/// The section of the shop in `examples/data`.
static SHOP: LazyLock<String> = LazyLock::new(|| section_of_report(&[]));

#[test]
fn ten_seeds_come_to_the_reports_section_to_the_byte() {
    let expected = SHOP.as_str();
    assert!(
        expected.starts_with("{\n    \"tickets\": 1300,\n"),
        "{expected}"
    );
    for seed in 1..=10_u64 {
        let found = printed(&[
            "--json",
            "--shuffle",
            &seed.to_string(),
            "--duplicate",
            "10",
            "--restart-every",
            &(500 * seed).to_string(),
        ]);
        assert_eq!(found, expected, "seed {seed}");
    }
}

#[test]
fn in_the_order_of_time_it_is_the_reports_section_too() {
    let expected = SHOP.as_str();
    assert_eq!(printed(&["--json"]), expected);
    assert_eq!(printed(&["--json", "--duplicate", "100"]), expected);
}

/// Worked out by hand: two conversations, one row that is none, one of a wrong age.
fn small() -> String {
    let rows = [
        "A,2026-04-06T00:00:00Z,customer,c1,email,message",
        "A,2026-04-06T00:30:00Z,agent,ito,email,message",
        "A,2026-04-06T02:00:00Z,agent,,,resolve",
        "B,2026-04-20T00:00:00Z,customer,c2,fax,message",
        "B,2026-04-20T00:10:00Z,agent,,fax,message",
        "A,2026-04-06T03:00:00Z,,,email,message",
        "A,1492-04-06T03:00:00Z,customer,c1,email,message",
    ];
    format!("{MESSAGES}{}\n", rows.join("\n"))
}

#[test]
fn a_folder_without_tickets_and_with_bad_rows_is_the_reports_too() {
    let path = folder_of("small", &small());
    let path = path.to_str().unwrap();
    let expected = section_of_report(&[path]);
    assert!(
        expected
            .contains("\"first_contact_resolution\": {\n      \"part\": 1,\n      \"whole\": 1,"),
        "{expected}"
    );
    for seed in ["1", "2", "3", "4", "5"] {
        // A restart after every event, agents without a name among them.
        let found = printed(&[
            path,
            "--json",
            "--shuffle",
            seed,
            "--duplicate",
            "50",
            "--restart-every",
            "1",
        ]);
        assert_eq!(found, expected, "seed {seed}");
    }
}

#[test]
fn the_page_shows_the_figures_as_they_change() {
    let path = folder_of("page", &small());
    let page = printed(&[
        path.to_str().unwrap(),
        "--duplicate",
        "100",
        "--restart-every",
        "4",
    ]);
    // 30 min; then 30 and 10 min over two.
    let line = |words: &[&str]| {
        page.lines()
            .any(|line| words.iter().all(|word| line.contains(word)))
    };
    assert!(
        line(&["2026-04-06 02:00", "30 min", "2 h", "100.0 %"]),
        "{page}"
    );
    assert!(
        line(&["2026-04-20 00:10", "20 min", "2 h", "50.0 %"]),
        "{page}"
    );
    for sentence in [
        "10 events came in, 5 of them a second time; 5 count, 0 change no figure.",
        "2 rows refused: line 7 (author: expected customer, agent or automation",
        "Restored 3 times from snapshots in JSON and in postcard by turns",
        "A recount of all events comes to the same state.",
    ] {
        assert!(page.contains(sentence), "{sentence}\n{page}");
    }
}

#[test]
fn without_an_event_there_is_nothing_to_replay() {
    let path = folder_of("empty", MESSAGES);
    let path = path.to_str().unwrap();
    assert_eq!(printed(&[path, "--json"]), "null\n");
    assert_eq!(section_of_report(&[path]), "null\n");
    assert!(printed(&[path]).contains("There is no event"));
}

#[test]
fn what_cannot_be_is_refused() {
    let cases = [
        (["--duplicate", "101"], "101 is not in 0..=100"),
        (["--restart-every", "0"], "number would be zero"),
        (["--shuffle", "seven"], "invalid digit"),
        (
            ["--json", "nowhere/at/all"],
            "nowhere/at/all: expected a folder, found nothing",
        ),
    ];
    for (arguments, message) in cases {
        let found = refused(&arguments);
        assert!(found.contains(message), "{found}");
    }
}

#[test]
fn in_opening_hours_it_is_the_reports_section_too() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let one = format!("{folder}/examples/report/hours.json");
    let schedule = fs::read_to_string(&one).unwrap();
    let path = folder_of("by_channel", MESSAGES).with_file_name("by_channel.json");
    let phone = r#"{"time_zone": "Asia/Tokyo", "weekly": {"mon": [["00:00", "24:00"]]}}"#;
    let text = format!(r#"{{"default": {schedule}, "channels": {{"phone": {phone}}}}}"#);
    fs::write(&path, text).unwrap();
    let by_channel = path.to_str().unwrap();

    let mut sections = vec![SHOP.clone()];
    for hours in [one.as_str(), by_channel] {
        let expected = section_of_report(&["--hours", hours]);
        assert!(!sections.contains(&expected));
        for (seed, every) in [("1", "700"), ("2", "5000")] {
            let found = printed(&[
                "--json",
                "--hours",
                hours,
                "--shuffle",
                seed,
                "--duplicate",
                "10",
                "--restart-every",
                every,
            ]);
            assert_eq!(found, expected, "{hours}, seed {seed}");
        }
        sections.push(expected);
    }
}

#[test]
fn the_page_says_in_which_hours() {
    let folder = folder_of("hours_page", &small());
    let hours = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/report/hours.json");
    let page = printed(&[folder.to_str().unwrap(), "--hours", hours]);
    assert!(
        page.contains("Clock: opening hours of hours.json: Mon to Fri 10:00-19:00"),
        "{page}"
    );
    let message = refused(&["--hours", "nowhere.json"]);
    assert!(
        message.starts_with("nowhere.json: cannot be read: "),
        "{message}"
    );
}
