//! One request of a customer, from its first message to its end.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::elapsed::{Elapsed, Instant};
use super::ticket_builder::TicketBuilder;
use super::ticket_end::{ReplyFlags, Resolver, TicketEnd};
use super::ticket_fields::TicketFields;

/// Whether a bot took part in a ticket.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BotInvolvement {
    /// No bot took part, as far as is known.
    #[default]
    None,
    /// A bot took part, and kept the ticket.
    TookPart,
    /// A bot took part, and handed the ticket over to a person.
    HandedOver,
}

/// One request of a customer, from its first message to its end.
///
/// A flat value of 80 bytes, to be copied around and kept by the million. It
/// carries what was measured and not who: ticket number, agent, customer and
/// category are the caller's keys, beside it. It is made by
/// [`Ticket::builder`], which checks it.
///
/// Every `Option` that a ticket answers with is `None` where the thing is not
/// known or has not happened; the method says which.
///
/// # Example: a ticket from an export's row
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Channel, Resolver, Ticket};
///
/// let ticket = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?)
///     .first_response_at("2024-03-01T10:30:00Z".parse()?)
///     .resolved_at("2024-03-02T09:00:00Z".parse()?, Resolver::Agent)
///     .replies(1)
///     .build()?;
///
/// assert_eq!(ticket.first_response().unwrap().duration(), Duration::from_secs(5_400));
/// assert_eq!(ticket.reopens(), None); // not known is not zero
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "TicketFields", into = "TicketFields")]
pub struct Ticket {
    // Every value that is not there is zero, and a bit of `known` says so:
    // sums then need no branch, and equal tickets are equal bytes.
    pub(super) opened_at: Instant,
    pub(super) first_response: Elapsed,
    pub(super) response_total: Elapsed,
    pub(super) resolution: Elapsed,
    pub(super) first_resolution: Elapsed,
    pub(super) hold: Elapsed,
    pub(super) first_responded_at: Instant,
    pub(super) closed_at: Instant,
    pub(super) responses: u32,
    pub(super) replies: u32,
    pub(super) reopens: u16,
    pub(super) handovers: u16,
    pub(super) other_channel: u16,
    pub(super) packed: Packed,
}

/// What is known of a ticket, its channel, its end and its bot, in sixteen bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Packed(u16);

/// One thing that is known of a ticket: a bit of its [`Packed`] word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known(u16);

impl Known {
    pub(super) const FIRST_RESPONSE: Self = Self(1);
    pub(super) const RESPONSES: Self = Self(1 << 1);
    // Beside the end, so that one look takes both.
    pub(super) const REPLIES: Self = Self(1 << 5);
    pub(super) const REOPENS: Self = Self(1 << 3);
    pub(super) const HANDOVERS: Self = Self(1 << 4);
    pub(super) const FIRST_RESOLUTION: Self = Self(1 << 2);
    pub(super) const EVER_RESOLVED: Self = Self(1 << 15);
}

const END_SHIFT: u16 = 6;
const END_MASK: u16 = 0b111;
const BOT_SHIFT: u16 = 9;
const BOT_MASK: u16 = 0b11;
const CHANNEL_SHIFT: u16 = 11;
const CHANNEL_MASK: u16 = 0b1111;

/// The bit of [`Known::REPLIES`], just below the end.
const REPLIES_SHIFT: u16 = END_SHIFT - 1;
const _: () = assert!(Known::REPLIES.0 == 1 << REPLIES_SHIFT);

impl Packed {
    pub(super) const fn new(channel_code: u16, end: TicketEnd, bot: BotInvolvement) -> Self {
        let end = end.code() as u16;
        let bot = match bot {
            BotInvolvement::None => 0,
            BotInvolvement::TookPart => 1,
            BotInvolvement::HandedOver => 2,
        };
        Self(end << END_SHIFT | bot << BOT_SHIFT | (channel_code & CHANNEL_MASK) << CHANNEL_SHIFT)
    }

    const fn knows(self, what: Known) -> bool {
        self.0 & what.0 != 0
    }

    pub(super) const fn with(self, what: Known, known: bool) -> Self {
        Self(if known { self.0 | what.0 } else { self.0 })
    }

    const fn end_code(self) -> u8 {
        let [code, _] = (self.0 >> END_SHIFT & END_MASK).to_le_bytes();
        code
    }
}

impl Ticket {
    /// Starts a ticket: its channel, and the instant of the customer's first message.
    pub const fn builder(channel: Channel, opened_at: DateTime<Utc>) -> TicketBuilder {
        TicketBuilder::new(channel, opened_at)
    }

    /// The channel of the customer's first message.
    #[inline]
    pub const fn channel(&self) -> Channel {
        Channel::from_code(
            self.packed.0 >> CHANNEL_SHIFT & CHANNEL_MASK,
            self.other_channel,
        )
    }

    /// When the customer first wrote.
    pub const fn opened_at(&self) -> DateTime<Utc> {
        self.opened_at.utc()
    }

    /// When a person of the team first replied; `None` while nobody has.
    pub const fn first_responded_at(&self) -> Option<DateTime<Utc>> {
        if self.has_first_response() {
            Some(self.first_responded_at.utc())
        } else {
            None
        }
    }

    /// The customer's wait for the first response; `None` while there is none.
    #[inline]
    pub const fn first_response(&self) -> Option<Elapsed> {
        if self.has_first_response() {
            Some(self.first_response)
        } else {
            None
        }
    }

    /// Whether a person of the team has replied.
    #[inline]
    pub const fn has_first_response(&self) -> bool {
        self.packed.knows(Known::FIRST_RESPONSE)
    }

    /// How many of the customer's waits were answered; `None` where not known.
    #[inline]
    pub const fn responses(&self) -> Option<u32> {
        if self.packed.knows(Known::RESPONSES) {
            Some(self.responses)
        } else {
            None
        }
    }

    /// All answered waits together; `None` where [`responses`](Self::responses) is.
    #[inline]
    pub const fn response_total(&self) -> Option<Elapsed> {
        if self.packed.knows(Known::RESPONSES) {
            Some(self.response_total)
        } else {
            None
        }
    }

    /// How many public messages the team's people wrote; `None` where not known.
    #[inline]
    pub const fn replies(&self) -> Option<u32> {
        if self.packed.knows(Known::REPLIES) {
            Some(self.replies)
        } else {
            None
        }
    }

    /// Whether a person of the team is known to have replied: by a first
    /// response, or by a number of replies or responses.
    #[inline]
    pub const fn has_reply(&self) -> bool {
        self.has_first_response() || self.replies > 0 || self.responses > 0
    }

    /// Where the ticket stands.
    #[inline]
    pub const fn end(&self) -> TicketEnd {
        match TicketEnd::from_code(self.packed.end_code()) {
            Some(end) => end,
            // No code is packed that is none.
            None => TicketEnd::Open,
        }
    }

    /// Whether it is resolved now; a reopened ticket is not.
    #[inline]
    pub const fn is_resolved(&self) -> bool {
        TicketEnd::is_resolved_code(self.packed.end_code())
    }

    /// Whether it is open now, on hold or not.
    #[inline]
    pub const fn is_open(&self) -> bool {
        self.packed.end_code() < 2
    }

    /// Whether the customer left before the problem was solved.
    #[inline]
    pub const fn is_abandoned(&self) -> bool {
        self.packed.end_code() == 2
    }

    /// Who resolved it; `None` while it is not resolved.
    #[inline]
    pub const fn resolved_by(&self) -> Option<Resolver> {
        match self.end() {
            TicketEnd::Resolved(resolver) => Some(resolver),
            _ => None,
        }
    }

    /// When it was (last) resolved or abandoned; `None` while it is open.
    pub const fn closed_at(&self) -> Option<DateTime<Utc>> {
        if self.is_open() {
            None
        } else {
            Some(self.closed_at.utc())
        }
    }

    /// From its opening to its last resolution; `None` while it is not resolved.
    #[inline]
    pub const fn resolution(&self) -> Option<Elapsed> {
        if self.is_resolved() {
            Some(self.resolution)
        } else {
            None
        }
    }

    /// The resolution time less the time on hold; `None` while it is not resolved.
    ///
    /// Zero where the holds are longer than the resolution time, which only
    /// rows that measured the two on different clocks can show.
    pub const fn net_resolution(&self) -> Option<Elapsed> {
        match self.resolution() {
            Some(resolution) => Some(Elapsed::from_nanoseconds(
                resolution
                    .nanoseconds()
                    .saturating_sub(self.hold.nanoseconds()),
            )),
            None => None,
        }
    }

    /// From its opening to its first resolution; `None` where it was never
    /// resolved, or where that resolution's instant is not known.
    #[inline]
    pub const fn first_resolution(&self) -> Option<Elapsed> {
        if self.packed.knows(Known::FIRST_RESOLUTION) {
            Some(self.first_resolution)
        } else {
            None
        }
    }

    /// Whether it was ever resolved, even if it was reopened since.
    #[inline]
    pub const fn was_ever_resolved(&self) -> bool {
        self.packed.knows(Known::EVER_RESOLVED)
    }

    /// The time it was on hold, as far as is known.
    pub const fn hold(&self) -> Elapsed {
        self.hold
    }

    /// How often it was reopened; `None` where not known.
    #[inline]
    pub const fn reopens(&self) -> Option<u16> {
        if self.packed.knows(Known::REOPENS) {
            Some(self.reopens)
        } else {
            None
        }
    }

    /// How often it went from one agent to another; `None` where not known.
    pub const fn handovers(&self) -> Option<u16> {
        if self.packed.knows(Known::HANDOVERS) {
            Some(self.handovers)
        } else {
            None
        }
    }

    /// Whether a bot took part.
    pub const fn bot(&self) -> BotInvolvement {
        match self.packed.0 >> BOT_SHIFT & BOT_MASK {
            1 => BotInvolvement::TookPart,
            2 => BotInvolvement::HandedOver,
            _ => BotInvolvement::None,
        }
    }

    /// The wait for the first response in nanoseconds, zero without one, and whether there is one.
    #[inline]
    pub(crate) const fn masked_first_response(&self) -> (u64, bool) {
        (self.first_response.nanoseconds(), self.has_first_response())
    }

    /// The resolution time in nanoseconds, zero without one, and whether there is one.
    #[inline]
    pub(crate) const fn masked_resolution(&self) -> (u64, bool) {
        (self.resolution.nanoseconds(), self.is_resolved())
    }

    /// The number of replies, zero where not known, and its flags.
    #[inline]
    pub(crate) const fn flagged_replies(&self) -> (u32, ReplyFlags) {
        let [flags, _] = (self.packed.0 >> REPLIES_SHIFT & ReplyFlags::ALL).to_le_bytes();
        (self.replies, ReplyFlags::of_bits(flags))
    }

    /// The answered waits in nanoseconds and their number, zero where not known, and whether known.
    #[inline]
    pub(crate) const fn masked_responses(&self) -> (u64, u32, bool) {
        (
            self.response_total.nanoseconds(),
            self.responses,
            self.packed.knows(Known::RESPONSES),
        )
    }
}

const _: () = assert!(size_of::<Ticket>() == 80);
