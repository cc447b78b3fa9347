//! Small shifts that stay: the exponentially weighted moving average.

use serde::Serialize;

use super::{Side, side};
use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::{read_all, read_parameter};
use crate::inference::special::double_double::DoubleDouble;

/// The chart of the exponentially weighted moving average.
///
/// - **Formula**: zᵢ = λ xᵢ + (1 − λ) zᵢ₋₁ from z₀ = target, with limits at
///   target ± L σ √(λ ÷ (2 − λ) × (1 − (1 − λ)²ⁱ)); beyond a limit, not at it,
///   it rings.
/// - **Reads** a shift of about one σ within some days, where a chart of
///   single values takes weeks. Small λ remembers longer; 0.2 is usual.
/// - **Assumes** figures that do not depend on each other, with a target and
///   a σ known from elsewhere than the values under test.
/// - **Source**: S. W. Roberts, *Control chart tests based on geometric moving
///   averages*, 1959.
///
/// # Example: three quarters of a σ, day after day, ring on the thirteenth
///
/// ```
/// use support_kpi::inference::{EwmaChart, Side};
///
/// let chart = EwmaChart::new(3.0, 1.0, 0.1, 2.5)?;
/// let rows = chart.rows(&[3.75; 13])?;
/// assert_eq!(rows[11].signal(), None);
/// assert_eq!(rows[12].signal(), Some(Side::High));
///
/// assert_eq!(
///     EwmaChart::new(3.0, 1.0, 0.0, 3.0).unwrap_err().to_string(),
///     "lambda: expected more than 0 and at most 1, found 0",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EwmaChart {
    target: DoubleDouble,
    sigma: f64,
    lambda: DoubleDouble,
    width: f64,
}

/// One value's row of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EwmaRow {
    average: f64,
    low: f64,
    high: f64,
    signal: Option<Side>,
}

impl EwmaChart {
    /// A chart for a target, with the standard deviation of single values,
    /// the weight λ of the newest and the width L of the limits.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless σ and L are more than 0, and λ is
    /// more than 0 and at most 1.
    pub fn new<Q: Quantity>(
        target: Q,
        sigma: Q,
        lambda: Q,
        width: Q,
    ) -> Result<Self, InferenceError> {
        let positive = |value: f64| value > 0.0;
        let lambda = read_parameter("lambda", "more than 0 and at most 1", lambda, |value| {
            0.0 < value && value <= 1.0
        })?;
        Ok(Self {
            target: read_parameter("target", "a number", target, |_| true)?,
            sigma: read_parameter("sigma", "more than 0", sigma, positive)?.value(),
            lambda,
            width: read_parameter("width", "more than 0", width, positive)?.value(),
        })
    }

    /// The rows of some values, the oldest first.
    ///
    /// # Errors
    ///
    /// [`InferenceError::NotMeasurable`].
    pub fn rows<Q: Quantity>(&self, values: &[Q]) -> Result<Vec<EwmaRow>, InferenceError> {
        let kept = DoubleDouble::of(1.0).minus(self.lambda);
        let lambda = self.lambda.value();
        let share = lambda / (2.0 - lambda);
        let mut average = self.target;
        let mut steps = 0.0;
        let mut rows = Vec::with_capacity(values.len());
        for value in read_all("values", values)? {
            average = self.lambda.times(value).plus(kept.times(average));
            steps += 1.0;
            // 1 − (1 − λ)²ⁱ, which for small λ would cancel.
            let grown = if kept.is_zero() {
                1.0
            } else {
                -(2.0 * steps * (-lambda).ln_1p()).exp_m1()
            };
            let width = self.width * self.sigma * (share * grown).sqrt();
            rows.push(EwmaRow {
                average: average.value(),
                low: self.target.value() - width,
                high: self.target.value() + width,
                signal: side(average, self.target, width),
            });
        }
        Ok(rows)
    }
}

impl EwmaRow {
    /// The moving average.
    pub const fn average(&self) -> f64 {
        self.average
    }

    /// The lower limit.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The upper limit.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// On which side it is beyond a limit; `None` where it is not.
    pub const fn signal(&self) -> Option<Side> {
        self.signal
    }
}
