//! How many answers it takes.

use super::quantity::read_parameter;
use super::special::{double_double::DoubleDouble, whole};
use super::{Confidence, Quantity};
use crate::error::InferenceError;

/// How many answers it takes for a share to be known to within ± a half width.
///
/// - **Formula**: z² p (1 − p) ÷ half width², rounded up.
/// - **Assumes** the normal approximation, that the share will be about
///   `expected_share` (0.5 is the safe guess: it takes the most), and that
///   those who answer are a fair sample. It counts answers, not invitations.
/// - **Source**: W. G. Cochran, *Sampling Techniques*, 1977, 4.4.
///
/// # Errors
///
/// [`InferenceError::OutOfRange`] unless both fractions are more than 0 and
/// less than 1, or where the answer is over 2^53.
///
/// # Example: ± 5 points take 385 answers
///
/// ```
/// use support_kpi::inference::{Confidence, sample_size};
///
/// assert_eq!(sample_size(0.05, Confidence::P95, 0.5), Ok(385));
/// ```
pub fn sample_size<H: Quantity, P: Quantity>(
    half_width: H,
    confidence: Confidence,
    expected_share: P,
) -> Result<u64, InferenceError> {
    const FRACTION: &str = "more than 0 and less than 1";
    let fits = |value: f64| 0.0 < value && value < 1.0;
    let half_width = read_parameter("half_width", FRACTION, half_width, fits)?;
    let share = read_parameter("expected_share", FRACTION, expected_share, fits)?;
    let other = DoubleDouble::of(1.0).minus(share);
    let variance = share.times(other);
    let z = DoubleDouble::of(confidence.two_sided_z());
    let n = z.over(half_width).square().times(variance).value().ceil();
    whole(n).ok_or_else(|| InferenceError::OutOfRange {
        field: "half_width",
        expected: "one that at most 2^53 answers give",
        found: half_width.value().to_string(),
    })
}
