//! Time to the first resolution.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
use crate::summary::{Bracket, Count, DurationSummary, Percentile};

/// How long it takes until a customer's problem is first said to be solved.
///
/// - **Formula**: over the tickets whose first resolution is known, the mean,
///   the median or any percentile of the time from the opening to it.
/// - **Counted**: every ticket, also one that was reopened and is open again.
///   Those without a known first resolution are counted by their reason:
///   [`never_resolved`](Self::never_resolved), or [`not_known`](Self::not_known).
/// - **No value** when no first resolution is known, or while unsettled.
/// - **Source**: the guide, 000:111, read at the first resolution: what came
///   after a reopening is the [`ResolutionTime`](super::ResolutionTime)'s.
///
/// # Example: a reopened ticket keeps its first resolution
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::FirstResolutionTime};
///
/// let opened = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let reopened = opened.clone().first_resolved_at("2024-03-01T10:00:00Z".parse()?);
///
/// let first = FirstResolutionTime::of(&[reopened.build()?, opened.build()?]);
/// assert_eq!(first.mean(), Some(Duration::from_secs(3_600)));
/// assert_eq!((first.count(), first.never_resolved()), (Some(1), Some(1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstResolutionTime {
    times: DurationSummary,
    never_resolved: Count,
    not_known: Count,
}

impl FirstResolutionTime {
    /// How many tickets have a known first resolution; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.times.count()
    }

    /// How many tickets were never resolved, as far as is known; `None` while unsettled.
    pub const fn never_resolved(&self) -> Option<u64> {
        self.never_resolved.value()
    }

    /// How many tickets were resolved at a first instant that nobody recorded;
    /// `None` while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        self.not_known.value()
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

impl Indicator for FirstResolutionTime {
    const NAME: &'static str = "first resolution time";
    const BETTER: Better = Better::Lower;
}

impl Group for FirstResolutionTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.times.combine(sign, &other.times);
        self.never_resolved.combine(sign, &other.never_resolved);
        self.not_known.combine(sign, &other.not_known);
    }

    fn is_empty(&self) -> bool {
        self.times.is_empty() && self.never_resolved.is_empty() && self.not_known.is_empty()
    }
}

impl Calculator for FirstResolutionTime {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        match ticket.first_resolution() {
            Some(time) => self.times.apply(sign, &time),
            None if ticket.was_ever_resolved() => self.not_known.add(sign, 1),
            None => self.never_resolved.add(sign, 1),
        }
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let (mut counted, mut ever_resolved) = (0_u64, 0_u64);
        let times = tickets.map(|ticket| {
            let Some(ticket) = ticket else {
                return (0, false);
            };
            let ticket = ticket.borrow();
            counted = counted.wrapping_add(1);
            ever_resolved = ever_resolved.wrapping_add(u64::from(ticket.was_ever_resolved()));
            let time = ticket.first_resolution();
            (time.unwrap_or_default().nanoseconds(), time.is_some())
        });
        let known = self.times.apply_masked(sign, times);
        // Whatever has a known first resolution was ever resolved.
        self.not_known.add(sign, ever_resolved.wrapping_sub(known));
        self.never_resolved
            .add(sign, counted.wrapping_sub(ever_resolved));
    }
}
