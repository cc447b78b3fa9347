//! Numbers of 32 digits: an unevaluated sum of two floats.
//!
//! Sums of squared deviations cancel, and a decimal such as 0.1 is no float.
//! With twice the digits neither shows in a result that is read as a float.
//!
//! Sources: T. J. Dekker, *A floating-point technique for extending the
//! available precision*, 1971; D. E. Knuth, *The Art of Computer
//! Programming*, volume 2, 4.2.2 (the exact sum).

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// A number of 32 digits.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct DoubleDouble {
    high: f64,
    low: f64,
}

impl DoubleDouble {
    pub(crate) const ZERO: Self = Self::of(0.0);

    /// Exactly this float.
    pub(crate) const fn of(value: f64) -> Self {
        Self {
            high: value,
            low: 0.0,
        }
    }

    /// What [`parts`](Self::parts) took apart.
    pub(crate) const fn of_parts([high, low]: [f64; 2]) -> Self {
        Self { high, low }
    }

    /// The nearest float, and what it leaves out.
    pub(crate) const fn parts(self) -> [f64; 2] {
        [self.high, self.low]
    }

    /// This integer: exact to 106 bits.
    #[expect(
        clippy::cast_precision_loss,
        reason = "what the upper float loses is in the lower one"
    )]
    pub(crate) fn of_integer(value: i128) -> Self {
        const LOWER: i128 = 1 << 50;
        let upper = value.div_euclid(LOWER);
        let lower = value.rem_euclid(LOWER);
        // The upper part has at most 77 bits: split once more.
        let top = upper.div_euclid(LOWER);
        let middle = upper.rem_euclid(LOWER);
        let shift = Self::of(LOWER as f64);
        Self::of(top as f64)
            .times(shift)
            .plus(Self::of(middle as f64))
            .times(shift)
            .plus(Self::of(lower as f64))
    }

    /// This decimal, to 32 digits.
    pub(crate) fn of_decimal(value: Decimal) -> Self {
        let ten = Self::of(10.0);
        let mut power = Self::of(1.0);
        for _ in 0..value.scale() {
            power = power.times(ten);
        }
        Self::of_integer(value.mantissa()).over(power)
    }

    /// The nearest float.
    pub(crate) const fn value(self) -> f64 {
        self.high
    }

    /// a + b exactly, as its nearest float and the rest.
    fn exact_sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        Self {
            high,
            low: (a - (high - part)) + (b - part),
        }
    }

    /// The same where |a| ≥ |b|.
    fn ordered_sum(a: f64, b: f64) -> Self {
        let high = a + b;
        Self {
            high,
            low: b - (high - a),
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let high = Self::exact_sum(self.high, other.high);
        let low = Self::exact_sum(self.low, other.low);
        let sum = Self::ordered_sum(high.high, high.low + low.high);
        Self::ordered_sum(sum.high, sum.low + low.low)
    }

    pub(crate) fn negated(self) -> Self {
        Self {
            high: -self.high,
            low: -self.low,
        }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let high = self.high * other.high;
        let rest =
            self.high.mul_add(other.high, -high) + (self.high * other.low + self.low * other.high);
        Self::ordered_sum(high, rest)
    }

    pub(crate) fn square(self) -> Self {
        self.times(self)
    }

    /// The quotient; the divisor is not 0, the caller has checked that.
    pub(crate) fn over(self, divisor: Self) -> Self {
        let first = self.high / divisor.high;
        let rest = self.minus(divisor.times(Self::of(first)));
        let second = rest.high / divisor.high;
        let rest = rest.minus(divisor.times(Self::of(second)));
        Self::ordered_sum(first, second).plus(Self::of(rest.high / divisor.high))
    }

    pub(crate) fn magnitude(self) -> Self {
        if self.high < 0.0 {
            self.negated()
        } else {
            self
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        self.order(Self::ZERO) == Ordering::Equal
    }

    /// By size; both are finite, so that one is less, equal or greater.
    pub(crate) fn order(self, other: Self) -> Ordering {
        self.high
            .partial_cmp(&other.high)
            .unwrap_or(Ordering::Equal)
            .then(self.low.partial_cmp(&other.low).unwrap_or(Ordering::Equal))
    }

    /// The sum of many.
    pub(crate) fn sum(values: impl Iterator<Item = Self>) -> Self {
        values.fold(Self::ZERO, Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_ten_times_is_one_to_thirty_digits() {
        let tenth = DoubleDouble::of(1.0).over(DoubleDouble::of(10.0));
        let one = DoubleDouble::sum(std::iter::repeat_n(tenth, 10));
        let error = one.minus(DoubleDouble::of(1.0)).magnitude();
        assert!(error.value() < 1e-31, "{error:?}");
    }

    #[test]
    fn integers_of_a_hundred_bits_are_exact() {
        for value in [0, -1, (1_i128 << 100) + 1, -(1_i128 << 104) + 7, i128::MAX] {
            let read = DoubleDouble::of_integer(value);
            let back = DoubleDouble::of_integer(value.wrapping_sub(12_345));
            let kept = read.minus(back).value().round();
            assert!((kept - 12_345.0).abs() < 0.5, "{value}");
        }
    }
}
