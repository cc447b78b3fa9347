//! The page as it reads.

use super::*;

/// Three tickets, two surveys, one goal: small enough to work out by hand.
const TINY: [(&str, &str); 3] = [
    (
        "tickets.csv",
        "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens\n\
         A,email,c1,ito,refund,,2026-04-06T00:00:00Z,2026-04-06T02:00:00Z,2026-04-06T10:00:00Z,agent,1,0\n\
         B,email,c2,,refund,,2026-04-06T01:00:00Z,,,,0,0\n\
         C,fax,c3,ito,,,2026-04-07T01:00:00Z,2026-04-07T00:00:00Z,,,,\n\
         D,fax,c3,ito,parcel,,2026-04-07T01:00:00Z,2026-04-07T01:30:00Z,2026-04-07T01:45:00Z,agent,2,1\n",
    ),
    (
        "surveys.csv",
        "kind,score,answered_at,ticket,agent,channel\n\
         csat,5,2026-04-06T12:00:00Z,A,ito,email\n\
         csat,,,D,ito,fax\n",
    ),
    (
        "desk.json",
        r#"{"time_zone": "Asia/Tokyo", "goals": [{"kpi": "first_response_mean", "at_most": 3600}]}"#,
    ),
];

#[test]
fn a_tiny_folder_reads_as_expected() {
    // First responses 2 h and 30 min, so 1 h 15 min; resolutions 10 h and
    // 45 min; B waits since 25 h; C is answered before it was opened.
    let page = page("tiny", &TINY);
    let expected = include_str!("tiny.txt");
    for (number, (found, expected)) in (1..).zip(page.lines().zip(expected.lines())) {
        assert_eq!(found, expected, "line {number}");
    }
    assert_eq!(page, expected);
}

/// How many columns a line takes on a terminal; the guide's words are wide.
pub(super) fn width(line: &str) -> usize {
    line.chars()
        .map(|letter| if letter >= '\u{2e80}' { 2 } else { 1 })
        .sum()
}

#[test]
fn no_line_is_wider_than_the_page_or_ends_in_a_space() {
    for language in ["en", "ja"] {
        for line in printed(["--language", language]).lines() {
            assert!(width(line) <= 100, "{line}");
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn long_names_are_broken_and_never_steer_the_terminal() {
    let agent = "x".repeat(300);
    let files = [(
        "tickets.csv",
        format!("{TICKETS}\u{1b}[31m,\u{1b}]0;gone,,{agent},\u{9b}2J,,2026-04-06T00:00:00Z,,,,,\n"),
    )];
    let files = files.each_ref().map(|(file, text)| (*file, text.as_str()));
    let page = page("long_names", &files);
    assert!(page.lines().all(|line| width(line) <= 100), "{page}");
    assert!(
        !page.contains(|letter: char| letter.is_control() && letter != '\n'),
        "{page}"
    );
    assert!(page.matches('x').count() >= 300, "{page}");
}

#[test]
fn levels_and_advice_are_there_in_japanese() {
    let page = printed(["--language", "ja"]);
    assert!(
        page.contains("Level     1 of 5 (容認できない), perhaps 2, held down by 解決時間\n"),
        "{page}"
    );
    assert!(page.contains("テンプレート"), "{page}");
}

#[test]
fn a_channel_of_ones_own_goes_by_its_name() {
    let report = json("own_channel", &TINY);
    let channels = report["tickets"]["by_channel"].as_object().unwrap();
    assert_eq!(channels.keys().collect::<Vec<_>>(), ["email", "fax"]);
    assert_eq!(report["head"]["channel_names"]["other:0"], "fax");
}

#[test]
fn now_can_be_an_instant_that_is_past() {
    let folder = folder_of("as_of", &TINY);
    let path = folder.to_str().unwrap();
    // At 01:30 on the 6th: A and B are open and unanswered, C and D not opened.
    let page = printed([path, "--as-of", "2026-04-06T01:30:00Z"]);
    assert!(
        page.contains("  Now       6 April 2026, 10:30, as asked for: what is open is of then,"),
        "{page}"
    );
    let backlog = page.lines().find(|line| line.starts_with("  backlog"));
    let cells: Vec<&str> = backlog.unwrap().split_whitespace().collect();
    assert_eq!(cells[1..].join(" "), "2 30 min 1 h 30 min 1 h 30 min");
    assert!(
        page.contains("Longest without a reply: A, email, for 1 h 30 min."),
        "{page}"
    );
    // An hour later A is answered.
    let page = printed([path, "--as-of", "2026-04-06T02:30:00Z"]);
    assert!(
        page.contains("Longest without a reply: B, email, for 1 h 30 min."),
        "{page}"
    );
    // A day after the last row: B has waited for two days.
    let page = printed([path, "--as-of", "2026-04-08T01:00:00Z"]);
    assert!(
        page.contains("Longest without a reply: B, email, for 2 d."),
        "{page}"
    );
}

#[test]
fn goals_are_judged_by_their_kpi_and_channel() {
    // First responses: A 2 h by email, D 30 min by fax.
    let goals = r#"{"goals": [
        {"kpi": "first_response_mean", "channel": "fax", "at_most": 1800},
        {"kpi": "first_response_p90", "channel": "email", "at_most": 7200},
        {"kpi": "first_response_median", "at_most": 3600},
        {"kpi": "csat", "at_least": 101},
        {"kpi": "csat", "channel": "fax", "at_least": 90},
        {"kpi": "csatt", "at_least": 90},
        {"kpi": "resolution_mean", "at_most": -1}
    ]}"#;
    let mut files = TINY;
    files[2].1 = goals;
    let report = json("goals", &files);
    let goals = report["goals"].as_array().unwrap();
    let verdicts: Vec<(&str, Option<f64>)> = goals
        .iter()
        .map(|goal| (goal["verdict"].as_str().unwrap(), goal["by"].as_f64()))
        .collect();
    assert_eq!(verdicts[0], ("reached", Some(0.0)));
    // A percentile is known to 0.8 %, and its goal lies within.
    assert_eq!(verdicts[1], ("at_the_limit", None));
    assert_eq!(verdicts[2].0, "reached");
    assert_eq!(verdicts[3], ("missed", Some(1.0)));
    assert!(
        verdicts[4..]
            .iter()
            .all(|verdict| *verdict == ("not_measured", None))
    );
    let why = |place: usize| goals[place]["not_measured"].as_str().unwrap();
    assert_eq!(why(4), "nothing was counted");
    assert!(why(5).starts_with("no goal has this name; known are first_response_mean, "));
    assert_eq!(why(6), "its target is no time");
}

#[test]
fn a_policy_of_ones_own_gives_other_levels() {
    let folder = folder_of("own_policy", &TINY);
    let policy = folder.join("policy.json");
    fs::write(&policy, r#"{"statistic": "median", "minimum_count": 2}"#).unwrap();
    let arguments = [
        folder.into_os_string(),
        "--policy".into(),
        policy.into_os_string(),
    ];
    let page = printed(arguments);
    assert!(
        page.contains("SERVICE LEVEL · by a policy of the desk's own\n"),
        "{page}"
    );
    assert!(page.contains("  Level     not measured\n"), "{page}");
    assert!(
        page.contains("Not of the layout, and not read: policy.json."),
        "{page}"
    );
}
