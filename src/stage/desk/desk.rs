//! The live desk.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::desk_change::{Arrival, DeskChange};
use super::desk_clock::DeskClock;
use super::entry::Entry;
use super::event::{Event, Key};
use super::facts::{ContactFact, Standing, TicketFact, contact_of};
use super::history::History;
use super::machine::Reopening;
use super::revision::{Received, Revision};
use super::tally::Tally;
use super::timeline::{Survivor, Timeline};
use super::totals::{Fold, Rules};
use super::wait::Wait;
use crate::calculator::{Group, Sign};
use crate::clock::AroundTheClock;
use crate::error::EventError;
use crate::stage::Change;

/// Many conversations, told event by event in any order, as facts that any
/// calculator counts.
///
/// `K` is the caller's ticket key, `A` the agent's, `I` the event's own id,
/// `C` the clock on which waits are measured: any [`Clock`](crate::clock::Clock),
/// or one for each channel.
///
/// **Any order of arrival converges.** An event is known by its ticket and
/// id; of its versions the greatest wins, a [deletion](Event::deletion) is a
/// version, the same version again changes nothing. Of two versions with the
/// same number the deletion wins, and else the greater content (by instant,
/// kind, who and what): a caller who contradicts itself gets one answer too.
/// After each event the facts handed out so far are those of a recount. The
/// one exception are archived tickets: an event for them is an error.
///
/// **Events are judged by their place**, not by their arrival: by instant,
/// then by kind in the order of [`EventKind`](super::EventKind), then by who
/// did it, then by id. What cannot be in sequence (held twice, a reply before
/// the first message) is accepted, changes no figure, and is counted by reason
/// in the [`tally`](Self::tally).
///
/// **What counts.** A ticket opens with the customer's first message; of what
/// was before, only a hold that still runs and the assignment matter. A wait
/// starts at the first unanswered message, or at a reopening where none runs;
/// a bot's hand-off starts a running one again; an agent's reply ends it as a
/// response, a resolution or an abandonment without one. A run of replies is
/// one response; notes and bots are none. Only an explicit reopening reopens,
/// unless [`Reopening`] says otherwise; a reopened ticket is unresolved until
/// it is resolved again; a resolution or an abandonment ends a hold. A merged
/// ticket is excluded where it was merged first, whatever becomes of the other
/// one; messages do not move. So in a circle of merges every ticket is
/// excluded: see [`survivor`](Self::survivor).
///
/// A wait that a resolution ended is no [interaction](Self::facts): the
/// customer neither left nor was answered.
///
/// The hash of ticket keys is fast and not seeded, as that of
/// [`By`](crate::breakdown::By).
///
/// # Example: out of order, and corrected
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::kpi::FirstResponseTime;
/// use support_kpi::stage::{Desk, Event, EventKind};
///
/// let mut desk = Desk::<&str, &str>::default();
/// let mut frt = FirstResponseTime::default();
/// let reply = |at: &str| {
///     Ok::<_, chrono::ParseError>(Event::new("T-1", 2, at.parse()?, EventKind::AgentReply).by("Aiko"))
/// };
/// let opened = EventKind::CreatedByCustomer(Channel::Email);
///
/// desk.apply(reply("2024-03-01T09:10:00Z")?)?.apply_tickets(&mut frt);
/// assert_eq!(frt.count(), Some(0)); // a reply to nothing
/// desk.apply(Event::new("T-1", 1, "2024-03-01T09:00:00Z".parse()?, opened))?
///     .apply_tickets(&mut frt);
/// assert_eq!(frt.mean(), Some(Duration::from_secs(600)));
/// desk.apply(reply("2024-03-01T09:05:00Z")?.version(1))?.apply_tickets(&mut frt);
/// assert_eq!(frt.mean(), Some(Duration::from_secs(300)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Desk<K, A, I = u64, C = AroundTheClock> {
    pub(super) clock: C,
    pub(super) reopening: Reopening,
    pub(super) histories: HashMap<K, History<K, A, I>, FixedState>,
    /// The archived tickets, and which archiving was their last.
    pub(super) archived: HashMap<K, u64, FixedState>,
    pub(super) archivings: u64,
    pub(super) tally: Tally,
}

impl<K, A, I, C: Default> Default for Desk<K, A, I, C> {
    fn default() -> Self {
        Self::new(C::default(), Reopening::default())
    }
}

/// Desks are equal where they would go on equally.
impl<K, A, I, C> PartialEq for Desk<K, A, I, C>
where
    K: Key,
    A: PartialEq,
    I: PartialEq,
    C: PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        self.clock == other.clock
            && self.reopening == other.reopening
            && self.histories == other.histories
            && self.archived == other.archived
            && self.archivings == other.archivings
            && self.tally == other.tally
    }
}

impl<K, A, I, C> Desk<K, A, I, C> {
    /// An empty desk that measures waits on a clock.
    ///
    /// Clock and reopening are fixed for its life, as the facts that it
    /// retracts have to be the ones it recorded. Hours that differ between
    /// channels are [`ChannelClocks`](super::ChannelClocks); a desk whose agents
    /// keep several schedules is several desks.
    pub const fn new(clock: C, reopening: Reopening) -> Self {
        Self {
            clock,
            reopening,
            histories: HashMap::with_hasher(FixedState::with_seed(0)),
            archived: HashMap::with_hasher(FixedState::with_seed(0)),
            archivings: 0,
            tally: Tally {
                received: 0,
                duplicates: 0,
                superseded: 0,
                deleted: 0,
                counted: 0,
                set_aside: [0; super::SetAside::ALL.len()],
                tickets: 0,
                excluded: [0; super::Exclusion::ALL.len()],
            },
        }
    }

    /// The clock on which waits are measured.
    pub const fn clock(&self) -> &C {
        &self.clock
    }

    /// What opens a closed ticket again.
    pub const fn reopening(&self) -> Reopening {
        self.reopening
    }

    /// What became of every event, and of every ticket, archived ones too.
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// How many conversations are on the desk, excluded ones too, archived ones not.
    pub fn len(&self) -> usize {
        self.histories.len()
    }

    /// Whether no conversation is on the desk.
    pub fn is_empty(&self) -> bool {
        self.histories.is_empty()
    }
}

impl<K, A, I, C> Desk<K, A, I, C>
where
    K: Key,
    A: Key,
    I: Key,
    C: DeskClock,
{
    /// Takes an event, and gives what it changed.
    ///
    /// # Errors
    ///
    /// The desk is then as it was before, the tally too:
    ///
    /// - [`EventError::ByNobody`]: a reply without an agent.
    /// - [`EventError::MergedIntoItself`].
    /// - [`EventError::InstantOutOfRange`]: outside the years 1677 to 2262.
    /// - [`EventError::Archived`]: the ticket is archived.
    pub fn apply(&mut self, event: Event<K, A, I>) -> Result<DeskChange<K, A>, EventError> {
        let (key, entry) = Entry::of(event)?;
        if self.archived.contains_key(&key) {
            return Err(EventError::Archived);
        }
        let rules = Rules {
            clock: &self.clock,
            reopening: self.reopening,
        };
        let is_deletion = entry.kind.is_none();
        let received = match self.histories.get_mut(&key) {
            Some(history) => history.receive(entry, &rules),
            None => self
                .histories
                .entry(key.clone())
                .or_default()
                .receive(entry, &rules),
        };
        let tally = &mut self.tally;
        tally.received = tally.received.wrapping_add(1);
        let (arrival, revision) = match received {
            Received::Duplicate => {
                tally.duplicates = tally.duplicates.wrapping_add(1);
                return Ok(DeskChange::none(Arrival::Duplicate));
            }
            Received::Outdated => {
                tally.superseded = tally.superseded.wrapping_add(1);
                return Ok(DeskChange::none(Arrival::Outdated));
            }
            Received::New(revision) => (Arrival::New, revision),
            Received::Corrected {
                revision,
                copies,
                was_deletion,
            } => {
                // Copies of a version that no longer stands are no duplicates of the one that does.
                let repeats = u64::from(copies.saturating_sub(1));
                tally.superseded = tally.superseded.wrapping_add(u64::from(copies));
                tally.duplicates = tally.duplicates.wrapping_sub(repeats);
                tally.deleted = tally.deleted.wrapping_sub(u64::from(was_deletion));
                (Arrival::Corrected, revision)
            }
        };
        tally.deleted = tally.deleted.wrapping_add(u64::from(is_deletion));
        Ok(self.change(&key, arrival, &revision))
    }

    /// A conversation as it stands; `None` where the desk does not have it, or
    /// all its events are deleted.
    pub fn timeline(&self, ticket: &K) -> Option<Timeline<'_, K, A, I, C>> {
        let history = self.histories.get(ticket)?;
        let timeline = Timeline::new(history, self.rules());
        Some(timeline).filter(|timeline| !timeline.is_vacant())
    }

    /// The tickets on the desk, in the order of their keys.
    pub fn tickets(&self) -> impl Iterator<Item = &K> {
        let mut keys: Vec<&K> = self.histories.keys().collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// Every fact that holds now, as one change: what a calculator that starts
    /// late has to be told. Facts of archived tickets are not in it.
    pub fn facts(&self) -> DeskChange<K, A> {
        let (mut tickets, mut contacts) = (Vec::new(), Vec::new());
        let rules = self.rules();
        for key in self.tickets() {
            let Some(history) = self.histories.get(key) else {
                continue;
            };
            if let Standing::Counted(fact) = Standing::of(&history.end(self.reopening), &rules) {
                tickets.push((key.clone(), *fact));
                let waits = history.contacts(&rules);
                contacts.extend(waits.into_iter().map(|contact| (key.clone(), contact)));
            }
        }
        DeskChange::new(
            Arrival::New,
            Change::new(Vec::new(), tickets),
            Change::new(Vec::new(), contacts),
        )
    }

    /// Where a ticket's conversation goes on, after all its merges.
    ///
    /// A chain is followed to its end, through tickets of this desk. In a
    /// circle there is none.
    ///
    /// # Example: a chain and a circle
    ///
    /// ```
    /// use support_kpi::stage::{Desk, Event, EventKind, Survivor};
    ///
    /// let mut desk = Desk::<u64, u32>::default();
    /// let at = "2024-03-01T09:00:00Z".parse()?;
    /// for (ticket, into) in [(1, 2), (2, 3), (7, 8), (8, 7)] {
    ///     desk.apply(Event::new(ticket, 1, at, EventKind::MergedInto(into)))?;
    /// }
    /// assert_eq!(desk.survivor(&1), Survivor::Ticket(3));
    /// assert_eq!(desk.survivor(&3), Survivor::Ticket(3));
    /// assert_eq!(desk.survivor(&7), Survivor::Circle);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn survivor(&self, ticket: &K) -> Survivor<K> {
        let mut at = ticket.clone();
        // Whoever takes more steps than there are tickets goes round in a circle.
        for _ in 0..=self.histories.len() {
            match self
                .timeline(&at)
                .and_then(|timeline| timeline.merged_into())
            {
                Some(next) => at = next,
                None => return Survivor::Ticket(at),
            }
        }
        Survivor::Circle
    }

    /// The bytes that the desk takes, what its keys hold on the heap left out.
    pub fn bytes(&self) -> usize {
        // A hash table keeps a byte beside each slot, and an eighth of its slots free.
        let slots = |capacity: usize, slot: usize| {
            let slots = capacity
                .saturating_mul(8)
                .checked_div(7)
                .unwrap_or_default();
            slots.saturating_mul(slot.saturating_add(1))
        };
        let tables = slots(
            self.histories.capacity(),
            size_of::<(K, History<K, A, I>)>(),
        )
        .saturating_add(slots(self.archived.capacity(), size_of::<(K, u64)>()));
        self.histories
            .values()
            .fold(tables.saturating_add(size_of::<Self>()), |sum, history| {
                sum.saturating_add(history.heap_bytes())
            })
    }

    pub(super) fn rules(&self) -> Rules<'_, C> {
        Rules {
            clock: &self.clock,
            reopening: self.reopening,
        }
    }

    /// The facts that a revision changed; counts what became of its events.
    fn change(&mut self, key: &K, arrival: Arrival, revision: &Revision<K, A>) -> DeskChange<K, A> {
        let rules = Rules {
            clock: &self.clock,
            reopening: self.reopening,
        };
        let (before, after) = revision.standings(&rules);
        self.tally
            .combine(Sign::Minus, &before.tally(&revision.before));
        self.tally
            .combine(Sign::Plus, &after.tally(&revision.after));

        let keyed = |waits: &[Wait<A>], fold: &Fold<K, A>| -> Vec<(K, ContactFact<A>)> {
            let channel = fold.channel();
            waits
                .iter()
                .filter_map(|wait| contact_of(wait, channel?, &rules))
                .map(|contact| (key.clone(), contact))
                .collect()
        };
        let (was, is) = (&revision.before, &revision.after);
        let fact = |fact: TicketFact<A>| vec![(key.clone(), fact)];
        let history = self.histories.get(key);
        let (tickets, contacts) = match (before, after) {
            (Standing::Counted(before), Standing::Counted(after)) => (
                if before == after {
                    Change::default()
                } else {
                    Change::new(fact(*before), fact(*after))
                },
                Change::new(
                    keyed(&revision.waits_gone, was),
                    keyed(&revision.waits_come, is),
                ),
            ),
            (Standing::Counted(before), _) => {
                let waits = history.map(|history| history.waits_before(revision, &rules));
                (
                    Change::new(fact(*before), Vec::new()),
                    Change::new(keyed(&waits.unwrap_or_default(), was), Vec::new()),
                )
            }
            (_, Standing::Counted(after)) => {
                let waits = history.map(|history| history.waits(&rules));
                (
                    Change::new(Vec::new(), fact(*after)),
                    Change::new(Vec::new(), keyed(&waits.unwrap_or_default(), is)),
                )
            }
            _ => return DeskChange::none(arrival),
        };
        DeskChange::new(arrival, tickets, contacts)
    }
}
