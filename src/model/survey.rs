//! A question put to a customer after a contact, and what became of it.

use serde::{Deserialize, Serialize};

use super::elapsed::Elapsed;
use super::score::{Scale, Score};
use crate::error::ModelError;

/// What became of an invitation to score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound = "S: Scale", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SurveyResponse<S> {
    /// No answer so far.
    Unanswered,
    /// The customer said that they would not answer.
    Declined,
    /// The customer answered, once.
    Answered(Score<S>),
    /// The customer answered, and later put another answer in its place.
    Rerated {
        /// The first answer.
        first: Score<S>,
        /// The answer that stands.
        latest: Score<S>,
    },
}

/// A question put to a customer after a contact, and what became of it.
///
/// One invitation is one survey: an answer that replaces an earlier one
/// stays the same survey, with both scores. Satisfaction (on any
/// [`SatisfactionScale`](super::SatisfactionScale)), recommendation
/// ([`ZeroToTen`](super::ZeroToTen)) and effort
/// ([`OneToSeven`](super::OneToSeven)) are surveys of their scales.
///
/// # Example: from two to five stars
///
/// ```
/// use support_kpi::{OneToFive, Score, Survey};
///
/// let score = Score::<OneToFive>::new;
/// let survey = Survey::rerated(score(2)?, score(5)?);
///
/// assert_eq!(survey.first_score(), Some(score(2)?));
/// assert_eq!(survey.score(), Some(score(5)?));
/// assert_eq!(Survey::<OneToFive>::unanswered().score(), None);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound = "S: Scale", try_from = "SurveyFields<S>")]
pub struct Survey<S> {
    response: SurveyResponse<S>,
    /// How long after the contact the answer came; `None` where it is not known.
    delay: Option<Elapsed>,
}

#[derive(Deserialize)]
#[serde(bound = "S: Scale")]
struct SurveyFields<S> {
    response: SurveyResponse<S>,
    delay: Option<Elapsed>,
}

impl<S: Scale> TryFrom<SurveyFields<S>> for Survey<S> {
    type Error = ModelError;

    fn try_from(fields: SurveyFields<S>) -> Result<Self, ModelError> {
        let survey = Self::of(fields.response);
        match fields.delay {
            Some(delay) => survey.with_delay(delay),
            None => Ok(survey),
        }
    }
}

impl<S: Scale> Survey<S> {
    /// An invitation with this response.
    pub const fn of(response: SurveyResponse<S>) -> Self {
        Self {
            response,
            delay: None,
        }
    }

    /// An invitation that has no answer so far.
    pub const fn unanswered() -> Self {
        Self::of(SurveyResponse::Unanswered)
    }

    /// An invitation that the customer declined.
    pub const fn declined() -> Self {
        Self::of(SurveyResponse::Declined)
    }

    /// An invitation that the customer answered.
    pub const fn answered(score: Score<S>) -> Self {
        Self::of(SurveyResponse::Answered(score))
    }

    /// An invitation whose first answer the customer replaced by a later one.
    pub const fn rerated(first: Score<S>, latest: Score<S>) -> Self {
        Self::of(SurveyResponse::Rerated { first, latest })
    }

    /// Says how long after the contact the answer came.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`] where there is no answer to be late.
    pub fn with_delay(mut self, delay: Elapsed) -> Result<Self, ModelError> {
        if self.score().is_none() {
            return Err(ModelError::Contradiction {
                field: "delay",
                expected: "none for a survey without an answer",
                found: delay.to_string(),
            });
        }
        self.delay = Some(delay);
        Ok(self)
    }

    /// What became of the invitation.
    pub const fn response(&self) -> SurveyResponse<S> {
        self.response
    }

    /// The answer that stands; `None` without an answer.
    #[inline]
    pub const fn score(&self) -> Option<Score<S>> {
        match self.response {
            SurveyResponse::Answered(score) | SurveyResponse::Rerated { latest: score, .. } => {
                Some(score)
            }
            SurveyResponse::Unanswered | SurveyResponse::Declined => None,
        }
    }

    /// The first answer, whether or not it was replaced; `None` without an answer.
    pub const fn first_score(&self) -> Option<Score<S>> {
        match self.response {
            SurveyResponse::Answered(score) | SurveyResponse::Rerated { first: score, .. } => {
                Some(score)
            }
            SurveyResponse::Unanswered | SurveyResponse::Declined => None,
        }
    }

    /// How long after the contact the answer came; `None` where it is not known.
    pub const fn delay(&self) -> Option<Elapsed> {
        self.delay
    }
}
