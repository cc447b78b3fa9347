//! How many tickets were answered and resolved.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Resolver, Ticket};
use crate::summary::Count;

/// What a person of the team did to a request.
///
/// Who answered need not be who resolved: each gets a fact of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Handled {
    /// They answered it: a ticket that they replied to, a call that they took.
    Answered,
    /// They resolved it.
    Resolved,
}

impl Handled {
    /// What the team did to a ticket, for a row that names one agent for all of it.
    ///
    /// A resolution by the customer or by automation is not the team's; one
    /// that nobody recorded the resolver of is.
    pub fn of_ticket(ticket: &Ticket) -> impl Iterator<Item = Self> + use<> {
        let resolved = matches!(
            ticket.resolved_by(),
            Some(Resolver::Agent | Resolver::NotKnown)
        );
        let answered = ticket.has_reply().then_some(Self::Answered);
        answered
            .into_iter()
            .chain(resolved.then_some(Self::Resolved))
    }
}

/// How many requests were answered, and how many resolved.
///
/// - **Formula**: two counts, under [`By`](crate::breakdown::By) agent,
///   category or channel.
/// - **Counted**: each ticket once for whoever answered it and once for
///   whoever resolved it; each call or chat for whoever took it.
/// - **Not counted**: assignments, notes, and what customers and automation
///   resolved by themselves.
/// - **No value** while unsettled. Nothing handled is a count of zero.
/// - **Source**: the guide, 004:12 (enquiries handled per operator). Per hour
///   worked it is [`Throughput`](super::Throughput).
///
/// # Example: one answers, another resolves
///
/// ```
/// use support_kpi::{Calculator, breakdown::By, kpi::{Handled, HandledVolume}};
///
/// let mut by_agent = By::<String, HandledVolume>::default();
/// by_agent.group("Aiko").record(&Handled::Answered);
/// by_agent.group("Ben").record(&Handled::Resolved);
///
/// assert_eq!(by_agent.get("Aiko").unwrap().answered(), Some(1));
/// assert_eq!(by_agent.get("Aiko").unwrap().resolved(), Some(0));
/// assert_eq!(by_agent.total().resolved(), Some(1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandledVolume {
    answered: Count,
    resolved: Count,
}

impl HandledVolume {
    /// How many were answered; `None` while unsettled.
    pub const fn answered(&self) -> Option<u64> {
        self.answered.value()
    }

    /// How many were resolved; `None` while unsettled.
    pub const fn resolved(&self) -> Option<u64> {
        self.resolved.value()
    }
}

impl Indicator for HandledVolume {
    const NAME: &'static str = "handled volume";
    const BETTER: Better = Better::Neither;
}

impl Group for HandledVolume {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.answered.combine(sign, &other.answered);
        self.resolved.combine(sign, &other.resolved);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for HandledVolume {
    type Fact = Handled;

    #[inline]
    fn apply(&mut self, sign: Sign, handled: &Handled) {
        let count = match handled {
            Handled::Answered => &mut self.answered,
            Handled::Resolved => &mut self.resolved,
        };
        count.add(sign, 1);
    }
}
