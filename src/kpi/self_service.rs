//! Self-service rate.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::{Ticket, TicketEnd};
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
    tickets: [Count; 4],
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

    /// Adds tickets, or takes them away: whether their resolver is known, and
    /// whether it is the customer, or automation, alone.
    #[inline]
    fn add_all(&mut self, sign: Sign, tickets: impl Iterator<Item = Option<(bool, bool, bool)>>) {
        let (mut counted, mut resolver_known) = (0_u64, 0_u64);
        let (mut by_customer, mut by_automation) = (0_u64, 0_u64);
        for ticket in tickets {
            let (known, customer, automation) = ticket.unwrap_or_default();
            counted = counted.wrapping_add(u64::from(ticket.is_some()));
            resolver_known = resolver_known.wrapping_add(u64::from(known));
            by_customer = by_customer.wrapping_add(u64::from(customer));
            by_automation = by_automation.wrapping_add(u64::from(automation));
        }
        let by_others = resolver_known
            .wrapping_sub(by_customer)
            .wrapping_sub(by_automation);
        let all_others = counted.wrapping_sub(resolver_known);
        let numbers = [by_customer, by_automation, by_others, all_others];
        for (tickets, number) in self.tickets.iter_mut().zip(numbers) {
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

impl Calculator for SelfServiceRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let (known, customer, automation) = ticket.masked_self_service();
        // The classes in their order: whoever serves alone is known, too.
        let class = 3_usize
            .wrapping_sub(usize::from(known))
            .wrapping_sub(usize::from(automation))
            .wrapping_sub(usize::from(customer).wrapping_mul(2));
        if let Some(tickets) = self.tickets.get_mut(class) {
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
            tickets.map(|ticket| Some(ticket?.borrow().masked_self_service())),
        );
    }
}

impl ColumnCalculator for SelfServiceRate {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        let parts = |(replies, end)| Some(TicketEnd::masked_self_service(end, replies));
        if let Some(replies) = tickets.masked_replies() {
            self.add_all(sign, replies.map(|(replies, _, end)| parts((replies, end))));
        } else {
            // Replies that are not known count as none.
            self.add_all(sign, tickets.ends().iter().map(|end| parts((0, *end))));
        }
    }
}
