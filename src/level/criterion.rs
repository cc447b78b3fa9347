//! What a level asks for, and what was found.

use std::fmt;
use std::time::Duration;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::duration_text::{self, brief};
use super::threshold::percent;
use super::{
    Basis, ChannelCount, Delight, Hours, Level, Proactivity, Reach, SelfServiceOffer, Statistic,
};
use crate::model::Channel;
use crate::summary::Ratio;

/// What a level asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Condition {
    /// The statistic of the times is within this.
    Time(Reach),
    /// Enough of the times are within a bound.
    ShareWithin {
        /// The bound.
        within: Reach,
        /// The least share, of 1.
        #[serde(with = "rust_decimal::serde::str")]
        at_least: Decimal,
    },
    /// Nobody is forgotten: few have no answer beyond a bound.
    Forgotten {
        /// The bound.
        beyond: Reach,
        /// The greatest share, of 1, that the level bears.
        #[serde(with = "rust_decimal::serde::str")]
        at_most: Decimal,
    },
    /// Few leave before they are helped.
    Abandonment {
        /// The share, of 1, that it has to stay under.
        #[serde(with = "rust_decimal::serde::str")]
        below: Decimal,
    },
    /// Most answers have this score or a better one.
    MostScores {
        /// The least score.
        score: u8,
        /// The share, of 1, that has to be exceeded.
        #[serde(with = "rust_decimal::serde::str")]
        over: Decimal,
    },
    /// Answers consistently have this score or a better one.
    ConsistentScores {
        /// The least score.
        score: u8,
        /// The least share, of 1.
        #[serde(with = "rust_decimal::serde::str")]
        at_least: Decimal,
    },
    /// The mean score is high.
    MeanScore {
        /// The least mean.
        #[serde(with = "rust_decimal::serde::str")]
        at_least: Decimal,
    },
    /// The internal quality score, of 100, is high.
    InternalQuality {
        /// The least score.
        #[serde(with = "rust_decimal::serde::str")]
        at_least: Decimal,
    },
    /// Enough channels are offered, by any of these counts, or all that suit.
    Channels(Vec<ChannelCount>),
    /// All channels that suit the business are offered.
    AllSuitableChannels,
    /// The channels are open day and night.
    AroundTheClock,
    /// Self-service of this kind, or a better one.
    SelfService(SelfServiceOffer),
    /// Self-service handles more than this share, of 1, of all requests.
    SelfServiceRate {
        /// The share that has to be exceeded.
        #[serde(with = "rust_decimal::serde::str")]
        over: Decimal,
    },
    /// Reaching out in this way, or a better one.
    Proactivity(Proactivity),
    /// Gestures that customers remember.
    Delight(Delight),
}

impl Condition {
    /// Whether it can only hold a level down: what it asks for is no merit.
    pub const fn is_cap(&self) -> bool {
        matches!(self, Self::Forgotten { .. } | Self::Abandonment { .. })
    }
}

/// "4 h", "at least 80 %", "around the clock": what follows on "to".
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(reach) => reach.fmt(f),
            Self::ShareWithin { at_least, .. } | Self::ConsistentScores { at_least, .. } => {
                write!(f, "at least {}", percent(*at_least))
            }
            Self::Forgotten { at_most, .. } => write!(f, "at most {}", percent(*at_most)),
            Self::Abandonment { below } => write!(f, "less than {}", percent(*below)),
            Self::MostScores { over, .. } | Self::SelfServiceRate { over } => {
                write!(f, "over {}", percent(*over))
            }
            Self::MeanScore { at_least } | Self::InternalQuality { at_least } => {
                write!(f, "at least {}", at_least.normalize())
            }
            Self::Channels(alternatives) => {
                for count in alternatives {
                    write!(f, "{count}, ")?;
                }
                f.write_str("or all that suit")
            }
            Self::AllSuitableChannels => f.write_str("all that suit"),
            Self::AroundTheClock => f.write_str(Hours::AroundTheClock.english()),
            Self::SelfService(offer) => f.write_str(offer.english()),
            Self::Proactivity(reaching) => f.write_str(reaching.english()),
            Self::Delight(delight) => f.write_str(delight.english()),
        }
    }
}

/// What was found where a level asks for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// It was not measured.
    Nothing,
    /// A time that lies between two ends, mostly the same.
    Time {
        /// What it is of the times; `None` where one time is judged at its word.
        statistic: Option<Statistic>,
        /// The lower end.
        #[serde(with = "duration_text")]
        at_least: Duration,
        /// The upper end.
        #[serde(with = "duration_text")]
        at_most: Duration,
    },
    /// A share with its counts.
    Share(Ratio),
    /// A share in percent, without counts.
    Percent(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// A score.
    Score(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// The channels offered.
    Channels {
        /// How many.
        offered: u64,
        /// How many of them are real-time.
        real_time: u64,
    },
    /// The channels that suit, and are not offered.
    MissingChannels(Vec<Channel>),
    /// When the channels are open.
    Hours(Hours),
    /// What customers can do by themselves.
    SelfService(SelfServiceOffer),
    /// How the desk reaches out.
    Proactivity(Proactivity),
    /// What goes beyond.
    Delight(Delight),
}

/// "5 h 10 min", "12 of 112 (10.7 %)": what follows on "from".
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("not measured"),
            Self::Time {
                at_least, at_most, ..
            } => match (brief(*at_least), brief(*at_most)) {
                (least, most) if least == most => f.write_str(&least),
                (least, most) => write!(f, "{least} to {most}"),
            },
            Self::Share(ratio) => ratio.fmt(f),
            Self::Percent(percent) => write!(f, "{} %", percent.normalize()),
            // Cut, not rounded: 4.796 is not the 4.8 that is asked for.
            Self::Score(score) => {
                let cut = score.round_dp_with_strategy(2, RoundingStrategy::ToZero);
                write!(f, "{}", cut.normalize())
            }
            Self::Channels { offered, real_time } => {
                write!(f, "{offered} ({real_time} real-time)")
            }
            Self::MissingChannels(missing) if missing.is_empty() => f.write_str("all that suit"),
            Self::MissingChannels(missing) => {
                f.write_str("all but ")?;
                for (position, channel) in missing.iter().enumerate() {
                    let comma = if position == 0 { "" } else { ", " };
                    write!(f, "{comma}{}", channel_name(*channel))?;
                }
                Ok(())
            }
            Self::Hours(hours) => f.write_str(hours.english()),
            Self::SelfService(offer) => f.write_str(offer.english()),
            Self::Proactivity(reaching) => f.write_str(reaching.english()),
            Self::Delight(delight) => f.write_str(delight.english()),
        }
    }
}

/// A channel as a sentence has it.
pub(super) fn channel_name(channel: Channel) -> String {
    match channel {
        Channel::Email => "e-mail".to_owned(),
        Channel::Social => "social media".to_owned(),
        Channel::Chat => "live chat".to_owned(),
        Channel::Sms => "SMS".to_owned(),
        Channel::Web => "web form".to_owned(),
        Channel::InPerson => "in person".to_owned(),
        Channel::Other(number) => format!("channel {number}"),
        Channel::Messaging | Channel::Phone => channel.to_string(),
    }
}

/// Whether a level has what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fulfilment {
    /// It has.
    Met,
    /// The bound lies between the two ends of what was found.
    AtTheLimit,
    /// It has not, or it is not known.
    Missed,
}

impl Fulfilment {
    /// Of something that is known for certain.
    pub(super) const fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::Missed }
    }
}

/// One thing that a level asks for, with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    pub(super) level: Level,
    pub(super) condition: Condition,
    pub(super) found: Found,
    pub(super) fulfilment: Fulfilment,
    pub(super) basis: Basis,
}

impl Criterion {
    /// The level that asks for it; 2 to 5, and every level above asks for it too.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What is asked for.
    pub const fn condition(&self) -> &Condition {
        &self.condition
    }

    /// What was found.
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// Whether the one has the other.
    pub const fn fulfilment(&self) -> Fulfilment {
        self.fulfilment
    }

    /// Where the number comes from.
    pub const fn basis(&self) -> Basis {
        self.basis
    }
}
