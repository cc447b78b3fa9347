//! What is wrong with an input: one enum for each family of inputs.
//!
//! Every message names the field, what was expected and what was found.
//! Recording, merging and reading return no errors: all checks stand at the
//! border, in constructors and in deserialisation.

mod calendar;
mod column;
mod event;
#[cfg(feature = "inference")]
mod inference;
mod policy;
mod snapshot;

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};

pub use calendar::CalendarError;
pub use column::ColumnError;
pub use event::{EventError, RestoreError};
#[cfg(feature = "inference")]
pub use inference::InferenceError;
pub use policy::PolicyError;
pub use snapshot::SnapshotError;

use crate::clock::Month;

/// A fact that cannot be: found when it is built or deserialised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Something is said to have happened before what it follows.
    #[error("{field}: expected {} ({earlier}) or later, found {}", instant_text(.expected), instant_text(.found))]
    Before {
        /// The field that comes too early.
        field: &'static str,
        /// The field that has to come first.
        earlier: &'static str,
        /// The instant of the earlier field.
        expected: DateTime<Utc>,
        /// The instant that precedes it.
        found: DateTime<Utc>,
    },
    /// Something is said to end before, or as soon as, it begins.
    #[error("{field}: expected an instant after {} ({earlier}), found {}", instant_text(.expected), instant_text(.found))]
    NotAfter {
        /// The field that comes too early.
        field: &'static str,
        /// The field that has to come first.
        earlier: &'static str,
        /// The instant of the earlier field.
        expected: DateTime<Utc>,
        /// The instant that is not after it.
        found: DateTime<Utc>,
    },
    /// A month is said to have come before the one it follows.
    #[error("{field}: expected {expected} ({earlier}) or later, found {found}")]
    MonthBefore {
        /// The field that comes too early.
        field: &'static str,
        /// The field that has to come first.
        earlier: &'static str,
        /// The month of the earlier field.
        expected: Month,
        /// The month that precedes it.
        found: Month,
    },
    /// An instant outside the years that fit in 8 bytes of nanoseconds.
    #[error("{field}: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, found {}", instant_text(.found))]
    InstantOutOfRange {
        /// The field.
        field: &'static str,
        /// The instant found.
        found: DateTime<Utc>,
    },
    /// A time longer than 584 years, which does not fit in 8 bytes of nanoseconds.
    #[error("{field}: expected at most 18446744073 s (584 years), found {} s", .found.as_secs())]
    DurationOutOfRange {
        /// The field.
        field: &'static str,
        /// The time found.
        found: Duration,
    },
    /// A number outside the range of its field.
    #[error("{field}: expected {expected}, found {found}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// The range, in words.
        expected: &'static str,
        /// The number found.
        found: String,
    },
    /// More of something than of the whole it belongs to.
    #[error("{field}: expected at most {expected} ({whole}), found {found}")]
    MoreThanWhole {
        /// The field that counts the part.
        field: &'static str,
        /// The field that counts the whole.
        whole: &'static str,
        /// The count of the whole.
        expected: u64,
        /// The count of the part.
        found: u64,
    },
    /// One field says what another one denies.
    #[error("{field}: expected {expected}, found {found}")]
    Contradiction {
        /// The field.
        field: &'static str,
        /// What the other fields demand, in words.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// A word that is not one of those listed.
    #[error("{field}: expected {expected}, found {found:?}")]
    UnknownWord {
        /// The field.
        field: &'static str,
        /// The words that are known.
        expected: &'static str,
        /// The word found.
        found: String,
    },
    /// A field that has to be given is missing.
    #[error("{field}: expected {expected}, found nothing")]
    Missing {
        /// The field.
        field: &'static str,
        /// What has to be given, in words.
        expected: &'static str,
    },
}

/// An instant as messages show it: no more digits than it has.
fn instant_text(instant: &DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
