//! `DurationSummary` counts times by the block where it gets many at once. Which
//! times share a block, what stands in it where nothing is known, and which
//! stage the histogram is in make no difference.

use proptest::prelude::*;
use support_kpi::columns::{Bits, ColumnCalculator, TimeUnit, Times};
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator, Elapsed, Group, Sign};

use crate::bulk::doubled;
use crate::summary_stages::{sign, way};

/// The units, each with its nanoseconds.
const UNITS: [(TimeUnit, u64); 4] = [
    (TimeUnit::Second, 1_000_000_000),
    (TimeUnit::Millisecond, 1_000_000),
    (TimeUnit::Microsecond, 1_000),
    (TimeUnit::Nanosecond, 1),
];

/// About fifty-two and a hundred and four days: from there on, doubles get in the way.
const LONG: [u64; 2] = [1 << 52, 1 << 53];

/// Nanoseconds of a wait as it is: a second to ten days.
fn ordinary() -> impl Strategy<Value = u64> {
    1_000_000_000..864_000_000_000_000_u64
}

/// Nanoseconds that a block as a whole, or one time of it, cannot be counted with.
fn odd() -> impl Strategy<Value = u64> {
    let near = |edge: u64| (edge - 2)..(edge + 3);
    prop_oneof![
        2 => Just(0),
        2 => 1..300_u64,
        1 => near(LONG[0]),
        1 => near(LONG[1]),
        1 => any::<u64>(),
        1 => Just(u64::MAX),
    ]
}

/// Many ordinary times, and rarely an odd one: most blocks have none.
fn nanoseconds() -> impl Strategy<Value = Vec<u64>> {
    let ordinary = prop::collection::vec(ordinary(), 0..300);
    let odd = prop::collection::vec((any::<prop::sample::Index>(), odd()), 0..3);
    (ordinary, odd).prop_map(|(mut times, odd)| {
        for (place, time) in odd {
            if !times.is_empty() {
                let place = place.index(times.len());
                times[place] = time;
            }
        }
        times
    })
}

/// The state after these times one at a time.
fn singly(
    start: &DurationSummary,
    sign: Sign,
    times: impl Iterator<Item = u64>,
) -> DurationSummary {
    let mut state = start.clone();
    for time in times {
        state.apply(sign, &Elapsed::from_nanoseconds(time));
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_slice_counts_as_its_times_do(way in way(), sign in sign(), times in nanoseconds()) {
        let start = way.state(&[]);
        let expected = singly(&start, sign, times.iter().copied());
        let facts: Vec<Elapsed> = times.iter().copied().map(Elapsed::from_nanoseconds).collect();

        let mut slice = start.clone();
        slice.apply_slice(sign, &facts);
        prop_assert_eq!(&slice, &expected);

        let mut with_gaps = start;
        let gap = |place: usize| [None, None, None].into_iter().take(place % 4);
        let facts = facts.iter().enumerate();
        with_gaps.apply_all(sign, facts.flat_map(|(place, time)| gap(place).chain([Some(time)])));
        prop_assert_eq!(&with_gaps, &expected, "some missing");
    }

    #[test]
    fn a_column_counts_as_its_known_times_do(
        way in way(),
        sign in sign(),
        (unit, factor) in prop::sample::select(&UNITS[..]),
        times in nanoseconds(),
        is_known in prop::collection::vec(prop::bool::weighted(0.9), 300),
        is_all_known in any::<bool>(),
        garbage in prop_oneof![Just(0_i64), Just(1), Just(-1), any::<i64>()],
        offset in 0_usize..70,
    ) {
        let start = way.state(&[]);
        let numbers: Vec<i64> = times
            .iter()
            .zip(&is_known)
            .map(|(time, known)| {
                let number = i64::try_from(time / factor).unwrap_or(i64::MAX);
                if *known || is_all_known { number } else { garbage }
            })
            .collect();
        let mut bytes = vec![0_u8; (offset + numbers.len()).div_ceil(8)];
        for row in (0..numbers.len()).filter(|row| is_known[*row]) {
            bytes[(offset + row) / 8] |= 1 << ((offset + row) % 8);
        }
        let known = (!is_all_known).then(|| Bits::new(&bytes, offset, numbers.len()).unwrap());
        let column = Times::new(&numbers, unit, known).unwrap();

        let counted = numbers.iter().zip(&is_known).filter(|(_, known)| **known || is_all_known);
        let counted = counted.map(|(number, _)| number.unsigned_abs() * factor);
        let expected = singly(&start, sign, counted);
        let mut state = start;
        state.apply_columns(sign, &column);
        prop_assert_eq!(&state, &expected);
    }
}

/// The first value that a narrow count has no room for may stand anywhere in a block.
#[test]
fn a_count_grows_wide_within_a_block() {
    let minute = Elapsed::from_seconds(60);
    let hour = Elapsed::from_seconds(3_600);
    // Of two halves that are narrow each, as a wide one would stay wide.
    let half = doubled(&DurationSummary::of(&[minute]), 30);
    let mut below_the_edge = half.clone();
    below_the_edge.unmerge(&DurationSummary::of(&[minute; 8]));
    below_the_edge.merge(&half);
    for place in [0, 1, 31, 55] {
        let mut block = vec![hour; 64];
        block[place..place + 9].fill(minute);
        let mut slice = below_the_edge.clone();
        slice.record_slice(&block);
        let expected = {
            let mut state = below_the_edge.clone();
            block.iter().for_each(|time| state.record(time));
            state
        };
        assert_eq!(slice, expected);
        assert_eq!(slice.count(), Some((1 << 31) + 56));
        slice.retract_slice(&block);
        assert_eq!(slice, below_the_edge);
    }
}

/// A block of nothing but the same time: its sum is the greatest that a block of
/// such times can have.
#[test]
fn the_sum_of_a_block_is_exact_however_long_its_times_are() {
    for bits in 0..=64_u32 {
        for time in [1 << bits.min(63), u64::MAX.unbounded_shr(64 - bits)] {
            let start = DurationSummary::of(&[Elapsed::from_seconds(60); 1_100]);
            let mut slice = start.clone();
            slice.record_slice(&[Elapsed::from_nanoseconds(time); 64]);
            assert_eq!(slice, singly(&start, Sign::Plus, [time; 64].into_iter()));
            assert_eq!(slice.count(), Some(1_164));
        }
    }
}
