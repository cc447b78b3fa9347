//! From the wall clock of a zone to an instant.

use std::cmp::Ordering;

use chrono::{
    DateTime, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc,
};

use super::TimeOfDay;
use super::days::{self, CYCLE_SECONDS, DAY_SECONDS};

/// A time zone that has a name, so that a schedule with it can be written and read.
///
/// A schedule works in any [`chrono::TimeZone`]; only its text form asks for a
/// name. With the feature `chrono-tz` it is implemented for `chrono_tz::Tz`,
/// by the names of the IANA time zone database.
///
/// # Example: a name and back
///
/// ```
/// use chrono::{FixedOffset, Utc};
/// use support_kpi::clock::Zone;
///
/// assert_eq!(Utc::from_name("Etc/UTC"), Some(Utc));
/// assert_eq!(FixedOffset::from_name("+05:30").unwrap().name(), "+05:30");
/// assert_eq!(Utc::from_name("Mars/Olympus_Mons"), None);
/// ```
pub trait Zone: TimeZone {
    /// What a name has to be, in words, for the message of an error.
    const EXPECTED: &'static str;

    /// The name of the zone: what [`from_name`](Self::from_name) reads back.
    fn name(&self) -> String;

    /// The zone of this name; `None` where there is none.
    fn from_name(name: &str) -> Option<Self>;
}

impl Zone for Utc {
    const EXPECTED: &'static str = "UTC or Etc/UTC";

    fn name(&self) -> String {
        "UTC".to_string()
    }

    fn from_name(name: &str) -> Option<Self> {
        matches!(name, "UTC" | "Etc/UTC").then_some(Self)
    }
}

impl Zone for FixedOffset {
    const EXPECTED: &'static str = "an offset as +HH:MM";

    fn name(&self) -> String {
        self.to_string()
    }

    fn from_name(name: &str) -> Option<Self> {
        let offset: Self = name.parse().ok()?;
        (offset.to_string() == name).then_some(offset)
    }
}

/// The names are those of the IANA time zone database: `Europe/Berlin`.
#[cfg(feature = "chrono-tz")]
impl Zone for chrono_tz::Tz {
    const EXPECTED: &'static str = "a name of the IANA time zone database";

    fn name(&self) -> String {
        Self::name(*self).to_string()
    }

    fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// The instant at which the wall clock of a zone shows a time of a date.
///
/// A local time that the clocks skip moves on by what they skip: where they go
/// from 02:00 to 03:00, 02:30 is 03:30. A local time that comes twice is the
/// first of the two. 24:00 is 00:00 of the next date. `None` where the instant
/// lies outside the years of [`DateTime`].
///
/// # Example: 02:30 on the day the clocks go forward
///
/// ```
/// use chrono::{FixedOffset, NaiveDate, TimeZone};
/// use support_kpi::clock::{TimeOfDay, resolve_local_time};
///
/// let india = FixedOffset::east_opt(5 * 3_600 + 1_800).unwrap();
/// let date = NaiveDate::from_ymd_opt(2024, 1, 15).unwrap();
///
/// let nine = resolve_local_time(&india, date, "09:00".parse()?);
/// let end = resolve_local_time(&india, date, TimeOfDay::END_OF_DAY);
/// assert_eq!(nine, Some("2024-01-15T03:30:00Z".parse()?));
/// assert_eq!(end, Some("2024-01-15T18:30:00Z".parse()?));
///
/// let berlin = chrono_tz::Europe::Berlin;
/// let spring = NaiveDate::from_ymd_opt(2024, 3, 31).unwrap();
/// let skipped = resolve_local_time(&berlin, spring, "02:30".parse()?);
/// assert_eq!(skipped, Some("2024-03-31T01:30:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn resolve_local_time<Tz: TimeZone>(
    zone: &Tz,
    date: NaiveDate,
    time: TimeOfDay,
) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(instant(zone, days::number(date), time.seconds()), 0)
}

/// The instant, in Unix seconds, at which the wall clock shows so many seconds
/// after midnight of a day.
pub(super) fn instant<Tz: TimeZone>(zone: &Tz, day: i64, second: u32) -> i64 {
    resolved(zone, day, second).0
}

/// The instant, and whether the clocks skip the local time and it was moved on.
pub(super) fn resolved<Tz: TimeZone>(zone: &Tz, day: i64, second: u32) -> (i64, bool) {
    let (day, cycles) = days::in_known_years(day);
    let local = day
        .saturating_mul(DAY_SECONDS)
        .saturating_add(i64::from(second));
    let (known, skipped) = match naive(local).map(|naive| zone.offset_from_local_datetime(&naive)) {
        Some(MappedLocalTime::Single(offset)) => (before_offset(local, &offset), false),
        Some(MappedLocalTime::Ambiguous(one, other)) => {
            let first = before_offset(local, &one).min(before_offset(local, &other));
            (first, false)
        }
        Some(MappedLocalTime::None) | None => (after_gap(zone, local), true),
    };
    let moved_back = cycles.saturating_mul(CYCLE_SECONDS);
    (known.saturating_add(moved_back), skipped)
}

/// The day, by its number, that an instant belongs to: from the first 00:00 of
/// a date up to that of the next.
pub(crate) fn day_of<Tz: TimeZone>(zone: &Tz, second: i64) -> i64 {
    let mut day = local(zone, second).div_euclid(DAY_SECONDS);
    // Where midnight comes twice, or a date line is crossed, the date on the
    // wall clock can be off by one, never by more than two.
    for _ in 0..3 {
        if second < instant(zone, day, 0) {
            day = day.saturating_sub(1);
        } else if second >= instant(zone, day.saturating_add(1), 0) {
            day = day.saturating_add(1);
        } else {
            break;
        }
    }
    day
}

/// What the wall clock shows at an instant, as seconds since 1970-01-01 00:00 local.
fn local<Tz: TimeZone>(zone: &Tz, second: i64) -> i64 {
    let (day, cycles) = days::in_known_years(second.div_euclid(DAY_SECONDS));
    let known = day
        .saturating_mul(DAY_SECONDS)
        .saturating_add(second.rem_euclid(DAY_SECONDS));
    let shown = known.saturating_add(offset_at(zone, known));
    shown.saturating_add(cycles.saturating_mul(CYCLE_SECONDS))
}

/// The offset from UTC at an instant of the known years, in seconds.
fn offset_at<Tz: TimeZone>(zone: &Tz, second: i64) -> i64 {
    naive(second).map_or(0, |utc| {
        i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    })
}

/// Seconds since 1970-01-01 00:00 as a date and a time, whatever their zone.
fn naive(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|same| same.naive_utc())
}

fn before_offset<O: Offset>(local: i64, offset: &O) -> i64 {
    local.saturating_sub(i64::from(offset.fix().local_minus_utc()))
}

/// The instant for a local time that the clocks skip: counted on the offset
/// that held before they did, which moves it on by the gap.
fn after_gap<Tz: TimeZone>(zone: &Tz, local: i64) -> i64 {
    // An offset is less than a day, so the gap lies between these two instants.
    let mut before = local.saturating_sub(2 * DAY_SECONDS);
    let mut after = local.saturating_add(2 * DAY_SECONDS);
    while after.saturating_sub(before) > 1 {
        let middle = before.midpoint(after);
        let shown = middle.saturating_add(offset_at(zone, middle));
        match shown.cmp(&local) {
            Ordering::Less => before = middle,
            Ordering::Equal => return middle,
            Ordering::Greater => after = middle,
        }
    }
    local.saturating_sub(offset_at(zone, before))
}
