//! How many, their mean and their spread.

use serde::{Deserialize, Serialize};

use super::Quantity;
use super::quantity::read_all;
use super::special::{count, double_double::DoubleDouble, real};
use crate::calculator::{Calculator, Group, Sign};
use crate::error::InferenceError;
use crate::model::Elapsed;
use crate::summary::{DurationSummary, wide};

/// Count, sum and sum of squares of times in whole milliseconds: what means of
/// two spans are compared by.
///
/// Two spans' means cannot be compared without their spread, which a
/// [`DurationSummary`] knows to within its buckets only. Here it is exact, to
/// the millisecond: what is below one is cut off each time.
///
/// # Example: two days make their week's mean and deviation exactly
///
/// ```
/// use support_kpi::inference::PowerSums;
/// use support_kpi::{Calculator, Elapsed, Group};
///
/// let waits = |seconds: &[u32]| -> Vec<Elapsed> {
///     seconds.iter().copied().map(Elapsed::from_seconds).collect()
/// };
/// let mut week = PowerSums::of(&waits(&[10_000_001, 10_000_003]));
/// week.merge(&PowerSums::of(&waits(&[10_000_002])));
///
/// let moments = week.moments().unwrap();
/// assert_eq!(moments.mean(), 10_000_002.0);
/// assert_eq!(moments.standard_deviation(), Some(1.0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PowerSums {
    count: i64,
    #[serde(with = "wide")]
    sum: i128,
    #[serde(with = "wide")]
    squares: i128,
}

/// Nanoseconds of a millisecond.
const MILLISECOND: u64 = 1_000_000;

impl PowerSums {
    /// Count, mean and spread, in seconds.
    ///
    /// `None` where nothing was counted, or the state is unsettled: a count
    /// is negative, or there are sums without numbers to add up to them.
    pub fn moments(&self) -> Option<Moments> {
        let count = u64::try_from(self.count).ok().filter(|count| *count > 0)?;
        let n = i128::from(count);
        let floor = self.sum.checked_div_euclid(n)?;
        let rest = self.sum.checked_rem_euclid(n)?;
        // About the floor of the mean nothing cancels. Each step may wrap;
        // their sum does not, where the state did not.
        let about_floor = self
            .squares
            .wrapping_sub(floor.wrapping_mul(self.sum).wrapping_mul(2))
            .wrapping_add(floor.wrapping_mul(floor).wrapping_mul(n));
        let n = DoubleDouble::of_integer(n);
        let offset = DoubleDouble::of_integer(rest).over(n);
        let about_mean = DoubleDouble::of_integer(about_floor)
            .minus(DoubleDouble::of_integer(rest).times(offset));
        if about_floor < 0 || about_mean.value() < 0.0 {
            return None;
        }
        let second = DoubleDouble::of(1e3);
        Some(Moments {
            count,
            mean: DoubleDouble::of_integer(floor).plus(offset).over(second),
            squares: about_mean.over(second.square()),
        })
    }
}

impl Group for PowerSums {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.count = self.count.wrapping_add(sign.of(other.count));
        self.sum = self.sum.wrapping_add(sign.of_wide(other.sum));
        self.squares = self.squares.wrapping_add(sign.of_wide(other.squares));
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for PowerSums {
    type Fact = Elapsed;

    #[inline]
    fn apply(&mut self, sign: Sign, time: &Elapsed) {
        let milliseconds = i128::from(time.nanoseconds() / MILLISECOND);
        self.count = self.count.wrapping_add(sign.unit());
        self.sum = self.sum.wrapping_add(sign.of_wide(milliseconds));
        let square = milliseconds.wrapping_mul(milliseconds);
        self.squares = self.squares.wrapping_add(sign.of_wide(square));
    }
}

/// Count, mean and spread of some values, read with 32 digits.
///
/// # Example: the deviation survives a large mean
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::Moments;
///
/// let waits = [100, 200, 300].map(|ms| Duration::new(1_000_000_000, ms * 1_000_000));
/// let moments = Moments::of(&waits)?;
/// assert_eq!(moments.standard_deviation(), Some(0.1));
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    count: u64,
    mean: DoubleDouble,
    /// The sum of squared deviations from the mean.
    squares: DoubleDouble,
}

impl Moments {
    /// The moments of some values.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is none, and
    /// [`InferenceError::NotMeasurable`].
    pub fn of<Q: Quantity>(values: &[Q]) -> Result<Self, InferenceError> {
        let values = read_all("values", values)?;
        Self::of_weighted(values.iter().map(|value| (*value, 1)), "values")
    }

    /// The moments of the natural logarithms of some times in seconds, by the
    /// middles of their buckets.
    ///
    /// Means of logarithms compare what is typical: their difference is the
    /// logarithm of the ratio of two geometric means, on which a few very
    /// long tickets weigh little.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where a time is 0, which has no
    /// logarithm, [`InferenceError::TooFew`] where there is none, and
    /// [`InferenceError::Unsettled`].
    ///
    /// # Example: twice as long is twice as long, whatever the outliers
    ///
    /// ```
    /// use support_kpi::inference::{Confidence, Moments, welch};
    /// use support_kpi::kpi::Better;
    /// use support_kpi::summary::DurationSummary;
    /// use support_kpi::{Calculator, Elapsed};
    ///
    /// let hours = |h: [u32; 6]| DurationSummary::of(&h.map(|h| Elapsed::from_seconds(h * 3_600)));
    /// let before = Moments::of_logarithms(&hours([1, 2, 2, 3, 4, 90]))?;
    /// let after = Moments::of_logarithms(&hours([2, 4, 4, 6, 8, 180]))?;
    ///
    /// let change = welch(&before, &after, Confidence::P95).unwrap();
    /// let reading = change.reading_as_ratio(Better::Lower).unwrap();
    /// assert_eq!(format!("{:.1}", reading.effect().unwrap()), "× 2.0");
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn of_logarithms(times: &DurationSummary) -> Result<Self, InferenceError> {
        let field = "times";
        let buckets = times.buckets().filter(|_| times.is_settled());
        let mut logarithms = Vec::new();
        for (bucket, count) in buckets.ok_or(InferenceError::Unsettled { field })? {
            let middle = bucket.middle();
            if middle.is_zero() {
                return Err(InferenceError::OutOfRange {
                    field,
                    expected: "more than 0, to take the logarithm",
                    found: "0".to_string(),
                });
            }
            logarithms.push((DoubleDouble::of(middle.as_secs_f64().ln()), count));
        }
        Self::of_weighted(logarithms.into_iter(), field)
    }

    /// About the first value, so that equal values have no spread at all.
    fn of_weighted(
        mut values: impl Iterator<Item = (DoubleDouble, u64)> + Clone,
        field: &'static str,
    ) -> Result<Self, InferenceError> {
        let all = values.clone();
        let Some((first, _)) = values.next() else {
            return Err(InferenceError::TooFew {
                field,
                expected: 1,
                found: 0,
            });
        };
        let mut count = 0_u64;
        let mut sum = DoubleDouble::ZERO;
        for (value, times) in all.clone() {
            count = count.saturating_add(times);
            let times = DoubleDouble::of_integer(times.into());
            sum = sum.plus(value.minus(first).times(times));
        }
        let offset = sum.over(DoubleDouble::of_integer(count.into()));
        let squares = DoubleDouble::sum(all.map(|(value, times)| {
            let deviation = value.minus(first).minus(offset);
            deviation
                .square()
                .times(DoubleDouble::of_integer(times.into()))
        }));
        Ok(Self {
            count,
            mean: first.plus(offset),
            squares,
        })
    }

    /// How many values there are.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Their mean.
    pub const fn mean(&self) -> f64 {
        self.mean.value()
    }

    pub(crate) const fn precise_mean(&self) -> DoubleDouble {
        self.mean
    }

    /// The squared deviations' sum ÷ (n − 1); `None` for one value, which has no spread.
    pub fn variance(&self) -> Option<f64> {
        let degrees = self.count.checked_sub(1).filter(|degrees| *degrees > 0)?;
        Some(self.squares.value() / real(degrees))
    }

    /// The root of the variance; `None` where that is.
    pub fn standard_deviation(&self) -> Option<f64> {
        let degrees = self.count.checked_sub(1).filter(|degrees| *degrees > 0)?;
        let variance = self.squares.over(DoubleDouble::of_integer(degrees.into()));
        Some(variance.value().sqrt())
    }
}

/// The same moments, from a list already read.
pub(crate) fn mean_of(values: &[DoubleDouble]) -> Option<DoubleDouble> {
    let n = DoubleDouble::of_integer(count(values.len()).into());
    let first = values.first()?;
    let offset = DoubleDouble::sum(values.iter().map(|value| value.minus(*first))).over(n);
    Some(first.plus(offset))
}
