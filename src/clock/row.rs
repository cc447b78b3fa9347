//! The open periods of a table, in order: a row each.
//!
//! Seconds are counted in `u32` from the start of the table: 128 years have
//! fewer than 2^32 of them, so no sum of rows can leave its type.

use chrono::{DateTime, NaiveDate, Timelike};

use super::period::Period;

/// One open period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) start: u32,
    pub(super) end: u32,
    /// All open seconds before it.
    pub(super) before: u32,
    /// The day in UTC on which it starts, and at which of its seconds: the
    /// start once more, as chrono wants it.
    pub(super) date: NaiveDate,
    pub(super) second_of_day: u32,
}

impl Row {
    pub(super) fn of(covered: Period, period: Period, before: u32) -> Self {
        let start = DateTime::from_timestamp(period.start, 0).map(|start| start.naive_utc());
        Self {
            start: offset(covered, period.start),
            end: offset(covered, period.end),
            before,
            date: start.map_or(NaiveDate::MAX, |start| start.date()),
            second_of_day: start.map_or(0, |start| start.time().num_seconds_from_midnight()),
        }
    }

    pub(super) const fn seconds(&self) -> u32 {
        self.end.wrapping_sub(self.start)
    }

    /// The part of it that lies in the seconds from `from` on: its start and
    /// its length. A half day has fewer seconds than `u16` has numbers.
    pub(super) fn between(&self, from: u32, seconds: u32) -> (u16, u16) {
        let [start, end] = [self.start, self.end]
            .map(|second| second.max(from).wrapping_sub(from).min(seconds))
            .map(|second| u16::try_from(second).unwrap_or(u16::MAX));
        (start, end.wrapping_sub(start))
    }
}

/// Seconds since the table's start; what lies outside is at one of its ends.
pub(super) fn offset(covered: Period, second: i64) -> u32 {
    let inside = second.max(covered.start).min(covered.end);
    u32::try_from(inside.wrapping_sub(covered.start)).unwrap_or(u32::MAX)
}

/// All seconds of the rows.
pub(super) fn total_of(rows: &[Row]) -> u32 {
    rows.last()
        .map_or(0, |row| row.before.wrapping_add(row.seconds()))
}

/// The index of the first row from `index` on for which `is_over` does not hold.
pub(super) fn skipped(rows: &[Row], index: usize, is_over: impl Fn(&Row) -> bool) -> usize {
    rows.iter()
        .skip(index)
        .position(|row| !is_over(row))
        .map_or(rows.len(), |steps| index.saturating_add(steps))
}
