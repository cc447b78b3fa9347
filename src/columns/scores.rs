//! A column of scores.

use std::marker::PhantomData;

use super::bits::{Bits, each, eight_of, highest_bits, spread};
use super::classes::{self, Classes};
use super::column::Column;
use crate::error::ColumnError;
use crate::model::Scale;

/// A column of scores on one scale.
///
/// # Example: who did not answer has no score
///
/// ```
/// use support_kpi::OneToFive;
/// use support_kpi::columns::{Bits, ColumnCalculator, Scores};
/// use support_kpi::summary::ScoreCounts;
///
/// let answered = Bits::new(&[0b101], 0, 3)?;
/// let scores = Scores::<OneToFive>::new(&[5, 0, 2], Some(answered))?;
/// let mut counts = ScoreCounts::default();
/// counts.record_columns(&scores);
/// assert_eq!(counts.mean().unwrap().to_string(), "3.5");
///
/// let error = Scores::<OneToFive>::new(&[5, 0, 2], None).unwrap_err();
/// assert_eq!(error.to_string(), "scores, row 1: expected 1-5, found 0");
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Scores<'column, S> {
    column: Column<'column, u8>,
    scale: PhantomData<S>,
}

impl<'column, S: Scale> Scores<'column, S> {
    /// Scores, and which of them there are (`None`: all).
    ///
    /// # Errors
    ///
    /// - [`ColumnError::Rows`]: as many bits as values are expected.
    /// - [`ColumnError::Value`]: a score that is known, and not on the scale.
    pub fn new(
        values: &'column [u8],
        validity: Option<Bits<'column>>,
    ) -> Result<Self, ColumnError> {
        let column = Column::new(values, validity, "scores")?;
        let checked = Self {
            column,
            scale: PhantomData,
        };
        // Eight at a time, and one by one only where that finds something.
        let off = column
            .blocks()
            .any(|(values, known)| Self::off(values) & known != 0);
        if off {
            column.check("scores", |value| {
                let is_on = (S::LOWEST..=S::HIGHEST).contains(&value);
                (!is_on).then(|| (S::NAME, value.to_string()))
            })?;
        }
        Ok(checked)
    }

    /// A bit for each value that is not on the scale.
    #[inline]
    fn off(values: &[u8]) -> u64 {
        let eights = values.chunks(8).map(eight_of);
        eights
            .rev()
            .fold(0, |bits, values| bits << 8 | Self::eight_off(values))
    }

    #[inline]
    fn eight_off(values: u64) -> u64 {
        let low_bits = values & each(0x7F);
        // Seven bits and what is missing to the eighth: no byte carries into the next.
        let above = low_bits.wrapping_add(each(0x7F_u8.wrapping_sub(S::HIGHEST))) | values;
        let not_below = low_bits.wrapping_add(each(0x80_u8.wrapping_sub(S::LOWEST))) | values;
        highest_bits(above | !not_below)
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.column.rows()
    }

    /// The scores' numbers 64 at a time, [`classes::NONE`] where there is none.
    #[inline]
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Classes> + use<'column, S> {
        self.column.blocks().map(|(values, known)| {
            let mut block = [classes::NONE; classes::LENGTH];
            let eights = block.as_chunks_mut().0.iter_mut().zip(values.chunks(8));
            let mut known = known;
            for (place, values) in eights {
                *place = (eight_of(values) | !spread(known)).to_le_bytes();
                known >>= 8;
            }
            block
        })
    }
}
