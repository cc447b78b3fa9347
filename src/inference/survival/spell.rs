//! How long something lasted, and how it ended.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How a ticket, or a wait, ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ending {
    /// The desk got there: the ticket was resolved, the call answered.
    Resolved,
    /// The customer left before.
    Abandoned,
}

/// How long something lasted, or has lasted so far.
///
/// The clock is the caller's: around the clock or business hours, as long as
/// it is one for all. [`Lifespan::as_of`](super::lifespan::Lifespan::as_of)
/// makes one from instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spell {
    lasted: Duration,
    ending: Option<Ending>,
}

impl Spell {
    /// It ended, in this way, after this long.
    pub fn ended(lasted: impl Into<Duration>, ending: Ending) -> Self {
        Self {
            lasted: lasted.into(),
            ending: Some(ending),
        }
    }

    /// It has lasted this long, and goes on.
    pub fn open(lasted: impl Into<Duration>) -> Self {
        Self {
            lasted: lasted.into(),
            ending: None,
        }
    }

    /// How long it lasted, or has lasted so far.
    pub const fn lasted(&self) -> Duration {
        self.lasted
    }

    /// How it ended; `None` while it goes on.
    pub const fn ending(&self) -> Option<Ending> {
        self.ending
    }
}
