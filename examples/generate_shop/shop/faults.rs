//! Rows that parse and cannot be, so that a report has something to reject.
//!
//! Eight facts, no more, each of a kind that real exports have. Their tickets
//! and their thread stand nowhere else in the folder: without them the files
//! agree to the last row.
//!
//! | file | fault | why it is there |
//! |---|---|---|
//! | tickets.csv | `P-0001`: answered an hour before it was opened | noted on paper while the line was down |
//! | tickets.csv | `P-0002`: resolved a day before it was opened | the same |
//! | messages.csv | `O-0001`: a thread without any customer message | the shop wrote first, and nobody answered |
//! | interactions.csv | `I-90001`: answered before it began | the telephone system's clock was set back |
//! | interactions.csv | `I-90002`: ended before it was answered | the same |
//! | surveys.csv | an NPS score of 11 | mistyped on a paper card |
//! | surveys.csv | a CSAT score of 0 | the same |
//! | purchases.csv | an amount of -3280 | a refund booked as a purchase |

use super::calendar::{DAY, HOUR, MINUTE, midnight, text};

/// A row, and the instant it is sorted by.
pub(crate) type Dated = (i64, Vec<String>);

fn row<const N: usize>(at: i64, cells: [&str; N]) -> Dated {
    (at, cells.map(ToString::to_string).to_vec())
}

pub(crate) fn tickets() -> Vec<Dated> {
    let first = midnight(40) + 14 * HOUR;
    let second = first + 25 * MINUTE;
    let before = [text(first - HOUR), text(second + HOUR), text(second - DAY)];
    let closed = text(first + HOUR);
    let [answered, answered_later, resolved] = before.each_ref().map(String::as_str);
    let (opened, opened_later) = (text(first), text(second));
    vec![
        row(
            first,
            [
                "P-0001", "phone", "c0101", "ito", "payment", "high", &opened, answered, &closed,
                "agent", "1", "0",
            ],
        ),
        row(
            second,
            [
                "P-0002",
                "phone",
                "c0102",
                "ito",
                "refund",
                "normal",
                &opened_later,
                answered_later,
                resolved,
                "agent",
                "1",
                "0",
            ],
        ),
    ]
}

pub(crate) fn messages() -> Vec<Dated> {
    let first = midnight(61) + 16 * HOUR;
    let second = first + 3 * DAY;
    vec![
        row(
            first,
            ["O-0001", &text(first), "agent", "hara", "email", "message"],
        ),
        row(
            second,
            ["O-0001", &text(second), "agent", "hara", "email", "message"],
        ),
    ]
}

pub(crate) fn interactions() -> Vec<Dated> {
    let at = midnight(54) + 11 * HOUR;
    let later = at + 7 * MINUTE;
    vec![
        row(
            at,
            [
                "I-90001",
                "",
                "phone",
                "c0103",
                "endo",
                &text(at),
                &text(at - 10 * MINUTE),
                &text(at + 2 * MINUTE),
                "answered",
            ],
        ),
        row(
            later,
            [
                "I-90002",
                "",
                "phone",
                "c0104",
                "endo",
                &text(later),
                &text(later + MINUTE),
                &text(later + 20),
                "answered",
            ],
        ),
    ]
}

pub(crate) fn surveys() -> Vec<Dated> {
    let at = midnight(47) + 18 * HOUR;
    vec![
        row(at, ["nps", "11", &text(at), "", "", "in_person"]),
        row(at, ["csat", "0", &text(at), "", "sato", "in_person"]),
    ]
}

pub(crate) fn purchases() -> Vec<Dated> {
    let at = midnight(66) + 12 * HOUR;
    vec![row(at, ["c0105", &text(at), "-3280"])]
}
