//! `desk.json`: what no row can tell, declared.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};
use serde_json::Number;
use support_kpi::Channel;

use super::channel_names::ChannelNames;
use super::error::FolderError;
use super::object::Object;
use super::sheet::Sheet;

/// What the desk declares of itself; `None` where it does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Desk {
    /// The channels customers are offered.
    pub(crate) offered: Option<Vec<Channel>>,
    /// The channels that suit the business.
    pub(crate) suitable: Option<Vec<Channel>>,
    pub(crate) around_the_clock: Option<bool>,
    pub(crate) self_service: Option<SelfService>,
    pub(crate) proactivity: Option<Proactivity>,
    /// Whether there are personal gestures.
    pub(crate) delight: Option<bool>,
    pub(crate) time_zone: Option<Tz>,
    /// Empty where none is declared.
    pub(crate) goals: Vec<Goal>,
}

/// A KPI against its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Goal {
    /// The KPI's name: whether there is such a KPI is the report's to say.
    pub(crate) kpi: String,
    /// `None` is every channel together.
    pub(crate) channel: Option<Channel>,
    pub(crate) target: Target,
}

/// The bound of a goal, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    AtMost(Decimal),
    AtLeast(Decimal),
}

/// How far customers can help themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SelfService {
    None,
    SimpleFaq,
    DetailedFaq,
    AdvancedTools,
    Automated,
}

/// How far the desk speaks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Proactivity {
    None,
    Templates,
    Notifies,
    ReachesOut,
    Anticipates,
}

/// The file as it stands, channels still being texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeskText {
    channels: Option<Object<ChannelTexts>>,
    self_service: Option<SelfService>,
    proactivity: Option<Proactivity>,
    delight: Option<bool>,
    #[serde(default, deserialize_with = "time_zone")]
    time_zone: Option<Tz>,
    goals: Option<Vec<Object<GoalText>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelTexts {
    #[serde(default, deserialize_with = "channel_list")]
    offered: Option<Vec<String>>,
    #[serde(default, deserialize_with = "channel_list")]
    suitable: Option<Vec<String>>,
    around_the_clock: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "GoalObject")]
struct GoalText {
    kpi: String,
    channel: Option<String>,
    target: Target,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalObject {
    kpi: String,
    channel: Option<String>,
    at_most: Option<Number>,
    at_least: Option<Number>,
}

impl TryFrom<GoalObject> for GoalText {
    type Error = String;

    fn try_from(goal: GoalObject) -> Result<Self, String> {
        let GoalObject {
            kpi,
            channel,
            at_most,
            at_least,
        } = goal;
        if channel.as_ref().is_some_and(String::is_empty) {
            return Err(format!("goal {kpi:?}: expected a channel, found \"\""));
        }
        let target = match (at_most, at_least) {
            (Some(bound), None) => Target::AtMost(decimal(&kpi, &bound)?),
            (None, Some(bound)) => Target::AtLeast(decimal(&kpi, &bound)?),
            (None, None) => {
                return Err(format!(
                    "goal {kpi:?}: expected at_most or at_least, found neither"
                ));
            }
            (Some(_), Some(_)) => {
                return Err(format!(
                    "goal {kpi:?}: expected at_most or at_least, found both"
                ));
            }
        };
        Ok(Self {
            kpi,
            channel,
            target,
        })
    }
}

impl DeskText {
    pub(super) const FILE: &'static str = "desk.json";

    pub(super) fn parse(sheet: &Sheet) -> Result<Self, FolderError> {
        let read = serde_json::from_slice(sheet.bytes()).map(|Object(text)| text);
        read.map_err(|fault: serde_json::Error| {
            let place = format!(" at line {} column {}", fault.line(), fault.column());
            let text = fault.to_string();
            FolderError::Declaration {
                file: Self::FILE,
                line: fault.line(),
                // An empty file ends before its first character.
                column: fault.column().max(1),
                reason: text.strip_suffix(&place).unwrap_or(&text).to_string(),
            }
        })
    }

    /// Every channel the file speaks of.
    pub(super) fn channel_texts(&self) -> Vec<String> {
        let lists = self
            .channels
            .iter()
            .flat_map(|Object(channels)| [&channels.offered, &channels.suitable]);
        let listed = lists.flatten().flatten();
        let of_goals = self
            .goals
            .iter()
            .flatten()
            .filter_map(|Object(goal)| goal.channel.as_ref());
        listed.chain(of_goals).cloned().collect()
    }

    /// The same with its channels resolved; every text has to be numbered.
    pub(super) fn resolve(self, names: &ChannelNames) -> Desk {
        let list = |texts: Vec<String>| {
            texts
                .iter()
                .filter_map(|text| names.channel(text))
                .collect()
        };
        let (offered, suitable, around_the_clock) = match self.channels {
            Some(Object(channels)) => (
                channels.offered,
                channels.suitable,
                channels.around_the_clock,
            ),
            None => (None, None, None),
        };
        let goals = self.goals.unwrap_or_default();
        Desk {
            offered: offered.map(list),
            suitable: suitable.map(list),
            around_the_clock,
            self_service: self.self_service,
            proactivity: self.proactivity,
            delight: self.delight,
            time_zone: self.time_zone,
            goals: goals
                .into_iter()
                .map(|Object(goal)| Goal {
                    channel: goal.channel.and_then(|text| names.channel(&text)),
                    kpi: goal.kpi,
                    target: goal.target,
                })
                .collect(),
        }
    }
}

/// A JSON number as the decimal it is written as, up to the 17 digits an f64 keeps.
fn decimal(kpi: &str, number: &Number) -> Result<Decimal, String> {
    let text = number.to_string();
    Decimal::from_str_exact(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .map_err(|_| {
            format!("goal {kpi:?}: expected a decimal number of at most 28 digits, found {text}")
        })
}

fn time_zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Tz>, D::Error> {
    let Some(name) = Option::<String>::deserialize(deserializer)? else {
        return Ok(None);
    };
    Tz::from_str(&name).map(Some).map_err(|_| {
        de::Error::custom(format!(
            "time_zone: expected a name such as Asia/Tokyo, found {name:?}"
        ))
    })
}

/// A list of channels, each once.
fn channel_list<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<String>>, D::Error> {
    let texts = Option::<Vec<String>>::deserialize(deserializer)?;
    let mut seen = BTreeSet::new();
    for text in texts.iter().flatten() {
        if text.is_empty() {
            return Err(de::Error::custom(
                "channels: expected a channel, found \"\"",
            ));
        }
        if !seen.insert(text) {
            let fault = format!("channels: expected each channel once, found {text:?} twice");
            return Err(de::Error::custom(fault));
        }
    }
    Ok(texts)
}
