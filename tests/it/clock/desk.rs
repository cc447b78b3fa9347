//! Short ways to write a schedule, an instant and a time.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use support_kpi::clock::{BusinessHours, DaySpan, OpenPeriod, Schedule};

pub(crate) const WORKING_WEEK: [Weekday; 5] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
];

pub(crate) const EVERY_DAY: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A desk that is open on some days of the week: `"09:00-12:00 13:00-17:00"`.
pub(crate) fn open(zone: Tz, days: &[Weekday], hours: &str) -> Schedule<Tz> {
    Schedule::new(zone)
        .open(days.iter().copied(), spans(hours))
        .unwrap()
}

pub(crate) fn spans(text: &str) -> Vec<DaySpan> {
    text.split_whitespace()
        .map(|span| span.parse().unwrap())
        .collect()
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

pub(crate) const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

pub(crate) const fn hours(count: u64) -> Duration {
    Duration::from_secs(count * 3_600)
}

/// The open periods of a range, each as `START/END` in UTC.
pub(crate) fn periods(hours: &BusinessHours<Tz>, from: &str, to: &str) -> Vec<String> {
    hours.open_periods(at(from), at(to)).map(text).collect()
}

pub(crate) fn text(period: OpenPeriod) -> String {
    let form = "%Y-%m-%dT%H:%M:%S%.f";
    format!(
        "{}/{}",
        period.start().format(form),
        period.end().format(form)
    )
}

/// The rows of a table in text, split at blanks; a row that begins with `#` is a comment.
pub(crate) fn rows<const COLUMNS: usize>(table: &str) -> Vec<[&str; COLUMNS]> {
    let rows = table.lines().map(str::trim);
    rows.filter(|row| !row.is_empty() && !row.starts_with('#'))
        .map(|row| {
            let columns: Vec<&str> = row.split_whitespace().collect();
            columns
                .try_into()
                .unwrap_or_else(|_| panic!("a row of {COLUMNS}: {row}"))
        })
        .collect()
}

/// A time in seconds, with up to nine decimals.
pub(crate) fn budget(text: &str) -> Duration {
    let (seconds, nanos) = text.split_once('.').unwrap_or((text, ""));
    Duration::new(
        seconds.parse().unwrap(),
        format!("{nanos:0<9}").parse().unwrap(),
    )
}
