//! A measured time with its evidence, as a level judges it.

use std::time::Duration;

use rust_decimal::Decimal;

use super::{Certainty, Statistic, Waiting, ends};
use crate::error::ModelError;
use crate::summary::{DurationSummary, Percentile, Ratio};

/// A time that may lie between two nanoseconds, as a mean does.
///
/// Bounds are whole nanoseconds, so it is enough to know whether anything is
/// left over the whole ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ExactTime {
    whole: Duration,
    left_over: bool,
}

impl From<Duration> for ExactTime {
    fn from(whole: Duration) -> Self {
        Self {
            whole,
            left_over: false,
        }
    }
}

impl ExactTime {
    /// The mean of a sum over a count; `None` where nothing was counted.
    fn mean(sum: Duration, count: u64) -> Option<Self> {
        let count = u128::from(count);
        let nanos = sum.as_nanos().checked_div(count)?;
        let left_over = sum.as_nanos().checked_rem(count)? != 0;
        let seconds = u64::try_from(nanos / 1_000_000_000).ok()?;
        let subsecond = u32::try_from(nanos % 1_000_000_000).ok()?;
        Some(Self {
            whole: Duration::new(seconds, subsecond),
            left_over,
        })
    }

    /// The whole nanoseconds it is not over.
    pub(super) fn rounded_up(self) -> Duration {
        if self.left_over {
            self.whole
                .checked_add(Duration::from_nanos(1))
                .unwrap_or(self.whole)
        } else {
            self.whole
        }
    }

    /// The whole nanoseconds it reaches.
    pub(super) const fn rounded_down(self) -> Duration {
        self.whole
    }
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A time, known to lie between two ends, which are mostly one.
    Time {
        statistic: TimeStatistic,
        at_least: ExactTime,
        at_most: ExactTime,
    },
    /// How many were within each bound.
    Shares(Vec<(Duration, Ratio)>),
}

/// The statistics that are times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeStatistic {
    Mean,
    Median,
    Percentile(Decimal),
}

impl TimeStatistic {
    /// Whether a policy that judges this statistic takes it.
    pub(super) fn is(self, asked: Statistic) -> bool {
        self.named() == asked
    }

    /// The statistic by its public name.
    pub(super) const fn named(self) -> Statistic {
        match self {
            Self::Mean => Statistic::Mean,
            Self::Median => Statistic::Median,
            Self::Percentile(percent) => Statistic::Percentile(percent),
        }
    }
}

/// A time measured on one channel, with the evidence behind it.
///
/// It holds one statistic of the times that ended, how many there were, and
/// who still waits or went without an answer.
///
/// - **No value** where nothing was counted: the dimension is then not
///   measured, never a level.
/// - The statistic has to be the one that the policy judges, and the times
///   those of one clock: around the clock, or in opening hours, then with the
///   [business day](super::PolicyBuilder::business_day) of that calendar.
/// - **Nobody is forgotten**: who waits unanswered, or left unanswered, and has
///   waited beyond a bound, counts as worse than it. Where they are over the
///   policy's share of all whose time is decided (those behind the statistic
///   and them), the level stays under that of the bound.
///
/// # Example: a mean stays exact
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Evidence, Level, Measurement, Policy};
///
/// // Three answers within a total of 12 h and 1 ns: a third of a nanosecond over 4 h each.
/// let over = Measurement::mean_of(Duration::new(12 * 3_600, 1), 3);
/// let exactly = Measurement::mean_of(Duration::from_secs(12 * 3_600), 3);
///
/// let policy = Policy::documented();
/// let level = |measurement| {
///     let evidence = Evidence::new().response(Channel::Email, measurement);
///     policy.assess(&evidence).overall().unwrap().standing().level()
/// };
/// assert_eq!(level(over), Some(Level::Average));
/// assert_eq!(level(exactly), Some(Level::AboveAverage));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measurement {
    reading: Option<Reading>,
    count: u64,
    times: Option<DurationSummary>,
    unanswered: Waiting,
    abandoned: Waiting,
}

impl Measurement {
    /// Nothing was counted, or what was counted is unsettled.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// A mean, whole nanoseconds, over a count of times.
    ///
    /// Where the sum is at hand, [`mean_of`](Self::mean_of) is exact.
    pub fn mean(mean: Duration, count: u64) -> Self {
        Self::time(TimeStatistic::Mean, mean.into(), mean.into(), count)
    }

    /// The mean of times that sum up to `sum`; nothing where the count is 0.
    pub fn mean_of(sum: Duration, count: u64) -> Self {
        match ExactTime::mean(sum, count) {
            Some(mean) => Self::time(TimeStatistic::Mean, mean, mean, count),
            None => Self::nothing(),
        }
    }

    /// A median that lies between two ends, over a count of times.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`] where `at_most` is less than `at_least`.
    pub fn median(at_least: Duration, at_most: Duration, count: u64) -> Result<Self, ModelError> {
        Self::pair(TimeStatistic::Median, at_least, at_most, count)
    }

    /// A percentile that lies between two ends, over a count of times.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`] where `at_most` is less than `at_least`,
    /// [`ModelError::OutOfRange`] where the percentile is not over 0 and under 100.
    ///
    /// # Example: the ends have an order
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::level::Measurement;
    ///
    /// let minutes = |count: u64| Duration::from_secs(count * 60);
    /// assert!(Measurement::percentile(90.into(), minutes(4), minutes(5), 7).is_ok());
    /// assert_eq!(
    ///     Measurement::percentile(90.into(), minutes(5), minutes(4), 7).unwrap_err().to_string(),
    ///     "at_most: expected no less than at_least, found 4 min under 5 min",
    /// );
    /// ```
    pub fn percentile(
        percent: Decimal,
        at_least: Duration,
        at_most: Duration,
        count: u64,
    ) -> Result<Self, ModelError> {
        if percent <= Decimal::ZERO || percent >= Decimal::ONE_HUNDRED {
            return Err(ModelError::OutOfRange {
                field: "percentile",
                expected: "over 0 and under 100",
                found: percent.to_string(),
            });
        }
        Self::pair(TimeStatistic::Percentile(percent), at_least, at_most, count)
    }

    /// The measurement of times that were summed up, by the statistic that the
    /// policy asks for.
    ///
    /// Nothing, where nothing was counted, while the summary is unsettled, and
    /// for [`Statistic::ShareWithin`]: a share is counted by verdicts made with
    /// the facts ([`shares_within`](Self::shares_within)), never read back from
    /// a summary.
    ///
    /// # Example: the mean of two waits
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::level::{Measurement, Statistic};
    /// use support_kpi::summary::DurationSummary;
    /// use support_kpi::{Calculator, Elapsed};
    ///
    /// let waits = DurationSummary::of(&[60, 180].map(Elapsed::from_seconds));
    /// assert_eq!(
    ///     Measurement::of_times(&waits, Statistic::Mean),
    ///     Measurement::mean(Duration::from_secs(120), 2).with_times(&waits),
    /// );
    /// assert_eq!(
    ///     Measurement::of_times(&DurationSummary::default(), Statistic::Median),
    ///     Measurement::nothing(),
    /// );
    /// ```
    pub fn of_times(times: &DurationSummary, statistic: Statistic) -> Self {
        let Some(count) = times.count() else {
            return Self::nothing();
        };
        let percentile = |statistic, percentile| {
            let bracket = times.percentile(percentile)?;
            let (at_least, at_most) = (bracket.at_least().into(), bracket.at_most().into());
            Some(Self::time(statistic, at_least, at_most, count))
        };
        let measured = match statistic {
            Statistic::Mean => times.sum().map(|sum| Self::mean_of(sum, count)),
            Statistic::Median => percentile(TimeStatistic::Median, Percentile::P50),
            Statistic::Percentile(percent) => Percentile::of_percent(percent)
                .ok()
                .and_then(|exact| percentile(TimeStatistic::Percentile(percent), exact)),
            Statistic::ShareWithin(_) => None,
        };
        match measured {
            Some(measured) if measured.reading.is_some() => measured.with_times(times),
            _ => Self::nothing(),
        }
    }

    /// How many were within each bound, of all that were answered: verdicts
    /// made with the facts, one ratio for the end of each bound of the policy.
    ///
    /// Who waits unanswered is no part of these ratios; it comes in by
    /// [`with_unanswered`](Self::with_unanswered).
    pub fn shares_within(verdicts: impl IntoIterator<Item = (Duration, Ratio)>) -> Self {
        let shares: Vec<_> = verdicts.into_iter().collect();
        let counts: Option<Vec<_>> = shares.iter().map(|(_, ratio)| ratio.whole()).collect();
        match counts.and_then(|counts| counts.into_iter().min()) {
            Some(count) => Self {
                reading: Some(Reading::Shares(shares)),
                count,
                ..Self::default()
            },
            None => Self::nothing(),
        }
    }

    /// The same with the times behind the statistic, by whose spread a
    /// [certainty](super::Certainty) is told.
    ///
    /// [`of_times`](Self::of_times) brings them along. A mean, a median or a
    /// percentile without them is taken at its word; shares within bounds have
    /// counts, and need none.
    #[must_use]
    pub fn with_times(mut self, times: &DurationSummary) -> Self {
        self.times = Some(times.clone());
        self
    }

    /// The same with those who still wait.
    #[must_use]
    pub fn with_unanswered(mut self, waiting: Waiting) -> Self {
        self.unanswered = waiting;
        self
    }

    /// The same with those who left without an answer, and how long they had waited.
    #[must_use]
    pub fn with_abandoned(mut self, waits: Waiting) -> Self {
        self.abandoned = waits;
        self
    }

    /// How many times are behind the statistic.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many came in: those behind the statistic, those who wait and those who left.
    pub(super) const fn volume(&self) -> u64 {
        // As a weight only: at the edge of 64 bits there is no desk.
        self.count
            .saturating_add(self.unanswered.total())
            .saturating_add(self.abandoned.total())
    }

    /// Those who still wait.
    pub const fn unanswered(&self) -> &Waiting {
        &self.unanswered
    }

    /// Those who left without an answer.
    pub const fn abandoned(&self) -> &Waiting {
        &self.abandoned
    }

    /// Both ends of the statistic; `None` where it is taken at its word.
    pub(super) fn at_ends(&self, asked: Certainty) -> Option<[ExactTime; 2]> {
        let times = self.times.as_ref()?;
        let percentile = |percentile| ends::percentile(times, percentile, asked);
        let ends = match self.reading.as_ref()? {
            Reading::Time { statistic, .. } => match statistic {
                TimeStatistic::Mean => ends::mean_time(times, asked),
                TimeStatistic::Median => percentile(Percentile::P50),
                TimeStatistic::Percentile(percent) => {
                    percentile(Percentile::of_percent(*percent).ok()?)
                }
            },
            Reading::Shares(_) => return None,
        };
        Some(ends.map(ExactTime::from))
    }

    pub(super) const fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    fn pair(
        statistic: TimeStatistic,
        at_least: Duration,
        at_most: Duration,
        count: u64,
    ) -> Result<Self, ModelError> {
        if at_most < at_least {
            return Err(ModelError::Contradiction {
                field: "at_most",
                expected: "no less than at_least",
                found: format!(
                    "{} under {}",
                    super::duration_text::exact(at_most),
                    super::duration_text::exact(at_least)
                ),
            });
        }
        Ok(Self::time(
            statistic,
            at_least.into(),
            at_most.into(),
            count,
        ))
    }

    fn time(statistic: TimeStatistic, at_least: ExactTime, at_most: ExactTime, count: u64) -> Self {
        Self {
            reading: (count > 0).then_some(Reading::Time {
                statistic,
                at_least,
                at_most,
            }),
            count,
            ..Self::default()
        }
    }
}
