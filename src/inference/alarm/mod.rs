//! Whether a figure is out of the ordinary, against its own past.
//!
//! A chart is given its past and the figure under test apart, so that the
//! day under test is never in its own baseline. [`Baseline`] puts the past
//! together: where no ticket came, a mean is missing and a volume is 0.

pub(super) mod baseline;
pub(super) mod cusum;
pub(super) mod ewma;
pub(super) mod p_chart;
pub(super) mod robust_z;
pub(super) mod xmr;

use std::fmt;

use serde::Serialize;

use super::special::double_double::DoubleDouble;

/// On which side of its limits a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Side {
    /// Above the upper limit.
    High,
    /// Below the lower limit.
    Low,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::High => "high",
            Self::Low => "low",
        })
    }
}

/// On which side of target ± width a value is; `None` at a limit and between them.
///
/// A value at a limit to the digit is not beyond it, whatever its last bit says.
fn side(value: DoubleDouble, target: DoubleDouble, width: f64) -> Option<Side> {
    let offset = value.minus(target).value();
    let scale = value.value().abs().max(target.value().abs()).max(width);
    let rounding = 4.0 * f64::EPSILON * scale;
    if offset.abs() - width <= rounding {
        None
    } else if offset > 0.0 {
        Some(Side::High)
    } else {
        Some(Side::Low)
    }
}
