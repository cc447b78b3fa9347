//! Counts per bucket of time, in a form that grows with what it holds.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bucket::BUCKETS;
use crate::calculator::{Group, Sign};

/// Counts per bucket of time.
///
/// Thousands of small groups must stay small, and one large group must be
/// fast, so it grows in stages: first a list of bucket numbers as they came,
/// then counts for the window of buckets that occur. Which stage a histogram
/// is in, and in what order it got there, makes no difference to its value:
/// equality and serialisation see the counts alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Histogram {
    /// Recorded less retracted.
    total: i64,
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    /// Bucket numbers in order of arrival; a retracted one bears [`RETRACTED`].
    List(Vec<u16>),
    /// A count for each bucket from `start` on.
    Window { start: u16, counts: Vec<i64> },
}

impl Default for Stage {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

/// Marks a listed bucket as retracted; bucket numbers leave this bit free.
const RETRACTED: u16 = 1 << 15;

/// A list of this length is tidied up, and becomes a window unless that halves it.
const LONGEST_LIST: usize = 1_024;

/// Windows start and end at multiples of this, so that they grow rarely.
const WINDOW_STEP: u16 = 128;

/// Longer gaps of empty buckets than this start a new run when serialised.
const LONGEST_GAP: u16 = 4;

impl Histogram {
    pub(super) const fn total(&self) -> i64 {
        self.total
    }

    /// Counts one value of each of these buckets.
    #[inline]
    pub(super) fn apply(&mut self, sign: Sign, buckets: &[u16]) {
        let number = i64::try_from(buckets.len()).unwrap_or(i64::MAX);
        self.total = self.total.wrapping_add(sign.of(number));
        match &mut self.stage {
            Stage::Window { start, counts } => {
                let unit = sign.unit();
                for (done, &bucket) in buckets.iter().enumerate() {
                    let offset = usize::from(bucket.wrapping_sub(*start));
                    let Some(count) = counts.get_mut(offset) else {
                        let rest = buckets.get(done..).unwrap_or_default();
                        return self.apply_outside(unit, rest);
                    };
                    *count = count.wrapping_add(unit);
                }
            }
            Stage::List(entries) => {
                let mark = match sign {
                    Sign::Plus => 0,
                    Sign::Minus => RETRACTED,
                };
                entries.extend(buckets.iter().map(|bucket| bucket | mark));
                if entries.len() >= LONGEST_LIST {
                    self.tidy();
                }
            }
        }
    }

    /// The rest of [`apply`](Self::apply), from a bucket on that the window lacks.
    #[cold]
    fn apply_outside(&mut self, unit: i64, buckets: &[u16]) {
        for &bucket in buckets {
            self.add(bucket, unit);
        }
    }

    /// Adds to the count of one bucket of a window; `total` is the caller's duty.
    fn add(&mut self, bucket: u16, count: i64) {
        self.widen(bucket, bucket);
        if let Stage::Window { start, counts } = &mut self.stage
            && let Some(slot) = counts.get_mut(usize::from(bucket.wrapping_sub(*start)))
        {
            *slot = slot.wrapping_add(count);
        }
    }

    /// Makes the stage a window that has all buckets from `first` to `last`.
    fn widen(&mut self, first: u16, last: u16) {
        match &mut self.stage {
            Stage::List(entries) => {
                let entries = std::mem::take(entries);
                let listed = entries.iter().map(|entry| entry & !RETRACTED);
                let first = listed.clone().min().map_or(first, |least| least.min(first));
                let last = listed.max().map_or(last, |greatest| greatest.max(last));
                let start = window_start(first);
                self.stage = Stage::Window {
                    start,
                    counts: vec![0; window_length(start, last)],
                };
                for entry in entries {
                    self.add(entry & !RETRACTED, unit_of(entry));
                }
            }
            Stage::Window { start, counts } => {
                if first < *start {
                    let new_start = window_start(first);
                    let missing = usize::from(start.saturating_sub(new_start));
                    counts.splice(0..0, std::iter::repeat_n(0, missing));
                    *start = new_start;
                }
                let needed = window_length(*start, last);
                if counts.len() < needed {
                    counts.resize(needed, 0);
                }
            }
        }
    }

    /// Cancels what the list holds against itself; a list that stays long becomes a window.
    fn tidy(&mut self) {
        let Stage::List(entries) = &mut self.stage else {
            return;
        };
        if entries.iter().any(|entry| entry & RETRACTED != 0) {
            let counts = count_list(entries);
            entries.clear();
            for (bucket, count) in counts {
                let entry = if count < 0 {
                    bucket | RETRACTED
                } else {
                    bucket
                };
                let copies = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX);
                entries.extend(std::iter::repeat_n(entry, copies));
            }
        }
        if let (true, Some(&any)) = (entries.len() > LONGEST_LIST / 2, entries.first()) {
            let bucket = any & !RETRACTED;
            self.widen(bucket, bucket);
        }
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> Vec<(u16, i64)> {
        match &self.stage {
            Stage::List(entries) => count_list(entries),
            Stage::Window { start, counts } => (*start..)
                .zip(counts.iter().copied())
                .filter(|(_, count)| *count != 0)
                .collect(),
        }
    }

    /// Whether no bucket counts less than nothing.
    pub(super) fn is_settled(&self) -> bool {
        match &self.stage {
            Stage::List(entries) if entries.iter().all(|entry| entry & RETRACTED == 0) => true,
            Stage::List(entries) => count_list(entries).iter().all(|(_, count)| *count >= 0),
            Stage::Window { counts, .. } => counts.iter().all(|count| *count >= 0),
        }
    }
}

/// One for a recorded entry of a list, minus one for a retracted one.
const fn unit_of(entry: u16) -> i64 {
    if entry & RETRACTED == 0 { 1 } else { -1 }
}

/// Where a window starts that has this bucket.
const fn window_start(first: u16) -> u16 {
    first & !(WINDOW_STEP.wrapping_sub(1))
}

/// How long a window is that goes from `start` to this bucket at least.
fn window_length(start: u16, last: u16) -> usize {
    usize::from(last.saturating_sub(start))
        .saturating_add(1)
        .next_multiple_of(usize::from(WINDOW_STEP))
}

/// What a list of bucket numbers comes to.
fn count_list(entries: &[u16]) -> Vec<(u16, i64)> {
    let mut sorted = entries.to_vec();
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

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        self.total == other.total && self.counts() == other.counts()
    }
}

impl Eq for Histogram {}

impl Group for Histogram {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.total = self.total.wrapping_add(sign.of(other.total));
        match (&mut self.stage, &other.stage) {
            (Stage::List(entries), Stage::List(others)) => {
                let flip = match sign {
                    Sign::Plus => 0,
                    Sign::Minus => RETRACTED,
                };
                entries.extend(others.iter().map(|entry| entry ^ flip));
                if entries.len() >= LONGEST_LIST {
                    self.tidy();
                }
            }
            (Stage::Window { .. }, Stage::List(others)) => {
                for entry in others {
                    self.add(entry & !RETRACTED, sign.of(unit_of(*entry)));
                }
            }
            (_, Stage::Window { start, counts }) => {
                // A window ends at bucket 7,423 at the latest.
                let length = u16::try_from(counts.len()).unwrap_or(BUCKETS);
                let last = start.saturating_add(length.saturating_sub(1));
                self.widen(*start, last);
                if let Stage::Window {
                    start: own_start,
                    counts: own,
                } = &mut self.stage
                {
                    let offset = usize::from(start.saturating_sub(*own_start));
                    let overlapping = own.iter_mut().skip(offset);
                    for (slot, count) in overlapping.zip(counts) {
                        *slot = slot.wrapping_add(sign.of(*count));
                    }
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.total == 0 && self.counts().is_empty()
    }
}

/// Serialised as runs: the first bucket, and the counts from there on.
impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut runs: Vec<(u16, Vec<i64>)> = Vec::new();
        let mut next = 0_u16;
        for (bucket, count) in self.counts() {
            let gap = bucket.saturating_sub(next);
            match runs.last_mut() {
                Some((_, counts)) if gap <= LONGEST_GAP => {
                    counts.extend(std::iter::repeat_n(0, usize::from(gap)));
                    counts.push(count);
                }
                _ => runs.push((bucket, vec![count])),
            }
            next = bucket.saturating_add(1);
        }
        runs.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Histogram {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let runs = Vec::<(u16, Vec<i64>)>::deserialize(deserializer)?;
        let mut histogram = Self::default();
        let mut next = 0_u16;
        for (start, counts) in runs {
            let end = u16::try_from(counts.len())
                .ok()
                .and_then(|length| start.checked_add(length))
                .filter(|end| start >= next && *end <= BUCKETS)
                .ok_or_else(|| {
                    D::Error::custom(format_args!(
                        "histogram: expected a run of buckets within {next} to {}, \
                         found {} from bucket {start} on",
                        BUCKETS.saturating_sub(1),
                        counts.len(),
                    ))
                })?;
            next = end;
            for (bucket, count) in (start..end).zip(counts) {
                if count != 0 {
                    histogram.total = histogram.total.wrapping_add(count);
                    histogram.add(bucket, count);
                }
            }
        }
        Ok(histogram)
    }
}
