//! Self-service rate.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::{ReplyFlags, Resolver, Ticket, TicketEnd};
use crate::summary::lanes::Lanes;
use crate::summary::{Count, Ratio};

/// What share of the tickets is solved without an agent's help.
///
/// - **Formula**: tickets resolved by the customer or by automation with no
///   reply by an agent ÷ all tickets × 100. [`by_customer`](Self::by_customer)
///   and [`by_automation`](Self::by_automation) are its two parts.
/// - **Counted**: every ticket. The number of replies decides, and one that is
///   not known counts as none, whatever is known of a first response.
/// - **Not counted**: questions that a FAQ page answered before they became a
///   ticket; no ticket tells of them.
/// - **No value** where it is not known of any ticket who resolved it, when
///   nothing was counted, or while unsettled.
/// - **Source**: the guide, 000:119 and 000:126; that flows of automation
///   belong to it, 000:120 to 000:123.
///
/// # Example: a bot's flow counts, an agent's reply rules it out
///
/// ```
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::SelfServiceRate};
///
/// let opened = Ticket::builder(Channel::Chat, "2024-03-01T09:00:00Z".parse()?);
/// let noon = "2024-03-01T12:00:00Z".parse()?;
/// let rate = SelfServiceRate::of(&[
///     opened.clone().resolved_at(noon, Resolver::Automation).replies(0).build()?,
///     opened.clone().resolved_at(noon, Resolver::Customer).replies(2).build()?,
///     opened.clone().resolved_at(noon, Resolver::Agent).replies(1).build()?,
///     opened.build()?,
/// ]);
/// assert_eq!(rate.of_all().to_string(), "1 of 4 (25 %)");
/// assert_eq!(rate.by_customer().to_string(), "0 of 4 (0 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelfServiceRate {
    /// Every ticket in one of: resolved by the customer and by automation
    /// without an agent, resolved by a known one otherwise, and all others.
    tickets: [Count; CLASSES],
}

impl SelfServiceRate {
    /// Resolved without an agent ÷ all tickets; nothing counted where no
    /// resolver is known.
    pub fn of_all(&self) -> Ratio {
        let [customer, automation, ..] = self.tickets;
        self.ratio(customer.signed().wrapping_add(automation.signed()))
    }

    /// Resolved by the customer without an agent ÷ all tickets; nothing
    /// counted where no resolver is known.
    pub fn by_customer(&self) -> Ratio {
        let [customer, ..] = self.tickets;
        self.ratio(customer.signed())
    }

    /// Resolved by automation without an agent ÷ all tickets; nothing counted
    /// where no resolver is known.
    pub fn by_automation(&self) -> Ratio {
        let [_, automation, ..] = self.tickets;
        self.ratio(automation.signed())
    }

    /// The tickets of which it is known who resolved them ÷ all tickets.
    pub fn resolver_known(&self) -> Ratio {
        let [known @ .., _] = &self.tickets;
        let settled = self.tickets.iter().all(|count| count.value().is_some());
        if settled {
            let known = Count::sum(known).signed();
            Ratio::of_counts(known, Count::sum(&self.tickets).signed())
        } else {
            Ratio::UNSETTLED
        }
    }

    /// Adds tickets, or takes them away, by their flagged replies.
    #[inline]
    fn add_all(&mut self, sign: Sign, tickets: impl Iterator<Item = Option<(u32, ReplyFlags)>>) {
        let mut classes = Lanes::<CLASSES>::new();
        for ticket in tickets {
            classes.add(ticket.map_or(0, |(replies, flags)| {
                TABLE
                    .get(usize::from(flags.place(replies)))
                    .copied()
                    .unwrap_or_default()
            }));
        }
        for (tickets, number) in self.tickets.iter_mut().zip(classes.counts()) {
            tickets.add(sign, number);
        }
    }

    fn ratio(&self, part: i64) -> Ratio {
        let known = self.resolver_known();
        match (known.part(), known.whole()) {
            (Some(0), _) => Ratio::of_counts(0, 0),
            (Some(_), Some(whole)) => Ratio::of_counts(part, whole.cast_signed()),
            _ => Ratio::UNSETTLED,
        }
    }
}

impl Indicator for SelfServiceRate {
    const NAME: &'static str = "self-service rate";
    const BETTER: Better = Better::Higher;
}

impl Group for SelfServiceRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        for (own, others) in self.tickets.iter_mut().zip(&other.tickets) {
            own.combine(sign, others);
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The classes of tickets.
const CLASSES: usize = 4;
const BY_CUSTOMER: u8 = 0;
const BY_AUTOMATION: u8 = 1;
const BY_OTHERS: u8 = 2;
const ALL_OTHERS: u8 = 3;

/// The class of the tickets at a [place](ReplyFlags::of_place). Replies that
/// are not known count as none.
const fn class_of(place: u8) -> u8 {
    let (end, _, replies) = ReplyFlags::of_place(place);
    match TicketEnd::from_code(end) {
        Some(TicketEnd::Resolved(Resolver::Customer)) if replies == 0 => BY_CUSTOMER,
        Some(TicketEnd::Resolved(Resolver::Automation)) if replies == 0 => BY_AUTOMATION,
        Some(TicketEnd::Resolved(Resolver::NotKnown)) => ALL_OTHERS,
        Some(TicketEnd::Resolved(_)) => BY_OTHERS,
        _ => ALL_OTHERS,
    }
}

/// For each place one of its class: to look that up is less than to ask.
#[expect(clippy::indexing_slicing, reason = "the compiler has run it")]
const TABLE: [u64; ReplyFlags::PLACES] = {
    let mut table = [0; ReplyFlags::PLACES];
    let mut place = 0_u8;
    while (place as usize) < ReplyFlags::PLACES {
        table[place as usize] = Lanes::<CLASSES>::one(class_of(place) as u32);
        place += 1;
    }
    table
};

impl Calculator for SelfServiceRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let (replies, flags) = ticket.flagged_replies();
        let class = class_of(flags.place(replies));
        if let Some(tickets) = self.tickets.get_mut(usize::from(class)) {
            tickets.add(sign, 1);
        }
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

impl ColumnCalculator for SelfServiceRate {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        if let Some(replies) = tickets.flagged_replies() {
            self.add_all(sign, replies.map(Some));
        } else {
            // Replies that are not known count as none.
            let ends = tickets.ends().iter();
            self.add_all(
                sign,
                ends.map(|end| Some((0, ReplyFlags::new(*end, false)))),
            );
        }
    }
}
