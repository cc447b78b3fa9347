//! A column of yes and no.

use super::bits::Bits;
use crate::error::ColumnError;

/// A column of yes and no.
///
/// # Example: one of the two that are known
///
/// ```
/// use support_kpi::columns::{Bits, ColumnCalculator, Flags};
/// use support_kpi::summary::Ratio;
///
/// let known = Bits::new(&[0b011], 0, 3)?;
/// let abandoned = Flags::new(Bits::new(&[0b110], 0, 3)?, Some(known))?;
/// let mut rate = Ratio::default();
/// rate.record_columns(&abandoned);
/// assert_eq!(rate.to_string(), "1 of 2 (50 %)");
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Flags<'column> {
    bits: Bits<'column>,
    validity: Option<Bits<'column>>,
}

impl<'column> Flags<'column> {
    /// A bit for each row, and which of them are known (`None`: all).
    ///
    /// # Errors
    ///
    /// [`ColumnError::Rows`]: as many bits of one as of the other are expected.
    pub fn new(bits: Bits<'column>, validity: Option<Bits<'column>>) -> Result<Self, ColumnError> {
        if let Some(known) = validity {
            known.expect_rows("flags", bits.rows())?;
        }
        Ok(Self { bits, validity })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.bits.rows()
    }

    /// How many are yes, and how many are known.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let known = match self.validity {
            Some(known) => known.count(None),
            None => self.bits.rows() as u64,
        };
        (self.bits.count(self.validity), known)
    }
}
