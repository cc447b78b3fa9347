//! Openings and their ages at the edges, sums of times, and altered states.

use std::time::Duration;

use chrono::{DateTime, Utc, Weekday};
use support_kpi::clock::{BusinessHours, Schedule};
use support_kpi::summary::{Ages, Count, DurationSum, Openings};
use support_kpi::{Calculator, Elapsed, Group, Sign};

use crate::facts;

#[test]
fn ages_of_half_a_million_years_are_read() {
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let ages = Openings::of(&[first, last]).as_of(last).expect("settled");
    let span = (last - first).to_std().expect("a time");
    assert_eq!(
        (ages.oldest(), ages.median()),
        (Some(span), Some(Duration::ZERO))
    );
}

#[test]
fn what_was_opened_in_one_night_is_of_one_age() {
    let desk = BusinessHours::new(
        Schedule::new(Utc)
            .open([Weekday::Mon], ["09:00-17:00".parse().unwrap()])
            .unwrap(),
    );
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let night = ["2024-03-03T20:00:00Z", "2024-03-04T03:00:00Z"].map(at);
    let noon = at("2024-03-04T12:00:00Z");
    let ages = Openings::of(&night).as_of_on(noon, &desk).unwrap();
    let three_hours = Duration::from_secs(3 * 3_600);
    assert_eq!(ages.counts(), [(three_hours, 2)]);

    // With those of another clock: 16 and 9 hours around it.
    let always = Openings::of(&night).as_of(noon).unwrap();
    let all = Ages::together([&ages, &always]).unwrap();
    assert_eq!((all.count(), all.oldest()), (4, always.oldest()));
    assert_eq!(all.median(), Some(three_hours));
    assert_eq!(Ages::together([]), Some(Ages::default()));
}

#[test]
fn more_than_can_be_counted_is_no_value() {
    // 2^62 at each of five instants, by doubling: 5 × 2^62 is more than 2^64.
    let mut many = Openings::default();
    for nanosecond in 0..5 {
        many.record(&facts::after(nanosecond));
    }
    for _ in 0..62 {
        let same = many.clone();
        many.merge(&same);
    }
    assert_eq!(many.as_of(facts::after(10)), None);
    assert_eq!(
        many.as_of(facts::after(0)),
        None,
        "they are too many later ones"
    );
    let three = many.as_of(facts::after(2)).expect("three and two fit");
    assert_eq!((three.count(), three.later()), (3 << 62, 2 << 62));
    assert_eq!(three.oldest(), Some(Duration::from_nanos(2)));
}

#[test]
fn altered_openings_are_refused() {
    for (json, text) in [
        (
            r#"[["2024-03-01T00:00:00Z",0]]"#,
            "openings: expected a count other than 0 at 2024-03-01T00:00:00Z, found 0",
        ),
        (
            r#"[["2024-03-01T00:00:00Z",1],["2024-03-01T00:00:00Z",1]]"#,
            "openings: expected each instant once, found 2024-03-01T00:00:00Z again",
        ),
    ] {
        let message = serde_json::from_str::<Openings>(json)
            .expect_err(json)
            .to_string();
        assert!(message.contains(text), "{message}");
    }
}

#[test]
fn sums_of_times_and_counts_at_their_edges() {
    let mut sum = DurationSum::default();
    assert_eq!(
        (sum.total(), sum.mean_over(1)),
        (Some(Duration::ZERO), Some(Duration::ZERO))
    );
    sum.add(Sign::Minus, Elapsed::from_nanoseconds(1));
    assert_eq!((sum.total(), sum.mean_over(1)), (None, None));
    sum.add(Sign::Plus, Elapsed::MAX);
    sum.add(Sign::Plus, Elapsed::MAX);
    // 2 × (2^64 - 1) - 1 ns over two: a half rounds up.
    assert_eq!(sum.mean_over(2), Some(Duration::from_nanos(u64::MAX)));
    assert_eq!(sum.mean_over(0), None);

    let (mut one, mut three) = (Count::default(), Count::default());
    one.add(Sign::Plus, 1);
    three.add(Sign::Plus, 3);
    assert_eq!(three.per(one), Some(3.into()));
    let third = one.per(three).expect("a third");
    assert_eq!(third.to_string(), "0.3333333333333333333333333333");
    assert_eq!(one.per(Count::default()), None);
    three.add(Sign::Minus, 4);
    assert_eq!((one.per(three), three.per(one)), (None, None));
}
