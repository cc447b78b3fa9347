//! One-touch resolution rate, and touches in general.

use std::borrow::Borrow;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::{ReplyFlags, Ticket, TicketEnd};
use crate::summary::lanes::Lanes;
use crate::summary::{Count, Ratio};

/// With how many replies by the team a ticket was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Touch {
    /// With no reply.
    Zero,
    /// With exactly one.
    One,
    /// With exactly two.
    Two,
    /// With three or more.
    Multi,
}

impl Touch {
    /// The class of a number of replies.
    #[inline]
    pub const fn of_replies(replies: u32) -> Self {
        match replies {
            0 => Self::Zero,
            1 => Self::One,
            2 => Self::Two,
            _ => Self::Multi,
        }
    }

    /// The class of a ticket; `None` where it has no class, as it is not
    /// resolved or nobody counted its replies.
    ///
    /// # Example: no class while unresolved
    ///
    /// ```
    /// use support_kpi::{Channel, Resolver, Ticket, kpi::Touch};
    ///
    /// let open = Ticket::builder(Channel::Chat, "2024-03-01T09:00:00Z".parse()?).replies(1);
    /// let resolved = open.clone().resolved_at("2024-03-01T10:00:00Z".parse()?, Resolver::Agent);
    /// assert_eq!(Touch::of_ticket(&open.build()?), None);
    /// assert_eq!(Touch::of_ticket(&resolved.build()?), Some(Touch::One));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub const fn of_ticket(ticket: &Ticket) -> Option<Self> {
        match ticket.replies() {
            Some(replies) if ticket.is_resolved() => Some(Self::of_replies(replies)),
            _ => None,
        }
    }
}

/// The word of the trade: "zero", "one", "two" or "multi".
impl fmt::Display for Touch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Multi => "multi",
        })
    }
}

/// What share of the tickets is resolved with exactly one reply by the team.
///
/// - **Formula**: tickets resolved with exactly one reply ÷ **all** tickets
///   whose number of replies is known × 100 ([`of_all`](Self::of_all), the
///   guide's); or ÷ the resolved ones among them
///   ([`of_resolved`](Self::of_resolved)).
/// - **Counted**: every ticket whose replies are known, the open and the
///   abandoned in the whole of `of_all`.
/// - **Not counted** as a reply: notes, bots, a closing without words. Tickets
///   whose replies are not known are left out, see [`not_known`](Self::not_known).
/// - **No value** when nothing was counted, or while unsettled.
/// - **Source**: the guide, 000:131 and 000:134. It is not first contact
///   resolution, which asks whether the customer came back.
///
/// # Example: two wholes
///
/// ```
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::{OneTouchRate, Touch}};
///
/// let opened = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let resolved = opened.clone().resolved_at("2024-03-01T10:00:00Z".parse()?, Resolver::Agent);
/// let rate = OneTouchRate::of(&[
///     resolved.clone().replies(1).build()?,
///     resolved.clone().replies(3).build()?,
///     opened.clone().replies(1).build()?, // not resolved yet
///     resolved.build()?,                  // replies not known
/// ]);
/// assert_eq!(rate.of_all().to_string(), "1 of 3 (33.3 %)");
/// assert_eq!(rate.of_resolved().to_string(), "1 of 2 (50 %)");
/// assert_eq!(rate.share(Touch::Multi).to_string(), "1 of 2 (50 %)");
/// assert_eq!(rate.not_known(), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "one-touch tickets")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTouchRate {
    /// Every ticket in one of: resolved with no, one, two and more replies,
    /// unresolved, and those whose replies are not known.
    tickets: [Count; CLASSES],
    /// All replies that are known.
    replies: Count,
    /// The replies of the resolved ones among them.
    replies_of_resolved: Count,
}

/// The touches, in their order, and two more.
const CLASSES: usize = 6;
const UNRESOLVED: u8 = 4;
const NOT_KNOWN: u8 = 5;

impl OneTouchRate {
    /// Resolved with exactly one reply ÷ all tickets whose replies are known: the guide's.
    pub fn of_all(&self) -> Ratio {
        let [_, one, ..] = self.tickets;
        self.settled(Ratio::of_counts(one.signed(), self.known().signed()))
            .unwrap_or(Ratio::UNSETTLED)
    }

    /// Resolved with exactly one reply ÷ resolved tickets whose replies are known.
    pub fn of_resolved(&self) -> Ratio {
        self.share(Touch::One)
    }

    /// Resolved with so many replies ÷ resolved tickets whose replies are known.
    pub fn share(&self, touch: Touch) -> Ratio {
        let [zero, one, two, multi, ..] = self.tickets;
        let count = match touch {
            Touch::Zero => zero,
            Touch::One => one,
            Touch::Two => two,
            Touch::Multi => multi,
        };
        self.settled(Ratio::of_counts(count.signed(), self.resolved().signed()))
            .unwrap_or(Ratio::UNSETTLED)
    }

    /// The mean number of replies to a ticket, over all whose replies are
    /// known: exact, or to 28 significant digits.
    pub fn replies_per_ticket(&self) -> Option<Decimal> {
        self.settled(self.replies.per(self.known()))?
    }

    /// The mean number of replies to a resolved ticket, over all whose replies
    /// are known: exact, or to 28 significant digits.
    pub fn replies_per_resolved(&self) -> Option<Decimal> {
        self.settled(self.replies_of_resolved.per(self.resolved()))?
    }

    /// How many tickets were left out, as nobody counted their replies; `None`
    /// while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        let [.., not_known] = self.tickets;
        not_known.value()
    }

    /// The resolved tickets whose replies are known.
    fn resolved(&self) -> Count {
        let [touches @ .., _, _] = &self.tickets;
        Count::sum(touches)
    }

    /// The tickets whose replies are known.
    fn known(&self) -> Count {
        let [known @ .., _] = &self.tickets;
        Count::sum(known)
    }

    /// Adds tickets, or takes them away, by their flagged replies.
    #[inline]
    fn add_all(&mut self, sign: Sign, tickets: impl Iterator<Item = Option<(u32, ReplyFlags)>>) {
        let (mut all, mut of_resolved) = (0_u64, 0_u64);
        let mut classes = Lanes::<CLASSES>::new();
        for ticket in tickets {
            let (class, replies, resolved) = ticket.map_or((0, 0, 0), |(replies, flags)| {
                let (class, resolved) = TABLE
                    .get(usize::from(flags.place(replies)))
                    .copied()
                    .unwrap_or_default();
                (class, replies, replies & resolved)
            });
            all = all.wrapping_add(u64::from(replies));
            of_resolved = of_resolved.wrapping_add(u64::from(resolved));
            classes.add(class);
        }
        for (tickets, number) in self.tickets.iter_mut().zip(classes.counts()) {
            tickets.add(sign, number);
        }
        self.replies.add(sign, all);
        self.replies_of_resolved.add(sign, of_resolved);
    }

    /// The reading, unless a retraction stands without its record.
    fn settled<T>(&self, reading: T) -> Option<T> {
        let replies = self.replies.value()?;
        let [known @ .., _] = &self.tickets;
        let is_settled = known.iter().all(|count| count.value().is_some())
            && self.replies_of_resolved.value()? <= replies
            && (self.known().value()? > 0 || replies == 0);
        is_settled.then_some(reading)
    }
}

impl Indicator for OneTouchRate {
    const NAME: &'static str = "one-touch resolution rate";
    const BETTER: Better = Better::Higher;
}

impl Group for OneTouchRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        for (own, others) in self.tickets.iter_mut().zip(&other.tickets) {
            own.combine(sign, others);
        }
        self.replies.combine(sign, &other.replies);
        self.replies_of_resolved
            .combine(sign, &other.replies_of_resolved);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The class of the tickets at a [place](ReplyFlags::of_place).
const fn class_of(place: u8) -> u8 {
    match ReplyFlags::of_place(place) {
        (_, false, _) => NOT_KNOWN,
        (end, true, touch) if TicketEnd::is_resolved_code(end) => touch,
        (_, true, _) => UNRESOLVED,
    }
}

/// For each place one of its class, and all bits where its tickets are resolved:
/// to look that up is less than to ask.
#[expect(clippy::indexing_slicing, reason = "the compiler has run it")]
const TABLE: [(u64, u32); ReplyFlags::PLACES] = {
    let mut table = [(0, 0); ReplyFlags::PLACES];
    let mut place = 0_u8;
    while (place as usize) < ReplyFlags::PLACES {
        let (end, ..) = ReplyFlags::of_place(place);
        let resolved = if TicketEnd::is_resolved_code(end) {
            u32::MAX
        } else {
            0
        };
        table[place as usize] = (Lanes::<CLASSES>::one(class_of(place) as u32), resolved);
        place += 1;
    }
    table
};

impl Calculator for OneTouchRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let (replies, flags) = ticket.flagged_replies();
        let class = class_of(flags.place(replies));
        if let Some(tickets) = self.tickets.get_mut(usize::from(class)) {
            tickets.add(sign, 1);
        }
        let of_resolved = if ticket.is_resolved() { replies } else { 0 };
        self.replies.add(sign, u64::from(replies));
        self.replies_of_resolved.add(sign, u64::from(of_resolved));
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        self.add_all(
            sign,
            tickets.map(|ticket| Some(ticket?.borrow().flagged_replies())),
        );
    }
}

impl ColumnCalculator for OneTouchRate {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        if let Some(replies) = tickets.flagged_replies() {
            self.add_all(sign, replies.map(Some));
        } else {
            let [.., not_known] = &mut self.tickets;
            not_known.add(sign, tickets.rows() as u64);
        }
    }
}
