//! How long something lasted, and how it ended.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::InferenceError;

/// How a ticket, or a wait, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The desk got there: the ticket was resolved, the call answered.
    Resolved,
    /// The customer left before.
    Abandoned,
}

/// How long something lasted, or has lasted so far.
///
/// The clock is the caller's: around the clock or business hours, as long as
/// it is one for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spell {
    lasted: Duration,
    outcome: Option<Outcome>,
}

impl Spell {
    /// It ended, in this way, after this long.
    pub const fn ended(lasted: Duration, outcome: Outcome) -> Self {
        Self {
            lasted,
            outcome: Some(outcome),
        }
    }

    /// It has lasted this long, and goes on.
    pub const fn open(lasted: Duration) -> Self {
        Self {
            lasted,
            outcome: None,
        }
    }

    /// How long it lasted, or has lasted so far.
    pub const fn lasted(&self) -> Duration {
        self.lasted
    }

    /// How it ended; `None` while it goes on.
    pub const fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }
}

/// When something began and, where it did, ended.
///
/// # Example: last week's figure, with what was open then
///
/// A ticket that was closed since was open then.
///
/// ```
/// use chrono::{DateTime, Utc};
/// use std::time::Duration;
/// use support_kpi::inference::{Lifespan, Outcome, Spell};
///
/// let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
/// let ticket = Lifespan::ended(
///     at("2026-03-02T09:00:00Z"),
///     at("2026-03-09T09:00:00Z"),
///     Outcome::Resolved,
/// )?;
///
/// let hours = |h: u64| Duration::from_secs(h * 3_600);
/// assert_eq!(ticket.as_of(at("2026-03-03T09:00:00Z")), Some(Spell::open(hours(24))));
/// assert_eq!(
///     ticket.as_of(at("2026-03-10T00:00:00Z")),
///     Some(Spell::ended(hours(168), Outcome::Resolved)),
/// );
/// assert_eq!(ticket.as_of(at("2026-03-01T00:00:00Z")), None);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lifespan {
    began: DateTime<Utc>,
    end: Option<(DateTime<Utc>, Outcome)>,
}

impl Lifespan {
    /// It began then, and goes on.
    pub const fn open(began: DateTime<Utc>) -> Self {
        Self { began, end: None }
    }

    /// It began then, and ended in this way.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where it ended before it began.
    pub fn ended(
        began: DateTime<Utc>,
        ended: DateTime<Utc>,
        outcome: Outcome,
    ) -> Result<Self, InferenceError> {
        if ended < began {
            return Err(InferenceError::OutOfRange {
                field: "ended",
                expected: "the beginning or later",
                found: format!("{ended}, {} before", began.signed_duration_since(ended)),
            });
        }
        Ok(Self {
            began,
            end: Some((ended, outcome)),
        })
    }

    /// What was known of it at this instant, around the clock; what happens
    /// at the instant is known. `None` where it had not begun.
    pub fn as_of(&self, instant: DateTime<Utc>) -> Option<Spell> {
        let until = |end: DateTime<Utc>| end.signed_duration_since(self.began).to_std().ok();
        match self.end {
            Some((ended, outcome)) if ended <= instant => {
                Some(Spell::ended(until(ended)?, outcome))
            }
            _ => Some(Spell::open(until(instant)?)),
        }
    }
}
