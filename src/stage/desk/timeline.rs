//! One conversation, as the desk sees it now.

use chrono::{DateTime, Utc};

use super::desk_clock::DeskClock;
use super::event::{EventKind, Key};
use super::facts::{ContactFact, Standing, TicketFact};
use super::history::History;
use super::moment::Moment;
use super::tally::{Exclusion, SetAside};
use super::totals::{Fold, Rules};

/// Where a merged ticket's conversation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Survivor<K> {
    /// As this ticket; one that was not merged goes on as itself.
    Ticket(K),
    /// Nowhere: the tickets were merged into one another.
    Circle,
}

/// One event that stands, in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineEvent<'desk, K, A, I> {
    at: DateTime<Utc>,
    by: Option<&'desk A>,
    kind: &'desk EventKind<K>,
    id: &'desk I,
    set_aside: Option<SetAside>,
}

impl<'desk, K, A, I> TimelineEvent<'desk, K, A, I> {
    /// When it happened.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Who did it; `None` where nobody is known.
    pub const fn by(&self) -> Option<&'desk A> {
        self.by
    }

    /// What happened.
    pub const fn kind(&self) -> &'desk EventKind<K> {
        self.kind
    }

    /// The event's own id.
    pub const fn id(&self) -> &'desk I {
        self.id
    }

    /// Why the event changes no figure; `None` where nothing is odd about it.
    ///
    /// That the whole ticket may not count is not said here.
    pub const fn set_aside(&self) -> Option<SetAside> {
        self.set_aside
    }
}

/// One conversation as it stands: its events in their order, and what they come to.
///
/// # Example: what the desk made of a ticket
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::stage::{Desk, Event, EventKind, Exclusion, SetAside};
///
/// let mut desk = Desk::<u64, &str>::default();
/// let at = "2024-03-01T09:00:00Z".parse()?;
/// desk.apply(Event::new(1, 1, at, EventKind::AgentReply).by("Aiko"))?;
///
/// let timeline = desk.timeline(&1).unwrap();
/// assert_eq!(timeline.ticket(), Err(Exclusion::NoCustomerMessage));
/// let reply = timeline.events().next().unwrap();
/// assert_eq!(reply.set_aside(), Some(SetAside::BeforeFirstMessage));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Timeline<'desk, K, A, I, C> {
    history: &'desk History<K, A, I>,
    rules: Rules<'desk, C>,
    end: Fold<K, A>,
}

impl<'desk, K, A, I, C> Timeline<'desk, K, A, I, C>
where
    K: Key,
    A: Key,
    I: Key,
    C: DeskClock,
{
    pub(super) fn new(history: &'desk History<K, A, I>, rules: Rules<'desk, C>) -> Self {
        let end = history.end(rules.reopening);
        Self {
            history,
            rules,
            end,
        }
    }

    pub(super) const fn is_vacant(&self) -> bool {
        self.end.totals.events == 0
    }

    /// The ticket, or the reason why it is not counted.
    ///
    /// # Errors
    ///
    /// The [`Exclusion`].
    pub fn ticket(&self) -> Result<TicketFact<A>, Exclusion> {
        match Standing::of(&self.end, &self.rules) {
            Standing::Counted(fact) => Ok(*fact),
            Standing::Excluded(reason) => Err(reason),
            // Such a timeline is not handed out.
            Standing::Vacant => Err(Exclusion::NoCustomerMessage),
        }
    }

    /// The customer's waits in their order; none where the ticket is not counted.
    pub fn contacts(&self) -> Vec<ContactFact<A>> {
        match Standing::of(&self.end, &self.rules) {
            Standing::Counted(_) => self.history.contacts(&self.rules),
            _ => Vec::new(),
        }
    }

    /// How many replies there are, from the customer's first message on, also
    /// where the ticket is not counted.
    pub const fn replies(&self) -> u32 {
        self.end.totals.replies
    }

    /// How often the ticket was reopened, also where it is not counted.
    pub const fn reopens(&self) -> u32 {
        self.end.totals.reopens
    }

    /// The ticket that this one was merged into; `None` where it was not.
    pub fn merged_into(&self) -> Option<K> {
        self.end.machine.firsts.merged_into.clone()
    }

    /// The conversation step by step.
    pub(crate) fn moments(&self) -> impl Iterator<Item = Moment> + use<'desk, K, A, I, C> {
        let reopening = self.rules.reopening;
        self.history
            .entries()
            .iter()
            .scan(Fold::default().machine, move |machine, entry| {
                let step = machine.step(entry, reopening);
                let moment = |kind| Moment::of(entry.at.utc(), kind, &step, machine);
                Some(entry.kind.as_ref().map(moment))
            })
            .flatten()
    }

    /// The events that stand, in their order.
    pub fn events(
        &self,
    ) -> impl Iterator<Item = TimelineEvent<'desk, K, A, I>> + use<'desk, K, A, I, C> {
        let reopening = self.rules.reopening;
        self.history
            .entries()
            .iter()
            .scan(Fold::default().machine, move |machine, entry| {
                let step = machine.step(entry, reopening);
                Some(entry.kind.as_ref().map(|kind| TimelineEvent {
                    at: entry.at.utc(),
                    by: entry.by.as_ref(),
                    kind,
                    id: &entry.id,
                    set_aside: step.set_aside,
                }))
            })
            .flatten()
    }
}
