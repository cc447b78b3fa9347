//! Whether a product of fractions is at most one half, exactly.
//!
//! In floating point 0.9 × 0.777… × 0.714… is a hair over ½ where the
//! fractions make ½ to the digit, and the median moves to the next step, by
//! hours. Where rounding could decide, whole numbers do.

use std::cmp::Ordering;

/// The fractions (n − d) ÷ n of a survival curve, those that cancel left out.
#[derive(Debug, Clone, Default)]
pub(super) struct Fractions {
    numerators: Vec<u64>,
    denominators: Vec<u64>,
}

impl Fractions {
    /// One more factor. Where none was censored since the one before, what
    /// was left then is what is at risk now, and the two cancel.
    pub(super) fn push(&mut self, left: u64, at_risk: u64) {
        match self.numerators.last_mut() {
            Some(last) if *last == at_risk => *last = left,
            _ => {
                self.numerators.push(left);
                self.denominators.push(at_risk);
            }
        }
    }

    /// Whether twice the numerators' product is at most the denominators'.
    pub(super) fn at_most_half(&self) -> bool {
        let mut numerator = Natural::one();
        numerator.multiply(2);
        for factor in &self.numerators {
            numerator.multiply(*factor);
        }
        let mut denominator = Natural::one();
        for factor in &self.denominators {
            denominator.multiply(*factor);
        }
        numerator.order(&denominator) != Ordering::Greater
    }
}

/// A natural number of any size: 64 bits a place, the least first, and no
/// zero at the end.
struct Natural(Vec<u64>);

impl Natural {
    fn one() -> Self {
        Self(vec![1])
    }

    fn multiply(&mut self, factor: u64) {
        let mut carry = 0_u64;
        for place in &mut self.0 {
            (*place, carry) = product(*place, factor, carry);
        }
        if carry > 0 {
            self.0.push(carry);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        let places = self.0.len().cmp(&other.0.len());
        places.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

/// a × b + carry, as its lower and its upper 64 bits: at most 2¹²⁸ − 2⁶⁴.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is wanted")]
fn product(a: u64, b: u64, carry: u64) -> (u64, u64) {
    let product = u128::from(a)
        .wrapping_mul(u128::from(b))
        .wrapping_add(u128::from(carry));
    (product as u64, product.wrapping_shr(64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_half_is_told_from_its_neighbours() {
        // 9/10 · 7/9 · 5/7 = 1/2, none of which a float holds.
        let mut half = Fractions::default();
        for (left, at_risk) in [(9, 10), (7, 9), (5, 7)] {
            half.push(left, at_risk);
        }
        assert!(half.at_most_half());

        // (2⁶⁴ − 1)/2⁶⁴ of it is less, by 5 × 10⁻²⁰; the inverse is more.
        let mut more = Fractions::default();
        more.push(u64::MAX - 1, u64::MAX - 2);
        more.push(1, 2);
        assert!(!more.at_most_half());
    }
}
