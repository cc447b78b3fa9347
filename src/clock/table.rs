//! The open periods of a range of years, laid out so that any question about
//! them is answered in a few steps, however far its instants lie apart.
//!
//! Seconds are counted in `u32` from the start of the first year: 128 years
//! have fewer than 2^32 of them, so no sum in here can leave its type.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::days::{self, DAY_SECONDS};
use super::instant::{Instant, SECOND};
use super::period::Period;
use crate::error::CalendarError;

/// A year has so many places in the table; a leap year uses them all.
const DAYS_IN_YEAR: usize = 366;

/// The seconds of a day as the table counts them.
const DAY: u32 = 86_400;

/// The most spans that a day keeps in its place: with more, it refers to the rows.
const MOST_SPANS: usize = 4;

/// In place of the seconds before a day: it has more spans than its place.
const CROWDED: u32 = u32::MAX;

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
    /// For each day in UTC one place of `day_words` numbers: the open seconds
    /// before the day, then the start and the end of each of its spans in
    /// seconds of the day. A span that is not used starts and ends at 0.
    days: Box<[u32]>,
    day_words: usize,
    /// The periods in order, and an empty one after them.
    rows: Box<[Row]>,
    /// All open seconds.
    total: u32,
    /// For each 2^`stride` open seconds, the row in which they begin.
    inverse: Box<[u32]>,
    stride: u32,
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
        let mut total = 0_u32;
        let mut rows: Vec<Row> = Vec::with_capacity(periods.len().saturating_add(1));
        for period in periods {
            rows.push(Row::of(covered, *period, total));
            total = total.wrapping_add(rows.last().map_or(0, |row| row.seconds()));
        }
        let (days, day_words) = days_of(years, &rows);
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
            days,
            day_words,
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

    /// Where an instant stands; `None` outside the years, and in a leap second.
    #[inline]
    pub(super) fn place(&self, at: DateTime<Utc>) -> Option<Place> {
        let utc = at.naive_utc();
        let nanos = utc.nanosecond();
        if nanos >= SECOND {
            return None;
        }
        let year = usize::try_from(utc.year().wrapping_sub(self.first_year)).ok()?;
        let ordinal = usize::try_from(utc.ordinal0()).ok()?;
        let slot = year.wrapping_mul(DAYS_IN_YEAR).wrapping_add(ordinal);
        let words = self.days.get(slot.wrapping_mul(self.day_words)..)?;
        let (before, spans) = words.split_first()?;
        if *before == CROWDED {
            return self.place_among_rows(at.timestamp(), nanos);
        }
        let second = utc.num_seconds_from_midnight();
        let spans = spans.as_chunks().0;
        // Every day looks at as many spans as the fullest: a loop of a known
        // length costs less than one that ends as soon as it may.
        match self.day_words {
            3 => Some(place_in::<1>(*before, spans.first_chunk()?, second, nanos)),
            5 => Some(place_in::<2>(*before, spans.first_chunk()?, second, nanos)),
            7 => Some(place_in::<3>(*before, spans.first_chunk()?, second, nanos)),
            _ => Some(place_in::<4>(*before, spans.first_chunk()?, second, nanos)),
        }
    }

    /// Where the start of a second stands; `None` outside the years.
    pub(super) fn place_at(&self, second: i64) -> Option<Place> {
        self.place_among_rows(second, 0)
    }

    #[cold]
    fn place_among_rows(&self, second: i64, nanos: u32) -> Option<Place> {
        let row = self.row_ending_after(second)?;
        let second = offset(self.covered, second);
        let open = u32::from(row.start <= second);
        let into = second.max(row.start).wrapping_sub(row.start);
        Some(Place {
            before: row.before.wrapping_add(into),
            open_nanos: nanos.wrapping_mul(open),
            open,
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
        size_of_val(&*self.days)
            .saturating_add(size_of_val(&*self.rows))
            .saturating_add(size_of_val(&*self.inverse))
    }
}

/// Where a second of a day stands that has `before` open seconds before it and these spans.
#[inline]
fn place_in<const SPANS: usize>(
    mut before: u32,
    spans: &[[u32; 2]; SPANS],
    second: u32,
    nanos: u32,
) -> Place {
    let mut open = 0;
    for [start, end] in spans {
        let length = end.wrapping_sub(*start);
        let into = second.max(*start).wrapping_sub(*start);
        before = before.wrapping_add(into.min(length));
        open |= u32::from(second.wrapping_sub(*start) < length);
    }
    Place {
        before,
        open_nanos: nanos.wrapping_mul(open),
        open,
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
            second_of_day: start.map_or(0, |start| start.num_seconds_from_midnight()),
        }
    }

    const fn seconds(&self) -> u32 {
        self.end.wrapping_sub(self.start)
    }

    /// The part of it that lies in the day from `midnight` on, in seconds of that day.
    fn on_day(&self, midnight: u32) -> [u32; 2] {
        [self.start, self.end].map(|second| second.max(midnight).wrapping_sub(midnight).min(DAY))
    }
}

/// Seconds since the table's start; what lies outside is at one of its ends.
fn offset(covered: Period, second: i64) -> u32 {
    let inside = second.max(covered.start).min(covered.end);
    u32::try_from(inside.wrapping_sub(covered.start)).unwrap_or(u32::MAX)
}

/// The place of each day, and how many numbers a place has.
fn days_of(years: TableYears, rows: &[Row]) -> (Box<[u32]>, usize) {
    let mut spans: Vec<(u32, &[Row])> = Vec::new();
    let mut first = 0;
    for year in years.range() {
        let start = offset(years.seconds(), new_year(year));
        // The 366th place of a common year is New Year's Day once more.
        for day in (0..).take(DAYS_IN_YEAR) {
            let midnight = start.wrapping_add(DAY.wrapping_mul(day));
            first = skipped(rows, first, |row| row.end <= midnight);
            let next = skipped(rows, first, |row| row.start < midnight.wrapping_add(DAY));
            spans.push((midnight, rows.get(first..next).unwrap_or(&[])));
        }
    }
    let places = places_for(&spans);
    let day_words = places.saturating_mul(2).saturating_add(1);
    let mut words = Vec::with_capacity(spans.len().saturating_mul(day_words));
    let mut before = 0;
    for (midnight, rows) in spans {
        if let Some(row) = rows.first() {
            let [start, end] = row.on_day(midnight);
            // What an earlier day had of the row lies before this one.
            before = row
                .before
                .wrapping_add(row.seconds())
                .wrapping_sub(row.end.wrapping_sub(midnight).wrapping_sub(start));
            debug_assert!(start < end, "a row of a day has some of it");
        }
        let end_of_place = words.len().saturating_add(day_words);
        if rows.len() > places {
            words.push(CROWDED);
        } else {
            words.push(before);
            words.extend(rows.iter().flat_map(|row| row.on_day(midnight)));
        }
        words.resize(end_of_place, 0);
        if let Some(row) = rows.last() {
            let [_, end] = row.on_day(midnight);
            let left = row.end.wrapping_sub(midnight).wrapping_sub(end);
            before = row.before.wrapping_add(row.seconds()).wrapping_sub(left);
        }
    }
    (words.into_boxed_slice(), day_words)
}

/// How many spans a place is to have: so few that some days are crowded,
/// fewer than one in 64, but never more than [`MOST_SPANS`].
fn places_for(spans: &[(u32, &[Row])]) -> usize {
    let crowded = |places: usize| spans.iter().filter(|(_, rows)| rows.len() > places).count();
    (1..MOST_SPANS)
        .find(|places| crowded(*places) <= spans.len() / 64)
        .unwrap_or(MOST_SPANS)
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
