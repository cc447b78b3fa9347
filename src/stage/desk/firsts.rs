//! What happens once in a conversation, and stays so.

use crate::model::{Channel, Instant};

/// The first wait that an agent answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FirstResponse<A> {
    pub(super) since: Instant,
    pub(super) at: Instant,
    pub(super) by: Option<A>,
}

/// When the ticket was first given to an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstAssigned {
    BeforeOpening,
    At(Instant),
}

/// What happened for the first time, and stays so whatever comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Firsts<K, A> {
    /// The customer's first message; nothing before it counts.
    pub(super) opening: Option<(Instant, Channel)>,
    pub(super) response: Option<FirstResponse<A>>,
    pub(super) resolved_at: Option<Instant>,
    /// The first reopening after that; what was only abandoned was not resolved yet.
    pub(super) reopened_at: Option<Instant>,
    /// The first reply after the first resolution.
    pub(super) followed_up_at: Option<Instant>,
    /// The customer's first message after the first resolution.
    pub(super) returned_at: Option<Instant>,
    pub(super) assigned: Option<FirstAssigned>,
    pub(super) merged_into: Option<K>,
}

impl<K: Clone, A: Clone> Firsts<K, A> {
    /// Whether these change to those of another history in the same way by
    /// whatever comes next: no first of the others is still to come here, and
    /// what decides how events are taken and measured is the same in both.
    pub(super) fn lead(&self, others: &Self) -> bool {
        const fn has(here: bool, there: bool) -> bool {
            here || !there
        }
        const fn channel(opening: Option<(Instant, Channel)>) -> Option<Channel> {
            match opening {
                Some((_, channel)) => Some(channel),
                None => None,
            }
        }
        channel(self.opening) == channel(others.opening)
            && self.resolved_at.is_some() == others.resolved_at.is_some()
            && self.merged_into.is_some() == others.merged_into.is_some()
            && has(self.response.is_some(), others.response.is_some())
            && has(self.reopened_at.is_some(), others.reopened_at.is_some())
            && has(
                self.followed_up_at.is_some(),
                others.followed_up_at.is_some(),
            )
            && has(self.returned_at.is_some(), others.returned_at.is_some())
            && has(self.assigned.is_some(), others.assigned.is_some())
    }

    /// Puts these before what came first later on.
    pub(super) fn precede(&self, later: &mut Self) {
        fn first<T: Clone>(earlier: Option<&T>, later: &mut Option<T>) {
            if let Some(earlier) = earlier {
                *later = Some(earlier.clone());
            }
        }
        first(self.opening.as_ref(), &mut later.opening);
        first(self.response.as_ref(), &mut later.response);
        first(self.resolved_at.as_ref(), &mut later.resolved_at);
        first(self.reopened_at.as_ref(), &mut later.reopened_at);
        first(self.followed_up_at.as_ref(), &mut later.followed_up_at);
        first(self.returned_at.as_ref(), &mut later.returned_at);
        first(self.assigned.as_ref(), &mut later.assigned);
        first(self.merged_into.as_ref(), &mut later.merged_into);
    }
}

impl<K, A> Default for Firsts<K, A> {
    fn default() -> Self {
        Self {
            opening: None,
            response: None,
            resolved_at: None,
            reopened_at: None,
            followed_up_at: None,
            returned_at: None,
            assigned: None,
            merged_into: None,
        }
    }
}
