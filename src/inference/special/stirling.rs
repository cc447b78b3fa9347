//! Stirling's formula, and what it misses.
//!
//! Probabilities of counts are quotients of factorials. Taken as logarithms
//! they cancel, and the larger the counts the fewer digits are left. Loader's
//! way keeps the part that cancels out of the sum: what remains is small.
//!
//! Source: C. Loader, *Fast and Accurate Computation of Binomial
//! Probabilities*, 2000.

/// Half of ln 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// From here on the series is exact to the last digit.
const SERIES_FROM: f64 = 15.0;

/// ln Γ(x + 1) less Stirling's formula for it, for x > 0.
pub(crate) fn error(x: f64) -> f64 {
    let mut x = x;
    let mut shifted = 0.0;
    while x < SERIES_FROM {
        shifted += (x + 0.5) * (1.0 / x).ln_1p() - 1.0;
        x += 1.0;
    }
    let square = x * x;
    let series = 1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square)
            / square;
    shifted + series / x
}

/// x ln(x ÷ mean) + mean − x, for x > 0 and mean > 0, without cancelling where they are close.
pub(crate) fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    if difference.abs() >= 0.1 * (x + mean) {
        return x * (x / mean).ln() + mean - x;
    }
    let quotient = difference / (x + mean);
    let square = quotient * quotient;
    let mut sum = difference * quotient;
    let mut power = 2.0 * x * quotient;
    let mut odd = 3.0;
    // The quotient is under 0.1: 1,000 terms are never reached.
    for _ in 0..1_000 {
        power *= square;
        let next = sum + power / odd;
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
        odd += 2.0;
    }
    sum
}

/// ln of mean^x · e^−mean ÷ Γ(x + 1), for x ≥ 0 and mean > 0: the Poisson
/// probability, where x need not be whole.
pub(crate) fn ln_poisson(x: f64, mean: f64) -> f64 {
    if x <= 0.0 {
        return -mean;
    }
    -error(x) - deviance(x, mean) - HALF_LN_TWO_PI - x.ln() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values to 17 digits, by 60-digit arithmetic.
    #[test]
    fn small_and_large_arguments_keep_their_digits() {
        for (x, expected) in [
            (0.25, 0.272_510_401_213_432_06),
            (1.0, 0.081_061_466_795_327_26),
            (14.9, 0.005_592_002_512_250_83),
            (1e6, 8.333_333_333_330_556e-8),
        ] {
            let found: f64 = error(x);
            assert!((found - expected).abs() < 2e-15, "{x}: {found:e}");
        }
        let found = ln_poisson(1_000_000.5, 1_000_000.0);
        assert!((found + 7.826_694_270_520_018).abs() < 1e-12, "{found}");
    }
}
