//! What is wrong with a column.

/// A column that cannot be: found when it is made, before anything is counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// A column has another number of rows than those beside it, or room for
    /// fewer than it is said to have.
    #[error("{column}: expected {expected} rows, found {found}")]
    Rows {
        /// The column.
        column: &'static str,
        /// How many rows there have to be.
        expected: usize,
        /// How many there are, or there is room for.
        found: usize,
    },
    /// A value that its column cannot hold, or that another column denies.
    #[error("{column}, row {row}: expected {expected}, found {found}")]
    Value {
        /// The column.
        column: &'static str,
        /// The row, counted from 0.
        row: usize,
        /// What it may be, in words.
        expected: &'static str,
        /// What was found.
        found: String,
    },
}
