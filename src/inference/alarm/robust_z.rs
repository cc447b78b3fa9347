//! How far a value is from the middle, where some are far off.

use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::{read_all, read_parameter};
use crate::inference::special::{count, double_double::DoubleDouble};

/// The distance of the quartiles from the median in units of σ.
const QUARTILE_IN_SIGMA: f64 = 0.6745;

/// √(π ÷ 2): σ in units of the mean distance from the middle.
const SIGMA_IN_MEAN_DISTANCE: f64 = 1.253_314;

/// The median of some values and their distance from it, by which any value
/// is scored.
///
/// - **Formula**: 0.6745 (x − median) ÷ MAD, the median distance from the
///   median; where that is 0 because over half of the values are the same,
///   (x − median) ÷ (1.253314 × mean distance). Beyond ±3.5 is called out.
/// - **Reads** a single far value that would hide itself by widening a mean
///   and a standard deviation: half of the values may be far off.
/// - **Source**: B. Iglewicz and D. C. Hoaglin, *How to Detect and Handle
///   Outliers*, 1993.
///
/// # Example: the far value scores 47, not the 2.5 of an ordinary z
///
/// ```
/// use support_kpi::inference::RobustZ;
///
/// let values = [3.1, 2.9, 3.0, 3.2, 2.8, 3.0, 3.1, 10.0];
/// let scores = RobustZ::of(&values)?.unwrap().scores(&values)?;
/// assert_eq!(format!("{:.1}", scores[7]), "46.9");
///
/// assert_eq!(RobustZ::of(&[3.0, 3.0, 3.0])?, None);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RobustZ {
    median: DoubleDouble,
    sigma: f64,
}

impl RobustZ {
    /// Median and distance of some values.
    ///
    /// `None` where all values are the same: there is no distance to score by.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no value, and
    /// [`InferenceError::NotMeasurable`].
    pub fn of<Q: Quantity>(values: &[Q]) -> Result<Option<Self>, InferenceError> {
        let mut values = read_all("values", values)?;
        let median = median(&mut values)?;
        let distance = |value: &DoubleDouble| value.minus(median).magnitude();
        let mut distances: Vec<DoubleDouble> = values.iter().map(distance).collect();
        let typical = self::median(&mut distances)?.value();
        let sigma = if typical > 0.0 {
            typical / QUARTILE_IN_SIGMA
        } else {
            let n = DoubleDouble::of_integer(count(distances.len()).into());
            let mean = DoubleDouble::sum(distances.iter().copied()).over(n);
            SIGMA_IN_MEAN_DISTANCE * mean.value()
        };
        Ok((sigma > 0.0).then_some(Self { median, sigma }))
    }

    /// The median.
    pub const fn median(&self) -> f64 {
        self.median.value()
    }

    /// How far a value is from the median, in robust standard deviations.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where it is no number.
    pub fn score<Q: Quantity>(&self, value: Q) -> Result<f64, InferenceError> {
        let value = read_parameter("value", "a number", value, |_| true)?;
        Ok(self.score_of(value))
    }

    /// The scores of some values.
    ///
    /// # Errors
    ///
    /// [`InferenceError::NotMeasurable`].
    pub fn scores<Q: Quantity>(&self, values: &[Q]) -> Result<Vec<f64>, InferenceError> {
        let values = read_all("values", values)?;
        Ok(values
            .into_iter()
            .map(|value| self.score_of(value))
            .collect())
    }

    fn score_of(&self, value: DoubleDouble) -> f64 {
        value.minus(self.median).value() / self.sigma
    }
}

/// The middle value, or halfway between the middle two.
fn median(values: &mut [DoubleDouble]) -> Result<DoubleDouble, InferenceError> {
    values.sort_by(|a, b| a.order(*b));
    let lower = values.len().saturating_sub(1).wrapping_shr(1);
    let upper = values.len().wrapping_shr(1);
    let (Some(lower), Some(upper)) = (values.get(lower), values.get(upper)) else {
        return Err(InferenceError::TooFew {
            field: "values",
            expected: 1,
            found: 0,
        });
    };
    Ok(lower.plus(*upper).times(DoubleDouble::of(0.5)))
}
