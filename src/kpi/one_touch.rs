//! One-touch resolution rate, and touches in general.

use std::borrow::Borrow;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
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
    /// Tickets whose replies are known, and all those replies.
    tickets: Count,
    replies: Count,
    /// The replies of the resolved ones among them.
    replies_of_resolved: Count,
    zero: Count,
    one: Count,
    two: Count,
    multi: Count,
    not_known: Count,
}

impl OneTouchRate {
    /// Resolved with exactly one reply ÷ all tickets whose replies are known: the guide's.
    pub fn of_all(&self) -> Ratio {
        self.settled(Ratio::of_counts(self.one.signed(), self.tickets.signed()))
            .unwrap_or(Ratio::UNSETTLED)
    }

    /// Resolved with exactly one reply ÷ resolved tickets whose replies are known.
    pub fn of_resolved(&self) -> Ratio {
        self.share(Touch::One)
    }

    /// Resolved with so many replies ÷ resolved tickets whose replies are known.
    pub fn share(&self, touch: Touch) -> Ratio {
        let count = match touch {
            Touch::Zero => self.zero,
            Touch::One => self.one,
            Touch::Two => self.two,
            Touch::Multi => self.multi,
        };
        self.settled(Ratio::of_counts(count.signed(), self.resolved().signed()))
            .unwrap_or(Ratio::UNSETTLED)
    }

    /// The mean number of replies to a ticket, over all whose replies are
    /// known: exact, or to 28 significant digits.
    pub fn replies_per_ticket(&self) -> Option<Decimal> {
        self.settled(self.replies.per(self.tickets))?
    }

    /// The mean number of replies to a resolved ticket, over all whose replies
    /// are known: exact, or to 28 significant digits.
    pub fn replies_per_resolved(&self) -> Option<Decimal> {
        self.settled(self.replies_of_resolved.per(self.resolved()))?
    }

    /// How many tickets were left out, as nobody counted their replies; `None`
    /// while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        self.not_known.value()
    }

    /// The resolved tickets whose replies are known.
    fn resolved(&self) -> Count {
        let mut resolved = self.zero;
        for class in [self.one, self.two, self.multi] {
            resolved.merge(&class);
        }
        resolved
    }

    /// The reading, unless a retraction stands without its record.
    fn settled<T>(&self, reading: T) -> Option<T> {
        let classes = [self.zero, self.one, self.two, self.multi];
        let replies = self.replies.value()?;
        let is_settled = classes.iter().all(|count| count.value().is_some())
            && self.resolved().value()? <= self.tickets.value()?
            && self.replies_of_resolved.value()? <= replies
            && (self.tickets.signed() > 0 || replies == 0);
        is_settled.then_some(reading)
    }
}

impl Indicator for OneTouchRate {
    const NAME: &'static str = "one-touch resolution rate";
    const BETTER: Better = Better::Higher;
}

impl Group for OneTouchRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.tickets.combine(sign, &other.tickets);
        self.replies.combine(sign, &other.replies);
        self.replies_of_resolved
            .combine(sign, &other.replies_of_resolved);
        self.zero.combine(sign, &other.zero);
        self.one.combine(sign, &other.one);
        self.two.combine(sign, &other.two);
        self.multi.combine(sign, &other.multi);
        self.not_known.combine(sign, &other.not_known);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for OneTouchRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        self.apply_all(sign, std::iter::once(Some(ticket)));
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        // What is not known is zero in every one of these sums.
        let (mut counted, mut known_tickets) = (0_u64, 0_u64);
        let (mut all_replies, mut replies_of_resolved) = (0_u64, 0_u64);
        let mut classes = Lanes::<5>::new();
        for ticket in tickets {
            let (replies, known, resolved) = ticket
                .as_ref()
                .map_or((0, false, false), |ticket| ticket.borrow().masked_replies());
            counted = counted.wrapping_add(u64::from(ticket.is_some()));
            known_tickets = known_tickets.wrapping_add(u64::from(known));
            let of_resolved = if resolved { replies } else { 0 };
            all_replies = all_replies.wrapping_add(u64::from(replies));
            replies_of_resolved = replies_of_resolved.wrapping_add(u64::from(of_resolved));
            // The last class is of those that have none.
            classes.add(if known & resolved { replies.min(3) } else { 4 });
        }
        let [zero, one, two, multi, _] = classes.counts();
        self.tickets.add(sign, known_tickets);
        self.replies.add(sign, all_replies);
        self.replies_of_resolved.add(sign, replies_of_resolved);
        self.zero.add(sign, zero);
        self.one.add(sign, one);
        self.two.add(sign, two);
        self.multi.add(sign, multi);
        self.not_known
            .add(sign, counted.wrapping_sub(known_tickets));
    }
}
