//! The years that a table covers.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::days::{self, DAY_SECONDS};
use super::period::Period;
use crate::error::CalendarError;

/// The years a table covers, in UTC, from the start of the first to the end of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TableYears {
    first: i32,
    last: i32,
}

impl TableYears {
    /// The years of a table that nobody chose: 2000 to 2049.
    pub(super) const DEFAULT: Self = Self {
        first: 2000,
        last: 2049,
    };

    pub(super) fn new(years: &RangeInclusive<i32>) -> Result<Self, CalendarError> {
        let (first, last) = (*years.start(), *years.end());
        let is_known = 1_600 <= first && first <= last && last < 2_400;
        if is_known && last.abs_diff(first) < 128 {
            Ok(Self { first, last })
        } else {
            Err(CalendarError::TableYears { first, last })
        }
    }

    pub(super) const fn range(self) -> RangeInclusive<i32> {
        self.first..=self.last
    }

    pub(super) const fn first(self) -> i32 {
        self.first
    }

    /// All seconds of these years.
    pub(super) fn seconds(self) -> Period {
        Period {
            start: new_year(self.first),
            end: new_year(self.last.saturating_add(1)),
        }
    }
}

/// The first second of a year in UTC.
pub(super) fn new_year(year: i32) -> i64 {
    NaiveDate::from_yo_opt(year, 1).map_or(0, |date| days::number(date).saturating_mul(DAY_SECONDS))
}
