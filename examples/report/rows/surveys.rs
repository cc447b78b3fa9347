//! Surveys and reviews from their rows.

use chrono::{DateTime, Utc};
use support_kpi::model::Scale;
use support_kpi::{Channel, ModelError, OneToFive, QualityReview, Score, Survey, ZeroToTen};

use super::super::folder::surveys::{SurveyKind, SurveyRow};

/// A survey or a review with the keys of its row; `None` is not known.
#[derive(Debug)]
pub(crate) struct SurveyFact {
    pub(crate) ticket: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) channel: Option<Channel>,
    pub(crate) answered_at: Option<DateTime<Utc>>,
    pub(crate) asked: Asked,
}

/// What was asked, and what was answered.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    Satisfaction(Survey<OneToFive>),
    Recommendation(Survey<ZeroToTen>),
    /// `None` is a review that was asked for and not made.
    Quality(Option<QualityReview>),
}

pub(super) fn fact(row: &SurveyRow) -> Result<SurveyFact, ModelError> {
    let asked = match row.kind {
        SurveyKind::Csat => Asked::Satisfaction(survey(row.score)?),
        SurveyKind::Nps => Asked::Recommendation(survey(row.score)?),
        SurveyKind::Quality => Asked::Quality(row.score.map(review).transpose()?),
    };
    Ok(SurveyFact {
        ticket: row.ticket.clone(),
        agent: row.agent.clone(),
        channel: row.channel,
        answered_at: row.answered_at,
        asked,
    })
}

fn survey<S: Scale>(score: Option<i64>) -> Result<Survey<S>, ModelError> {
    let Some(score) = score else {
        return Ok(Survey::unanswered());
    };
    let value = u8::try_from(score).map_err(|_| out_of_range(S::NAME, score))?;
    Score::new(value).map(Survey::answered)
}

fn review(points: i64) -> Result<QualityReview, ModelError> {
    let value = u8::try_from(points).map_err(|_| out_of_range("0-100", points))?;
    QualityReview::new(value).map_err(|_| out_of_range("0-100", points))
}

fn out_of_range(expected: &'static str, found: i64) -> ModelError {
    ModelError::OutOfRange {
        field: "score",
        expected,
        found: found.to_string(),
    }
}
