//! What is missing to a level, as a sentence.

use std::fmt;

use serde::{Serialize, Serializer};

use super::criterion::{Condition, Criterion, channel_name};
use super::{Dimension, Reach};
use crate::model::Channel;

/// What is missing to a level: from what was found to what is asked for.
///
/// Its text names both: "first response by e-mail from 5 h 10 min to 4 h".
///
/// # Example: a channel more
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::level::{ChannelOffer, Hours, Policy};
///
/// let offer = ChannelOffer::new(
///     [Channel::Email],
///     [Channel::Email, Channel::Chat],
///     Hours::OpeningHours,
/// );
/// assert_eq!(
///     Policy::documented().channels_level(&offer).missing()[0].to_string(),
///     "channels from 1 (0 real-time) to 2, or all that suit",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    dimension: Dimension,
    channel: Option<Channel>,
    criterion: Criterion,
}

impl Shortfall {
    pub(super) const fn new(
        dimension: Dimension,
        channel: Option<Channel>,
        criterion: Criterion,
    ) -> Self {
        Self {
            dimension,
            channel,
            criterion,
        }
    }

    /// The dimension.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The channel; `None` in a dimension that is not judged by channel.
    pub const fn channel(&self) -> Option<Channel> {
        self.channel
    }

    /// What the level asks for, and what was found.
    pub const fn criterion(&self) -> &Criterion {
        &self.criterion
    }
}

/// A shortfall as serde writes it: with its sentence.
#[derive(Serialize)]
struct WrittenShortfall<'a> {
    text: String,
    criterion: &'a Criterion,
}

impl Serialize for Shortfall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WrittenShortfall {
            text: self.to_string(),
            criterion: &self.criterion,
        }
        .serialize(serializer)
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} from {} to {}",
            subject_text(self.dimension, self.channel, &self.criterion),
            self.criterion.found,
            self.criterion.condition,
        )
    }
}

/// What a criterion is about: "first response by e-mail", "mean score".
pub(super) fn subject_text(
    dimension: Dimension,
    channel: Option<Channel>,
    criterion: &Criterion,
) -> String {
    let timed = if dimension == Dimension::ResponseTime {
        "first response"
    } else {
        "resolution"
    };
    let by = channel
        .map(|channel| format!(" by {}", channel_name(channel)))
        .unwrap_or_default();
    match &criterion.condition {
        Condition::Time(_) => format!("{timed}{by}"),
        Condition::ShareWithin { within, .. } => format!("{timed}{by} within {within}"),
        Condition::Forgotten { beyond, .. } => match beyond {
            Reach::AtMost(_) => format!("no {timed}{by} for more than {beyond}"),
            Reach::LessThan(end) => format!("no {timed}{by} for {} or more", Reach::AtMost(*end)),
        },
        Condition::Abandonment { .. } => format!("abandonment{by}"),
        Condition::MostScores { score, .. } | Condition::ConsistentScores { score, .. } => {
            match score {
                5 => "answers of 5".to_owned(),
                4 => "answers of 4 and 5".to_owned(),
                other => format!("answers of {other} and more"),
            }
        }
        Condition::MeanScore { .. } => "mean score".to_owned(),
        Condition::InternalQuality { .. } => "internal quality".to_owned(),
        Condition::Channels(_) | Condition::AllSuitableChannels => "channels".to_owned(),
        Condition::AroundTheClock => "channels open".to_owned(),
        Condition::SelfService(_) => "self-service".to_owned(),
        Condition::SelfServiceRate { .. } => "self-service rate".to_owned(),
        Condition::Proactivity(_) => "proactivity".to_owned(),
        Condition::Delight(_) => "delight".to_owned(),
    }
}
