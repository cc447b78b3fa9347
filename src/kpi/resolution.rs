//! Resolution time, in full.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::Ticket;
use crate::summary::{Bracket, Count, DurationSummary, Percentile};

/// How long it takes until a customer's problem is solved for good.
///
/// - **Formula**: over the resolved tickets, the mean, the median or any
///   percentile of the time from the opening to the **last** resolution. For
///   the first one see [`FirstResolutionTime`](super::FirstResolutionTime),
///   for the time without holds [`NetResolutionTime`](super::NetResolutionTime).
/// - **Counted**: every ticket. Those that are resolved make the times, the
///   others are counted as [`unresolved`](Self::unresolved): the longer it has
///   to be waited for them, the better the mean of the resolved looks.
/// - **Not counted** as resolved: a ticket that was reopened and is open, one
///   that the customer abandoned.
/// - **No value** when no ticket is resolved, or while unsettled.
/// - **Source**: the guide, 000:109 and 000:111.
///
/// # Example: a reopened ticket takes until it is resolved again
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::ResolutionTime};
///
/// let opened = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let resolved_twice = opened.clone()
///     .first_resolved_at("2024-03-01T10:00:00Z".parse()?)
///     .resolved_at("2024-03-01T15:00:00Z".parse()?, Resolver::Agent);
///
/// let resolution = ResolutionTime::of(&[resolved_twice.build()?, opened.build()?]);
/// assert_eq!(resolution.mean(), Some(Duration::from_secs(6 * 3_600)));
/// assert_eq!((resolution.count(), resolution.unresolved()), (Some(1), Some(1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "full resolution time")]
#[doc(alias = "time to resolution")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionTime {
    times: DurationSummary,
    unresolved: Count,
}

impl ResolutionTime {
    /// How many tickets have a resolution time; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.times.count()
    }

    /// How many tickets are not resolved, open or abandoned; `None` while unsettled.
    pub const fn unresolved(&self) -> Option<u64> {
        self.unresolved.value()
    }

    /// The mean time.
    pub fn mean(&self) -> Option<Duration> {
        self.times.mean()
    }

    /// The median time.
    pub fn median(&self) -> Option<Bracket> {
        self.times.median()
    }

    /// A percentile of the times.
    pub fn percentile(&self, percentile: Percentile) -> Option<Bracket> {
        self.times.percentile(percentile)
    }

    /// The times themselves: sum, spread and all percentiles.
    pub const fn times(&self) -> &DurationSummary {
        &self.times
    }
}

impl Indicator for ResolutionTime {
    const NAME: &'static str = "resolution time";
    const BETTER: Better = Better::Lower;
}

impl Group for ResolutionTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.times.combine(sign, &other.times);
        self.unresolved.combine(sign, &other.unresolved);
    }

    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.unresolved.is_empty()
    }
}

impl Calculator for ResolutionTime {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let time = ticket.masked_resolution();
        self.times.apply_one_masked(sign, time);
        self.unresolved.add(sign, u64::from(!time.1));
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let times = tickets.map(|ticket| Some(ticket?.borrow().masked_resolution()));
        let unresolved = self.times.apply_facts(sign, times);
        self.unresolved.add(sign, unresolved);
    }
}

impl ColumnCalculator for ResolutionTime {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        let resolved = tickets
            .resolution()
            .map_or(0, |times| self.times.apply_times(sign, times));
        let unresolved = (tickets.rows() as u64).wrapping_sub(resolved);
        self.unresolved.add(sign, unresolved);
    }
}
