//! What is wrong with an event, or with a conversation that comes back.

use chrono::{DateTime, Utc};

use super::instant_text;

/// An event that cannot be, or that comes too late: the desk is as it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EventError {
    /// A public reply that nobody wrote.
    #[error("by: expected the agent who wrote the reply, found nobody")]
    ByNobody,
    /// An instant outside the years that fit in 8 bytes of nanoseconds.
    #[error("at: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, found {}", instant_text(.found))]
    InstantOutOfRange {
        /// The instant found.
        found: DateTime<Utc>,
    },
    /// A ticket that was merged into itself.
    #[error("merged_into: expected another ticket, found the ticket itself")]
    MergedIntoItself,
    /// An event for a ticket that was archived.
    #[error(
        "ticket: expected one that is on the desk, found one that was archived (restore it first)"
    )]
    Archived,
}

/// A conversation that the desk did not archive, or not last.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// The ticket is not archived: the desk never saw it, or has it back.
    #[error("ticket: expected one that was archived, found one that was not")]
    NotArchived,
    /// It was archived, restored and archived again: this is not the last copy.
    #[error("archived: expected the copy of archiving {expected}, found that of {found}")]
    Stale {
        /// The number of the ticket's last archiving.
        expected: u64,
        /// The number of the archiving that made this copy.
        found: u64,
    },
}
