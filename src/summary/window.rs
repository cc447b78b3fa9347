//! A count for each bucket of a window of buckets.

use super::block::Offsets;
use super::bucket::BUCKETS;
use super::ranks::{self, Tally};
use crate::calculator::Sign;

/// A count for each bucket from a first one on.
#[derive(Debug, Clone)]
pub(super) struct Window<C> {
    start: u16,
    counts: Box<[C]>,
}

/// A signed count of some width.
pub(super) trait Width: Copy + Default + Into<i64> + Tally {
    /// The sum, where this width has room for it.
    fn plus(self, count: i64) -> Option<Self>;

    /// All counts of a window together; `None` where one is negative, or where
    /// that is more than eight bytes hold.
    fn settled_sum(counts: &[Self]) -> Option<i64>;
}

impl Width for i32 {
    #[inline]
    fn plus(self, count: i64) -> Option<Self> {
        self.checked_add(Self::try_from(count).ok()?)
    }

    fn settled_sum(counts: &[Self]) -> Option<i64> {
        // Four bytes for each of some thousand buckets: it fits. And all at
        // once: with an early exit the loop is eight times as slow.
        let (sum, signs) = counts.iter().fold((0_i64, 0), |(sum, signs), count| {
            (sum.wrapping_add((*count).into()), signs | count)
        });
        (signs >= 0).then_some(sum)
    }
}

/// The widest there is wraps, as a group does.
impl Width for i64 {
    #[inline]
    fn plus(self, count: i64) -> Option<Self> {
        Some(self.wrapping_add(count))
    }

    fn settled_sum(counts: &[Self]) -> Option<i64> {
        counts.iter().try_fold(0_i64, |sum, count| {
            sum.checked_add(*count).filter(|_| *count >= 0)
        })
    }
}

/// Windows start and end at multiples of this, so that they grow rarely.
const STEP: u16 = 128;

impl<C: Width> Window<C> {
    /// An empty window that has all buckets from `first` to `last`.
    pub(super) fn covering(first: u16, last: u16) -> Self {
        let start = start_for(first);
        Self {
            start,
            counts: vec![C::default(); length_for(start, last)].into_boxed_slice(),
        }
    }

    /// Adds to the count of one bucket of the window; says whether it could:
    /// the bucket may lie outside, or its count have no room.
    #[inline]
    pub(super) fn add(&mut self, bucket: u16, count: i64) -> bool {
        let offset = bucket.wrapping_sub(self.start);
        add_at(&mut self.counts, usize::from(offset), count)
    }

    /// Adds one to the bucket of a value that is known, or takes it away; says
    /// whether it could, as [`add`](Self::add). One that is not known can always be.
    #[inline]
    pub(super) fn add_masked(&mut self, sign: Sign, bucket: u16, is_known: bool) -> bool {
        add_masked(self.start, &mut self.counts, sign, bucket, is_known)
    }

    /// Adds one to the bucket at each offset of a block, or takes it away;
    /// returns a bit, the first one lowest, for each where it could not, as
    /// [`add`](Self::add).
    #[inline]
    pub(super) fn add_all(&mut self, sign: Sign, offsets: &[u32]) -> u64 {
        // A sign that the compiler knows is no multiplication in the loop.
        match sign {
            Sign::Plus => add_all(&mut self.counts, 1, offsets),
            Sign::Minus => add_all(&mut self.counts, -1, offsets),
        }
    }

    /// The same for those offsets whose bit is set.
    #[inline]
    pub(super) fn add_chosen(&mut self, sign: Sign, offsets: &Offsets, chosen: u64) -> u64 {
        match sign {
            Sign::Plus => add_chosen(&mut self.counts, 1, offsets, chosen),
            Sign::Minus => add_chosen(&mut self.counts, -1, offsets, chosen),
        }
    }

    /// The bucket that offsets are counted from.
    pub(super) const fn start(&self) -> u16 {
        self.start
    }

    /// Adds the counts of another window, or takes them away, as long as there
    /// is room; returns the first bucket that had none. The window has to cover
    /// the other one.
    pub(super) fn combine<D: Width>(&mut self, sign: Sign, other: &Window<D>) -> Option<u16> {
        let offset = usize::from(other.start.wrapping_sub(self.start));
        let own = self.counts.iter_mut().skip(offset);
        for (place, (slot, count)) in own.zip(&other.counts).enumerate() {
            match slot.plus(sign.of((*count).into())) {
                Some(sum) => *slot = sum,
                None => return other.buckets().nth(place),
            }
        }
        None
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u16, i64)> + Clone {
        self.buckets()
            .zip(self.counts.iter().map(|count| (*count).into()))
            .filter(|(_, count)| *count != 0)
    }

    /// How many values there are; `None` where a bucket counts less than
    /// nothing, or where that is more than eight bytes hold.
    pub(super) fn settled_total(&self) -> Option<i64> {
        C::settled_sum(&self.counts)
    }

    /// The buckets at these ranks, counted from 1 and in ascending order.
    ///
    /// The window has to be settled.
    pub(super) fn at_ranks<const N: usize>(&self, ranks: [u64; N]) -> [Option<u16>; N] {
        ranks::of_counts(self.start, &self.counts, ranks)
    }

    /// The first and the last bucket of the window.
    pub(super) fn ends(&self) -> (u16, u16) {
        let last = self.buckets().last();
        (self.start, last.unwrap_or(self.start))
    }

    /// Grows so that all buckets from `first` to `last` are there.
    pub(super) fn cover(&mut self, first: u16, last: u16) {
        let start = start_for(first).min(self.start);
        let missing = usize::from(self.start.saturating_sub(start));
        let length = length_for(start, last).max(missing.saturating_add(self.counts.len()));
        if length > self.counts.len() {
            // Exactly as long as needed: a window is large, and stops growing soon.
            let mut counts = Vec::with_capacity(length);
            counts.resize(missing, C::default());
            counts.extend_from_slice(&self.counts);
            counts.resize(length, C::default());
            self.start = start;
            self.counts = counts.into_boxed_slice();
        }
    }

    fn buckets(&self) -> impl Iterator<Item = u16> + Clone + use<C> {
        // A window ends at the last bucket, so its length fits.
        let length = u16::try_from(self.counts.len()).unwrap_or(BUCKETS);
        self.start..self.start.saturating_add(length)
    }
}

#[inline]
fn add_all<C: Width>(counts: &mut [C], count: i64, offsets: &[u32]) -> u64 {
    let mut stuck = 0_u64;
    let mut add = |place: usize, offset: u32| {
        let done = add_at(counts, offset as usize, count);
        if !done {
            stuck |= 1 << (place & 63);
        }
    };
    // Eight at a time: going round costs a loop as short as this a good part.
    let (eights, rest) = offsets.as_chunks::<8>();
    for (eighth, offsets) in eights.iter().enumerate() {
        for (place, offset) in offsets.iter().enumerate() {
            add(eighth.wrapping_mul(8).wrapping_add(place), *offset);
        }
    }
    for (place, offset) in rest.iter().enumerate() {
        add(eights.len().wrapping_mul(8).wrapping_add(place), *offset);
    }
    stuck
}

#[inline]
fn add_chosen<C: Width>(counts: &mut [C], count: i64, offsets: &Offsets, chosen: u64) -> u64 {
    let (mut rest, mut stuck) = (chosen, 0_u64);
    while rest != 0 {
        let place = rest.trailing_zeros() & 63;
        rest &= rest.wrapping_sub(1);
        let offset = offsets.get(place as usize).copied().unwrap_or(u32::MAX);
        if !add_at(counts, offset as usize, count) {
            stuck |= 1 << place;
        }
    }
    stuck
}

/// Adds to the count at an offset; says whether it could.
#[inline]
fn add_at<C: Width>(counts: &mut [C], offset: usize, count: i64) -> bool {
    let slot = counts.get_mut(offset);
    let sum = slot.as_ref().and_then(|slot| slot.plus(count));
    let (Some(slot), Some(sum)) = (slot, sum) else {
        return false;
    };
    *slot = sum;
    true
}

#[inline]
fn add_masked<C: Width>(
    start: u16,
    counts: &mut [C],
    sign: Sign,
    bucket: u16,
    is_known: bool,
) -> bool {
    // A value that is not known adds nothing to the first bucket.
    let (offset, count) = if is_known {
        (bucket.wrapping_sub(start), sign.unit())
    } else {
        (0, 0)
    };
    add_at(counts, usize::from(offset), count)
}

impl From<&Window<i32>> for Window<i64> {
    fn from(narrow: &Window<i32>) -> Self {
        Self {
            start: narrow.start,
            counts: narrow.counts.iter().copied().map(i64::from).collect(),
        }
    }
}

/// The start of a window that has this bucket.
const fn start_for(bucket: u16) -> u16 {
    bucket & !STEP.wrapping_sub(1)
}

/// The length of a window from `start` that has the bucket `last`.
fn length_for(start: u16, last: u16) -> usize {
    let end = start_for(last).saturating_add(STEP).min(BUCKETS);
    usize::from(end.saturating_sub(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_grows_on_both_sides_and_keeps_its_counts() {
        let mut window = Window::<i32>::covering(300, 300);
        assert!(window.add(300, 5));
        for bucket in [7, 7_423, 301] {
            window.cover(bucket, bucket);
            assert!(window.add(bucket, 1));
        }
        assert_eq!(
            window.counts().collect::<Vec<_>>(),
            [(7, 1), (300, 5), (301, 1), (7_423, 1)]
        );
        assert_eq!(window.ends(), (0, 7_423));
        assert_eq!(window.settled_total(), Some(8));
    }

    #[test]
    fn what_does_not_fit_is_not_counted() {
        let mut window = Window::<i32>::covering(300, 300);
        assert!(!window.add(600, 1), "outside");
        assert!(window.add(300, i64::from(i32::MAX)));
        assert!(!window.add(300, 1), "no room");
        let mut buckets = [301, 300, 302].into_iter().cycle();
        let offsets: Offsets = std::array::from_fn(|_| buckets.next().unwrap_or(0) - 256);
        assert_eq!(window.start(), 256);
        assert_eq!(
            window.add_chosen(Sign::Plus, &offsets, 0b1_0110),
            0b1_0010,
            "no room, twice"
        );
        assert_eq!(window.add_all(Sign::Minus, &[9_999; 9]), 0x1FF, "outside");
        assert_eq!(
            window.add_all(Sign::Plus, offsets.split_at(11).0),
            0x492,
            "no room"
        );

        let mut wide = Window::<i64>::from(&window);
        assert_eq!(wide.combine(Sign::Plus, &window), None);
        assert_eq!(
            wide.counts().collect::<Vec<_>>(),
            [(300, 2 * i64::from(i32::MAX)), (301, 8), (302, 8)]
        );
        assert!(wide.add(301, i64::MIN), "it wraps, as a group does");
        assert_eq!(wide.settled_total(), None);
    }
}
