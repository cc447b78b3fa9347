//! The events of one ticket in their order, and what one more changes.
//!
//! Folding a thousand events for each one that comes would be slow, so long
//! conversations keep checkpoints: the fold as it stood every few events. A
//! change is folded from the checkpoint before it, on the old and the new
//! events side by side, and only until both stand at the same point again:
//! from there on they differ by their sums so far.

use std::cmp::Ordering;

use super::entry::Entry;
use super::facts::{ContactFact, Standing, contact_of};
use super::machine::Wait;
use super::totals::{Fold, Rules};
use crate::calculator::Sign;
use crate::clock::Clock;

/// How many events lie between two checkpoints, or a few more.
const SPACING: usize = 32;

/// The fold of the first so many events.
#[derive(Debug, Clone)]
struct Checkpoint<K, A> {
    events: usize,
    fold: Fold<K, A>,
}

/// The events of one ticket, in their order.
#[derive(Debug, Clone)]
pub(super) struct History<K, A, I> {
    entries: Vec<Entry<K, A, I>>,
    checkpoints: Vec<Checkpoint<K, A>>,
}

/// Checkpoints are no part of what a conversation is.
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
        }
    }
}

/// What an arrival did to a conversation.
#[derive(Debug)]
pub(super) enum Received<K, A> {
    /// The version that stands came again.
    Duplicate,
    /// The version that stands is greater.
    Outdated,
    /// The first version of an event came.
    New(Revision<K, A>),
    /// A greater version came.
    Corrected {
        revision: Revision<K, A>,
        /// How often the one before had come.
        copies: u32,
        was_deletion: bool,
    },
}

/// A conversation before and after a change.
#[derive(Debug)]
pub(super) struct Revision<K, A> {
    pub(super) before: Fold<K, A>,
    pub(super) after: Fold<K, A>,
    /// The waits that are no more.
    pub(super) waits_gone: Vec<Wait<A>>,
    /// The waits that are new.
    pub(super) waits_come: Vec<Wait<A>>,
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

    /// Makes a conversation of entries in any order; nothing where an id comes twice.
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
            checkpoints: Vec::new(),
        })
    }

    /// The same conversation, without what it can make again.
    pub(super) fn without_checkpoints(mut self) -> Self {
        self.checkpoints = Vec::new();
        self
    }

    /// The fold of all events.
    pub(super) fn end(&self, rules: &Rules<'_, impl Clock>) -> Fold<K, A> {
        let (from, mut fold) = self.last_checkpoint(self.entries.len());
        for entry in self.entries.iter().skip(from) {
            fold.take(entry, rules);
        }
        fold
    }

    /// Every wait of the customer, the one that runs last.
    pub(super) fn waits(&self, rules: &Rules<'_, impl Clock>) -> Vec<Wait<A>> {
        let mut fold = Fold::default();
        let mut waits = Vec::new();
        fold.take_all(&self.entries, rules, &mut waits);
        waits.extend(fold.machine.now.wait);
        waits
    }

    /// Every wait of the customer as a fact.
    pub(super) fn contacts(&self, rules: &Rules<'_, impl Clock>) -> Vec<ContactFact<A>> {
        let waits = self.waits(rules);
        waits
            .iter()
            .filter_map(|wait| contact_of(wait, rules))
            .collect()
    }

    /// Takes one version of an event.
    pub(super) fn receive(
        &mut self,
        entry: Entry<K, A, I>,
        rules: &Rules<'_, impl Clock>,
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
        rules: &Rules<'_, impl Clock>,
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

        let mut before = self.fold_up_to(low, rules);
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
        let converged = loop {
            if after.machine.meets(&before.machine) {
                break true;
            }
            if let Some(point) =
                points.next_if(|point| point.events.saturating_add(shift) == position)
            {
                point.events = position;
                point.fold = after.clone();
            }
            let Some(next) = rest.next() else { break false };
            waits_gone.extend(before.take(next, rules));
            waits_come.extend(after.take(next, rules));
            position = position.saturating_add(1);
        };

        if converged {
            let mut difference = after.totals;
            difference.combine(Sign::Minus, &before.totals);
            let met = after.machine.clone();
            while let Some(point) = points.next() {
                // From the last one on, both go to the end.
                let is_last = points.peek().is_none();
                if is_last {
                    before = point.fold.clone();
                }
                point.events = point.events.saturating_add(shift);
                point.fold.totals.combine(Sign::Plus, &difference);
                met.lead(&mut point.fold.machine);
                if is_last {
                    after = point.fold.clone();
                    position = point.events;
                }
            }
            let found = self.advance(&mut after, position, self.entries.len(), rules);
            for entry in self.entries.iter().skip(position) {
                before.take(entry, rules);
            }
            self.checkpoints.extend(found);
        } else {
            waits_gone.extend(before.machine.now.wait.clone());
            waits_come.extend(after.machine.now.wait.clone());
        }
        cancel_common_ends(&mut waits_gone, &mut waits_come);
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
        rules: &Rules<'_, impl Clock>,
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

    /// The fold of the first so many events; leaves checkpoints on a long way.
    fn fold_up_to(&mut self, events: usize, rules: &Rules<'_, impl Clock>) -> Fold<K, A> {
        let (from, mut fold) = self.last_checkpoint(events);
        let next = self
            .checkpoints
            .partition_point(|point| point.events <= events);
        let found = self.advance(&mut fold, from, events, rules);
        if !found.is_empty() {
            self.checkpoints.splice(next..next, found);
        }
        fold
    }

    /// Folds some events on; gives the checkpoints to leave on a long way.
    fn advance(
        &self,
        fold: &mut Fold<K, A>,
        from: usize,
        to: usize,
        rules: &Rules<'_, impl Clock>,
    ) -> Vec<Checkpoint<K, A>> {
        let mut found = Vec::new();
        for (index, entry) in (from..to).zip(self.entries.iter().skip(from)) {
            if index > from && index.saturating_sub(from).is_multiple_of(SPACING) {
                found.push(Checkpoint {
                    events: index,
                    fold: fold.clone(),
                });
            }
            fold.take(entry, rules);
        }
        found
    }

    /// The last checkpoint within the first so many events.
    fn last_checkpoint(&self, events: usize) -> (usize, Fold<K, A>) {
        self.checkpoints
            .iter()
            .rev()
            .find(|point| point.events <= events)
            .map_or_else(
                || (0, Fold::default()),
                |point| (point.events, point.fold.clone()),
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

impl<K, A: Clone> Revision<K, A>
where
    K: Clone,
{
    /// What the conversation came to, and comes to.
    pub(super) fn standings(&self, rules: &Rules<'_, impl Clock>) -> (Standing<A>, Standing<A>) {
        (
            Standing::of(&self.before, rules),
            Standing::of(&self.after, rules),
        )
    }
}

/// Drops what both lists begin with, and what both end with.
fn cancel_common_ends<T: PartialEq>(one: &mut Vec<T>, other: &mut Vec<T>) {
    let equal = |(left, right): &(&T, &T)| left == right;
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(equal)
        .count();
    one.truncate(one.len().saturating_sub(end));
    other.truncate(other.len().saturating_sub(end));
    let start = one.iter().zip(other.iter()).take_while(equal).count();
    one.drain(..start);
    other.drain(..start);
}
