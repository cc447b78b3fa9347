//! Days by their number, and the 400 years after which the calendar repeats.
//!
//! Seconds and days are counted in `i64`: chrono's years stay below 2^44
//! seconds, so that their sums cannot leave it.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

/// Seconds of a day in UTC.
pub(super) const DAY_SECONDS: i64 = 86_400;

/// Days in 400 years of the Gregorian calendar: whole weeks, 20 871 of them.
pub(super) const CYCLE_DAYS: i64 = 146_097;

/// Seconds in 400 years.
pub(super) const CYCLE_SECONDS: i64 = CYCLE_DAYS * DAY_SECONDS;

/// The first second there is: that of [`DateTime::<Utc>::MIN_UTC`].
pub(super) const FIRST_SECOND: i64 = DateTime::<Utc>::MIN_UTC.timestamp();

/// The second after the last one there is: that of [`DateTime::<Utc>::MAX_UTC`].
pub(super) const END_OF_TIME: i64 = DateTime::<Utc>::MAX_UTC.timestamp() + 1;

/// 1970-01-01 in days of the common era.
const EPOCH: i64 = 719_163;

/// 1600-01-01: where the block of years that is number 0 begins.
const BLOCK_ORIGIN: i64 = -135_140;

/// The number of a date: days since 1970-01-01.
pub(super) fn number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()).saturating_sub(EPOCH)
}

/// Monday is 0.
pub(super) fn weekday(day: i64) -> usize {
    // 1970-01-01 was a Thursday. The remainder is 0 to 6.
    usize::try_from(day.saturating_add(3).rem_euclid(7)).unwrap_or(0)
}

/// Month and day of the month, both counted from 1.
pub(super) fn month_and_day(day: i64) -> Option<(u32, u32)> {
    let (day, _) = in_known_years(day);
    let date = date(day)?;
    Some((date.month(), date.day()))
}

/// The date of a day; `None` outside the years of chrono.
pub(super) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day.saturating_add(EPOCH)).ok()?)
}

/// The same day of a year from 1200 to 2799, and how many cycles it was moved back.
///
/// Zones are asked about these years only. Before them a zone keeps its first
/// local mean time, after them its last rule: either repeats with the calendar.
pub(super) fn in_known_years(day: i64) -> (i64, i64) {
    let block = block_of_day(day);
    let cycles = block.saturating_sub(block.clamp(-1, 2));
    (
        day.saturating_sub(cycles.saturating_mul(CYCLE_DAYS)),
        cycles,
    )
}

fn block_of_day(day: i64) -> i64 {
    day.saturating_sub(BLOCK_ORIGIN).div_euclid(CYCLE_DAYS)
}

/// Four hundred years of UTC that begin with 1600 or a whole number of cycles from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// The first second.
    pub(super) start: i64,
    /// The second after the last.
    pub(super) end: i64,
    /// Where it stands to the years in which zones change their rules.
    pub(super) era: Era,
}

/// Where a block stands to the years in which zones change their rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    /// Before 1600: every block is like the others.
    Past,
    /// From 1600 to 2399: each year is as it is.
    Known,
    /// From 2400: every block is like the others.
    Future,
}

impl Block {
    /// The block that a second lies in.
    pub(super) fn of(second: i64) -> Self {
        let number = block_of_day(second.div_euclid(DAY_SECONDS));
        let start = BLOCK_ORIGIN
            .saturating_add(number.saturating_mul(CYCLE_DAYS))
            .saturating_mul(DAY_SECONDS);
        Self {
            start,
            end: start.saturating_add(CYCLE_SECONDS),
            era: match number {
                ..0 => Era::Past,
                0..2 => Era::Known,
                2.. => Era::Future,
            },
        }
    }
}
