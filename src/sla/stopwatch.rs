//! The time that counts towards a target: since its start, less holds.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::SlaState;
use crate::clock::{Changing, Clock, ClosingPolicy};

/// A time on hold; one that goes on has no end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    pub(super) start: DateTime<Utc>,
    pub(super) end: Option<DateTime<Utc>>,
}

/// What a target is measured with at one instant.
pub(super) struct Stopwatch<'a, C> {
    pub(super) clock: &'a Changing<C>,
    pub(super) closing: ClosingPolicy,
    /// In their order, none after the instant asked about.
    pub(super) holds: &'a [Hold],
}

/// How a target stands against the clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// The due instant, moved on by the holds so far.
    pub(super) due: Option<DateTime<Utc>>,
    /// How late it is; nothing where it is in time.
    pub(super) late: Option<Duration>,
    /// On hold, and in time when that began.
    is_paused: bool,
    left: Duration,
}

impl Reading {
    pub(super) const fn state(self) -> SlaState {
        match (self.late, self.due) {
            (Some(late), Some(due)) => SlaState::Overdue { due, late },
            _ if self.is_paused => SlaState::Paused { left: self.left },
            (_, due) => SlaState::Running {
                due,
                left: self.left,
            },
        }
    }
}

impl<C: Clock> Stopwatch<'_, C> {
    /// How a target of so much time from `since` on stands at `at`.
    ///
    /// A hold adds its own time, on the clock, to what is allowed. One that
    /// begins when it is late already moves nothing.
    pub(super) fn read(
        &self,
        since: DateTime<Utc>,
        within: Duration,
        at: DateTime<Utc>,
    ) -> Reading {
        let holds = self.holds_after(since);
        let due_after = |allowed| self.clock.deadline_with(since, allowed, self.closing);
        let is_late = |due: Option<DateTime<Utc>>, at| due.is_some_and(|due| due < at);
        let mut allowed = within;
        let mut due = due_after(allowed);
        let mut is_paused = false;
        for hold in holds {
            if is_late(due, hold.start) {
                break;
            }
            let start = hold.start.max(since);
            let time = self.clock.elapsed(start, hold.end.unwrap_or(at));
            // 584 years and chrono's 500,000 are far from a Duration's end.
            allowed = allowed.saturating_add(time);
            due = due_after(allowed);
            is_paused = hold.end.is_none();
        }
        let late = due
            .filter(|due| !is_paused && *due < at)
            .map(|due| self.less_holds(due, at));
        Reading {
            due,
            late,
            is_paused,
            // Nothing is left of what is late.
            left: allowed.saturating_sub(self.clock.elapsed(since, at)),
        }
    }

    /// The time between two instants on the clock, less holds.
    fn less_holds(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let time = self.clock.elapsed(from, to);
        self.holds_after(from).iter().fold(time, |time, hold| {
            let end = hold.end.unwrap_or(to);
            // Holds do not overlap: together they are no longer than the whole.
            time.saturating_sub(self.clock.elapsed(hold.start.max(from), end))
        })
    }

    /// The holds that end after an instant, or go on.
    fn holds_after(&self, from: DateTime<Utc>) -> &[Hold] {
        let over = |hold: &Hold| hold.end.is_some_and(|end| end <= from);
        let first = self.holds.partition_point(over);
        self.holds.get(first..).unwrap_or_default()
    }
}
