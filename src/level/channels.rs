//! Channels: how easily the team is reached.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::Judgement;
use super::{Basis, Dimension, Level, Policy};
use crate::model::Channel;

/// When the channels are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Hours {
    /// Day and night, all days of the year.
    AroundTheClock,
    /// In opening hours.
    OpeningHours,
}

impl Hours {
    /// In words.
    pub const fn english(self) -> &'static str {
        match self {
            Self::AroundTheClock => "around the clock",
            Self::OpeningHours => "opening hours only",
        }
    }
}

/// The channels a desk offers, and those that suit its business.
///
/// Both are sets: a channel named twice is one channel.
///
/// # Example: all that suit is above average, however many they are
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::level::{ChannelOffer, Hours, Level, Policy};
///
/// let level = |offered: &[Channel], hours| {
///     let suitable = [Channel::Email, Channel::Chat, Channel::Phone];
///     let offer = ChannelOffer::new(offered.iter().copied(), suitable, hours);
///     Policy::documented().channels_level(&offer).level()
/// };
/// let two = [Channel::Email, Channel::Chat];
/// let three = [Channel::Email, Channel::Chat, Channel::Phone];
/// assert_eq!(level(&two, Hours::AroundTheClock), Some(Level::Average));
/// assert_eq!(level(&three, Hours::OpeningHours), Some(Level::AboveAverage));
/// assert_eq!(level(&three, Hours::AroundTheClock), Some(Level::Stellar));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChannelOffer {
    offered: BTreeSet<Channel>,
    suitable: BTreeSet<Channel>,
    hours: Hours,
}

impl ChannelOffer {
    /// The channels offered, those that suit the business, and the hours of the former.
    pub fn new(
        offered: impl IntoIterator<Item = Channel>,
        suitable: impl IntoIterator<Item = Channel>,
        hours: Hours,
    ) -> Self {
        Self {
            offered: offered.into_iter().collect(),
            suitable: suitable.into_iter().collect(),
            hours,
        }
    }

    /// How many channels are offered.
    fn count(&self) -> u64 {
        count(self.offered.len())
    }

    /// How many of them are real-time.
    fn real_time(&self) -> u64 {
        count(
            self.offered
                .iter()
                .filter(|channel| channel.is_real_time())
                .count(),
        )
    }

    /// The channels that suit and are not offered.
    fn missing(&self) -> Vec<Channel> {
        self.suitable.difference(&self.offered).copied().collect()
    }

    /// Whether all that suit are offered. Where none is said to suit, it is
    /// not known, so not so.
    fn is_complete(&self) -> bool {
        !self.suitable.is_empty() && self.suitable.is_subset(&self.offered)
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A number of channels that is enough for a level, some of them real-time.
///
/// # Example: a reading of one's own
///
/// ```
/// use support_kpi::level::{Basis, ChannelCount};
///
/// let three = ChannelCount::new(3, 1, Basis::Own);
/// assert_eq!(three.to_string(), "3 with 1 real-time");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelCount {
    channels: u16,
    real_time: u16,
    #[serde(default)]
    basis: Basis,
}

impl ChannelCount {
    /// At least so many channels, at least so many of them real-time.
    pub const fn new(channels: u16, real_time: u16, basis: Basis) -> Self {
        Self {
            channels,
            real_time,
            basis,
        }
    }

    /// The least number of channels.
    pub const fn channels(&self) -> u16 {
        self.channels
    }

    /// The least number of real-time ones among them.
    pub const fn real_time(&self) -> u16 {
        self.real_time
    }

    /// Where the numbers come from.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    fn is_met_by(self, offer: &ChannelOffer) -> bool {
        offer.count() >= u64::from(self.channels) && offer.real_time() >= u64::from(self.real_time)
    }
}

/// "2 with 1 real-time", or "3".
impl fmt::Display for ChannelCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.real_time {
            0 => write!(f, "{}", self.channels),
            some => write!(f, "{} with {some} real-time", self.channels),
        }
    }
}

/// How many channels a level asks for, where not all that suit are offered.
///
/// The guide's texts overlap (one channel is in levels 1 and 2, two in 2 and
/// 3) and leave a gap (three or more, and not all). All that suit are level 4,
/// around the clock level 5, however many they are; the numbers here decide
/// below that.
///
/// # Example: two channels without a real-time one are below average
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::level::{ChannelOffer, Hours, Level, Policy};
///
/// let suitable = [Channel::Email, Channel::Social, Channel::Chat, Channel::Phone];
/// let level = |offered: &[Channel]| {
///     let offer = ChannelOffer::new(offered.iter().copied(), suitable, Hours::OpeningHours);
///     Policy::documented().channels_level(&offer).level()
/// };
/// assert_eq!(level(&[Channel::Email, Channel::Social]), Some(Level::BelowAverage));
/// assert_eq!(level(&[Channel::Email, Channel::Chat]), Some(Level::Average));
/// assert_eq!(level(&[Channel::Email]), Some(Level::Unacceptable));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelRules {
    below_average: ChannelCount,
    average: Vec<ChannelCount>,
}

/// The [documented](ChannelRules::documented) numbers.
impl Default for ChannelRules {
    fn default() -> Self {
        Self::documented()
    }
}

impl ChannelRules {
    /// Two channels are level 2; two of which one is real-time, and any
    /// three, are level 3.
    pub fn documented() -> Self {
        Self {
            below_average: ChannelCount::new(2, 0, Basis::Documented),
            average: vec![
                ChannelCount::new(2, 1, Basis::Documented),
                ChannelCount::new(3, 0, Basis::Read),
            ],
        }
    }

    /// What level 2 asks for, and the alternatives that level 3 asks for.
    pub const fn new(below_average: ChannelCount, average: Vec<ChannelCount>) -> Self {
        Self {
            below_average,
            average,
        }
    }

    /// What level 2 asks for.
    pub const fn below_average(&self) -> ChannelCount {
        self.below_average
    }

    /// What level 3 asks for: one of these.
    pub fn average(&self) -> &[ChannelCount] {
        &self.average
    }

    fn criteria(&self, offer: &ChannelOffer) -> Vec<Criterion> {
        let complete = offer.is_complete();
        let found = Found::Channels {
            offered: offer.count(),
            real_time: offer.real_time(),
        };
        let by_count = |level, alternatives: Vec<ChannelCount>| {
            let reached = alternatives.iter().find(|count| count.is_met_by(offer));
            let basis = reached.or(alternatives.first()).map(ChannelCount::basis);
            Criterion {
                level,
                found: found.clone(),
                fulfilment: Fulfilment::of(complete || reached.is_some()),
                basis: basis.unwrap_or_default(),
                condition: Condition::Channels(alternatives),
            }
        };
        vec![
            by_count(Level::BelowAverage, vec![self.below_average]),
            by_count(Level::Average, self.average.clone()),
            Criterion {
                level: Level::AboveAverage,
                condition: Condition::AllSuitableChannels,
                found: if offer.suitable.is_empty() {
                    found
                } else {
                    Found::MissingChannels(offer.missing())
                },
                fulfilment: Fulfilment::of(complete),
                basis: Basis::Documented,
            },
            Criterion {
                level: Level::Stellar,
                condition: Condition::AroundTheClock,
                found: Found::Hours(offer.hours),
                fulfilment: Fulfilment::of(offer.hours == Hours::AroundTheClock),
                basis: Basis::Documented,
            },
        ]
    }
}

impl Policy {
    /// The level of the channels that are offered.
    pub fn channels_level(&self, offer: &ChannelOffer) -> Judgement {
        let found = Found::Channels {
            offered: offer.count(),
            real_time: offer.real_time(),
        };
        Judgement::by_criteria(
            Dimension::Channels,
            found,
            None,
            self.channels().criteria(offer),
        )
    }
}
