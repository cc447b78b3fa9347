//! Percentiles as exact fractions, and what buckets say of them.

use std::fmt;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::ModelError;
use crate::model::Elapsed;

/// Which value of an ordered list: an exact fraction from 0 to 1.
///
/// The percentile of *n* values is the one at the nearest rank, ⌈q·n⌉ counted
/// from 1 (and the first for q = 0). The fraction is a pair of integers, so
/// the rank is exact: the 7th percentile of 100 values is the 7th, where
/// floating point makes 0.07 × 100 slightly more than 7 and takes the 8th.
///
/// # Example: ranks
///
/// ```
/// use support_kpi::summary::Percentile;
///
/// assert_eq!(Percentile::P90.rank(10), Some(9));
/// assert_eq!(Percentile::of_fraction(7, 100)?.rank(100), Some(7));
/// assert_eq!(Percentile::P50.rank(0), None);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u64, u64)", into = "(u64, u64)")]
pub struct Percentile {
    numerator: u64,
    denominator: u64,
}

impl Percentile {
    /// The median.
    pub const P50: Self = Self::percent(50);
    /// The lower quartile.
    pub const P25: Self = Self::percent(25);
    /// The upper quartile.
    pub const P75: Self = Self::percent(75);
    /// Nine in ten are at most this.
    pub const P90: Self = Self::percent(90);
    /// Nineteen in twenty are at most this.
    pub const P95: Self = Self::percent(95);
    /// Ninety-nine in a hundred are at most this.
    pub const P99: Self = Self::percent(99);

    const fn percent(numerator: u64) -> Self {
        Self {
            numerator,
            denominator: 100,
        }
    }

    /// The percentile at an exact fraction.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the denominator is zero or the
    /// fraction greater than one.
    pub fn of_fraction(numerator: u64, denominator: u64) -> Result<Self, ModelError> {
        if denominator == 0 || numerator > denominator {
            return Err(ModelError::OutOfRange {
                field: "percentile",
                expected: "a fraction from 0 to 1",
                found: format!("{numerator}/{denominator}"),
            });
        }
        Ok(Self {
            numerator,
            denominator,
        })
    }

    /// The percentile at an exact percentage: 99.9, say.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where it is not from 0 to 100, or has more
    /// than 17 decimals.
    pub fn of_percent(percent: Decimal) -> Result<Self, ModelError> {
        let normal = percent.normalize();
        let numerator = u64::try_from(normal.mantissa()).ok();
        let denominator = 10_u64
            .checked_pow(normal.scale())
            .and_then(|power| power.checked_mul(100));
        numerator
            .zip(denominator)
            .filter(|(numerator, denominator)| numerator <= denominator)
            .map(|(numerator, denominator)| Self {
                numerator,
                denominator,
            })
            .ok_or_else(|| ModelError::OutOfRange {
                field: "percentile",
                expected: "0 to 100 with at most 17 decimals",
                found: percent.to_string(),
            })
    }

    /// The rank of the percentile among a number of values, counted from 1;
    /// `None` among no values.
    pub fn rank(self, count: u64) -> Option<u64> {
        if count == 0 {
            return None;
        }
        let product = u128::from(self.numerator).checked_mul(u128::from(count))?;
        let rank = product.div_ceil(u128::from(self.denominator));
        // At most `count`, because the fraction is at most one.
        u64::try_from(rank).ok().map(|rank| rank.max(1))
    }
}

impl TryFrom<(u64, u64)> for Percentile {
    type Error = ModelError;

    fn try_from((numerator, denominator): (u64, u64)) -> Result<Self, ModelError> {
        Self::of_fraction(numerator, denominator)
    }
}

impl From<Percentile> for (u64, u64) {
    fn from(percentile: Percentile) -> Self {
        (percentile.numerator, percentile.denominator)
    }
}

/// A time known to lie between two bounds: what buckets say of a percentile.
///
/// Both bounds belong to it. The middle is within 0.4 % of the exact
/// percentile; up to 255 ns the two bounds are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bracket {
    at_least: Elapsed,
    at_most: Elapsed,
}

/// How a bracket lies to a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WithinLimit {
    /// All of it is at most the limit.
    Within,
    /// The limit lies inside the bracket: the buckets cannot tell.
    AtTheLimit,
    /// All of it is more than the limit.
    Beyond,
}

impl Bracket {
    pub(super) const fn new((at_least, at_most): (Elapsed, Elapsed)) -> Self {
        Self { at_least, at_most }
    }

    /// The exact percentile is at least this.
    pub const fn at_least(self) -> Duration {
        self.at_least.duration()
    }

    /// The exact percentile is at most this.
    pub const fn at_most(self) -> Duration {
        self.at_most.duration()
    }

    /// The middle, within 0.4 % of the exact percentile.
    pub const fn middle(self) -> Duration {
        let least = self.at_least.nanoseconds();
        let width = self.at_most.nanoseconds().wrapping_sub(least);
        Duration::from_nanos(least.wrapping_add(width / 2))
    }

    /// How the percentile lies to a limit.
    ///
    /// # Example: a bound inside the bracket is neither met nor missed
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::{Calculator, Elapsed};
    /// use support_kpi::summary::{DurationSummary, Percentile, WithinLimit};
    ///
    /// let waits = DurationSummary::of(&[Elapsed::from_seconds(60)]);
    /// let median = waits.percentile(Percentile::P50).unwrap();
    /// assert_eq!(median.within(Duration::from_secs(61)), WithinLimit::Within);
    /// assert_eq!(median.within(Duration::from_secs(60)), WithinLimit::AtTheLimit);
    /// assert_eq!(median.within(Duration::from_secs(59)), WithinLimit::Beyond);
    /// ```
    pub fn within(self, limit: Duration) -> WithinLimit {
        if self.at_most() <= limit {
            WithinLimit::Within
        } else if self.at_least() > limit {
            WithinLimit::Beyond
        } else {
            WithinLimit::AtTheLimit
        }
    }
}

/// The middle, in seconds, rounded as the formatter asks.
impl fmt::Display for Bracket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.middle(), f)
    }
}
