//! Inputs as cases write them: numbers that may come as text, channels by any name.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use support_kpi::Channel;

/// A number, exactly as it is written, be it a JSON number or text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact(pub(super) Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let text = match &value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            other => {
                return Err(D::Error::custom(format!(
                    "expected a number, found {other}"
                )));
            }
        };
        let decimal = text.parse().or_else(|_| Decimal::from_scientific(&text));
        decimal
            .map(Self)
            .map_err(|_| D::Error::custom(format!("expected a decimal number, found {text:?}")))
    }
}

/// A time in seconds, exact to the nanosecond.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seconds(pub(super) Duration);

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Exact(seconds) = Exact::deserialize(deserializer)?;
        let refuse = || D::Error::custom(format!("expected a time in seconds, found {seconds}"));
        let whole = seconds.trunc();
        let nanoseconds = (seconds - whole) * Decimal::from(1_000_000_000);
        let whole = u64::try_from(whole).map_err(|_| refuse())?;
        let nanoseconds = u32::try_from(nanoseconds).map_err(|_| refuse())?;
        Ok(Self(Duration::new(whole, nanoseconds)))
    }
}

/// The channels of one case: names that are not the library's get numbers.
#[derive(Debug, Default)]
pub(super) struct Channels {
    others: Vec<String>,
}

impl Channels {
    pub(super) fn channel(&mut self, name: &str) -> Channel {
        if let Ok(channel) = name.parse() {
            return channel;
        }
        let known = self.others.iter().position(|other| other == name);
        let number = known.unwrap_or_else(|| {
            self.others.push(name.to_owned());
            self.others.len() - 1
        });
        Channel::Other(u16::try_from(number).unwrap_or(u16::MAX))
    }

    pub(super) fn channels(&mut self, names: &[String]) -> Vec<Channel> {
        names.iter().map(|name| self.channel(name)).collect()
    }
}

/// A count, be it a JSON number or text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole(pub(super) u64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Exact(number) = Exact::deserialize(deserializer)?;
        let count = u64::try_from(number).ok();
        count
            .filter(|count| Decimal::from(*count) == number)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("expected a count, found {number}")))
    }
}

/// A number, as the nearest float.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nearest(pub(super) f64);

impl<'de> Deserialize<'de> for Nearest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let number = match &value {
            Value::String(text) => text.parse().ok(),
            other => other.as_f64(),
        };
        number
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("expected a number, found {value}")))
    }
}

/// Numbers, exactly where all of them are decimals, else as the nearest floats.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Numbers {
    Exact(Vec<Exact>),
    Nearest(Vec<Nearest>),
}

impl Numbers {
    /// The decimals; none where a number is no decimal.
    pub(super) fn decimals(&self) -> Option<Vec<Decimal>> {
        match self {
            Self::Exact(numbers) => Some(numbers.iter().map(|Exact(number)| *number).collect()),
            Self::Nearest(_) => None,
        }
    }

    pub(super) fn floats(&self) -> Vec<f64> {
        match self {
            Self::Exact(numbers) => {
                let nearest = |Exact(number): &Exact| number.to_string().parse();
                numbers
                    .iter()
                    .filter_map(|number| nearest(number).ok())
                    .collect()
            }
            Self::Nearest(numbers) => numbers.iter().map(|Nearest(number)| *number).collect(),
        }
    }
}
