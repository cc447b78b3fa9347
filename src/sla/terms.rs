//! The targets of one ticket in the course of its life.

use chrono::{DateTime, Utc};

use super::Targets;

/// The targets of one ticket in the course of its life: those it opened with,
/// and those that a changed priority or policy put in their place.
///
/// Verdicts made before a change stand, and what is late when it comes is a
/// verdict too: missed. What is still open is judged by the new targets from
/// its own start, each spell of time on the clock of its own targets. A metric
/// that the new targets leave out is judged no more.
///
/// # Example: a ticket becomes urgent
///
/// ```
/// use std::time::Duration;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::sla::{Targets, Terms};
///
/// let within = |hours: u64| Targets::on(AroundTheClock).resolution(Duration::from_secs(hours * 3_600));
/// let (normal, urgent) = (within(24)?, within(4)?);
/// let terms = Terms::of(&normal).retargeted("2024-03-01T10:00:00Z".parse()?, &urgent);
///
/// assert_eq!(terms.first(), &normal);
/// assert_eq!(terms.last(), &urgent);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms<'a, C> {
    first: &'a Targets<C>,
    /// In the order of their instants.
    later: Vec<(DateTime<Utc>, &'a Targets<C>)>,
}

impl<'a, C> Terms<'a, C> {
    /// The same targets for all the ticket's life.
    pub const fn of(targets: &'a Targets<C>) -> Self {
        Self {
            first: targets,
            later: Vec::new(),
        }
    }

    /// Puts other targets in their place from an instant on, in any order of calls.
    ///
    /// What happens at this very instant is judged by the targets before. Of
    /// two changes at one instant, the one said last holds from there on.
    #[must_use]
    pub fn retargeted(mut self, at: DateTime<Utc>, targets: &'a Targets<C>) -> Self {
        let place = self.later.partition_point(|(earlier, _)| *earlier <= at);
        self.later.insert(place, (at, targets));
        self
    }

    /// The targets that the ticket opened with.
    pub const fn first(&self) -> &'a Targets<C> {
        self.first
    }

    /// The targets after all changes.
    pub fn last(&self) -> &'a Targets<C> {
        self.later.last().map_or(self.first, |(_, targets)| targets)
    }

    /// The changes, in the order of their instants.
    pub fn changes(&self) -> impl Iterator<Item = (DateTime<Utc>, &'a Targets<C>)> {
        self.later.iter().copied()
    }
}
