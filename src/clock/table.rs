//! The open periods of a range of years, laid out so that any question about
//! them is answered in a few steps, however far its instants lie apart.
//!
//! Seconds are counted in `u32` from the start of the first year: 128 years
//! have fewer than 2^32 of them, so no sum in here can leave its type.

use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::half_day::{self, HALF, HALVES_OF_YEAR, HalfDay};
use super::instant::{Instant, SECOND};
use super::period::Period;
use super::row::{self, Row};
use super::table_years::TableYears;

/// The seconds of a day.
const DAY: u32 = 86_400;

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
        let halves = half_day::halves_of(years, &rows);
        let (inverse, stride) = inverse_of(total, &rows);
        rows.push(Row {
            start: u32::MAX,
            end: u32::MAX,
            before: total,
            date: NaiveDate::MAX,
            second_of_day: 0,
        });
        Self {
            first_year: years.first(),
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
    /// `None` where the years do not have both.
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
        let second = row::offset(self.covered, second);
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
        let is_open = row.start <= row::offset(self.covered, second);
        is_open.then(|| self.covered.start.wrapping_add(i64::from(row.end)))
    }

    /// The first row that ends after a second; `None` where the years do not have it.
    fn row_ending_after(&self, second: i64) -> Option<&Row> {
        if !self.covered.contains(second) {
            return None;
        }
        let second = row::offset(self.covered, second);
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
        row = row::skipped(rows, row, |row| u64::from(row.before) <= open);
        u32::try_from(row.saturating_sub(1)).unwrap_or(u32::MAX)
    });
    (inverse.collect(), stride)
}
