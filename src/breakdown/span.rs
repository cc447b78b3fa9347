//! A stretch of time from one instant up to another.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::clock::{AroundTheClock, Clock};
use crate::error::ModelError;
use crate::model::Instant;

/// A stretch of time from one instant up to another: half-open, in UTC.
///
/// The start belongs to the span and the end does not, so spans that touch
/// share nothing. A day of Tokyo and a day of Berlin are different spans, and
/// so different keys of a [`Series`](super::Series).
///
/// # Example: midnight belongs to the day that begins
///
/// ```
/// use support_kpi::breakdown::Span;
///
/// let day = Span::new("2024-03-01T00:00:00Z".parse()?, "2024-03-02T00:00:00Z".parse()?)?;
/// assert!(day.contains("2024-03-01T00:00:00Z".parse()?));
/// assert!(!day.contains("2024-03-02T00:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct Span {
    start: Instant,
    end: Instant,
}

#[derive(Serialize, Deserialize)]
struct Bounds {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
}

impl TryFrom<Bounds> for Span {
    type Error = ModelError;

    fn try_from(bounds: Bounds) -> Result<Self, ModelError> {
        Self::new(bounds.start, bounds.end)
    }
}

impl From<Span> for Bounds {
    fn from(span: Span) -> Self {
        Self {
            start: span.start(),
            end: span.end(),
        }
    }
}

impl Span {
    /// The span from an instant up to a later one.
    ///
    /// # Errors
    ///
    /// [`ModelError::Before`] where the end is not after the start,
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262.
    pub fn new(start: DateTime<Utc>, end: DateTime<Utc>) -> Result<Self, ModelError> {
        if end <= start {
            return Err(ModelError::NotAfter {
                field: "end",
                earlier: "start",
                expected: start,
                found: end,
            });
        }
        Ok(Self {
            start: Instant::of_field("start", start)?,
            end: Instant::of_field("end", end)?,
        })
    }

    /// The first instant of the span.
    pub const fn start(self) -> DateTime<Utc> {
        self.start.utc()
    }

    /// The first instant after the span.
    pub const fn end(self) -> DateTime<Utc> {
        self.end.utc()
    }

    /// How long it is around the clock: a day has 23, 24 or 25 hours.
    pub fn length(self) -> Duration {
        AroundTheClock.elapsed(self.start(), self.end())
    }

    /// Whether an instant belongs to the span.
    pub fn contains(self, at: DateTime<Utc>) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether all of another span belongs to this one.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The two instants, as an interval is written in ISO 8601.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        write!(f, "{}/{}", text(self.start()), text(self.end()))
    }
}
