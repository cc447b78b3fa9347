//! Assignment: how soon a ticket has an agent, and how often another one.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Course, FirstAssignment};
use crate::summary::{Bracket, Count, DurationSummary, Percentile, Ratio};

/// How soon a ticket is given to an agent, and how often to another one.
///
/// - **Formula**: over the tickets that were assigned after their opening, the
///   mean, the median or any percentile of the time from the customer's first
///   message to the first assignment; handovers ÷ tickets that were ever assigned.
/// - **Counted**: every ticket. Those that had their agent before the customer
///   wrote, and those that have none, are counted apart: neither is a time of zero.
/// - **Not counted** as a handover: the first assignment, one to the same agent
///   again, one before the opening. Taking a ticket from an agent and giving it
///   to the next is one handover.
/// - **No value** when nothing was counted, or while unsettled.
/// - **Source**: the guide, 004:40; handovers are its reason to see who handles what.
///
/// # Example: assigned after a minute, and once handed over
///
/// ```
/// use std::time::Duration;
/// use support_kpi::kpi::Assignment;
/// use support_kpi::model::{Course, FirstAssignment};
/// use support_kpi::{Calculator, Elapsed};
///
/// let minute = FirstAssignment::After(Elapsed::from_seconds(60));
/// let assignment = Assignment::of(&[
///     Course::default().assigned(minute, 1)?,
///     Course::default(),
/// ]);
/// assert_eq!(assignment.mean(), Some(Duration::from_secs(60)));
/// assert_eq!(assignment.assigned().to_string(), "1 of 2 (50 %)");
/// assert_eq!(assignment.handovers_per_ticket(), Some(1.into()));
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    waits: DurationSummary,
    tickets: Count,
    assigned: Count,
    before_opening: Count,
    handed_over: Count,
    handovers: Count,
}

impl Assignment {
    /// The mean time to the first assignment.
    pub fn mean(&self) -> Option<Duration> {
        self.waits.mean()
    }

    /// The median time to the first assignment.
    pub fn median(&self) -> Option<Bracket> {
        self.waits.median()
    }

    /// A percentile of the times to the first assignment.
    pub fn percentile(&self, percentile: Percentile) -> Option<Bracket> {
        self.waits.percentile(percentile)
    }

    /// The times themselves: sum, spread and all percentiles.
    pub const fn waits(&self) -> &DurationSummary {
        &self.waits
    }

    /// Tickets that were ever given to an agent, of all.
    pub const fn assigned(&self) -> Ratio {
        Ratio::of_counts(self.assigned.signed(), self.tickets.signed())
    }

    /// How many tickets had their agent before the customer first wrote;
    /// `None` while unsettled.
    pub const fn before_opening(&self) -> Option<u64> {
        self.before_opening.value()
    }

    /// Tickets that went from one agent to another, of those ever assigned.
    pub const fn handed_over(&self) -> Ratio {
        Ratio::of_counts(self.handed_over.signed(), self.assigned.signed())
    }

    /// How many handovers there were; `None` while unsettled.
    pub const fn handovers(&self) -> Option<u64> {
        self.handovers.value()
    }

    /// Handovers ÷ tickets that were ever assigned, to 28 significant digits;
    /// `None` when none was, or while unsettled.
    pub fn handovers_per_ticket(&self) -> Option<Decimal> {
        let handovers = Decimal::from(self.handovers()?);
        let tickets = Decimal::from(self.assigned.value()?);
        Some(handovers.checked_div(tickets)?.normalize())
    }
}

impl Indicator for Assignment {
    const NAME: &'static str = "time to first assignment";
    const BETTER: Better = Better::Lower;
}

impl Group for Assignment {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.waits.combine(sign, &other.waits);
        self.tickets.combine(sign, &other.tickets);
        self.assigned.combine(sign, &other.assigned);
        self.before_opening.combine(sign, &other.before_opening);
        self.handed_over.combine(sign, &other.handed_over);
        self.handovers.combine(sign, &other.handovers);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for Assignment {
    type Fact = Course;

    fn apply(&mut self, sign: Sign, course: &Course) {
        let assigned = match course.first_assignment() {
            FirstAssignment::None => false,
            FirstAssignment::BeforeOpening => {
                self.before_opening.add(sign, 1);
                true
            }
            FirstAssignment::After(time) => {
                self.waits.apply(sign, &time);
                true
            }
        };
        self.tickets.add(sign, 1);
        self.assigned.add(sign, assigned.into());
        self.handed_over.add(sign, (course.handovers() > 0).into());
        self.handovers.add(sign, course.handovers().into());
    }
}
