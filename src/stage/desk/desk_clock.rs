//! Whose minutes count for a ticket: one clock, or one for each channel.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Clock;
use crate::model::Channel;

/// What a [`Desk`](super::Desk) measures on.
///
/// Every [`Clock`] is one, for all channels alike; [`ChannelClocks`] has one
/// for each channel. A ticket is measured on the clock of its own channel, that
/// of the customer's first message: all its times, so that they add up, also
/// the waits after messages that came by another channel.
pub trait DeskClock {
    /// The time that counts between two instants for a ticket of this channel;
    /// zero where `to` is not after `from`.
    fn elapsed_on(&self, channel: Channel, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration;
}

impl<C: Clock + ?Sized> DeskClock for C {
    fn elapsed_on(&self, _channel: Channel, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        self.elapsed(from, to)
    }
}

/// A clock for each channel: opening hours that differ between them.
///
/// Channels without a clock of their own have the one of all others. On a
/// [`Desk`](super::Desk), the facts are those of several desks, one for each
/// clock, each with the tickets of its channels.
///
/// # Example: the telephone closes at five, e-mail at eight
///
/// ```
/// use std::time::Duration;
/// use chrono::{Utc, Weekday::*};
/// use support_kpi::Channel;
/// use support_kpi::clock::{BusinessHours, Schedule};
/// use support_kpi::kpi::FirstResponseTime;
/// use support_kpi::stage::{ChannelClocks, Desk, Event, EventKind, Reopening};
///
/// let week = |hours: &str| {
///     let schedule = Schedule::new(Utc).open([Mon, Tue, Wed, Thu, Fri], [hours.parse()?])?;
///     Ok::<_, support_kpi::CalendarError>(BusinessHours::new(schedule))
/// };
/// let clocks = ChannelClocks::new(week("09:00-20:00")?).with(Channel::Phone, week("09:00-17:00")?);
///
/// let mut desk = Desk::<u64, &str, u64, _>::new(clocks, Reopening::Explicit);
/// let (thursday, friday) = ("2024-02-29T16:00:00Z".parse()?, "2024-03-01T10:00:00Z".parse()?);
/// for (ticket, channel) in [(1, Channel::Email), (2, Channel::Phone)] {
///     desk.apply(Event::new(ticket, 1, thursday, EventKind::CreatedByCustomer(channel)))?;
///     desk.apply(Event::new(ticket, 2, friday, EventKind::AgentReply).by("Aiko"))?;
/// }
///
/// let waited = |ticket| {
///     let fact = desk.timeline(&ticket)?.ticket().ok()?;
///     Some(fact.ticket().first_response()?.duration())
/// };
/// let hours = |count: u64| Some(Duration::from_secs(count * 3_600));
/// assert_eq!((waited(1), waited(2)), (hours(5), hours(2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChannelClocks<C> {
    own: BTreeMap<Channel, C>,
    otherwise: C,
}

impl<C> ChannelClocks<C> {
    /// One clock for all channels, until some get their own.
    pub const fn new(otherwise: C) -> Self {
        Self {
            own: BTreeMap::new(),
            otherwise,
        }
    }

    /// The clock of a channel, in place of the one it had.
    #[must_use]
    pub fn with(mut self, channel: Channel, clock: C) -> Self {
        self.own.insert(channel, clock);
        self
    }

    /// The clock of a channel: its own, or that of all others.
    pub fn of(&self, channel: Channel) -> &C {
        self.own.get(&channel).unwrap_or(&self.otherwise)
    }

    /// The clock of channels that have none of their own.
    pub const fn otherwise(&self) -> &C {
        &self.otherwise
    }

    /// The channels that have a clock of their own, in their order.
    pub fn own(&self) -> impl ExactSizeIterator<Item = (Channel, &C)> {
        self.own.iter().map(|(channel, clock)| (*channel, clock))
    }
}

impl<C: Clock> DeskClock for ChannelClocks<C> {
    fn elapsed_on(&self, channel: Channel, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        self.of(channel).elapsed(from, to)
    }
}

/// The clocks as they are serialised: own ones as sorted pairs.
#[derive(Serialize, Deserialize)]
#[serde(rename = "ChannelClocks")]
struct Fields<C> {
    own: Vec<(Channel, C)>,
    otherwise: C,
}

impl<C: Serialize> Serialize for ChannelClocks<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Fields {
            own: self.own().collect(),
            otherwise: &self.otherwise,
        }
        .serialize(serializer)
    }
}

impl<'de, C: Deserialize<'de>> Deserialize<'de> for ChannelClocks<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::<C>::deserialize(deserializer)?;
        let mut clocks = Self::new(fields.otherwise);
        for (channel, clock) in fields.own {
            if clocks.own.insert(channel, clock).is_some() {
                return Err(D::Error::custom(format_args!(
                    "own: expected each channel once, found {channel} twice"
                )));
            }
        }
        Ok(clocks)
    }
}
