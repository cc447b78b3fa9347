//! Rows that parse and cannot be: listed by reason, and the others all count.

use super::*;

const AT: &str = "2026-04-01T00:00:00Z";
const LATER: &str = "2026-04-01T01:00:00Z";

/// Rows of each kind of fault, with sound ones between them.
fn files() -> [(&'static str, String); 4] {
    let tickets = [
        "1,email,,,,,2026-04-01T01:00:00Z,2026-04-01T00:00:00Z,,,,", // answered before it was opened
        "2,email,,,,,2026-04-01T01:00:00Z,,2026-04-01T00:00:00Z,agent,,",
        "3,email,,,,,2026-04-01T00:00:00Z,,,,,70000",
        "4,email,,,,,1600-01-01T00:00:00Z,,,,,",
        "5,email,,,,,2026-04-01T00:00:00Z,2026-04-01T01:00:00Z,,,1,0",
        "6,email,,,,,2026-04-01T01:00:00Z,2026-04-01T00:30:00Z,,,,",
        ",,,,,,2026-04-01T00:00:00Z,,,,,",
    ];
    let contact = |cells: &str| format!("i,,phone,,,{cells}");
    let interactions = [
        contact(&format!("{LATER},{AT},,answered")),
        contact(&format!("{AT},{LATER},{AT},answered")),
        contact(&format!("{LATER},,{AT},abandoned")),
        contact(&format!("{AT},,,answered")),
        contact(&format!("{AT},,,abandoned")),
        contact(&format!("{AT},{LATER},,waiting")),
        contact(&format!("{AT},,{LATER},waiting")),
        contact(&format!("{AT},{LATER},,abandoned")),
        contact(&format!("{AT},,,waiting")),
    ];
    let surveys = [
        "csat,0",
        "csat,6",
        "csat,-4000000000",
        "csat,5",
        "nps,11",
        "nps,0",
        "quality,101",
        "quality,300",
        "quality,",
    ];
    let surveys: Vec<String> = surveys.iter().map(|row| format!("{row},,,,")).collect();
    let amounts = ["-1", "0.0000001", "9223372036855", "12.50"];
    let purchases: Vec<String> = amounts
        .iter()
        .map(|amount| format!("c1,{AT},{amount}"))
        .collect();
    [
        ("tickets.csv", format!("{TICKETS}{}\n", tickets.join("\n"))),
        (
            "interactions.csv",
            format!("{INTERACTIONS}{}\n", interactions.join("\n")),
        ),
        ("surveys.csv", format!("{SURVEYS}{}\n", surveys.join("\n"))),
        (
            "purchases.csv",
            format!("{PURCHASES}{}\n", purchases.join("\n")),
        ),
    ]
}

#[test]
fn input_is_counted_plus_rejected_in_every_file() {
    let files = files();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(file, text)| (*file, text.as_str()))
        .collect();
    let report = json("rejected_json", &files);
    for (file, input, counted) in [
        ("tickets.csv", 7, 2),
        ("interactions.csv", 9, 2),
        ("surveys.csv", 9, 3),
        ("purchases.csv", 4, 1),
    ] {
        let rows = &report["rows"][file];
        assert_eq!(rows["input"], input, "{file}");
        assert_eq!(rows["counted"], counted, "{file}");
        assert_eq!(rows["rejected"], input - counted, "{file}");
    }
    // What counts is counted: one answer after an hour, in the channel and without one.
    assert_eq!(report["tickets"]["tickets"], 2);
    assert_eq!(report["tickets"]["rejected"], 5);
    assert_eq!(report["tickets"]["first_response"]["mean_s"], 3600.0);
    assert_eq!(report["tickets"]["by_channel"]["email"]["tickets"], 1);
    assert_eq!(report["tickets"]["by_channel"][""]["tickets"], 1);
    assert_eq!(report["interactions"]["abandonment"]["part"], 1);
    assert_eq!(report["surveys"]["csat"]["answered"], 1);
    assert_eq!(report["surveys"]["nps"]["detractors"], 1);
    assert_eq!(report["purchases"]["amount"], "12.5");

    let reasons: Vec<String> = report["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_string();
            format!("{} {}: {}", text("file"), row["line"], text("reason"))
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "tickets.csv 2: first_response_at: expected 2026-04-01T01:00:00Z (opened_at) or later, found 2026-04-01T00:00:00Z",
            "tickets.csv 3: resolved_at: expected 2026-04-01T01:00:00Z (opened_at) or later, found 2026-04-01T00:00:00Z",
            "tickets.csv 4: reopens: expected 0 to 65535, found 70000",
            "tickets.csv 5: opened_at: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, found 1600-01-01T00:00:00Z",
            "tickets.csv 7: first_response_at: expected 2026-04-01T01:00:00Z (opened_at) or later, found 2026-04-01T00:30:00Z",
            "interactions.csv 2: answered_at: expected 2026-04-01T01:00:00Z (started_at) or later, found 2026-04-01T00:00:00Z",
            "interactions.csv 3: ended_at: expected 2026-04-01T01:00:00Z (answered_at) or later, found 2026-04-01T00:00:00Z",
            "interactions.csv 4: ended_at: expected 2026-04-01T01:00:00Z (started_at) or later, found 2026-04-01T00:00:00Z",
            "interactions.csv 5: answered_at: expected an instant where the outcome is answered, found nothing",
            "interactions.csv 6: ended_at: expected an instant where the outcome is abandoned without an answer, found nothing",
            "interactions.csv 7: answered_at: expected nothing where the outcome is waiting, found 2026-04-01T01:00:00Z",
            "interactions.csv 8: ended_at: expected nothing where the outcome is waiting, found 2026-04-01T01:00:00Z",
            "surveys.csv 2: score: expected 1-5, found 0",
            "surveys.csv 3: score: expected 1-5, found 6",
            "surveys.csv 4: score: expected 1-5, found -4000000000",
            "surveys.csv 6: score: expected 0-10, found 11",
            "surveys.csv 8: score: expected 0-100, found 101",
            "surveys.csv 9: score: expected 0-100, found 300",
            "purchases.csv 2: amount: expected 0 to 9223372036854.775807, found -1",
            "purchases.csv 3: amount: expected at most 6 decimals, found 0.0000001",
            "purchases.csv 4: amount: expected 0 to 9223372036854.775807, found 9223372036855",
        ]
    );
}

#[test]
fn the_page_lists_rejected_rows_by_reason_with_their_lines() {
    let files = files();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(file, text)| (*file, text.as_str()))
        .collect();
    let page = page("rejected_page", &files);
    for line in [
        "  tickets.csv         7         2          5",
        "  interactions.csv      9         2          7",
        "  •   tickets.csv, lines 2 and 7: first_response_at before opened_at",
        "  •   surveys.csv, lines 2, 3 and 4: score: expected 1-5",
        "  •   surveys.csv, line 6: score: expected 0-10, found 11",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            page.lines()
                .any(|of_page| squeezed(of_page) == squeezed(line)),
            "{line}\n{page}"
        );
    }
    assert!(
        page.contains("Tickets   2 count, each in the period of its opening; 5 left out"),
        "{page}"
    );
}

#[test]
fn a_folder_of_headers_counts_nothing_and_says_so() {
    let files = [
        ("tickets.csv", TICKETS),
        ("interactions.csv", INTERACTIONS),
        ("surveys.csv", SURVEYS),
        ("purchases.csv", PURCHASES),
    ];
    let report = json("headers_json", &files);
    for section in ["tickets", "interactions", "surveys", "purchases"] {
        assert!(report[section].is_null(), "{section}");
    }
    let page = page("headers_page", &files);
    assert!(page.contains("  Level     not measured\n"), "{page}");
    assert!(
        page.contains("backlog, reasons, volume: tickets.csv has no rows\n"),
        "{page}"
    );
    assert!(
        page.contains("satisfaction, promoters, internal quality: surveys.csv has no rows\n"),
        "{page}"
    );
}
