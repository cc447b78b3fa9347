//! The seven dimensions of service, in the guide's order of importance.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a level is about: one of the guide's seven dimensions of service.
///
/// They are ordered as the guide orders them, from the most important
/// (000:11 to 000:18). The guide gives ranks and no weights.
///
/// # Example: the core three are what a desk measures first
///
/// ```
/// use support_kpi::level::Dimension;
///
/// let core: Vec<_> = Dimension::ALL.into_iter().filter(|d| d.is_core()).collect();
/// assert_eq!(
///     core,
///     [Dimension::ResponseTime, Dimension::ResolutionTime, Dimension::Quality],
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Dimension {
    /// How fast a message gets its first response.
    ResponseTime,
    /// How long it takes until the problem is fully solved.
    ResolutionTime,
    /// How friendly, true to the brand and helpful the answers are.
    Quality,
    /// How easily the team is reached: the channels it offers.
    Channels,
    /// What customers can solve by themselves.
    SelfService,
    /// Whether the desk reaches out before it is asked.
    Proactivity,
    /// What goes beyond, and is remembered.
    Delight,
}

impl Dimension {
    /// All dimensions, the most important first.
    pub const ALL: [Self; 7] = [
        Self::ResponseTime,
        Self::ResolutionTime,
        Self::Quality,
        Self::Channels,
        Self::SelfService,
        Self::Proactivity,
        Self::Delight,
    ];

    /// The core three, from which a service level can be told: first response
    /// time, mean resolution time and CSAT (000:243).
    pub const CORE: [Self; 3] = [Self::ResponseTime, Self::ResolutionTime, Self::Quality];

    /// Whether this is one of the [core three](Self::CORE).
    pub const fn is_core(self) -> bool {
        matches!(
            self,
            Self::ResponseTime | Self::ResolutionTime | Self::Quality
        )
    }

    /// The dimension's name in English, in lower case.
    pub const fn english(self) -> &'static str {
        match self {
            Self::ResponseTime => "response time",
            Self::ResolutionTime => "resolution time",
            Self::Quality => "quality",
            Self::Channels => "channels",
            Self::SelfService => "self-service",
            Self::Proactivity => "proactivity",
            Self::Delight => "delight",
        }
    }

    /// The dimension's name in the guide's own words.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::ResponseTime => "応答時間",
            Self::ResolutionTime => "解決時間",
            Self::Quality => "品質",
            Self::Channels => "アクセシビリティ (サポート チャネル)",
            Self::SelfService => "セルフサービス",
            Self::Proactivity => "積極性",
            Self::Delight => "喜び",
        }
    }
}

/// The English name.
impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.english())
    }
}
