//! The tickets that are open now.

use std::time::Duration;

use chrono::{DateTime, Utc};
use support_kpi::clock::{AroundTheClock, Clock as _};
use support_kpi::kpi::{Backlog, Unanswered};
use support_kpi::summary::Ages;
use support_kpi::{Calculator as _, Channel, Ticket};

use super::super::rows::TicketFact;

/// The instant that is now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    pub(crate) at: DateTime<Utc>,
    /// Whether rows tell of instants after it: then "now" was asked for, and is past.
    pub(crate) is_past: bool,
}

/// The tickets that are open now.
#[derive(Debug)]
pub(crate) struct OpenTickets {
    pub(crate) all: Ages,
    pub(crate) unanswered: Ages,
    /// The one that has waited longest for a first reply; `None` where none waits.
    pub(crate) oldest_unanswered: Option<Waiting>,
}

/// A ticket that waits for a first reply.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// `None` is not known.
    pub(crate) id: Option<String>,
    pub(crate) channel: Channel,
    pub(crate) age: Duration,
}

impl Now {
    /// How long ago an instant is, every minute counting.
    pub(crate) fn since(self, instant: DateTime<Utc>) -> Duration {
        AroundTheClock.elapsed(instant, self.at)
    }

    /// Whether a ticket is open.
    pub(crate) fn finds_open(self, ticket: &Ticket) -> bool {
        let closed = ticket.closed_at().is_some_and(|closed| closed <= self.at);
        ticket.opened_at() <= self.at && !closed
    }

    /// Whether a ticket is open, and nobody has replied.
    pub(crate) fn finds_unanswered(self, ticket: &Ticket) -> bool {
        let replied = match ticket.first_responded_at() {
            Some(at) => at <= self.at,
            // Of a reply without an instant it is not known whether it was given by then.
            None => !self.is_past && ticket.has_reply(),
        };
        self.finds_open(ticket) && !replied
    }
}

impl OpenTickets {
    /// `None` where the counts do not fit their type.
    pub(crate) fn at(now: Now, facts: &[TicketFact]) -> Option<Self> {
        let tickets = || facts.iter().map(|fact| &fact.ticket);
        let (all, unanswered) = if now.is_past {
            let backlog = Backlog::at(now.at, tickets());
            (backlog.all().clone(), backlog.unanswered().clone())
        } else {
            (
                Backlog::of(tickets()).as_of(now.at)?.all().clone(),
                Unanswered::of(tickets()).as_of(now.at)?,
            )
        };
        let oldest_unanswered = facts
            .iter()
            .filter(|fact| now.finds_unanswered(&fact.ticket))
            .min_by_key(|fact| fact.ticket.opened_at())
            .map(|fact| Waiting {
                id: fact.id.clone(),
                channel: fact.ticket.channel(),
                age: now.since(fact.ticket.opened_at()),
            });
        Some(Self {
            all,
            unanswered,
            oldest_unanswered,
        })
    }
}
