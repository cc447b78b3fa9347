//! Tickets cleared per hour worked.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
use crate::summary::Count;

/// How many tickets are cleared in an hour of work.
///
/// - **Formula**: closed tickets ÷ hours worked. Closed is resolved or
///   abandoned; the resolved alone are [`resolved_per_hour`](Self::resolved_per_hour).
///   Hours are an exposure, given when the figure is read: those of the agent,
///   the team and the span whose tickets were counted.
/// - **Counted**: every ticket that is closed now.
/// - **Not counted**: open tickets, reopened ones among them.
/// - **No value** over no hours, or while unsettled. Nothing closed in hours
///   that were worked is zero.
/// - **Source**: the guide, 001:32 (tickets cleared per hour).
///
/// # Example: three tickets in an hour and a half
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::Throughput};
///
/// let resolved = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?)
///     .resolved_at("2024-03-01T10:00:00Z".parse()?, Resolver::Agent)
///     .build()?;
///
/// let throughput = Throughput::of(&[resolved; 3]);
/// let worked = Duration::from_secs(90 * 60);
/// assert_eq!(throughput.closed_per_hour(worked).unwrap().to_string(), "2");
/// assert_eq!(throughput.closed_per_hour(Duration::ZERO), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throughput {
    resolved: Count,
    abandoned: Count,
}

impl Throughput {
    /// How many tickets are closed, resolved or abandoned; `None` while unsettled.
    pub fn closed(&self) -> Option<u64> {
        self.resolved()?.checked_add(self.abandoned()?)
    }

    /// How many tickets are resolved; `None` while unsettled.
    pub const fn resolved(&self) -> Option<u64> {
        self.resolved.value()
    }

    /// How many tickets are abandoned; `None` while unsettled.
    pub const fn abandoned(&self) -> Option<u64> {
        self.abandoned.value()
    }

    /// Closed tickets ÷ hours worked: exact, or to 28 significant digits.
    pub fn closed_per_hour(&self, worked: Duration) -> Option<Decimal> {
        per_hour(self.closed()?, worked)
    }

    /// Resolved tickets ÷ hours worked: exact, or to 28 significant digits.
    pub fn resolved_per_hour(&self, worked: Duration) -> Option<Decimal> {
        per_hour(self.resolved()?, worked)
    }
}

/// A number over hours; `None` over no hours, or beyond what [`Decimal`] holds.
fn per_hour(number: u64, worked: Duration) -> Option<Decimal> {
    let nanoseconds = i128::try_from(worked.as_nanos()).ok()?;
    let seconds = Decimal::try_from_i128_with_scale(nanoseconds, 9).ok()?;
    let an_hour = Decimal::from(3_600_u32);
    let quotient = Decimal::from(number)
        .checked_mul(an_hour)?
        .checked_div(seconds)?;
    Some(quotient.normalize())
}

impl Indicator for Throughput {
    const NAME: &'static str = "tickets closed per hour worked";
    const BETTER: Better = Better::Higher;
}

impl Group for Throughput {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.resolved.combine(sign, &other.resolved);
        self.abandoned.combine(sign, &other.abandoned);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for Throughput {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        self.resolved.add(sign, u64::from(ticket.is_resolved()));
        self.abandoned.add(sign, u64::from(ticket.is_abandoned()));
    }
}
