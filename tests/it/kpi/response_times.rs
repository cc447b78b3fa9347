//! Single response times against hand sums and a sorted list.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::ResponseTimes;
use support_kpi::summary::Percentile;
use support_kpi::{Calculator, Elapsed};

use crate::facts;

#[test]
fn a_table_by_hand() {
    // 10 + 20 + 60 + 3,600 = 3,690 s: over 4 responses 922.5 s, over 5 tickets 738 s.
    let responses = ResponseTimes::of(&[10, 20, 60, 3_600].map(Elapsed::from_seconds));
    assert_eq!(responses.count(), Some(4));
    assert_eq!(responses.mean(), Some(Duration::from_millis(922_500)));
    assert_eq!(responses.mean_per_ticket(5), Some(Duration::from_secs(738)));
    // By nearest rank the median is the second of four.
    let median = responses.median().expect("a median");
    let exact = Duration::from_secs(20);
    assert!(median.at_least() <= exact && exact <= median.at_most());
}

#[test]
fn nothing_counted_is_no_value() {
    let responses = ResponseTimes::default();
    assert_eq!((responses.mean(), responses.median()), (None, None));
    assert_eq!(responses.count(), Some(0));
    // Nobody answered three tickets: no time at all was waited for an answer.
    assert_eq!(responses.mean_per_ticket(3), Some(Duration::ZERO));
    assert_eq!(responses.mean_per_ticket(0), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut responses = ResponseTimes::of(&[10, 20].map(Elapsed::from_seconds));
    responses.retract(&Elapsed::from_seconds(30));
    assert_eq!((responses.mean(), responses.median()), (None, None));
    assert_eq!(
        (responses.count(), responses.mean_per_ticket(2)),
        (None, None)
    );
    responses.record(&Elapsed::from_seconds(30));
    assert_eq!(responses.mean(), Some(Duration::from_secs(15)));
}

proptest! {
    #[test]
    fn it_agrees_with_a_sorted_list(
        mut waits in prop::collection::vec(facts::elapsed(), 0..60),
        tickets in 0_u64..100,
    ) {
        let responses = ResponseTimes::of(&waits);
        waits.sort();
        let sum: u128 = waits.iter().map(|wait| wait.duration().as_nanos()).sum();
        prop_assert_eq!(responses.count(), Some(waits.len() as u64));
        for (mean, over) in [
            (responses.mean(), waits.len() as u128),
            (responses.mean_per_ticket(tickets), u128::from(tickets)),
        ] {
            prop_assert_eq!(mean.is_some(), over > 0);
            if let Some(mean) = mean {
                prop_assert!((2 * mean.as_nanos() * over).abs_diff(2 * sum) <= over);
            }
        }
        let exact = (waits.len() * 9).div_ceil(10).checked_sub(1).map(|index| waits[index].duration());
        let bracket = responses.percentile(Percentile::P90);
        prop_assert_eq!(bracket.is_some(), exact.is_some());
        if let (Some(bracket), Some(exact)) = (bracket, exact) {
            prop_assert!(bracket.at_least() <= exact && exact <= bracket.at_most());
        }
    }
}
