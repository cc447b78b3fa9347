//! An exact sum of times with their percentiles.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::block::{self, Block, Number};
use super::bucket;
use super::duration_sum::{duration_of, mean_of};
use super::histogram::Histogram;
use super::percentile::{Bracket, Percentile};
use super::wide;
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, Times};
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

/// Of fewer times than these in a row, a block costs more than one by one.
const FEW: usize = 16;

impl DurationSummary {
    /// Counts the times that are known, and says how many are.
    ///
    /// A time that is not known is zero beside `false`.
    #[inline]
    pub(crate) fn apply_masked(
        &mut self,
        sign: Sign,
        times: impl Iterator<Item = (u64, bool)>,
    ) -> u64 {
        let (_, most) = times.size_hint();
        if most.is_some_and(|most| most < FEW) {
            return times.fold(0, |counted, time| {
                self.apply_one_masked(sign, time);
                u64::from(time.1).wrapping_add(counted)
            });
        }
        let (mut block, mut length, mut counted) = ([0; block::LENGTH], 0_usize, 0_u64);
        for (time, is_known) in times {
            if let Some(place) = block.get_mut(length) {
                *place = time;
            } else {
                self.apply_first(sign, &block, length);
                counted = counted.wrapping_add(length as u64);
                let [first, ..] = &mut block;
                *first = time;
                length = 0;
            }
            // The next time takes the place of one that is not known.
            length = length.wrapping_add(usize::from(is_known));
        }
        self.apply_first(sign, &block, length);
        counted.wrapping_add(length as u64)
    }

    /// Counts the times of those facts that have one, zero beside `false` for the
    /// others, and says how many these others are. A fact that is missing is none.
    #[inline]
    pub(crate) fn apply_facts(
        &mut self,
        sign: Sign,
        times: impl Iterator<Item = Option<(u64, bool)>>,
    ) -> u64 {
        let mut facts = 0_u64;
        let times = times.map(|time| {
            facts = facts.wrapping_add(u64::from(time.is_some()));
            time.unwrap_or_default()
        });
        let known = self.apply_masked(sign, times);
        facts.wrapping_sub(known)
    }

    /// Counts the first `number` of these times.
    fn apply_first(&mut self, sign: Sign, times: &[u64], number: usize) {
        let block = Block::new(times.get(..number).unwrap_or_default(), 1);
        self.apply_block(sign, block, block.bits());
    }

    /// Counts the times of a column, and says how many are known.
    pub(crate) fn apply_times(&mut self, sign: Sign, times: &Times<'_>) -> u64 {
        let unit = times.unit_nanoseconds();
        let mut counted = 0_u64;
        for (values, known) in times.blocks() {
            counted = counted.wrapping_add(u64::from(known.count_ones()));
            self.apply_block(sign, Block::new(values, unit), known);
        }
        counted
    }

    /// Counts those times of a block whose bit is set, the first one lowest; the
    /// others may be anything.
    fn apply_block<N: Number>(&mut self, sign: Sign, block: Block<'_, N>, known: u64) {
        let mut offsets = [0; block::LENGTH];
        let (sum, wrong) = block.sum_and_offsets(self.histogram.first(), &mut offsets);
        let chosen = known & !wrong;
        let (stuck, others) = if chosen == block.bits() {
            let offsets = offsets.get(..block.length()).unwrap_or_default();
            (self.histogram.apply_all(sign, offsets), 0)
        } else {
            let stuck = self.histogram.apply_chosen(sign, &offsets, chosen);
            (stuck, block.sum_of(block.bits() & !chosen))
        };
        // Wrapping, so that it is exact again whatever the others are.
        self.add_nanoseconds(sign, block.total(sum.wrapping_sub(others)));
        let wrong = known & wrong;
        if stuck | wrong != 0 {
            self.apply_singly(sign, block, stuck, wrong);
        }
    }

    /// Counts those times of a block whose bit is set, one by one: those that
    /// are in the sum already, and those that are not.
    #[cold]
    #[inline(never)]
    fn apply_singly<N: Number>(
        &mut self,
        sign: Sign,
        block: Block<'_, N>,
        in_sum: u64,
        not_in_sum: u64,
    ) {
        for time in block.times_of(in_sum) {
            self.histogram.apply(sign, bucket::of(time));
        }
        for time in block.times_of(not_in_sum) {
            self.apply_one_masked(sign, (time, true));
        }
    }

    #[inline]
    fn add_nanoseconds(&mut self, sign: Sign, nanoseconds: u128) {
        self.nanoseconds = self
            .nanoseconds
            .wrapping_add(sign.of_wide(nanoseconds.cast_signed()));
    }

    /// Counts one time if it is known: zero beside `false`.
    #[inline]
    pub(crate) fn apply_one_masked(&mut self, sign: Sign, (nanoseconds, is_known): (u64, bool)) {
        self.add_nanoseconds(sign, u128::from(nanoseconds));
        self.histogram
            .apply_masked(sign, bucket::of(nanoseconds), is_known);
    }

    /// How many times were counted; `None` while unsettled, or where that is
    /// more than can be counted.
    pub fn count(&self) -> Option<u64> {
        let total = u64::try_from(self.histogram.settled_total()?).ok()?;
        let is_sum_settled = self.nanoseconds >= 0 && (total > 0 || self.nanoseconds == 0);
        is_sum_settled.then_some(total)
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
        mean_of(self.nanoseconds, self.count()?)
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
        let [bounds] = self.percentiles([percentile]);
        bounds
    }

    /// Several percentiles at once: for little more than one of them costs.
    ///
    /// # Example: the median and the slow ones
    ///
    /// ```
    /// use support_kpi::{Calculator, Elapsed};
    /// use support_kpi::summary::{DurationSummary, Percentile};
    ///
    /// let waits = DurationSummary::of(&[30, 40, 50, 60, 7_200].map(Elapsed::from_seconds));
    /// let [median, slow] = waits.percentiles([Percentile::P50, Percentile::P90]);
    /// assert_eq!(median, waits.median());
    /// assert_eq!(slow, waits.percentile(Percentile::P90));
    /// ```
    pub fn percentiles<const N: usize>(
        &self,
        percentiles: [Percentile; N],
    ) -> [Option<Bracket>; N] {
        let Some(count) = self.count().filter(|count| *count > 0) else {
            return [None; N];
        };
        // A count above zero gives every percentile a rank, from 1 on.
        let ranks = percentiles.map(|percentile| percentile.rank(count).unwrap_or(1));
        let mut ascending = ranks;
        ascending.sort_unstable();
        let buckets = self.histogram.at_ranks(ascending);
        ranks.map(|rank| {
            let place = ascending.binary_search(&rank).ok()?;
            let bucket = buckets.get(place).copied().flatten()?;
            Some(Bracket::new(bucket::bounds(bucket)))
        })
    }

    /// The time at a rank, counted from 1, as the pair of bounds it lies
    /// between; `None` where there are fewer, or while unsettled.
    #[cfg(feature = "inference")]
    pub(crate) fn at_rank(&self, rank: u64) -> Option<Bracket> {
        self.count()?;
        let [bucket] = self.histogram.at_ranks([rank]);
        Some(Bracket::new(bucket::bounds(bucket?)))
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

    /// Whether the state can be read: no bucket counts less than nothing, the
    /// sum is not negative, and it is zero where nothing is counted.
    ///
    /// A retraction without its record shows by that, except where another
    /// time of the same bucket is counted. Then it is as if that one were taken
    /// back, and until the record comes the sum is off by what the two differ:
    /// under 0.8 % of those two times, which can be much of what else is
    /// counted. Nor does it show that counts went all the way round, or that somebody altered what was written: for
    /// that there is the checksum of a [`Snapshot`](crate::snapshot::Snapshot).
    pub fn is_settled(&self) -> bool {
        self.count().is_some()
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
        self.apply_one_masked(sign, (time.nanoseconds(), true));
    }

    #[inline]
    fn apply_all<F: Borrow<Elapsed>>(
        &mut self,
        sign: Sign,
        times: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let masked =
            |time: Option<F>| time.map_or((0, false), |time| (time.borrow().nanoseconds(), true));
        self.apply_masked(sign, times.map(masked));
    }

    #[inline]
    fn apply_slice(&mut self, sign: Sign, times: &[Elapsed]) {
        for times in times.chunks(block::LENGTH) {
            if times.len() < FEW {
                for time in times {
                    self.apply(sign, time);
                }
            } else {
                let block = Block::new(times, 1);
                self.apply_block(sign, block, block.bits());
            }
        }
    }
}

impl ColumnCalculator for DurationSummary {
    fn apply_columns(&mut self, sign: Sign, times: &Times<'_>) {
        self.apply_times(sign, times);
    }
}
