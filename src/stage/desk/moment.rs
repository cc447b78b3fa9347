//! A conversation step by step, for whoever judges it.

use chrono::{DateTime, Utc};

use super::event::EventKind;
use super::machine::Machine;
use super::step::Step;
use super::wait::Phase;

/// Where a conversation stands after one of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standpoint {
    /// When the customer first wrote.
    pub(crate) opened_at: Option<DateTime<Utc>>,
    pub(crate) footing: Footing,
    /// The customer waits for the team.
    pub(crate) is_waiting: bool,
    /// An agent has answered at some time.
    pub(crate) was_answered: bool,
    /// It was resolved at some time.
    pub(crate) was_resolved: bool,
}

/// Whether a ticket is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Footing {
    Open,
    Held,
    /// Resolved or abandoned.
    Closed,
}

/// What an event did to the customer's wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// An agent answered it.
    Answered,
    /// A bot gave it over to a person.
    HandedOff,
    /// The ticket was reopened.
    Reopened,
    /// None of these.
    Other,
}

/// One event of a conversation, as far as targets go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) at: DateTime<Utc>,
    pub(crate) turn: Turn,
    /// Where the conversation stands after it.
    pub(crate) after: Standpoint,
    /// From here on the ticket is not counted: merged, or spam.
    pub(crate) is_excluded: bool,
}

impl Standpoint {
    /// Where a conversation stands before all its events.
    pub(crate) const START: Self = Self {
        opened_at: None,
        footing: Footing::Open,
        is_waiting: false,
        was_answered: false,
        was_resolved: false,
    };
}

impl Moment {
    /// What a step of the machine was.
    pub(super) fn of<K, A>(
        at: DateTime<Utc>,
        kind: &EventKind<K>,
        step: &Step<A>,
        machine: &Machine<K, A>,
    ) -> Self
    where
        K: Clone,
        A: Clone + PartialEq,
    {
        let firsts = &machine.firsts;
        let turn = match kind {
            _ if step.answered_since.is_some() => Turn::Answered,
            _ if step.reopened => Turn::Reopened,
            EventKind::BotHandoff => Turn::HandedOff,
            _ => Turn::Other,
        };
        let footing = match machine.now.phase {
            Phase::Open => Footing::Open,
            Phase::Held => Footing::Held,
            Phase::Closed { .. } => Footing::Closed,
        };
        Self {
            at,
            turn,
            after: Standpoint {
                opened_at: firsts.opening.map(|(at, _)| at.utc()),
                footing,
                is_waiting: machine.is_waiting(),
                was_answered: firsts.response.is_some(),
                was_resolved: firsts.resolved_at.is_some(),
            },
            is_excluded: step.is_spam || firsts.merged_into.is_some(),
        }
    }
}
