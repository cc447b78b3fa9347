//! Tickets that wait for a first reply.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::Clock;
use crate::model::Ticket;
use crate::summary::{Ages, Openings};

/// How many open tickets nobody has replied to, and how long they have waited.
///
/// - **Formula**: open tickets without a reply as of now: their number, their
///   oldest, and the median or any percentile of their ages, all exact.
/// - **Counted**: tickets that are open, on hold or not, and that no person of
///   the team is known to have replied to. The age runs from the opening.
/// - **Not counted**: tickets that are resolved or abandoned; tickets with a
///   reply, also where the customer has written again since; those opened
///   later than the instant that is asked for ([`Ages::later`]).
/// - **No value** while unsettled. None open is a count of zero, and no age.
/// - **Source**: the guide on missed replies, 004:36 to 004:38.
///
/// The state holds the unanswered alone, so it stays as small as they are few.
/// A ticket that is answered is retracted as it was and recorded as it is.
///
/// # Example: an answer takes a ticket off the list
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Ticket, kpi::Unanswered};
///
/// let waiting = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let answered = waiting.clone().first_response_at("2024-03-01T11:00:00Z".parse()?).build()?;
/// let waiting = waiting.build()?;
/// let noon = "2024-03-01T12:00:00Z".parse()?;
///
/// let mut unanswered = Unanswered::of(&[waiting]);
/// let ages = unanswered.as_of(noon).unwrap();
/// assert_eq!((ages.count(), ages.oldest()), (1, Some(Duration::from_secs(3 * 3_600))));
///
/// unanswered.retract(&waiting);
/// unanswered.record(&answered);
/// assert_eq!(unanswered.as_of(noon).unwrap().count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    openings: Openings,
}

impl Unanswered {
    /// The ages of the unanswered at an instant, measured around the clock;
    /// `None` while unsettled.
    ///
    /// The state knows what is unanswered now. At an earlier instant it does
    /// not know what was unanswered then and has been answered by now.
    pub fn as_of(&self, now: DateTime<Utc>) -> Option<Ages> {
        self.openings.as_of(now)
    }

    /// The ages of the unanswered at an instant, measured on the caller's
    /// clock; `None` while unsettled.
    pub fn as_of_on(&self, now: DateTime<Utc>, clock: &impl Clock) -> Option<Ages> {
        self.openings.as_of_on(now, clock)
    }
}

impl Indicator for Unanswered {
    const NAME: &'static str = "unanswered tickets";
    const BETTER: Better = Better::Lower;
}

impl Group for Unanswered {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.openings.combine(sign, &other.openings);
    }

    fn is_empty(&self) -> bool {
        self.openings.is_empty()
    }
}

impl Calculator for Unanswered {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        if ticket.is_open() && !ticket.has_reply() {
            self.openings.apply(sign, &ticket.opened_at());
        }
    }
}
