//! How sure a Net Promoter Score is.

use serde::Serialize;

use super::special::{double_double::DoubleDouble, normal, real};
use super::{Confidence, Effect, Interval, Method, Reading};
use crate::error::InferenceError;
use crate::kpi::Better;
use crate::model::ZeroToTen;
use crate::summary::ScoreCounts;

/// The three counts behind a Net Promoter Score, and how sure it is.
///
/// - **Formula**: promoters − detractors, in points of 100 answers.
/// - **No value**: it cannot be made of no answers.
/// - **Assumes** that those who answered are a fair sample of those asked.
///
/// # Example: even with nobody but promoters, something is not known
///
/// ```
/// use support_kpi::inference::{Confidence, PromoterCounts};
///
/// let all_promoters = PromoterCounts::new(20, 0, 0)?;
/// assert_eq!(all_promoters.score(), 100.0);
/// assert_eq!(all_promoters.standard_error(), 0.0);
///
/// let interval = all_promoters.interval(Confidence::P95);
/// assert!(interval.low() < 90.0 && interval.high() == 100.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct PromoterCounts {
    promoters: u64,
    passives: u64,
    detractors: u64,
}

/// What is added to promoters and detractors each, and to all three together.
const ADDED_AT_THE_ENDS: f64 = 0.75;
const ADDED_IN_ALL: f64 = 3.0;

impl PromoterCounts {
    /// The counts of those who answered 9 or 10, 7 or 8, and 0 to 6.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where all three are 0.
    pub const fn new(
        promoters: u64,
        passives: u64,
        detractors: u64,
    ) -> Result<Self, InferenceError> {
        if promoters == 0 && passives == 0 && detractors == 0 {
            return Err(InferenceError::TooFew {
                field: "answers",
                expected: 1,
                found: 0,
            });
        }
        Ok(Self {
            promoters,
            passives,
            detractors,
        })
    }

    /// The counts of some answers.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is none, and
    /// [`InferenceError::Unsettled`].
    ///
    /// # Example: from the scores themselves
    ///
    /// ```
    /// use support_kpi::inference::PromoterCounts;
    /// use support_kpi::summary::ScoreCounts;
    /// use support_kpi::{Calculator, Score, ZeroToTen};
    ///
    /// let answers = [10, 9, 8, 3].map(|score| Score::<ZeroToTen>::new(score).unwrap());
    /// let counts = PromoterCounts::of_scores(&ScoreCounts::of(&answers))?;
    /// assert_eq!(counts, PromoterCounts::new(2, 1, 1)?);
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn of_scores(scores: &ScoreCounts<ZeroToTen>) -> Result<Self, InferenceError> {
        let (mut promoters, mut passives, mut detractors) = (0_u64, 0_u64, 0_u64);
        let counts = scores.counts();
        for (score, count) in counts.ok_or(InferenceError::Unsettled { field: "scores" })? {
            let group = match score.value() {
                9.. => &mut promoters,
                7..9 => &mut passives,
                ..7 => &mut detractors,
            };
            *group = group.saturating_add(count);
        }
        Self::new(promoters, passives, detractors)
    }

    /// How many answered.
    pub const fn answers(&self) -> u64 {
        self.promoters
            .saturating_add(self.passives)
            .saturating_add(self.detractors)
    }

    /// The score, in points from −100 to 100.
    pub fn score(&self) -> f64 {
        100.0 * self.plain().mean().value()
    }

    /// The standard error of the score, in points: 0 where all answered alike.
    ///
    /// - **Formula**: √((p + d − (p − d)²) ÷ n), p and d the shares of
    ///   promoters and detractors.
    pub fn standard_error(&self) -> f64 {
        100.0 * self.plain().variance_of_mean().sqrt()
    }

    /// The interval of the score, in points, cut to ±100.
    ///
    /// - **Formula**: three answers are added, ¾ at either end and 1½ passive,
    ///   and z standard errors taken to either side of the score that results.
    /// - **Coverage** at 95 %, summed over all outcomes: 95.0 % on average over
    ///   300 cells with n from 10 to 100 and any shares; the worst is n = 10
    ///   with 1.3 % promoters and 54.2 % detractors, with 88.8 %. Of a single
    ///   answer it does not reach the score itself.
    /// - **Source**: [`Method::AdjustedWald`].
    pub fn interval(&self, confidence: Confidence) -> Interval {
        let adjusted = self.adjusted();
        let middle = 100.0 * adjusted.mean().value();
        let half_width = 100.0 * confidence.two_sided_z() * adjusted.variance_of_mean().sqrt();
        Interval::new(
            (middle - half_width).max(-100.0),
            (middle + half_width).min(100.0),
            confidence,
            Method::AdjustedWald,
        )
    }

    /// How far the score went from these answers to later ones, or to those
    /// of another segment.
    ///
    /// - **Formula**: the difference of the two adjusted scores, over the root
    ///   of the sum of their squared errors, read as a normal z.
    /// - **Assumes** two sets of answers by different people.
    /// - **Source**: [`Method::AdjustedWald`], on both sides.
    ///
    /// # Example: from 37 to 60, with 300 answers each, is no accident
    ///
    /// ```
    /// use support_kpi::inference::{Confidence, PromoterCounts, Verdict};
    /// use support_kpi::kpi::Better;
    ///
    /// let spring = PromoterCounts::new(170, 70, 60)?;
    /// let summer = PromoterCounts::new(210, 60, 30)?;
    ///
    /// let change = spring.change_to(&summer, Confidence::P95);
    /// assert_eq!(change.delta().round(), 23.0);
    /// assert!(change.p() < 0.001);
    /// assert_eq!(change.reading(Better::Higher).verdict(), Verdict::Better);
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn change_to(&self, after: &Self, confidence: Confidence) -> PromoterScoreChange {
        let (first, second) = (self.adjusted(), after.adjusted());
        let delta_adjusted = 100.0 * second.mean().minus(first.mean()).value();
        let standard_error = 100.0 * (first.variance_of_mean() + second.variance_of_mean()).sqrt();
        let half_width = confidence.two_sided_z() * standard_error;
        let z = delta_adjusted / standard_error;
        PromoterScoreChange {
            delta: 100.0 * after.plain().mean().minus(self.plain().mean()).value(),
            delta_adjusted,
            standard_error,
            z,
            p: normal::two_sided_p(z),
            interval: Interval::new(
                (delta_adjusted - half_width).max(-200.0),
                (delta_adjusted + half_width).min(200.0),
                confidence,
                Method::AdjustedWald,
            ),
        }
    }

    fn plain(&self) -> Weights {
        Weights {
            promoters: real(self.promoters),
            passives: real(self.passives),
            detractors: real(self.detractors),
        }
    }

    fn adjusted(&self) -> Weights {
        let plain = self.plain();
        Weights {
            promoters: plain.promoters + ADDED_AT_THE_ENDS,
            passives: plain.passives + (ADDED_IN_ALL - 2.0 * ADDED_AT_THE_ENDS),
            detractors: plain.detractors + ADDED_AT_THE_ENDS,
        }
    }
}

/// The counts as real numbers, as they are or adjusted.
struct Weights {
    promoters: f64,
    passives: f64,
    detractors: f64,
}

impl Weights {
    fn all(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    /// With all its digits, as two scores that are compared may lie close together.
    fn mean(&self) -> DoubleDouble {
        DoubleDouble::of(self.promoters - self.detractors).over(DoubleDouble::of(self.all()))
    }

    /// (p + d − (p − d)²) ÷ n, multiplied out so that nothing is subtracted.
    fn variance_of_mean(&self) -> f64 {
        let n = self.all();
        let (p, a, d) = (self.promoters / n, self.passives / n, self.detractors / n);
        ((p + d) * a + 4.0 * p * d) / n
    }
}

/// How far a Net Promoter Score went, and whether that may be chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PromoterScoreChange {
    delta: f64,
    delta_adjusted: f64,
    standard_error: f64,
    z: f64,
    p: f64,
    interval: Interval,
}

impl PromoterScoreChange {
    /// The later score less the earlier one, in points.
    pub const fn delta(&self) -> f64 {
        self.delta
    }

    /// The same of the adjusted scores, which lie nearer to 0: the middle of the interval.
    pub const fn delta_adjusted(&self) -> f64 {
        self.delta_adjusted
    }

    /// The standard error of the adjusted difference, in points.
    pub const fn standard_error(&self) -> f64 {
        self.standard_error
    }

    /// The adjusted difference in standard errors.
    pub const fn z(&self) -> f64 {
        self.z
    }

    /// How likely a difference at least this large is, either way, where there is none.
    pub const fn p(&self) -> f64 {
        self.p
    }

    /// The interval of the difference, in points.
    pub const fn interval(&self) -> Interval {
        self.interval
    }

    /// The comparison in words.
    pub fn reading(&self, better: Better) -> Reading {
        Reading::new(
            Some(Effect::Difference(self.delta_adjusted)),
            self.delta_adjusted.total_cmp(&0.0),
            Some(self.interval),
            self.p,
            self.interval.confidence(),
            better,
        )
    }
}
