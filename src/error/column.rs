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

impl ColumnError {
    /// The same error, of a column of this name.
    ///
    /// What makes a column cannot know which one it is, and calls it by its
    /// kind: `times`, `counts`, `scores`, `flags`, `bits`. The name is that of
    /// the column in the caller's program.
    ///
    /// # Example: which of the columns of times
    ///
    /// ```
    /// use support_kpi::ColumnError;
    /// use support_kpi::columns::{Bits, TimeUnit, Times};
    ///
    /// fn seconds<'column>(
    ///     name: &'static str,
    ///     values: &'column [i64],
    ///     known: &'column [u8],
    /// ) -> Result<Times<'column>, ColumnError> {
    ///     Bits::new(known, 0, values.len())
    ///         .and_then(|known| Times::new(values, TimeUnit::Second, Some(known)))
    ///         .map_err(|error| error.in_column(name))
    /// }
    ///
    /// let first_response = seconds("first_response", &[30, 50], &[0b11]);
    /// assert!(first_response.is_ok());
    ///
    /// let resolution = seconds("resolution", &[600, -1], &[0b11]);
    /// assert_eq!(
    ///     resolution.unwrap_err().to_string(),
    ///     "resolution, row 1: expected a time from 0 to 584 years, found -1s",
    /// );
    ///
    /// let response_total = seconds("response_total", &[30, 90], &[]);
    /// assert_eq!(
    ///     response_total.unwrap_err().to_string(),
    ///     "response_total: expected 2 rows, found 0",
    /// );
    /// ```
    #[must_use]
    pub const fn in_column(mut self, name: &'static str) -> Self {
        match &mut self {
            Self::Rows { column, .. } | Self::Value { column, .. } => *column = name,
        }
        self
    }
}
