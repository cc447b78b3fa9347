//! Many comparisons at once.
//!
//! Of twenty figures that did not change, one looks as if it had at 95 %.
//! Both adjustments raise each p to what it is worth beside the others, so
//! that it is read against the same bound as before.

use super::special::{count, real};
use crate::error::InferenceError;

/// Adjusts p-values so that hardly ever even one difference is claimed that
/// is not there, whatever depends on what.
///
/// - **Formula**: the i-th smallest of m times (m − i + 1), never less than
///   one before it, at most 1. Answers stand in the order of the questions.
/// - **Source**: S. Holm, *A simple sequentially rejective multiple test
///   procedure*, 1979.
///
/// # Errors
///
/// [`InferenceError::OutOfRange`] unless every p is from 0 to 1.
///
/// # Example: 0.03 of three is no evidence at 95 %
///
/// ```
/// use support_kpi::inference::holm;
///
/// assert_eq!(holm(&[0.04, 0.01, 0.03]), Ok(vec![0.06, 0.03, 0.06]));
/// assert_eq!(
///     holm(&[0.5, 1.5]).unwrap_err().to_string(),
///     "p: expected from 0 to 1, found 1.5",
/// );
/// ```
pub fn holm(p: &[f64]) -> Result<Vec<f64>, InferenceError> {
    let all = count(p.len());
    let mut ranked = ranked(p)?;
    let mut so_far = 0.0_f64;
    for (rank, (_, p)) in (0_u64..).zip(ranked.iter_mut()) {
        so_far = so_far.max((*p * real(all.saturating_sub(rank))).min(1.0));
        *p = so_far;
    }
    Ok(in_order(ranked))
}

/// Adjusts p-values so that few of the differences that are claimed are not there.
///
/// - **Formula**: the i-th smallest of m times m ÷ i, never more than one
///   after it, at most 1. Answers stand in the order of the questions.
/// - **Assumes** that the comparisons do not depend on each other, or lean the
///   same way.
/// - **Source**: Y. Benjamini and Y. Hochberg, *Controlling the false
///   discovery rate*, 1995.
///
/// # Errors
///
/// [`InferenceError::OutOfRange`] unless every p is from 0 to 1.
///
/// # Example: among several small ones, 0.03 is evidence
///
/// ```
/// use support_kpi::inference::benjamini_hochberg;
///
/// assert_eq!(benjamini_hochberg(&[0.04, 0.01, 0.03]), Ok(vec![0.04, 0.03, 0.04]));
/// ```
pub fn benjamini_hochberg(p: &[f64]) -> Result<Vec<f64>, InferenceError> {
    let all = real(count(p.len()));
    let mut ranked = ranked(p)?;
    let mut so_far = 1.0_f64;
    let mut rank = all;
    for (_, p) in ranked.iter_mut().rev() {
        so_far = so_far.min(*p * all / rank);
        *p = so_far;
        rank -= 1.0;
    }
    Ok(in_order(ranked))
}

/// The p-values with their places, smallest first.
fn ranked(p: &[f64]) -> Result<Vec<(usize, f64)>, InferenceError> {
    if let Some(wrong) = p.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        return Err(InferenceError::OutOfRange {
            field: "p",
            expected: "from 0 to 1",
            found: wrong.to_string(),
        });
    }
    let mut ranked: Vec<(usize, f64)> = p.iter().copied().enumerate().collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    Ok(ranked)
}

/// The p-values back in their places.
fn in_order(mut ranked: Vec<(usize, f64)>) -> Vec<f64> {
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, p)| p).collect()
}
