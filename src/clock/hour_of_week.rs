//! The hour of the week that the clocks of a zone show.

use std::fmt;

use chrono::{DateTime, Offset, TimeZone, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::error::ModelError;

/// The hour of the week that the clocks of a zone show: "Wednesday, from 9".
///
/// An hour is half-open: 10:00 belongs to the next. Hours are ordered from
/// Monday's first to Sunday's last, and serialise as their number in that
/// order, 0 to 167.
///
/// When a zone puts its clocks back, one hour comes by twice in a day, and
/// both are the same hour of the week; when it puts them forward, one is left
/// out. [`WeekExposure`](super::WeekExposure) counts how often each really came.
///
/// # Example: Thursday midnight in Tokyo is Wednesday afternoon in UTC
///
/// ```
/// use chrono::{FixedOffset, Utc, Weekday};
/// use support_kpi::clock::HourOfWeek;
///
/// let instant = "2024-03-06T15:00:00Z".parse()?;
/// let tokyo = FixedOffset::east_opt(9 * 3_600).unwrap();
///
/// assert_eq!(HourOfWeek::of(instant, &tokyo), HourOfWeek::new(Weekday::Thu, 0)?);
/// assert_eq!(HourOfWeek::of(instant, &Utc).to_string(), "Wed 15:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct HourOfWeek {
    /// From Monday's first hour, 0 to 167.
    number: u8,
}

/// The first hour of 1970 was that of a Thursday.
const HOUR_OF_THE_EPOCH: i64 = 3 * 24;

impl HourOfWeek {
    /// How many hours a week has.
    pub(super) const IN_A_WEEK: u8 = 168;

    /// The hour of a weekday that begins at this full hour.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] above 23.
    pub fn new(weekday: Weekday, hour: u8) -> Result<Self, ModelError> {
        if hour > 23 {
            return Err(ModelError::OutOfRange {
                field: "hour",
                expected: "0 to 23",
                found: hour.to_string(),
            });
        }
        let day = weekday.num_days_from_monday().to_le_bytes()[0];
        Ok(Self {
            number: day.wrapping_mul(24).wrapping_add(hour), // at most 6 × 24 + 23
        })
    }

    /// The hour of the week that the zone's clocks show at an instant.
    pub fn of<Z: TimeZone>(instant: DateTime<Utc>, zone: &Z) -> Self {
        let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
        let east = i64::from(offset.fix().local_minus_utc());
        // chrono's instants end 8 × 10¹² seconds from 1970, far from where this would wrap.
        Self::of_hour(instant.timestamp().wrapping_add(east).div_euclid(3_600))
    }

    /// The hour of the week of a local hour, counted from the epoch.
    pub(super) const fn of_hour(hour: i64) -> Self {
        let number = hour.wrapping_add(HOUR_OF_THE_EPOCH).rem_euclid(168);
        Self {
            // The remainder of 168 fits.
            number: number.to_le_bytes()[0],
        }
    }

    /// All 168 hours, from Monday's first on.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..Self::IN_A_WEEK).map(|number| Self { number })
    }

    /// The day.
    pub const fn weekday(self) -> Weekday {
        match self.number / 24 {
            0 => Weekday::Mon,
            1 => Weekday::Tue,
            2 => Weekday::Wed,
            3 => Weekday::Thu,
            4 => Weekday::Fri,
            5 => Weekday::Sat,
            _ => Weekday::Sun,
        }
    }

    /// The hour of the day, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.number % 24
    }

    /// The place among the hours of the week, 0 to 167.
    pub(super) const fn index(self) -> usize {
        self.number as usize
    }
}

impl TryFrom<u8> for HourOfWeek {
    type Error = ModelError;

    fn try_from(number: u8) -> Result<Self, ModelError> {
        if number < Self::IN_A_WEEK {
            Ok(Self { number })
        } else {
            Err(ModelError::OutOfRange {
                field: "hour_of_week",
                expected: "0 to 167",
                found: number.to_string(),
            })
        }
    }
}

impl From<HourOfWeek> for u8 {
    fn from(hour: HourOfWeek) -> Self {
        hour.number
    }
}

/// "Wed 15:00".
impl fmt::Display for HourOfWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {:02}:00", self.weekday(), self.hour()))
    }
}
