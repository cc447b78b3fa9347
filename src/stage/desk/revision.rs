//! A conversation before and after an event arrived.

use super::desk_clock::DeskClock;
use super::facts::Standing;
use super::totals::{Fold, Rules};
use super::wait::Wait;

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

impl<K, A: Clone> Revision<K, A>
where
    K: Clone,
{
    /// What the conversation came to, and comes to.
    pub(super) fn standings(
        &self,
        rules: &Rules<'_, impl DeskClock>,
    ) -> (Standing<A>, Standing<A>) {
        (
            Standing::of(&self.before, rules),
            Standing::of(&self.after, rules),
        )
    }
}

/// Drops what both lists begin with, and what both end with.
pub(super) fn cancel_common_ends<T: PartialEq>(one: &mut Vec<T>, other: &mut Vec<T>) {
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
