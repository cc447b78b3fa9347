//! Contact volume against a table by hand and a list sorted by hour.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use chrono_tz::Europe::Berlin;
use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::breakdown::By;
use support_kpi::clock::{HourOfWeek, WeekExposure};
use support_kpi::kpi::ContactVolume;
use support_kpi::{Calculator, Channel, Group};

use crate::facts;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn hour(weekday: Weekday, hour: u8) -> HourOfWeek {
    HourOfWeek::new(weekday, hour).expect("an hour of the day")
}

#[test]
fn a_table_by_hand() {
    let volume = ContactVolume::of(&[
        hour(Weekday::Mon, 9),
        hour(Weekday::Mon, 9),
        hour(Weekday::Mon, 10),
        hour(Weekday::Tue, 9),
        hour(Weekday::Sun, 23),
        hour(Weekday::Sun, 23),
    ]);
    assert_eq!(volume.contacts(), Some(6));
    assert_eq!(volume.contacts_in(hour(Weekday::Mon, 9)), Some(2));
    assert_eq!(volume.contacts_in(hour(Weekday::Mon, 8)), Some(0));
    assert_eq!(volume.contacts_on(Weekday::Mon), Some(3));
    assert_eq!(volume.contacts_on(Weekday::Wed), Some(0));
    assert_eq!(volume.contacts_at(9), Some(3));
    // Two hours tie: both are the busiest, in the order of the week.
    assert_eq!(
        volume.busiest(),
        Some(vec![hour(Weekday::Mon, 9), hour(Weekday::Sun, 23)])
    );
    let table = volume.by_hour_of_week().expect("settled");
    assert_eq!(table.len(), 168);
    assert_eq!(table[9], (hour(Weekday::Mon, 9), 2));
    assert_eq!(table[167], (hour(Weekday::Sun, 23), 2));
}

#[test]
fn means_are_over_the_hours_that_really_were() {
    // Two weeks of Berlin, in the second of which the clocks went back: from
    // Monday 2024-10-14 to Monday 2024-10-28, midnight to midnight. Sunday's
    // hour from 2 came 1 + 2 = 3 times, every other one twice.
    let start = at("2024-10-13T22:00:00Z");
    let end = at("2024-10-27T23:00:00Z");
    let exposure = WeekExposure::between(start, end, &Berlin).expect("a span");
    let (sunday, monday) = (hour(Weekday::Sun, 2), hour(Weekday::Mon, 9));

    let mut volume = ContactVolume::of(&[sunday; 6]);
    volume.record_slice(&[monday; 5]);
    assert_eq!(volume.mean_in(sunday, &exposure), Some(2.into()));
    assert_eq!(volume.mean_in(monday, &exposure), Some(Decimal::new(25, 1)));
    // More contacts came in Sunday's hour, but also more such hours.
    assert_eq!(volume.busiest(), Some(vec![sunday]));
    assert_eq!(volume.busiest_on_average(&exposure), Some(vec![monday]));
    volume.retract(&monday);
    assert_eq!(
        volume.busiest_on_average(&exposure),
        Some(vec![monday, sunday])
    );
    assert_eq!(
        volume.mean_in(hour(Weekday::Fri, 0), &exposure),
        Some(Decimal::ZERO)
    );
}

#[test]
fn an_hour_that_the_span_does_not_hold_has_no_mean() {
    // The Sunday of 23 hours in Berlin: nothing between 2 and 3.
    let start = at("2024-03-30T23:00:00Z");
    let end = at("2024-03-31T22:00:00Z");
    let exposure = WeekExposure::between(start, end, &Berlin).expect("a span");
    let missing = hour(Weekday::Sun, 2);
    let mut volume = ContactVolume::of(&[hour(Weekday::Sun, 3)]);
    assert_eq!(volume.mean_in(missing, &exposure), None);
    assert_eq!(
        volume.busiest_on_average(&exposure),
        Some(vec![hour(Weekday::Sun, 3)])
    );
    // A contact in an hour that was not: the span is not that of the contacts.
    volume.record(&missing);
    assert_eq!(volume.busiest_on_average(&exposure), None);
}

#[test]
fn both_hours_of_an_autumn_night_are_one_hour_of_the_week() {
    let first = HourOfWeek::of(at("2024-10-27T00:30:00Z"), &Berlin);
    let second = HourOfWeek::of(at("2024-10-27T01:30:00Z"), &Berlin);
    let volume = ContactVolume::of(&[first, second]);
    assert_eq!(volume.contacts_in(hour(Weekday::Sun, 2)), Some(2));
}

#[test]
fn by_channel_the_parts_make_the_whole() {
    let mut by_channel = By::<Channel, ContactVolume>::default();
    by_channel.record(&(Channel::Chat, hour(Weekday::Mon, 9)));
    by_channel.record(&(Channel::Email, hour(Weekday::Mon, 9)));
    by_channel.record(&(Channel::Email, hour(Weekday::Tue, 9)));
    assert_eq!(by_channel.total().contacts_at(9), Some(3));
}

#[test]
fn nothing_counted_is_no_value() {
    let volume = ContactVolume::default();
    assert_eq!((volume.contacts(), volume.busiest()), (Some(0), None));
    let start = at("2024-03-04T00:00:00Z");
    let empty = WeekExposure::between(start, start, &Utc).expect("an empty span");
    assert_eq!(volume.mean_in(hour(Weekday::Mon, 0), &empty), None);
    assert_eq!(volume.busiest_on_average(&empty), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut volume = ContactVolume::of(&[hour(Weekday::Mon, 9); 3]);
    volume.retract(&hour(Weekday::Tue, 9));
    assert_eq!((volume.contacts(), volume.busiest()), (None, None));
    assert_eq!(volume.contacts_in(hour(Weekday::Mon, 9)), None);
    assert_eq!(volume.by_hour_of_week(), None);
    volume.record(&hour(Weekday::Tue, 9));
    assert_eq!(volume.contacts(), Some(3));
}

#[test]
fn counts_at_the_edge_of_their_type() {
    let monday = hour(Weekday::Mon, 9);
    let mut volume = ContactVolume::of(&[monday, hour(Weekday::Tue, 9)]);
    for _ in 0..62 {
        volume.merge(&volume.clone());
    }
    let start = at("2024-03-04T00:00:00Z");
    let week = WeekExposure::between(start, start + TimeDelta::weeks(1), &Utc).expect("a week");
    assert_eq!(volume.contacts(), Some(2 << 62));
    assert_eq!(
        volume.busiest_on_average(&week),
        Some(vec![monday, hour(Weekday::Tue, 9)])
    );
    assert_eq!(volume.mean_in(monday, &week), None);
    volume.merge(&volume.clone());
    assert_eq!(volume.contacts(), None);
}

proptest! {
    #[test]
    fn it_agrees_with_a_map(hours in prop::collection::vec(facts::hour_of_week(), 0..80)) {
        let volume = ContactVolume::of(&hours);
        let mut map = BTreeMap::<(u32, u8), u64>::new();
        for hour in &hours {
            *map.entry((hour.weekday().num_days_from_monday(), hour.hour())).or_default() += 1;
        }
        let most = map.values().max();
        let busiest: Vec<(u32, u8)> = map
            .iter()
            .filter(|(_, count)| Some(*count) == most)
            .map(|(key, _)| *key)
            .collect();
        let found = volume.busiest().unwrap_or_default();
        let found: Vec<(u32, u8)> = found
            .iter()
            .map(|hour| (hour.weekday().num_days_from_monday(), hour.hour()))
            .collect();
        prop_assert_eq!(found, busiest);
        let table = volume.by_hour_of_week().expect("settled");
        prop_assert_eq!(table.iter().map(|(_, count)| count).sum::<u64>(), hours.len() as u64);
        for (hour, count) in table {
            let key = (hour.weekday().num_days_from_monday(), hour.hour());
            prop_assert_eq!(map.get(&key).copied().unwrap_or(0), count);
            prop_assert_eq!(volume.contacts_in(hour), Some(count));
        }
    }
}
