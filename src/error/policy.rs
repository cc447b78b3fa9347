//! What is wrong with a policy of service levels.

/// A policy of service levels that makes no sense: found when it is built or
/// deserialised.
///
/// The entry is the way to it: the table, the channel, the level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A number outside the range of its entry.
    #[error("{entry}: expected {expected}, found {found}")]
    OutOfRange {
        /// The entry.
        entry: String,
        /// The range, in words.
        expected: String,
        /// The number found.
        found: String,
    },
    /// An entry that does not follow on the one before it.
    #[error("{entry}: expected {expected}, found {found}")]
    OutOfOrder {
        /// The entry.
        entry: String,
        /// What the one before it demands, in words.
        expected: String,
        /// What was found.
        found: String,
    },
    /// The same thing twice in one list.
    #[error("{entry}: expected each {kind} once, found {what} at {first} and at {second}")]
    Twice {
        /// The list.
        entry: String,
        /// What it lists.
        kind: &'static str,
        /// What stands in it twice.
        what: String,
        /// Where it stands first, counted from 1.
        first: usize,
        /// Where it stands again.
        second: usize,
    },
    /// A list without an entry.
    #[error("{entry}: expected {expected}, found nothing")]
    Empty {
        /// The list.
        entry: String,
        /// What it needs, in words.
        expected: &'static str,
    },
}
