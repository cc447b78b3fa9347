//! Broken rows and headers: what is said of them, word by word.

use super::{INTERACTIONS, MESSAGES, PURCHASES, SURVEYS, TICKETS, fault};

/// Texts in a table, each beside the message it must give.
fn assert_faults(name: &str, file: &str, cases: &[(String, &str)]) {
    for (text, expected) in cases {
        assert_eq!(fault(name, file, text), *expected, "{text:?}");
    }
}

#[test]
fn a_broken_ticket_names_file_line_column_and_reason() {
    let ticket = |cells: &str| format!("{TICKETS}\r\n\r\n{cells}\r\n");
    assert_faults(
        "broken_tickets",
        "tickets.csv",
        &[
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,yesterday,,,"),
                "tickets.csv, line 4, column resolved_at: expected an RFC 3339 instant or nothing, found \"yesterday\"",
            ),
            (
                ticket("1,email,,,,,,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found nothing",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found \"2026-04-01T00:00:00\"",
            ),
            (
                ticket("1,email,,,,,2026-02-29T00:00:00Z,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found \"2026-02-29T00:00:00Z\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,robot,,"),
                "tickets.csv, line 4, column resolved_by: expected agent, automation, customer or nothing, found \"robot\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,, agent,,"),
                "tickets.csv, line 4, column resolved_by: expected agent, automation, customer or nothing, found \" agent\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,-1,"),
                "tickets.csv, line 4, column replies: expected a whole number from 0 to 4294967295 or nothing, found \"-1\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,1.0,"),
                "tickets.csv, line 4, column replies: expected a whole number from 0 to 4294967295 or nothing, found \"1.0\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,,4294967296"),
                "tickets.csv, line 4, column reopens: expected a whole number from 0 to 4294967295 or nothing, found \"4294967296\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,0"),
                "tickets.csv, line 4, column reopens: expected a row of 12 cells, found one of 11",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,0,0,"),
                "tickets.csv, line 4, column 13: expected a row of 12 cells, found one of 13",
            ),
            (
                ticket(" "),
                "tickets.csv, line 4, column channel: expected a row of 12 cells, found one of 1",
            ),
            (
                ticket("1,email,\"a\nb\",,,,2026-04-01T00:00:00Z,,,,0,0"),
                "tickets.csv, line 4, column customer: expected text on one line (is a quotation mark missing?), found \"a\\nb\"",
            ),
        ],
    );
}

#[test]
fn a_broken_message_interaction_survey_or_purchase_is_named_likewise() {
    let message = |cells: &str| format!("{MESSAGES}{cells}");
    assert_faults(
        "broken_messages",
        "messages.csv",
        &[
            (
                message(",2026-04-01T00:00:00Z,,,,note"),
                "messages.csv, line 2, column ticket: expected text, found nothing",
            ),
            (
                message("1,now,,,,note"),
                "messages.csv, line 2, column at: expected an RFC 3339 instant, found \"now\"",
            ),
            (
                message("1,2026-04-01T00:00:00Z,bot,,,note"),
                "messages.csv, line 2, column author: expected customer, agent, automation or nothing, found \"bot\"",
            ),
            (
                message("1,2026-04-01T00:00:00Z,,,,close"),
                "messages.csv, line 2, column action: expected message, note, handoff, resolve, reopen, abandon, hold or resume, found \"close\"",
            ),
        ],
    );
    assert_faults(
        "broken_interactions",
        "interactions.csv",
        &[(
            format!("{INTERACTIONS},,,,,2026-04-01T00:00:00Z,,,"),
            "interactions.csv, line 2, column outcome: expected answered, abandoned or waiting, found nothing",
        )],
    );
    assert_faults(
        "broken_surveys",
        "surveys.csv",
        &[
            (
                format!("{SURVEYS}csat,5,,,,\nCSAT,5,,,,"),
                "surveys.csv, line 3, column kind: expected csat, nps or quality, found \"CSAT\"",
            ),
            (
                format!("{SURVEYS}csat,4.5,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"4.5\"",
            ),
            (
                format!("{SURVEYS}csat,+4,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"+4\"",
            ),
            // Beyond an i64: not a score of any scale, and not to be wrapped into one.
            (
                format!("{SURVEYS}csat,9223372036854775808,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"9223372036854775808\"",
            ),
            // The quotation mark would swallow the next row in silence.
            (
                format!("{SURVEYS}csat,4,,,,\"email\ncsat,5,,,,email\n"),
                "surveys.csv, line 2, column channel: expected text on one line (is a quotation mark missing?), found \"email\\ncsat,5,,,,email\\n\"",
            ),
        ],
    );
    let amount = |cell: &str| format!("{PURCHASES}c1,2026-04-01T00:00:00Z,{cell}\n");
    assert_faults(
        "broken_purchases",
        "purchases.csv",
        &[
            (
                amount(""),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found nothing",
            ),
            (
                amount("1e3"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1e3\"",
            ),
            (
                amount("1_000"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1_000\"",
            ),
            (
                amount("\"1,000\""),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1,000\"",
            ),
            (
                amount(".5"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \".5\"",
            ),
            // One digit more than an exact decimal holds.
            (
                amount("0.00000000000000000000000000001"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"0.00000000000000000000000000001\"",
            ),
        ],
    );
}

#[test]
fn a_wrong_header_names_the_first_column_that_differs() {
    assert_faults(
        "header",
        "purchases.csv",
        &[
            (
                String::new(),
                "purchases.csv, line 1, column customer: expected the header \"customer\", found nothing",
            ),
            (
                "\n\ncustomer,at\n".to_string(),
                "purchases.csv, line 3, column amount: expected the header \"amount\", found nothing",
            ),
            (
                "customer,amount,at\n".to_string(),
                "purchases.csv, line 1, column at: expected the header \"at\", found \"amount\"",
            ),
            (
                "customer,at,Amount\n".to_string(),
                "purchases.csv, line 1, column amount: expected the header \"amount\", found \"Amount\"",
            ),
            (
                "customer;at;amount\n".to_string(),
                "purchases.csv, line 1, column customer: expected the header \"customer\", found \"customer;at;amount\"",
            ),
            (
                "customer,at,amount,\n".to_string(),
                "purchases.csv, line 1, column 4: expected a header of 3 columns, found one of 4",
            ),
            (
                "customer,at,amount,currency\n".to_string(),
                "purchases.csv, line 1, column 4: expected a header of 3 columns, found one of 4",
            ),
        ],
    );
}

#[test]
fn text_that_is_not_utf_8_and_text_without_end_are_shown_with_care() {
    let mut bytes = PURCHASES.as_bytes().to_vec();
    bytes.extend_from_slice(b"c\xE9line,2026-04-01T00:00:00Z,1\n");
    assert_eq!(
        fault("latin_1", "purchases.csv", bytes),
        "purchases.csv, line 2, column customer: expected UTF-8 text, found \"c\u{fffd}line\""
    );
    let long = format!("{PURCHASES}c1,{},1\n", "é".repeat(100));
    assert_eq!(
        fault("long", "purchases.csv", long),
        format!(
            "purchases.csv, line 2, column at: expected an RFC 3339 instant, found \"{}\" and 40 more characters",
            "é".repeat(60)
        )
    );
}
