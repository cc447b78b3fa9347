//! Quality: what customers and reviewers think of the answers.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::Judgement;
use super::ranging::{at_ends, rising};
use super::threshold::{compare, whole_number};
use super::{Basis, Dimension, Level, NotMeasured, Policy, Threshold, ends};
use crate::error::ModelError;
use crate::model::OneToFive;
use crate::summary::{Ratio, ScoreCounts};

/// What quality is judged by: answers per score, and the internal score where
/// answers are reviewed.
///
/// - **Counted**: answers to a CSAT question on the scale of 1 to 5.
///   Invitations without an answer are no answers, and never zeros.
/// - **No value** without answers.
///
/// # Example: nine stars of ten are not level 5
///
/// ```
/// use support_kpi::level::{Level, Policy, Quality};
///
/// // 90 % fives and 10 % ones: a mean of 4.6, under the 4.8 that level 4 asks for.
/// let quality = Quality::of_counts([10, 0, 0, 0, 90]);
/// let judged = Policy::documented().quality_level(&quality).unwrap();
///
/// assert_eq!(judged.level(), Some(Level::Average));
/// assert_eq!(judged.missing()[0].to_string(), "mean score from 4.6 to at least 4.8");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Quality {
    counts: [u64; 5],
    internal: Option<Decimal>,
}

impl Quality {
    /// The answers that were counted by score; `None` while the counts are unsettled.
    ///
    /// # Example: from a state that is kept anyway
    ///
    /// ```
    /// use support_kpi::level::Quality;
    /// use support_kpi::summary::ScoreCounts;
    /// use support_kpi::{Calculator, OneToFive, Score};
    ///
    /// let scores = ScoreCounts::of(&[Score::<OneToFive>::new(4)?]);
    /// assert_eq!(Quality::of_scores(&scores), Some(Quality::of_counts([0, 0, 0, 1, 0])));
    /// # Ok::<(), support_kpi::ModelError>(())
    /// ```
    pub fn of_scores(scores: &ScoreCounts<OneToFive>) -> Option<Self> {
        let mut counts = [0; 5];
        for (slot, (_, count)) in counts.iter_mut().zip(scores.counts()?) {
            *slot = count;
        }
        Some(Self::of_counts(counts))
    }

    /// How many answers had each score, from 1 to 5.
    pub const fn of_counts(counts: [u64; 5]) -> Self {
        Self {
            counts,
            internal: None,
        }
    }

    /// The same with the mean internal quality score of the reviewed answers.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the score is not from 0 to 100.
    ///
    /// # Example: scores have a range
    ///
    /// ```
    /// use support_kpi::level::Quality;
    ///
    /// let quality = Quality::of_counts([0, 0, 0, 0, 100]);
    /// assert_eq!(
    ///     quality.with_internal_quality(101.into()).unwrap_err().to_string(),
    ///     "internal_quality: expected 0 to 100, found 101",
    /// );
    /// ```
    pub fn with_internal_quality(mut self, score: Decimal) -> Result<Self, ModelError> {
        if score < Decimal::ZERO || score > Decimal::ONE_HUNDRED {
            return Err(ModelError::OutOfRange {
                field: "internal_quality",
                expected: "0 to 100",
                found: score.to_string(),
            });
        }
        self.internal = Some(score);
        Ok(self)
    }

    /// How many answers had each score, from 1 to 5.
    pub const fn counts(&self) -> [u64; 5] {
        self.counts
    }

    /// The mean internal quality score; `None` where no answer was reviewed.
    pub const fn internal_quality(&self) -> Option<Decimal> {
        self.internal
    }

    /// How many answers there are; `None` beyond 64 bits.
    fn answers(&self) -> Option<u64> {
        self.counts.into_iter().try_fold(0_u64, u64::checked_add)
    }

    /// How many answers had this score or a better one.
    fn at_or_above(&self, score: u8) -> u64 {
        (1_u8..)
            .zip(self.counts)
            .filter(|(each, _)| *each >= score)
            // A part of all answers, whose number was found to fit.
            .fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The sum of all scores.
    fn score_sum(&self) -> u128 {
        (1_u128..)
            .zip(self.counts)
            // At most 5 · 5 · 2^64, far from the edge.
            .fold(0, |sum, (score, count)| {
                sum.saturating_add(score.saturating_mul(u128::from(count)))
            })
    }
}

/// The numbers of the quality levels.
///
/// The levels are nested: each asks for what the levels below it ask for, too.
///
/// # Example: a stricter "most"
///
/// ```
/// use rust_decimal::Decimal;
/// use support_kpi::level::{Level, Policy, Quality, QualityRules, Threshold};
///
/// let two_thirds = Threshold::own(Decimal::new(666_667, 6));
/// let rules = QualityRules::documented().with_most(two_thirds);
/// let policy = Policy::builder().quality(rules).build()?;
///
/// let quality = Quality::of_counts([40, 0, 60, 0, 0]);
/// assert_eq!(policy.quality_level(&quality).unwrap().level(), Some(Level::Unacceptable));
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QualityRules {
    most: Threshold,
    consistently_good: Threshold,
    mean: Threshold,
    consistently_best: Threshold,
    internal_quality: Threshold,
}

/// The [documented](QualityRules::documented) numbers.
impl Default for QualityRules {
    fn default() -> Self {
        Self::documented()
    }
}

impl QualityRules {
    /// The guide's numbers and the readings of its words: "most" is over half,
    /// "consistently" 80 % for 4 and 5 and 90 % for 5, a "high" internal score 90.
    pub fn documented() -> Self {
        Self {
            most: Threshold::new(Decimal::new(5, 1), Basis::Documented),
            consistently_good: Threshold::new(Decimal::new(8, 1), Basis::Read),
            mean: Threshold::new(Decimal::new(48, 1), Basis::Documented),
            consistently_best: Threshold::new(Decimal::new(9, 1), Basis::Read),
            internal_quality: Threshold::new(Decimal::new(90, 0), Basis::Read),
        }
    }

    /// Level 2: more than this share (of 1) of the answers are 3 or more.
    #[must_use]
    pub const fn with_most(mut self, share: Threshold) -> Self {
        self.most = share;
        self
    }

    /// Level 3: at least this share (of 1) of the answers are 4 or 5.
    #[must_use]
    pub const fn with_consistently_good(mut self, share: Threshold) -> Self {
        self.consistently_good = share;
        self
    }

    /// Level 4: the mean score is at least this.
    #[must_use]
    pub const fn with_mean(mut self, mean: Threshold) -> Self {
        self.mean = mean;
        self
    }

    /// Level 5: at least this share (of 1) of the answers are 5.
    #[must_use]
    pub const fn with_consistently_best(mut self, share: Threshold) -> Self {
        self.consistently_best = share;
        self
    }

    /// Level 5: where answers are reviewed, the internal score is at least this.
    #[must_use]
    pub const fn with_internal_quality(mut self, score: Threshold) -> Self {
        self.internal_quality = score;
        self
    }

    /// The share, of 1, that is to be exceeded at level 2.
    pub const fn most(&self) -> Threshold {
        self.most
    }

    /// The least share, of 1, at level 3.
    pub const fn consistently_good(&self) -> Threshold {
        self.consistently_good
    }

    /// The least mean at level 4.
    pub const fn mean(&self) -> Threshold {
        self.mean
    }

    /// The least share, of 1, at level 5.
    pub const fn consistently_best(&self) -> Threshold {
        self.consistently_best
    }

    /// The least internal score at level 5.
    pub const fn internal_quality(&self) -> Threshold {
        self.internal_quality
    }

    /// All that the levels ask of these answers; `None` beyond 63 bits of them.
    fn criteria(&self, quality: &Quality, answers: u64, mean: Decimal) -> Option<Vec<Criterion>> {
        let share = |score: u8| -> Option<Found> {
            let part = i64::try_from(quality.at_or_above(score)).ok()?;
            Some(Found::Share(Ratio::of_counts(
                part,
                i64::try_from(answers).ok()?,
            )))
        };
        let order = |score: u8, threshold: Threshold| {
            let part = u128::from(quality.at_or_above(score));
            compare(part, u128::from(answers), threshold.value())
        };
        let mean_order = compare(quality.score_sum(), u128::from(answers), self.mean.value());
        let mut criteria = vec![
            Criterion {
                level: Level::BelowAverage,
                condition: Condition::MostScores {
                    score: 3,
                    over: self.most.value(),
                },
                found: share(3)?,
                fulfilment: Fulfilment::of(order(3, self.most) == Ordering::Greater),
                basis: self.most.basis(),
            },
            Criterion {
                level: Level::Average,
                condition: Condition::ConsistentScores {
                    score: 4,
                    at_least: self.consistently_good.value(),
                },
                found: share(4)?,
                fulfilment: Fulfilment::of(order(4, self.consistently_good).is_ge()),
                basis: self.consistently_good.basis(),
            },
            Criterion {
                level: Level::AboveAverage,
                condition: Condition::MeanScore {
                    at_least: self.mean.value(),
                },
                found: Found::Score(mean),
                fulfilment: Fulfilment::of(mean_order.is_ge()),
                basis: self.mean.basis(),
            },
            Criterion {
                level: Level::Stellar,
                condition: Condition::ConsistentScores {
                    score: 5,
                    at_least: self.consistently_best.value(),
                },
                found: share(5)?,
                fulfilment: Fulfilment::of(order(5, self.consistently_best).is_ge()),
                basis: self.consistently_best.basis(),
            },
        ];
        if let Some(score) = quality.internal {
            criteria.push(Criterion {
                level: Level::Stellar,
                condition: Condition::InternalQuality {
                    at_least: self.internal_quality.value(),
                },
                found: Found::Score(score),
                fulfilment: Fulfilment::of(score >= self.internal_quality.value()),
                basis: self.internal_quality.basis(),
            });
        }
        Some(criteria)
    }
}

impl Policy {
    /// The level of the answers to a satisfaction survey.
    ///
    /// # Errors
    ///
    /// [`NotMeasured`] where there are fewer answers than the policy's
    /// minimum, or than the certainty it asks for takes, or more than 63 bits
    /// hold.
    pub fn quality_level(&self, quality: &Quality) -> Result<Judgement, NotMeasured> {
        let answers = quality.answers().ok_or(NotMeasured::Unsettled)?;
        self.enough(answers)?;
        let mean = whole_number(quality.score_sum())
            .and_then(|sum| sum.checked_div(Decimal::from(answers)))
            .ok_or(NotMeasured::Unsettled)?;
        let criteria = self
            .quality()
            .criteria(quality, answers, mean)
            .ok_or(NotMeasured::Unsettled)?;
        let judgement = Judgement::by_criteria(
            Dimension::Quality,
            Found::Score(mean),
            Some(answers),
            criteria,
        );
        let ranged = self.ranged(judgement, |criterion, asked| match criterion.condition {
            Condition::MeanScore { at_least } => {
                let ends = ends::mean_score(quality.counts, at_least, asked);
                ends.map_or_else(
                    || at_ends(criterion, asked),
                    |ends| rising(ends, Ordering::is_ge),
                )
            }
            _ => at_ends(criterion, asked),
        });
        self.sure_enough(ranged)
    }
}
