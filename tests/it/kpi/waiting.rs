//! Waiting on whom against hand sums and a list.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::WaitingOnWhom;
use support_kpi::model::Course;
use support_kpi::{Calculator, Elapsed};

use crate::conversation_facts;

#[test]
fn a_table_by_hand() {
    let waited = |team, customer, hold| {
        let [team, customer, hold] = [team, customer, hold].map(Elapsed::from_seconds);
        Course::default().waited(team, customer, hold)
    };
    // Team 10 + 30 = 40, customer 100 + 0, hold 0 + 8, each over two tickets.
    let waiting = WaitingOnWhom::of(&[waited(10, 100, 0), waited(30, 0, 8)]);
    assert_eq!(waiting.for_team().mean(), Some(Duration::from_secs(20)));
    assert_eq!(waiting.for_customer().mean(), Some(Duration::from_secs(50)));
    assert_eq!(waiting.on_hold().mean(), Some(Duration::from_secs(4)));
    assert_eq!(waiting.on_hold().count(), Some(2));
}

#[test]
fn nothing_counted_is_no_value() {
    let waiting = WaitingOnWhom::default();
    assert_eq!(
        (waiting.for_team().mean(), waiting.on_hold().count()),
        (None, Some(0))
    );
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(courses in prop::collection::vec(conversation_facts::course(), 0..60)) {
        let waiting = WaitingOnWhom::of(&courses);
        for (summary, part) in [
            (waiting.for_team(), Course::for_team as fn(&Course) -> Elapsed),
            (waiting.for_customer(), Course::for_customer),
            (waiting.on_hold(), Course::on_hold),
        ] {
            let sum: u128 = courses.iter().map(|c| u128::from(part(c).nanoseconds())).sum();
            prop_assert_eq!(summary.sum().map(|s| s.as_nanos()), Some(sum));
            prop_assert_eq!(summary.count(), Some(courses.len() as u64));
        }
    }
}
