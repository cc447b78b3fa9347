//! Average response time, per ticket and per response.

use std::borrow::Borrow;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, TicketColumns};
use crate::model::Ticket;
use crate::summary::{Count, DurationSum};

/// How long customers wait for the team's responses: all waiting over all
/// tickets, and over all responses.
///
/// - **Formula**: [`per_ticket`](Self::per_ticket), the guide's, is the sum of
///   all response times ÷ all tickets; [`per_response`](Self::per_response) is
///   the same sum ÷ responses.
/// - **Counted**: every ticket whose responses are known. One that nobody
///   answered adds no time and still counts as a ticket, which flatters the
///   guide's figure: [`unanswered`](Self::unanswered) says how many these are.
/// - **Not counted**: tickets whose responses are not known, see
///   [`not_known`](Self::not_known). A wait that has not ended adds nothing.
/// - **No value** when no ticket (or no response) was counted, or while
///   unsettled. A ticket holds its response times as one sum, so there are no
///   percentiles here; those of single responses are
///   [`ResponseTimes`](super::ResponseTimes).
/// - **Source**: the guide, 000:97. Its other wording, "time spent responding"
///   (000:101), is read as the same: time that customers wait, not time that
///   agents write.
///
/// # Example: two responses to one ticket, none to another
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Ticket, kpi::AverageResponseTime};
///
/// let builder = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let answered = builder.clone().responses(2, Duration::from_secs(3_600)).build()?;
/// let unanswered = builder.clone().responses(0, Duration::ZERO).build()?;
///
/// let average = AverageResponseTime::of(&[answered, unanswered]);
/// assert_eq!(average.per_ticket(), Some(Duration::from_secs(1_800)));
/// assert_eq!(average.per_response(), Some(Duration::from_secs(1_800)));
/// assert_eq!(average.unanswered(), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AverageResponseTime {
    waiting: DurationSum,
    responses: Count,
    /// Every ticket in one of: answered, unanswered, and not known.
    tickets: [Count; 3],
}

impl AverageResponseTime {
    /// All response times ÷ all tickets whose responses are known: the guide's.
    pub fn per_ticket(&self) -> Option<Duration> {
        self.waiting.mean_over(self.tickets()?)
    }

    /// All response times ÷ all responses.
    pub fn per_response(&self) -> Option<Duration> {
        self.waiting.mean_over(self.responses()?)
    }

    /// All response times together; `None` while unsettled.
    pub fn waiting(&self) -> Option<Duration> {
        self.settled(self.waiting.total()?)
    }

    /// How many tickets were counted, answered or not; `None` while unsettled.
    pub fn tickets(&self) -> Option<u64> {
        let [answered, unanswered, _] = self.tickets;
        self.settled(answered.value()?.checked_add(unanswered.value()?)?)
    }

    /// How many responses there are; `None` while unsettled.
    pub fn responses(&self) -> Option<u64> {
        self.settled(self.responses.value()?)
    }

    /// How many of the [`tickets`](Self::tickets) have no response; `None` while unsettled.
    pub fn unanswered(&self) -> Option<u64> {
        let [_, unanswered, _] = self.tickets;
        self.settled(unanswered.value()?)
    }

    /// How many tickets were left out, as nobody recorded their responses;
    /// `None` while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        let [.., not_known] = self.tickets;
        not_known.value()
    }

    /// Adds tickets, or takes them away: their waits and the number of them,
    /// zero where not known, and whether known.
    #[inline]
    fn add_all(&mut self, sign: Sign, tickets: impl Iterator<Item = Option<(u64, u32, bool)>>) {
        // What is not known is zero in every one of these sums.
        let (mut waiting, mut responses, mut counted) = (0_i128, 0_u64, 0_u64);
        let (mut known_tickets, mut unanswered) = (0_u64, 0_u64);
        for ticket in tickets {
            let (nanoseconds, count, known) = ticket.unwrap_or_default();
            waiting = waiting.wrapping_add(i128::from(nanoseconds));
            responses = responses.wrapping_add(u64::from(count));
            counted = counted.wrapping_add(u64::from(ticket.is_some()));
            known_tickets = known_tickets.wrapping_add(u64::from(known));
            unanswered = unanswered.wrapping_add(u64::from(known && count == 0));
        }
        self.waiting.add_nanoseconds(sign, waiting);
        self.responses.add(sign, responses);
        let answered = known_tickets.wrapping_sub(unanswered);
        let not_known = counted.wrapping_sub(known_tickets);
        let numbers = [answered, unanswered, not_known];
        for (tickets, number) in self.tickets.iter_mut().zip(numbers) {
            tickets.add(sign, number);
        }
    }

    /// The reading, unless a retraction stands without its record.
    fn settled<T>(&self, reading: T) -> Option<T> {
        let [answered, unanswered, _] = self.tickets.map(Count::signed);
        let is_settled = unanswered >= 0
            && answered >= 0
            // An answered ticket has one response at least.
            && self.responses.signed() >= answered
            && (answered > 0 || self.responses.signed() == 0)
            && self.waiting.total().is_some()
            && (answered > 0 || self.waiting.is_empty());
        is_settled.then_some(reading)
    }
}

impl Indicator for AverageResponseTime {
    const NAME: &'static str = "average response time";
    const BETTER: Better = Better::Lower;
}

impl Group for AverageResponseTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.waiting.combine(sign, &other.waiting);
        self.responses.combine(sign, &other.responses);
        for (own, others) in self.tickets.iter_mut().zip(&other.tickets) {
            own.combine(sign, others);
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for AverageResponseTime {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let (nanoseconds, responses, known) = ticket.masked_responses();
        self.waiting.add_nanoseconds(sign, i128::from(nanoseconds));
        self.responses.add(sign, u64::from(responses));
        let class = usize::from(responses == 0).wrapping_add(usize::from(!known));
        if let Some(tickets) = self.tickets.get_mut(class) {
            tickets.add(sign, 1);
        }
    }

    #[inline]
    fn apply_all<F: Borrow<Ticket>>(
        &mut self,
        sign: Sign,
        tickets: impl Iterator<Item = Option<F>> + Clone,
    ) {
        self.add_all(
            sign,
            tickets.map(|ticket| Some(ticket?.borrow().masked_responses())),
        );
    }
}

impl ColumnCalculator for AverageResponseTime {
    fn apply_columns(&mut self, sign: Sign, tickets: &TicketColumns<'_>) {
        if let Some(responses) = tickets.masked_responses() {
            self.add_all(sign, responses.map(Some));
        } else {
            let [.., not_known] = &mut self.tickets;
            not_known.add(sign, tickets.rows() as u64);
        }
    }
}
