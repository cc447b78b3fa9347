//! Customer satisfaction.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{NumericScale, SatisfactionScale, Score, Survey};
use crate::summary::{Count, Ratio, ScoreCounts};

/// How many of the customers who answered are satisfied.
///
/// - **Formula**: satisfied ÷ answers × 100. Satisfied is 4 and 5 of 1 to 5,
///   3 of 1 to 3, 6 and 7 of 1 to 7, 8 to 10 of 1 to 10, good of good and bad;
///   the scale is in the type. The mean score stands beside it, and is another
///   figure: 90 % fours are 90 % satisfied, and a mean near 4.
/// - **Counted**: of each survey the answer that stands. The first answers,
///   before anybody changed their mind, are a reading of their own.
/// - **Not counted** as dissatisfied: invitations without an answer. They stand
///   beside as [`without_answer`](Self::without_answer); what they could change
///   is in [`SurveyResponseRate`](super::SurveyResponseRate).
/// - **No value** when nobody answered, or while unsettled.
/// - **Source**: the guide, 000:149 and 003:62; "surveyed" is read as "answered".
///
/// # Example: satisfied is not the top score alone
///
/// ```
/// use support_kpi::{Calculator, OneToFive, Score, Survey, kpi::CustomerSatisfaction};
///
/// let stars = |n| Ok(Survey::answered(Score::<OneToFive>::new(n)?));
/// let silent = Survey::unanswered();
///
/// let csat = CustomerSatisfaction::of(&[stars(5)?, stars(4)?, stars(4)?, stars(1)?, silent]);
/// assert_eq!(csat.satisfied().to_string(), "3 of 4 (75 %)");
/// assert_eq!(csat.top_box().to_string(), "1 of 4 (25 %)");
/// assert_eq!(csat.mean().unwrap().to_string(), "3.5");
/// assert_eq!(csat.without_answer(), Some(1));
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "CSAT")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: SatisfactionScale")]
pub struct CustomerSatisfaction<S: SatisfactionScale> {
    latest: ScoreCounts<S>,
    first: ScoreCounts<S>,
    without_answer: Count,
}

impl<S: SatisfactionScale> CustomerSatisfaction<S> {
    /// How many customers answered; `None` while unsettled.
    pub fn answers(&self) -> Option<u64> {
        self.latest.answers()
    }

    /// How many invitations have no answer, or were declined; `None` while unsettled.
    pub const fn without_answer(&self) -> Option<u64> {
        self.without_answer.value()
    }

    /// The satisfied, of all answers.
    pub fn satisfied(&self) -> Ratio {
        self.latest.share(|score| score >= S::SATISFIED_FROM)
    }

    /// The satisfied, of all answers, had no one changed theirs.
    pub fn satisfied_at_first(&self) -> Ratio {
        self.first.share(|score| score >= S::SATISFIED_FROM)
    }

    /// The satisfied, of all answers, where satisfied begins at a score of the
    /// caller's choice.
    pub fn satisfied_from(&self, score: Score<S>) -> Ratio {
        self.latest.at_least(score)
    }

    /// The answers of the highest score alone, of all answers.
    pub fn top_box(&self) -> Ratio {
        self.latest.share(|score| score == S::HIGHEST)
    }

    /// How many answers each score got: the answers that stand.
    pub const fn scores(&self) -> &ScoreCounts<S> {
        &self.latest
    }

    /// How many answers each score got at first.
    pub const fn first_scores(&self) -> &ScoreCounts<S> {
        &self.first
    }
}

impl<S: SatisfactionScale + NumericScale> CustomerSatisfaction<S> {
    /// The mean score: exact, or to 28 significant digits.
    pub fn mean(&self) -> Option<Decimal> {
        self.latest.mean()
    }

    /// The mean score, had no one changed theirs.
    pub fn mean_at_first(&self) -> Option<Decimal> {
        self.first.mean()
    }
}

/// Answers that were counted elsewhere, each of them the only one of its survey.
impl<S: SatisfactionScale> From<ScoreCounts<S>> for CustomerSatisfaction<S> {
    fn from(scores: ScoreCounts<S>) -> Self {
        Self {
            latest: scores,
            first: scores,
            without_answer: Count::default(),
        }
    }
}

// A derived impl would ask the same of the scale, which never exists as a value.
impl<S: SatisfactionScale> Default for CustomerSatisfaction<S> {
    fn default() -> Self {
        Self::from(ScoreCounts::default())
    }
}

impl<S: SatisfactionScale> Indicator for CustomerSatisfaction<S> {
    const NAME: &'static str = "customer satisfaction";
    const BETTER: Better = Better::Higher;
}

impl<S: SatisfactionScale> Group for CustomerSatisfaction<S> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.latest.combine(sign, &other.latest);
        self.first.combine(sign, &other.first);
        self.without_answer.combine(sign, &other.without_answer);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<S: SatisfactionScale> Calculator for CustomerSatisfaction<S> {
    type Fact = Survey<S>;

    #[inline]
    fn apply(&mut self, sign: Sign, survey: &Survey<S>) {
        match (survey.first_score(), survey.score()) {
            (Some(first), Some(latest)) => {
                self.first.add(sign, first, 1);
                self.latest.add(sign, latest, 1);
            }
            _ => self.without_answer.add(sign, 1),
        }
    }
}
