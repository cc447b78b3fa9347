//! The normal distribution.

use std::f64::consts::SQRT_2;

use statrs::function::{erf, gamma};

/// Beyond this the upper incomplete gamma function is less than the smallest f64.
const UNDERFLOW: f64 = 745.0;

/// The z that a standard normal value exceeds with this probability.
///
/// The probability is in (0, 1); the caller has checked that.
pub(crate) fn upper_quantile(tail: f64) -> f64 {
    SQRT_2 * erf::erfc_inv(2.0 * tail)
}

/// How likely a standard normal value is at least this far from 0, either way.
pub(crate) fn two_sided_p(z: f64) -> f64 {
    chi_square_p(z * z, 1.0)
}

/// How likely a chi-square value with these degrees of freedom is at least this large.
pub(crate) fn chi_square_p(chi_square: f64, degrees: f64) -> f64 {
    let half = chi_square / 2.0;
    if half <= 0.0 {
        return 1.0;
    }
    if degrees <= 1.0 && half > UNDERFLOW {
        return 0.0;
    }
    // An argument out of its range is the only error, and none is left here.
    gamma::checked_gamma_ur(degrees / 2.0, half)
        .unwrap_or(0.0)
        .clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values to 17 digits, by 60-digit arithmetic.
    #[test]
    fn quantiles_and_tails_keep_their_digits() {
        for (tail, z) in [
            (0.025, 1.959_963_984_540_054_2),
            (0.005, 2.575_829_303_548_901),
            (0.3, 0.524_400_512_708_040_8),
            (0.7, -0.524_400_512_708_040_8),
            (1e-9, 5.997_807_015_007_686_9),
            (5e-301, 37.065_787_880_772_13),
        ] {
            let found = upper_quantile(tail);
            let error: f64 = found / z - 1.0;
            assert!(error.abs() < 1e-14, "{tail}: {found} {z}");
        }
        for (z, p) in [
            (0.0, 1.0),
            (0.5, 0.617_075_077_451_973_8),
            (1.96, 0.049_995_790_296_440_87),
            (5.0, 5.733_031_437_583_878e-7),
            (37.0, 1.145_114_244_504_915_4e-299),
            (1e200, 0.0),
        ] {
            let found = two_sided_p(z);
            assert!(
                (found - p).abs() <= 1e-12 * p,
                "{z}: found {found:e}, expected {p:e}"
            );
        }
    }
}
