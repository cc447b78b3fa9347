//! An exact sum of times with their percentiles.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::bucket;
use super::duration_sum::{duration_of, mean_of};
use super::histogram::Histogram;
use super::percentile::{Bracket, Percentile};
use super::wide;
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Elapsed;

/// How many, how long in all, and how they are spread: times that can be
/// added, taken back and merged.
///
/// - **Count, sum and mean** are exact.
/// - **Percentiles** come from buckets, 128 to the octave: a pair of bounds,
///   at most 0.8 % apart, whose middle is within 0.4 % of the exact value. Up
///   to 255 ns they are exact.
/// - **No value** when nothing was counted, or while the state is unsettled.
///
/// The bounds hold however the state came about, also after retractions and
/// merges, because buckets are counted, not sampled.
///
/// # Example: the median is not the mean
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Elapsed};
/// use support_kpi::summary::{DurationSummary, Percentile};
///
/// let waits = DurationSummary::of(&[30, 40, 50, 60, 7_200].map(Elapsed::from_seconds));
///
/// assert_eq!(waits.mean(), Some(Duration::from_secs(1_476)));
/// let median = waits.percentile(Percentile::P50).unwrap();
/// assert!(median.at_least() <= Duration::from_secs(50));
/// assert!(median.at_most() >= Duration::from_secs(50));
/// assert_eq!(DurationSummary::default().mean(), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationSummary {
    #[serde(with = "wide")]
    nanoseconds: i128,
    histogram: Histogram,
}

/// How many values are put into their buckets at a time: a power of two.
const BATCH: usize = 64;

impl DurationSummary {
    /// Counts a time of every fact of a slice that has one, and says how many have.
    ///
    /// A time that is not there is zero beside `false`: the sum then needs no
    /// branch, and buckets are counted many at a time.
    #[inline]
    pub(crate) fn apply_masked<F>(
        &mut self,
        sign: Sign,
        facts: &[F],
        time: impl Fn(&F) -> (u64, bool),
    ) -> u64 {
        let mut sum = 0_u128;
        let mut all_known = 0_u64;
        let mut buckets = [0_u16; BATCH];
        for batch in facts.chunks(BATCH) {
            let mut known = 0_usize;
            for fact in batch {
                let (nanoseconds, is_known) = time(fact);
                sum = sum.wrapping_add(u128::from(nanoseconds));
                // The next value takes the place of one that is not known.
                if let Some(slot) = buckets.get_mut(known & (BATCH - 1)) {
                    *slot = bucket::of(nanoseconds);
                }
                known = known.wrapping_add(usize::from(is_known));
            }
            all_known = all_known.wrapping_add(known as u64);
            self.histogram
                .apply(sign, buckets.get(..known).unwrap_or_default());
        }
        self.nanoseconds = self
            .nanoseconds
            .wrapping_add(sign.of_wide(sum.cast_signed()));
        all_known
    }

    /// How many times were counted; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        if self.is_settled() {
            u64::try_from(self.histogram.total()).ok()
        } else {
            None
        }
    }

    /// All times together; zero where nothing was counted, `None` while
    /// unsettled, or beyond the longest `Duration`.
    pub fn sum(&self) -> Option<Duration> {
        if self.is_settled() {
            duration_of(self.nanoseconds)
        } else {
            None
        }
    }

    /// The mean, to the nearest nanosecond (a half rounds up).
    ///
    /// It is exact as [`sum`](Self::sum) over [`count`](Self::count).
    pub fn mean(&self) -> Option<Duration> {
        self.mean_over(self.count()?)
    }

    /// The sum over another count than the number of times: all tickets, say,
    /// where only some were answered. `None` over nothing.
    pub fn mean_over(&self, count: u64) -> Option<Duration> {
        if !self.is_settled() {
            return None;
        }
        mean_of(self.nanoseconds, count)
    }

    /// The percentile at the nearest rank, as the pair of bounds it lies between.
    pub fn percentile(&self, percentile: Percentile) -> Option<Bracket> {
        self.at_rank(percentile.rank(self.count()?)?)
    }

    /// The time at a rank, counted from 1, as the pair of bounds it lies
    /// between; `None` where there are fewer, or while unsettled.
    pub(crate) fn at_rank(&self, rank: u64) -> Option<Bracket> {
        self.count()?;
        let mut seen = 0_u64;
        for (bucket, count) in self.histogram.counts() {
            seen = seen.checked_add(u64::try_from(count).ok()?)?;
            if seen >= rank {
                return Some(Bracket::new(bucket::bounds(bucket)));
            }
        }
        None
    }

    /// The median: [`percentile`](Self::percentile) at one half.
    pub fn median(&self) -> Option<Bracket> {
        self.percentile(Percentile::P50)
    }

    /// The buckets that hold anything, shortest first, with how many they hold.
    ///
    /// `None` while unsettled.
    pub fn buckets(&self) -> Option<Vec<(Bracket, u64)>> {
        self.histogram
            .counts()
            .into_iter()
            .map(|(bucket, count)| {
                let count = u64::try_from(count).ok()?;
                Some((Bracket::new(bucket::bounds(bucket)), count))
            })
            .collect()
    }

    /// Whether the state can be: no retraction stands without its record.
    pub fn is_settled(&self) -> bool {
        self.histogram.total() >= 0
            && self.nanoseconds >= 0
            && (self.histogram.total() > 0 || self.nanoseconds == 0)
            && self.histogram.is_settled()
    }
}

impl Group for DurationSummary {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.nanoseconds = self
            .nanoseconds
            .wrapping_add(sign.of_wide(other.nanoseconds));
        self.histogram.combine(sign, &other.histogram);
    }

    fn is_empty(&self) -> bool {
        self.nanoseconds == 0 && self.histogram.is_empty()
    }
}

impl Calculator for DurationSummary {
    type Fact = Elapsed;

    #[inline]
    fn apply(&mut self, sign: Sign, time: &Elapsed) {
        let nanoseconds = time.nanoseconds();
        self.nanoseconds = self
            .nanoseconds
            .wrapping_add(sign.of_wide(i128::from(nanoseconds)));
        self.histogram.apply(sign, &[bucket::of(nanoseconds)]);
    }

    fn apply_slice(&mut self, sign: Sign, times: &[Elapsed]) {
        self.apply_masked(sign, times, |time| (time.nanoseconds(), true));
    }
}
