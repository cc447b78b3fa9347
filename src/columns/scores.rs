//! A column of scores.

use std::marker::PhantomData;

use super::bits::Bits;
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
        let is_off = |value: u8| !(S::LOWEST..=S::HIGHEST).contains(&value);
        // All at once, and one by one only where that finds something.
        let off = column
            .masked()
            .fold(false, |off, (value, known)| off | (known && is_off(value)));
        if off {
            column.check("scores", |value| {
                is_off(value).then(|| (S::NAME, value.to_string()))
            })?;
        }
        Ok(Self {
            column,
            scale: PhantomData,
        })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.column.rows()
    }

    /// The scores' places, which is one more than the score; zero where there is none.
    #[inline]
    pub(crate) fn places(&self) -> impl Iterator<Item = u8> + Clone + use<'column, S> {
        self.column
            .masked()
            .map(|(value, known)| value.wrapping_add(u8::from(known)))
    }
}
