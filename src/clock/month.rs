//! A month of the calendar, in a zone.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::days;
use super::instant::Instant;
use super::zone::day_of;
use crate::error::ModelError;

/// A month of the calendar: March 2024.
///
/// It has a number, so that months can be counted: a cohort bought again two
/// months after. The stretch of time that it takes in a zone is a
/// [`Span`](crate::breakdown::Span). The month does not say which zone it is
/// of: keep what was counted in different zones apart.
///
/// In text (`Display`, `FromStr`, serde) it is `YYYY-MM`.
///
/// # Example: it is April in Tokyo already
///
/// ```
/// use chrono::Utc;
/// use support_kpi::clock::Month;
///
/// let instant = "2024-03-31T15:00:00Z".parse()?;
/// let (utc, tokyo) = (Month::of(instant, &Utc), Month::of(instant, &chrono_tz::Asia::Tokyo));
///
/// assert_eq!((utc.to_string(), tokyo.to_string()), ("2024-03".into(), "2024-04".into()));
/// assert_eq!(tokyo.since(utc), 1);
/// assert_eq!(
///     Month::new(2024, 13).unwrap_err().to_string(),
///     "month: expected 1 to 12, found 13",
/// );
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since January of the year 0.
    number: i32,
}

/// The years that chrono's instants have in any zone.
const YEARS: std::ops::RangeInclusive<i32> = -262_144..=262_143;

impl Month {
    /// The month of a year, counted from 1.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the month is not 1 to 12, or the year
    /// not -262144 to 262143.
    pub fn new(year: i32, month: u32) -> Result<Self, ModelError> {
        if !YEARS.contains(&year) {
            return Err(ModelError::OutOfRange {
                field: "year",
                expected: "-262144 to 262143",
                found: year.to_string(),
            });
        }
        if !(1..=12).contains(&month) {
            return Err(ModelError::OutOfRange {
                field: "month",
                expected: "1 to 12",
                found: month.to_string(),
            });
        }
        Ok(Self::of_date(year, month))
    }

    /// The month that an instant belongs to in a zone.
    ///
    /// A month runs from the first 00:00 of its first day up to that of the
    /// next month. Where the clocks go back over midnight, the hour that comes
    /// twice belongs to the later month.
    pub fn of<Tz: TimeZone>(instant: DateTime<Utc>, zone: &Tz) -> Self {
        Self::of_day(day_of(zone, Instant::of(instant).second))
    }

    /// The month of a day that is counted from 1970-01-01.
    pub(crate) fn of_day(day: i64) -> Self {
        let (day, cycles) = days::in_known_years(day);
        // Chrono knows the years that this day is moved to, and 400 years are
        // few enough cycles for any instant there is.
        let date = days::date(day).unwrap_or(NaiveDate::MIN);
        let cycles = i32::try_from(cycles).unwrap_or(0);
        let year = date.year().saturating_add(cycles.saturating_mul(400));
        Self::of_date(year, date.month())
    }

    /// A year of [`YEARS`] has at most seven digits, and its month two.
    fn of_date(year: i32, month: u32) -> Self {
        let before = i32::try_from(month).unwrap_or(1).saturating_sub(1);
        Self {
            number: year.saturating_mul(12).saturating_add(before),
        }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.number.div_euclid(12)
    }

    /// The month of the year, from 1 to 12.
    pub const fn month(self) -> u32 {
        self.number.rem_euclid(12).unsigned_abs().saturating_add(1)
    }

    /// How many months it is after another one; negative where it is before it.
    pub const fn since(self, other: Self) -> i32 {
        self.number.saturating_sub(other.number)
    }

    /// The month after this one.
    #[must_use]
    pub(crate) const fn next(self) -> Self {
        Self {
            number: self.number.saturating_add(1),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.year() < 0 { 5 } else { 4 };
        f.pad(&format!("{:0digits$}-{:02}", self.year(), self.month()))
    }
}

impl FromStr for Month {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        text.rsplit_once('-')
            .and_then(|(year, month)| Self::new(year.parse().ok()?, month.parse().ok()?).ok())
            // Only the one way to write it: no plus sign, no missing zero.
            .filter(|month| month.to_string() == text)
            .ok_or_else(|| ModelError::UnknownWord {
                field: "month",
                expected: "a month as YYYY-MM",
                found: text.to_string(),
            })
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
