//! Counts per bucket of time, in a form that grows with what it holds.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::block::Offsets;
use super::bucket::BUCKETS;
use super::bucket_list::BucketList;
use super::window::{Width, Window};
use crate::calculator::{Group, Sign};

/// Counts per bucket of time.
///
/// Thousands of small groups must stay small, and one large group must be
/// fast, so it grows in stages. Which stage a histogram is in, and in what
/// order it got there, makes no difference to its value: equality and
/// serialisation see the counts alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Histogram {
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    /// Bucket numbers in order of arrival: up to a thousand values.
    List(BucketList),
    /// A count for each bucket of those that occur, in four bytes: it fits in
    /// the nearest cache beside others.
    Narrow(Window<i32>),
    /// The same in eight bytes, once a count needs them.
    Wide(Window<i64>),
}

impl Default for Stage {
    fn default() -> Self {
        Self::List(BucketList::default())
    }
}

impl Stage {
    /// The smallest stage for these counts: a list where they are few.
    fn of_counts(counts: &[(u16, i64)]) -> Self {
        if let Some(list) = BucketList::of_counts(counts) {
            return Self::List(list);
        }
        let bucket = |end: Option<&(u16, i64)>| end.map_or(0, |(bucket, _)| *bucket);
        let mut stage = Self::Narrow(Window::covering(
            bucket(counts.first()),
            bucket(counts.last()),
        ));
        for (bucket, count) in counts {
            stage.add(*bucket, *count);
        }
        stage
    }

    /// What a full list becomes: a list again where cancelling what it holds
    /// against itself halves it, else a window.
    fn of_full(list: &BucketList) -> Self {
        match list.ends() {
            // Nothing to cancel, so nothing has to be sorted either.
            Some((start, end)) => Self::Narrow(window_of(list, start, end)),
            None => Self::of_counts(&list.counts()),
        }
    }

    /// The stage with a value more, or one less, grown as far as that needs.
    ///
    /// By value, so that nobody holds a reference to the state: the fields
    /// beside it can then stay in registers from fact to fact.
    #[cold]
    #[inline(never)]
    fn with(self, sign: Sign, bucket: u16) -> Self {
        let mut stage = match self {
            Self::List(mut list) => {
                if list.grow() {
                    list.push(sign, bucket, true);
                    return Self::List(list);
                }
                Self::of_full(&list)
            }
            stage => stage,
        };
        match &mut stage {
            Self::List(_) => stage.with(sign, bucket),
            Self::Narrow(_) | Self::Wide(_) => {
                stage.add(bucket, sign.unit());
                stage
            }
        }
    }

    /// Adds to the count of one bucket of a window, and grows as far as that needs.
    fn add(&mut self, bucket: u16, count: i64) {
        match self {
            Self::List(list) => {
                *self = Self::Narrow(window_of(list, bucket, bucket));
                self.add(bucket, count);
            }
            Self::Narrow(window) => {
                window.cover(bucket, bucket);
                if !window.add(bucket, count) {
                    let mut window = Window::from(&*window);
                    window.add(bucket, count);
                    *self = Self::Wide(window);
                }
            }
            Self::Wide(window) => {
                window.cover(bucket, bucket);
                window.add(bucket, count);
            }
        }
    }

    /// Adds the counts of a window, or takes them away, and grows as far as that needs.
    fn add_window<C: Width>(&mut self, sign: Sign, other: &Window<C>) {
        let (first, last) = other.ends();
        match self {
            Self::List(entries) => {
                *self = Self::Narrow(window_of(entries, first, last));
                self.add_window(sign, other);
            }
            Self::Narrow(window) => {
                window.cover(first, last);
                if let Some(full) = window.combine(sign, other) {
                    // What was added before the bucket without room is taken
                    // back, and added again where all have room.
                    let mut wide = Window::from(&*window);
                    for (bucket, count) in other.counts().take_while(|(bucket, _)| *bucket < full) {
                        wide.add(bucket, sign.of(count).wrapping_neg());
                    }
                    wide.combine(sign, other);
                    *self = Self::Wide(wide);
                }
            }
            Self::Wide(window) => {
                window.cover(first, last);
                window.combine(sign, other);
            }
        }
    }
}

/// A window from `first` to `last` and further, with what a list holds: too
/// little to need wide counts.
fn window_of(entries: &BucketList, first: u16, last: u16) -> Window<i32> {
    let mut window = Window::covering(first, last);
    for (bucket, unit) in entries.entries() {
        window.cover(bucket, bucket);
        window.add(bucket, unit);
    }
    window
}

/// Longer gaps of empty buckets than this start a new run when serialised.
const LONGEST_GAP: u16 = 4;

impl Histogram {
    /// How many values there are; `None` where a bucket counts less than
    /// nothing, or where that is more than eight bytes hold.
    pub(super) fn settled_total(&self) -> Option<i64> {
        match &self.stage {
            Stage::List(list) => list.settled_total(),
            Stage::Narrow(window) => window.settled_total(),
            Stage::Wide(window) => window.settled_total(),
        }
    }

    /// Counts a value of this bucket, or takes one away.
    #[inline]
    pub(super) fn apply(&mut self, sign: Sign, bucket: u16) {
        self.apply_masked(sign, bucket, true);
    }

    /// Counts a value of this bucket if it is known, without a branch on that.
    #[inline]
    pub(super) fn apply_masked(&mut self, sign: Sign, bucket: u16, is_known: bool) {
        let done = match &mut self.stage {
            Stage::Narrow(window) => window.add_masked(sign, bucket, is_known),
            Stage::List(list) => list.push(sign, bucket, is_known),
            Stage::Wide(window) => window.add_masked(sign, bucket, is_known),
        };
        if !done && is_known {
            self.stage = std::mem::take(&mut self.stage).with(sign, bucket);
        }
    }

    /// The bucket that [`apply_chosen`](Self::apply_chosen) takes offsets from.
    pub(super) const fn first(&self) -> u16 {
        match &self.stage {
            Stage::List(_) => 0,
            Stage::Narrow(window) => window.start(),
            Stage::Wide(window) => window.start(),
        }
    }

    /// Counts a value for each of the offsets from [`first`](Self::first) whose
    /// bit is set, the first one lowest, or takes them away; returns the bits of
    /// those that have to be [applied](Self::apply) by themselves.
    #[inline]
    pub(super) fn apply_chosen(&mut self, sign: Sign, offsets: &Offsets, chosen: u64) -> u64 {
        match &mut self.stage {
            Stage::Narrow(window) => window.add_chosen(sign, offsets, chosen),
            Stage::Wide(window) => window.add_chosen(sign, offsets, chosen),
            Stage::List(list) => list.extend(sign, offsets, chosen),
        }
    }

    /// The same for all of the offsets, which are a block at most.
    #[inline]
    pub(super) fn apply_all(&mut self, sign: Sign, offsets: &[u32]) -> u64 {
        match &mut self.stage {
            Stage::Narrow(window) => window.add_all(sign, offsets),
            Stage::Wide(window) => window.add_all(sign, offsets),
            Stage::List(list) => list.extend(sign, offsets, u64::MAX),
        }
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> Vec<(u16, i64)> {
        match &self.stage {
            Stage::List(list) => list.counts(),
            Stage::Narrow(window) => window.counts().collect(),
            Stage::Wide(window) => window.counts().collect(),
        }
    }

    /// The buckets at these ranks, counted from 1 and in ascending order.
    ///
    /// `None` beyond the number of values. The histogram has to be settled.
    pub(super) fn at_ranks<const N: usize>(&self, ranks: [u64; N]) -> [Option<u16>; N] {
        match &self.stage {
            Stage::List(list) => list.at_ranks(ranks),
            Stage::Narrow(window) => window.at_ranks(ranks),
            Stage::Wide(window) => window.at_ranks(ranks),
        }
    }
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        self.counts() == other.counts()
    }
}

impl Eq for Histogram {}

impl Group for Histogram {
    fn combine(&mut self, sign: Sign, other: &Self) {
        match (&mut self.stage, &other.stage) {
            (Stage::List(list), Stage::List(others)) => {
                list.combine(sign, others);
                if list.is_full() {
                    self.stage = Stage::of_full(list);
                }
            }
            (_, Stage::List(others)) => {
                for (bucket, unit) in others.entries() {
                    self.apply(if unit < 0 { sign.flipped() } else { sign }, bucket);
                }
            }
            (stage, Stage::Narrow(other)) => stage.add_window(sign, other),
            (stage, Stage::Wide(other)) => stage.add_window(sign, other),
        }
    }

    fn is_empty(&self) -> bool {
        self.counts().is_empty()
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
        let mut all = Vec::new();
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
                all.push((bucket, count));
            }
        }
        let stage = Stage::of_counts(&all);
        Ok(Self { stage })
    }
}
