//! What a helpdesk says happened.

use std::hash::Hash;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{Channel, Resolver};

/// What can be a key of a stage: a number, a text, a pair of them.
///
/// The desk never looks into a key. Keys have an order, so that ties in time
/// have one, and snapshots are written the same way each time.
pub trait Key: Clone + Ord + Hash {}

impl<T: Clone + Ord + Hash> Key for T {}

/// What happened in a conversation.
///
/// The variants stand in the order in which they are taken when they happened
/// at the same instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventKind<K> {
    /// The customer opened the ticket: a customer's message.
    CreatedByCustomer(Channel),
    /// The team opened the ticket. It counts from the customer's first message on.
    CreatedByAgent,
    /// The customer wrote, on a channel.
    CustomerMessage(Channel),
    /// A person of the team wrote to the customer: the only thing that is a
    /// reply. It needs an agent: see [`Event::by`].
    AgentReply,
    /// A bot or an automatic answer wrote to the customer.
    BotMessage,
    /// The team wrote something that the customer does not see.
    AgentNote,
    /// A bot gave the conversation over to a person.
    BotHandoff,
    /// The ticket was given to the agent that [`Event::by`] names, or was
    /// taken from whoever had it.
    Assigned,
    /// The ticket was put on hold.
    Hold,
    /// The hold ended.
    Resume,
    /// The customer left before the problem was solved.
    Abandoned,
    /// The ticket was resolved. Where it was by an agent, [`Event::by`] says by whom.
    Resolved(Resolver),
    /// The ticket was opened again.
    Reopened,
    /// The ticket is spam.
    MarkedAsSpam,
    /// The ticket goes on as another one.
    MergedInto(K),
}

impl<K> EventKind<K> {
    /// The place among events of one instant.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::CreatedByCustomer(_) => 1,
            Self::CreatedByAgent => 2,
            Self::CustomerMessage(_) => 3,
            Self::AgentReply => 4,
            Self::BotMessage => 5,
            Self::AgentNote => 6,
            Self::BotHandoff => 7,
            Self::Assigned => 8,
            Self::Hold => 9,
            Self::Resume => 10,
            Self::Abandoned => 11,
            Self::Resolved(_) => 12,
            Self::Reopened => 13,
            Self::MarkedAsSpam => 14,
            Self::MergedInto(_) => 15,
        }
    }
}

/// An instant, who did it, and what it was: all of an event that a correction can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Occurrence<K, A> {
    pub(super) at: DateTime<Utc>,
    pub(super) by: Option<A>,
    pub(super) kind: EventKind<K>,
}

/// One version of one event of a ticket, as a helpdesk tells it.
///
/// An event is known by its ticket and its own id (`I`, a `u64` unless the
/// caller says otherwise). Corrections come as versions: the greatest wins, in
/// whatever order they arrive, and a [deletion](Self::deletion) is a version
/// too. A helpdesk that counts no versions has its time of update to use.
///
/// An event that moves to another ticket is deleted from the one, and new on
/// the other.
///
/// # Example: a reply, and its correction
///
/// ```
/// use support_kpi::stage::{Event, EventKind};
///
/// let at = "2024-03-01T09:00:00Z".parse()?;
/// let reply: Event<&str, &str> = Event::new("T-1", 7, at, EventKind::AgentReply).by("Aiko");
/// let corrected = reply.clone().by("Ben").version(1);
/// let deleted = Event::<&str, &str>::deletion("T-1", 7, 2);
///
/// assert_eq!(corrected.agent(), Some(&"Ben"));
/// assert_eq!((deleted.at(), deleted.kind()), (None, None));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event<K, A, I = u64> {
    pub(super) ticket: K,
    pub(super) id: I,
    pub(super) version: u64,
    pub(super) what: Option<Occurrence<K, A>>,
}

impl<K, A, I> Event<K, A, I> {
    /// Version 0 of an event, done by nobody that is known.
    pub const fn new(ticket: K, id: I, at: DateTime<Utc>, kind: EventKind<K>) -> Self {
        Self {
            ticket,
            id,
            version: 0,
            what: Some(Occurrence { at, by: None, kind }),
        }
    }

    /// The version that says: this event never was.
    pub const fn deletion(ticket: K, id: I, version: u64) -> Self {
        Self {
            ticket,
            id,
            version,
            what: None,
        }
    }

    /// Says who did it: the agent who replied or resolved, or to whom the
    /// ticket was assigned.
    ///
    /// Of events of one kind at one instant, those by nobody come first, then
    /// they go in the order of this key: so a caller who has keys for
    /// customers and bots too may give them. A deletion is by nobody.
    #[must_use]
    pub fn by(mut self, who: A) -> Self {
        if let Some(what) = &mut self.what {
            what.by = Some(who);
        }
        self
    }

    /// Says which version of the event this is.
    #[must_use]
    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// The ticket it belongs to.
    pub const fn ticket(&self) -> &K {
        &self.ticket
    }

    /// Its own id.
    pub const fn id(&self) -> &I {
        &self.id
    }

    /// Which version of the event this is.
    pub const fn version_number(&self) -> u64 {
        self.version
    }

    /// When it happened; `None` for a deletion.
    pub fn at(&self) -> Option<DateTime<Utc>> {
        self.what.as_ref().map(|what| what.at)
    }

    /// Who did it; `None` where nobody is known, and for a deletion.
    pub fn agent(&self) -> Option<&A> {
        self.what.as_ref().and_then(|what| what.by.as_ref())
    }

    /// What happened; `None` for a deletion.
    pub fn kind(&self) -> Option<&EventKind<K>> {
        self.what.as_ref().map(|what| &what.kind)
    }
}
