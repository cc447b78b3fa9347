//! Resolution rate.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::{Ticket, TicketEnd};
use crate::summary::Ratio;

/// What share of the opened tickets is resolved.
///
/// - **Formula**: resolved ÷ opened tickets × 100.
/// - **Counted**: every ticket as opened, and those that are resolved now, by
///   whomever, as resolved.
/// - **Not counted** as resolved: a ticket that was reopened and is open, one
///   that the customer abandoned. A recent period's rate goes on rising while
///   its open tickets are resolved.
/// - **No value** when nothing was counted, or while unsettled.
/// - **Source**: the guide, 002:35 ("problems solved").
///
/// # Example: one of two
///
/// ```
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::ResolutionRate};
///
/// let opened = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let resolved = opened.clone().resolved_at("2024-03-01T10:00:00Z".parse()?, Resolver::Agent);
///
/// let rate = ResolutionRate::of(&[opened.build()?, resolved.build()?]);
/// assert_eq!(rate.of_opened().to_string(), "1 of 2 (50 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionRate {
    resolved: Ratio,
}

impl ResolutionRate {
    /// Resolved tickets ÷ opened tickets.
    pub const fn of_opened(&self) -> Ratio {
        self.resolved
    }
}

impl Indicator for ResolutionRate {
    const NAME: &'static str = "resolution rate";
    const BETTER: Better = Better::Higher;
}

impl Group for ResolutionRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.resolved.combine(sign, &other.resolved);
    }

    fn is_empty(&self) -> bool {
        self.resolved.is_empty()
    }
}

impl Calculator for ResolutionRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        self.resolved.apply(sign, &ticket.is_resolved());
    }
}

impl ColumnCalculator for ResolutionRate {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        let resolved = tickets
            .ends()
            .iter()
            .map(|end| Some(TicketEnd::is_resolved_code(*end)));
        self.resolved.apply_all(sign, resolved);
    }
}
