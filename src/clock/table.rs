//! The open periods of a range of years, laid out so that any question about
//! them is answered in a few steps, however far its instants lie apart.
//!
//! Seconds are counted in `u32` from the start of the first year: 128 years
//! have fewer than 2^32 of them, so no sum in here can leave its type.

use std::ops::RangeInclusive;
use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::days::{self, DAY_SECONDS};
use super::instant::{Instant, SECOND};
use super::period::Period;
use crate::error::CalendarError;

/// A year has so many half days in the table; a leap year uses them all.
const HALVES_OF_YEAR: usize = 732;

/// The seconds of a day and of half a day, as the table counts them.
const DAY: u32 = 86_400;
const HALF: u32 = 43_200;

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
    NaiveDate::from_yo_opt(year, 1).map_or(0, |date| {
        days::number(date).saturating_mul(DAY_SECONDS)
    })
}

/// The open periods of a range of years.
#[derive(Debug, Clone)]
pub(super) struct Table {
    first_year: i32,
    /// The seconds it covers.
    covered: Period,
    /// Each half of each day in UTC.
    halves: Box<[HalfDay]>,
    /// The periods in order, and an empty one after them.
    rows: Box<[Row]>,
    /// All open seconds.
    total: u32,
    /// For each 2^`stride` open seconds, the row in which they begin.
    inverse: Box<[u32]>,
    stride: u32,
}

/// What is open in half a day: at most two spans, or too many to be kept here.
#[derive(Debug, Clone, Copy)]
struct HalfDay {
    /// All open seconds before it, or [`CROWDED`](Self::CROWDED).
    before: u32,
    /// Start and length of each span in seconds of the half day; both 0 where
    /// there is none.
    spans: [(u16, u16); 2],
}

/// One open period.
#[derive(Debug, Clone, Copy)]
struct Row {
    start: u32,
    end: u32,
    /// All open seconds before it.
    before: u32,
    /// The day in UTC on which it starts, and at which of its seconds: the
    /// start once more, as chrono wants it.
    date: NaiveDate,
    second_of_day: u32,
}

/// An instant as the table sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// All open seconds of the table before the instant's second.
    pub(super) before: u32,
    /// Whether its second is open.
    pub(super) is_open: bool,
}

impl Table {
    /// Lays out merged periods, cut off at the years' ends.
    pub(super) fn of(years: TableYears, periods: &[Period]) -> Self {
        let covered = years.seconds();
        let mut total = 0_u32;
        let mut rows: Vec<Row> = Vec::with_capacity(periods.len().saturating_add(1));
        for period in periods {
            rows.push(Row::of(covered, *period, total));
            total = total.wrapping_add(rows.last().map_or(0, Row::seconds));
        }
        let halves = halves_of(years, &rows);
        let (inverse, stride) = inverse_of(total, &rows);
        rows.push(Row {
            start: u32::MAX,
            end: u32::MAX,
            before: total,
            date: NaiveDate::MAX,
            second_of_day: 0,
        });
        Self {
            first_year: years.first,
            covered,
            halves,
            rows: rows.into_boxed_slice(),
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

    /// The time between two instants, none where `to` is not after `from`;
    /// `None` where the years do not have both, and for leap seconds.
    #[inline]
    pub(super) fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<Duration> {
        let (from, from_nanos) = self.open_before(from)?;
        let (to, to_nanos) = self.open_before(to)?;
        let Some(mut seconds) = to.checked_sub(from) else {
            return Some(Duration::ZERO);
        };
        let (mut nanos, borrow) = to_nanos.overflowing_sub(from_nanos);
        if borrow {
            let Some(left) = seconds.checked_sub(1) else {
                // Both in one second, the wrong way round.
                return Some(Duration::ZERO);
            };
            seconds = left;
            nanos = nanos.wrapping_add(SECOND);
        }
        Some(Duration::new(u64::from(seconds), nanos))
    }

    /// All open time of the table before an instant, in seconds and nanoseconds.
    #[inline]
    fn open_before(&self, at: DateTime<Utc>) -> Option<(u32, u32)> {
        let (half, second) = self.half_of(at)?;
        let nanos = at.naive_utc().nanosecond();
        if half.is_crowded() || nanos >= SECOND {
            return self.open_before_among_rows(at);
        }
        let is_counted = nanos > 0 && half.is_open(second);
        Some((half.open_before(second), if is_counted { nanos } else { 0 }))
    }

    #[cold]
    fn open_before_among_rows(&self, at: DateTime<Utc>) -> Option<(u32, u32)> {
        let at = Instant::of(at);
        let place = self.place_at(at.second)?;
        Some((place.before, if place.is_open { at.nanos } else { 0 }))
    }

    /// Where an instant stands; `None` outside the years.
    #[inline]
    pub(super) fn place(&self, at: DateTime<Utc>) -> Option<Place> {
        let (half, second) = self.half_of(at)?;
        if half.is_crowded() || at.naive_utc().nanosecond() >= SECOND {
            return self.place_at(Instant::of(at).second);
        }
        Some(Place {
            before: half.open_before(second),
            is_open: half.is_open(second),
        })
    }

    /// The half day of an instant, and the second of it.
    #[inline]
    fn half_of(&self, at: DateTime<Utc>) -> Option<(&HalfDay, u32)> {
        let at = at.naive_utc();
        let year = usize::try_from(at.year().wrapping_sub(self.first_year)).ok()?;
        let day = usize::try_from(at.ordinal0()).ok()?;
        // Of the time: that of the date and time is put together from hours.
        let second = at.time().num_seconds_from_midnight();
        let is_second_half = second >= HALF;
        let slot = year
            .wrapping_mul(HALVES_OF_YEAR)
            .wrapping_add(day.wrapping_mul(2))
            .wrapping_add(usize::from(is_second_half));
        let second = second.wrapping_sub(if is_second_half { HALF } else { 0 });
        Some((self.halves.get(slot)?, second))
    }

    /// Where the start of a second stands; `None` outside the years.
    pub(super) fn place_at(&self, second: i64) -> Option<Place> {
        let row = self.row_ending_after(second)?;
        let second = offset(self.covered, second);
        let into = second.max(row.start).wrapping_sub(row.start);
        Some(Place {
            before: row.before.wrapping_add(into),
            is_open: row.start <= second,
        })
    }

    /// The second that has so many open ones of the table before it, and is open,
    /// as Unix seconds; `None` where the table has no more.
    pub(super) fn nth_open(&self, before: u32) -> Option<i64> {
        let row = self.row_of_open(before)?;
        let second = row.start.wrapping_add(before.wrapping_sub(row.before));
        Some(self.covered.start.wrapping_add(i64::from(second)))
    }

    /// The same second and nanoseconds of it, as chrono has it.
    #[inline]
    pub(super) fn nth_open_time(&self, before: u32, nanos: u32) -> Option<DateTime<Utc>> {
        let row = self.row_of_open(before)?;
        let into = before.wrapping_sub(row.before);
        let mut second = row.second_of_day.wrapping_add(into);
        let mut date = row.date;
        if second >= DAY {
            second = second.wrapping_sub(DAY);
            date = date.succ_opt()?;
        }
        match NaiveTime::from_num_seconds_from_midnight_opt(second, nanos) {
            Some(time) if second < DAY => Some(date.and_time(time).and_utc()),
            // Further on in a long period.
            _ => {
                let second = row.start.wrapping_add(into);
                let second = self.covered.start.wrapping_add(i64::from(second));
                Instant { second, nanos }.time()
            }
        }
    }

    /// The row that has the open second with so many before it.
    #[inline]
    fn row_of_open(&self, before: u32) -> Option<&Row> {
        if before >= self.total {
            return None;
        }
        let slot = usize::try_from(before.wrapping_shr(self.stride)).ok()?;
        let [first, last] = self.inverse.get(slot..)?.first_chunk()?;
        let (first, last) = (usize::try_from(*first).ok()?, usize::try_from(*last).ok()?);
        // The row is the last one that begins with no more open seconds. Most
        // often it is the first of two.
        let rows = self.rows.get(first..)?;
        let steps = match last.wrapping_sub(first) {
            0 => 0,
            1 => usize::from(rows.get(1)?.before <= before),
            _ => rows
                .partition_point(|row| row.before <= before)
                .wrapping_sub(1),
        };
        rows.get(steps)
    }

    /// The end of the period that a second lies in; `None` where it is closed,
    /// or outside the years.
    pub(super) fn end_of_period(&self, second: i64) -> Option<i64> {
        let row = self.row_ending_after(second)?;
        let is_open = row.start <= offset(self.covered, second);
        is_open.then(|| self.covered.start.wrapping_add(i64::from(row.end)))
    }

    /// The first row that ends after a second; `None` where the years do not have it.
    fn row_ending_after(&self, second: i64) -> Option<&Row> {
        if !self.covered.contains(second) {
            return None;
        }
        let second = offset(self.covered, second);
        let row = self.rows.partition_point(|row| row.end <= second);
        self.rows.get(row)
    }

    /// Memory of the table in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.halves)
            .saturating_add(size_of_val(&*self.rows))
            .saturating_add(size_of_val(&*self.inverse))
    }
}

impl HalfDay {
    /// In place of the seconds before: there are more spans than two.
    const CROWDED: u32 = u32::MAX;

    /// The half day from `midnight` on, with the rows that touch it.
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
    const fn is_crowded(&self) -> bool {
        self.before == Self::CROWDED
    }

    /// The open seconds before a second of it, and before itself.
    #[inline]
    fn open_before(&self, second: u32) -> u32 {
        let [first, last] = self.spans.map(|(start, length)| {
            let into = second.saturating_sub(u32::from(start));
            into.min(u32::from(length))
        });
        self.before.wrapping_add(first).wrapping_add(last)
    }

    #[inline]
    fn is_open(&self, second: u32) -> bool {
        let [first, last] = self.spans.map(|(start, length)| {
            second.wrapping_sub(u32::from(start)) < u32::from(length)
        });
        first | last
    }
}

impl Row {
    fn of(covered: Period, period: Period, before: u32) -> Self {
        let start = DateTime::from_timestamp(period.start, 0).map(|start| start.naive_utc());
        Self {
            start: offset(covered, period.start),
            end: offset(covered, period.end),
            before,
            date: start.map_or(NaiveDate::MAX, |start| start.date()),
            second_of_day: start.map_or(0, |start| start.time().num_seconds_from_midnight()),
        }
    }

    const fn seconds(&self) -> u32 {
        self.end.wrapping_sub(self.start)
    }

    /// The part of it that lies in the seconds from `from` on: its start and
    /// its length. A half day has fewer seconds than `u16` has numbers.
    fn between(&self, from: u32, seconds: u32) -> (u16, u16) {
        let [start, end] = [self.start, self.end]
            .map(|second| second.max(from).wrapping_sub(from).min(seconds))
            .map(|second| u16::try_from(second).unwrap_or(u16::MAX));
        (start, end.wrapping_sub(start))
    }
}

/// Seconds since the table's start; what lies outside is at one of its ends.
fn offset(covered: Period, second: i64) -> u32 {
    let inside = second.max(covered.start).min(covered.end);
    u32::try_from(inside.wrapping_sub(covered.start)).unwrap_or(u32::MAX)
}

/// Each half of each day of the years.
fn halves_of(years: TableYears, rows: &[Row]) -> Box<[HalfDay]> {
    let mut halves = Vec::new();
    let mut row = 0;
    for year in years.range() {
        let new_year = offset(years.seconds(), new_year(year));
        let is_leap = NaiveDate::from_yo_opt(year, 366).is_some();
        let end_of_year = if is_leap { HALVES_OF_YEAR } else { 730 };
        for half in (0..).take(end_of_year) {
            let start = new_year.wrapping_add(HALF.wrapping_mul(half));
            row = skipped(rows, row, |row| row.end <= start);
            let next = skipped(rows, row, |row| row.start < start.wrapping_add(HALF));
            let touched = rows.get(row..next).unwrap_or(&[]);
            let before = rows.get(row).map_or(total_of(rows), |row| {
                let into = start.max(row.start).wrapping_sub(row.start);
                row.before.wrapping_add(into)
            });
            halves.push(HalfDay::of(start, before, touched));
        }
        // A common year leaves the places of its 366th day empty.
        let used = halves.len().next_multiple_of(HALVES_OF_YEAR);
        halves.resize(used, HalfDay::of(0, total_of(rows), &[]));
    }
    halves.into_boxed_slice()
}

fn total_of(rows: &[Row]) -> u32 {
    rows.last()
        .map_or(0, |row| row.before.wrapping_add(row.seconds()))
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
    let average = total.checked_div(count).unwrap_or(0);
    let stride = average.checked_ilog2().unwrap_or(0);
    let places = total.wrapping_shr(stride).wrapping_add(2);
    let mut row = 0;
    let inverse = (0..places).map(|place| {
        let open = u64::from(place).wrapping_shl(stride);
        row = skipped(rows, row, |row| u64::from(row.before) <= open);
        u32::try_from(row.saturating_sub(1)).unwrap_or(u32::MAX)
    });
    (inverse.collect(), stride)
}
