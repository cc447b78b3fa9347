//! The events of one ticket in their order, and what one more changes.
//!
//! Folding a thousand events for each one that comes would be slow. So the
//! sums over all events are kept, and long conversations keep checkpoints: the
//! machine as it stood every few events. A change runs from the checkpoint
//! before it, on the old and the new events side by side, and only until both
//! stand at the same point again. What is measured on that way is all by which
//! the sums change.

use std::cmp::Ordering;

use super::desk_clock::DeskClock;
use super::entry::Entry;
use super::facts::{ContactFact, contact_of};
use super::machine::{Machine, Reopening};
use super::revision::{Received, Revision, cancel_common_ends};
use super::totals::{Fold, Rules, Totals};
use super::wait::Wait;
use crate::calculator::Sign;

/// How many events lie between two checkpoints, or a few more.
const SPACING: usize = 32;

/// The machine after the first so many events.
#[derive(Debug, Clone)]
struct Checkpoint<K, A> {
    events: usize,
    machine: Machine<K, A>,
}

/// The events of one ticket, in their order.
#[derive(Debug, Clone)]
pub(super) struct History<K, A, I> {
    entries: Vec<Entry<K, A, I>>,
    checkpoints: Vec<Checkpoint<K, A>>,
    totals: Totals,
}

/// What follows from the entries is no part of what a conversation is.
impl<K: PartialEq, A: PartialEq, I: PartialEq> PartialEq for History<K, A, I> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K, A, I> Default for History<K, A, I> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            checkpoints: Vec::new(),
            totals: Totals::default(),
        }
    }
}

impl<K, A, I> History<K, A, I>
where
    K: Clone + Ord,
    A: Clone + Ord,
    I: Clone + Ord,
{
    /// The entries in their order, deleted ones first.
    pub(super) fn entries(&self) -> &[Entry<K, A, I>] {
        &self.entries
    }

    /// Makes a conversation of entries in any order; nothing where an id
    /// comes twice. It has to be [measured](Self::measure) before it is read.
    pub(super) fn of(mut entries: Vec<Entry<K, A, I>>) -> Option<Self> {
        entries.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        let twice = |pair: &[Entry<K, A, I>]| matches!(pair, [one, other] if one.id == other.id);
        if entries.windows(2).any(twice) {
            return None;
        }
        entries.sort_unstable_by(Entry::place);
        entries.shrink_to_fit();
        Some(Self {
            entries,
            ..Self::default()
        })
    }

    /// Measures the whole conversation by a desk's rules.
    pub(super) fn measure(&mut self, rules: &Rules<'_, impl DeskClock>) {
        let mut fold = Fold::default();
        fold.take_all(&self.entries, rules, &mut Vec::new());
        self.totals = fold.totals;
        self.checkpoints.clear();
        self.machine_after(self.entries.len(), rules.reopening);
    }

    /// The same conversation, without what it can make again.
    pub(super) fn without_checkpoints(mut self) -> Self {
        self.checkpoints = Vec::new();
        self
    }

    /// The fold of all events.
    pub(super) fn end(&self, reopening: Reopening) -> Fold<K, A> {
        let (from, mut machine) = self.last_checkpoint(self.entries.len());
        for entry in self.entries.iter().skip(from) {
            machine.step(entry, reopening);
        }
        Fold {
            machine,
            totals: self.totals,
        }
    }

    /// Every wait of the customer, the one that runs last.
    pub(super) fn waits(&self, rules: &Rules<'_, impl DeskClock>) -> Vec<Wait<A>> {
        let mut fold = Fold::default();
        let mut waits = Vec::new();
        fold.take_all(&self.entries, rules, &mut waits);
        waits.extend(fold.machine.now.wait);
        waits
    }

    /// Every wait of the customer as a fact.
    pub(super) fn contacts(&self, rules: &Rules<'_, impl DeskClock>) -> Vec<ContactFact<A>> {
        let Some(channel) = self.end(rules.reopening).channel() else {
            return Vec::new();
        };
        let waits = self.waits(rules);
        waits
            .iter()
            .filter_map(|wait| contact_of(wait, channel, rules))
            .collect()
    }

    /// Takes one version of an event.
    pub(super) fn receive(
        &mut self,
        entry: Entry<K, A, I>,
        rules: &Rules<'_, impl DeskClock>,
    ) -> Received<K, A> {
        let Some((index, stands)) = self
            .entries
            .iter_mut()
            .enumerate()
            .find(|(_, stands)| stands.id == entry.id)
        else {
            return Received::New(self.revise(None, entry, rules));
        };
        match entry.authority(stands) {
            Ordering::Less => Received::Outdated,
            Ordering::Equal => {
                // Copies beyond four thousand million stay duplicates for good.
                stands.copies = stands.copies.checked_add(1).unwrap_or(stands.copies);
                Received::Duplicate
            }
            Ordering::Greater => {
                let (copies, was_deletion) = (stands.copies, stands.kind.is_none());
                Received::Corrected {
                    revision: self.revise(Some(index), entry, rules),
                    copies,
                    was_deletion,
                }
            }
        }
    }

    /// The bytes that the conversation takes on the heap, what its keys hold there left out.
    pub(super) fn heap_bytes(&self) -> usize {
        let entries = self
            .entries
            .capacity()
            .saturating_mul(size_of::<Entry<K, A, I>>());
        let checkpoints = self
            .checkpoints
            .capacity()
            .saturating_mul(size_of::<Checkpoint<K, A>>());
        entries.saturating_add(checkpoints)
    }

    /// Puts an entry in its place, where it may replace an older version.
    fn revise(
        &mut self,
        replaced: Option<usize>,
        entry: Entry<K, A, I>,
        rules: &Rules<'_, impl DeskClock>,
    ) -> Revision<K, A> {
        let target = self
            .entries
            .partition_point(|other| other.place(&entry) == Ordering::Less);
        // Old and new events differ from `low` on, up to `old_high` and `new_high`.
        let (place, low, old_high, new_high) = match replaced {
            None => (target, target, target, target.saturating_add(1)),
            Some(from) => {
                // Taking the old version out moves what follows it.
                let place = if target > from {
                    target.saturating_sub(1)
                } else {
                    target
                };
                let high = place.max(from).saturating_add(1);
                (place, place.min(from), high, high)
            }
        };

        // Both are measured from here on only, so their totals are the change.
        let mut before = Fold {
            machine: self.machine_after(low, rules.reopening),
            totals: Totals::default(),
        };
        let mut after = before.clone();
        let (mut waits_gone, mut waits_come) = (Vec::new(), Vec::new());
        before.take_all(self.range(low, old_high), rules, &mut waits_gone);
        if let Some(from) = replaced {
            self.entries.remove(from);
        } else {
            self.make_room();
        }
        self.entries.insert(place, entry);
        after.take_all(self.range(low, new_high), rules, &mut waits_come);

        self.checkpoints
            .retain(|point| point.events <= low || point.events >= old_high);
        let shift = new_high.saturating_sub(old_high);
        let first = self
            .checkpoints
            .partition_point(|point| point.events <= low && point.events < old_high);
        let mut points = self.checkpoints.iter_mut().skip(first).peekable();

        let mut position = new_high;
        let mut rest = self.entries.iter().skip(new_high);
        let met = loop {
            if after.machine.meets(&before.machine) {
                break true;
            }
            if let Some(point) =
                points.next_if(|point| point.events.saturating_add(shift) == position)
            {
                point.events = position;
                point.machine = after.machine.clone();
            }
            let Some(next) = rest.next() else { break false };
            waits_gone.extend(before.take(next, rules));
            waits_come.extend(after.take(next, rules));
            position = position.saturating_add(1);
        };

        if met {
            let here = after.machine.clone();
            while let Some(point) = points.next() {
                // From the last one on, both go to the end.
                let is_last = points.peek().is_none();
                if is_last {
                    before.machine = point.machine.clone();
                }
                point.events = point.events.saturating_add(shift);
                here.lead(&mut point.machine);
                if is_last {
                    after.machine = point.machine.clone();
                    position = point.events;
                }
            }
            for entry in self.entries.iter().skip(position) {
                before.machine.step(entry, rules.reopening);
            }
            let left = self.advance(
                &mut after.machine,
                position,
                self.entries.len(),
                rules.reopening,
            );
            self.checkpoints.extend(left);
        } else {
            waits_gone.extend(before.machine.now.wait.clone());
            waits_come.extend(after.machine.now.wait.clone());
        }
        // On another channel's clock the same wait is another fact.
        if before.channel() == after.channel() {
            cancel_common_ends(&mut waits_gone, &mut waits_come);
        }

        let totals = self.totals;
        self.totals.combine(Sign::Minus, &before.totals);
        self.totals.combine(Sign::Plus, &after.totals);
        before.totals = totals;
        after.totals = self.totals;
        Revision {
            before,
            after,
            waits_gone,
            waits_come,
        }
    }

    /// Every wait as it was before a revision, of a history that has undergone it.
    pub(super) fn waits_before(
        &self,
        revision: &Revision<K, A>,
        rules: &Rules<'_, impl DeskClock>,
    ) -> Vec<Wait<A>> {
        let mut waits = self.waits(rules);
        for come in &revision.waits_come {
            if let Some(index) = waits.iter().position(|wait| wait == come) {
                waits.swap_remove(index);
            }
        }
        waits.extend(revision.waits_gone.iter().cloned());
        waits
    }

    /// The machine after the first so many events; leaves checkpoints on a long way.
    fn machine_after(&mut self, events: usize, reopening: Reopening) -> Machine<K, A> {
        let (from, mut machine) = self.last_checkpoint(events);
        let left = self.advance(&mut machine, from, events, reopening);
        if !left.is_empty() {
            let next = self
                .checkpoints
                .partition_point(|point| point.events <= events);
            self.checkpoints.splice(next..next, left);
        }
        machine
    }

    /// Takes some events; gives the checkpoints to leave on a long way.
    fn advance(
        &self,
        machine: &mut Machine<K, A>,
        from: usize,
        to: usize,
        reopening: Reopening,
    ) -> Vec<Checkpoint<K, A>> {
        let mut left = Vec::new();
        for (index, entry) in (from..to).zip(self.entries.iter().skip(from)) {
            if index > from && index.saturating_sub(from).is_multiple_of(SPACING) {
                left.push(Checkpoint {
                    events: index,
                    machine: machine.clone(),
                });
            }
            machine.step(entry, reopening);
        }
        left
    }

    /// The last checkpoint within the first so many events.
    fn last_checkpoint(&self, events: usize) -> (usize, Machine<K, A>) {
        self.checkpoints
            .iter()
            .rev()
            .find(|point| point.events <= events)
            .map_or_else(
                || (0, Machine::default()),
                |point| (point.events, point.machine.clone()),
            )
    }

    fn range(&self, from: usize, to: usize) -> &[Entry<K, A, I>] {
        self.entries.get(from..to).unwrap_or_default()
    }

    /// Grows by a quarter: most conversations are short, and many at once.
    fn make_room(&mut self) {
        if self.entries.len() == self.entries.capacity() {
            let quarter = self.entries.len().checked_div(4).unwrap_or_default();
            self.entries.reserve_exact(quarter.max(2));
        }
    }
}
