//! Whether the first conversation was enough, and what it takes to know.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::elapsed::{Elapsed, Instant};
use crate::error::ModelError;

/// The first conversation of a ticket: up to its first resolution, and what
/// broke the silence after that.
///
/// # Example: resolved with one reply, and the customer wrote again
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::model::FirstConversation;
///
/// let conversation = FirstConversation::open(Channel::Chat, "2024-03-01T09:00:00Z".parse()?)?
///     .resolved("2024-03-01T09:20:00Z".parse()?, 1)?
///     .returned("2024-03-01T18:00:00Z".parse()?)?;
/// assert!(conversation.is_resolved());
///
/// let unheard_of = conversation.reopened("2024-03-01T09:19:59Z".parse()?).unwrap_err();
/// assert_eq!(
///     unheard_of.to_string(),
///     "reopened_at: expected 2024-03-01T09:20:00Z (resolved_at) or later, \
///      found 2024-03-01T09:19:59Z",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FirstConversationFields", into = "FirstConversationFields")]
pub struct FirstConversation {
    // The opening comes first in the order: a stage asks for the next contact.
    opened_at: Instant,
    channel: Channel,
    resolved_at: Option<Instant>,
    replies: u32,
    reopened_at: Option<Instant>,
    followed_up_at: Option<Instant>,
    returned_at: Option<Instant>,
    is_resolved: bool,
}

#[derive(Serialize, Deserialize)]
struct FirstConversationFields {
    channel: Channel,
    opened_at: DateTime<Utc>,
    resolved_at: Option<DateTime<Utc>>,
    replies: u32,
    reopened_at: Option<DateTime<Utc>>,
    followed_up_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    is_resolved: bool,
}

impl TryFrom<FirstConversationFields> for FirstConversation {
    type Error = ModelError;

    fn try_from(fields: FirstConversationFields) -> Result<Self, ModelError> {
        let mut conversation = Self::open(fields.channel, fields.opened_at)?;
        if let Some(at) = fields.resolved_at {
            conversation = conversation.resolved(at, fields.replies)?;
        }
        if let Some(at) = fields.reopened_at {
            conversation = conversation.reopened(at)?;
        }
        if let Some(at) = fields.followed_up_at {
            conversation = conversation.followed_up(at)?;
        }
        if let Some(at) = fields.returned_at {
            conversation = conversation.returned(at)?;
        }
        match (fields.is_resolved, conversation.resolved_at) {
            (false, _) => Ok(conversation.unresolved()),
            (true, Some(_)) => Ok(conversation),
            (true, None) => Err(ModelError::Missing {
                field: "resolved_at",
                expected: "an instant, as the ticket is resolved",
            }),
        }
    }
}

impl From<FirstConversation> for FirstConversationFields {
    fn from(conversation: FirstConversation) -> Self {
        Self {
            channel: conversation.channel,
            opened_at: conversation.opened_at(),
            resolved_at: conversation.resolved_at(),
            replies: conversation.replies,
            reopened_at: conversation.reopened_at.map(Instant::utc),
            followed_up_at: conversation.followed_up_at.map(Instant::utc),
            returned_at: conversation.returned_at.map(Instant::utc),
            is_resolved: conversation.is_resolved,
        }
    }
}

impl FirstConversation {
    /// One that goes on: the ticket was never resolved.
    ///
    /// # Errors
    ///
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262.
    pub fn open(channel: Channel, opened_at: DateTime<Utc>) -> Result<Self, ModelError> {
        Ok(Self {
            opened_at: Instant::of_field("opened_at", opened_at)?,
            channel,
            resolved_at: None,
            replies: 0,
            reopened_at: None,
            followed_up_at: None,
            returned_at: None,
            is_resolved: false,
        })
    }

    /// It ended with the ticket's first resolution, after this many replies.
    ///
    /// # Errors
    ///
    /// [`ModelError::Before`] its opening, [`ModelError::InstantOutOfRange`].
    pub fn resolved(mut self, at: DateTime<Utc>, replies: u32) -> Result<Self, ModelError> {
        if at < self.opened_at() {
            return Err(ModelError::Before {
                field: "resolved_at",
                earlier: "opened_at",
                expected: self.opened_at(),
                found: at,
            });
        }
        self.resolved_at = Some(Instant::of_field("resolved_at", at)?);
        self.replies = replies;
        self.is_resolved = true;
        Ok(self)
    }

    /// The ticket was reopened, for the first time at this instant.
    ///
    /// # Errors
    ///
    /// [`ModelError::Before`] its resolution, [`ModelError::Missing`] without
    /// one, [`ModelError::InstantOutOfRange`].
    pub fn reopened(mut self, at: DateTime<Utc>) -> Result<Self, ModelError> {
        self.reopened_at = Some(self.after_resolution("reopened_at", at)?);
        Ok(self)
    }

    /// An agent wrote after the first resolution, for the first time at this instant.
    ///
    /// # Errors
    ///
    /// As [`reopened`](Self::reopened).
    pub fn followed_up(mut self, at: DateTime<Utc>) -> Result<Self, ModelError> {
        self.followed_up_at = Some(self.after_resolution("followed_up_at", at)?);
        Ok(self)
    }

    /// The customer wrote on this ticket after its first resolution, for the
    /// first time at this instant.
    ///
    /// # Errors
    ///
    /// As [`reopened`](Self::reopened).
    pub fn returned(mut self, at: DateTime<Utc>) -> Result<Self, ModelError> {
        self.returned_at = Some(self.after_resolution("returned_at", at)?);
        Ok(self)
    }

    /// The ticket is not resolved now: reopened, or abandoned after that.
    #[must_use]
    pub const fn unresolved(mut self) -> Self {
        self.is_resolved = false;
        self
    }

    /// The channel of the customer's first message.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// When the customer first wrote.
    pub const fn opened_at(&self) -> DateTime<Utc> {
        self.opened_at.utc()
    }

    /// When the ticket was first resolved; `None` where it never was.
    pub fn resolved_at(&self) -> Option<DateTime<Utc>> {
        self.resolved_at.map(Instant::utc)
    }

    /// Whether the ticket is resolved now; a reopened one is not.
    pub const fn is_resolved(&self) -> bool {
        self.is_resolved
    }

    /// How many replies there were up to the first resolution.
    pub const fn replies(&self) -> u32 {
        self.replies
    }

    /// When the ticket was first reopened; `None` where it never was.
    pub fn reopened_at(&self) -> Option<DateTime<Utc>> {
        self.reopened_at.map(Instant::utc)
    }

    /// When an agent first wrote after the first resolution; `None` where nobody did.
    pub fn followed_up_at(&self) -> Option<DateTime<Utc>> {
        self.followed_up_at.map(Instant::utc)
    }

    /// When the customer first wrote on this ticket after its first
    /// resolution; `None` where they did not.
    pub fn returned_at(&self) -> Option<DateTime<Utc>> {
        self.returned_at.map(Instant::utc)
    }

    pub(crate) const fn opened_instant(&self) -> Instant {
        self.opened_at
    }

    pub(crate) const fn reopened_instant(&self) -> Option<Instant> {
        self.reopened_at
    }

    pub(crate) const fn followed_up_instant(&self) -> Option<Instant> {
        self.followed_up_at
    }

    pub(crate) const fn returned_instant(&self) -> Option<Instant> {
        self.returned_at
    }

    /// When a window has run out, in nanoseconds since 1970 (which may lie
    /// beyond the last instant); `None` where the ticket is not resolved now.
    pub(crate) fn due_after(&self, window: Elapsed) -> Option<i128> {
        let from = self.resolved_at.filter(|_| self.is_resolved)?;
        let window = i128::from(window.nanoseconds());
        Some(i128::from(from.nanoseconds()).wrapping_add(window))
    }

    fn after_resolution(
        &self,
        field: &'static str,
        at: DateTime<Utc>,
    ) -> Result<Instant, ModelError> {
        match self.resolved_at() {
            Some(resolved) if at < resolved => Err(ModelError::Before {
                field,
                earlier: "resolved_at",
                expected: resolved,
                found: at,
            }),
            Some(_) => Instant::of_field(field, at),
            None => Err(ModelError::Missing {
                field: "resolved_at",
                expected: "the instant of the resolution that something came after",
            }),
        }
    }
}

/// Whether the first conversation was enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FirstContact {
    /// It was.
    Resolved,
    /// It was not.
    NotResolved,
}

/// Whether the customer came back with the same problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Recontact {
    /// The customer wrote or called again.
    CameBack,
    /// Nothing was heard of the customer.
    StayedAway,
}

/// What a resolved ticket's window brought, now that it has run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(
    try_from = "FirstContactOutcomeFields",
    into = "FirstContactOutcomeFields"
)]
pub struct FirstContactOutcome {
    channel: Channel,
    opened_at: Instant,
    resolved_at: Instant,
    first_contact: FirstContact,
    recontact: Recontact,
}

#[derive(Serialize, Deserialize)]
struct FirstContactOutcomeFields {
    channel: Channel,
    opened_at: DateTime<Utc>,
    resolved_at: DateTime<Utc>,
    first_contact: FirstContact,
    recontact: Recontact,
}

impl TryFrom<FirstContactOutcomeFields> for FirstContactOutcome {
    type Error = ModelError;

    fn try_from(fields: FirstContactOutcomeFields) -> Result<Self, ModelError> {
        let conversation = FirstConversation::open(fields.channel, fields.opened_at)?
            .resolved(fields.resolved_at, 0)?;
        Self::of(&conversation, fields.first_contact, fields.recontact)
    }
}

impl From<FirstContactOutcome> for FirstContactOutcomeFields {
    fn from(outcome: FirstContactOutcome) -> Self {
        Self {
            channel: outcome.channel,
            opened_at: outcome.opened_at(),
            resolved_at: outcome.resolved_at(),
            first_contact: outcome.first_contact,
            recontact: outcome.recontact,
        }
    }
}

impl FirstContactOutcome {
    /// What a conversation's window brought.
    ///
    /// # Errors
    ///
    /// [`ModelError::Missing`] where it was never resolved: no window began.
    pub fn of(
        conversation: &FirstConversation,
        first_contact: FirstContact,
        recontact: Recontact,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            channel: conversation.channel,
            opened_at: conversation.opened_at,
            resolved_at: conversation.resolved_at.ok_or(ModelError::Missing {
                field: "resolved_at",
                expected: "the instant at which the window began",
            })?,
            first_contact,
            recontact,
        })
    }

    /// The channel of the customer's first message.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// When the customer first wrote.
    pub const fn opened_at(&self) -> DateTime<Utc> {
        self.opened_at.utc()
    }

    /// When the ticket was first resolved.
    pub const fn resolved_at(&self) -> DateTime<Utc> {
        self.resolved_at.utc()
    }

    /// Whether the first conversation was enough.
    pub const fn first_contact(&self) -> FirstContact {
        self.first_contact
    }

    /// Whether the customer came back with the same problem.
    pub const fn recontact(&self) -> Recontact {
        self.recontact
    }
}
