//! A count for each bucket of a window of buckets.

use super::bucket::BUCKETS;
use crate::calculator::Sign;

/// A count for each bucket from a first one on.
///
/// Counts take four bytes until one of them needs eight: a window then fits
/// in the nearest cache beside others. The width makes no difference to what
/// is counted.
#[derive(Debug, Clone)]
pub(super) struct Window {
    start: u16,
    counts: Counts,
}

#[derive(Debug, Clone)]
enum Counts {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

/// Windows start and end at multiples of this, so that they grow rarely.
const STEP: u16 = 128;

impl Window {
    /// An empty window that has all buckets from `first` to `last`.
    pub(super) fn covering(first: u16, last: u16) -> Self {
        let start = start_for(first);
        Self {
            start,
            counts: Counts::Narrow(vec![0; length_for(start, last)]),
        }
    }

    /// An empty window that has the buckets of another one.
    pub(super) fn like(other: &Self) -> Self {
        Self {
            start: other.start,
            counts: Counts::Narrow(vec![0; other.len()]),
        }
    }

    /// Counts one value of each of these buckets, or takes one away.
    #[inline]
    pub(super) fn apply(&mut self, sign: Sign, buckets: &[u16]) {
        if let Counts::Narrow(counts) = &mut self.counts {
            let unit = match sign {
                Sign::Plus => 1,
                Sign::Minus => -1,
            };
            for (done, &bucket) in buckets.iter().enumerate() {
                let offset = usize::from(bucket.wrapping_sub(self.start));
                let slot = counts.get_mut(offset);
                let sum = slot.as_ref().and_then(|slot| slot.checked_add(unit));
                let (Some(slot), Some(sum)) = (slot, sum) else {
                    let rest = buckets.get(done..).unwrap_or_default();
                    return self.apply_one_by_one(sign, rest);
                };
                *slot = sum;
            }
        } else {
            self.apply_one_by_one(sign, buckets);
        }
    }

    /// The rest of [`apply`](Self::apply), where the window has to grow or its counts to widen.
    #[cold]
    fn apply_one_by_one(&mut self, sign: Sign, buckets: &[u16]) {
        for &bucket in buckets {
            self.add(bucket, sign.unit());
        }
    }

    /// Adds to the count of one bucket, and grows as far as that needs.
    pub(super) fn add(&mut self, bucket: u16, count: i64) {
        self.cover(bucket, bucket);
        let offset = usize::from(bucket.wrapping_sub(self.start));
        if let Counts::Narrow(counts) = &mut self.counts
            && let Some(slot) = counts.get_mut(offset)
        {
            let sum = i64::from(*slot).checked_add(count);
            if let Some(Ok(narrow)) = sum.map(i32::try_from) {
                *slot = narrow;
                return;
            }
        }
        if let Some(slot) = self.widen().get_mut(offset) {
            *slot = slot.wrapping_add(count);
        }
    }

    /// Adds the counts of another window, or takes them away.
    pub(super) fn combine(&mut self, sign: Sign, other: &Self) {
        // A window ends at the last bucket, so its length fits.
        let length = u16::try_from(other.len()).unwrap_or(BUCKETS);
        let last = other.start.saturating_add(length.saturating_sub(1));
        self.cover(other.start, last);
        let offset = usize::from(other.start.saturating_sub(self.start));
        if let (Counts::Narrow(own), Counts::Narrow(others)) = (&mut self.counts, &other.counts) {
            let sum = |own: i32, other: i32| match sign {
                Sign::Plus => own.checked_add(other),
                Sign::Minus => own.checked_sub(other),
            };
            let mut pairs = own.iter().skip(offset).zip(others);
            if pairs.all(|(own, other)| sum(*own, *other).is_some()) {
                for (slot, other) in own.iter_mut().skip(offset).zip(others) {
                    *slot = sum(*slot, *other).unwrap_or(*slot);
                }
                return;
            }
        }
        for (slot, (_, count)) in self.widen().iter_mut().skip(offset).zip(other.all()) {
            *slot = slot.wrapping_add(sign.of(count));
        }
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u16, i64)> {
        self.all().filter(|(_, count)| *count != 0)
    }

    /// Every bucket of the window with its count.
    fn all(&self) -> impl Iterator<Item = (u16, i64)> {
        let (narrow, wide): (&[i32], &[i64]) = match &self.counts {
            Counts::Narrow(counts) => (counts, &[]),
            Counts::Wide(counts) => (&[], counts),
        };
        let counts = narrow.iter().map(|count| i64::from(*count));
        (self.start..).zip(counts.chain(wide.iter().copied()))
    }

    const fn len(&self) -> usize {
        match &self.counts {
            Counts::Narrow(counts) => counts.len(),
            Counts::Wide(counts) => counts.len(),
        }
    }

    /// Grows so that all buckets from `first` to `last` are there.
    fn cover(&mut self, first: u16, last: u16) {
        if first < self.start {
            let start = start_for(first);
            let missing = usize::from(self.start.saturating_sub(start));
            match &mut self.counts {
                Counts::Narrow(counts) => {
                    drop(counts.splice(0..0, std::iter::repeat_n(0, missing)));
                }
                Counts::Wide(counts) => drop(counts.splice(0..0, std::iter::repeat_n(0, missing))),
            }
            self.start = start;
        }
        let needed = length_for(self.start, last);
        if self.len() < needed {
            match &mut self.counts {
                Counts::Narrow(counts) => counts.resize(needed, 0),
                Counts::Wide(counts) => counts.resize(needed, 0),
            }
        }
    }

    /// The counts in eight bytes each, from now on.
    fn widen(&mut self) -> &mut [i64] {
        if let Counts::Narrow(counts) = &self.counts {
            self.counts = Counts::Wide(counts.iter().map(|count| i64::from(*count)).collect());
        }
        match &mut self.counts {
            Counts::Wide(counts) => counts,
            // They were widened above.
            Counts::Narrow(_) => &mut [],
        }
    }
}

/// Where a window starts that has this bucket.
const fn start_for(first: u16) -> u16 {
    first & !(STEP.wrapping_sub(1))
}

/// How long a window is that goes from `start` to this bucket at least.
fn length_for(start: u16, last: u16) -> usize {
    usize::from(last.saturating_sub(start))
        .saturating_add(1)
        .next_multiple_of(usize::from(STEP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_widen_where_four_bytes_do_not_hold_them() {
        let most = i64::from(i32::MAX);
        let mut window = Window::covering(300, 300);
        window.add(300, most);
        let mut other = window.clone();
        window.apply(Sign::Plus, &[300, 301]);
        assert_eq!(
            window.counts().collect::<Vec<_>>(),
            [(300, most + 1), (301, 1)]
        );
        window.apply(Sign::Minus, &[300, 301]);
        other.combine(Sign::Plus, &window);
        assert_eq!(other.counts().collect::<Vec<_>>(), [(300, 2 * most)]);
        other.combine(Sign::Minus, &window);
        other.add(7, i64::MIN);
        other.add(7_423, i64::MAX);
        assert_eq!(
            other.counts().collect::<Vec<_>>(),
            [(7, i64::MIN), (300, most), (7_423, i64::MAX)]
        );
        other.add(7, i64::MIN);
        assert_eq!(other.counts().count(), 2, "it wraps, as a group does");
    }
}
