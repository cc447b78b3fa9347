//! A stretch of open time, and those of a range one after the other.

use std::iter::FusedIterator;
use std::time::Duration;

use chrono::{DateTime, TimeZone, Utc};
use serde::Serialize;

use super::days::END_OF_TIME;
use super::instant::Instant;
use super::timeline::Timeline;

/// A stretch of open time: it is open from the start on, and closed from the end on.
///
/// # Example: the rest of a day
///
/// ```
/// use chrono::{DateTime, Utc, Weekday::Mon};
/// use support_kpi::clock::{BusinessHours, Schedule};
///
/// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
/// let noon: DateTime<Utc> = "2024-03-04T12:00:00Z".parse()?;
/// let rest = hours.open_periods(noon, "2024-03-05T00:00:00Z".parse()?).next().unwrap();
///
/// assert_eq!(rest.start(), noon);
/// assert_eq!(rest.end(), "2024-03-04T17:00:00Z".parse::<DateTime<Utc>>()?);
/// assert_eq!(rest.duration().as_secs(), 5 * 3_600);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OpenPeriod {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

impl OpenPeriod {
    /// The first instant that is open.
    pub const fn start(&self) -> DateTime<Utc> {
        self.start
    }

    /// The first instant that is not open any more.
    pub const fn end(&self) -> DateTime<Utc> {
        self.end
    }

    /// How long it is open.
    pub fn duration(&self) -> Duration {
        // The start is before the end.
        self.end
            .signed_duration_since(self.start)
            .to_std()
            .unwrap_or_default()
    }
}

/// The open periods of a range, in order: see
/// [`BusinessHours::open_periods`](super::BusinessHours::open_periods).
#[derive(Debug, Clone)]
pub struct OpenPeriods<'hours, Tz: TimeZone> {
    timeline: &'hours Timeline<Tz>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// Where the search goes on, and where it ends.
    at: i64,
    limit: i64,
}

impl<'hours, Tz: TimeZone> OpenPeriods<'hours, Tz> {
    pub(super) fn new(
        timeline: &'hours Timeline<Tz>,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Self {
        let (start, limit) = (Instant::of(from), Instant::of(to));
        Self {
            timeline,
            // A leap second becomes the second after it.
            from: start.time().unwrap_or(from),
            to: limit.time().unwrap_or(to),
            at: start.second,
            // A second that the range only begins belongs to it.
            limit: limit.second.saturating_add(i64::from(limit.nanos > 0)),
        }
    }
}

impl<Tz: TimeZone> Iterator for OpenPeriods<'_, Tz> {
    type Item = OpenPeriod;

    fn next(&mut self) -> Option<OpenPeriod> {
        let start = self.timeline.nth_open(self.at, 0, self.limit);
        let Some(start) = start.filter(|_| self.from < self.to) else {
            self.at = END_OF_TIME;
            return None;
        };
        let end = self.timeline.end_of_period(start, self.limit);
        self.at = end.unwrap_or(END_OF_TIME);
        let end = end.and_then(|end| DateTime::from_timestamp(end, 0));
        Some(OpenPeriod {
            start: DateTime::from_timestamp(start, 0)?.max(self.from),
            end: end.map_or(self.to, |end| end.min(self.to)),
        })
    }
}

impl<Tz: TimeZone> FusedIterator for OpenPeriods<'_, Tz> {}
