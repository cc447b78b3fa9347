//! The open periods of a range of years, laid out so that any question about
//! them is answered in a few steps, however far its instants lie apart.
//!
//! Seconds are counted in `u32` from the start of the first year: 128 years
//! have fewer than 2^32 of them, so no sum in here can leave its type.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::days::{self, DAY_SECONDS};
use super::instant::SECOND;
use super::period::Period;
use crate::error::CalendarError;

/// A year has so many places in the table, a leap year uses them all.
const DAYS_IN_YEAR: usize = 366;

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

    /// All seconds of these years.
    pub(super) fn seconds(self) -> Period {
        Period {
            start: new_year(self.first),
            end: new_year(self.last.saturating_add(1)),
        }
    }
}

/// The first second of a year in UTC.
fn new_year(year: i32) -> i64 {
    NaiveDate::from_yo_opt(year, 1).map_or(0, |date| days::number(date).saturating_mul(DAY_SECONDS))
}

/// The open periods of a range of years.
#[derive(Debug, Clone)]
pub(super) struct Table {
    first_year: i32,
    /// The seconds it covers.
    covered: Period,
    /// For each day in UTC, where to look.
    days: Box<[Day]>,
    /// The periods in order, then as many empty ones as a day may look at.
    rows: Box<[Row]>,
    /// How many periods the fullest day touches.
    rows_of_day: usize,
    /// All open seconds.
    total: u32,
    /// For each 2^`stride` open seconds, the row in which they begin.
    inverse: Box<[u32]>,
    stride: u32,
}

#[derive(Debug, Clone, Copy)]
struct Day {
    /// The second at which the day begins.
    midnight: u32,
    /// The first row that ends after it.
    row: u32,
}

/// One open period.
#[derive(Debug, Clone, Copy)]
struct Row {
    start: u32,
    end: u32,
    /// All open seconds before it.
    before: u32,
}

impl Row {
    /// How many of its seconds lie before this one.
    #[inline]
    fn seconds_before(self, second: u32) -> u32 {
        second
            .max(self.start)
            .min(self.end)
            .wrapping_sub(self.start)
    }

    /// 1 where it is open at this second, else 0.
    #[inline]
    fn is_open(self, second: u32) -> u32 {
        u32::from(second.wrapping_sub(self.start) < self.end.wrapping_sub(self.start))
    }
}

/// An instant as the table sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// All open seconds of the table before the instant's second.
    pub(super) before: u32,
    /// The nanoseconds of its second that count: none where it is closed.
    pub(super) open_nanos: u32,
    /// 1 where its second is open, else 0.
    open: u32,
}

impl Place {
    pub(super) const fn is_open(self) -> bool {
        self.open != 0
    }
}

impl Table {
    /// Lays out merged periods, cut off at the years' ends.
    pub(super) fn of(years: TableYears, periods: &[Period]) -> Self {
        let covered = years.seconds();
        let mut rows: Vec<Row> = Vec::with_capacity(periods.len().saturating_add(8));
        let mut total = 0_u32;
        for period in periods {
            let row = Row {
                start: offset(covered, period.start),
                end: offset(covered, period.end),
                before: total,
            };
            total = total.wrapping_add(row.end.wrapping_sub(row.start));
            rows.push(row);
        }
        let (days, rows_of_day) = days_of(years, &rows);
        let (inverse, stride) = inverse_of(total, &rows);
        let beyond = Row {
            start: u32::MAX,
            end: u32::MAX,
            before: total,
        };
        rows.extend(std::iter::repeat_n(beyond, rows_of_day));
        Self {
            first_year: years.first,
            covered,
            days,
            rows: rows.into_boxed_slice(),
            rows_of_day,
            total,
            inverse,
            stride,
        }
    }

    /// The seconds it covers.
    pub(super) const fn covered(&self) -> Period {
        self.covered
    }

    /// How many seconds it has open in all.
    pub(super) const fn total(&self) -> u32 {
        self.total
    }

    /// Where an instant stands; `None` outside the years, and in a leap second.
    #[inline]
    pub(super) fn place(&self, at: DateTime<Utc>) -> Option<Place> {
        let at = at.naive_utc();
        let nanos = at.nanosecond();
        if nanos >= SECOND {
            return None;
        }
        let year = usize::try_from(at.year().wrapping_sub(self.first_year)).ok()?;
        let ordinal = usize::try_from(at.ordinal0()).ok()?;
        let slot = year.wrapping_mul(DAYS_IN_YEAR).wrapping_add(ordinal);
        let day = self.days.get(slot)?;
        let second = day.midnight.wrapping_add(at.num_seconds_from_midnight());
        self.place_of(day.row, second, nanos)
    }

    /// Where a second stands; `None` outside the years.
    pub(super) fn place_at(&self, second: i64) -> Option<Place> {
        if !self.covered.contains(second) {
            return None;
        }
        let second = offset(self.covered, second);
        let row = self.rows.partition_point(|row| row.end <= second);
        self.place_of(u32::try_from(row).ok()?, second, 0)
    }

    /// Every day looks at as many rows: a loop whose length never changes
    /// costs less than one that ends as soon as it may.
    #[inline]
    fn place_of(&self, row: u32, second: u32, nanos: u32) -> Option<Place> {
        let row = usize::try_from(row).ok()?;
        let rows = self.rows.get(row..)?.get(..self.rows_of_day)?;
        let (first, others) = rows.split_first()?;
        let mut before = first.before.wrapping_add(first.seconds_before(second));
        let mut open = first.is_open(second);
        for row in others {
            before = before.wrapping_add(row.seconds_before(second));
            open |= row.is_open(second);
        }
        Some(Place {
            before,
            open_nanos: nanos.wrapping_mul(open),
            open,
        })
    }

    /// The second that has so many open ones of the table before it, and is open;
    /// `None` where the table has no more.
    #[inline]
    pub(super) fn nth_open(&self, before: u32) -> Option<i64> {
        if before >= self.total {
            return None;
        }
        let slot = usize::try_from(before.wrapping_shr(self.stride)).ok()?;
        let first = usize::try_from(*self.inverse.get(slot)?).ok()?;
        let last = usize::try_from(*self.inverse.get(slot.wrapping_add(1))?).ok()?;
        // The row is the last one that begins with no more open seconds.
        let rows = self.rows.get(first..=last)?;
        let after = rows.partition_point(|row| row.before <= before);
        let row = rows.get(after.wrapping_sub(1))?;
        let second = row.start.wrapping_add(before.wrapping_sub(row.before));
        Some(self.covered.start.wrapping_add(i64::from(second)))
    }

    /// The end of the period that a second lies in; `None` where it is closed,
    /// or outside the years.
    pub(super) fn end_of_period(&self, second: i64) -> Option<i64> {
        if !self.covered.contains(second) {
            return None;
        }
        let offset = offset(self.covered, second);
        let row = self.rows.partition_point(|row| row.end <= offset);
        let row = self.rows.get(row).filter(|row| row.start <= offset)?;
        Some(self.covered.start.wrapping_add(i64::from(row.end)))
    }

    /// Memory of the table in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.days)
            .saturating_add(size_of_val(&*self.rows))
            .saturating_add(size_of_val(&*self.inverse))
    }
}

/// Seconds since the table's start; what lies outside is at one of its ends.
fn offset(covered: Period, second: i64) -> u32 {
    let inside = second.clamp(covered.start, covered.end);
    u32::try_from(inside.wrapping_sub(covered.start)).unwrap_or(u32::MAX)
}

/// Where each day of the years begins to look, and how many rows the fullest touches.
fn days_of(years: TableYears, rows: &[Row]) -> (Box<[Day]>, usize) {
    let mut days = Vec::new();
    let mut fullest = 1;
    let mut row = 0;
    for year in years.range() {
        let start = offset(years.seconds(), new_year(year));
        // The 366th place of a common year is that of the next New Year.
        for day in (0..).take(DAYS_IN_YEAR) {
            let midnight = start.wrapping_add(86_400_u32.wrapping_mul(day));
            let end = midnight.wrapping_add(86_400);
            row = skipped(rows, row, |row| row.end <= midnight);
            let next = skipped(rows, row, |row| row.start < end);
            fullest = fullest.max(next.saturating_sub(row));
            days.push(Day {
                midnight,
                row: u32::try_from(row).unwrap_or(u32::MAX),
            });
        }
    }
    (days.into_boxed_slice(), fullest)
}

/// The index of the first row from `index` on for which `is_over` does not hold.
fn skipped(rows: &[Row], index: usize, is_over: impl Fn(&Row) -> bool) -> usize {
    rows.iter()
        .skip(index)
        .position(|row| !is_over(row))
        .map_or(rows.len(), |steps| index.saturating_add(steps))
}

/// For each 2^stride open seconds the row in which they begin, and the stride:
/// about as many places as there are rows.
fn inverse_of(total: u32, rows: &[Row]) -> (Box<[u32]>, u32) {
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let stride = total
        .checked_div(count)
        .and_then(u32::checked_ilog2)
        .unwrap_or(0);
    let places = total.wrapping_shr(stride).wrapping_add(2);
    let mut row = 0;
    let inverse = (0..places).map(|place| {
        let open = u64::from(place).wrapping_shl(stride);
        let after = |row: &Row| u64::from(row.before) <= open;
        row = skipped(rows, row, after);
        u32::try_from(row.saturating_sub(1)).unwrap_or(u32::MAX)
    });
    (inverse.collect(), stride)
}
