//! Self-service rate.

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
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
    tickets: Count,
    resolver_known: Count,
    by_customer: Count,
    by_automation: Count,
}

impl SelfServiceRate {
    /// Resolved without an agent ÷ all tickets; nothing counted where no
    /// resolver is known.
    pub const fn of_all(&self) -> Ratio {
        self.ratio(
            self.by_customer
                .signed()
                .wrapping_add(self.by_automation.signed()),
        )
    }

    /// Resolved by the customer without an agent ÷ all tickets; nothing
    /// counted where no resolver is known.
    pub const fn by_customer(&self) -> Ratio {
        self.ratio(self.by_customer.signed())
    }

    /// Resolved by automation without an agent ÷ all tickets; nothing counted
    /// where no resolver is known.
    pub const fn by_automation(&self) -> Ratio {
        self.ratio(self.by_automation.signed())
    }

    /// The tickets of which it is known who resolved them ÷ all tickets.
    pub const fn resolver_known(&self) -> Ratio {
        Ratio::of_counts(self.resolver_known.signed(), self.tickets.signed())
    }

    const fn ratio(&self, part: i64) -> Ratio {
        let (customer, automation) = (self.by_customer.signed(), self.by_automation.signed());
        let both = customer.wrapping_add(automation);
        let settled = customer >= 0
            && automation >= 0
            && both >= 0
            && both <= self.resolver_known.signed()
            && self.resolver_known().is_settled();
        if !settled {
            Ratio::UNSETTLED
        } else if self.resolver_known.signed() == 0 {
            Ratio::of_counts(0, 0)
        } else {
            Ratio::of_counts(part, self.tickets.signed())
        }
    }
}

impl Indicator for SelfServiceRate {
    const NAME: &'static str = "self-service rate";
    const BETTER: Better = Better::Higher;
}

impl Group for SelfServiceRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.tickets.combine(sign, &other.tickets);
        self.resolver_known.combine(sign, &other.resolver_known);
        self.by_customer.combine(sign, &other.by_customer);
        self.by_automation.combine(sign, &other.by_automation);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for SelfServiceRate {
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
        let (mut counted, mut resolver_known) = (0_u64, 0_u64);
        let (mut by_customer, mut by_automation) = (0_u64, 0_u64);
        for ticket in tickets {
            let (known, customer, automation) =
                ticket.as_ref().map_or((false, false, false), |ticket| {
                    ticket.borrow().masked_self_service()
                });
            counted = counted.wrapping_add(u64::from(ticket.is_some()));
            resolver_known = resolver_known.wrapping_add(u64::from(known));
            by_customer = by_customer.wrapping_add(u64::from(customer));
            by_automation = by_automation.wrapping_add(u64::from(automation));
        }
        self.tickets.add(sign, counted);
        self.resolver_known.add(sign, resolver_known);
        self.by_customer.add(sign, by_customer);
        self.by_automation.add(sign, by_automation);
    }
}
