//! Exact comparison of counts with decimal thresholds.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// A threshold has at most this many decimals, so that comparing it with
/// counts of 64 bits fits in 128.
pub(super) const MOST_DECIMALS: u32 = 6;

/// Compares part ÷ whole with a threshold of at most [`MOST_DECIMALS`].
///
/// With `part` under 2^70 and a threshold under 2^30 both products stay under
/// 2^127, so the saturating forms never saturate.
pub(super) fn compare(part: u128, whole: u128, threshold: Decimal) -> Ordering {
    let numerator = threshold.mantissa().unsigned_abs();
    let denominator = 10_u128.saturating_pow(threshold.scale());
    part.saturating_mul(denominator)
        .cmp(&whole.saturating_mul(numerator))
}

/// A count as a decimal; `None` beyond 96 bits.
pub(super) fn whole_number(count: u128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(i128::try_from(count).ok()?, 0).ok()
}

/// A share as people write it: "80 %".
pub(super) fn percent(share: Decimal) -> String {
    match share.checked_mul(Decimal::ONE_HUNDRED) {
        Some(percent) => format!("{} %", percent.normalize()),
        None => share.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_compared_to_the_last_unit() {
        let tenth = Decimal::new(1, 1);
        assert_eq!(compare(1, 10, tenth), Ordering::Equal);
        assert_eq!(compare(1, 11, tenth), Ordering::Less);
        assert_eq!(compare(2, 19, tenth), Ordering::Greater);
        // At the edge of 64 bits, where a quotient in 28 digits would still agree.
        let most = u128::from(u64::MAX);
        assert_eq!(compare(most, most, Decimal::ONE), Ordering::Equal);
        assert_eq!(
            compare(most.saturating_sub(1), most, Decimal::ONE),
            Ordering::Less
        );
    }

    #[test]
    fn trailing_zeros_change_nothing() {
        assert_eq!(compare(1, 2, Decimal::new(500_000, 6)), Ordering::Equal);
        assert_eq!(percent(Decimal::new(800, 3)), "80 %");
    }
}
