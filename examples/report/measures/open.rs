//! The tickets that are open now.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use support_kpi::clock::Clock;
use support_kpi::kpi::{Backlog, Unanswered};
use support_kpi::summary::Ages;
use support_kpi::{Calculator as _, Channel, Ticket};

use super::super::folder::hours::{ChannelHours, DeskHours};
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
    /// How long ago an instant is, on the clock of a channel.
    pub(crate) fn since(self, instant: DateTime<Utc>, clock: &impl Clock) -> Duration {
        clock.elapsed(instant, self.at)
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
    /// Each age on the clock of the ticket's channel; `None` where the counts
    /// do not fit their type.
    pub(crate) fn at(now: Now, facts: &[TicketFact], hours: &DeskHours) -> Option<Self> {
        let mut by_channel = BTreeMap::<Channel, Vec<&Ticket>>::new();
        for fact in facts {
            let ticket = &fact.ticket;
            by_channel.entry(ticket.channel()).or_default().push(ticket);
        }
        let (mut all, mut unanswered) = (Vec::new(), Vec::new());
        for (channel, tickets) in by_channel {
            let [of_all, of_unanswered] = ages(now, &tickets, hours.of(channel))?;
            all.push(of_all);
            unanswered.push(of_unanswered);
        }
        let age = |ticket: &Ticket| now.since(ticket.opened_at(), hours.of(ticket.channel()));
        let oldest_unanswered = facts
            .iter()
            .filter(|fact| now.finds_unanswered(&fact.ticket))
            .min_by_key(|fact| (Reverse(age(&fact.ticket)), fact.ticket.opened_at()))
            .map(|fact| Waiting {
                id: fact.id.clone(),
                channel: fact.ticket.channel(),
                age: age(&fact.ticket),
            });
        Some(Self {
            all: Ages::together(&all)?,
            unanswered: Ages::together(&unanswered)?,
            oldest_unanswered,
        })
    }
}

/// The ages of all that is open of these tickets, and of what is unanswered.
fn ages(now: Now, tickets: &[&Ticket], clock: &ChannelHours) -> Option<[Ages; 2]> {
    let tickets = || tickets.iter().copied();
    if now.is_past {
        let backlog = Backlog::at_on(now.at, tickets(), clock);
        Some([backlog.all().clone(), backlog.unanswered().clone()])
    } else {
        let backlog = Backlog::of(tickets()).as_of_on(now.at, clock)?;
        let unanswered = Unanswered::of(tickets()).as_of_on(now.at, clock)?;
        Some([backlog.all().clone(), unanswered])
    }
}
