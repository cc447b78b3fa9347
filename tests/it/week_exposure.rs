//! Hours of the week, and how long each was, against a walk in quarters of an hour.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, FixedOffset, TimeDelta, Timelike as _, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::clock::{HourOfWeek, WeekExposure};

use crate::facts;
use crate::serialised::{through_json, through_postcard};

const HOUR: Duration = Duration::from_secs(3_600);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn hour(weekday: Weekday, hour: u8) -> HourOfWeek {
    HourOfWeek::new(weekday, hour).expect("an hour of the day")
}

/// Zones that change by an hour, by half of one, in the fast, by a whole day, and never.
const ZONES: [Tz; 7] = [
    chrono_tz::Europe::Berlin,
    chrono_tz::America::New_York,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Africa::Casablanca,
    chrono_tz::Pacific::Apia,
    chrono_tz::Asia::Kathmandu,
    chrono_tz::UTC,
];

#[test]
fn all_hours_are_in_order_and_have_their_number() {
    let all: Vec<HourOfWeek> = HourOfWeek::all().collect();
    assert_eq!(all.len(), 168);
    assert_eq!(all[0], hour(Weekday::Mon, 0));
    assert_eq!(all[167], hour(Weekday::Sun, 23));
    for (number, this) in (0..168_u8).zip(&all) {
        assert_eq!(u8::from(*this), number);
        assert_eq!(hour(this.weekday(), this.hour()), *this);
        assert_eq!(through_json(this), *this);
        assert_eq!(through_postcard(this), *this);
    }
    assert!(all.is_sorted());
}

#[test]
fn there_is_no_hour_24_and_no_168th() {
    assert_eq!(
        HourOfWeek::new(Weekday::Mon, 24)
            .expect_err("no such hour")
            .to_string(),
        "hour: expected 0 to 23, found 24"
    );
    let error = serde_json::from_str::<HourOfWeek>("168").expect_err("no such hour");
    assert!(
        error
            .to_string()
            .starts_with("hour_of_week: expected 0 to 167, found 168"),
        "{error}"
    );
}

#[test]
fn an_hour_begins_on_the_hour_also_before_1970() {
    for (text, expected) in [
        ("1970-01-01T00:00:00Z", hour(Weekday::Thu, 0)),
        ("1969-12-31T23:59:59.999999999Z", hour(Weekday::Wed, 23)),
        ("2024-03-04T09:59:59.999999999Z", hour(Weekday::Mon, 9)),
        ("2024-03-04T10:00:00Z", hour(Weekday::Mon, 10)),
    ] {
        assert_eq!(HourOfWeek::of(at(text), &Utc), expected, "{text}");
    }
}

#[test]
fn the_first_and_the_last_instant_have_an_hour_in_any_zone() {
    let east = FixedOffset::east_opt(14 * 3_600).expect("an offset");
    let west = FixedOffset::west_opt(12 * 3_600).expect("an offset");
    for zone in [east, west] {
        HourOfWeek::of(DateTime::<Utc>::MAX_UTC, &zone);
        HourOfWeek::of(DateTime::<Utc>::MIN_UTC, &zone);
    }
    for zone in ZONES {
        HourOfWeek::of(DateTime::<Utc>::MAX_UTC, &zone);
        HourOfWeek::of(DateTime::<Utc>::MIN_UTC, &zone);
    }
}

#[test]
fn a_week_holds_each_hour_once() {
    let start = at("2024-06-05T13:17:00Z");
    let exposure = WeekExposure::between(start, start + TimeDelta::weeks(1), &Utc).expect("a week");
    for hour in HourOfWeek::all() {
        assert_eq!(exposure.time_in(hour), HOUR, "{hour}");
    }
}

#[test]
fn parts_of_hours_count_by_their_part() {
    let exposure = WeekExposure::between(
        at("2024-03-04T09:45:00Z"),
        at("2024-03-04T11:00:00.000000001Z"),
        &Utc,
    )
    .expect("a span");
    assert_eq!(
        exposure.time_in(hour(Weekday::Mon, 9)),
        Duration::from_secs(15 * 60)
    );
    assert_eq!(exposure.time_in(hour(Weekday::Mon, 10)), HOUR);
    assert_eq!(
        exposure.time_in(hour(Weekday::Mon, 11)),
        Duration::from_nanos(1)
    );
    assert_eq!(exposure.time_in(hour(Weekday::Mon, 12)), Duration::ZERO);
}

#[test]
fn days_of_23_and_25_hours() {
    let berlin = chrono_tz::Europe::Berlin;
    let spring = WeekExposure::between(
        at("2024-03-30T23:00:00Z"),
        at("2024-03-31T22:00:00Z"),
        &berlin,
    )
    .expect("a day");
    assert_eq!(spring.total(), 23 * HOUR);
    assert_eq!(spring.time_in(hour(Weekday::Sun, 1)), HOUR);
    assert_eq!(spring.time_in(hour(Weekday::Sun, 2)), Duration::ZERO);
    assert_eq!(spring.time_in(hour(Weekday::Sun, 3)), HOUR);
    let autumn = WeekExposure::between(
        at("2024-10-26T22:00:00Z"),
        at("2024-10-27T23:00:00Z"),
        &berlin,
    )
    .expect("a day");
    assert_eq!(autumn.total(), 25 * HOUR);
    assert_eq!(autumn.time_in(hour(Weekday::Sun, 2)), 2 * HOUR);
    // Samoa went from Thursday to Saturday, 2011-12-31: it had no Friday.
    let samoa = WeekExposure::between(
        at("2011-12-26T10:00:00Z"),
        at("2012-01-01T10:00:00Z"),
        &chrono_tz::Pacific::Apia,
    )
    .expect("a week without a Friday");
    for of_friday in 0..24 {
        assert_eq!(samoa.time_in(hour(Weekday::Fri, of_friday)), Duration::ZERO);
    }
    assert_eq!(samoa.total(), 144 * HOUR);
}

#[test]
fn spans_that_cannot_be() {
    let (early, late) = (at("2024-03-04T09:00:00Z"), at("2024-03-04T10:00:00Z"));
    assert_eq!(
        WeekExposure::between(late, early, &Utc)
            .expect_err("the end comes first")
            .to_string(),
        "end: expected 2024-03-04T10:00:00Z (start) or later, found 2024-03-04T09:00:00Z"
    );
    assert_eq!(
        WeekExposure::between(early, DateTime::<Utc>::MAX_UTC, &Utc)
            .expect_err("far away")
            .to_string(),
        "end: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, \
         found +262142-12-31T23:59:59.999999999Z"
    );
}

#[test]
fn all_the_centuries_there_are() {
    let start = DateTime::from_timestamp_nanos(i64::MIN);
    let end = DateTime::from_timestamp_nanos(i64::MAX);
    for zone in ZONES {
        let exposure = WeekExposure::between(start, end, &zone).expect("584 years");
        assert_eq!(exposure.total(), Duration::from_nanos(u64::MAX), "{zone}");
    }
}

/// The same by asking chrono what the clocks show at every quarter of an hour.
fn by_quarters(start: DateTime<Utc>, quarters: i32, zone: Tz) -> Vec<((Weekday, u32), u32)> {
    let mut counts = std::collections::HashMap::new();
    for quarter in 0..quarters {
        let local = (start + TimeDelta::minutes(15) * quarter).with_timezone(&zone);
        *counts.entry((local.weekday(), local.hour())).or_default() += 1;
    }
    counts.into_iter().collect()
}

proptest! {
    #[test]
    fn it_agrees_with_a_walk_in_quarters_of_an_hour(
        zone in prop::sample::select(&ZONES[..]),
        // 1980 to 2037, in quarters of an hour; up to 80 days long.
        first in 350_640_i32..2_348_000,
        quarters in 0_i32..7_680,
    ) {
        let start = DateTime::UNIX_EPOCH + TimeDelta::minutes(15) * first;
        let end = start + TimeDelta::minutes(15) * quarters;
        let exposure = WeekExposure::between(start, end, &zone).expect("a span");
        let walked = by_quarters(start, quarters, zone);
        let mut seen = Duration::ZERO;
        for ((weekday, of_day), count) in walked {
            let time = exposure.time_in(hour(weekday, of_day as u8));
            prop_assert_eq!(time, HOUR / 4 * count, "{} {}", weekday, of_day);
            seen += time;
        }
        prop_assert_eq!(exposure.total(), seen);
    }

    #[test]
    fn spans_that_touch_add_up(
        zone in prop::sample::select(&ZONES[..]),
        // In nanoseconds: twenty years around 1970.
        mut cuts in prop::array::uniform3(-300_000_000_000_000_000_i64..300_000_000_000_000_000),
    ) {
        cuts.sort_unstable();
        let [start, middle, end] = cuts.map(DateTime::from_timestamp_nanos);
        let between = |from, to| WeekExposure::between(from, to, &zone).expect("a span");
        let (early, late) = (between(start, middle), between(middle, end));
        let whole = between(start, end);
        for hour in HourOfWeek::all() {
            prop_assert_eq!(early.time_in(hour) + late.time_in(hour), whole.time_in(hour));
        }
    }

    #[test]
    fn chrono_shows_the_same_hour(
        zone in prop::sample::select(&ZONES[..]),
        nanoseconds in facts::nanoseconds(),
    ) {
        let instant = facts::after(nanoseconds);
        let local = instant.with_timezone(&zone);
        let hour = HourOfWeek::of(instant, &zone);
        prop_assert_eq!((hour.weekday(), u32::from(hour.hour())), (local.weekday(), local.hour()));
    }
}
