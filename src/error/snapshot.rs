//! What is wrong with a snapshot.

/// A snapshot that cannot be trusted.
///
/// One that was cut, or whose text is no longer a snapshot at all, is an error
/// of the format it is read from (JSON, postcard) before it gets here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It was written by a version of the crate that this one does not know.
    #[error("version: expected {expected}, found {found}")]
    UnknownVersion {
        /// The version that this crate writes and reads.
        expected: u32,
        /// The version found.
        found: u32,
    },
    /// The state is not the one that was written.
    #[error("checksum: expected {expected}, found {found}")]
    Altered {
        /// The checksum that stands in the snapshot.
        expected: String,
        /// The checksum of the state that was read.
        found: String,
    },
    /// The state refuses to be written.
    #[error("state: expected one that serialises, found {found}")]
    NotSerialisable {
        /// What the state said.
        found: String,
    },
}
