//! Values of a column, and which of them are known.

use super::bits::Bits;
use crate::error::ColumnError;

/// Values of a column, and which of them are known: two borrowed slices, as
/// Arrow lays them out. A value that is not known may be anything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'column, T> {
    values: &'column [T],
    validity: Option<Bits<'column>>,
}

impl<'column, T: Copy> Column<'column, T> {
    /// Values, and which of them are known (`None`: all).
    pub(super) fn new(
        values: &'column [T],
        validity: Option<Bits<'column>>,
        column: &'static str,
    ) -> Result<Self, ColumnError> {
        if let Some(bits) = validity {
            bits.expect_rows(column, values.len())?;
        }
        Ok(Self { values, validity })
    }

    pub(super) const fn rows(&self) -> usize {
        self.values.len()
    }

    /// Whether the value of a row is known.
    pub(super) fn is_known(&self, row: usize) -> bool {
        row < self.values.len() && self.validity.is_none_or(|bits| bits.bit(row))
    }

    /// The value of a row; `None` where it is not known.
    pub(super) fn known(&self, row: usize) -> Option<T> {
        let value = self.values.get(row).copied();
        value.filter(|_| self.is_known(row))
    }

    /// The values, 64 at a time, each time with a bit for each that is known,
    /// the first one lowest.
    #[inline]
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&'column [T], u64)> + use<'column, T> {
        let column = *self;
        (0..self.rows().div_ceil(64)).map(move |number| column.block(number))
    }

    /// One of the [`blocks`](Self::blocks); empty beyond the last one.
    #[inline]
    pub(super) fn block(&self, number: usize) -> (&'column [T], u64) {
        let rest = self
            .values
            .get(number.saturating_mul(64)..)
            .unwrap_or_default();
        let values = rest.get(..64).unwrap_or(rest);
        let known = match self.validity {
            Some(bits) => bits.word(number),
            None if values.len() == 64 => u64::MAX,
            None => !(u64::MAX << (values.len() & 63)),
        };
        (values, known)
    }

    /// Asks every known value what is wrong with it: what it may be, and what it is.
    pub(super) fn check(
        &self,
        column: &'static str,
        wrong: impl Fn(T) -> Option<(&'static str, String)>,
    ) -> Result<(), ColumnError> {
        let found = self
            .values
            .iter()
            .enumerate()
            .filter(|(row, _)| self.is_known(*row))
            .find_map(|(row, value)| Some((row, wrong(*value)?)));
        match found {
            None => Ok(()),
            Some((row, (expected, found))) => Err(ColumnError::Value {
                column,
                row,
                expected,
                found,
            }),
        }
    }

    /// Each value and whether it is known, or nothing where it is not.
    #[inline]
    pub(super) fn masked(&self) -> impl Iterator<Item = (T, bool)> + Clone + use<'column, T>
    where
        T: Default,
    {
        let Self { values, validity } = *self;
        values.iter().enumerate().map(move |(row, value)| {
            let known = validity.is_none_or(|bits| bits.bit(row));
            (if known { *value } else { T::default() }, known)
        })
    }
}
