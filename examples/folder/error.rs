//! What stops a folder from being read.

/// A folder, or a file in it, that cannot be read to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FolderError {
    /// There is nothing at the path.
    #[error("{path}: expected a folder, found nothing")]
    Missing {
        /// The path given.
        path: String,
    },
    /// The path leads to a file.
    #[error("{path}: expected a folder, found a file")]
    NotAFolder {
        /// The path given.
        path: String,
    },
    /// The folder has no file of the layout.
    #[error("{folder}: expected at least one of {expected}, found {found}")]
    NothingKnown {
        /// The path given.
        folder: String,
        /// The files of the layout.
        expected: String,
        /// What lies in the folder instead.
        found: String,
    },
    /// The system does not let the folder or the file be read.
    #[error("{path}: cannot be read: {reason}")]
    Unreadable {
        /// The folder or the file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// A cell, or a row, that cannot be parsed.
    #[error("{file}, line {line}, column {column}: expected {expected}, found {found}")]
    Broken {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: u64,
        /// The column's name, or its number where it has none.
        column: String,
        /// What the column takes.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// `desk.json` is not JSON, or not what the layout declares.
    #[error("{file}, line {line}, column {column}: {reason}")]
    Declaration {
        /// The file.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// The byte in the line, from 1, up to which the file was understood.
        column: usize,
        /// What is wrong, naming the key or the value.
        reason: String,
    },
    /// A file of opening hours that is not JSON, or not what one declares.
    #[error("{path}: {reason}")]
    Hours {
        /// The path given.
        path: String,
        /// What is wrong, naming the entry.
        reason: String,
    },
    /// More channels than there are numbers for them.
    #[error("channel: expected at most 65536 channels without a name of the layout, found {found}")]
    TooManyChannels {
        /// How many there are.
        found: usize,
    },
}
