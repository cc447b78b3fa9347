//! What the benches make of their command line, when Cargo measures with them
//! and when it tries them among the tests.

#[path = "../../benches/runner/asked.rs"]
#[expect(dead_code, reason = "what reads the command line itself")]
mod asked;

use asked::{Asked, Mode};

fn asked(line: &str) -> Asked {
    Asked::of(line.split_whitespace().map(String::from)).expect(line)
}

fn refused(line: &str) -> String {
    Asked::of(line.split_whitespace().map(String::from)).expect_err(line)
}

#[test]
fn flags_of_the_test_harness_take_their_values_with_them() {
    for line in [
        "--test-threads 1",
        "--test-threads=1",
        "--format terse --color never -q",
        "-Z unstable-options --report-time --shuffle-seed 7",
        "-Zunstable-options --logfile out.txt --nocapture",
        "--a-flag-of-tomorrow",
    ] {
        let asked = asked(line);
        assert!(asked.mode == Mode::Smoke, "{line}");
        assert!(asked.wants("overall"), "{line}");
    }
    let asked = asked("--test-threads 1 overall");
    assert!(asked.wants("overall, in slices") && !asked.wants("by channel"));
}

#[test]
fn what_is_skipped_is_left_out() {
    for line in ["--skip overall", "--bench --skip=overall"] {
        let asked = asked(line);
        assert!(!asked.wants("overall, in slices") && asked.wants("by channel"));
    }
    let both = asked("by --skip channel --skip day");
    assert!(both.wants("by agent") && !both.wants("by channel") && !both.wants("by day"));
    let exact = asked("--exact overall --skip day");
    assert!(exact.wants("overall") && !exact.wants("overall, in slices"));
    assert!(asked("--exact --skip day").wants("by day"));
    assert_eq!(
        refused("--skip"),
        "--skip: expected a part of a name, found nothing"
    );
}

#[test]
fn the_last_word_on_what_to_do() {
    for (line, mode) in [
        ("", Mode::Smoke),
        ("--bench", Mode::Measure),
        ("--bench --test", Mode::Smoke),
        ("--bench --list", Mode::List),
        ("--list --format terse", Mode::List),
    ] {
        assert_eq!(asked(line).mode, mode, "{line}");
    }
    assert!(asked("").tickets < asked("--bench").tickets);
    let asked = asked("--bench --tickets 30 --rounds=5 --json");
    assert_eq!(
        (asked.tickets, asked.rounds, asked.json),
        (30, Some(5), true)
    );
}

#[test]
fn to_measure_every_flag_has_to_be_known() {
    for flag in ["--test-threads", "--round", "-v"] {
        assert_eq!(
            refused(&format!("--bench {flag} 1")),
            format!(
                "{flag}: expected --tickets, --rounds, --json, --skip, --exact or --list \
                 to measure with"
            )
        );
    }
    assert_eq!(
        refused("--bench --tickets none"),
        "--tickets: expected a number from 1, found \"none\""
    );
    assert_eq!(
        refused("--rounds 0"),
        "--rounds: expected a number from 1, found \"0\""
    );
    assert_eq!(
        refused("--rounds"),
        "--rounds: expected a number from 1, found nothing"
    );
}
