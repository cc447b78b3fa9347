//! Every error of a column, word for word.

use std::time::Duration;

use support_kpi::columns::{Bits, Counts, Flags, Scores, TicketColumns, TimeUnit, Times};
use support_kpi::{
    Channel, ColumnError, GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Resolver, Ticket,
    TicketEnd, ZeroToTen,
};

use super::table::{UNITS, symbol};
use crate::facts;

const OPEN: u8 = TicketEnd::Open.code();
const ABANDONED: u8 = TicketEnd::Abandoned.code();
const SOLVED: u8 = TicketEnd::Resolved(Resolver::Agent).code();

fn times<'column>(values: &'column [i64], known: Option<Bits<'column>>) -> Times<'column> {
    Times::new(values, TimeUnit::Second, known).expect("times")
}

fn counts<'column>(values: &'column [u32], known: Option<Bits<'column>>) -> Counts<'column> {
    Counts::new(values, known).expect("counts")
}

fn bits(bytes: &[u8], rows: usize) -> Bits<'_> {
    Bits::new(bytes, 0, rows).expect("bits")
}

fn text<T>(result: Result<T, impl ToString>) -> String {
    match result {
        Ok(_) => "no error".to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn as_many_bits_as_values() {
    let (one, nine) = (bits(&[1], 1), bits(&[255, 255], 9));
    let two = bits(&[3], 2);
    for (found, expected) in [
        (
            text(Times::new(&[1, 2], TimeUnit::Second, Some(one))),
            "times: expected 2 rows, found 1",
        ),
        (
            text(Times::new(&[1, 2], TimeUnit::Second, Some(nine))),
            "times: expected 2 rows, found 9",
        ),
        (
            text(Counts::new(&[1, 2], Some(one))),
            "counts: expected 2 rows, found 1",
        ),
        (
            text(Counts::new(&[], Some(one))),
            "counts: expected 0 rows, found 1",
        ),
        (
            text(Scores::<OneToFive>::new(&[1, 2], Some(nine))),
            "scores: expected 2 rows, found 9",
        ),
        (
            text(Flags::new(two, Some(one))),
            "flags: expected 2 rows, found 1",
        ),
        (
            text(Flags::new(two, Some(nine))),
            "flags: expected 2 rows, found 9",
        ),
    ] {
        assert_eq!(found, expected);
    }
    // The number of rows comes before what is in them.
    assert_eq!(
        text(Scores::<OneToFive>::new(&[0, 0], Some(one))),
        "scores: expected 2 rows, found 1"
    );
}

#[test]
fn the_caller_names_the_column() {
    let (one, seconds) = (bits(&[1], 1), TimeUnit::Second);
    for (found, expected) in [
        (
            text(Times::new(&[0, -1], seconds, None).map_err(|it| it.in_column("wait"))),
            "wait, row 1: expected a time from 0 to 584 years, found -1s",
        ),
        (
            text(Scores::<OneToFive>::new(&[6], None).map_err(|it| it.in_column("csat"))),
            "csat, row 0: expected 1-5, found 6",
        ),
        (
            text(Counts::new(&[1, 2], Some(one)).map_err(|it| it.in_column("replies"))),
            "replies: expected 2 rows, found 1",
        ),
        (
            text(Bits::new(&[1], 4, 5).map_err(|it| it.in_column("answered"))),
            "answered: expected 5 rows, found 4",
        ),
        // The last name given counts.
        (
            text(
                TicketColumns::builder(&[9])
                    .build()
                    .map_err(|error| error.in_column("status").in_column("state")),
            ),
            "state, row 0: expected a code from 0 to 6, found 9",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn every_column_is_as_long_as_the_ends() {
    let ends = [OPEN, OPEN];
    let nothing = [0; 4];
    let known = |rows| Some(bits(&nothing, rows));
    for rows in [0, 1, 3] {
        let (few, few_counts) = (&[0, 0, 0][..rows], &[0, 0, 0][..rows]);
        let off = || times(few, known(rows));
        let off_counts = || counts(few_counts, known(rows));
        let fine = times(&[0, 0], known(2));
        let fine_counts = counts(&[0, 0], known(2));
        let builder = TicketColumns::builder(&ends);
        for (column, built) in [
            ("first_response", builder.first_response(off()).build()),
            ("resolution", builder.resolution(off()).build()),
            ("replies", builder.replies(off_counts()).build()),
            ("responses", builder.responses(off_counts(), fine).build()),
            (
                "response_total",
                builder.responses(fine_counts, off()).build(),
            ),
        ] {
            let expected = ColumnError::Rows {
                column,
                expected: 2,
                found: rows,
            };
            assert_eq!(
                expected.to_string(),
                format!("{column}: expected 2 rows, found {rows}")
            );
            assert_eq!(built.err(), Some(expected));
        }
    }
}

#[test]
fn a_time_is_neither_negative_nor_too_long() {
    for (unit, factor, longest) in UNITS {
        let symbol = symbol(unit);
        assert!(Times::new(&[0, longest], unit, None).is_ok(), "{unit:?}");
        for value in [-1, i64::MIN, longest.wrapping_add(1)] {
            assert_eq!(
                text(Times::new(&[0, longest, value, value], unit, None)),
                format!("times, row 2: expected a time from 0 to 584 years, found {value}{symbol}"),
                "{unit:?}"
            );
            let known = Some(bits(&[0b01011], 5));
            let values = [0, 0, value, value, -5];
            let error = Times::new(&values, unit, known);
            assert_eq!(
                text(error),
                format!("times, row 3: expected a time from 0 to 584 years, found {value}{symbol}")
            );
            let known = Some(bits(&[0b0011], 4));
            assert!(Times::new(&[0, 0, value, value], unit, known).is_ok());
        }
        // The longest is the longest that fits in eight bytes of nanoseconds.
        let fits = |time: i64| u64::try_from(i128::from(time) * i128::from(factor)).is_ok();
        assert!(fits(longest));
        assert!(longest == i64::MAX || !fits(longest + 1));
    }
}

#[test]
fn a_score_is_on_its_scale() {
    let off = |error: String, scale: &str, value: u8| {
        assert_eq!(
            error,
            format!("scores, row 1: expected {scale}, found {value}")
        );
    };
    for value in [0, 4, 255] {
        off(
            text(Scores::<OneToThree>::new(&[1, value], None)),
            "1-3",
            value,
        );
    }
    for value in [0, 6, 255] {
        off(
            text(Scores::<OneToFive>::new(&[1, value], None)),
            "1-5",
            value,
        );
    }
    for value in [0, 8, 255] {
        off(
            text(Scores::<OneToSeven>::new(&[1, value], None)),
            "1-7",
            value,
        );
    }
    for value in [0, 11, 255] {
        off(
            text(Scores::<OneToTen>::new(&[1, value], None)),
            "1-10",
            value,
        );
    }
    for value in [2, 255] {
        off(
            text(Scores::<GoodBad>::new(&[0, value], None)),
            "good-bad",
            value,
        );
    }
    for value in [11, 12, 255] {
        off(
            text(Scores::<ZeroToTen>::new(&[0, value], None)),
            "0-10",
            value,
        );
    }
    let known = Some(bits(&[0b001], 3));
    assert!(Scores::<OneToFive>::new(&[5, 0, 255], known).is_ok());
}

#[test]
fn an_end_is_a_code_from_0_to_6() {
    let build = |ends: &[u8]| text(TicketColumns::builder(ends).build());
    assert_eq!(
        build(&[0, 1, 2, 7, 0]),
        "ends, row 3: expected a code from 0 to 6, found 7"
    );
    // The row that is named is the one whose code is told.
    assert_eq!(
        build(&[0, 9, 7, 255]),
        "ends, row 1: expected a code from 0 to 6, found 9"
    );
    // And it comes before what hangs on the end.
    assert_eq!(
        build(&[SOLVED, 200]),
        "ends, row 1: expected a code from 0 to 6, found 200"
    );
    assert_eq!(build(&[]), "no error");
}

#[test]
fn a_resolution_time_stands_beside_a_resolution() {
    let ends = [OPEN, SOLVED, ABANDONED, SOLVED];
    let build = |known: &[u8]| {
        let resolution = times(&[5, 6, 7, 8], Some(bits(known, 4)));
        text(TicketColumns::builder(&ends).resolution(resolution).build())
    };
    assert_eq!(build(&[0b1010]), "no error");
    assert_eq!(
        build(&[0b0110]),
        "resolution, row 2: expected none, as the ticket is not resolved, found 7s (ends: 2)"
    );
    assert_eq!(
        build(&[0b0111]),
        "resolution, row 0: expected none, as the ticket is not resolved, found 5s (ends: 0)"
    );
    assert_eq!(
        build(&[0b0010]),
        "resolution, row 3: expected a time, as the ticket is resolved, found nothing (ends: 3)"
    );
    assert_eq!(
        text(TicketColumns::builder(&ends).build()),
        "resolution, row 1: expected a time, as the ticket is resolved, found nothing (ends: 3)"
    );
    let all = times(&[5, 6, 7, 8], None);
    assert_eq!(
        text(TicketColumns::builder(&ends).resolution(all).build()),
        "resolution, row 0: expected none, as the ticket is not resolved, found 5s (ends: 0)"
    );
}

#[test]
fn responses_stand_beside_their_time() {
    let ends = [OPEN; 4];
    let build = |counted: &[u8], timed: &[u8], total: &[i64; 4]| {
        let responses = counts(&[0, 2, 0, 0], Some(bits(counted, 4)));
        let total = times(total, Some(bits(timed, 4)));
        text(
            TicketColumns::builder(&ends)
                .responses(responses, total)
                .build(),
        )
    };
    assert_eq!(build(&[0b0011], &[0b0011], &[0, 9, 9, 9]), "no error");
    assert_eq!(
        build(&[0b0111], &[0b0001], &[0, 9, 0, 0]),
        "response_total, row 1: expected a time, as they are counted, found nothing (responses: 2)"
    );
    assert_eq!(
        build(&[0b0111], &[0b0011], &[0, 9, 0, 0]),
        "response_total, row 2: expected a time, as they are counted, found nothing (responses: 0)"
    );
    assert_eq!(
        build(&[0b0011], &[0b1011], &[0, 9, 0, 0]),
        "responses, row 3: expected a count, as their time is given, found nothing (response_total: 0s)"
    );
    assert_eq!(
        build(&[0b0001], &[0b1011], &[0, 9, 9, 0]),
        "responses, row 1: expected a count, as their time is given, found nothing (response_total: 9s)"
    );
    // The time stands in the column of times: that is the one that is named.
    assert_eq!(
        build(&[0b1111], &[0b1111], &[0, 9, 4, 1]),
        "response_total, row 2: expected no time for no responses, found 4s"
    );
    assert_eq!(build(&[0b1111], &[0b1111], &[0, 0, 0, 0]), "no error");
}

#[test]
fn a_time_that_another_column_denies_is_told_in_its_unit() {
    for (unit, ..) in UNITS {
        let symbol = symbol(unit);
        let values = [0, 1_500];
        let times = Times::new(&values, unit, None).expect("times");
        let builder = TicketColumns::builder(&[OPEN, OPEN]);
        assert_eq!(
            text(builder.responses(counts(&[0, 0], None), times).build()),
            format!("response_total, row 1: expected no time for no responses, found 1500{symbol}")
        );
        assert_eq!(
            text(
                TicketColumns::builder(&[SOLVED, OPEN])
                    .resolution(times)
                    .build()
            ),
            format!(
                "resolution, row 1: expected none, as the ticket is not resolved, \
                 found 1500{symbol} (ends: 0)"
            )
        );
    }
}

#[test]
fn a_row_with_the_same_fault_has_it_in_the_same_words() {
    // A number below a thousand, which `Duration` writes in the same unit.
    let opened = facts::epoch();
    for (unit, factor, _) in UNITS {
        let total = Duration::from_nanos(7 * factor);
        let row = Ticket::builder(Channel::Web, opened).responses(0, total);
        let column = TicketColumns::builder(&[OPEN]).responses(
            counts(&[0], None),
            Times::new(&[7], unit, None).expect("times"),
        );
        let (row, column) = (text(row.build()), text(column.build()));
        let without_field = |text: &str| text.split_once(": ").map(|(_, rest)| rest.to_string());
        assert_eq!(without_field(&row), without_field(&column));
        assert_eq!(
            row,
            format!("responses: expected no time for no responses, found {total:?}")
        );
    }
}
