//! Whether a ticket is open, and on whom it waits.

use crate::model::{Channel, Instant, Resolver};

/// On whom an open ticket waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spell {
    /// The customer waits for the team.
    ForTeam,
    /// The team has answered, and waits for the customer.
    ForCustomer,
    /// The ticket is on hold.
    OnHold,
}

/// Whether a ticket is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase<A> {
    Open,
    Held,
    Closed {
        at: Instant,
        /// By whom it was resolved; nothing where it was abandoned.
        resolved: Option<(Resolver, Option<A>)>,
    },
}

/// How a customer's wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WaitEnd<A> {
    /// It has not.
    Running,
    /// An agent answered. The customer may have left after that.
    Answered {
        at: Instant,
        by: Option<A>,
        left: bool,
    },
    /// The customer left.
    Left { at: Instant },
}

/// One wait of the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wait<A> {
    pub(super) channel: Channel,
    pub(super) since: Instant,
    pub(super) end: WaitEnd<A>,
}
