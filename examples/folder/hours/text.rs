//! The text of a file of opening hours.

use std::fmt;

use chrono_tz::Tz;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use support_kpi::clock::Schedule;

use super::super::object::Object;

/// Schedules as a file writes them: one for all channels, or one for each.
#[derive(Debug)]
pub(super) struct HoursText {
    /// `None` where the file is one schedule for all channels.
    pub(super) by_channel: Option<Vec<(String, Schedule<Tz>)>>,
    pub(super) default: Schedule<Tz>,
}

/// By which keys the two forms are told apart; each may come once.
#[derive(Deserialize)]
struct Form {
    default: Option<IgnoredAny>,
    channels: Option<IgnoredAny>,
}

impl HoursText {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let Object(form) = serde_json::from_slice::<Object<Form>>(bytes)?;
        if form.default.is_some() || form.channels.is_some() {
            return Ok(serde_json::from_slice::<ByChannel>(bytes)?.0);
        }
        let Object(default) = serde_json::from_slice(bytes)?;
        Ok(Self {
            by_channel: None,
            default,
        })
    }
}

/// `{"default": schedule, "channels": {"phone": schedule}}`.
///
/// It is read key by key, so that an error can say in which schedule it is.
struct ByChannel(HoursText);

impl<'de> Deserialize<'de> for ByChannel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByChannelVisitor)
    }
}

struct ByChannelVisitor;

impl<'de> Visitor<'de> for ByChannelVisitor {
    type Value = ByChannel;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of default and channels")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ByChannel, A::Error> {
        let (mut default, mut channels) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "default" => {
                    let schedule = map.next_value::<Object<Schedule<Tz>>>();
                    let Object(schedule) =
                        schedule.map_err(|fault| A::Error::custom(format!("default: {fault}")))?;
                    default = Some(schedule);
                }
                "channels" => channels = Some(map.next_value::<Channels>()?),
                _ => return Err(A::Error::unknown_field(&key, &["default", "channels"])),
            }
        }
        let default = default.ok_or_else(|| {
            A::Error::custom(
                "default: expected the hours of all channels without their own, found none",
            )
        })?;
        let Channels(by_channel) = channels.unwrap_or_default();
        Ok(ByChannel(HoursText {
            by_channel: Some(by_channel),
            default,
        }))
    }
}

/// Schedules by their channel, each once.
#[derive(Default)]
struct Channels(Vec<(String, Schedule<Tz>)>);

impl<'de> Deserialize<'de> for Channels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ChannelsVisitor)
    }
}

struct ChannelsVisitor;

impl<'de> Visitor<'de> for ChannelsVisitor {
    type Value = Channels;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object from channels to schedules")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Channels, A::Error> {
        let mut channels = Vec::<(String, Schedule<Tz>)>::new();
        while let Some(channel) = map.next_key::<String>()? {
            let schedule = map.next_value::<Object<Schedule<Tz>>>();
            let Object(schedule) = schedule
                .map_err(|fault| A::Error::custom(format!("channels.{channel}: {fault}")))?;
            if channels.iter().any(|(known, _)| *known == channel) {
                return Err(A::Error::custom(format!(
                    "channels: expected each channel once, found {channel:?} twice"
                )));
            }
            channels.push((channel, schedule));
        }
        Ok(Channels(channels))
    }
}
