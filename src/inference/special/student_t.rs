//! Student's t distribution.

use std::f64::consts::PI;

use super::normal;

/// From here on the series for the quotient of gamma functions is exact to 14 digits.
const SERIES_FROM: f64 = 40.0;

/// From here on Wallace's z is right to 11 digits, far into the tails.
const NORMAL_FROM: f64 = 1e8;

/// The continued fraction takes some dozens of steps for most degrees of
/// freedom, and their square root for very many.
const MOST_STEPS: u32 = 1_000_000;

/// How likely a t with these degrees of freedom is at least this far from 0, either way.
///
/// It is the incomplete beta function I(df/2, ½) at 1 ÷ (1 + t² ÷ df). Near 1
/// its continued fraction loses as many digits as the degrees of freedom
/// have; the tails go by I(df/2, df/2) at ½ − …, which is half as large, and
/// loses half as many.
///
/// Sources: M. Abramowitz and I. A. Stegun, *Handbook of Mathematical
/// Functions*, 26.5.27, and 15.3.22 for the transformation; D. L. Wallace,
/// *Bounds on normal approximations to Student's and the chi-square
/// distributions*, 1959.
pub(crate) fn two_sided_p(t: f64, degrees: f64) -> f64 {
    let square = t * t / degrees;
    if square <= 0.0 {
        return 1.0;
    }
    if degrees >= NORMAL_FROM {
        let shrunk = (8.0 * degrees + 1.0) / (8.0 * degrees + 3.0);
        return normal::two_sided_p(shrunk * (degrees * square.ln_1p()).sqrt());
    }
    let half = degrees / 2.0;
    let outside = if square.is_finite() {
        square / (1.0 + square)
    } else {
        1.0
    };
    let front = (-half * square.ln_1p()).exp() * gamma_quotient(half) / PI.sqrt();
    let p = if t * t > 3.0 {
        let below_half = 0.5 / (1.0 + square) / (1.0 + outside.sqrt());
        front / half * continued_fraction(half, half, below_half)
    } else {
        1.0 - front * 2.0 * outside.sqrt() * continued_fraction(0.5, half, outside)
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

    /// Reference values to 17 digits, by 40-digit arithmetic.
    #[test]
    fn tails_keep_their_digits_at_every_size() {
        for (t, degrees, p) in [
            (0.0, 5.0, 1.0),
            (1.0, 1.0, 0.5),
            (2.5, 3.7, 0.071_822_022_911_826_78),
            (0.001, 12.0, 0.999_218_547_530_649_5),
            (0.7, 0.9, 0.621_421_041_357_618_2),
            (1.3, 250_000.5, 0.193_602_167_719_496_74),
            (5.0, 1e9, 5.733_032_403_951_628e-7),
            (200.0, 60.0, 1.881_824_388_855_206e-86),
            (1e8, 30.0, 2.072_906_930_512_323e-219),
            (1.7, 50_000.0, 0.089_137_144_977_905_76),
            (1.74, 50_000.5, 0.081_865_170_666_999_6),
            (6.0, 50_000.5, 1.986_703_389_014_415_6e-9),
            (2.0, 9.9e7, 0.045_500_266_623_174_92),
            (20.0, 1e7, 5.529_431_206_957_798e-89),
            (35.0, 1e6, 3.274_983_632_673_922e-268),
            (37.0, 2e8, 1.147_803_964_509_879e-299),
        ] {
            let found = two_sided_p(t, degrees);
            assert!(
                (found - p).abs() <= 5e-11 * p,
                "t {t}, df {degrees}: found {found:e}, expected {p:e}"
            );
        }
    }
}
