//! How often an interval has to hold what it is for.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::special::{double_double::DoubleDouble, normal};
use crate::error::InferenceError;

/// How often an interval has to hold what it is for: 95 % and the like.
///
/// In the literature this is the confidence level; in this crate a level is a
/// service level. It is kept as an exact decimal, so that what is left
/// outside is exact too, however little that is.
///
/// # Example: a float, a decimal and the constant are one confidence
///
/// ```
/// use support_kpi::inference::Confidence;
///
/// assert_eq!(Confidence::new(0.95)?, Confidence::P95);
/// assert_eq!("0.95".parse(), Ok(Confidence::P95));
/// assert_eq!(
///     Confidence::new(95.0).unwrap_err().to_string(),
///     "confidence: expected more than 0 and less than 1, found 95",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Confidence(Decimal);

impl Confidence {
    /// 90 %.
    pub const P90: Self = Self(Decimal::from_parts(9, 0, 0, false, 1));
    /// 95 %: the usual one.
    pub const P95: Self = Self(Decimal::from_parts(95, 0, 0, false, 2));
    /// 99 %.
    pub const P99: Self = Self(Decimal::from_parts(99, 0, 0, false, 2));

    /// A confidence from a float, which is read as the shortest decimal that
    /// names it: 0.95 is 95 %, not the binary fraction nearest to it.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless it is more than 0 and less than 1.
    pub fn new(level: f64) -> Result<Self, InferenceError> {
        level.to_string().parse()
    }

    /// The confidence as a decimal: 0.95.
    pub const fn level(self) -> Decimal {
        self.0
    }

    /// What is left outside, as a float: 0.05.
    pub(crate) fn outside(self) -> f64 {
        // The level is between 0 and 1: the difference cannot overflow.
        let outside = Decimal::ONE.saturating_sub(self.0);
        DoubleDouble::of_decimal(outside).value()
    }

    /// The z with half of what is left outside above it: 1.96.
    pub(crate) fn two_sided_z(self) -> f64 {
        normal::upper_quantile(self.outside() / 2.0)
    }

    /// The z with all of what is left outside above it: 1.645.
    pub(crate) fn one_sided_z(self) -> f64 {
        let outside = self.outside();
        if outside < 0.5 {
            normal::upper_quantile(outside)
        } else {
            // From the nearer end, which may be too near to tell from it.
            -normal::upper_quantile(DoubleDouble::of_decimal(self.0).value())
        }
    }
}

/// 95 %.
impl Default for Confidence {
    fn default() -> Self {
        Self::P95
    }
}

impl TryFrom<Decimal> for Confidence {
    type Error = InferenceError;

    fn try_from(level: Decimal) -> Result<Self, InferenceError> {
        if Decimal::ZERO < level && level < Decimal::ONE {
            Ok(Self(level.normalize()))
        } else {
            Err(out_of_range(&level))
        }
    }
}

impl FromStr for Confidence {
    type Err = InferenceError;

    fn from_str(text: &str) -> Result<Self, InferenceError> {
        text.parse::<Decimal>()
            .map_err(|_| out_of_range(&text))
            .and_then(Self::try_from)
    }
}

fn out_of_range(found: &dyn fmt::Display) -> InferenceError {
    InferenceError::OutOfRange {
        field: "confidence",
        expected: "more than 0 and less than 1",
        found: found.to_string(),
    }
}

/// "95 %".
impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.0.saturating_mul(Decimal::ONE_HUNDRED).normalize();
        write!(f, "{percent} %")
    }
}

/// The confidence as it is serialised: decimal text.
#[derive(Serialize, Deserialize)]
struct Written(#[serde(with = "rust_decimal::serde::str")] Decimal);

impl TryFrom<Written> for Confidence {
    type Error = InferenceError;

    fn try_from(written: Written) -> Result<Self, InferenceError> {
        Self::try_from(written.0)
    }
}

impl From<Confidence> for Written {
    fn from(confidence: Confidence) -> Self {
        Self(confidence.0)
    }
}
