//! What the steps of a conversation add up to, measured on a clock.

use std::time::Duration;

use super::desk_clock::DeskClock;
use super::entry::Entry;
use super::machine::{Machine, Reopening};
use super::step::{Repeated, Step};
use super::tally::SetAside;
use super::wait::{Phase, Spell, Wait, WaitEnd};
use crate::calculator::Sign;
use crate::model::{BotInvolvement, Channel, Elapsed, Instant};

/// How a desk measures and judges: all that a fold needs beside the events.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules<'desk, C> {
    pub(super) clock: &'desk C,
    pub(super) reopening: Reopening,
}

impl<C: DeskClock> Rules<'_, C> {
    /// The time between two instants on the desk's clock for a ticket's channel.
    pub(super) fn elapsed(&self, channel: Channel, from: Instant, to: Instant) -> Duration {
        if from == to {
            // Both ends of one instant: no clock says otherwise.
            return Duration::ZERO;
        }
        self.clock.elapsed_on(channel, from.utc(), to.utc())
    }
}

/// Sums over the steps of a conversation. They can be subtracted, so that a
/// late event changes the totals by what it changes on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) events: u32,
    pub(super) replies: u32,
    pub(super) replies_before_resolution: u32,
    pub(super) repeated: u32,
    pub(super) repeated_by_another: u32,
    pub(super) responses: u32,
    pub(super) reopens: u32,
    pub(super) handovers: u32,
    pub(super) bot_messages: u32,
    pub(super) bot_handoffs: u32,
    pub(super) spam_marks: u32,
    /// Times that do not fit into a fact.
    pub(super) too_long: u32,
    pub(super) set_aside: [u32; SetAside::OWN],
    pub(super) response_ns: u128,
    pub(super) for_team_ns: u128,
    pub(super) for_customer_ns: u128,
    pub(super) on_hold_ns: u128,
}

impl Totals {
    /// Adds what a step did; times only where the ticket has a channel: nothing
    /// runs before its opening.
    fn add<A>(
        &mut self,
        step: &Step<A>,
        at: Instant,
        channel: Option<Channel>,
        rules: &Rules<'_, impl DeskClock>,
    ) {
        let count = |number: &mut u32, yes: bool| *number = number.wrapping_add(u32::from(yes));
        count(&mut self.events, true);
        if let Some(reason) = step.set_aside
            && let Some(number) = self.set_aside.get_mut(reason.index())
        {
            count(number, true);
        }
        if let Some(reply) = step.reply {
            count(&mut self.replies, true);
            count(&mut self.replies_before_resolution, reply.before_resolution);
            count(&mut self.repeated, reply.repeated.is_some());
            let by_another = reply.repeated == Some(Repeated::ByAnotherAgent);
            count(&mut self.repeated_by_another, by_another);
        }
        count(&mut self.reopens, step.reopened);
        count(&mut self.handovers, step.handed_over);
        count(&mut self.bot_messages, step.bot == BotInvolvement::TookPart);
        count(
            &mut self.bot_handoffs,
            step.bot == BotInvolvement::HandedOver,
        );
        count(&mut self.spam_marks, step.is_spam);

        let Some(channel) = channel else { return };
        let mut measure = |sum: Option<&mut u128>, since: Instant| {
            let time = rules.elapsed(channel, since, at);
            count(&mut self.too_long, Elapsed::try_from(time).is_err());
            if let Some(sum) = sum {
                *sum = sum.wrapping_add(time.as_nanos());
            }
        };
        if let Some(since) = step.answered_since {
            measure(Some(&mut self.response_ns), since);
            self.responses = self.responses.wrapping_add(1);
        }
        if let Some(Wait {
            end: WaitEnd::Left { .. },
            since,
            ..
        }) = step.wait
        {
            measure(None, since);
        }
        if let Some((spell, since)) = step.spell {
            let sum = match spell {
                Spell::ForTeam => &mut self.for_team_ns,
                Spell::ForCustomer => &mut self.for_customer_ns,
                Spell::OnHold => &mut self.on_hold_ns,
            };
            measure(Some(sum), since);
        }
    }

    /// Whether a bot took part.
    pub(super) const fn bot(&self) -> BotInvolvement {
        match (self.bot_handoffs, self.bot_messages) {
            (0, 0) => BotInvolvement::None,
            (0, _) => BotInvolvement::TookPart,
            _ => BotInvolvement::HandedOver,
        }
    }

    /// Adds other totals, or takes them away.
    pub(super) fn combine(&mut self, sign: Sign, other: &Self) {
        let add = |sum: &mut u32, more: u32| {
            *sum = match sign {
                Sign::Plus => sum.wrapping_add(more),
                Sign::Minus => sum.wrapping_sub(more),
            };
        };
        let add_time = |sum: &mut u128, more: u128| {
            *sum = match sign {
                Sign::Plus => sum.wrapping_add(more),
                Sign::Minus => sum.wrapping_sub(more),
            };
        };
        add(&mut self.events, other.events);
        add(&mut self.replies, other.replies);
        add(
            &mut self.replies_before_resolution,
            other.replies_before_resolution,
        );
        add(&mut self.repeated, other.repeated);
        add(&mut self.repeated_by_another, other.repeated_by_another);
        add(&mut self.responses, other.responses);
        add(&mut self.reopens, other.reopens);
        add(&mut self.handovers, other.handovers);
        add(&mut self.bot_messages, other.bot_messages);
        add(&mut self.bot_handoffs, other.bot_handoffs);
        add(&mut self.spam_marks, other.spam_marks);
        add(&mut self.too_long, other.too_long);
        for (sum, more) in self.set_aside.iter_mut().zip(other.set_aside) {
            add(sum, more);
        }
        add_time(&mut self.response_ns, other.response_ns);
        add_time(&mut self.for_team_ns, other.for_team_ns);
        add_time(&mut self.for_customer_ns, other.for_customer_ns);
        add_time(&mut self.on_hold_ns, other.on_hold_ns);
    }
}

/// A conversation folded up to some event: where it stands, and its sums so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fold<K, A> {
    pub(super) machine: Machine<K, A>,
    pub(super) totals: Totals,
}

impl<K, A> Default for Fold<K, A> {
    fn default() -> Self {
        Self {
            machine: Machine::default(),
            totals: Totals::default(),
        }
    }
}

impl<K: Clone, A: Clone + PartialEq> Fold<K, A> {
    /// Whether nothing more is expected to happen.
    pub(super) fn is_settled(&self) -> bool {
        let machine = &self.machine;
        let closed = matches!(machine.now.phase, Phase::Closed { .. }) && !machine.is_waiting();
        closed || machine.firsts.merged_into.is_some() || self.totals.spam_marks > 0
    }

    /// The ticket's channel, on whose clock it is measured; nothing before its opening.
    pub(super) fn channel(&self) -> Option<Channel> {
        self.machine.firsts.opening.map(|(_, channel)| channel)
    }

    /// Takes the next event; gives the wait that it made final.
    pub(super) fn take<I>(
        &mut self,
        entry: &Entry<K, A, I>,
        rules: &Rules<'_, impl DeskClock>,
    ) -> Option<Wait<A>> {
        // A deletion changes nothing.
        entry.kind.as_ref()?;
        let step = self.machine.step(entry, rules.reopening);
        self.totals.add(&step, entry.at, self.channel(), rules);
        step.wait
    }

    /// Takes events one after the other; adds the waits that they made final.
    pub(super) fn take_all<'entry, I>(
        &mut self,
        entries: impl IntoIterator<Item = &'entry Entry<K, A, I>>,
        rules: &Rules<'_, impl DeskClock>,
        waits: &mut Vec<Wait<A>>,
    ) where
        K: 'entry,
        A: 'entry,
        I: 'entry,
    {
        for entry in entries {
            waits.extend(self.take(entry, rules));
        }
    }
}
