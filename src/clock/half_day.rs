//! What is open in half a day, so that an instant is found in one step.

use chrono::NaiveDate;

use super::row::{self, Row};
use super::table_years::{self, TableYears};

/// A year has so many half days in the table; a leap year uses them all.
pub(super) const HALVES_OF_YEAR: usize = 732;

/// The half days of a common year.
const HALVES_OF_COMMON_YEAR: usize = 730;

/// The seconds of half a day.
pub(super) const HALF: u32 = 43_200;

/// What is open in half a day: at most two spans, or too many to be kept here.
#[derive(Debug, Clone, Copy)]
pub(super) struct HalfDay {
    /// All open seconds before it, or [`CROWDED`](Self::CROWDED).
    before: u32,
    /// Start and length of each span in seconds of the half day; both 0 where
    /// there is none.
    spans: [(u16, u16); 2],
}

impl HalfDay {
    /// In place of the seconds before: there are more spans than two.
    const CROWDED: u32 = u32::MAX;

    /// The half day from `start` on, with the rows that touch it.
    fn of(start: u32, before: u32, rows: &[Row]) -> Self {
        let mut spans = rows.iter().map(|row| row.between(start, HALF));
        let mut next = || spans.next().unwrap_or((0, 0));
        let kept = [next(), next()];
        let is_crowded = spans.next().is_some();
        Self {
            before: if is_crowded { Self::CROWDED } else { before },
            spans: kept,
        }
    }

    #[inline]
    pub(super) const fn is_crowded(&self) -> bool {
        self.before == Self::CROWDED
    }

    /// The open seconds before a second of it, and before itself.
    #[inline]
    pub(super) fn open_before(&self, second: u32) -> u32 {
        let [first, last] = self.spans.map(|(start, length)| {
            let into = second.saturating_sub(u32::from(start));
            into.min(u32::from(length))
        });
        self.before.wrapping_add(first).wrapping_add(last)
    }

    #[inline]
    pub(super) fn is_open(&self, second: u32) -> bool {
        let [first, last] = self
            .spans
            .map(|(start, length)| second.wrapping_sub(u32::from(start)) < u32::from(length));
        first | last
    }
}

/// Each half of each day of the years.
pub(super) fn halves_of(years: TableYears, rows: &[Row]) -> Box<[HalfDay]> {
    let mut halves = Vec::new();
    let mut first = 0;
    for year in years.range() {
        let new_year = row::offset(years.seconds(), table_years::new_year(year));
        let is_leap = NaiveDate::from_yo_opt(year, 366).is_some();
        let end_of_year = if is_leap {
            HALVES_OF_YEAR
        } else {
            HALVES_OF_COMMON_YEAR
        };
        for half in (0..).take(end_of_year) {
            let start = new_year.wrapping_add(HALF.wrapping_mul(half));
            first = row::skipped(rows, first, |row| row.end <= start);
            let next = row::skipped(rows, first, |row| row.start < start.wrapping_add(HALF));
            let touched = rows.get(first..next).unwrap_or(&[]);
            let before = rows.get(first).map_or(row::total_of(rows), |row| {
                let into = start.max(row.start).wrapping_sub(row.start);
                row.before.wrapping_add(into)
            });
            halves.push(HalfDay::of(start, before, touched));
        }
        // A common year leaves the places of its 366th day empty.
        let used = halves.len().next_multiple_of(HALVES_OF_YEAR);
        halves.resize(used, HalfDay::of(0, row::total_of(rows), &[]));
    }
    halves.into_boxed_slice()
}
