//! Waiting on whom.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Course;
use crate::summary::DurationSummary;

/// On whom open tickets wait: the team, the customer, or nobody.
///
/// - **Formula**: per ticket, the sum of the spells in which the customer
///   waited for the team; in which the team, having answered, waited for the
///   customer; and in which the ticket was on hold. Over all tickets, their
///   sums, means and percentiles.
/// - **Counted**: every ticket, also with a zero where it never waited so; each
///   instant of an open ticket is in one of the three, and a hold comes before
///   the others.
/// - **Not counted**: spells in which the ticket was closed, and the spell that
///   still runs.
/// - **No value** when there is no ticket, or while unsettled.
///
/// # Example: most of the time went by at the customer's
///
/// ```
/// use std::time::Duration;
/// use support_kpi::kpi::WaitingOnWhom;
/// use support_kpi::model::Course;
/// use support_kpi::{Calculator, Elapsed};
///
/// let hours = |n: u32| Elapsed::from_seconds(3_600 * n);
/// let waiting = WaitingOnWhom::of(&[Course::default().waited(hours(1), hours(23), hours(0))]);
/// assert_eq!(waiting.for_team().mean(), Some(hours(1).duration()));
/// assert_eq!(waiting.for_customer().sum(), Some(hours(23).duration()));
/// # assert_eq!(waiting.on_hold().sum(), Some(Duration::ZERO));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingOnWhom {
    for_team: DurationSummary,
    for_customer: DurationSummary,
    on_hold: DurationSummary,
}

impl WaitingOnWhom {
    /// How long customers waited for the team, per ticket.
    pub const fn for_team(&self) -> &DurationSummary {
        &self.for_team
    }

    /// How long the team waited for customers, per ticket.
    pub const fn for_customer(&self) -> &DurationSummary {
        &self.for_customer
    }

    /// How long tickets were on hold, per ticket.
    pub const fn on_hold(&self) -> &DurationSummary {
        &self.on_hold
    }
}

impl Indicator for WaitingOnWhom {
    const NAME: &'static str = "waiting on whom";
    const BETTER: Better = Better::Lower;
}

impl Group for WaitingOnWhom {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.for_team.combine(sign, &other.for_team);
        self.for_customer.combine(sign, &other.for_customer);
        self.on_hold.combine(sign, &other.on_hold);
    }

    fn is_empty(&self) -> bool {
        self.for_team.is_empty() && self.for_customer.is_empty() && self.on_hold.is_empty()
    }
}

impl Calculator for WaitingOnWhom {
    type Fact = Course;

    fn apply(&mut self, sign: Sign, course: &Course) {
        self.for_team.apply(sign, &course.for_team());
        self.for_customer.apply(sign, &course.for_customer());
        self.on_hold.apply(sign, &course.on_hold());
    }
}
