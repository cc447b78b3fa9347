//! Where a ticket stands, in words, in a byte, and beside its replies.

use serde::{Deserialize, Serialize};

/// Who resolved a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Resolver {
    /// A person of the team.
    Agent,
    /// A bot, a rule or a timer.
    Automation,
    /// The customer.
    Customer,
    /// Nobody recorded who.
    NotKnown,
}

/// Where a ticket stands.
///
/// A reopened ticket is open until it is resolved again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum TicketEnd {
    /// It waits for the team or for the customer.
    Open,
    /// It is open, and on hold.
    OnHold,
    /// It was resolved.
    Resolved(Resolver),
    /// The customer left before the problem was solved.
    Abandoned,
}

impl TicketEnd {
    /// The end as a byte, in columns of tickets: 0 open, 1 on hold, 2
    /// abandoned; resolved by 3 an agent, 4 automation, 5 the customer, 6 not known.
    #[inline]
    pub const fn code(self) -> u8 {
        match self {
            Self::Open => 0,
            Self::OnHold => 1,
            Self::Abandoned => 2,
            Self::Resolved(Resolver::Agent) => RESOLVED_FROM,
            Self::Resolved(Resolver::Automation) => RESOLVED_BY_AUTOMATION,
            Self::Resolved(Resolver::Customer) => RESOLVED_BY_CUSTOMER,
            Self::Resolved(Resolver::NotKnown) => 6,
        }
    }

    /// The end of a [`code`](Self::code); `None` where it is none.
    ///
    /// # Example: there and back
    ///
    /// ```
    /// use support_kpi::{Resolver, TicketEnd};
    ///
    /// let end = TicketEnd::Resolved(Resolver::Customer);
    /// assert_eq!(TicketEnd::from_code(end.code()), Some(end));
    /// assert_eq!(TicketEnd::from_code(7), None);
    /// ```
    #[inline]
    pub const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Self::Open,
            1 => Self::OnHold,
            2 => Self::Abandoned,
            RESOLVED_FROM => Self::Resolved(Resolver::Agent),
            RESOLVED_BY_AUTOMATION => Self::Resolved(Resolver::Automation),
            RESOLVED_BY_CUSTOMER => Self::Resolved(Resolver::Customer),
            6 => Self::Resolved(Resolver::NotKnown),
            _ => return None,
        })
    }

    /// Added to a code, it gives the byte its highest bit where that is of a
    /// resolved ticket.
    pub(crate) const CARRIES_RESOLVED: u8 = 0x80 - RESOLVED_FROM;

    /// Whether a code is that of a resolved ticket.
    #[inline]
    pub(crate) const fn is_resolved_code(code: u8) -> bool {
        code >= RESOLVED_FROM
    }
}

/// Ends in their packed order; resolved ones stand from [`RESOLVED_FROM`] on.
const RESOLVED_FROM: u8 = 3;
const RESOLVED_BY_AUTOMATION: u8 = 4;
const RESOLVED_BY_CUSTOMER: u8 = 5;

/// Where a ticket stands, and whether its number of replies is known: four
/// bits, to look up what follows from them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReplyFlags(u8);

impl ReplyFlags {
    pub(super) const ALL: u16 = 0b1111;

    /// The four bits as a ticket packs them.
    #[inline]
    pub(super) const fn of_bits(bits: u8) -> Self {
        Self(bits)
    }

    #[inline]
    pub(crate) const fn new(end_code: u8, known: bool) -> Self {
        Self(end_code << 1 | known as u8)
    }

    /// The place of these flags and a number of replies, of which three are as
    /// good as more, in a table of [`PLACES`](Self::PLACES).
    #[inline]
    pub(crate) fn place(self, replies: u32) -> u8 {
        let [touch, ..] = replies.min(3).to_le_bytes();
        touch << 4 | self.0 & 0b1111
    }

    pub(crate) const PLACES: usize = 64;

    /// What stands at a place: the code of the end, whether the number of
    /// replies is known, and that number, where 3 is three and more.
    pub(crate) const fn of_place(place: u8) -> (u8, bool, u8) {
        (place >> 1 & 0b111, place & 1 == 1, place >> 4)
    }
}
