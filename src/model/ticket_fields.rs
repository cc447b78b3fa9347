//! A ticket as flat fields: how it is serialised, and a row for CSV files.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::channel::Channel;
use super::elapsed::Elapsed;
use super::ticket::{BotInvolvement, Ticket};
use super::ticket_end::{Resolver, TicketEnd};
use crate::error::ModelError;

/// Declares the fields once for the serialised ticket and once for the CSV
/// row, whose writer cannot flatten one struct into another.
macro_rules! ticket_fields {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident $(<$key:ident> { $key_field:ident })?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        $visibility struct $name $(<$key>)? {
            $(
                /// The caller's own key: a ticket number, say.
                $key_field: $key,
            )?
            channel: Channel,
            opened_at: DateTime<Utc>,
            #[serde(default, deserialize_with = "cell")]
            first_response_at: Option<DateTime<Utc>>,
            #[serde(default, deserialize_with = "cell")]
            first_response_ns: Option<u64>,
            #[serde(default, deserialize_with = "cell")]
            responses: Option<u32>,
            #[serde(default, deserialize_with = "cell")]
            response_total_ns: Option<u64>,
            #[serde(default, deserialize_with = "cell")]
            replies: Option<u32>,
            #[serde(default, deserialize_with = "cell")]
            state: Option<State>,
            #[serde(default, deserialize_with = "cell")]
            closed_at: Option<DateTime<Utc>>,
            #[serde(default, deserialize_with = "cell")]
            resolved_by: Option<Resolver>,
            #[serde(default, deserialize_with = "cell")]
            resolution_ns: Option<u64>,
            #[serde(default, deserialize_with = "cell")]
            first_resolution_ns: Option<u64>,
            #[serde(default, deserialize_with = "cell")]
            hold_ns: Option<u64>,
            #[serde(default, deserialize_with = "cell")]
            reopens: Option<u16>,
            #[serde(default, deserialize_with = "cell")]
            handovers: Option<u16>,
            #[serde(default, deserialize_with = "cell")]
            bot: Option<BotInvolvement>,
        }

        impl $(<$key>)? $name $(<$key>)? {
            fn of($($key_field: $key,)? ticket: &Ticket) -> Self {
                Self {
                    $($key_field,)?
                    channel: ticket.channel(),
                    opened_at: ticket.opened_at(),
                    first_response_at: ticket.first_responded_at(),
                    first_response_ns: ticket.first_response().map(Elapsed::nanoseconds),
                    responses: ticket.responses(),
                    response_total_ns: ticket.response_total().map(Elapsed::nanoseconds),
                    replies: ticket.replies(),
                    state: Some(State::of(ticket)),
                    closed_at: ticket.closed_at(),
                    resolved_by: ticket.resolved_by(),
                    resolution_ns: ticket.resolution().map(Elapsed::nanoseconds),
                    first_resolution_ns: ticket.first_resolution().map(Elapsed::nanoseconds),
                    hold_ns: Some(ticket.hold().nanoseconds()),
                    reopens: ticket.reopens(),
                    handovers: ticket.handovers(),
                    bot: Some(ticket.bot()),
                }
            }

            fn checked(&self) -> Result<Ticket, ModelError> {
                let mut builder = Ticket::builder(self.channel, self.opened_at);
                if let Some(at) = self.first_response_at {
                    builder = builder.first_response_at(at);
                }
                if let Some(wait) = self.first_response_ns {
                    builder = builder.first_response_took(Duration::from_nanos(wait));
                }
                match (self.responses, self.response_total_ns) {
                    (Some(count), Some(total)) => {
                        builder = builder.responses(count, Duration::from_nanos(total));
                    }
                    (None, None) => {}
                    (Some(_), None) => return Err(ModelError::Missing {
                        field: "response_total_ns",
                        expected: "a time, as responses are given",
                    }),
                    (None, Some(_)) => return Err(ModelError::Missing {
                        field: "responses",
                        expected: "a count, as response_total_ns is given",
                    }),
                }
                if let Some(count) = self.replies {
                    builder = builder.replies(count);
                }
                builder = self.state.unwrap_or(State::Open).apply(
                    builder,
                    self.closed_at,
                    self.resolved_by,
                )?;
                if let Some(time) = self.resolution_ns {
                    builder = builder.resolution_took(Duration::from_nanos(time));
                }
                if let Some(time) = self.first_resolution_ns {
                    builder = builder.first_resolution_took(Duration::from_nanos(time));
                }
                builder = builder.hold(Duration::from_nanos(self.hold_ns.unwrap_or(0)));
                if let Some(count) = self.reopens {
                    builder = builder.reopens(count);
                }
                if let Some(count) = self.handovers {
                    builder = builder.handovers(count);
                }
                builder.bot(self.bot.unwrap_or_default()).build()
            }
        }
    };
}

ticket_fields! {
    /// A ticket as serde writes and reads it: scalars only, so that it
    /// flattens into a caller's row in any format.
    pub(super) struct TicketFields
}

ticket_fields! {
    /// A ticket and the caller's key as one flat row, to write a CSV file with.
    ///
    /// CSV writers cannot flatten a struct into a row; this row needs no
    /// flattening. Instants are RFC 3339, times are whole nanoseconds, what is
    /// not known is empty.
    ///
    /// # Example: a row and back
    ///
    /// ```
    /// use support_kpi::{Channel, Ticket, TicketRow};
    ///
    /// let ticket = Ticket::builder(Channel::Sms, "2024-03-01T09:00:00Z".parse()?).build()?;
    /// let row = TicketRow::new("A-17", &ticket);
    /// assert_eq!(row.key(), &"A-17");
    /// assert_eq!(row.ticket()?, ticket);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct TicketRow<K> { key }
}

impl<K> TicketRow<K> {
    /// The row of a ticket.
    pub fn new(key: K, ticket: &Ticket) -> Self {
        Self::of(key, ticket)
    }

    /// The caller's key.
    pub const fn key(&self) -> &K {
        &self.key
    }

    /// The ticket of the row, checked.
    ///
    /// # Errors
    ///
    /// As [`TicketBuilder::build`](super::TicketBuilder::build), and
    /// [`ModelError::Missing`] or [`ModelError::Contradiction`] where the
    /// state of the row does not fit its other cells.
    pub fn ticket(&self) -> Result<Ticket, ModelError> {
        self.checked()
    }
}

impl From<Ticket> for TicketFields {
    fn from(ticket: Ticket) -> Self {
        Self::of(&ticket)
    }
}

impl TryFrom<TicketFields> for Ticket {
    type Error = ModelError;

    fn try_from(fields: TicketFields) -> Result<Self, ModelError> {
        fields.checked()
    }
}

/// Where a ticket stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    OnHold,
    /// Open again, after a resolution.
    Reopened,
    /// On hold, after a resolution and a reopening.
    ReopenedOnHold,
    Resolved,
    Abandoned,
    /// Abandoned, after a resolution and a reopening.
    ReopenedAbandoned,
}

impl State {
    const fn of(ticket: &Ticket) -> Self {
        match (ticket.end(), ticket.was_ever_resolved()) {
            (TicketEnd::Resolved(_), _) => Self::Resolved,
            (TicketEnd::Open, false) => Self::Open,
            (TicketEnd::Open, true) => Self::Reopened,
            (TicketEnd::OnHold, false) => Self::OnHold,
            (TicketEnd::OnHold, true) => Self::ReopenedOnHold,
            (TicketEnd::Abandoned, false) => Self::Abandoned,
            (TicketEnd::Abandoned, true) => Self::ReopenedAbandoned,
        }
    }

    fn apply(
        self,
        builder: super::TicketBuilder,
        closed_at: Option<DateTime<Utc>>,
        resolved_by: Option<Resolver>,
    ) -> Result<super::TicketBuilder, ModelError> {
        let closed = closed_at.ok_or(ModelError::Missing {
            field: "closed_at",
            expected: "the instant at which the ticket was resolved or abandoned",
        });
        let open = match closed_at {
            Some(at) => Err(ModelError::Contradiction {
                field: "closed_at",
                expected: "none for an open ticket",
                found: at.to_rfc3339(),
            }),
            None => Ok(()),
        };
        Ok(match self {
            Self::Open => {
                open?;
                builder
            }
            Self::OnHold => {
                open?;
                builder.on_hold()
            }
            Self::Reopened => {
                open?;
                builder.resolved_before()
            }
            Self::ReopenedOnHold => {
                open?;
                builder.on_hold().resolved_before()
            }
            Self::Resolved => {
                builder.resolved_at(closed?, resolved_by.unwrap_or(Resolver::NotKnown))
            }
            Self::Abandoned => builder.abandoned_at(closed?),
            Self::ReopenedAbandoned => builder.abandoned_at(closed?).resolved_before(),
        })
    }
}

/// Reads a value that may not be there, also from a CSV cell: there a blank is
/// nothing, and a number may come as text.
fn cell<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Word,
{
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(Cell(std::marker::PhantomData))
    } else {
        Option::deserialize(deserializer)
    }
}

/// What a cell holds, from its text.
trait Word: Sized {
    /// What is expected in such a cell.
    const EXPECTED: &'static str;

    fn of_text(text: &str) -> Option<Self>;
}

macro_rules! number_cell {
    ($($number:ty: $expected:literal),*) => {$(
        impl Word for $number {
            const EXPECTED: &'static str = $expected;

            fn of_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

number_cell!(
    u16: "a whole number from 0 to 65535",
    u32: "a whole number from 0 to 4294967295",
    u64: "a whole number from 0 to 18446744073709551615"
);

impl Word for DateTime<Utc> {
    const EXPECTED: &'static str = "an RFC 3339 instant";

    fn of_text(text: &str) -> Option<Self> {
        DateTime::from_str(text).ok()
    }
}

macro_rules! word_cell {
    ($($name:ty: $expected:literal),*) => {$(
        impl Word for $name {
            const EXPECTED: &'static str = $expected;

            fn of_text(text: &str) -> Option<Self> {
                let text: de::value::StrDeserializer<'_, de::value::Error> =
                    de::IntoDeserializer::into_deserializer(text);
                Self::deserialize(text).ok()
            }
        }
    )*};
}

word_cell!(
    State: "open, on_hold, reopened, reopened_on_hold, resolved, abandoned or reopened_abandoned",
    Resolver: "agent, automation, customer or not_known",
    BotInvolvement: "none, took_part or handed_over"
);

struct Cell<T>(std::marker::PhantomData<T>);

impl<'de, T: Word> Visitor<'de> for Cell<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} or nothing", T::EXPECTED)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.is_empty() {
            return Ok(None);
        }
        T::of_text(text)
            .map(Some)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        T::of_text(&number.to_string())
            .map(Some)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        T::of_text(&number.to_string())
            .map(Some)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
    }
}
