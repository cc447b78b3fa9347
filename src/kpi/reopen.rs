//! Reopen rate.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
use crate::summary::{Count, Ratio};

/// What share of the tickets that were said to be solved had to be reopened.
///
/// - **Formula**: tickets reopened ÷ tickets ever resolved × 100, and reopens
///   per reopened ticket.
/// - **Counted**: every ticket that was ever resolved, open again or not,
///   whose reopens are known.
/// - **Not counted**: a ticket that was never resolved, even if it was
///   abandoned and reopened, see [`never_resolved`](Self::never_resolved); a
///   ticket whose reopens are not known, see [`not_known`](Self::not_known).
///   Only an explicit reopening reopens.
/// - **No value** when no such ticket was counted, or while unsettled.
/// - **Source**: the guide, 002:35 (customers who return with the same
///   problem), as far as they return in the same ticket.
///
/// # Example: one ticket, reopened twice
///
/// ```
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::ReopenRate};
///
/// let resolved = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?)
///     .resolved_at("2024-03-01T10:00:00Z".parse()?, Resolver::Agent);
/// let rate = ReopenRate::of(&[
///     resolved.clone().reopens(0).build()?,
///     resolved.clone().reopens(2).build()?,
///     resolved.build()?, // reopens not known
/// ]);
/// assert_eq!(rate.of_ever_resolved().to_string(), "1 of 2 (50 %)");
/// assert_eq!(rate.reopens_per_reopened().unwrap().to_string(), "2");
/// assert_eq!(rate.not_known(), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenRate {
    ever_resolved: Count,
    reopened: Count,
    reopens: Count,
    not_known: Count,
    never_resolved: Count,
}

impl ReopenRate {
    /// Tickets reopened ÷ tickets ever resolved.
    pub fn of_ever_resolved(&self) -> Ratio {
        let ratio = Ratio::of_counts(self.reopened.signed(), self.ever_resolved.signed());
        self.settled(ratio).unwrap_or(Ratio::UNSETTLED)
    }

    /// How often a reopened ticket was reopened on average: exact, or to 28
    /// significant digits. `None` where no ticket was reopened, or while unsettled.
    pub fn reopens_per_reopened(&self) -> Option<Decimal> {
        self.settled(self.reopens.per(self.reopened))?
    }

    /// How many reopenings there were; `None` while unsettled.
    pub fn reopens(&self) -> Option<u64> {
        self.settled(self.reopens.value()?)
    }

    /// How many tickets were resolved and left out, as nobody counted their
    /// reopens; `None` while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        self.not_known.value()
    }

    /// How many tickets were left out, as they were never resolved; `None`
    /// while unsettled.
    pub const fn never_resolved(&self) -> Option<u64> {
        self.never_resolved.value()
    }

    /// The reading, unless a retraction stands without its record.
    fn settled<T>(&self, reading: T) -> Option<T> {
        let reopened = self.reopened.value()?;
        let reopens = self.reopens.value()?;
        let is_settled = reopened <= self.ever_resolved.value()?
            // A reopened ticket was reopened once at least.
            && reopened <= reopens
            && (reopened > 0 || reopens == 0);
        is_settled.then_some(reading)
    }
}

impl Indicator for ReopenRate {
    const NAME: &'static str = "reopen rate";
    const BETTER: Better = Better::Lower;
}

impl Group for ReopenRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.ever_resolved.combine(sign, &other.ever_resolved);
        self.reopened.combine(sign, &other.reopened);
        self.reopens.combine(sign, &other.reopens);
        self.not_known.combine(sign, &other.not_known);
        self.never_resolved.combine(sign, &other.never_resolved);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for ReopenRate {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        if !ticket.was_ever_resolved() {
            self.never_resolved.add(sign, 1);
        } else if let Some(reopens) = ticket.reopens() {
            self.ever_resolved.add(sign, 1);
            self.reopened.add(sign, u64::from(reopens > 0));
            self.reopens.add(sign, u64::from(reopens));
        } else {
            self.not_known.add(sign, 1);
        }
    }
}
