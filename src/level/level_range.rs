//! The levels between which a value lies.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Level, Standing};

/// The level of a value, and the levels at both ends of its interval.
///
/// # Example: four, perhaps three
///
/// ```
/// use std::time::Duration;
/// use support_kpi::level::{Certainty, Level, Measurement, Policy, Statistic};
/// use support_kpi::summary::DurationSummary;
/// use support_kpi::{Calculator, Channel, Elapsed};
///
/// // Twelve first responses by e-mail, 3 h 25 min on average; level 4 ends at 4 h.
/// let minutes = [20, 45, 90, 110, 130, 150, 180, 220, 260, 310, 420, 525];
/// let waits = DurationSummary::of(&minutes.map(|m| Elapsed::from_seconds(60 * m)));
/// let measured = Measurement::of_times(&waits, Statistic::Mean);
///
/// let policy = Policy::builder().certainty(Certainty::default()).build()?;
/// let judged = policy.response_time_level(Channel::Email, &measured).unwrap();
/// let range = judged.range().unwrap();
/// assert_eq!(range.to_string(), "4, perhaps 3");
/// assert_eq!((range.best(), range.worst()), (Level::AboveAverage, Level::Average));
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LevelRange {
    likely: Standing,
    best: Level,
    worst: Level,
}

impl LevelRange {
    /// The range of a value that is known for certain.
    pub(super) const fn sure(likely: Standing) -> Self {
        Self {
            likely,
            best: likely.best(),
            worst: likely.worst(),
        }
    }

    /// The range of a value by the levels at both ends, which hold its own.
    pub(super) fn new(likely: Standing, best: Level, worst: Level) -> Self {
        Self {
            likely,
            best: best.max(likely.best()),
            worst: worst.min(likely.worst()),
        }
    }

    /// Where the value itself stands.
    pub const fn likely(self) -> Standing {
        self.likely
    }

    /// The level at the better end.
    pub const fn best(self) -> Level {
        self.best
    }

    /// The level at the worse end.
    pub const fn worst(self) -> Level {
        self.worst
    }

    /// Whether both ends have the level of the value.
    pub fn is_sure(self) -> bool {
        self == Self::sure(self.likely)
    }

    /// The levels at the ends that are not that of the value, the better one
    /// first: none where it is sure.
    pub fn perhaps(self) -> Vec<Level> {
        let better = (self.best > self.likely.best()).then_some(self.best);
        let worse = (self.worst < self.likely.worst()).then_some(self.worst);
        better.into_iter().chain(worse).collect()
    }
}

/// "4", "4, perhaps 3", "3, perhaps 4 or 2".
impl fmt::Display for LevelRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.likely, Perhaps(Some(*self)))
    }
}

/// The end of a sentence that says what else the level may be: ", perhaps 3".
pub(super) struct Perhaps(pub(super) Option<LevelRange>);

impl fmt::Display for Perhaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let levels = self.0.map(LevelRange::perhaps).unwrap_or_default();
        for (level, word) in levels.iter().zip([", perhaps", " or"]) {
            write!(f, "{word} {}", level.number())?;
        }
        Ok(())
    }
}

/// A range as serde writes it: with its words.
#[derive(Serialize)]
struct Written {
    likely: Standing,
    best: Level,
    worst: Level,
    text: String,
}

impl Serialize for LevelRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            likely: self.likely,
            best: self.best,
            worst: self.worst,
            text: self.to_string(),
        }
        .serialize(serializer)
    }
}
