//! How sure a share is.

use super::special::real;
use super::{Confidence, Interval, Method};
use crate::error::InferenceError;
use crate::summary::Ratio;

/// The interval of a proportion.
///
/// - **Formula**: the proportions p for which the part that was counted is
///   less than z standard errors, √(p(1 − p) ÷ n), away.
/// - **Assumes** that each of the whole is in the part by itself, with one
///   probability: answers that repeat each other (one customer, many tickets)
///   make it too narrow.
/// - **Exactly 0** at its lower end where the part is 0, exactly 1 at its
///   upper end where the part is the whole; never empty, never outside [0, 1].
/// - **Coverage** at 95 %, summed over all outcomes: 95.2 % on average over n
///   from 5 to 500 and p from 0.02 to 0.98; the worst cell is n = 8 at p = 0.02,
///   with 85.1 %.
/// - **Source**: [`Method::Wilson`].
///
/// # Errors
///
/// [`InferenceError::TooFew`] where the whole is 0, and
/// [`InferenceError::PartExceedsWhole`].
///
/// # Example: five of five may be no better than four in seven
///
/// ```
/// use support_kpi::inference::{Confidence, wilson};
///
/// let interval = wilson(5, 5, Confidence::P95)?;
/// assert_eq!(format!("{interval:.3}"), "0.566 to 1.000 (95 %, Wilson)");
/// assert_eq!(interval.high(), 1.0);
///
/// let error = wilson(9, 8, Confidence::P95).unwrap_err();
/// assert_eq!(error.to_string(), "part: expected at most 8 (whole), found 9");
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn wilson(part: u64, whole: u64, confidence: Confidence) -> Result<Interval, InferenceError> {
    let others = others(part, whole)?;
    let z = confidence.two_sided_z();
    let low = root(part, whole, -z);
    // The end nearer to 1 is computed from there, and the other from 0.
    let high = if part > others {
        1.0 - root(others, whole, -z)
    } else {
        root(part, whole, z)
    };
    Ok(Interval::new(low, high, confidence, Method::Wilson))
}

/// The lower bound of a proportion, for rankings: with this confidence the
/// true proportion is at least this.
///
/// All of what is left outside is below it, so it lies above the lower end of
/// [`wilson`] at the same confidence.
///
/// # Errors
///
/// As [`wilson`].
///
/// # Example: 90 of 100 rank before 5 of 5
///
/// ```
/// use support_kpi::inference::{Confidence, wilson_lower};
///
/// assert!(wilson_lower(90, 100, Confidence::P95)? > wilson_lower(5, 5, Confidence::P95)?);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn wilson_lower(part: u64, whole: u64, confidence: Confidence) -> Result<f64, InferenceError> {
    others(part, whole)?;
    Ok(root(part, whole, -confidence.one_sided_z()))
}

/// The whole less the part.
pub(crate) fn others(part: u64, whole: u64) -> Result<u64, InferenceError> {
    if whole == 0 {
        return Err(InferenceError::TooFew {
            field: "whole",
            expected: 1,
            found: 0,
        });
    }
    whole
        .checked_sub(part)
        .ok_or(InferenceError::PartExceedsWhole {
            field: "part",
            whole: "whole",
            expected: whole,
            found: part,
        })
}

/// The root of (1 + z²/n) x² − (2p + z²/n) x + p² = 0 on the side of z's sign.
///
/// The product of both roots is p² ÷ (1 + z²/n). The lower one is that over
/// the upper one, which keeps the digits that a subtraction would lose, and
/// makes 0 exactly 0.
fn root(part: u64, whole: u64, z: f64) -> f64 {
    let n = real(whole);
    let p = real(part) / n;
    let q = real(whole.saturating_sub(part)) / n;
    let square = z * z / n;
    let half_width = z.abs() * (p * q / n + square / n / 4.0).sqrt();
    let upper = p + square / 2.0 + half_width;
    if z > 0.0 {
        (upper / (1.0 + square)).min(1.0)
    } else if part == 0 {
        0.0
    } else {
        p * p / upper
    }
}

impl Ratio {
    /// The interval of the share, as a fraction.
    ///
    /// `None` exactly where [`percent`](Ratio::percent) is: nothing was
    /// counted, or the state is unsettled. See [`wilson`] for the formula and
    /// what it assumes.
    ///
    /// # Example: 90 % of 10 answers and of 1,000 are not the same news
    ///
    /// ```
    /// use support_kpi::inference::Confidence;
    /// use support_kpi::summary::Ratio;
    ///
    /// let few = Ratio::of_counts(9, 10).interval(Confidence::P95).unwrap();
    /// let many = Ratio::of_counts(900, 1_000).interval(Confidence::P95).unwrap();
    /// assert_eq!(format!("{few:.2}"), "0.60 to 0.98 (95 %, Wilson)");
    /// assert_eq!(format!("{many:.2}"), "0.88 to 0.92 (95 %, Wilson)");
    /// assert_eq!(Ratio::default().interval(Confidence::P95), None);
    /// ```
    pub fn interval(&self, confidence: Confidence) -> Option<Interval> {
        wilson(self.part()?, self.whole()?, confidence).ok()
    }

    /// The share, as a fraction, that the true one is at least, with this
    /// confidence: what rankings go by.
    ///
    /// `None` where nothing was counted, or the state is unsettled. See
    /// [`wilson_lower`].
    pub fn lower_bound(&self, confidence: Confidence) -> Option<f64> {
        wilson_lower(self.part()?, self.whole()?, confidence).ok()
    }

    /// The share had everybody answered: at least, where all who did not are
    /// outside the part, and at most, where all are in it.
    ///
    /// Nothing is assumed about those who did not answer, so the bounds hold
    /// whatever they think; an [`interval`](Self::interval) covers chance
    /// only. `None` where nobody was asked, or a state is unsettled.
    ///
    /// - **Source**: C. F. Manski, *Anatomy of the selection problem*, 1989.
    ///
    /// # Example: 90 % of the answers, at one answer in five, may be 18 % of the customers
    ///
    /// ```
    /// use support_kpi::summary::Ratio;
    ///
    /// let satisfied = Ratio::of_counts(90, 100);
    /// let bounds = satisfied.worst_case(400).unwrap();
    /// assert_eq!(bounds.at_least().to_string(), "90 of 500 (18 %)");
    /// assert_eq!(bounds.at_most().to_string(), "490 of 500 (98 %)");
    /// ```
    pub fn worst_case(&self, not_answered: u64) -> Option<WorstCase> {
        let missing = i64::try_from(not_answered).ok()?;
        let part = i64::try_from(self.part()?).ok()?;
        let whole = i64::try_from(self.whole()?).ok()?.checked_add(missing)?;
        (whole > 0).then_some(WorstCase {
            at_least: Self::of_counts(part, whole),
            at_most: Self::of_counts(part.checked_add(missing)?, whole),
        })
    }
}

/// The share had everybody answered, at its worst and at its best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct WorstCase {
    at_least: Ratio,
    at_most: Ratio,
}

impl WorstCase {
    /// All who did not answer are outside the part.
    pub const fn at_least(&self) -> Ratio {
        self.at_least
    }

    /// All who did not answer are in the part.
    pub const fn at_most(&self) -> Ratio {
        self.at_most
    }
}
