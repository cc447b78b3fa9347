//! Bucket numbers in the order they came: the first stage of a histogram.

use super::bucket::BUCKETS;
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

    /// Appends values, or the retractions of them; returns how many there was room for.
    #[inline]
    pub(super) fn extend(&mut self, sign: Sign, buckets: &[u16]) -> usize {
        let mark = mark_of(sign);
        let start = usize::from(self.length);
        let slots = self.room.get_mut(start..).unwrap_or_default();
        let added = slots.len().min(buckets.len());
        for (slot, bucket) in slots.iter_mut().zip(buckets) {
            *slot = bucket | mark;
        }
        self.length = u16::try_from(start.wrapping_add(added)).unwrap_or(self.length);
        added
    }

    /// Makes room for four times as many: a cache line at first, and few moves
    /// until it is full, as thousands of groups grow side by side. `false`
    /// where it is.
    pub(super) fn grow(&mut self) -> bool {
        if self.is_full() {
            return false;
        }
        let room = self.length.saturating_mul(4).clamp(32, LONGEST);
        let mut entries = std::mem::take(&mut self.room).into_vec();
        entries.resize(usize::from(room), 0);
        self.room = entries.into_boxed_slice();
        true
    }

    /// Appends the entries of another list, with this sign.
    pub(super) fn combine(&mut self, sign: Sign, other: &Self) {
        let flip = mark_of(sign);
        let own = self.slice().iter().copied();
        let others = other.slice().iter().map(|entry| entry ^ flip);
        *self = Self::of_entries(own.chain(others).collect());
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

    /// Recorded less retracted.
    pub(super) fn total(&self) -> i64 {
        let retracted: i64 = self
            .slice()
            .iter()
            .map(|entry| i64::from(entry & RETRACTED != 0))
            .sum();
        i64::from(self.length)
            .wrapping_sub(retracted)
            .wrapping_sub(retracted)
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

    /// Whether no bucket counts less than nothing.
    pub(super) fn is_settled(&self) -> bool {
        !self.has_retracted() || self.counts().iter().all(|(_, count)| *count >= 0)
    }

    /// The buckets at these ranks, counted from 1 and in ascending order, where
    /// nothing was retracted: then no sorting is needed.
    pub(super) fn at_ranks<const N: usize>(&self, ranks: [u64; N]) -> Option<[Option<u16>; N]> {
        if self.has_retracted() {
            return None;
        }
        let mut entries = self.slice().to_vec();
        let mut rest = entries.as_mut_slice();
        let mut before = 0_usize;
        Some(ranks.map(|rank| {
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
        }))
    }

    /// The first and the last bucket, where nothing was retracted.
    pub(super) fn ends(&self) -> Option<(u16, u16)> {
        let last = self.slice().iter().max()?;
        let first = self.slice().iter().min()?;
        (last & RETRACTED == 0).then_some((*first, *last))
    }

    fn has_retracted(&self) -> bool {
        let all = self.slice().iter().fold(0, |all, entry| all | entry);
        all & RETRACTED != 0
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
