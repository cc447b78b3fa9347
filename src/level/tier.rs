//! The five service levels.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::ModelError;

/// One of the guide's five service levels, from 1, unacceptable, to 5, stellar.
///
/// Levels are ordered: a better level is greater. In serde a level is its
/// number; any other number than 1 to 5 is an error.
///
/// Source: the guide's five levels (000:19 to 000:88); "good service" is
/// average and above (000:240).
///
/// # Example: good service starts at average
///
/// ```
/// use support_kpi::level::Level;
///
/// assert!(Level::Average.is_good());
/// assert!(!Level::BelowAverage.is_good());
/// assert_eq!(Level::Stellar.number(), 5);
/// assert_eq!(Level::Stellar.japanese(), "ステラー");
/// assert_eq!(Level::try_from(4), Ok(Level::AboveAverage));
/// assert_eq!(
///     Level::try_from(6).unwrap_err().to_string(),
///     "level: expected 1 to 5, found 6",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
#[non_exhaustive]
pub enum Level {
    /// Level 1, 容認できない.
    Unacceptable,
    /// Level 2, 平均以下.
    BelowAverage,
    /// Level 3, 平均.
    Average,
    /// Level 4, 平均以上.
    AboveAverage,
    /// Level 5, ステラー.
    Stellar,
}

impl Level {
    /// All levels, from the worst to the best.
    pub const ALL: [Self; 5] = [
        Self::Unacceptable,
        Self::BelowAverage,
        Self::Average,
        Self::AboveAverage,
        Self::Stellar,
    ];

    /// The number of the level, 1 to 5.
    pub const fn number(self) -> u8 {
        match self {
            Self::Unacceptable => 1,
            Self::BelowAverage => 2,
            Self::Average => 3,
            Self::AboveAverage => 4,
            Self::Stellar => 5,
        }
    }

    /// The level's name in English, in lower case.
    pub const fn english(self) -> &'static str {
        match self {
            Self::Unacceptable => "unacceptable",
            Self::BelowAverage => "below average",
            Self::Average => "average",
            Self::AboveAverage => "above average",
            Self::Stellar => "stellar",
        }
    }

    /// The level's name in the guide's own words.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Unacceptable => "容認できない",
            Self::BelowAverage => "平均以下",
            Self::Average => "平均",
            Self::AboveAverage => "平均以上",
            Self::Stellar => "ステラー",
        }
    }

    /// Whether the guide calls it good service: average and above (000:240).
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Average | Self::AboveAverage | Self::Stellar)
    }

    /// The level above this one; `None` above stellar.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Unacceptable => Some(Self::BelowAverage),
            Self::BelowAverage => Some(Self::Average),
            Self::Average => Some(Self::AboveAverage),
            Self::AboveAverage => Some(Self::Stellar),
            Self::Stellar => None,
        }
    }

    /// The level below this one; `None` below unacceptable.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::Unacceptable => None,
            Self::BelowAverage => Some(Self::Unacceptable),
            Self::Average => Some(Self::BelowAverage),
            Self::AboveAverage => Some(Self::Average),
            Self::Stellar => Some(Self::AboveAverage),
        }
    }
}

/// "3 (average)".
impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.number(), self.english())
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        level.number()
    }
}

/// The level with this number; an error for any other number than 1 to 5.
impl TryFrom<u8> for Level {
    type Error = ModelError;

    fn try_from(number: u8) -> Result<Self, ModelError> {
        Self::ALL
            .into_iter()
            .find(|level| level.number() == number)
            .ok_or_else(|| ModelError::OutOfRange {
                field: "level",
                expected: "1 to 5",
                found: number.to_string(),
            })
    }
}
