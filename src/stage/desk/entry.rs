//! The version of an event that won, and its place among the others.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::event::{Event, EventKind, Occurrence};
use crate::error::EventError;
use crate::model::Instant;

/// The greatest version of one event, as a conversation keeps it.
///
/// A deletion stays as an entry without a kind: it has to outlast the older
/// versions that may still arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<K, A, I> {
    pub(super) at: Instant,
    pub(super) id: I,
    pub(super) version: u64,
    pub(super) by: Option<A>,
    pub(super) kind: Option<EventKind<K>>,
    /// How often exactly this version arrived.
    pub(super) copies: u32,
}

impl<K: Ord, A: Ord, I: Ord> Entry<K, A, I> {
    /// Checks what one event alone shows, and splits its ticket off.
    pub(super) fn of(event: Event<K, A, I>) -> Result<(K, Self), EventError> {
        let Event {
            ticket,
            id,
            version,
            what,
        } = event;
        let (at, by, kind) = match what {
            None => (Instant::EARLIEST, None, None),
            Some(what) => {
                let at = Instant::of_field("at", what.at)
                    .map_err(|_| EventError::InstantOutOfRange { found: what.at })?;
                match &what.kind {
                    EventKind::AgentReply if what.by.is_none() => return Err(EventError::ByNobody),
                    EventKind::MergedInto(other) if *other == ticket => {
                        return Err(EventError::MergedIntoItself);
                    }
                    _ => {}
                }
                (at, what.by, Some(what.kind))
            }
        };
        let entry = Self {
            at,
            id,
            version,
            by,
            kind,
            copies: 1,
        };
        Ok((ticket, entry))
    }

    /// The place in the conversation: the instant, the kind's rank, who did
    /// it, the event's id. Deletions, which change nothing, stand before all.
    pub(super) fn place(&self, other: &Self) -> Ordering {
        let rank = |kind: &Option<EventKind<K>>| kind.as_ref().map_or(0, EventKind::rank);
        self.at
            .cmp(&other.at)
            .then_with(|| rank(&self.kind).cmp(&rank(&other.kind)))
            .then_with(|| self.by.cmp(&other.by))
            .then_with(|| self.id.cmp(&other.id))
    }

    /// Which of two versions of one event wins: the greater number; of one
    /// number, the deletion; else the content that is greater, so that the
    /// order of arrival does not matter even where the caller contradicts itself.
    pub(super) fn authority(&self, other: &Self) -> Ordering {
        self.version
            .cmp(&other.version)
            .then_with(|| self.kind.is_none().cmp(&other.kind.is_none()))
            .then_with(|| self.place(other))
            .then_with(|| self.kind.cmp(&other.kind))
    }
}

/// An entry as it is serialised.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct EntryFields<K, A, I> {
    id: I,
    version: u64,
    copies: u32,
    what: Option<Occurrence<K, A>>,
}

impl<K: Clone, A: Clone, I: Clone> EntryFields<K, A, I> {
    pub(super) fn of(entry: &Entry<K, A, I>) -> Self {
        Self {
            id: entry.id.clone(),
            version: entry.version,
            copies: entry.copies,
            what: entry.kind.clone().map(|kind| Occurrence {
                at: entry.at.utc(),
                by: entry.by.clone(),
                kind,
            }),
        }
    }
}

impl<K: Ord + Clone, A: Ord, I: Ord> EntryFields<K, A, I> {
    /// The entry, checked like an event that arrives.
    pub(super) fn checked(self, ticket: &K) -> Result<Entry<K, A, I>, String> {
        if self.copies == 0 {
            return Err("copies: expected 1 or more, found 0".to_string());
        }
        let event = Event {
            ticket: ticket.clone(),
            id: self.id,
            version: self.version,
            what: self.what,
        };
        let (_, mut entry) = Entry::of(event).map_err(|error| error.to_string())?;
        entry.copies = self.copies;
        Ok(entry)
    }
}
