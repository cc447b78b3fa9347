//! How long each hour of the week really lasted in a span.

use std::time::Duration;

use chrono::{DateTime, Offset, TimeZone, Utc};

use super::hour_of_week::HourOfWeek;
use crate::error::ModelError;

/// How long each hour of the week really lasted in a span, on the clocks of a zone.
///
/// What a mean per hour is divided by. A span rarely holds each hour equally
/// often: it begins and ends within a week, and on a day of 23 or 25 hours
/// one hour is left out or comes by twice. Hours that are only partly in the
/// span, or cut by a zone's half-hour, count by their part.
///
/// The zone's offset is looked up once a day and each change is then found to
/// the nanosecond, so centuries take milliseconds. Two changes that undo each
/// other within 24 hours would not be seen; no zone has had such a day (in the
/// time zone database the closest two changes are four days apart).
///
/// # Example: the 25 hours of a Sunday in autumn
///
/// ```
/// use std::time::Duration;
/// use chrono::Weekday;
/// use chrono_tz::Europe::Berlin;
/// use support_kpi::clock::{HourOfWeek, WeekExposure};
///
/// let sunday = "2024-10-26T22:00:00Z".parse()?; // midnight in Berlin
/// let monday = "2024-10-27T23:00:00Z".parse()?;
/// let exposure = WeekExposure::between(sunday, monday, &Berlin)?;
///
/// let two = HourOfWeek::new(Weekday::Sun, 2)?;
/// assert_eq!(exposure.time_in(two), Duration::from_secs(2 * 3_600));
/// assert_eq!(exposure.total(), Duration::from_secs(25 * 3_600));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekExposure {
    /// Nanoseconds in each hour, from Monday's first on. All of them together
    /// are at most the 584 years that eight bytes hold.
    times: [u64; HourOfWeek::IN_A_WEEK as usize],
}

const HOUR: i128 = 3_600_000_000_000;
const DAY: i64 = 86_400_000_000_000;

impl WeekExposure {
    /// How long each hour lasted in the span from its start up to, and
    /// without, its end.
    ///
    /// # Errors
    ///
    /// [`ModelError::Before`] where the end precedes the start;
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262.
    pub fn between<Z: TimeZone>(
        start: DateTime<Utc>,
        end: DateTime<Utc>,
        zone: &Z,
    ) -> Result<Self, ModelError> {
        if end < start {
            return Err(ModelError::Before {
                field: "end",
                earlier: "start",
                expected: start,
                found: end,
            });
        }
        let (start, end) = (nanoseconds("start", start)?, nanoseconds("end", end)?);

        let mut exposure = Self {
            times: [0; HourOfWeek::IN_A_WEEK as usize],
        };
        let mut offset = offset_at(start, zone);
        let (mut since, mut seen) = (start, start);
        while seen < end {
            let next = seen.saturating_add(DAY).min(end);
            if offset_at(next, zone) == offset {
                seen = next;
                continue;
            }
            let change = first_change(seen, next, offset, zone);
            exposure.add(since, change, offset);
            offset = offset_at(change, zone);
            (since, seen) = (change, change);
        }
        exposure.add(since, end, offset);
        Ok(exposure)
    }

    /// How long this hour of the week lasted in the span.
    pub fn time_in(&self, hour: HourOfWeek) -> Duration {
        Duration::from_nanos(self.nanoseconds_in(hour))
    }

    /// How long the span lasted.
    pub fn total(&self) -> Duration {
        let total = self
            .times
            .iter()
            .fold(0_u64, |sum, time| sum.wrapping_add(*time));
        Duration::from_nanos(total)
    }

    pub(crate) fn nanoseconds_in(&self, hour: HourOfWeek) -> u64 {
        self.times.get(hour.index()).copied().unwrap_or_default()
    }

    /// Adds a stretch between two instants in which the offset stays the same.
    fn add(&mut self, from: i64, to: i64, offset: i128) {
        // Both are 8 bytes and the offset is less than a day: 128 bits hold all sums.
        let local = |instant: i64| i128::from(instant).wrapping_add(offset);
        let (mut now, end) = (local(from), local(to));

        let week = HOUR.wrapping_mul(i128::from(HourOfWeek::IN_A_WEEK));
        let whole_weeks = end.wrapping_sub(now).div_euclid(week);
        for time in &mut self.times {
            grow(time, whole_weeks.wrapping_mul(HOUR));
        }
        now = now.wrapping_add(whole_weeks.wrapping_mul(week));
        while now < end {
            let hour = now.div_euclid(HOUR);
            let next = hour.wrapping_add(1).wrapping_mul(HOUR).min(end);
            let of_week = i64::try_from(hour).map(HourOfWeek::of_hour);
            if let Some(time) = of_week
                .ok()
                .and_then(|hour| self.times.get_mut(hour.index()))
            {
                grow(time, next.wrapping_sub(now));
            }
            now = next;
        }
    }
}

/// Adds a time that is known to fit and not to be negative: no hour lasts
/// longer than the span.
fn grow(time: &mut u64, by: i128) {
    *time = time.wrapping_add(u64::try_from(by).unwrap_or_default());
}

fn nanoseconds(field: &'static str, instant: DateTime<Utc>) -> Result<i64, ModelError> {
    instant
        .timestamp_nanos_opt()
        .ok_or(ModelError::InstantOutOfRange {
            field,
            found: instant,
        })
}

/// How far east of UTC the zone's clocks are, in nanoseconds.
fn offset_at<Z: TimeZone>(instant: i64, zone: &Z) -> i128 {
    let utc = DateTime::from_timestamp_nanos(instant).naive_utc();
    let east = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc();
    i128::from(east).wrapping_mul(1_000_000_000)
}

/// The first instant at which the offset is another one, by halving: it holds
/// at `seen`, and no longer at `next`.
fn first_change<Z: TimeZone>(mut seen: i64, mut next: i64, offset: i128, zone: &Z) -> i64 {
    loop {
        let middle = seen.wrapping_add(next.wrapping_sub(seen) / 2);
        if middle == seen {
            return next;
        }
        if offset_at(middle, zone) == offset {
            seen = middle;
        } else {
            next = middle;
        }
    }
}
