//! Conversations that leave the desk, and come back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use super::desk_clock::DeskClock;
use super::entry::{Entry, EntryFields};
use super::event::Key;
use super::history::History;
use crate::error::RestoreError;
use crate::model::Instant;

/// A conversation that a desk archived: to be stored by the caller, and given
/// back should its ticket stir again.
///
/// It serialises, best in a [`Snapshot`](crate::snapshot::Snapshot).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    try_from = "ConversationFields<K, A, I>",
    into = "ConversationFields<K, A, I>",
    bound(
        serialize = "K: Key + Serialize, A: Key + Serialize, I: Key + Serialize",
        deserialize = "K: Key + Deserialize<'de>, A: Key + Deserialize<'de>, I: Key + Deserialize<'de>"
    )
)]
pub struct Conversation<K, A, I = u64> {
    pub(super) ticket: K,
    /// Which archiving of its desk this was.
    pub(super) archived: u64,
    pub(super) history: History<K, A, I>,
}

impl<K, A, I> Conversation<K, A, I> {
    /// The ticket's key.
    pub const fn ticket(&self) -> &K {
        &self.ticket
    }
}

#[derive(Serialize, Deserialize)]
struct ConversationFields<K, A, I> {
    ticket: K,
    archived: u64,
    events: Vec<EntryFields<K, A, I>>,
}

impl<K: Key, A: Key, I: Key> TryFrom<ConversationFields<K, A, I>> for Conversation<K, A, I> {
    type Error = String;

    fn try_from(fields: ConversationFields<K, A, I>) -> Result<Self, String> {
        let history = history_of(&fields.ticket, fields.events)?;
        Ok(Self {
            ticket: fields.ticket,
            archived: fields.archived,
            history,
        })
    }
}

impl<K: Key, A: Key, I: Key> From<Conversation<K, A, I>> for ConversationFields<K, A, I> {
    fn from(conversation: Conversation<K, A, I>) -> Self {
        Self {
            ticket: conversation.ticket,
            archived: conversation.archived,
            events: fields_of(&conversation.history),
        }
    }
}

/// A ticket and its events, as they are serialised.
pub(super) type TicketFields<K, A, I> = (K, Vec<EntryFields<K, A, I>>);

/// The events of a conversation as they are serialised.
pub(super) fn fields_of<K: Key, A: Key, I: Key>(
    history: &History<K, A, I>,
) -> Vec<EntryFields<K, A, I>> {
    history.entries().iter().map(EntryFields::of).collect()
}

/// A conversation of serialised events, each checked like one that arrives.
pub(super) fn history_of<K: Key, A: Key, I: Key>(
    ticket: &K,
    events: Vec<EntryFields<K, A, I>>,
) -> Result<History<K, A, I>, String> {
    if events.is_empty() {
        return Err("events: expected one or more, found none".to_string());
    }
    let entries: Vec<Entry<K, A, I>> = events
        .into_iter()
        .map(|event| event.checked(ticket))
        .collect::<Result<_, _>>()?;
    History::of(entries)
        .ok_or_else(|| "events: expected each id once, found one of them again".to_string())
}

impl<K, A, I, C> Desk<K, A, I, C>
where
    K: Key,
    A: Key,
    I: Key,
    C: DeskClock,
{
    /// Takes a conversation off the desk, and keeps its key; `None` where the
    /// desk does not have it.
    ///
    /// Its facts stay counted. An event for it is
    /// [`EventError::Archived`](crate::error::EventError::Archived) until it
    /// is [restored](Self::restore).
    ///
    /// # Example: archived, and back again for a late event
    ///
    /// ```
    /// use support_kpi::Channel;
    /// use support_kpi::error::EventError;
    /// use support_kpi::stage::{Desk, Event, EventKind};
    ///
    /// let mut desk = Desk::<u64, u32>::default();
    /// let at = "2024-03-01T09:00:00Z".parse()?;
    /// let late = Event::new(1, 2, at, EventKind::AgentReply).by(7);
    /// desk.apply(Event::new(1, 1, at, EventKind::CustomerMessage(Channel::Sms)))?;
    ///
    /// let stored = desk.archive(&1).unwrap();
    /// assert_eq!(desk.apply(late.clone()), Err(EventError::Archived));
    /// desk.restore(stored)?;
    /// assert!(desk.apply(late).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn archive(&mut self, ticket: &K) -> Option<Conversation<K, A, I>> {
        let (ticket, history) = self.histories.remove_entry(ticket)?;
        self.archivings = self.archivings.wrapping_add(1);
        self.archived.insert(ticket.clone(), self.archivings);
        Some(Conversation {
            ticket,
            archived: self.archivings,
            history: history.without_checkpoints(),
        })
    }

    /// Archives the settled conversations whose last event was before an instant.
    ///
    /// Settled is what was resolved or abandoned and has no customer waiting,
    /// what was merged, and what is spam. They come in the order of their keys.
    pub fn archive_settled_before(&mut self, instant: DateTime<Utc>) -> Vec<Conversation<K, A, I>> {
        let mut quiet = self.settled();
        quiet.retain(|(last, _)| last.utc() < instant);
        quiet.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
        self.archive_all(&quiet)
    }

    /// Archives settled conversations until at most so many are left, those
    /// whose last event is longest ago first (of equal ones, the smaller key).
    ///
    /// Settled is as in [`archive_settled_before`](Self::archive_settled_before);
    /// whatever else is on the desk stays.
    pub fn archive_settled_beyond(&mut self, keep: usize) -> Vec<Conversation<K, A, I>> {
        let mut quiet = self.settled();
        quiet.sort_unstable();
        quiet.truncate(quiet.len().saturating_sub(keep));
        self.archive_all(&quiet)
    }

    /// Puts an archived conversation back.
    ///
    /// No fact changes: its facts stayed counted. Only the copy of its last
    /// archiving will do, as an older one would not fit the facts.
    ///
    /// # Errors
    ///
    /// The desk is then as it was before:
    ///
    /// - [`RestoreError::NotArchived`]: the ticket never was, or is back already.
    /// - [`RestoreError::Stale`]: it was archived again since.
    pub fn restore(&mut self, conversation: Conversation<K, A, I>) -> Result<(), RestoreError> {
        match self.archived.get(&conversation.ticket) {
            None => return Err(RestoreError::NotArchived),
            Some(expected) if *expected != conversation.archived => {
                return Err(RestoreError::Stale {
                    expected: *expected,
                    found: conversation.archived,
                });
            }
            Some(_) => {}
        }
        self.archived.remove(&conversation.ticket);
        let mut history = conversation.history;
        history.measure(&self.rules());
        self.histories.insert(conversation.ticket, history);
        Ok(())
    }

    /// Whether a ticket is archived.
    pub fn is_archived(&self, ticket: &K) -> bool {
        self.archived.contains_key(ticket)
    }

    /// How many tickets are archived.
    pub fn archived_len(&self) -> usize {
        self.archived.len()
    }

    /// The settled conversations, and their last events' instants.
    fn settled(&self) -> Vec<(Instant, K)> {
        self.histories
            .iter()
            .filter(|(_, history)| history.end(self.reopening).is_settled())
            .filter_map(|(key, history)| Some((history.entries().last()?.at, key.clone())))
            .collect()
    }

    fn archive_all(&mut self, quiet: &[(Instant, K)]) -> Vec<Conversation<K, A, I>> {
        quiet
            .iter()
            .filter_map(|(_, ticket)| self.archive(ticket))
            .collect()
    }
}
