//! Where a conversation stands after some of its events, and what one more does.
//!
//! Nothing is measured here: the machine knows instants, not durations, so
//! that one run of it serves every clock.

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::event::EventKind;
use super::firsts::{FirstAssigned, FirstResponse, Firsts};
use super::step::{Repeated, Reply, Step};
use super::tally::SetAside;
use super::wait::{Phase, Spell, Wait, WaitEnd};
use crate::model::{BotInvolvement, Channel, Instant, Resolver};

/// What opens a closed ticket again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reopening {
    /// Only an event that says so.
    #[default]
    Explicit,
    /// That, and a customer's message on a closed ticket.
    ByCustomerMessage,
}

/// Where a conversation stands after some of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Machine<K, A> {
    pub(super) now: Now<A>,
    pub(super) firsts: Firsts<K, A>,
}

/// What the next event depends on, and changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Now<A> {
    pub(super) phase: Phase<A>,
    /// The last wait, unless a closing ended it. A running one is what the
    /// customer waits for; an answered one can still turn into "left after that".
    pub(super) wait: Option<Wait<A>>,
    /// The channel that the customer last wrote on: that of a reopening's wait.
    channel: Channel,
    spell_since: Instant,
    /// Whoever had the ticket last, even if it was taken from them since.
    assignee: Option<A>,
}

impl<K, A> Default for Machine<K, A> {
    fn default() -> Self {
        Self {
            now: Now {
                phase: Phase::Open,
                wait: None,
                channel: Channel::Other(0),
                spell_since: Instant::EPOCH,
                assignee: None,
            },
            firsts: Firsts::default(),
        }
    }
}

impl<K: Clone, A: Clone + PartialEq> Machine<K, A> {
    /// Takes the next event of the conversation.
    pub(super) fn step<I>(&mut self, entry: &Entry<K, A, I>, reopening: Reopening) -> Step<A> {
        let Some(kind) = &entry.kind else {
            return Step::default();
        };
        let mut step = Step::default();
        let was_merged = self.firsts.merged_into.is_some();
        let spell = self.spell();
        let done = if self.firsts.opening.is_some() {
            self.after_opening(kind, entry.at, entry.by.as_ref(), reopening, &mut step)
        } else {
            self.before_opening(kind, entry.at, entry.by.as_ref(), &mut step)
        };
        if spell != self.spell() {
            step.spell = spell.map(|spell| (spell, self.now.spell_since));
            self.now.spell_since = entry.at;
        }
        step.set_aside = if was_merged {
            Some(SetAside::AfterMerge)
        } else {
            done.err()
        };
        step
    }

    /// Whether from here on this conversation changes as another one does,
    /// given the same events: all that differs has happened.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.now == other.now && self.firsts.lead(&other.firsts)
    }

    /// Puts what came first up to here into a machine that is further on.
    pub(super) fn lead(&self, further: &mut Self) {
        self.firsts.precede(&mut further.firsts);
    }

    /// Whether the customer waits for the team.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(&self.now.wait, Some(wait) if wait.end == WaitEnd::Running)
    }

    /// On whom the ticket waits; nothing before its opening, and while it is closed.
    fn spell(&self) -> Option<Spell> {
        self.firsts.opening?;
        match self.now.phase {
            Phase::Closed { .. } => None,
            Phase::Held => Some(Spell::OnHold),
            Phase::Open if self.is_waiting() => Some(Spell::ForTeam),
            Phase::Open => Some(Spell::ForCustomer),
        }
    }

    /// Before the customer's first message only what lasts into the ticket
    /// matters: that it is on hold, and who has it.
    fn before_opening(
        &mut self,
        kind: &EventKind<K>,
        at: Instant,
        by: Option<&A>,
        step: &mut Step<A>,
    ) -> Result<(), SetAside> {
        match kind {
            EventKind::CreatedByCustomer(channel) | EventKind::CustomerMessage(channel) => {
                self.firsts.opening = Some((at, *channel));
                self.now.channel = *channel;
                self.start_wait(at);
                Ok(())
            }
            EventKind::CreatedByAgent => Ok(()),
            EventKind::Assigned => {
                if let Some(agent) = by {
                    self.firsts.assigned = Some(FirstAssigned::BeforeOpening);
                    self.now.assignee = Some(agent.clone());
                }
                Ok(())
            }
            EventKind::Hold => self.hold(),
            EventKind::Resume => self.resume(),
            EventKind::Abandoned | EventKind::Resolved(_) => {
                self.now.phase = Phase::Open;
                Err(SetAside::BeforeFirstMessage)
            }
            EventKind::AgentReply
            | EventKind::BotMessage
            | EventKind::AgentNote
            | EventKind::BotHandoff
            | EventKind::Reopened => Err(SetAside::BeforeFirstMessage),
            EventKind::MarkedAsSpam => {
                step.is_spam = true;
                Ok(())
            }
            EventKind::MergedInto(other) => {
                self.merge_into(other);
                Ok(())
            }
        }
    }

    fn after_opening(
        &mut self,
        kind: &EventKind<K>,
        at: Instant,
        by: Option<&A>,
        reopening: Reopening,
        step: &mut Step<A>,
    ) -> Result<(), SetAside> {
        match kind {
            EventKind::CreatedByCustomer(channel) | EventKind::CustomerMessage(channel) => {
                self.now.channel = *channel;
                if self.firsts.resolved_at.is_some() {
                    self.firsts.returned_at.get_or_insert(at);
                }
                if reopening == Reopening::ByCustomerMessage && self.is_closed() {
                    self.reopen(at, step);
                } else if !self.is_waiting() {
                    step.wait = self.start_wait(at);
                }
                Ok(())
            }
            EventKind::CreatedByAgent => Err(SetAside::CreatedAfterFirstMessage),
            EventKind::AgentReply => {
                self.reply(at, by, step);
                Ok(())
            }
            EventKind::BotMessage => {
                step.bot = BotInvolvement::TookPart;
                Ok(())
            }
            EventKind::AgentNote => Ok(()),
            EventKind::BotHandoff => {
                step.bot = BotInvolvement::HandedOver;
                if let Some(wait) = self.now.wait.as_mut().filter(|w| w.end == WaitEnd::Running) {
                    wait.since = at;
                }
                Ok(())
            }
            EventKind::Assigned => {
                self.assign(at, by, step);
                Ok(())
            }
            EventKind::Hold => self.hold(),
            EventKind::Resume => self.resume(),
            EventKind::Abandoned => self.abandon(at, step),
            EventKind::Resolved(resolver) => self.resolve(at, *resolver, by),
            EventKind::Reopened if self.is_closed() => {
                self.reopen(at, step);
                Ok(())
            }
            EventKind::Reopened => Err(SetAside::ReopenedWhileOpen),
            EventKind::MarkedAsSpam => {
                step.is_spam = true;
                Ok(())
            }
            EventKind::MergedInto(other) => {
                self.merge_into(other);
                Ok(())
            }
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self.now.phase, Phase::Closed { .. })
    }

    /// Starts a wait, and hands out the one before it, which is now final.
    fn start_wait(&mut self, at: Instant) -> Option<Wait<A>> {
        self.now.wait.replace(Wait {
            channel: self.now.channel,
            since: at,
            end: WaitEnd::Running,
        })
    }

    fn reply(&mut self, at: Instant, by: Option<&A>, step: &mut Step<A>) {
        let mut reply = Reply {
            before_resolution: self.firsts.resolved_at.is_none(),
            repeated: None,
        };
        if !reply.before_resolution {
            self.firsts.followed_up_at.get_or_insert(at);
        }
        if let Some(wait) = &mut self.now.wait {
            match &wait.end {
                WaitEnd::Running => {
                    step.answered_since = Some(wait.since);
                    wait.end = WaitEnd::Answered {
                        at,
                        by: by.cloned(),
                        left: false,
                    };
                    self.firsts.response.get_or_insert_with(|| FirstResponse {
                        since: wait.since,
                        at,
                        by: by.cloned(),
                    });
                }
                WaitEnd::Answered { by: first, .. } if first.as_ref() == by => {
                    reply.repeated = Some(Repeated::BySameAgent);
                }
                WaitEnd::Answered { .. } => reply.repeated = Some(Repeated::ByAnotherAgent),
                WaitEnd::Left { .. } => {}
            }
        }
        step.reply = Some(reply);
    }

    fn assign(&mut self, at: Instant, by: Option<&A>, step: &mut Step<A>) {
        let Some(agent) = by else { return };
        self.firsts.assigned.get_or_insert(FirstAssigned::At(at));
        if self.now.assignee.as_ref() != Some(agent) {
            step.handed_over = self.now.assignee.is_some();
            self.now.assignee = Some(agent.clone());
        }
    }

    fn hold(&mut self) -> Result<(), SetAside> {
        match self.now.phase {
            Phase::Open => {
                self.now.phase = Phase::Held;
                Ok(())
            }
            Phase::Held => Err(SetAside::HeldTwice),
            Phase::Closed { .. } => Err(SetAside::HeldWhileClosed),
        }
    }

    fn resume(&mut self) -> Result<(), SetAside> {
        if self.now.phase != Phase::Held {
            return Err(SetAside::ResumedWithoutHold);
        }
        self.now.phase = Phase::Open;
        Ok(())
    }

    fn abandon(&mut self, at: Instant, step: &mut Step<A>) -> Result<(), SetAside> {
        if self.is_closed() {
            return Err(SetAside::AbandonedWhileClosed);
        }
        self.now.phase = Phase::Closed { at, resolved: None };
        match &mut self.now.wait {
            Some(wait) if wait.end == WaitEnd::Running => {
                wait.end = WaitEnd::Left { at };
                step.wait = self.now.wait.take();
            }
            Some(Wait {
                end: WaitEnd::Answered { left, .. },
                ..
            }) => *left = true,
            _ => {}
        }
        Ok(())
    }

    fn resolve(&mut self, at: Instant, resolver: Resolver, by: Option<&A>) -> Result<(), SetAside> {
        if matches!(&self.now.phase, Phase::Closed { resolved, .. } if resolved.is_some()) {
            return Err(SetAside::ResolvedTwice);
        }
        let agent = by.cloned().filter(|_| resolver == Resolver::Agent);
        self.now.phase = Phase::Closed {
            at,
            resolved: Some((resolver, agent)),
        };
        self.firsts.resolved_at.get_or_insert(at);
        // The customer neither left nor was answered: this wait is none to count.
        self.now.wait.take_if(|wait| wait.end == WaitEnd::Running);
        Ok(())
    }

    fn reopen(&mut self, at: Instant, step: &mut Step<A>) {
        self.now.phase = Phase::Open;
        if self.firsts.resolved_at.is_some() {
            self.firsts.reopened_at.get_or_insert(at);
        }
        step.reopened = true;
        if !self.is_waiting() {
            step.wait = self.start_wait(at);
        }
    }

    /// A ticket stays where it was merged first.
    fn merge_into(&mut self, other: &K) {
        if self.firsts.merged_into.is_none() {
            self.firsts.merged_into = Some(other.clone());
        }
    }
}
