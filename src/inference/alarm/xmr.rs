//! Single values against their own ordinary spread: `XmR`.

use serde::Serialize;

use super::{Side, side};
use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::moments::mean_of;
use crate::inference::quantity::{read_all, read_parameter};
use crate::inference::special::{count, double_double::DoubleDouble};

/// What the mean of two values' ranges is in units of σ, where they are normal.
const RANGE_IN_SIGMA: f64 = 1.128;

/// The chart of individual values and their moving range.
///
/// - **Formula**: mean ± 3 × mean moving range ÷ 1.128, the moving range
///   being the distance from one value to the next; beyond a limit, not at
///   it, a value is out.
/// - **Reads** a jump, from the spread between neighbours: a slow drift does
///   not widen the limits.
/// - **Assumes** little: no distribution, but neighbours that do not depend on
///   each other.
/// - **Source**: W. A. Shewhart, *Economic Control of Quality of Manufactured
///   Product*, 1931; D. J. Wheeler, *Understanding Variation*, 1993.
///
/// # Example: first responses of 3 minutes, and a night of 10
///
/// ```
/// use support_kpi::inference::{Side, XmrChart};
///
/// let chart = XmrChart::of(&[3.1, 2.8, 3.0, 3.3, 2.9, 3.0, 2.9])?;
/// assert_eq!(chart.side(10.0), Ok(Some(Side::High)));
/// assert_eq!(chart.side(3.4), Ok(None));
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct XmrChart {
    #[serde(skip)]
    centre: DoubleDouble,
    mean: f64,
    low: f64,
    high: f64,
    #[serde(skip)]
    width: f64,
    out: Vec<usize>,
}

impl XmrChart {
    /// The chart of some values, in their order in time.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there are fewer than two values, which
    /// have no moving range, and [`InferenceError::NotMeasurable`].
    pub fn of<Q: Quantity>(values: &[Q]) -> Result<Self, InferenceError> {
        let values = read_all("values", values)?;
        let ranges: Vec<DoubleDouble> = values
            .iter()
            .zip(values.iter().skip(1))
            .map(|(one, next)| next.minus(*one).magnitude())
            .collect();
        let (Some(centre), Some(range)) = (mean_of(&values), mean_of(&ranges)) else {
            return Err(InferenceError::TooFew {
                field: "values",
                expected: 2,
                found: count(values.len()),
            });
        };
        let width = 3.0 * range.value() / RANGE_IN_SIGMA;
        let out = (0..)
            .zip(&values)
            .filter(|(_, value)| side(**value, centre, width).is_some())
            .map(|(place, _)| place)
            .collect();
        Ok(Self {
            centre,
            mean: centre.value(),
            low: centre.value() - width,
            high: centre.value() + width,
            width,
            out,
        })
    }

    /// The mean.
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The lower limit.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The upper limit.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// The places, from 0, of the values beyond the limits they helped to set.
    pub fn out(&self) -> &[usize] {
        &self.out
    }

    /// On which side of the limits another value is, one that is not among
    /// those of the chart; `None` between them and at them.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where it is no number.
    pub fn side<Q: Quantity>(&self, value: Q) -> Result<Option<Side>, InferenceError> {
        let value = read_parameter("value", "a number", value, |_| true)?;
        Ok(side(value, self.centre, self.width))
    }
}
