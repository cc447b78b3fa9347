//! Months: of instants in a zone, at the ends of the calendar, and in text.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::breakdown::Calendar;
use support_kpi::clock::Month;

use crate::facts;
use crate::serialised::{through_json, through_postcard};

fn month(year: i32, month: u32) -> Month {
    Month::new(year, month).expect("a month")
}

#[test]
fn a_month_begins_at_midnight_of_the_zone() {
    let new_york = Tz::America__New_York;
    for (instant, utc, local) in [
        ("2024-03-01T04:59:59Z", (2024, 3), (2024, 2)),
        ("2024-03-01T05:00:00Z", (2024, 3), (2024, 3)),
        ("2024-01-01T00:00:00Z", (2024, 1), (2023, 12)),
    ] {
        let instant = instant.parse().expect("an instant");
        assert_eq!(Month::of(instant, &Utc), month(utc.0, utc.1));
        assert_eq!(Month::of(instant, &new_york), month(local.0, local.1));
    }
}

#[test]
fn the_first_and_the_last_instant_have_a_month() {
    let east = FixedOffset::east_opt(14 * 3_600).expect("an offset");
    let west = FixedOffset::west_opt(12 * 3_600).expect("an offset");
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    assert_eq!(Month::of(last, &Utc), month(262_142, 12));
    assert_eq!(Month::of(last, &east), month(262_143, 1));
    assert_eq!(Month::of(first, &Utc), month(-262_143, 1));
    assert_eq!(Month::of(first, &west), month(-262_144, 12));
    assert_eq!(
        month(262_143, 1).since(month(-262_144, 12)),
        524_287 * 12 - 11
    );
}

#[test]
fn a_leap_second_belongs_to_the_second_after() {
    let leap: DateTime<Utc> = "2016-12-31T23:59:60Z".parse().expect("an instant");
    assert_eq!(Month::of(leap, &Utc), month(2_017, 1));
}

#[test]
fn text_is_read_in_one_form_only() {
    for (written, meant) in [
        ("2024-03", month(2_024, 3)),
        ("0044-03", month(44, 3)),
        ("-0044-03", month(-44, 3)),
        ("12024-12", month(12_024, 12)),
    ] {
        assert_eq!(written.parse(), Ok(meant));
        assert_eq!(meant.to_string(), written);
        assert_eq!(through_json(&meant), meant);
        assert_eq!(through_postcard(&meant), meant);
    }
    for text in [
        "2024-3",
        "+2024-03",
        "2024-13",
        "2024-00",
        "2024",
        "",
        "2024-03-01",
        "300000-01",
    ] {
        let message = format!("month: expected a month as YYYY-MM, found {text:?}");
        assert_eq!(text.parse::<Month>().expect_err(text).to_string(), message);
    }
    for (result, text) in [
        (Month::new(2_024, 0), "month: expected 1 to 12, found 0"),
        (
            Month::new(262_144, 1),
            "year: expected -262144 to 262143, found 262144",
        ),
    ] {
        assert_eq!(result.expect_err(text).to_string(), text);
    }
}

proptest! {
    #[test]
    fn it_is_the_month_of_the_date_in_utc(seconds in -200_000_000_000_i64..200_000_000_000) {
        let instant = DateTime::from_timestamp(seconds, 0).expect("an instant");
        let found = Month::of(instant, &Utc);
        prop_assert_eq!((found.year(), found.month()), (instant.year(), instant.month()));
        let since = found.since(Month::of(facts::epoch(), &Utc));
        prop_assert_eq!(since, (found.year() - 2_024) * 12 + found.month() as i32 - 3);
    }

    #[test]
    fn it_lasts_as_long_as_the_span_of_a_calendar(
        seconds in 1_200_000_000_i64..1_500_000_000,
        zone in prop::sample::select(&[Tz::America__St_Johns, Tz::Pacific__Apia, Tz::Asia__Tokyo][..]),
    ) {
        let instant = DateTime::from_timestamp(seconds, 0).expect("an instant");
        let span = Calendar::months(zone).span_of(instant).expect("a span");
        let found = Month::of(instant, &zone);
        let last = span.end() - TimeDelta::nanoseconds(1);
        prop_assert_eq!(Month::of(span.start(), &zone), found);
        prop_assert_eq!(Month::of(last, &zone), found);
        prop_assert_eq!(Month::of(span.end(), &zone).since(found), 1);
    }
}
