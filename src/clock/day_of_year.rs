//! A day that comes every year, or every leap year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::CalendarError;

/// A day that comes every year: 25 December. 29 February comes in leap years only.
///
/// In text (`Display`, `FromStr`, serde) it is `MM-DD`.
///
/// # Example: 29 February is a day, 30 February is not
///
/// ```
/// use support_kpi::clock::DayOfYear;
///
/// assert_eq!("12-25".parse::<DayOfYear>()?, DayOfYear::new(12, 25)?);
/// assert!(DayOfYear::new(2, 29).is_ok());
/// assert_eq!(
///     "02-30".parse::<DayOfYear>().unwrap_err().to_string(),
///     "day of the year: expected a day of the year as MM-DD, found \"02-30\"",
/// );
/// # Ok::<(), support_kpi::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOfYear {
    month: u8,
    day: u8,
}

impl DayOfYear {
    /// The day of this month, both counted from 1.
    ///
    /// # Errors
    ///
    /// [`CalendarError::DayOfYear`] where no year has that day.
    pub fn new(month: u8, day: u8) -> Result<Self, CalendarError> {
        Self::checked(month, day).ok_or_else(|| CalendarError::DayOfYear {
            entry: "day of the year".to_string(),
            found: format!("{month:02}-{day:02}"),
        })
    }

    /// The month, from 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Whether the date is this day of its year.
    pub fn is_on(self, date: NaiveDate) -> bool {
        date.month() == u32::from(self.month) && date.day() == u32::from(self.day)
    }

    /// The day, if a leap year has it: a leap year has every day there is.
    fn checked(month: u8, day: u8) -> Option<Self> {
        NaiveDate::from_ymd_opt(2_000, u32::from(month), u32::from(day))?;
        Some(Self { month, day })
    }

    /// Reads a day, and says where it stood if it is none.
    pub(super) fn read(entry: &str, text: &str) -> Result<Self, CalendarError> {
        Self::parse(text).ok_or_else(|| CalendarError::DayOfYear {
            entry: entry.to_string(),
            found: text.to_string(),
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.split_once('-')?;
        let parsed = Self::checked(month.parse().ok()?, day.parse().ok()?)?;
        // Only the one way to write it: no sign, no blank, no missing zero.
        (parsed.to_string() == text).then_some(parsed)
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for DayOfYear {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        Self::read("day of the year", text)
    }
}

impl Serialize for DayOfYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayOfYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
