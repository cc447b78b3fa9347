//! A time of the local day, and a span between two.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::CalendarError;

/// Seconds of a day on the wall clock.
const DAY: u32 = 86_400;

/// A time of the local day in whole seconds, from 00:00 to 24:00.
///
/// 24:00 is the end of the day, the same moment as 00:00 of the next one.
/// In text (`Display`, `FromStr`, serde) it is `HH:MM`, or `HH:MM:SS` where
/// there are seconds.
///
/// # Example: a day ends at 24:00, and there is no 25:00
///
/// ```
/// use support_kpi::clock::TimeOfDay;
///
/// assert_eq!("24:00".parse(), Ok(TimeOfDay::END_OF_DAY));
/// assert_eq!("09:00:30".parse::<TimeOfDay>()?.to_string(), "09:00:30");
/// assert_eq!(
///     "25:00".parse::<TimeOfDay>().unwrap_err().to_string(),
///     "time of day: expected a time of day as HH:MM or HH:MM:SS, from 00:00 to 24:00, \
///      found \"25:00\"",
/// );
/// # Ok::<(), support_kpi::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    seconds: u32,
}

impl TimeOfDay {
    /// 00:00, the first moment of a day.
    pub const MIDNIGHT: Self = Self { seconds: 0 };

    /// 24:00, the moment a day is over.
    pub const END_OF_DAY: Self = Self { seconds: DAY };

    /// The time at this many seconds after midnight on the wall clock;
    /// `None` for more than the 86 400 of a day.
    pub const fn from_seconds(seconds: u32) -> Option<Self> {
        if seconds <= DAY {
            Some(Self { seconds })
        } else {
            None
        }
    }

    /// Seconds after midnight on the wall clock: 0 to 86 400.
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// Reads a time, and says where it stood if it is none.
    pub(super) fn read(entry: &str, text: &str) -> Result<Self, CalendarError> {
        Self::parse(text).ok_or_else(|| CalendarError::TimeOfDay {
            entry: entry.to_string(),
            found: text.to_string(),
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split(':').map(two_digits);
        let hours = fields.next()??;
        let minutes = fields.next()??;
        let seconds = fields.next().unwrap_or(Some(0))?;
        if fields.next().is_some() || minutes > 59 || seconds > 59 {
            return None;
        }
        let hours = hours.checked_mul(3_600)?;
        let minutes = minutes.checked_mul(60)?;
        Self::from_seconds(hours.checked_add(minutes)?.checked_add(seconds)?)
    }
}

/// The number that two digits make, and nothing else does.
fn two_digits(text: &str) -> Option<u32> {
    if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (
            self.seconds / 3_600,
            self.seconds / 60 % 60,
            self.seconds % 60,
        );
        write!(f, "{hours:02}:{minutes:02}")?;
        if seconds > 0 {
            write!(f, ":{seconds:02}")?;
        }
        Ok(())
    }
}

impl FromStr for TimeOfDay {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        Self::read("time of day", text)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// A span of the local day: its start belongs to it, its end does not.
///
/// A span that runs over midnight is two: one up to 24:00, and one from 00:00
/// on the next day. Where both are open the periods merge.
///
/// # Example: a span ends after it begins
///
/// ```
/// use support_kpi::clock::DaySpan;
///
/// let morning: DaySpan = "09:00-12:30".parse()?;
/// assert_eq!(morning.wall_time().as_secs(), 12_600);
/// assert_eq!(
///     "17:00-09:00".parse::<DaySpan>().unwrap_err().to_string(),
///     "span: expected an end after 17:00, found 09:00",
/// );
/// # Ok::<(), support_kpi::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl DaySpan {
    /// The whole day, 00:00 to 24:00: 23 or 25 hours where the clocks change.
    pub const WHOLE_DAY: Self = Self {
        start: TimeOfDay::MIDNIGHT,
        end: TimeOfDay::END_OF_DAY,
    };

    /// The span from `start` up to `end`.
    ///
    /// # Errors
    ///
    /// [`CalendarError::EndNotAfterStart`] where `end` is at `start` or before it.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Result<Self, CalendarError> {
        Self::checked("span", start, end)
    }

    /// The span, or an error that says where it stood.
    pub(super) fn checked(
        entry: &str,
        start: TimeOfDay,
        end: TimeOfDay,
    ) -> Result<Self, CalendarError> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(CalendarError::EndNotAfterStart {
                entry: entry.to_string(),
                start,
                end,
            })
        }
    }

    /// The first moment of the span.
    pub const fn start(self) -> TimeOfDay {
        self.start
    }

    /// The moment the span is over.
    pub const fn end(self) -> TimeOfDay {
        self.end
    }

    /// The length of the span on the wall clock, where the clocks do not change in it.
    pub const fn wall_time(self) -> Duration {
        Duration::from_secs(self.end.seconds.saturating_sub(self.start.seconds) as u64)
    }
}

impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl FromStr for DaySpan {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let (start, end) = text.split_once('-').ok_or_else(|| CalendarError::Span {
            entry: "span".to_string(),
            found: text.to_string(),
        })?;
        Self::checked(
            "span",
            TimeOfDay::read("span", start)?,
            TimeOfDay::read("span", end)?,
        )
    }
}

impl Serialize for DaySpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DaySpan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = Deserialize::deserialize(deserializer)?;
        Self::new(start, end).map_err(de::Error::custom)
    }
}
