//! The buckets at ranks: of counts side by side, and of values in any order.
//!
//! Ranks are counted from 1 and ascend; a rank beyond the number of values has
//! no bucket, and neither has rank 0.

/// Counts that are skipped many at once. None may be negative.
pub(super) trait Tally: Copy {
    /// The count, in full width.
    fn number(self) -> u64;

    /// All of a block together.
    #[inline]
    fn sum<const B: usize>(block: &[Self; B]) -> u64 {
        block
            .iter()
            .fold(0, |sum, count| sum.wrapping_add(count.number()))
    }
}

/// Counts of a table: one of them has room for all together.
impl Tally for u16 {
    #[inline]
    fn number(self) -> u64 {
        self.into()
    }

    #[inline]
    fn sum<const B: usize>(block: &[Self; B]) -> u64 {
        // Two bytes wide until the end: eight of them are added at once.
        block
            .iter()
            .fold(0_u16, |sum, count| sum.wrapping_add(*count))
            .into()
    }
}

impl Tally for i32 {
    #[inline]
    fn number(self) -> u64 {
        self.cast_unsigned().into()
    }
}

impl Tally for i64 {
    #[inline]
    fn number(self) -> u64 {
        self.cast_unsigned()
    }
}

/// A place among counts, and how many values come before it.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    before: u64,
}

impl Place {
    /// As many blocks of counts further as end before this rank.
    #[inline]
    fn skip<const B: usize, T: Tally>(mut self, counts: &[T], rank: u64) -> Self {
        let rest = counts.get(self.index..).unwrap_or_default();
        let (blocks, _) = rest.as_chunks::<B>();
        for block in blocks {
            let through = self.before.wrapping_add(T::sum(block));
            if through >= rank {
                break;
            }
            self.index = self.index.wrapping_add(B);
            self.before = through;
        }
        self
    }
}

/// The buckets at ranks of counts side by side, one for each bucket from `first` on.
pub(super) fn of_counts<T: Tally, const N: usize>(
    first: u16,
    counts: &[T],
    ranks: [u64; N],
) -> [Option<u16>; N] {
    let mut found = [None; N];
    let mut reached = Place {
        index: 0,
        before: 0,
    };
    for (bucket, rank) in found.iter_mut().zip(ranks) {
        // By long steps from where those of the rank before ended, then by
        // shorter ones: only the last eight counts are looked at one by one.
        reached = reached.skip::<64, T>(counts, rank);
        let Place { index, .. } = reached
            .skip::<8, T>(counts, rank)
            .skip::<1, T>(counts, rank);
        if rank > 0 && index < counts.len() {
            *bucket = u16::try_from(index)
                .ok()
                .and_then(|index| first.checked_add(index));
        }
    }
    found
}

/// The buckets at ranks of counts of single buckets, in ascending order of these.
pub(super) fn of_pairs<const N: usize>(
    mut counts: impl Iterator<Item = (u16, i64)>,
    ranks: [u64; N],
) -> [Option<u16>; N] {
    let mut seen = 0_u64;
    let mut at = None;
    ranks.map(|rank| {
        while seen < rank {
            let (bucket, count) = counts.next()?;
            seen = seen.saturating_add(u64::try_from(count).ok()?);
            at = Some(bucket);
        }
        at
    })
}

/// A table is worth its while up to this many buckets for each value: to clear
/// it and to walk it then costs less than to put the values in order.
const BUCKETS_A_VALUE: usize = 64;

/// The buckets at ranks of a list in any order, which goes from `least` to `greatest`.
pub(super) fn of_list<const N: usize>(
    list: &[u16],
    least: u16,
    greatest: u16,
    ranks: [u64; N],
) -> [Option<u16>; N] {
    let worth = list.len().saturating_mul(BUCKETS_A_VALUE);
    let range = usize::from(greatest.saturating_sub(least)).saturating_add(1);
    let suits = |room: usize| range <= room && room <= worth;
    if suits(1_024) {
        by_counting::<1_024, N>(list, least, ranks)
    } else if suits(2_048) {
        by_counting::<2_048, N>(list, least, ranks)
    } else if suits(8_192) {
        // All buckets there are: a wait of nothing among waits of days.
        by_counting::<8_192, N>(list, least, ranks)
    } else {
        by_selection(list, ranks)
    }
}

/// By counting the buckets from the least on, all within `ROOM`, a power of two.
///
/// Not inlined: where the small table is enough, no stack is touched for the large one.
#[inline(never)]
fn by_counting<const ROOM: usize, const N: usize>(
    list: &[u16],
    least: u16,
    ranks: [u64; N],
) -> [Option<u16>; N] {
    const { assert!(ROOM.is_power_of_two()) }
    let mut counts = [0_u16; ROOM];
    for bucket in list {
        // The mask changes nothing, and leaves no place outside to check for.
        let place = usize::from(bucket.wrapping_sub(least)) & ROOM.wrapping_sub(1);
        if let Some(count) = counts.get_mut(place) {
            *count = count.wrapping_add(1);
        }
    }
    of_counts(least, &counts, ranks)
}

/// By putting each rank's bucket in its place, and those before it before it.
fn by_selection<const N: usize>(list: &[u16], ranks: [u64; N]) -> [Option<u16>; N] {
    let mut entries = list.to_vec();
    let mut rest = entries.as_mut_slice();
    let mut before = 0_usize;
    ranks.map(|rank| {
        let place = usize::try_from(rank).ok()?.checked_sub(1)?;
        let within = place.checked_sub(before)?;
        if within >= rest.len() {
            return None;
        }
        let (_, bucket, _) = rest.select_nth_unstable(within);
        let bucket = *bucket;
        // What comes before this rank is not asked for again.
        rest = std::mem::take(&mut rest).get_mut(within..)?;
        before = place;
        Some(bucket)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that look drawn, the same for the same seed.
    fn drawn(seed: u64, length: usize, least: u16, range: u16) -> Vec<u16> {
        let mut state = seed;
        std::iter::repeat_with(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let offset = (state >> 33).checked_rem(range.into());
            let offset = offset.and_then(|offset| u16::try_from(offset).ok());
            least.wrapping_add(offset.unwrap_or(0))
        })
        .take(length)
        .collect()
    }

    /// What a sorted list has at a rank counted from 1.
    fn by_sorting(list: &[u16], rank: u64) -> Option<u16> {
        let mut sorted = list.to_vec();
        sorted.sort_unstable();
        sorted
            .get(usize::try_from(rank).ok()?.checked_sub(1)?)
            .copied()
    }

    /// Every way that there is to a list's ranks.
    fn agrees<const N: usize>(list: &[u16], ranks: [u64; N]) {
        let expected = ranks.map(|rank| by_sorting(list, rank));
        let (least, greatest) = list
            .iter()
            .fold((u16::MAX, 0), |(least, greatest), bucket| {
                (least.min(*bucket), greatest.max(*bucket))
            });
        let range = greatest.abs_diff(least);
        assert_eq!(of_list(list, least, greatest, ranks), expected, "{list:?}");
        assert_eq!(by_selection(list, ranks), expected, "{list:?}");
        assert_eq!(by_counting::<8_192, N>(list, least, ranks), expected);
        if range < 2_048 {
            assert_eq!(by_counting::<2_048, N>(list, least, ranks), expected);
        }
        if range < 1_024 {
            assert_eq!(by_counting::<1_024, N>(list, least, ranks), expected);
        }

        // In place of a table, a window of counts in four bytes and in eight.
        let mut narrow = vec![0_i32; usize::from(range).saturating_add(1)];
        for bucket in list {
            if let Some(count) = narrow.get_mut(usize::from(bucket.abs_diff(least))) {
                *count = count.saturating_add(1);
            }
        }
        let wide: Vec<i64> = narrow.iter().copied().map(i64::from).collect();
        let pairs = (least..).zip(wide.clone()).filter(|(_, count)| *count != 0);
        assert_eq!(of_counts(least, &narrow, ranks), expected);
        assert_eq!(of_counts(least, &wide, ranks), expected);
        assert_eq!(of_pairs(pairs, ranks), expected);
    }

    #[test]
    fn every_way_finds_what_a_sort_finds() {
        for (seed, length) in (1..).zip([1, 2, 15, 16, 31, 32, 33, 127, 128, 129, 333, 1_024]) {
            for range in [1, 2, 63, 64, 65, 900, 1_024, 1_025, 2_048, 2_049, 7_424] {
                let list = drawn(seed, length, 7_424 - range, range);
                let length = length as u64;
                let percent = |percent: u64| (length * percent).div_ceil(100);
                agrees(&list, [1, percent(50), percent(90), percent(99), length]);
                agrees(&list, [percent(50); 3]);
                agrees(&list, [0, length, length + 1, u64::MAX]);
                agrees(&list, []);
            }
        }
    }

    #[test]
    fn every_rank_of_a_list_with_ties() {
        // Few buckets over a wide range, so that each has its ties and its gap.
        let list: Vec<u16> = drawn(1, 300, 0, 20).iter().map(|b| b * 53 + 3).collect();
        for rank in 0..=302 {
            agrees(&list, [rank]);
            agrees(&list, [rank, rank + 1]);
        }
    }

    #[test]
    fn all_values_in_one_bucket() {
        for bucket in [0, 1, 4_000, 7_423] {
            agrees(&[bucket; 1_024], [1, 2, 512, 1_024, 1_025]);
            agrees(&[bucket], [1, 1, 2]);
        }
    }

    #[test]
    fn counts_of_great_size_are_skipped_by_their_sum() {
        // Five times what four bytes hold, and no wrapping between.
        let full = u64::from(i32::MAX.cast_unsigned());
        let counts: Vec<i32> = (0..1_000)
            .map(|index| match index {
                0 | 63 | 64 | 500 | 999 => i32::MAX,
                _ => 0,
            })
            .collect();
        assert_eq!(
            of_counts(
                10,
                &counts,
                [full, full + 1, 2 * full + 1, 4 * full, 5 * full]
            ),
            [Some(10), Some(73), Some(74), Some(510), Some(1_009)]
        );
        assert_eq!(of_counts(10, &counts, [5 * full + 1]), [None]);
    }
}
