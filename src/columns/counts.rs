//! A column of counts.

use super::bits::Bits;
use super::column::Column;
use crate::error::ColumnError;

/// A column of counts: how many replies, how many responses.
///
/// # Example
///
/// ```
/// use support_kpi::columns::Counts;
///
/// assert_eq!(Counts::new(&[1, 0, 3], None)?.rows(), 3);
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Counts<'column> {
    column: Column<'column, u32>,
}

impl<'column> Counts<'column> {
    /// Counts, and which of them are known (`None`: all).
    ///
    /// # Errors
    ///
    /// [`ColumnError::Rows`]: as many bits as values are expected.
    pub fn new(
        values: &'column [u32],
        validity: Option<Bits<'column>>,
    ) -> Result<Self, ColumnError> {
        Ok(Self {
            column: Column::new(values, validity, "counts")?,
        })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.column.rows()
    }

    pub(super) const fn column(&self) -> &Column<'column, u32> {
        &self.column
    }
}
