//! Facts into the groups of their keys.

use std::hash::Hash;

use super::by::By;
use crate::calculator::{Calculator, Group, Sign};

/// How many facts' groups are looked up before the first of them is counted.
///
/// A look-up is short, so that the processor has several of them wait for the
/// memory at a time; counting a fact is not.
const AHEAD: usize = 16;

impl<K, C> By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Group,
{
    /// Records facts, each into the group of the key that it is given.
    ///
    /// It is the loop over [`group`](Self::group), with the groups of the next
    /// facts looked up ahead. A key may be borrowed from its fact, in a
    /// `By<&str, _>` say; where it would have to be cloned for each fact, write
    /// that loop, and ask with the borrowed key.
    ///
    /// # Example: tickets by their channel
    ///
    /// ```
    /// use support_kpi::{Channel, Ticket, breakdown::By, kpi::FirstResponseTime};
    ///
    /// let tickets = [Ticket::builder(Channel::Web, "2024-03-01T09:00:00Z".parse()?).build()?];
    /// let mut by_channel = By::<Channel, FirstResponseTime>::default();
    /// by_channel.record_by(&tickets, |ticket| ticket.channel());
    ///
    /// assert_eq!(by_channel.get(&Channel::Web).unwrap().unanswered(), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_by<'fact>(
        &mut self,
        facts: impl IntoIterator<Item = &'fact C::Fact>,
        key: impl FnMut(&'fact C::Fact) -> K,
    ) where
        C: Calculator,
        C::Fact: 'fact,
    {
        self.apply_by(Sign::Plus, facts, key);
    }

    /// Takes facts back, each out of the group of the key that it is given.
    pub fn retract_by<'fact>(
        &mut self,
        facts: impl IntoIterator<Item = &'fact C::Fact>,
        key: impl FnMut(&'fact C::Fact) -> K,
    ) where
        C: Calculator,
        C::Fact: 'fact,
    {
        self.apply_by(Sign::Minus, facts, key);
    }

    /// Records facts or takes them back, each in the group of the key that it is given.
    #[expect(
        clippy::inline_always,
        reason = "a sign that the compiler knows is no multiplication in the loop"
    )]
    #[inline(always)]
    pub fn apply_by<'fact>(
        &mut self,
        sign: Sign,
        facts: impl IntoIterator<Item = &'fact C::Fact>,
        mut key: impl FnMut(&'fact C::Fact) -> K,
    ) where
        C: Calculator,
        C::Fact: 'fact,
    {
        let mut facts = facts.into_iter();
        let mut places = [0; AHEAD];
        let mut waiting = [None; AHEAD];
        loop {
            waiting.fill(None);
            let slots = places.iter_mut().zip(&mut waiting);
            for ((place, waiting), fact) in slots.zip(facts.by_ref()) {
                *place = self.place_of_owned(key(fact));
                *waiting = Some(fact);
            }
            for (place, fact) in places.iter().zip(waiting.iter().flatten()) {
                self.group_of(*place).apply(sign, fact);
            }
            if let [.., None] = waiting {
                return;
            }
        }
    }
}

impl<K, C> Calculator for By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Calculator,
{
    type Fact = (K, C::Fact);

    #[inline]
    fn apply(&mut self, sign: Sign, (key, fact): &(K, C::Fact)) {
        self.group(key).apply(sign, fact);
    }
}
