//! The KPIs over surveys and reviews.

use support_kpi::breakdown::By;
use support_kpi::kpi::{
    CustomerSatisfaction, InternalQuality, NetPromoterScore, SurveyResponseRate,
};
use support_kpi::summary::Count;
use support_kpi::{Calculator as _, Channel, OneToFive, Sign, ZeroToTen};

use super::super::rows::{Asked, SurveyFact};

/// Satisfaction, and how many say what theirs is.
pub(crate) type SatisfactionKpis = (
    CustomerSatisfaction<OneToFive>,
    SurveyResponseRate<OneToFive>,
);

/// What the surveys of a folder add up to.
#[derive(Debug, Default)]
pub(crate) struct SurveyMeasures {
    /// `None` is a survey whose channel is not known.
    pub(crate) by_channel: By<Option<Channel>, SatisfactionKpis>,
    pub(crate) by_agent: By<String, SatisfactionKpis>,
    pub(crate) recommendation: (NetPromoterScore, SurveyResponseRate<ZeroToTen>),
    pub(crate) quality: InternalQuality,
    pub(crate) quality_by_agent: By<String, InternalQuality>,
    /// Reviews that were asked for and not made.
    pub(crate) not_reviewed: Count,
}

impl SurveyMeasures {
    pub(crate) fn of(facts: &[SurveyFact]) -> Self {
        let mut measures = Self::default();
        for fact in facts {
            let agent = fact.agent.as_deref();
            match &fact.asked {
                Asked::Satisfaction(survey) => {
                    measures.by_channel.group(&fact.channel).record(survey);
                    if let Some(agent) = agent {
                        measures.by_agent.group(agent).record(survey);
                    }
                }
                Asked::Recommendation(survey) => measures.recommendation.record(survey),
                Asked::Quality(Some(review)) => {
                    measures.quality.record(review);
                    if let Some(agent) = agent {
                        measures.quality_by_agent.group(agent).record(review);
                    }
                }
                Asked::Quality(None) => measures.not_reviewed.add(Sign::Plus, 1),
            }
        }
        measures
    }

    /// Satisfaction on all channels together.
    pub(crate) fn satisfaction(&self) -> SatisfactionKpis {
        self.by_channel.total()
    }
}
