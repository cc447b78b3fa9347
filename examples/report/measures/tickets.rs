//! The KPIs over tickets.

use chrono::Utc;
use chrono_tz::Tz;
use support_kpi::breakdown::By;
use support_kpi::clock::HourOfWeek;
use support_kpi::kpi::{
    BacklogEvent, BacklogFlow, ContactVolume, FirstResponseTime, Handled, HandledVolume,
    OneTouchRate, ResolutionTime, TopReasons,
};
use support_kpi::{Calculator as _, Channel};

pub(crate) use super::super::conversations::TicketKpis;
use super::super::rows::TicketFact;

/// The KPIs of each agent over tickets.
pub(crate) type AgentKpis = (FirstResponseTime, ResolutionTime, OneTouchRate);

/// What the tickets of a folder add up to.
#[derive(Debug, Default)]
pub(crate) struct TicketMeasures {
    pub(crate) by_channel: By<Channel, TicketKpis>,
    /// Under the agent who answered it, and where nobody did the one who resolved it.
    pub(crate) by_agent: By<String, AgentKpis>,
    pub(crate) handled: By<String, HandledVolume>,
    pub(crate) reasons: TopReasons<Option<String>>,
    pub(crate) flow: BacklogFlow,
    /// Openings by the hour of the week, on the clocks of the desk's zone.
    pub(crate) openings: ContactVolume,
    /// The same on the clocks of UTC, for programs.
    pub(crate) openings_utc: ContactVolume,
}

impl TicketMeasures {
    pub(crate) fn of(facts: &[TicketFact], zone: Tz) -> Self {
        let mut measures = Self::default();
        for fact in facts {
            let ticket = &fact.ticket;
            measures.by_channel.group(&ticket.channel()).record(ticket);
            if let Some(agent) = fact.answered_by.as_ref().or(fact.resolved_by.as_ref()) {
                measures.by_agent.group(agent.as_str()).record(ticket);
            }
            for handled in Handled::of_ticket(ticket) {
                let agent = match handled {
                    Handled::Answered => &fact.answered_by,
                    _ => &fact.resolved_by,
                };
                if let Some(agent) = agent {
                    measures.handled.group(agent.as_str()).record(&handled);
                }
            }
            measures.reasons.record(&fact.category);
            for (_, event) in BacklogEvent::of_ticket(ticket) {
                measures.flow.record(&event);
            }
            measures
                .openings
                .record(&HourOfWeek::of(ticket.opened_at(), &zone));
            measures
                .openings_utc
                .record(&HourOfWeek::of(ticket.opened_at(), &Utc));
        }
        measures
    }

    /// All channels together.
    pub(crate) fn all(&self) -> TicketKpis {
        self.by_channel.total()
    }

    /// How many tickets an event befell, so far as their rows tell.
    pub(crate) fn how_many(&self, event: BacklogEvent) -> Option<u64> {
        self.flow.count(event)
    }
}
