//! Percentiles, one at a time and several at once, against a sorted list.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::summary::{DurationSummary, Percentile};
use support_kpi::{Calculator, Elapsed, Group};

use crate::bulk::doubled;
use crate::facts;

/// Fractions from nothing to all, both ends and some that are equal among them.
fn percentile() -> impl Strategy<Value = Percentile> {
    let fraction = prop_oneof![
        2 => Just((0, 1)),
        2 => Just((1, 1)),
        2 => Just((1, 2)),
        2 => Just((50, 100)),
        4 => (1_u64..1_000).prop_flat_map(|whole| (0..=whole, Just(whole))),
        1 => (0..=u64::MAX).prop_map(|part| (part, u64::MAX)),
    ];
    fraction.prop_map(|(part, whole)| Percentile::of_fraction(part, whole).expect("a fraction"))
}

/// The value at the nearest rank, found another way: the least whose share of
/// values that are no greater reaches the fraction.
fn exact(sorted: &[Elapsed], percentile: Percentile) -> Option<Duration> {
    let (numerator, denominator): (u64, u64) = percentile.into();
    let reaches = |up_to: usize| {
        up_to as u128 * u128::from(denominator) >= u128::from(numerator) * sorted.len() as u128
    };
    let found = (1..=sorted.len()).find(|up_to| reaches(*up_to))?;
    Some(sorted[found - 1].duration())
}

/// Every reading of a state whose values are those of a sorted list, each as
/// often as any other.
fn agrees<const N: usize>(
    state: &DurationSummary,
    sorted: &[Elapsed],
    asked: [Percentile; N],
) -> Result<(), TestCaseError> {
    let together = state.percentiles(asked);
    for (percentile, bracket) in asked.into_iter().zip(together) {
        prop_assert_eq!(bracket, state.percentile(percentile));
        let exact = exact(sorted, percentile);
        prop_assert_eq!(bracket.is_some(), exact.is_some());
        if let (Some(bracket), Some(exact)) = (bracket, exact) {
            let (least, most) = (bracket.at_least(), bracket.at_most());
            prop_assert!(
                least <= exact && exact <= most,
                "{:?}: {:?}",
                percentile,
                exact
            );
            prop_assert!((most - least).as_nanos() * 128 <= least.as_nanos());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn several_at_once_are_each_of_them_in_every_stage(
        kept in prop::collection::vec(facts::elapsed(), 0..40),
        taken_back in prop::collection::vec(facts::elapsed(), 1..20),
        asked in prop::array::uniform8(percentile()),
    ) {
        let mut sorted = kept.clone();
        sorted.sort_unstable();
        let list = DurationSummary::of(&kept);
        agrees(&list, &sorted, asked)?;
        prop_assert_eq!(list.percentiles([]), []);

        let mut with_retractions = DurationSummary::default();
        with_retractions.retract_slice(&taken_back);
        if kept.is_empty() {
            prop_assert_eq!(with_retractions.percentiles(asked), [None; 8], "unsettled");
        }
        with_retractions.record_slice(&kept);
        with_retractions.record_slice(&taken_back);
        agrees(&with_retractions, &sorted, asked)?;

        // Ten times each, and much more often than four bytes count.
        let mut narrow = DurationSummary::of(&[Elapsed::ZERO; 1_100]);
        narrow.retract_slice(&[Elapsed::ZERO; 1_100]);
        for _ in 0..10 {
            narrow.merge(&list);
        }
        agrees(&narrow, &sorted, asked)?;
        agrees(&doubled(&list, 33), &sorted, asked)?;
    }

    #[test]
    fn many_values_are_found_by_their_ranks(
        values in prop::collection::vec(facts::elapsed(), 900..1_600),
        asked in prop::array::uniform5(percentile()),
    ) {
        let mut sorted = values.clone();
        sorted.sort_unstable();
        agrees(&DurationSummary::of(&values), &sorted, asked)?;
    }
}

#[test]
fn the_ends_and_equal_fractions_in_any_order() {
    let at = |part, whole| Percentile::of_fraction(part, whole).expect("a fraction");
    let times = [7, 3, 3, 200, 9].map(Elapsed::from_nanoseconds);
    let state = DurationSummary::of(&times);
    // Sorted: 3 3 7 9 200, of which the ranks are ⌈q·5⌉, and 1 for q = 0.
    let asked = [
        at(1, 1),
        at(0, 1),
        at(1, 2),
        at(2, 4),
        at(0, 9),
        at(41, 100),
        at(1, 1),
    ];
    let found = state
        .percentiles(asked)
        .map(|bracket| bracket.expect("a value").at_most().as_nanos());
    assert_eq!(found, [200, 3, 7, 7, 3, 7, 200]);
    assert_eq!(DurationSummary::default().percentiles(asked), [None; 7]);
}
