//! What became of every event, and of every ticket.

use serde::{Deserialize, Serialize};

use crate::calculator::{Group, Sign};

/// Why a ticket is not counted.
///
/// Where several reasons hold, the first of this list is the one given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Exclusion {
    /// It was merged into another ticket, which counts.
    Merged,
    /// It is spam.
    Spam,
    /// The customer never wrote.
    NoCustomerMessage,
    /// A count or a time is greater than a ticket can hold: over 65,535
    /// reopenings or handovers, or a wait of over 584 years on the clock.
    BeyondRange,
}

impl Exclusion {
    /// Every reason, in the order of precedence.
    pub const ALL: [Self; 4] = [
        Self::Merged,
        Self::Spam,
        Self::NoCustomerMessage,
        Self::BeyondRange,
    ];

    const fn index(self) -> usize {
        match self {
            Self::Merged => 0,
            Self::Spam => 1,
            Self::NoCustomerMessage => 2,
            Self::BeyondRange => 3,
        }
    }
}

/// Why an event that happened changes no figure.
///
/// The desk accepts what is odd, judges it by its place in the conversation,
/// and counts it here. A later event, or a correction, can make it ordinary.
/// Where several reasons hold, the first of this list is the one given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SetAside {
    /// It comes after the ticket was merged into another one.
    AfterMerge,
    /// It comes before the customer's first message.
    BeforeFirstMessage,
    /// An agent's opening of a ticket in which the customer had written already.
    CreatedAfterFirstMessage,
    /// A hold of a ticket that was on hold already.
    HeldTwice,
    /// A hold of a ticket that was closed.
    HeldWhileClosed,
    /// The end of a hold that there was not.
    ResumedWithoutHold,
    /// An abandonment of a ticket that was closed already.
    AbandonedWhileClosed,
    /// A resolution of a ticket that was resolved already.
    ResolvedTwice,
    /// A reopening of a ticket that was open.
    ReopenedWhileOpen,
    /// There is nothing odd in it, but its ticket is not counted.
    OfTicket(Exclusion),
}

impl SetAside {
    /// How many reasons an event has of its own.
    pub(super) const OWN: usize = 9;

    /// Every reason, in the order of precedence.
    pub const ALL: [Self; 13] = [
        Self::AfterMerge,
        Self::BeforeFirstMessage,
        Self::CreatedAfterFirstMessage,
        Self::HeldTwice,
        Self::HeldWhileClosed,
        Self::ResumedWithoutHold,
        Self::AbandonedWhileClosed,
        Self::ResolvedTwice,
        Self::ReopenedWhileOpen,
        Self::OfTicket(Exclusion::Merged),
        Self::OfTicket(Exclusion::Spam),
        Self::OfTicket(Exclusion::NoCustomerMessage),
        Self::OfTicket(Exclusion::BeyondRange),
    ];

    pub(super) const fn index(self) -> usize {
        match self {
            Self::AfterMerge => 0,
            Self::BeforeFirstMessage => 1,
            Self::CreatedAfterFirstMessage => 2,
            Self::HeldTwice => 3,
            Self::HeldWhileClosed => 4,
            Self::ResumedWithoutHold => 5,
            Self::AbandonedWhileClosed => 6,
            Self::ResolvedTwice => 7,
            Self::ReopenedWhileOpen => 8,
            Self::OfTicket(exclusion) => Self::OWN.wrapping_add(exclusion.index()),
        }
    }
}

/// What became of every event that the desk accepted, and of every ticket.
///
/// - **Formula**: received = counted + set aside + deleted + duplicates + superseded.
/// - Events that were refused with an error are in none of them.
/// - Archived tickets stay in it.
///
/// It does not depend on the order of arrival, and tallies of several desks
/// add up to that of all.
///
/// # Example: a resume without a hold is set aside, and counted
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::stage::{Desk, Event, EventKind, SetAside};
///
/// let mut desk = Desk::<u64, u32>::default();
/// let at = "2024-03-01T09:00:00Z".parse()?;
/// let opened = Event::new(1, 1, at, EventKind::CreatedByCustomer(Channel::Email));
/// desk.apply(opened.clone())?;
/// desk.apply(opened)?;
/// desk.apply(Event::new(1, 2, at, EventKind::Resume))?;
///
/// let tally = desk.tally();
/// assert_eq!((tally.received(), tally.counted(), tally.duplicates()), (3, 1, 1));
/// assert_eq!(tally.set_aside_for(SetAside::ResumedWithoutHold), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub(super) received: u64,
    pub(super) duplicates: u64,
    pub(super) superseded: u64,
    pub(super) deleted: u64,
    pub(super) counted: u64,
    pub(super) set_aside: [u64; SetAside::ALL.len()],
    pub(super) tickets: u64,
    pub(super) excluded: [u64; Exclusion::ALL.len()],
}

impl Tally {
    /// How many events came in and were not refused.
    pub const fn received(&self) -> u64 {
        self.received
    }

    /// How many were the version that stands, over again.
    pub const fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// How many were versions that a greater one replaced, before or after they came.
    pub const fn superseded(&self) -> u64 {
        self.superseded
    }

    /// How many events are deleted.
    pub const fn deleted(&self) -> u64 {
        self.deleted
    }

    /// How many events stand, and are counted.
    pub const fn counted(&self) -> u64 {
        self.counted
    }

    /// How many events stand, and are set aside.
    pub fn set_aside(&self) -> u64 {
        self.set_aside.iter().fold(0, |sum, n| sum.wrapping_add(*n))
    }

    /// How many events stand, and are set aside for a reason.
    pub fn set_aside_for(&self, reason: SetAside) -> u64 {
        self.set_aside
            .get(reason.index())
            .copied()
            .unwrap_or_default()
    }

    /// How many tickets are counted.
    pub const fn tickets(&self) -> u64 {
        self.tickets
    }

    /// How many tickets are not counted.
    pub fn excluded(&self) -> u64 {
        self.excluded.iter().fold(0, |sum, n| sum.wrapping_add(*n))
    }

    /// How many tickets are not counted for a reason.
    pub fn excluded_for(&self, reason: Exclusion) -> u64 {
        self.excluded
            .get(reason.index())
            .copied()
            .unwrap_or_default()
    }

    /// Counts a ticket as excluded.
    pub(super) fn exclude(&mut self, reason: Exclusion) {
        if let Some(count) = self.excluded.get_mut(reason.index()) {
            *count = count.wrapping_add(1);
        }
    }

    /// Sets a number of events aside.
    pub(super) fn set_aside_many(&mut self, reason: SetAside, events: u64) {
        if let Some(count) = self.set_aside.get_mut(reason.index()) {
            *count = count.wrapping_add(events);
        }
    }

    /// Whether every event that was received is somewhere.
    pub(super) fn adds_up(&self) -> bool {
        [
            self.duplicates,
            self.superseded,
            self.deleted,
            self.counted,
            self.set_aside(),
        ]
        .into_iter()
        .try_fold(0_u64, u64::checked_add)
            == Some(self.received)
    }
}

impl Group for Tally {
    fn combine(&mut self, sign: Sign, other: &Self) {
        let add = |count: &mut u64, more: u64| {
            *count = match sign {
                Sign::Plus => count.wrapping_add(more),
                Sign::Minus => count.wrapping_sub(more),
            };
        };
        add(&mut self.received, other.received);
        add(&mut self.duplicates, other.duplicates);
        add(&mut self.superseded, other.superseded);
        add(&mut self.deleted, other.deleted);
        add(&mut self.counted, other.counted);
        add(&mut self.tickets, other.tickets);
        for (count, more) in self.set_aside.iter_mut().zip(other.set_aside) {
            add(count, more);
        }
        for (count, more) in self.excluded.iter_mut().zip(other.excluded) {
            add(count, more);
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
