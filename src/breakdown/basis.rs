//! Which of its instants a fact is counted by, as a type.

use chrono::{DateTime, Utc};

use crate::model::{Interaction, Purchase, Ticket};

/// What a series is counted by.
///
/// The same tickets make different months when they are counted by their
/// opening and by their closing, so two such series are different types, and
/// what is read back from disk is checked for it.
pub trait Basis {
    /// What is counted by, in words.
    const NAME: &'static str;
}

/// Which instant of a fact a series counts it by.
pub trait CountedBy<F>: Basis {
    /// The instant that the fact counts at; `None` where it has not come yet.
    fn instant(fact: &F) -> Option<DateTime<Utc>>;
}

/// A ticket counts when the customer first wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {}

/// A ticket counts when a person of the team first replied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstResponse {}

/// A ticket counts when it was (last) resolved or abandoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {}

/// An interaction counts when the customer began to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {}

/// A purchase counts when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sale {}

impl Basis for Opening {
    const NAME: &'static str = "opening";
}
impl Basis for FirstResponse {
    const NAME: &'static str = "first response";
}
impl Basis for Closing {
    const NAME: &'static str = "closing";
}
impl Basis for Start {
    const NAME: &'static str = "start";
}
impl Basis for Sale {
    const NAME: &'static str = "sale";
}

impl CountedBy<Ticket> for Opening {
    fn instant(ticket: &Ticket) -> Option<DateTime<Utc>> {
        Some(ticket.opened_at())
    }
}

impl CountedBy<Ticket> for FirstResponse {
    fn instant(ticket: &Ticket) -> Option<DateTime<Utc>> {
        ticket.first_responded_at()
    }
}

impl CountedBy<Ticket> for Closing {
    fn instant(ticket: &Ticket) -> Option<DateTime<Utc>> {
        ticket.closed_at()
    }
}

impl CountedBy<Interaction> for Start {
    fn instant(interaction: &Interaction) -> Option<DateTime<Utc>> {
        Some(interaction.started_at())
    }
}

impl CountedBy<Purchase> for Sale {
    fn instant(purchase: &Purchase) -> Option<DateTime<Utc>> {
        Some(purchase.at())
    }
}

/// A keyed fact counts when the fact does.
impl<K, F, B: CountedBy<F>> CountedBy<(K, F)> for B {
    fn instant((_, fact): &(K, F)) -> Option<DateTime<Utc>> {
        B::instant(fact)
    }
}
