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

    pub(super) const fn values(&self) -> &'column [T] {
        self.values
    }

    /// Whether the value of a row is known.
    pub(super) fn is_known(&self, row: usize) -> bool {
        row < self.values.len() && self.validity.is_none_or(|bits| bits.bit(row))
    }

    /// Eight rows from one on, a byte each: all of its bits are set where the
    /// value is known, or none.
    #[inline]
    pub(super) fn known_bytes(&self, eighth: usize) -> u64 {
        if let Some(bits) = self.validity {
            return bits.eight_bytes(eighth);
        }
        let rows = self.rows().saturating_sub(eighth.saturating_mul(8));
        if rows >= 8 {
            u64::MAX
        } else {
            !(u64::MAX << (rows.wrapping_mul(8) & 63))
        }
    }

    /// The values, 64 at a time, each time with a bit for each that is known,
    /// the first one lowest.
    #[inline]
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&'column [T], u64)> + use<'column, T> {
        let Self { values, validity } = *self;
        values.chunks(64).enumerate().map(move |(block, values)| {
            let known = validity.map_or(u64::MAX, |bits| bits.word(block));
            (values, known)
        })
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
