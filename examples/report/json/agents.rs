//! Agents as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::summary::Count;

use super::super::measures::AgentFigures;
use super::super::scorecard::Scorecard;
use super::figures::{Ratio, Times, number};

#[derive(Debug, Serialize)]
pub(super) struct Agent {
    answered: Option<u64>,
    resolved: Option<u64>,
    contacts_answered: Option<u64>,
    first_response: Option<Times>,
    resolution: Option<Times>,
    one_touch: Option<Ratio>,
    csat: Option<Ratio>,
    quality_mean: Option<f64>,
}

/// Each agent that any file names.
pub(super) fn all(scorecard: &Scorecard) -> BTreeMap<&str, Agent> {
    let agents = scorecard.measures.agents().into_iter();
    agents
        .map(|figures| (figures.agent, Agent::of(&figures)))
        .collect()
}

impl Agent {
    fn of(figures: &AgentFigures<'_>) -> Self {
        let (first_response, resolution, one_touch) = &figures.tickets;
        let (satisfaction, _) = &figures.satisfaction;
        Self {
            answered: figures.answered,
            resolved: figures.resolved,
            contacts_answered: figures.contacts.and_then(Count::value),
            first_response: Times::of(first_response.waits()),
            resolution: Times::of(resolution.times()),
            one_touch: Ratio::of(one_touch.of_all()),
            csat: Ratio::of(satisfaction.satisfied()),
            quality_mean: figures.quality.mean().map(number),
        }
    }
}
