//! Bucket numbers in the order they came: the first stage of a histogram.

use super::bucket::BUCKETS;
use super::ranks;
use crate::calculator::Sign;

/// Bucket numbers in the order they came, two bytes each; a retracted one
/// bears [`RETRACTED`].
#[derive(Debug, Clone, Default)]
pub(super) struct BucketList {
    /// The entries, and zeros as far as there is room: an entry is written
    /// before it is known whether it stays.
    room: Box<[u16]>,
    /// At most two lists that are not full, so that it fits.
    length: u16,
}

/// Marks a bucket as retracted; bucket numbers leave this bit free.
const RETRACTED: u16 = 1 << 15;
const _: () = assert!(BUCKETS <= RETRACTED);

/// A list of this length is tidied up, and becomes a window unless that halves it.
const LONGEST: u16 = 1_024;

impl BucketList {
    /// The list of these counts, where they are few enough to leave room for as many again.
    pub(super) fn of_counts(counts: &[(u16, i64)]) -> Option<Self> {
        let values = counts.iter().fold(0_u64, |values, (_, count)| {
            values.saturating_add(count.unsigned_abs())
        });
        if u16::try_from(values).is_ok_and(|values| values <= LONGEST / 2) {
            let copies = |(bucket, count): &(u16, i64)| {
                let mark = if *count < 0 { RETRACTED } else { 0 };
                let number = usize::try_from(count.unsigned_abs()).unwrap_or(0);
                std::iter::repeat_n(bucket | mark, number)
            };
            Some(Self::of_entries(counts.iter().flat_map(copies).collect()))
        } else {
            None
        }
    }

    fn of_entries(entries: Vec<u16>) -> Self {
        Self {
            length: u16::try_from(entries.len()).unwrap_or(u16::MAX),
            room: entries.into_boxed_slice(),
        }
    }

    /// Whether it is as long as a list may be.
    pub(super) const fn is_full(&self) -> bool {
        self.length >= LONGEST
    }

    /// Appends a value, or the retraction of one, if it is known; says whether
    /// there was room.
    #[inline]
    pub(super) fn push(&mut self, sign: Sign, bucket: u16, is_known: bool) -> bool {
        let mark = mark_of(sign);
        let Some(slot) = self.room.get_mut(usize::from(self.length)) else {
            return false;
        };
        *slot = bucket | mark;
        self.length = self.length.wrapping_add(u16::from(is_known));
        true
    }

    /// Appends the buckets of a block whose bit is set, the first one lowest, or
    /// their retractions; returns the bits of those that are none or had no room.
    #[inline]
    pub(super) fn extend(&mut self, sign: Sign, buckets: &[u32], chosen: u64) -> u64 {
        let mut stuck = 0_u64;
        for (place, bucket) in buckets.iter().enumerate() {
            if chosen >> place & 1 == 1 {
                let bucket = u16::try_from(*bucket).unwrap_or(BUCKETS);
                let done = bucket < BUCKETS && self.push(sign, bucket, true);
                stuck |= u64::from(!done) << place;
            }
        }
        stuck
    }

    /// Makes room for four times as many: a cache line at first, and few moves
    /// until it is full, as thousands of groups grow side by side. `false`
    /// where it is.
    pub(super) fn grow(&mut self) -> bool {
        if self.is_full() {
            return false;
        }
        self.widen(0);
        true
    }

    /// Makes room for four times as many as there are, and for so many at least.
    fn widen(&mut self, least: u16) {
        let room = self.length.saturating_mul(4).clamp(32, LONGEST).max(least);
        let mut entries = std::mem::take(&mut self.room).into_vec();
        let added = usize::from(room).saturating_sub(entries.len());
        // No more than will stay: a box has nothing to spare.
        entries.reserve_exact(added);
        entries.resize(usize::from(room), 0);
        self.room = entries.into_boxed_slice();
    }

    /// Appends the entries of another list, with this sign.
    pub(super) fn combine(&mut self, sign: Sign, other: &Self) {
        let start = usize::from(self.length);
        let length = self.length.saturating_add(other.length);
        if usize::from(length) > self.room.len() {
            self.widen(length);
        }
        let flip = mark_of(sign);
        let slots = self.room.iter_mut().skip(start);
        for (slot, entry) in slots.zip(other.slice()) {
            *slot = entry ^ flip;
        }
        self.length = length;
    }

    fn slice(&self) -> &[u16] {
        self.room
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }

    /// The buckets in the order they came, each with one, or minus one where it was retracted.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u16, i64)> {
        self.slice()
            .iter()
            .map(|entry| (entry & !RETRACTED, unit_of(*entry)))
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> Vec<(u16, i64)> {
        let mut sorted = self.slice().to_vec();
        sorted.sort_unstable_by_key(|entry| entry & !RETRACTED);
        let mut counts: Vec<(u16, i64)> = Vec::new();
        for entry in sorted {
            let bucket = entry & !RETRACTED;
            match counts.last_mut() {
                Some((previous, count)) if *previous == bucket => {
                    *count = count.wrapping_add(unit_of(entry));
                }
                _ => counts.push((bucket, unit_of(entry))),
            }
        }
        counts.retain(|(_, count)| *count != 0);
        counts
    }

    /// How many values there are; `None` where a bucket counts less than nothing.
    pub(super) fn settled_total(&self) -> Option<i64> {
        let marks = self.slice().iter().fold(0, |marks, entry| marks | entry);
        if marks & RETRACTED == 0 {
            return Some(self.length.into());
        }
        self.counts().iter().try_fold(0_i64, |total, (_, count)| {
            (*count >= 0).then(|| total.wrapping_add(*count))
        })
    }

    /// The buckets at these ranks, counted from 1 and in ascending order.
    ///
    /// The list has to be settled.
    pub(super) fn at_ranks<const N: usize>(&self, ranks: [u64; N]) -> [Option<u16>; N] {
        match self.ends() {
            // Nothing to cancel, so nothing has to be sorted.
            Some((first, last)) => ranks::of_list(self.slice(), first, last, ranks),
            None => ranks::of_pairs(self.counts().into_iter(), ranks),
        }
    }

    /// The first and the last bucket, where there are any and nothing was retracted.
    pub(super) fn ends(&self) -> Option<(u16, u16)> {
        // As signed numbers, of which the retracted ones are negative: one pass
        // for all three, and eight of them are compared at once.
        let ends = (i16::MAX, i16::MIN);
        let (first, last) = self.slice().iter().fold(ends, |(first, last), entry| {
            let entry = entry.cast_signed();
            (first.min(entry), last.max(entry))
        });
        Some((u16::try_from(first).ok()?, u16::try_from(last).ok()?))
    }
}

/// What a retracted entry bears.
const fn mark_of(sign: Sign) -> u16 {
    match sign {
        Sign::Plus => 0,
        Sign::Minus => RETRACTED,
    }
}

/// One for a recorded entry, minus one for a retracted one.
const fn unit_of(entry: u16) -> i64 {
    if entry & RETRACTED == 0 { 1 } else { -1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list_of(buckets: std::ops::Range<u16>) -> BucketList {
        let mut list = BucketList::default();
        for bucket in buckets {
            if !list.push(Sign::Plus, bucket, true) {
                assert!(list.grow(), "{bucket} is too many");
                list.push(Sign::Plus, bucket, true);
            }
        }
        list
    }

    #[test]
    fn what_is_merged_goes_where_there_is_room() {
        let mut list = list_of(0..3);
        let (place, room) = (list.room.as_ptr(), list.room.len());
        list.combine(Sign::Plus, &BucketList::default());
        assert_eq!((list.length, list.room.len()), (3, room));
        list.combine(Sign::Minus, &list_of(10..12));
        list.combine(Sign::Plus, &list_of(20..21));
        let expected = [(0, 1), (1, 1), (2, 1), (10, -1), (11, -1), (20, 1)];
        assert_eq!(list.entries().collect::<Vec<_>>(), expected);
        assert!(list.push(Sign::Plus, 30, true), "there is room still");
        assert_eq!((list.room.as_ptr(), list.room.len()), (place, room));
    }

    #[test]
    fn a_merge_for_which_there_is_no_room_leaves_some_for_the_next() {
        let mut list = list_of(0..32);
        list.combine(Sign::Plus, &list_of(0..1));
        assert_eq!((list.length, list.room.len()), (33, 128));
        let mut empty = BucketList::default();
        empty.combine(Sign::Plus, &list_of(0..1));
        assert_eq!((empty.length, empty.room.len()), (1, 32));
        // More than a list may hold, until it becomes a window.
        let mut long = list_of(0..1_023);
        long.combine(Sign::Plus, &list_of(0..1_023));
        assert_eq!((long.length, long.room.len()), (2_046, 2_046));
        assert!(long.is_full());
    }
}
