//! First response time against hand sums and a sorted list.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::FirstResponseTime;
use support_kpi::summary::Percentile;
use support_kpi::{Calculator, Channel, Ticket};

use crate::facts;

fn waited(seconds: u64) -> Ticket {
    Ticket::builder(Channel::Email, facts::epoch())
        .first_response_at(facts::after(seconds * 1_000_000_000))
        .build()
        .expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    // 10 + 20 + 60 + 3,600 = 3,690 s over 4 answered tickets: 922.5 s.
    let tickets = [10, 20, 60, 3_600].map(waited);
    let open = Ticket::builder(Channel::Email, facts::epoch())
        .build()
        .expect("a ticket");
    let mut frt = FirstResponseTime::of(&tickets);
    frt.record(&open);
    assert_eq!(frt.mean(), Some(Duration::from_millis(922_500)));
    assert_eq!((frt.count(), frt.unanswered()), (Some(4), Some(1)));
    // The second of four is the median by nearest rank, the fourth the 90th percentile.
    for (percentile, seconds) in [(Percentile::P50, 20), (Percentile::P90, 3_600)] {
        let bracket = frt.percentile(percentile).expect("a percentile");
        let exact = Duration::from_secs(seconds);
        assert!(bracket.at_least() <= exact && exact <= bracket.at_most());
    }
}

#[test]
fn nothing_counted_is_no_value() {
    let frt = FirstResponseTime::default();
    assert_eq!(
        (frt.mean(), frt.median(), frt.count()),
        (None, None, Some(0))
    );
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut frt = FirstResponseTime::of(&[waited(10), waited(20)]);
    frt.retract(&waited(30));
    assert_eq!((frt.mean(), frt.median(), frt.count()), (None, None, None));
    frt.record(&waited(30));
    assert_eq!(frt.mean(), Some(Duration::from_secs(15)));
}

proptest! {
    #[test]
    fn it_agrees_with_a_sorted_list(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let frt = FirstResponseTime::of(&tickets);
        let mut waits: Vec<Duration> = tickets
            .iter()
            .filter_map(|ticket| Some(ticket.first_response()?.duration()))
            .collect();
        waits.sort();
        prop_assert_eq!(frt.count(), Some(waits.len() as u64));
        prop_assert_eq!(frt.unanswered(), Some((tickets.len() - waits.len()) as u64));
        prop_assert_eq!(frt.mean().is_some(), !waits.is_empty());
        if let Some(mean) = frt.mean() {
            let sum: u128 = waits.iter().map(Duration::as_nanos).sum();
            let twice = 2 * mean.as_nanos() * waits.len() as u128;
            prop_assert!(twice.abs_diff(2 * sum) <= waits.len() as u128);
        }
        for (percentile, index) in [
            (Percentile::P50, waits.len().div_ceil(2)),
            (Percentile::P90, (waits.len() * 9).div_ceil(10)),
        ] {
            let exact = index.checked_sub(1).map(|index| waits[index]);
            let bracket = frt.percentile(percentile);
            prop_assert_eq!(bracket.is_some(), exact.is_some());
            if let (Some(bracket), Some(exact)) = (bracket, exact) {
                prop_assert!(bracket.at_least() <= exact && exact <= bracket.at_most());
                let error = bracket.middle().abs_diff(exact).as_nanos();
                prop_assert!(error * 200 <= exact.as_nanos(), "within 0.5 %: {bracket:?}, {exact:?}");
            }
        }
    }
}
