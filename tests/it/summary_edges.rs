//! `DurationSummary` where its counts come to the edges of four bytes and of
//! eight, against a map of counts that wrap.

use std::collections::BTreeMap;

use proptest::prelude::*;
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator, Elapsed, Group, Sign};

use crate::bulk::doubled;

fn sign() -> impl Strategy<Value = Sign> {
    prop::sample::select(&[Sign::Plus, Sign::Minus][..])
}

fn merged(one: &DurationSummary, other: &DurationSummary) -> DurationSummary {
    let mut sum = one.clone();
    sum.merge(other);
    sum
}

/// Counts about the edges of four bytes and of eight.
fn count() -> impl Strategy<Value = i64> {
    const FOUR: i64 = i32::MAX as i64;
    let edge = prop::sample::select(
        &[
            FOUR,
            FOUR - 1,
            FOUR + 1,
            -FOUR,
            -FOUR - 1,
            -FOUR - 2,
            i64::MAX,
            i64::MAX - 1,
            i64::MIN,
            i64::MIN + 1,
            1 << 62,
            -(1 << 62),
        ][..],
    );
    prop_oneof![2 => -3_i64..4, 1 => 0_i64..600, 3 => edge]
}

/// A count for some of the buckets up to 255, each of which holds one time.
fn counts() -> impl Strategy<Value = BTreeMap<u64, i64>> {
    let bucket = prop_oneof![4 => 0_u64..4, 2 => 120_u64..140, 1 => 0_u64..256];
    prop::collection::btree_map(bucket, count(), 0..6)
}

/// The state with these counts, as it would have been written.
fn state_of(counts: &BTreeMap<u64, i64>, nanoseconds: i128) -> DurationSummary {
    let runs: Vec<(u64, [i64; 1])> = counts
        .iter()
        .map(|(bucket, count)| (*bucket, [*count]))
        .collect();
    let state = serde_json::json!({"nanoseconds": nanoseconds.to_string(), "histogram": runs});
    serde_json::from_value(state).expect("a state")
}

/// The counts that a state writes, and its sum.
fn written(state: &DurationSummary) -> (BTreeMap<u64, i64>, i128) {
    let value = serde_json::to_value(state).expect("JSON");
    let runs: Vec<(u64, Vec<i64>)> =
        serde_json::from_value(value["histogram"].clone()).expect("runs of counts");
    let sum = value["nanoseconds"].as_str().expect("a text");
    let counts = runs
        .into_iter()
        .flat_map(|(first, counts)| (first..).zip(counts))
        .filter(|(_, count)| *count != 0)
        .collect();
    (counts, sum.parse().expect("a whole number"))
}

fn sum_of(counts: &BTreeMap<u64, i64>) -> i128 {
    counts
        .iter()
        .map(|(bucket, count)| i128::from(*bucket) * i128::from(*count))
        .sum()
}

/// Something that happens to a state.
#[derive(Debug, Clone)]
enum Step {
    Combine(Sign, BTreeMap<u64, i64>),
    Apply(Sign, u64),
    ApplySlice(Sign, Vec<u64>),
}

fn step() -> impl Strategy<Value = Step> {
    let time = || prop_oneof![3 => 0_u64..4, 1 => 0_u64..256];
    prop_oneof![
        4 => (sign(), counts()).prop_map(|(sign, counts)| Step::Combine(sign, counts)),
        2 => (sign(), time()).prop_map(|(sign, time)| Step::Apply(sign, time)),
        2 => (sign(), prop::collection::vec(time(), 0..40))
            .prop_map(|(sign, times)| Step::ApplySlice(sign, times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Against a map of counts that wrap: no combination loses or doubles a
    /// count, also where a narrow window runs out of room half way.
    #[test]
    fn counts_at_the_edges_agree_with_a_map(
        start in counts(),
        steps in prop::collection::vec(step(), 0..8),
    ) {
        let mut sum = sum_of(&start);
        let mut state = state_of(&start, sum);
        let mut naive = start;
        let add = |naive: &mut BTreeMap<u64, i64>, sign: Sign, bucket: u64, count: i64| {
            let slot = naive.entry(bucket).or_default();
            *slot = slot.wrapping_add(count.wrapping_mul(sign.unit()));
        };
        for step in steps {
            match step {
                Step::Combine(sign, counts) => {
                    let other_sum = sum_of(&counts);
                    state.combine(sign, &state_of(&counts, other_sum));
                    sum += other_sum * i128::from(sign.unit());
                    for (bucket, count) in counts {
                        add(&mut naive, sign, bucket, count);
                    }
                }
                Step::Apply(sign, time) => {
                    state.apply(sign, &Elapsed::from_nanoseconds(time));
                    sum += i128::from(time) * i128::from(sign.unit());
                    add(&mut naive, sign, time, 1);
                }
                Step::ApplySlice(sign, times) => {
                    let slice: Vec<Elapsed> =
                        times.iter().copied().map(Elapsed::from_nanoseconds).collect();
                    state.apply_slice(sign, &slice);
                    for time in times {
                        sum += i128::from(time) * i128::from(sign.unit());
                        add(&mut naive, sign, time, 1);
                    }
                }
            }
            naive.retain(|_, count| *count != 0);
            prop_assert_eq!(written(&state), (naive.clone(), sum));
            prop_assert_eq!(&state, &state_of(&naive, sum));
        }
        let settled = naive.values().all(|count| *count >= 0);
        let total: i128 = naive.values().copied().map(i128::from).sum();
        let count = u64::try_from(total).ok().filter(|count| *count <= i64::MAX as u64);
        let readable = settled && sum >= 0 && (total > 0 || sum == 0);
        prop_assert_eq!(state.count(), count.filter(|_| readable));
    }
}

#[test]
fn a_bucket_without_room_half_way_leaves_the_exact_sum() {
    const FULL: i64 = i32::MAX as i64;
    let counts = |counts: &[(u64, i64)]| -> DurationSummary {
        let counts: BTreeMap<u64, i64> = counts.iter().copied().collect();
        state_of(&counts, sum_of(&counts))
    };
    let narrow = counts(&[(1, 700), (2, 5), (3, FULL), (4, 1), (200, 9)]);
    let other = counts(&[(1, 800), (2, -7), (3, 1), (4, 1), (200, 1)]);
    let exact = counts(&[(1, 1_500), (2, -2), (3, FULL + 1), (4, 2), (200, 10)]);
    assert_eq!(merged(&narrow, &other), exact);
    assert_eq!(merged(&other, &narrow), exact);

    let mut back = exact.clone();
    back.unmerge(&other);
    assert_eq!(back, narrow);

    // The same below zero, by one fact, and by a slice.
    let three = [Elapsed::from_nanoseconds(3)];
    let lowest = counts(&[(1, 700), (3, -FULL - 1)]);
    let below = counts(&[(1, 700), (3, -FULL - 2)]);
    let mut single = lowest.clone();
    single.retract(&three[0]);
    let mut slice = lowest.clone();
    slice.retract_slice(&three);
    assert_eq!((&single, &slice), (&below, &below));

    let mut unmerged = counts(&[(1, 700), (3, -2)]);
    unmerged.unmerge(&counts(&[(1, 700), (3, FULL)]));
    assert_eq!(unmerged, counts(&[(3, -FULL - 2)]));
}

#[test]
fn counts_wrap_at_eight_bytes_and_come_back() {
    let one = DurationSummary::of(&[Elapsed::from_nanoseconds(7)]);
    let half = doubled(&one, 62);
    assert_eq!(half.count(), Some(1 << 62));
    let wrapped = doubled(&half, 1);
    assert_eq!((wrapped.count(), wrapped.mean()), (None, None));
    assert!(!wrapped.is_settled());
    let mut back = wrapped.clone();
    back.unmerge(&half);
    assert_eq!(back, half);
    back.record_slice(&[Elapsed::from_nanoseconds(7); 20]);
    assert_eq!(back.count(), Some((1 << 62) + 20));
}

#[test]
fn more_than_can_be_counted_is_no_value() {
    // 5 × 2^62 is more than eight bytes hold, though each bucket has room: a
    // total that wraps would read 2^62.
    let five = [1, 2, 3, 4, 5].map(Elapsed::from_nanoseconds);
    let mut many = doubled(&DurationSummary::of(&five), 62);
    assert_eq!(
        (many.count(), many.mean(), many.median()),
        (None, None, None)
    );
    for time in &five[1..] {
        many.unmerge(&doubled(&DurationSummary::of([time]), 62));
    }
    assert_eq!(many.count(), Some(1 << 62));
}
