//! The way a customer reaches the desk.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::ModelError;

/// The way a customer reaches the desk.
///
/// The named channels are those of the guide, whose service levels have
/// bounds for them. A channel of the caller's own is [`Channel::Other`] with
/// a number of the caller's choice; it is counted like any other, and has no
/// level unless a policy gives it bounds.
///
/// In text (`Display`, `FromStr`, serde) a channel is its word in lower case,
/// and another channel is `other:` and its number.
///
/// # Example: text and back
///
/// ```
/// use support_kpi::Channel;
///
/// assert_eq!("email".parse(), Ok(Channel::Email));
/// assert_eq!(Channel::Other(7).to_string(), "other:7");
/// assert_eq!(
///     "fax".parse::<Channel>().unwrap_err().to_string(),
///     "channel: expected email, social, chat, sms, messaging, phone, web, in_person \
///      or other:NUMBER, found \"fax\"",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Channel {
    /// E-mail.
    Email,
    /// Public or private messages on social media.
    Social,
    /// Live chat on a site or in an app.
    Chat,
    /// Text messages.
    Sms,
    /// Messaging apps: `WhatsApp` and the like.
    Messaging,
    /// Telephone.
    Phone,
    /// A form or a portal on the web.
    Web,
    /// Face to face.
    InPerson,
    /// A channel of the caller's own, by the caller's number.
    Other(u16),
}

impl Channel {
    /// The channels that have a name, in the guide's order.
    pub const NAMED: [Self; 8] = [
        Self::Email,
        Self::Social,
        Self::Chat,
        Self::Sms,
        Self::Messaging,
        Self::Phone,
        Self::Web,
        Self::InPerson,
    ];

    /// Whether the customer waits there and then: chat, SMS, messaging, phone, in person.
    ///
    /// # Example: a chat is real-time, an e-mail is not
    ///
    /// ```
    /// use support_kpi::Channel;
    ///
    /// assert!(Channel::Chat.is_real_time());
    /// assert!(!Channel::Email.is_real_time());
    /// ```
    pub const fn is_real_time(self) -> bool {
        matches!(
            self,
            Self::Chat | Self::Sms | Self::Messaging | Self::Phone | Self::InPerson
        )
    }

    /// The word for a named channel, and nothing for another one.
    const fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Email => "email",
            Self::Social => "social",
            Self::Chat => "chat",
            Self::Sms => "sms",
            Self::Messaging => "messaging",
            Self::Phone => "phone",
            Self::Web => "web",
            Self::InPerson => "in_person",
            Self::Other(_) => return None,
        })
    }

    /// Packs the channel for a flat fact: a small code, and another channel's number.
    pub(crate) const fn to_code(self) -> (u16, u16) {
        match self {
            Self::Email => (0, 0),
            Self::Social => (1, 0),
            Self::Chat => (2, 0),
            Self::Sms => (3, 0),
            Self::Messaging => (4, 0),
            Self::Phone => (5, 0),
            Self::Web => (6, 0),
            Self::InPerson => (7, 0),
            Self::Other(number) => (8, number),
        }
    }

    /// The channel that [`to_code`](Self::to_code) packed.
    pub(crate) const fn from_code(code: u16, number: u16) -> Self {
        match code {
            0 => Self::Email,
            1 => Self::Social,
            2 => Self::Chat,
            3 => Self::Sms,
            4 => Self::Messaging,
            5 => Self::Phone,
            6 => Self::Web,
            7 => Self::InPerson,
            _ => Self::Other(number),
        }
    }
}

/// As one number: facts are grouped by their channel more than by anything else.
impl Hash for Channel {
    #[inline]
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (code, number) = self.to_code();
        state.write_u32(u32::from(code) << 16 | u32::from(number));
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.word(), self) {
            (Some(word), _) => f.pad(word),
            (None, Self::Other(number)) => f.pad(&format!("other:{number}")),
            (None, _) => Ok(()),
        }
    }
}

impl FromStr for Channel {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        if let Some(named) = Self::NAMED.into_iter().find(|c| c.word() == Some(text)) {
            return Ok(named);
        }
        text.strip_prefix("other:")
            .and_then(|number| number.parse().ok())
            .map(Self::Other)
            .ok_or_else(|| ModelError::UnknownWord {
                field: "channel",
                expected: "email, social, chat, sms, messaging, phone, web, in_person or other:NUMBER",
                found: text.to_string(),
            })
    }
}

impl Serialize for Channel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Channel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}
