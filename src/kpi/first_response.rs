//! First response time.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::Ticket;
use crate::summary::{Bracket, Count, DurationSummary, Percentile};

/// How long customers wait until a person of the team first replies.
///
/// - **Formula**: over the tickets with a first response, the mean, the median
///   or any percentile of the time from the customer's first message to it.
/// - **Counted**: every ticket. Those with a first response make the times;
///   the others are counted as [`unanswered`](Self::unanswered).
/// - **Not counted** as a response: notes, bots, automatic answers. A ticket
///   without an answer is not a wait of zero, and not a wait that ended.
/// - **No value** when no ticket has a first response, or while unsettled.
/// - **Source**: the guide, 000:96.
///
/// # Example: an unanswered ticket does not make the mean better
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Ticket, kpi::FirstResponseTime};
///
/// let opened = "2024-03-01T09:00:00Z".parse()?;
/// let waiting = Ticket::builder(Channel::Email, opened);
/// let answered = waiting.clone().first_response_at("2024-03-01T13:00:00Z".parse()?);
///
/// let frt = FirstResponseTime::of(&[waiting.build()?, answered.build()?]);
/// assert_eq!(frt.mean(), Some(Duration::from_secs(4 * 3_600)));
/// assert_eq!(frt.count(), Some(1));
/// assert_eq!(frt.unanswered(), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "FRT")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstResponseTime {
    waits: DurationSummary,
    unanswered: Count,
}

impl FirstResponseTime {
    /// How many tickets have a first response; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.waits.count()
    }

    /// How many tickets have none; `None` while unsettled.
    pub const fn unanswered(&self) -> Option<u64> {
        self.unanswered.value()
    }

    /// The mean wait.
    pub fn mean(&self) -> Option<Duration> {
        self.waits.mean()
    }

    /// The median wait.
    pub fn median(&self) -> Option<Bracket> {
        self.waits.median()
    }

    /// A percentile of the waits.
    pub fn percentile(&self, percentile: Percentile) -> Option<Bracket> {
        self.waits.percentile(percentile)
    }

    /// The waits themselves: sum, spread and all percentiles.
    pub const fn waits(&self) -> &DurationSummary {
        &self.waits
    }
}

impl Indicator for FirstResponseTime {
    const NAME: &'static str = "first response time";
    const BETTER: Better = Better::Lower;
}

impl Group for FirstResponseTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.waits.combine(sign, &other.waits);
        self.unanswered.combine(sign, &other.unanswered);
    }

    fn is_empty(&self) -> bool {
        self.waits.is_empty() && self.unanswered.is_empty()
    }
}

impl Calculator for FirstResponseTime {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let wait = ticket.masked_first_response();
        self.waits.apply_one_masked(sign, wait);
        self.unanswered.add(sign, u64::from(!wait.1));
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let waits = tickets.map(|ticket| Some(ticket?.borrow().masked_first_response()));
        let unanswered = self.waits.apply_facts(sign, waits);
        self.unanswered.add(sign, unanswered);
    }
}

impl ColumnCalculator for FirstResponseTime {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        let answered = tickets
            .first_response()
            .map_or(0, |waits| self.waits.apply_times(sign, waits));
        let unanswered = (tickets.rows() as u64).wrapping_sub(answered);
        self.unanswered.add(sign, unanswered);
    }
}
