//! Why there is no level.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Dimension, Level, Reach};

/// Why there is no level. A dimension without evidence is not measured,
/// and never a level.
///
/// # Example: a channel of one's own has no level of its own accord
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{NotMeasured, Policy};
///
/// let policy = Policy::documented();
/// let reason = policy.response_level(Channel::Other(7), Duration::ZERO).unwrap_err();
/// assert_eq!(reason, NotMeasured::NoBounds);
/// assert_eq!(reason.to_string(), "the policy has no bounds for this channel");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotMeasured {
    /// No evidence was given.
    NotGiven,
    /// Nothing was counted.
    NothingCounted,
    /// Counts are unsettled, or do not fit their type.
    Unsettled,
    /// There is less evidence than the policy asks for.
    TooFew {
        /// How many were counted.
        found: u64,
        /// How many the policy asks for.
        minimum: u64,
    },
    /// The interval of what was counted spans more levels than the
    /// [certainty](super::Certainty) that the policy asks for allows.
    NotEnoughData {
        /// The level at its better end.
        best: Level,
        /// The level at its worse end.
        worst: Level,
    },
    /// The policy has no bounds for the channel.
    NoBounds,
    /// Another statistic was measured than the policy judges.
    OtherStatistic {
        /// What the policy judges.
        expected: String,
        /// What was measured.
        found: String,
    },
    /// What the caller counted leaves out a bound of the policy.
    NotCountedAt {
        /// The bound.
        bound: Reach,
    },
    /// No channel of the dimension is measured.
    NoChannel,
    /// The guide has no level for what was found.
    NoLevelForIt,
    /// It counts only where another dimension has reached a level.
    Gate {
        /// The other dimension.
        dimension: Dimension,
        /// The level it has to reach.
        level: Level,
    },
}

impl std::error::Error for NotMeasured {}

impl fmt::Display for NotMeasured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotGiven => f.write_str("no evidence was given"),
            Self::NothingCounted => f.write_str("nothing was counted"),
            Self::Unsettled => f.write_str("the counts are unsettled"),
            Self::TooFew { found, minimum } => {
                write!(f, "{found} counted, {minimum} are asked for")
            }
            Self::NotEnoughData { best, worst } => write!(
                f,
                "not enough data, the level may be anything from {} to {}",
                best.number(),
                worst.number()
            ),
            Self::NoBounds => f.write_str("the policy has no bounds for this channel"),
            Self::OtherStatistic { expected, found } => {
                write!(
                    f,
                    "the policy judges the {expected}, measured was the {found}"
                )
            }
            Self::NotCountedAt { bound } => {
                write!(f, "it was not counted at the bound of {bound}")
            }
            Self::NoChannel => f.write_str("no channel is measured"),
            Self::NoLevelForIt => f.write_str("the guide has no level for it"),
            Self::Gate { dimension, level } => {
                write!(
                    f,
                    "it counts only where {dimension} is at least {}",
                    level.english()
                )
            }
        }
    }
}

/// The reason in words.
impl Serialize for NotMeasured {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
