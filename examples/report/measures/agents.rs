//! The figures of each agent.

use std::collections::BTreeSet;

use support_kpi::kpi::{HandledVolume, InternalQuality};
use support_kpi::summary::Count;

use super::tickets::AgentKpis;
use super::{Measures, SatisfactionKpis};

/// What the files tell of one agent.
#[derive(Debug)]
pub(crate) struct AgentFigures<'a> {
    pub(crate) agent: &'a str,
    /// Tickets that the agent answered, and resolved.
    pub(crate) handled: HandledVolume,
    /// Contacts that the agent answered.
    pub(crate) contacts: Count,
    pub(crate) tickets: AgentKpis,
    pub(crate) satisfaction: SatisfactionKpis,
    pub(crate) quality: InternalQuality,
}

pub(super) fn all(measures: &Measures) -> Vec<AgentFigures<'_>> {
    let mut names = BTreeSet::<&str>::new();
    if let Some(tickets) = &measures.tickets {
        names.extend(tickets.by_agent.iter().map(|(agent, _)| agent.as_str()));
    }
    if let Some(contacts) = &measures.contacts {
        let agents = contacts.handled_by_agent.iter();
        names.extend(agents.filter_map(|(agent, _)| agent.as_deref()));
    }
    if let Some(surveys) = &measures.surveys {
        names.extend(surveys.by_agent.iter().map(|(agent, _)| agent.as_str()));
        let reviewed = surveys.quality_by_agent.iter();
        names.extend(reviewed.map(|(agent, _)| agent.as_str()));
    }
    names
        .into_iter()
        .map(|agent| of_agent(measures, agent))
        .collect()
}

fn of_agent<'a>(measures: &Measures, agent: &'a str) -> AgentFigures<'a> {
    let (tickets, surveys) = (measures.tickets.as_ref(), measures.surveys.as_ref());
    let key = Some(agent.to_string());
    AgentFigures {
        agent,
        handled: tickets
            .and_then(|all| all.handled.get(agent).copied())
            .unwrap_or_default(),
        contacts: measures
            .contacts
            .as_ref()
            .and_then(|all| all.handled_by_agent.get(&key).copied())
            .unwrap_or_default(),
        tickets: tickets
            .and_then(|all| all.by_agent.get(agent).cloned())
            .unwrap_or_default(),
        satisfaction: surveys
            .and_then(|all| all.by_agent.get(agent).cloned())
            .unwrap_or_default(),
        quality: surveys
            .and_then(|all| all.quality_by_agent.get(agent).cloned())
            .unwrap_or_default(),
    }
}
