//! A column of scores.

use std::marker::PhantomData;

use super::bits::{Bits, each, eight_of};
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
        if checked
            .eights()
            .any(|(values, known)| Self::off(values) & known != 0)
        {
            column.check("scores", |value| {
                let is_on = (S::LOWEST..=S::HIGHEST).contains(&value);
                (!is_on).then(|| (S::NAME, value.to_string()))
            })?;
        }
        Ok(checked)
    }

    /// The highest bit of each byte that is not on the scale.
    #[inline]
    fn off(values: u64) -> u64 {
        let low_bits = values & each(0x7F);
        // Seven bits and what is missing to the eighth: no byte carries into the next.
        let above = low_bits.wrapping_add(each(0x7F_u8.wrapping_sub(S::HIGHEST))) | values;
        let not_below = low_bits.wrapping_add(each(0x80_u8.wrapping_sub(S::LOWEST))) | values;
        (above | !not_below) & each(0x80)
    }

    /// Eight values at a time, and all bits of those that are known.
    #[inline]
    fn eights(&self) -> impl Iterator<Item = (u64, u64)> + use<'column, S> {
        let column = self.column;
        let values = column.values().chunks(8).enumerate();
        values.map(move |(eighth, values)| (eight_of(values), column.known_bytes(eighth)))
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.column.rows()
    }

    /// The scores' places, one more than the score, in bytes of eight rows at
    /// a time, the first one lowest; zero where there is none.
    #[inline]
    pub(crate) fn places(&self) -> impl Iterator<Item = [u8; 8]> + use<'column, S> {
        self.eights().map(|(values, known)| {
            // Known scores are checked: no byte carries into the next.
            let places = (values & known).wrapping_add(each(1) & known);
            places.to_le_bytes()
        })
    }
}
