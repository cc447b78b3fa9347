//! A column of times.

use super::bits::Bits;
use super::column::Column;
use crate::error::ColumnError;

/// What one stands for in a column of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeUnit {
    /// Whole seconds.
    Second,
    /// Whole milliseconds.
    Millisecond,
    /// Whole microseconds.
    Microsecond,
    /// Whole nanoseconds.
    Nanosecond,
}

impl TimeUnit {
    const fn nanoseconds(self) -> u32 {
        match self {
            Self::Second => 1_000_000_000,
            Self::Millisecond => 1_000_000,
            Self::Microsecond => 1_000,
            Self::Nanosecond => 1,
        }
    }

    /// The longest time that fits in eight bytes of nanoseconds.
    const fn longest(self) -> u64 {
        match self {
            Self::Second => u64::MAX / 1_000_000_000,
            Self::Millisecond => u64::MAX / 1_000_000,
            Self::Microsecond => u64::MAX / 1_000,
            Self::Nanosecond => u64::MAX,
        }
    }

    /// A number of it, as the column has it, with the unit's symbol.
    fn text(self, number: i64) -> String {
        let symbol = match self {
            Self::Second => "s",
            Self::Millisecond => "ms",
            Self::Microsecond => "µs",
            Self::Nanosecond => "ns",
        };
        format!("{number}{symbol}")
    }
}

/// A column of times: whole numbers of a unit, as Arrow has durations.
///
/// # Example: a wait that is not known may be anything
///
/// ```
/// use support_kpi::columns::{Bits, TimeUnit, Times};
/// use support_kpi::columns::ColumnCalculator;
/// use support_kpi::summary::DurationSummary;
/// use std::time::Duration;
///
/// let known = Bits::new(&[0b011], 0, 3)?;
/// let waits = Times::new(&[30, 50, -1], TimeUnit::Second, Some(known))?;
/// let mut summary = DurationSummary::default();
/// summary.record_columns(&waits);
/// assert_eq!(summary.mean(), Some(Duration::from_secs(40)));
///
/// let error = Times::new(&[30, -1], TimeUnit::Second, None).unwrap_err();
/// assert_eq!(error.to_string(), "times, row 1: expected a time from 0 to 584 years, found -1s");
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Times<'column> {
    column: Column<'column, i64>,
    unit: TimeUnit,
}

impl<'column> Times<'column> {
    /// Times in a unit, and which of them are known (`None`: all).
    ///
    /// # Errors
    ///
    /// - [`ColumnError::Rows`]: as many bits as values are expected.
    /// - [`ColumnError::Value`]: a time that is known, and negative or longer than 584 years.
    pub fn new(
        values: &'column [i64],
        unit: TimeUnit,
        validity: Option<Bits<'column>>,
    ) -> Result<Self, ColumnError> {
        let column = Column::new(values, validity, "times")?;
        let longest = unit.longest();
        // A negative number has the highest bit, and is longer than all.
        let all = values
            .iter()
            .fold(0, |all, value| all | value.cast_unsigned());
        let is_fine = all <= i64::MAX.cast_unsigned().min(longest);
        if !is_fine {
            column.check("times", |value| {
                let is_time = u64::try_from(value).is_ok_and(|value| value <= longest);
                (!is_time).then(|| ("a time from 0 to 584 years", unit.text(value)))
            })?;
        }
        Ok(Self { column, unit })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.column.rows()
    }

    pub(super) const fn column(&self) -> &Column<'column, i64> {
        &self.column
    }

    /// The time of a row as the column has it, for messages; `None` where it is
    /// not known.
    pub(super) fn text(&self, row: usize) -> Option<String> {
        let value = self.column.known(row)?;
        Some(self.unit.text(value))
    }

    /// What the values are multiplied by to make nanoseconds: the constructor
    /// checked that it fits.
    pub(crate) const fn unit_nanoseconds(&self) -> u32 {
        self.unit.nanoseconds()
    }

    /// The values, 64 at a time, each time with a bit for each that is known,
    /// the first one lowest.
    #[inline]
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (&'column [i64], u64)> + use<'column> {
        self.column.blocks()
    }

    /// Each time in nanoseconds and whether it is known; zero where it is not.
    #[inline]
    pub(crate) fn masked(&self) -> impl Iterator<Item = (u64, bool)> + Clone + use<'column> {
        let factor = u64::from(self.unit.nanoseconds());
        self.column
            .masked()
            .map(move |(value, known)| (value.cast_unsigned().wrapping_mul(factor), known))
    }
}
