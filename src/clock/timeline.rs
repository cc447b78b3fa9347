//! All open seconds there are: those of the table looked up, the others walked.

use std::ops::ControlFlow;
use std::sync::OnceLock;

use chrono::{DateTime, TimeZone, Utc};

use super::days::{Block, DAY_SECONDS, Era, FIRST_SECOND};
use super::period::{self, Period};
use super::rules::Rules;
use super::table::{Place, Table};
use super::table_years::TableYears;

/// The time that a walk looks at first; each further look takes twice as much.
const FIRST_LOOK: i64 = 8 * DAY_SECONDS;

/// The most time that a walk looks at in one go.
const LONGEST_LOOK: i64 = 512 * DAY_SECONDS;

/// All open seconds there are, under one schedule or several at once.
///
/// Outside the table a walk looks at every day, and takes 400 years of the
/// past or the future in one step where they are like all others: so no
/// question takes more work than a few such spans of days.
#[derive(Debug, Clone)]
pub(super) struct Timeline<Tz> {
    rules: Vec<Rules<Tz>>,
    table: Table,
    /// The open seconds of a block of the past, and of the future, once asked for.
    past: OnceLock<u64>,
    future: OnceLock<u64>,
}

impl<Tz: TimeZone> Timeline<Tz> {
    /// Open where every one of the rules is.
    pub(super) fn of(rules: Vec<Rules<Tz>>, years: TableYears) -> Self {
        let covered = years.seconds();
        let periods = open_periods(&rules, covered.start, covered.end);
        Self {
            rules,
            table: Table::of(years, &periods),
            past: OnceLock::new(),
            future: OnceLock::new(),
        }
    }

    pub(super) fn rules(&self) -> &[Rules<Tz>] {
        &self.rules
    }

    pub(super) const fn table(&self) -> &Table {
        &self.table
    }

    /// Where an instant stands in the table, if the table has it.
    #[inline]
    pub(super) fn place(&self, at: DateTime<Utc>) -> Option<Place> {
        self.table.place(at)
    }

    /// Whether a second is open.
    pub(super) fn is_open(&self, second: i64) -> bool {
        match self.table.place_at(second) {
            Some(place) => place.is_open,
            None => !open_periods(&self.rules, second, second.saturating_add(1)).is_empty(),
        }
    }

    /// How many seconds are open from one up to another.
    pub(super) fn open_seconds(&self, from: i64, to: i64) -> u64 {
        let covered = self.table.covered();
        let inside = Period::of(from, to)
            .and_then(|range| range.overlap(covered))
            .map_or(0, |range| {
                let before_end = self.open_before(range.end);
                before_end.saturating_sub(self.open_before(range.start))
            });
        self.walked(from, to.min(covered.start))
            .saturating_add(inside)
            .saturating_add(self.walked(from.max(covered.end), to))
    }

    /// The open second that has `nth` open ones before it, counted from `from`
    /// on; `None` where `limit` comes first.
    pub(super) fn nth_open(&self, from: i64, nth: u64, limit: i64) -> Option<i64> {
        let covered = self.table.covered();
        let mut left = match self.walk_on(from, limit.min(covered.start), nth) {
            ControlFlow::Break(second) => return Some(second),
            ControlFlow::Continue(left) => left,
        };
        if from < covered.end && covered.start < limit {
            let before = self.open_before(from.max(covered.start));
            let nth = before.saturating_add(left);
            if let Some(second) = self.table_open(nth) {
                return (second < limit).then_some(second);
            }
            left = nth.saturating_sub(u64::from(self.table.total()));
        }
        match self.walk_on(from.max(covered.end), limit, left) {
            ControlFlow::Break(second) => Some(second),
            ControlFlow::Continue(_) => None,
        }
    }

    /// The open second that has `nth` open ones between itself and `until`,
    /// counted backwards; `None` where there is none.
    pub(super) fn nth_open_back(&self, until: i64, nth: u64) -> Option<i64> {
        let covered = self.table.covered();
        let mut left = match self.walk_back(until, covered.end, nth) {
            ControlFlow::Break(second) => return Some(second),
            ControlFlow::Continue(left) => left,
        };
        if covered.start < until {
            let before = self.open_before(until.min(covered.end));
            let wanted = before.checked_sub(left).and_then(|n| n.checked_sub(1));
            if let Some(wanted) = wanted {
                return self.table_open(wanted);
            }
            left = left.saturating_sub(before);
        }
        match self.walk_back(until.min(covered.start), FIRST_SECOND, left) {
            ControlFlow::Break(second) => Some(second),
            ControlFlow::Continue(_) => None,
        }
    }

    /// The end of the period that an open second lies in; `None` where it does
    /// not end before `limit`.
    pub(super) fn end_of_period(&self, second: i64, limit: i64) -> Option<i64> {
        let covered = self.table.covered();
        let mut at = second;
        let mut look = FIRST_LOOK;
        while at < limit {
            if self.rules.iter().all(|rules| rules.is_open_from(at)) {
                return None;
            }
            let (looked_at, end) = if covered.contains(at) {
                (covered.end, self.table.end_of_period(at))
            } else {
                if let Some((end, open)) = self.block_from(at, limit)
                    && open == end.abs_diff(at)
                {
                    at = end;
                    continue;
                }
                let days = self.look_on(at, limit, look);
                look = look.saturating_mul(2).min(LONGEST_LOOK);
                let first = self.periods(days).first().copied();
                let end = first.filter(|period| period.start == at);
                (days.end, end.map(|period| period.end))
            };
            match end {
                None => return Some(at),
                Some(end) if end < looked_at => return Some(end),
                Some(end) => at = end,
            }
        }
        None
    }

    fn periods(&self, range: Period) -> Vec<Period> {
        open_periods(&self.rules, range.start, range.end)
    }

    /// The open seconds of the table before this one of its seconds, or before its end.
    fn open_before(&self, second: i64) -> u64 {
        let place = self.table.place_at(second);
        u64::from(place.map_or(self.table.total(), |place| place.before))
    }

    fn table_open(&self, nth: u64) -> Option<i64> {
        self.table.nth_open(u32::try_from(nth).ok()?)
    }

    /// The open seconds of a range outside the table.
    fn walked(&self, from: i64, to: i64) -> u64 {
        match self.walk_on(from, to, u64::MAX) {
            ControlFlow::Continue(left) => u64::MAX.saturating_sub(left),
            // All of time has fewer seconds.
            ControlFlow::Break(_) => u64::MAX,
        }
    }

    /// Walks from `at` up to `limit`: breaks at the open second that has `left`
    /// open ones before it, or goes on with those that are left.
    fn walk_on(&self, mut at: i64, limit: i64, mut left: u64) -> ControlFlow<i64, u64> {
        let mut look = FIRST_LOOK;
        while at < limit {
            if let Some((end, open)) = self.block_from(at, limit)
                && let Some(beyond) = left.checked_sub(open)
            {
                (at, left) = (end, beyond);
                continue;
            }
            let days = self.look_on(at, limit, look);
            for period in self.periods(days) {
                match left.checked_sub(period.seconds()) {
                    Some(beyond) => left = beyond,
                    None => return ControlFlow::Break(period.start.saturating_add_unsigned(left)),
                }
            }
            at = days.end;
            look = look.saturating_mul(2).min(LONGEST_LOOK);
        }
        ControlFlow::Continue(left)
    }

    /// Walks back from `at` down to `limit`: breaks at the open second that has
    /// `left` open ones after it, or goes on with those that are left.
    fn walk_back(&self, mut at: i64, limit: i64, mut left: u64) -> ControlFlow<i64, u64> {
        let mut look = FIRST_LOOK;
        while limit < at {
            let block = Block::of(at.saturating_sub(1));
            if at == block.end
                && limit <= block.start
                && let Some(open) = self.open_in_block(block)
                && let Some(beyond) = left.checked_sub(open)
            {
                (at, left) = (block.start, beyond);
                continue;
            }
            let start = at.saturating_sub(look).max(limit).max(block.start);
            for period in open_periods(&self.rules, start, at).into_iter().rev() {
                let last = period.end.saturating_sub(1);
                match left.checked_sub(period.seconds()) {
                    Some(beyond) => left = beyond,
                    None => return ControlFlow::Break(last.saturating_sub_unsigned(left)),
                }
            }
            at = start;
            look = look.saturating_mul(2).min(LONGEST_LOOK);
        }
        ControlFlow::Continue(left)
    }

    /// What a walk looks at next: days of one block, up to the limit.
    fn look_on(&self, at: i64, limit: i64, look: i64) -> Period {
        let mut end = limit.min(at.saturating_add(look)).min(Block::of(at).end);
        let covered = self.table.covered();
        if at < covered.start {
            end = end.min(covered.start);
        }
        Period { start: at, end }
    }

    /// The end of the block that begins here, and its open seconds, if it is
    /// like all others and ends by the limit.
    fn block_from(&self, at: i64, limit: i64) -> Option<(i64, u64)> {
        let block = Block::of(at);
        if at != block.start || limit < block.end {
            return None;
        }
        Some((block.end, self.open_in_block(block)?))
    }

    /// The open seconds of a block; `None` where it is not like all others.
    fn open_in_block(&self, block: Block) -> Option<u64> {
        let known = match block.era {
            Era::Past => &self.past,
            Era::Known => return None,
            Era::Future => &self.future,
        };
        let is_dated = |rules: &Rules<Tz>| rules.is_dated_between(block.start, block.end);
        if self.rules.iter().any(is_dated) {
            return None;
        }
        Some(*known.get_or_init(|| {
            let mut at = block.start;
            let mut open = 0_u64;
            while at < block.end {
                let days = self.look_on(at, block.end, LONGEST_LOOK);
                let seconds = self.periods(days).into_iter().map(Period::seconds);
                open = seconds.fold(open, u64::saturating_add);
                at = days.end;
            }
            open
        }))
    }
}

/// The periods in which all rules are open.
fn open_periods<Tz: TimeZone>(rules: &[Rules<Tz>], from: i64, to: i64) -> Vec<Period> {
    let mut rules = rules.iter();
    let first = rules.next().map(|rules| rules.open_periods(from, to));
    rules.fold(first.unwrap_or_default(), |open, rules| {
        period::common(&open, &rules.open_periods(from, to))
    })
}
