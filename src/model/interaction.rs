//! One contact that waits for an answer: a call, a chat, a run of messages.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::elapsed::{Elapsed, Instant};
use crate::error::ModelError;

/// How a contact ended, or that it still waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The customer was answered, and stayed.
    Answered {
        /// The wait for the answer.
        after: Elapsed,
    },
    /// The customer left before anyone answered.
    LeftWaiting {
        /// The wait until the customer left.
        after: Elapsed,
    },
    /// The customer was answered, and left before the problem was solved.
    LeftAfterAnswer {
        /// The wait for the answer.
        after: Elapsed,
    },
    /// The customer still waits.
    StillWaiting,
}

/// What an answered contact took of an agent's time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "HandleTimeFields")]
pub struct HandleTime {
    talk: Elapsed,
    hold: Elapsed,
    after_work: Elapsed,
}

#[derive(Deserialize)]
struct HandleTimeFields {
    talk: Elapsed,
    hold: Elapsed,
    after_work: Elapsed,
}

impl TryFrom<HandleTimeFields> for HandleTime {
    type Error = ModelError;

    fn try_from(fields: HandleTimeFields) -> Result<Self, ModelError> {
        Self::new(
            fields.talk.duration(),
            fields.hold.duration(),
            fields.after_work.duration(),
        )
    }
}

impl HandleTime {
    /// Talk, hold and after-work: what the contact kept an agent busy with.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] where one of them, or their sum, is
    /// over 584 years.
    ///
    /// # Example: four minutes of talk, one of notes
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::HandleTime;
    ///
    /// let minutes = |n: u64| Duration::from_secs(60 * n);
    /// let handled = HandleTime::new(minutes(4), Duration::ZERO, minutes(1))?;
    /// assert_eq!(handled.total().duration(), minutes(5));
    /// # Ok::<(), support_kpi::ModelError>(())
    /// ```
    pub fn new(talk: Duration, hold: Duration, after_work: Duration) -> Result<Self, ModelError> {
        let handled = Self {
            talk: Elapsed::of_field("talk", talk)?,
            hold: Elapsed::of_field("hold", hold)?,
            after_work: Elapsed::of_field("after_work", after_work)?,
        };
        let sum = talk.saturating_add(hold).saturating_add(after_work);
        Elapsed::of_field("handle_time", sum)?;
        Ok(handled)
    }

    /// Time spent talking or writing.
    pub const fn talk(self) -> Elapsed {
        self.talk
    }

    /// Time the customer was kept on hold.
    pub const fn hold(self) -> Elapsed {
        self.hold
    }

    /// Time spent on the contact after the customer had gone.
    pub const fn after_work(self) -> Elapsed {
        self.after_work
    }

    /// Talk, hold and after-work together.
    pub const fn total(self) -> Elapsed {
        // The constructor checked that the sum fits.
        Elapsed::from_nanoseconds(
            self.talk
                .nanoseconds()
                .wrapping_add(self.hold.nanoseconds())
                .wrapping_add(self.after_work.nanoseconds()),
        )
    }
}

/// One contact that waits for an answer: a call, a chat, a run of messages.
///
/// Whose it was, and who answered it, are the caller's keys.
///
/// # Example: a call that was answered after 20 seconds
///
/// ```
/// use support_kpi::{Channel, Elapsed, Interaction, Outcome};
///
/// let after = Elapsed::from_seconds(20);
/// let call = Interaction::new(
///     Channel::Phone,
///     "2024-03-01T09:00:00Z".parse()?,
///     Outcome::Answered { after },
/// )?;
/// assert_eq!(call.outcome(), Outcome::Answered { after });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "InteractionFields", into = "InteractionFields")]
pub struct Interaction {
    started_at: Instant,
    outcome: Outcome,
    handle: Option<HandleTime>,
    channel: Channel,
}

#[derive(Serialize, Deserialize)]
struct InteractionFields {
    channel: Channel,
    started_at: DateTime<Utc>,
    outcome: Outcome,
    handle: Option<HandleTime>,
}

impl TryFrom<InteractionFields> for Interaction {
    type Error = ModelError;

    fn try_from(fields: InteractionFields) -> Result<Self, ModelError> {
        let interaction = Self::new(fields.channel, fields.started_at, fields.outcome)?;
        match fields.handle {
            Some(handle) => interaction.with_handle_time(handle),
            None => Ok(interaction),
        }
    }
}

impl From<Interaction> for InteractionFields {
    fn from(interaction: Interaction) -> Self {
        Self {
            channel: interaction.channel,
            started_at: interaction.started_at(),
            outcome: interaction.outcome,
            handle: interaction.handle,
        }
    }
}

impl Interaction {
    /// A contact that began to wait at an instant, and how it ended.
    ///
    /// # Errors
    ///
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262.
    pub fn new(
        channel: Channel,
        started_at: DateTime<Utc>,
        outcome: Outcome,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            started_at: Instant::of_field("started_at", started_at)?,
            outcome,
            handle: None,
            channel,
        })
    }

    /// Says what the contact took of an agent's time.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`] where nobody answered the contact.
    pub fn with_handle_time(mut self, handle: HandleTime) -> Result<Self, ModelError> {
        if !self.was_answered() {
            return Err(ModelError::Contradiction {
                field: "handle",
                expected: "none for a contact that nobody answered",
                found: handle.total().to_string(),
            });
        }
        self.handle = Some(handle);
        Ok(self)
    }

    /// The channel.
    #[inline]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// When the customer began to wait.
    pub const fn started_at(&self) -> DateTime<Utc> {
        self.started_at.utc()
    }

    /// How the contact ended, or that it still waits.
    #[inline]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What it took of an agent's time; `None` where that is not known.
    pub const fn handle_time(&self) -> Option<HandleTime> {
        self.handle
    }

    /// Whether an agent answered, even if the customer left later on.
    pub const fn was_answered(&self) -> bool {
        matches!(
            self.outcome,
            Outcome::Answered { .. } | Outcome::LeftAfterAnswer { .. }
        )
    }
}
