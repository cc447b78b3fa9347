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
    /// How many tickets the agent answered; `None` where no file says who did.
    pub(crate) answered: Option<u64>,
    /// How many the agent resolved; `None` where no file says who did.
    pub(crate) resolved: Option<u64>,
    /// Contacts that the agent answered; `None` without interactions.
    pub(crate) contacts: Option<Count>,
    pub(crate) tickets: AgentKpis,
    pub(crate) satisfaction: SatisfactionKpis,
    pub(crate) quality: InternalQuality,
}

pub(super) fn all(measures: &Measures) -> Vec<AgentFigures<'_>> {
    let mut names = BTreeSet::<&str>::new();
    if let Some(tickets) = &measures.tickets {
        names.extend(tickets.by_agent.iter().map(|(agent, _)| agent.as_str()));
        names.extend(tickets.handled.iter().map(|(agent, _)| agent.as_str()));
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
    let contacts = measures.contacts.as_ref();
    let key = Some(agent.to_string());
    let of_all = |reading: fn(&HandledVolume) -> Option<u64>| {
        let handled = &tickets?.handled;
        // Where it is known of nobody, an agent is not one who did none.
        reading(&handled.total()).filter(|known| *known > 0)?;
        reading(&handled.get(agent).copied().unwrap_or_default())
    };
    AgentFigures {
        agent,
        answered: of_all(HandledVolume::answered),
        resolved: of_all(HandledVolume::resolved),
        contacts: contacts.map(|all| all.handled_by_agent.get(&key).copied().unwrap_or_default()),
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
