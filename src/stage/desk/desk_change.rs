//! What an event changed: the facts to retract, and the facts to record.

use super::facts::{ContactFact, TicketFact};
use crate::calculator::Calculator;
use crate::model::{Interaction, Ticket};
use crate::stage::Change;

/// What became of an event when it arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Arrival {
    /// It is the first version of its event.
    New,
    /// It replaces a smaller version.
    Corrected,
    /// It is the version that stands, over again.
    Duplicate,
    /// A greater version stands.
    Outdated,
}

/// What an event changed: facts under their ticket's key.
///
/// Applied in the order in which the desk gave them, changes leave any
/// calculator where a recount of all events would. A fact that an event does
/// not touch is in neither list.
///
/// # Example: the first reply, under the agent who wrote it
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::breakdown::By;
/// use support_kpi::kpi::FirstResponseTime;
/// use support_kpi::stage::{Desk, Event, EventKind};
///
/// let mut desk = Desk::<u64, &str>::default();
/// let mut overall = FirstResponseTime::default();
/// let mut by_agent = By::<&str, FirstResponseTime>::default();
/// for event in [
///     Event::new(1, 1, "2024-03-01T09:00:00Z".parse()?, EventKind::CreatedByCustomer(Channel::Chat)),
///     Event::new(1, 2, "2024-03-01T09:01:00Z".parse()?, EventKind::AgentReply).by("Aiko"),
/// ] {
///     let change = desk.apply(event)?;
///     change.apply_tickets(&mut overall);
///     change
///         .tickets()
///         .filter_map(|(_, fact)| Some((*fact.first_answered_by()?, *fact.ticket())))
///         .apply_to(&mut by_agent);
/// }
/// assert_eq!((overall.count(), overall.unanswered()), (Some(1), Some(0)));
/// assert_eq!(by_agent.get("Aiko"), Some(&overall));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "facts that no calculator gets are not counted"]
pub struct DeskChange<K, A> {
    arrival: Arrival,
    tickets: Change<(K, TicketFact<A>)>,
    contacts: Change<(K, ContactFact<A>)>,
}

impl<K, A> DeskChange<K, A> {
    pub(super) const fn new(
        arrival: Arrival,
        tickets: Change<(K, TicketFact<A>)>,
        contacts: Change<(K, ContactFact<A>)>,
    ) -> Self {
        Self {
            arrival,
            tickets,
            contacts,
        }
    }

    pub(super) fn none(arrival: Arrival) -> Self {
        Self::new(arrival, Change::default(), Change::default())
    }

    /// What became of the event.
    pub const fn arrival(&self) -> Arrival {
        self.arrival
    }

    /// The tickets: what the event changed in their facts.
    pub const fn tickets(&self) -> &Change<(K, TicketFact<A>)> {
        &self.tickets
    }

    /// The customers' waits: a fact for each.
    pub const fn contacts(&self) -> &Change<(K, ContactFact<A>)> {
        &self.contacts
    }

    /// Whether no fact changed.
    pub const fn is_empty(&self) -> bool {
        self.tickets.is_empty() && self.contacts.is_empty()
    }

    /// Retracts and records the tickets.
    pub fn apply_tickets(&self, calculator: &mut impl Calculator<Fact = Ticket>) {
        self.tickets
            .map(|(_, fact)| *fact.ticket())
            .apply_to(calculator);
    }

    /// Retracts and records the waits.
    pub fn apply_interactions(&self, calculator: &mut impl Calculator<Fact = Interaction>) {
        self.contacts
            .map(|(_, fact)| *fact.interaction())
            .apply_to(calculator);
    }
}
