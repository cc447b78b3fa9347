//! Resolution time, less the time on hold.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
use crate::summary::{Bracket, Count, DurationSummary, Percentile};

/// How long it takes until a customer's problem is solved, less the time on hold.
///
/// - **Formula**: over the resolved tickets, the mean, the median or any
///   percentile of the time from the opening to the last resolution, less the
///   time the ticket was on hold.
/// - **Counted**: every ticket. Those that are resolved make the times, the
///   others are counted as [`unresolved`](Self::unresolved).
/// - **Not counted**: time on hold, as far as it is known; a ticket whose holds
///   nobody recorded counts in full.
/// - **No value** when no ticket is resolved, or while unsettled.
/// - **Source**: the guide, 000:111, for the time; taking holds out is custom
///   of the trade, for waits that are not the team's.
///
/// # Example: a day of waiting for a supplier does not count
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::NetResolutionTime};
///
/// let ticket = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?)
///     .hold(Duration::from_secs(24 * 3_600))
///     .resolved_at("2024-03-02T12:00:00Z".parse()?, Resolver::Agent)
///     .build()?;
///
/// let net = NetResolutionTime::of(&[ticket]);
/// assert_eq!(net.mean(), Some(Duration::from_secs(3 * 3_600)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetResolutionTime {
    times: DurationSummary,
    unresolved: Count,
}

impl NetResolutionTime {
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

impl Indicator for NetResolutionTime {
    const NAME: &'static str = "resolution time without holds";
    const BETTER: Better = Better::Lower;
}

impl Group for NetResolutionTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.times.combine(sign, &other.times);
        self.unresolved.combine(sign, &other.unresolved);
    }

    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.unresolved.is_empty()
    }
}

impl Calculator for NetResolutionTime {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        match ticket.net_resolution() {
            Some(time) => self.times.apply(sign, &time),
            None => self.unresolved.add(sign, 1),
        }
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let times = tickets.map(|ticket| {
            let time = ticket?.borrow().net_resolution();
            Some((time.unwrap_or_default().nanoseconds(), time.is_some()))
        });
        let unresolved = self.times.apply_facts(sign, times);
        self.unresolved.add(sign, unresolved);
    }
}
