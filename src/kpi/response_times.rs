//! Response times, one by one.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Elapsed;
use crate::summary::{Bracket, DurationSummary, Percentile};

/// How long customers wait for a response, the first or any later one.
///
/// - **Formula**: over all responses, the mean, the median or any percentile
///   of the customer's wait that each of them ended.
/// - **Counted**: every response; a run of messages by agents is one.
/// - **Not counted**: waits that a resolution or an abandonment ended, and
///   waits that go on. For tickets, which hold their response times as one
///   sum, see [`AverageResponseTime`](super::AverageResponseTime).
/// - **No value** when there is no response, or while unsettled.
/// - **Source**: the guide, 000:97, per response.
///
/// # Example: the spread of single waits, and the guide's mean per ticket
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Elapsed, kpi::ResponseTimes};
///
/// let responses = ResponseTimes::of(&[60, 60, 3_480].map(Elapsed::from_seconds));
/// assert_eq!(responses.mean(), Some(Duration::from_secs(1_200)));
/// assert!(responses.median().unwrap().at_most() < Duration::from_secs(61));
/// assert_eq!(responses.mean_per_ticket(4), Some(Duration::from_secs(900)));
/// assert_eq!(responses.mean_per_ticket(0), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResponseTimes {
    waits: DurationSummary,
}

impl ResponseTimes {
    /// How many responses there are; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.waits.count()
    }

    /// The mean wait for a response.
    pub fn mean(&self) -> Option<Duration> {
        self.waits.mean()
    }

    /// All waits over a number of tickets, answered or not: the guide's mean.
    ///
    /// `None` without tickets, or while unsettled.
    pub fn mean_per_ticket(&self, tickets: u64) -> Option<Duration> {
        self.waits.mean_over(tickets)
    }

    /// The median wait for a response.
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

impl Indicator for ResponseTimes {
    const NAME: &'static str = "response time";
    const BETTER: Better = Better::Lower;
}

impl Group for ResponseTimes {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.waits.combine(sign, &other.waits);
    }

    fn is_empty(&self) -> bool {
        self.waits.is_empty()
    }
}

impl Calculator for ResponseTimes {
    type Fact = Elapsed;

    #[inline]
    fn apply(&mut self, sign: Sign, wait: &Elapsed) {
        self.waits.apply(sign, wait);
    }

    #[inline]
    fn apply_all<F: Borrow<Elapsed>>(
        &mut self,
        sign: Sign,
        waits: impl Iterator<Item = Option<F>> + Clone,
    ) {
        self.waits.apply_all(sign, waits);
    }
}
