//! Answers that customers changed.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{SatisfactionScale, Survey, SurveyResponse};
use crate::summary::{Count, Ratio, ScoreCounts};

/// How many customers change their answer, and which way they turn.
///
/// - **Formula**: changed answers ÷ answers × 100; of the changed ones, those
///   that turned from dissatisfied to satisfied, and those that turned back.
/// - **Counted**: every survey with an answer; of a changed one its first
///   answer and the one that stands. An answer "changed" to the same score
///   was changed, and has not turned.
/// - **Not counted**: invitations without an answer; they stand beside as
///   [`without_answer`](Self::without_answer).
/// - **No value** when nobody answered (or, of the turned, nobody changed
///   theirs), or while unsettled.
/// - **Source**: satisfaction as in the guide, 000:149, before and after.
///
/// # Example: two stars became five
///
/// ```
/// use support_kpi::{Calculator, OneToFive, Score, Survey, kpi::ReRating};
///
/// let score = Score::<OneToFive>::new;
/// let surveys = ReRating::of(&[
///     Survey::rerated(score(2)?, score(5)?),
///     Survey::rerated(score(4)?, score(5)?),
///     Survey::answered(score(3)?),
/// ]);
/// assert_eq!(surveys.changed().to_string(), "2 of 3 (66.7 %)");
/// assert_eq!(surveys.turned_satisfied().to_string(), "1 of 2 (50 %)");
/// assert_eq!(surveys.first_scores().mean().unwrap().to_string(), "3");
/// assert_eq!(surveys.latest_scores().mean().unwrap().to_string(), "5");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: SatisfactionScale")]
pub struct ReRating<S: SatisfactionScale> {
    first: ScoreCounts<S>,
    latest: ScoreCounts<S>,
    turned_satisfied: Count,
    turned_dissatisfied: Count,
    unchanged: Count,
    without_answer: Count,
}

impl<S: SatisfactionScale> ReRating<S> {
    /// The answers that were changed, of all answers.
    pub fn changed(&self) -> Ratio {
        let changed = self.count();
        let answers = changed
            .zip(self.unchanged.value())
            .and_then(|(changed, unchanged)| changed.checked_add(unchanged));
        Ratio::of_readings(changed, answers)
    }

    /// From dissatisfied to satisfied, of the changed answers.
    pub fn turned_satisfied(&self) -> Ratio {
        Ratio::of_readings(self.turned_satisfied.value(), self.count())
    }

    /// From satisfied to dissatisfied, of the changed answers.
    pub fn turned_dissatisfied(&self) -> Ratio {
        Ratio::of_readings(self.turned_dissatisfied.value(), self.count())
    }

    /// What those who changed their answer had answered at first.
    pub const fn first_scores(&self) -> &ScoreCounts<S> {
        &self.first
    }

    /// What those who changed their answer think now.
    pub const fn latest_scores(&self) -> &ScoreCounts<S> {
        &self.latest
    }

    /// How many invitations have no answer, or were declined; `None` while unsettled.
    pub const fn without_answer(&self) -> Option<u64> {
        self.without_answer.value()
    }

    /// How many answers were changed; `None` while unsettled.
    fn count(&self) -> Option<u64> {
        self.first
            .answers()
            .filter(|first| self.latest.answers() == Some(*first))
    }
}

// A derived impl would ask the same of the scale, which never exists as a value.
impl<S: SatisfactionScale> Default for ReRating<S> {
    fn default() -> Self {
        Self {
            first: ScoreCounts::default(),
            latest: ScoreCounts::default(),
            turned_satisfied: Count::default(),
            turned_dissatisfied: Count::default(),
            unchanged: Count::default(),
            without_answer: Count::default(),
        }
    }
}

impl<S: SatisfactionScale> Indicator for ReRating<S> {
    const NAME: &'static str = "changed answers";
    const BETTER: Better = Better::Neither;
}

impl<S: SatisfactionScale> Group for ReRating<S> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.first.combine(sign, &other.first);
        self.latest.combine(sign, &other.latest);
        self.turned_satisfied.combine(sign, &other.turned_satisfied);
        self.turned_dissatisfied
            .combine(sign, &other.turned_dissatisfied);
        self.unchanged.combine(sign, &other.unchanged);
        self.without_answer.combine(sign, &other.without_answer);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<S: SatisfactionScale> Calculator for ReRating<S> {
    type Fact = Survey<S>;

    #[inline]
    fn apply(&mut self, sign: Sign, survey: &Survey<S>) {
        match survey.response() {
            SurveyResponse::Unanswered | SurveyResponse::Declined => {
                self.without_answer.add(sign, 1);
            }
            SurveyResponse::Answered(_) => self.unchanged.add(sign, 1),
            SurveyResponse::Rerated { first, latest } => {
                self.first.add(sign, first, 1);
                self.latest.add(sign, latest, 1);
                match (first.is_satisfied(), latest.is_satisfied()) {
                    (false, true) => self.turned_satisfied.add(sign, 1),
                    (true, false) => self.turned_dissatisfied.add(sign, 1),
                    (true, true) | (false, false) => {}
                }
            }
        }
    }
}
