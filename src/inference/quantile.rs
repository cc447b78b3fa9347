//! Quantiles, and between which values they lie.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::quantity::read_all;
use super::special::{binomial::Binomial, count, double_double::DoubleDouble};
use super::{Confidence, Quantity};
use crate::error::InferenceError;

/// Which part of the values lies at or below the one asked for: a fraction
/// from 0 to 1, as an exact decimal.
///
/// # Example: 0.07 of 100 is the 7th, not the 8th
///
/// In floats 0.07 × 100 is 7.000000000000001, and its ceiling 8.
///
/// ```
/// use support_kpi::inference::Quantile;
///
/// let q: Quantile = "0.07".parse()?;
/// assert_eq!(q.nearest_rank(100), Some(7));
/// assert_eq!(
///     "1.5".parse::<Quantile>().unwrap_err().to_string(),
///     "quantile: expected from 0 to 1, found 1.5",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Quantile(Decimal);

impl Quantile {
    /// Half of the values.
    pub const MEDIAN: Self = Self(Decimal::from_parts(5, 0, 0, false, 1));
    /// Nine in ten.
    pub const P90: Self = Self(Decimal::from_parts(9, 0, 0, false, 1));
    /// 19 in 20.
    pub const P95: Self = Self(Decimal::from_parts(95, 0, 0, false, 2));
    /// 99 in 100.
    pub const P99: Self = Self(Decimal::from_parts(99, 0, 0, false, 2));

    /// The fraction.
    pub const fn fraction(self) -> Decimal {
        self.0
    }

    /// Which of so many values in order, counted from 1, is the quantile:
    /// ⌈q n⌉, and the first for q = 0. `None` where there is no value.
    pub fn nearest_rank(self, n: u64) -> Option<u64> {
        let (floor, rest, _) = self.times(n);
        let ceiling = floor.saturating_add(u64::from(rest > 0));
        (n > 0).then_some(ceiling.max(1))
    }

    /// The value at the [nearest rank](Self::nearest_rank): one that occurred.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no value, and
    /// [`InferenceError::NotMeasurable`].
    ///
    /// # Example: the median of an even number is the lower of the middle two
    ///
    /// ```
    /// use support_kpi::inference::Quantile;
    ///
    /// assert_eq!(Quantile::MEDIAN.nearest(&[40.0, 10.0, 30.0, 20.0]), Ok(20.0));
    /// ```
    pub fn nearest<Q: Quantity>(self, values: &[Q]) -> Result<Q, InferenceError> {
        let sorted = in_order(values)?;
        let rank = self.nearest_rank(count(sorted.len()));
        rank.and_then(|rank| at_rank(&sorted, rank)).ok_or(NO_VALUE)
    }

    /// The value between the two next to the quantile, in proportion: what
    /// spreadsheets and most statistics packages answer (type 7 of R. J.
    /// Hyndman and Y. Fan, *Sample quantiles in statistical packages*, 1996).
    ///
    /// - **Formula**: with h = (n − 1) q, xⱼ + (h − j)(xⱼ₊₁ − xⱼ), j = ⌊h⌋,
    ///   counted from 0.
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    ///
    /// # Example: the median of an even number is halfway between the middle two
    ///
    /// ```
    /// use support_kpi::inference::Quantile;
    ///
    /// assert_eq!(Quantile::MEDIAN.interpolated(&[40.0, 10.0, 30.0, 20.0]), Ok(25.0));
    /// ```
    pub fn interpolated<Q: Quantity>(self, values: &[Q]) -> Result<f64, InferenceError> {
        let mut sorted = read_all("values", values)?;
        sorted.sort_by(|a, b| a.order(*b));
        let steps = count(sorted.len()).checked_sub(1).ok_or(NO_VALUE)?;
        let (floor, rest, unit) = self.times(steps);
        let lower = at_rank(&sorted, floor.saturating_add(1)).ok_or(NO_VALUE)?;
        let upper = at_rank(&sorted, floor.saturating_add(2)).unwrap_or(lower);
        let part = DoubleDouble::of_integer(rest).over(DoubleDouble::of_integer(unit));
        Ok(lower.plus(upper.minus(lower).times(part)).value())
    }

    /// Between which of so many values in order the true quantile lies.
    ///
    /// - **Formula**: with B binomial (n, q) and α what the confidence leaves
    ///   outside, the largest l with P(B ≤ l − 1) ≤ α/2, and the smallest u
    ///   with P(B ≥ u) ≤ α/2.
    /// - **Assumes** values that do not depend on each other, and nothing
    ///   about their distribution. It covers at least its confidence, whatever
    ///   n and q; with few values much more.
    /// - **Source**: [`Method::OrderStatistics`](super::Method::OrderStatistics).
    ///
    /// # Example: of 20 values, the 90th percentile has no upper end
    ///
    /// ```
    /// use support_kpi::inference::{Confidence, Quantile};
    ///
    /// let median = Quantile::MEDIAN.rank_interval(20, Confidence::P95);
    /// assert_eq!((median.low_rank(), median.high_rank()), (Some(6), Some(15)));
    ///
    /// let p90 = Quantile::P90.rank_interval(20, Confidence::P95);
    /// assert_eq!((p90.low_rank(), p90.high_rank()), (Some(15), None));
    /// ```
    pub fn rank_interval(self, n: u64, confidence: Confidence) -> RankInterval {
        // Where a probability is α/2 to the digit, as ¼ of two values at
        // 50 %, its last bit decides nothing.
        const ROUNDING: f64 = 1e-12;
        let most = confidence.outside() / 2.0 * (1.0 + ROUNDING);
        let other = Decimal::ONE.saturating_sub(self.0);
        let below = Binomial::new(
            n,
            DoubleDouble::of_decimal(self.0).value(),
            DoubleDouble::of_decimal(other).value(),
        );
        let too_high = first(n, |rank| below.at_most(rank.saturating_sub(1)) > most);
        let high = first(n, |rank| below.at_least(rank) <= most);
        RankInterval {
            low_rank: too_high.checked_sub(1).filter(|rank| *rank > 0),
            high_rank: (high <= n).then_some(high),
        }
    }

    /// Between which of these values the true quantile lies; see
    /// [`rank_interval`](Self::rank_interval).
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    pub fn bounds<Q: Quantity>(
        self,
        values: &[Q],
        confidence: Confidence,
    ) -> Result<QuantileBounds<Q>, InferenceError> {
        let sorted = in_order(values)?;
        let ranks = self.rank_interval(count(sorted.len()), confidence);
        Ok(QuantileBounds {
            low: ranks.low_rank.and_then(|rank| at_rank(&sorted, rank)),
            high: ranks.high_rank.and_then(|rank| at_rank(&sorted, rank)),
        })
    }

    /// q times n exactly: its floor, and what is left over as a numerator and
    /// its denominator.
    fn times(self, n: u64) -> (u64, i128, i128) {
        // The mantissa and the unit have 94 bits, so that half of n at a time
        // stays within 126.
        const HALF: u32 = 32;
        const MASK: u64 = 0xFFFF_FFFF;
        let mantissa = self.0.mantissa();
        let unit = 10_i128.saturating_pow(self.0.scale());
        let upper = mantissa.saturating_mul(i128::from(n.wrapping_shr(HALF)));
        let lower = mantissa.saturating_mul(i128::from(n & MASK));
        let (first, rest) = quotient(upper, unit);
        let carried = rest.wrapping_shl(HALF).saturating_add(lower);
        let (second, rest) = quotient(carried, unit);
        let floor = first.wrapping_shl(HALF).saturating_add(second);
        (u64::try_from(floor).unwrap_or(n), rest, unit)
    }
}

const NO_VALUE: InferenceError = InferenceError::TooFew {
    field: "values",
    expected: 1,
    found: 0,
};

fn quotient(a: i128, b: i128) -> (i128, i128) {
    (
        a.checked_div(b).unwrap_or_default(),
        a.checked_rem(b).unwrap_or_default(),
    )
}

/// The first of 1 to n for which this holds, which once it does holds for all
/// after; n + 1 where it never does.
fn first(n: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (1, n.saturating_add(1));
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    low
}

/// The values from least to greatest.
fn in_order<Q: Quantity>(values: &[Q]) -> Result<Vec<Q>, InferenceError> {
    let read = read_all("values", values)?;
    let mut pairs: Vec<(DoubleDouble, Q)> = read.into_iter().zip(values.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.order(b.0));
    Ok(pairs.into_iter().map(|(_, value)| value).collect())
}

fn at_rank<T: Copy>(sorted: &[T], rank: u64) -> Option<T> {
    let place = usize::try_from(rank.checked_sub(1)?).ok()?;
    sorted.get(place).copied()
}

/// Between which values in order, counted from 1, a quantile lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct RankInterval {
    low_rank: Option<u64>,
    high_rank: Option<u64>,
}

impl RankInterval {
    /// The rank at the lower end; `None` where there are too few values: the
    /// quantile may lie below them all.
    pub const fn low_rank(&self) -> Option<u64> {
        self.low_rank
    }

    /// The rank at the upper end; `None` where there are too few values: the
    /// quantile may lie above them all.
    pub const fn high_rank(&self) -> Option<u64> {
        self.high_rank
    }
}

/// Between which values a quantile lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct QuantileBounds<Q> {
    low: Option<Q>,
    high: Option<Q>,
}

impl<Q: Copy> QuantileBounds<Q> {
    /// The lower end; `None` where the quantile may lie below all values.
    pub const fn low(&self) -> Option<Q> {
        self.low
    }

    /// The upper end; `None` where the quantile may lie above all values.
    pub const fn high(&self) -> Option<Q> {
        self.high
    }
}

impl TryFrom<Decimal> for Quantile {
    type Error = InferenceError;

    fn try_from(fraction: Decimal) -> Result<Self, InferenceError> {
        let in_range = fraction.cmp(&Decimal::ZERO) != Ordering::Less && fraction <= Decimal::ONE;
        if in_range {
            Ok(Self(fraction.normalize()))
        } else {
            Err(out_of_range(&fraction))
        }
    }
}

impl FromStr for Quantile {
    type Err = InferenceError;

    fn from_str(text: &str) -> Result<Self, InferenceError> {
        Decimal::from_str_exact(text)
            .map_err(|_| out_of_range(&text))
            .and_then(Self::try_from)
    }
}

fn out_of_range(found: &dyn fmt::Display) -> InferenceError {
    InferenceError::OutOfRange {
        field: "quantile",
        expected: "from 0 to 1",
        found: found.to_string(),
    }
}

impl fmt::Display for Quantile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The quantile as it is serialised: decimal text.
#[derive(Serialize, Deserialize)]
struct Written(#[serde(with = "rust_decimal::serde::str")] Decimal);

impl TryFrom<Written> for Quantile {
    type Error = InferenceError;

    fn try_from(written: Written) -> Result<Self, InferenceError> {
        Self::try_from(written.0)
    }
}

impl From<Quantile> for Written {
    fn from(quantile: Quantile) -> Self {
        Self(quantile.0)
    }
}
