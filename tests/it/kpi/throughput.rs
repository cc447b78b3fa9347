//! Throughput against hand sums and plain filters.

use std::time::Duration;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::Throughput;
use support_kpi::{Calculator, Channel, Resolver, Ticket};

use crate::facts;

fn tickets() -> Vec<Ticket> {
    let opened = Ticket::builder(Channel::Email, facts::epoch());
    let later = facts::after(1);
    let resolved = opened.clone().resolved_at(later, Resolver::Agent);
    [
        resolved.clone(),
        resolved.clone(),
        resolved,
        opened.clone().abandoned_at(later),
        opened.clone().on_hold(),
        opened.first_resolved_at(later),
    ]
    .iter()
    .map(|builder| builder.build().expect("a ticket"))
    .collect()
}

fn decimal(text: &str) -> Option<Decimal> {
    Some(text.parse().expect("a decimal"))
}

#[test]
fn a_table_by_hand() {
    // 3 resolved and 1 abandoned in 1 h 15 min: 4 ÷ 1.25 = 3.2, 3 ÷ 1.25 = 2.4.
    let throughput = Throughput::of(&tickets());
    let worked = Duration::from_secs(75 * 60);
    assert_eq!(
        (throughput.closed(), throughput.resolved()),
        (Some(4), Some(3))
    );
    assert_eq!(throughput.abandoned(), Some(1));
    assert_eq!(throughput.closed_per_hour(worked), decimal("3.2"));
    assert_eq!(throughput.resolved_per_hour(worked), decimal("2.4"));
    // 4 ÷ (1 / 3,600 of a thousand-millionth hour): exact down to the nanosecond.
    let instant = Duration::from_nanos(1);
    assert_eq!(
        throughput.closed_per_hour(instant),
        decimal("14400000000000")
    );
}

#[test]
fn over_no_hours_there_is_no_value_and_without_tickets_zero() {
    let throughput = Throughput::of(&tickets());
    assert_eq!(throughput.closed_per_hour(Duration::ZERO), None);
    let idle = Throughput::default();
    assert_eq!(idle.closed_per_hour(Duration::ZERO), None);
    assert_eq!(idle.closed_per_hour(Duration::from_secs(1)), decimal("0"));
    assert_eq!(idle.closed_per_hour(Duration::MAX), decimal("0"));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    // One below zero and one above make a sum that looks settled.
    let [resolved, .., abandoned, _, _] = &tickets()[..] else {
        panic!("tickets");
    };
    for (there, early) in [(resolved, abandoned), (abandoned, resolved)] {
        let mut throughput = Throughput::of([there, there]);
        throughput.retract(early);
        assert_eq!(throughput.closed(), None);
        assert_eq!(throughput.closed_per_hour(Duration::from_secs(60)), None);
        throughput.record(early);
        assert_eq!(throughput.closed(), Some(2));
    }
}

proptest! {
    #[test]
    fn it_agrees_with_filters(
        tickets in prop::collection::vec(facts::ticket(), 0..60),
        seconds in 0_u64..200_000,
    ) {
        let throughput = Throughput::of(&tickets);
        let closed = tickets.iter().filter(|ticket| ticket.closed_at().is_some()).count();
        let resolved = tickets.iter().filter(|ticket| ticket.resolved_by().is_some()).count();
        prop_assert_eq!(throughput.closed(), Some(closed as u64));
        prop_assert_eq!(throughput.resolved(), Some(resolved as u64));
        let worked = Duration::from_secs(seconds);
        for (rate, number) in [
            (throughput.closed_per_hour(worked), closed),
            (throughput.resolved_per_hour(worked), resolved),
        ] {
            // rate × seconds = number × 3,600
            let back = rate.map(|rate| (rate * Decimal::from(seconds)).round_dp(9));
            let expected = Decimal::from(number as u64 * 3_600);
            prop_assert_eq!(back, (seconds > 0).then_some(expected));
        }
    }
}
