//! Spans of a zone: days of 23 and 25 hours, half hours, dates that were skipped.

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::breakdown::{Calendar, Span, SpanUnit};

use crate::facts;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The span of an instant, and how many minutes it has.
fn span(zone: Tz, unit: SpanUnit, instant: &str) -> (String, i64) {
    let span = Calendar::new(zone, unit)
        .span_of(at(instant))
        .expect("a span");
    (span.to_string(), (span.end() - span.start()).num_minutes())
}

#[test]
fn spans_by_hand() {
    let cases = [
        // Berlin goes forward on 31 March 2024 and back on 27 October.
        (
            Tz::Europe__Berlin,
            SpanUnit::Day,
            "2024-03-31T12:00:00Z",
            "2024-03-30T23:00:00Z/2024-03-31T22:00:00Z",
            23 * 60,
        ),
        (
            Tz::Europe__Berlin,
            SpanUnit::Day,
            "2024-10-27T12:00:00Z",
            "2024-10-26T22:00:00Z/2024-10-27T23:00:00Z",
            25 * 60,
        ),
        // The hour from 02:00 to 03:00 comes twice: two spans.
        (
            Tz::Europe__Berlin,
            SpanUnit::Hour,
            "2024-10-27T00:30:00Z",
            "2024-10-27T00:00:00Z/2024-10-27T01:00:00Z",
            60,
        ),
        (
            Tz::Europe__Berlin,
            SpanUnit::Hour,
            "2024-10-27T01:30:00Z",
            "2024-10-27T01:00:00Z/2024-10-27T02:00:00Z",
            60,
        ),
        // Lord Howe goes back half an hour at 02:00: 01:30 to 02:00 comes twice.
        (
            Tz::Australia__Lord_Howe,
            SpanUnit::Hour,
            "2024-04-06T14:30:00Z",
            "2024-04-06T14:00:00Z/2024-04-06T15:00:00Z",
            60,
        ),
        (
            Tz::Australia__Lord_Howe,
            SpanUnit::Hour,
            "2024-04-06T15:15:00Z",
            "2024-04-06T15:00:00Z/2024-04-06T15:30:00Z",
            30,
        ),
        (
            Tz::Australia__Lord_Howe,
            SpanUnit::Day,
            "2024-04-07T01:00:00Z",
            "2024-04-06T13:00:00Z/2024-04-07T13:30:00Z",
            24 * 60 + 30,
        ),
        // São Paulo skipped midnight: the day begins at 01:00.
        (
            Tz::America__Sao_Paulo,
            SpanUnit::Day,
            "2018-11-04T12:00:00Z",
            "2018-11-04T03:00:00Z/2018-11-05T02:00:00Z",
            23 * 60,
        ),
        // Kolkata is half an hour off the full hours of UTC.
        (
            Tz::Asia__Kolkata,
            SpanUnit::Hour,
            "2024-01-01T00:00:00Z",
            "2023-12-31T23:30:00Z/2024-01-01T00:30:00Z",
            60,
        ),
        // Apia went from 29 December 2011 straight to the 31st.
        (
            Tz::Pacific__Apia,
            SpanUnit::Day,
            "2011-12-30T09:59:59Z",
            "2011-12-29T10:00:00Z/2011-12-30T10:00:00Z",
            24 * 60,
        ),
        (
            Tz::Pacific__Apia,
            SpanUnit::Day,
            "2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z/2011-12-31T10:00:00Z",
            24 * 60,
        ),
        // 14 March 2024 is a Thursday, in the first quarter.
        (
            Tz::UTC,
            SpanUnit::WeekFrom(Weekday::Mon),
            "2024-03-14T00:00:00Z",
            "2024-03-11T00:00:00Z/2024-03-18T00:00:00Z",
            7 * 24 * 60,
        ),
        (
            Tz::UTC,
            SpanUnit::WeekFrom(Weekday::Sun),
            "2024-03-14T00:00:00Z",
            "2024-03-10T00:00:00Z/2024-03-17T00:00:00Z",
            7 * 24 * 60,
        ),
        (
            Tz::UTC,
            SpanUnit::Month,
            "2024-02-29T23:59:59Z",
            "2024-02-01T00:00:00Z/2024-03-01T00:00:00Z",
            29 * 24 * 60,
        ),
        (
            Tz::UTC,
            SpanUnit::Quarter,
            "2024-03-14T00:00:00Z",
            "2024-01-01T00:00:00Z/2024-04-01T00:00:00Z",
            91 * 24 * 60,
        ),
        (
            Tz::UTC,
            SpanUnit::Year,
            "2024-12-31T23:59:59Z",
            "2024-01-01T00:00:00Z/2025-01-01T00:00:00Z",
            366 * 24 * 60,
        ),
    ];
    for (zone, unit, instant, bounds, minutes) in cases {
        assert_eq!(
            span(zone, unit, instant),
            (bounds.to_string(), minutes),
            "{zone} {unit:?} {instant}"
        );
    }
}

#[test]
fn instants_that_no_span_has() {
    let days = Calendar::days(Utc);
    assert_eq!(days.span_of(DateTime::<Utc>::MAX_UTC), None);
    assert_eq!(days.span_of(DateTime::<Utc>::MIN_UTC), None);
    let day = days
        .span_of(at("2262-04-10T00:00:00Z"))
        .expect("the last whole day");
    assert_eq!(days.next(day), None);
    assert_eq!(
        Span::new(day.end(), day.start())
            .expect_err("backwards")
            .to_string(),
        "end: expected an instant after 2262-04-11T00:00:00Z (start), found 2262-04-10T00:00:00Z",
    );
    assert!(Span::new(day.start(), day.start()).is_err());
}

#[test]
fn the_same_hour_of_last_week_follows_the_wall_clock() {
    let hours = Calendar::hours(Tz::Europe__Berlin);
    // 10:00 in Berlin: 08:00 UTC in summer, 09:00 UTC the week before the change.
    let now = hours.span_of(at("2024-04-03T08:15:00Z")).expect("an hour");
    let then = hours.days_before(now, 7).expect("an hour");
    assert_eq!(then.start(), at("2024-03-27T09:00:00Z"));
    // 02:00 to 03:00 did not exist on 31 March.
    let now = hours.span_of(at("2024-04-07T00:15:00Z")).expect("an hour");
    assert_eq!(hours.days_before(now, 7), None);
}

fn zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(
        &[
            Tz::UTC,
            Tz::Europe__Berlin,
            Tz::America__Sao_Paulo,
            Tz::Asia__Tehran,
            Tz::Australia__Lord_Howe,
            Tz::Pacific__Apia,
            Tz::Asia__Kathmandu,
        ][..],
    )
}

fn unit() -> impl Strategy<Value = SpanUnit> {
    prop::sample::select(
        &[
            SpanUnit::Hour,
            SpanUnit::Day,
            SpanUnit::WeekFrom(Weekday::Sat),
            SpanUnit::Month,
            SpanUnit::Quarter,
            SpanUnit::Year,
        ][..],
    )
}

proptest! {
    /// Every instant has one span, and spans leave neither gap nor overlap.
    #[test]
    fn spans_tile_the_time(zone in zone(), unit in unit(), seconds in 0_i64..2_000_000_000) {
        let instant = facts::epoch() - TimeDelta::seconds(900_000_000) + TimeDelta::seconds(seconds);
        let calendar = Calendar::new(zone, unit);
        let span = calendar.span_of(instant).expect("a span");
        prop_assert!(span.contains(instant));
        let last = span.end() - TimeDelta::nanoseconds(1);
        prop_assert_eq!(calendar.span_of(span.start()), Some(span));
        prop_assert_eq!(calendar.span_of(last), Some(span));
        let next = calendar.next(span).expect("a span");
        prop_assert_eq!(next.start(), span.end());
        prop_assert_eq!(calendar.previous(next), Some(span));
        let both: Vec<Span> = calendar.spans_between(instant, next.end()).collect();
        prop_assert_eq!(both, [span, next]);
    }
}
