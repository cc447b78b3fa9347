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

use super::calendar::{DAY, HOUR, MINUTE, midnight};

/// A line of a file, and the instant it is sorted by.
pub(crate) type Dated = (i64, String);

fn line(at: i64, text: &str) -> Dated {
    (at, text.to_string())
}

pub(crate) fn tickets() -> [Dated; 2] {
    let at = midnight(40) + 14 * HOUR;
    [
        line(
            at,
            "P-0001,phone,c0101,ito,payment,high,2026-05-11T05:00:00Z,2026-05-11T04:00:00Z,\
             2026-05-11T06:00:00Z,agent,1,0",
        ),
        line(
            at + 25 * MINUTE,
            "P-0002,phone,c0102,ito,refund,normal,2026-05-11T05:25:00Z,2026-05-11T06:25:00Z,\
             2026-05-10T05:25:00Z,agent,1,0",
        ),
    ]
}

pub(crate) fn messages() -> [Dated; 2] {
    let at = midnight(61) + 16 * HOUR;
    [
        line(at, "O-0001,2026-06-01T07:00:00Z,agent,hara,email,message"),
        line(
            at + 3 * DAY,
            "O-0001,2026-06-04T07:00:00Z,agent,hara,email,message",
        ),
    ]
}

pub(crate) fn interactions() -> [Dated; 2] {
    let at = midnight(54) + 11 * HOUR;
    [
        line(
            at,
            "I-90001,,phone,c0103,endo,2026-05-25T02:00:00Z,2026-05-25T01:50:00Z,\
             2026-05-25T02:02:00Z,answered",
        ),
        line(
            at + 7 * MINUTE,
            "I-90002,,phone,c0104,endo,2026-05-25T02:07:00Z,2026-05-25T02:08:00Z,\
             2026-05-25T02:07:20Z,answered",
        ),
    ]
}

pub(crate) fn surveys() -> [Dated; 2] {
    let at = midnight(47) + 18 * HOUR;
    [
        line(at, "nps,11,2026-05-18T09:00:00Z,,,in_person"),
        line(at, "csat,0,2026-05-18T09:00:00Z,,sato,in_person"),
    ]
}

pub(crate) fn purchases() -> [Dated; 1] {
    let at = midnight(66) + 12 * HOUR;
    [line(at, "c0105,2026-06-06T03:00:00Z,-3280")]
}
