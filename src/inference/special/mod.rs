//! The special functions, to the last few digits and into the far tails.
//!
//! The crate's source of them is `statrs`. Measured against 60-digit
//! arithmetic, its inverse of the complementary error function is exact to
//! the last digit and its incomplete gamma function to 13 digits, also where
//! they come to 1e-300. Its complementary error function is right to 10
//! digits only (so the incomplete gamma function stands in for it), and its
//! incomplete beta function loses digits as the degrees of freedom grow, down
//! to 6 at a thousand million; the binomial likewise. These two are computed
//! here from the error of Stirling's formula, which does not cancel.

pub(crate) mod binomial;
pub(crate) mod double_double;
pub(crate) mod normal;
pub(crate) mod stirling;
pub(crate) mod student_t;

/// A count as a real number: exact to 2^53, and to 16 digits above it.
#[expect(
    clippy::cast_precision_loss,
    reason = "a count is read as the nearest f64"
)]
pub(crate) const fn real(count: u64) -> f64 {
    count as f64
}

/// The length of a list as a count.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A whole number that was computed as a real one; `None` where it is
/// negative, not finite, or beyond 2^53, where it would no longer be exact.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked first"
)]
pub(crate) fn whole(value: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (0.0..=EXACT).contains(&value).then_some(value as u64)
}
