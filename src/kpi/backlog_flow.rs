//! How the backlog changes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Ticket;
use crate::summary::Count;

/// What takes a ticket into the backlog, or out of it.
///
/// What happens to a ticket that is closed and stays closed is none of these:
/// a resolution after an abandonment, a merger of a resolved ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BacklogEvent {
    /// A customer opened a ticket: one more is open.
    Opened,
    /// A closed ticket was reopened: one more is open.
    Reopened,
    /// An open ticket was resolved: one less is open.
    Resolved,
    /// The customer left an open ticket: one less is open.
    Abandoned,
    /// An open ticket was merged into another one: one less is open.
    Merged,
    /// An open ticket was found to be spam: one less is open.
    Spam,
}

impl BacklogEvent {
    /// The events of a ticket that its fields tell, with their instants: its
    /// opening, and its end where it has one.
    ///
    /// Reopenings, and the resolutions before them, are not among them: a
    /// ticket does not hold their instants. They cancel each other, so the
    /// changes add up to what [`Backlog::at`](super::Backlog::at) counts.
    pub fn of_ticket(ticket: &Ticket) -> impl Iterator<Item = (DateTime<Utc>, Self)> + use<> {
        let end = if ticket.is_abandoned() {
            Self::Abandoned
        } else {
            Self::Resolved
        };
        std::iter::once((ticket.opened_at(), Self::Opened))
            .chain(ticket.closed_at().map(|closed_at| (closed_at, end)))
    }
}

/// By how much the number of open tickets grew or shrank.
///
/// - **Formula**: change = opened + reopened − resolved − abandoned − merged
///   and spam.
/// - **Counted**: every event that takes a ticket into the backlog or out of
///   it, see [`BacklogEvent`].
/// - **Not counted**: what happens to a closed ticket that stays closed.
/// - **No value** while unsettled. Without an event the change is zero.
/// - **Source**: the guide, 000:29 (drowning in tickets).
///
/// Kept per day, the flows lead from the backlog of now to that of any
/// earlier midnight: less the change of every day since.
///
/// # Example: more came than went
///
/// ```
/// use support_kpi::{Calculator, kpi::{BacklogEvent, BacklogFlow}};
///
/// let flow = BacklogFlow::of(&[
///     BacklogEvent::Opened,
///     BacklogEvent::Opened,
///     BacklogEvent::Opened,
///     BacklogEvent::Reopened,
///     BacklogEvent::Resolved,
///     BacklogEvent::Spam,
/// ]);
/// assert_eq!(flow.change(), Some(2));
/// assert_eq!(flow.count(BacklogEvent::Opened), Some(3));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BacklogFlow {
    opened: Count,
    reopened: Count,
    resolved: Count,
    abandoned: Count,
    merged: Count,
    spam: Count,
}

impl BacklogFlow {
    /// How many more tickets are open than before, negative where fewer are;
    /// `None` while unsettled, or beyond 8 bytes.
    pub fn change(&self) -> Option<i64> {
        let came = signed_sum([self.opened, self.reopened])?;
        let went = signed_sum([self.resolved, self.abandoned, self.merged, self.spam])?;
        came.checked_sub(went)
    }

    /// How many events of one kind there were; `None` while unsettled.
    pub const fn count(&self, event: BacklogEvent) -> Option<u64> {
        match event {
            BacklogEvent::Opened => self.opened,
            BacklogEvent::Reopened => self.reopened,
            BacklogEvent::Resolved => self.resolved,
            BacklogEvent::Abandoned => self.abandoned,
            BacklogEvent::Merged => self.merged,
            BacklogEvent::Spam => self.spam,
        }
        .value()
    }
}

/// The sum of settled counts; `None` where one is not, or beyond 8 bytes.
fn signed_sum<const COUNTS: usize>(counts: [Count; COUNTS]) -> Option<i64> {
    counts.iter().try_fold(0_i64, |sum, count| {
        count.value()?;
        sum.checked_add(count.signed())
    })
}

impl Indicator for BacklogFlow {
    const NAME: &'static str = "change of the backlog";
    const BETTER: Better = Better::Lower;
}

impl Group for BacklogFlow {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.opened.combine(sign, &other.opened);
        self.reopened.combine(sign, &other.reopened);
        self.resolved.combine(sign, &other.resolved);
        self.abandoned.combine(sign, &other.abandoned);
        self.merged.combine(sign, &other.merged);
        self.spam.combine(sign, &other.spam);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for BacklogFlow {
    type Fact = BacklogEvent;

    #[inline]
    fn apply(&mut self, sign: Sign, event: &BacklogEvent) {
        let count = match event {
            BacklogEvent::Opened => &mut self.opened,
            BacklogEvent::Reopened => &mut self.reopened,
            BacklogEvent::Resolved => &mut self.resolved,
            BacklogEvent::Abandoned => &mut self.abandoned,
            BacklogEvent::Merged => &mut self.merged,
            BacklogEvent::Spam => &mut self.spam,
        };
        count.add(sign, 1);
    }
}
