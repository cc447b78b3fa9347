//! What is wrong with a calendar.

use chrono::{DateTime, Utc};

use super::instant_text;
use crate::clock::{DaySpan, TimeOfDay};

/// A schedule that cannot be: found when it is built or deserialised.
///
/// `entry` is the place in the schedule, written as in its text form:
/// `weekly.mon[1]`, `holidays`, `breaks.2024-01-15[0]`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// A time of day that is not on a clock: 25:00, 09:60, `nine`.
    #[error(
        "{entry}: expected a time of day as HH:MM or HH:MM:SS, from 00:00 to 24:00, found {found:?}"
    )]
    TimeOfDay {
        /// The place in the schedule.
        entry: String,
        /// The text found.
        found: String,
    },
    /// A span in a form that is not START-END.
    #[error("{entry}: expected a span as HH:MM-HH:MM, found {found:?}")]
    Span {
        /// The place in the schedule.
        entry: String,
        /// The text found.
        found: String,
    },
    /// A span that ends when it begins, or before.
    #[error("{entry}: expected an end after {start}, found {end}")]
    EndNotAfterStart {
        /// The place in the schedule.
        entry: String,
        /// The start of the span.
        start: TimeOfDay,
        /// The end found.
        end: TimeOfDay,
    },
    /// Two spans of one day that share some time.
    #[error("{entry}: expected spans that do not overlap, found {first} and {second}")]
    Overlap {
        /// The place in the schedule.
        entry: String,
        /// The span that begins first.
        first: DaySpan,
        /// The span that begins before the first one ends.
        second: DaySpan,
    },
    /// More spans in one weekday than a table of decades should hold.
    #[error("{entry}: expected at most 48 spans, found {found}")]
    TooManySpans {
        /// The place in the schedule.
        entry: String,
        /// The number of spans found.
        found: usize,
    },
    /// A date that is not in the calendar, or not written YYYY-MM-DD.
    #[error("{entry}: expected a date as YYYY-MM-DD, found {found:?}")]
    Date {
        /// The place in the schedule.
        entry: String,
        /// The text found.
        found: String,
    },
    /// A day that no year has, or one that is not written MM-DD.
    #[error("{entry}: expected a day of the year as MM-DD, found {found:?}")]
    DayOfYear {
        /// The place in the schedule.
        entry: String,
        /// The text found.
        found: String,
    },
    /// A date that is listed twice.
    #[error("{entry}: expected each date once, found {found} twice")]
    Twice {
        /// The list.
        entry: String,
        /// The date, as its text.
        found: String,
    },
    /// A time zone that does not exist, or that this type of zone cannot be.
    #[error("time_zone: expected {expected}, found {found:?}")]
    UnknownTimeZone {
        /// The zones that the type can be, in words.
        expected: &'static str,
        /// The name found.
        found: String,
    },
    /// A change of clocks that does not follow on the last one.
    #[error("changes: expected an instant after {}, found {}", instant_text(.expected), instant_text(.found))]
    ChangeNotAfter {
        /// The last change.
        expected: DateTime<Utc>,
        /// The instant that is not after it.
        found: DateTime<Utc>,
    },
    /// Years that a table cannot have.
    #[error("years: expected 1 to 128 years from 1600 to 2399, found {first} to {last}")]
    TableYears {
        /// The first year.
        first: i32,
        /// The last year.
        last: i32,
    },
}
