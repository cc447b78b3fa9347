//! Survey response rate.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{SatisfactionScale, Scale, Score, Survey, SurveyResponse};
use crate::summary::{Count, DurationSummary, Ratio, ScoreCounts};

/// How many of the invited answer a survey, and what the silent could change.
///
/// - **Formula**: answered ÷ invited × 100; likewise declined, and unanswered.
///   The satisfied of all invited lie between satisfied ÷ invited (every
///   silent customer dissatisfied) and (satisfied + silent) ÷ invited (every
///   one satisfied); who declined is silent too. No assumption can take the
///   figure out of these bounds.
/// - **Counted**: every invitation once, on any scale; a changed answer is one
///   answer. A complaint never made is a silent one too, and most customers
///   make none (001:39).
/// - **Not counted**: customers who were never invited.
/// - **No value** when nobody was invited, or while unsettled.
/// - Answers that came late can be told apart: their delay is part of the
///   [`Survey`], and a good key of a [`By`](crate::breakdown::By).
/// - **Source**: the guide, 000:152 to 155. The bounds: C. F. Manski, *Partial
///   Identification of Probability Distributions*, 2003, on missing outcomes.
///
/// # Example: 90 % satisfied may be anything from 45 to 95 %
///
/// ```
/// use support_kpi::{Calculator, OneToFive, Score, Survey, kpi::SurveyResponseRate};
///
/// let stars = |n| Ok(Survey::answered(Score::<OneToFive>::new(n)?));
/// let mut surveys = SurveyResponseRate::of(&[stars(5)?; 9]);
/// surveys.record(&stars(1)?);
/// surveys.record_slice(&[Survey::unanswered(); 10]);
///
/// assert_eq!(surveys.answered().to_string(), "10 of 20 (50 %)");
/// let bounds = surveys.satisfied_bounds();
/// assert_eq!(bounds.at_least().to_string(), "9 of 20 (45 %)");
/// assert_eq!(bounds.at_most().to_string(), "19 of 20 (95 %)");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: Scale")]
pub struct SurveyResponseRate<S: Scale> {
    scores: ScoreCounts<S>,
    declined: Count,
    unanswered: Count,
    delays: DurationSummary,
}

/// The least and the most that a share can be among all invited, whatever the
/// silent ones think.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WorstCaseBounds {
    at_least: Ratio,
    at_most: Ratio,
}

impl WorstCaseBounds {
    /// The share if no silent customer were part of it.
    pub const fn at_least(&self) -> Ratio {
        self.at_least
    }

    /// The share if every silent customer were part of it.
    pub const fn at_most(&self) -> Ratio {
        self.at_most
    }
}

impl<S: Scale> SurveyResponseRate<S> {
    /// How many were invited; `None` while unsettled.
    pub fn invited(&self) -> Option<u64> {
        self.scores.answers()?.checked_add(self.silent()?)
    }

    /// Who answered, of the invited.
    pub fn answered(&self) -> Ratio {
        Ratio::of_readings(self.scores.answers(), self.invited())
    }

    /// Who declined, of the invited.
    pub fn declined(&self) -> Ratio {
        Ratio::of_readings(self.declined.value(), self.invited())
    }

    /// Who neither answered nor declined, of the invited.
    pub fn unanswered(&self) -> Ratio {
        Ratio::of_readings(self.unanswered.value(), self.invited())
    }

    /// The least and the most that could score this or better, of the invited.
    pub fn bounds_from(&self, score: Score<S>) -> WorstCaseBounds {
        self.bounds(self.scores.at_least(score))
    }

    /// How long after the contact the answers came, where that is known.
    pub const fn delays(&self) -> &DurationSummary {
        &self.delays
    }

    /// How many answers came after a delay that is not known; `None` while unsettled.
    pub fn delay_not_known(&self) -> Option<u64> {
        self.scores.answers()?.checked_sub(self.delays.count()?)
    }

    /// How many declined or did not answer; `None` while unsettled.
    fn silent(&self) -> Option<u64> {
        self.declined.value()?.checked_add(self.unanswered.value()?)
    }

    fn bounds(&self, of_answers: Ratio) -> WorstCaseBounds {
        let sure = of_answers.part();
        let possible = sure
            .zip(self.silent())
            .and_then(|(sure, silent)| sure.checked_add(silent));
        WorstCaseBounds {
            at_least: Ratio::of_readings(sure, self.invited()),
            at_most: Ratio::of_readings(possible, self.invited()),
        }
    }
}

impl<S: SatisfactionScale> SurveyResponseRate<S> {
    /// The least and the most that could be satisfied, of the invited.
    pub fn satisfied_bounds(&self) -> WorstCaseBounds {
        self.bounds(self.scores.share(|score| score >= S::SATISFIED_FROM))
    }
}

// A derived impl would ask the same of the scale, which never exists as a value.
impl<S: Scale> Default for SurveyResponseRate<S> {
    fn default() -> Self {
        Self {
            scores: ScoreCounts::default(),
            declined: Count::default(),
            unanswered: Count::default(),
            delays: DurationSummary::default(),
        }
    }
}

impl<S: Scale> Indicator for SurveyResponseRate<S> {
    const NAME: &'static str = "survey response rate";
    const BETTER: Better = Better::Higher;
}

impl<S: Scale> Group for SurveyResponseRate<S> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.scores.combine(sign, &other.scores);
        self.declined.combine(sign, &other.declined);
        self.unanswered.combine(sign, &other.unanswered);
        self.delays.combine(sign, &other.delays);
    }

    fn is_empty(&self) -> bool {
        self.scores.is_empty()
            && self.declined.is_empty()
            && self.unanswered.is_empty()
            && self.delays.is_empty()
    }
}

impl<S: Scale> Calculator for SurveyResponseRate<S> {
    type Fact = Survey<S>;

    #[inline]
    fn apply(&mut self, sign: Sign, survey: &Survey<S>) {
        match survey.response() {
            SurveyResponse::Unanswered => self.unanswered.add(sign, 1),
            SurveyResponse::Declined => self.declined.add(sign, 1),
            SurveyResponse::Answered(score) | SurveyResponse::Rerated { latest: score, .. } => {
                self.scores.add(sign, score, 1);
            }
        }
        if let Some(delay) = survey.delay() {
            self.delays.apply(sign, &delay);
        }
    }
}
