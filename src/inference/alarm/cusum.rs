//! Small shifts that add up: the cumulative sum.

use serde::Serialize;

use super::{Side, side};
use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::{read_all, read_parameter};
use crate::inference::special::double_double::DoubleDouble;

/// The two-sided chart of the cumulative sum, in units of σ.
///
/// - **Formula**: with u = (x − target) ÷ σ, C⁺ = max(0, C⁺ + u − k) and
///   C⁻ = max(0, C⁻ − u − k), both from 0; above h, not at it, they ring. A
///   signal resets nothing: it goes on until the sum has come down.
/// - **Reads** a shift of 2k σ soonest; k = 0.5 and h = 4 or 5 are usual.
/// - **Assumes** figures that do not depend on each other, with a target and
///   a σ known from elsewhere than the values under test.
/// - **Source**: E. S. Page, *Continuous inspection schemes*, 1954.
///
/// # Example: one outlier keeps ringing until it is worked off
///
/// ```
/// use support_kpi::inference::{CusumChart, Side};
///
/// let chart = CusumChart::new(10.0, 2.0, 0.5, 5.0)?;
/// let rows = chart.rows(&[10.0, 40.0, 10.0])?;
/// let sums: Vec<f64> = rows.iter().map(|row| row.above()).collect();
/// assert_eq!(sums, [0.0, 14.5, 14.0]);
/// assert_eq!(rows[2].signal(), Some(Side::High));
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CusumChart {
    target: DoubleDouble,
    sigma: DoubleDouble,
    allowance: DoubleDouble,
    limit: DoubleDouble,
}

/// One value's row of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CusumRow {
    above: f64,
    below: f64,
    signal: Option<Side>,
}

impl CusumChart {
    /// A chart for a target, with the standard deviation of single values,
    /// the allowance k and the limit h, both in units of it.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless σ and h are more than 0, and k is
    /// 0 or more.
    pub fn new<Q: Quantity>(
        target: Q,
        sigma: Q,
        allowance: Q,
        limit: Q,
    ) -> Result<Self, InferenceError> {
        let positive = |value: f64| value > 0.0;
        let allowance = read_parameter("allowance", "0 or more", allowance, |value| value >= 0.0)?;
        Ok(Self {
            target: read_parameter("target", "a number", target, |_| true)?,
            sigma: read_parameter("sigma", "more than 0", sigma, positive)?,
            allowance,
            limit: read_parameter("limit", "more than 0", limit, positive)?,
        })
    }

    /// The rows of some values, the oldest first.
    ///
    /// # Errors
    ///
    /// [`InferenceError::NotMeasurable`].
    pub fn rows<Q: Quantity>(&self, values: &[Q]) -> Result<Vec<CusumRow>, InferenceError> {
        let (mut above, mut below) = (DoubleDouble::ZERO, DoubleDouble::ZERO);
        let mut rows = Vec::with_capacity(values.len());
        for value in read_all("values", values)? {
            let offset = value.minus(self.target).over(self.sigma);
            above = or_zero(above.plus(offset).minus(self.allowance));
            below = or_zero(below.minus(offset).minus(self.allowance));
            let signal = if self.is_over(above) {
                Some(Side::High)
            } else {
                self.is_over(below).then_some(Side::Low)
            };
            rows.push(CusumRow {
                above: above.value(),
                below: below.value(),
                signal,
            });
        }
        Ok(rows)
    }

    fn is_over(&self, sum: DoubleDouble) -> bool {
        side(sum, DoubleDouble::ZERO, self.limit.value()) == Some(Side::High)
    }
}

fn or_zero(sum: DoubleDouble) -> DoubleDouble {
    if sum.value() > 0.0 {
        sum
    } else {
        DoubleDouble::ZERO
    }
}

impl CusumRow {
    /// C⁺: what has added up above the target.
    pub const fn above(&self) -> f64 {
        self.above
    }

    /// C⁻: what has added up below the target.
    pub const fn below(&self) -> f64 {
        self.below
    }

    /// Which sum is over the limit, the upper one where both are; `None`
    /// where neither is.
    pub const fn signal(&self) -> Option<Side> {
        self.signal
    }
}
