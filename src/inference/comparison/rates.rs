//! Two counts with exposure against each other.

use std::cmp::Ordering;

use serde::Serialize;

use crate::error::InferenceError;
use crate::inference::quantity::read_parameter;
use crate::inference::special::{binomial::Binomial, double_double::DoubleDouble, real};
use crate::inference::{Confidence, Effect, Interval, Method, Quantity, Reading};
use crate::kpi::Better;

/// A count and what it was counted over: tickets of a category, per day, per
/// order, per hour worked.
///
/// # Example: an exposure of nothing is an error
///
/// ```
/// use support_kpi::inference::Rate;
///
/// assert_eq!(
///     Rate::new(12, 0.0).unwrap_err().to_string(),
///     "exposure: expected more than 0 (1e-50 to 1e50), found 0",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    count: u64,
    exposure: DoubleDouble,
}

impl Rate {
    /// A count and its exposure.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless the exposure is more than 0, and
    /// of a magnitude from 1e-50 to 1e50.
    pub fn new<Q: Quantity>(count: u64, exposure: Q) -> Result<Self, InferenceError> {
        const MAGNITUDES: std::ops::RangeInclusive<f64> = 1e-50..=1e50;
        let expected = "more than 0 (1e-50 to 1e50)";
        let exposure = read_parameter("exposure", expected, exposure, |exposure| {
            MAGNITUDES.contains(&exposure)
        })?;
        Ok(Self { count, exposure })
    }

    /// The count ÷ its exposure.
    pub fn value(&self) -> f64 {
        real(self.count) / self.exposure.value()
    }

    /// How far the rate went from this one to a later one, or to that of
    /// another segment.
    ///
    /// # Example: an FAQ entry, and the questions about returns per day
    ///
    /// ```
    /// use support_kpi::inference::{Confidence, Rate, Verdict};
    /// use support_kpi::kpi::Better;
    ///
    /// let before = Rate::new(240, 28_u64)?;
    /// let after = Rate::new(70, 14_u64)?;
    ///
    /// let change = before.change_to(&after, Confidence::P95);
    /// assert_eq!(format!("{:.3}", change.ratio().unwrap()), "0.583");
    /// assert!(change.p() < 0.0001);
    /// assert_eq!(change.reading(Better::Lower).verdict(), Verdict::Better);
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn change_to(&self, after: &Self, confidence: Confidence) -> RateChange {
        let together = self.exposure.plus(after.exposure);
        let chance = Binomial::new(
            self.count.saturating_add(after.count),
            after.exposure.over(together).value(),
            self.exposure.over(together).value(),
        );
        let exposures = self.exposure.over(after.exposure);
        let ratio = (self.count > 0).then(|| {
            DoubleDouble::of_integer(after.count.into())
                .over(DoubleDouble::of_integer(self.count.into()))
                .times(exposures)
                .value()
        });
        RateChange {
            ratio,
            direction: cross_product(after.count, self.exposure)
                .order(cross_product(self.count, after.exposure)),
            p: chance.no_likelier_than(after.count),
            interval: ratio.map(|_| {
                let half = confidence.outside() / 2.0;
                let mirrored = Binomial::odds_at_least(chance.trials(), self.count, half);
                let odds = Binomial::odds_at_least(chance.trials(), after.count, half);
                Interval::new(
                    odds * exposures.value(),
                    exposures.value() / mirrored,
                    confidence,
                    Method::ClopperPearson,
                )
            }),
            confidence,
        }
    }
}

fn cross_product(count: u64, exposure: DoubleDouble) -> DoubleDouble {
    DoubleDouble::of_integer(count.into()).times(exposure)
}

/// How far a rate went, and whether that may be chance.
///
/// - **Test**: exact. Given how many there were on both sides together, each
///   falls on the later side with the share of its exposure where the rates
///   are equal; p adds up all outcomes that are no likelier than the one seen.
/// - **Interval**: that of the later side's share, carried over to the ratio.
/// - **Assumes** that each comes by itself, with no more spread from day to
///   day than chance makes (a Poisson process). One incident that brings 50
///   tickets is not 50 pieces of evidence.
/// - **Source**: J. Przyborowski and H. Wilenski, *Homogeneity of results in
///   testing samples from Poisson series*, 1940; [`Method::ClopperPearson`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RateChange {
    ratio: Option<f64>,
    #[serde(skip)]
    direction: Ordering,
    p: f64,
    interval: Option<Interval>,
    confidence: Confidence,
}

impl RateChange {
    /// The later rate ÷ the earlier one; `None` where the earlier count is 0.
    pub const fn ratio(&self) -> Option<f64> {
        self.ratio
    }

    /// How likely an outcome is that is no likelier than this one, where the
    /// rates are equal; 1 where nothing was counted on either side.
    pub const fn p(&self) -> f64 {
        self.p
    }

    /// The interval of the ratio; `None` where the ratio is.
    pub const fn interval(&self) -> Option<Interval> {
        self.interval
    }

    /// The comparison in words.
    pub fn reading(&self, better: Better) -> Reading {
        Reading::new(
            self.ratio.map(Effect::Ratio),
            self.direction,
            self.interval,
            self.p,
            self.confidence,
            better,
        )
    }
}
