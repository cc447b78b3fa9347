//! Where a conversation stands after some of its events, and what one more does.
//!
//! Nothing is measured here: the machine knows instants, not durations, so
//! that one run of it serves every clock.

use serde::{Deserialize, Serialize};

use super::entry::Entry;
use super::event::EventKind;
use super::tally::SetAside;
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

/// On whom an open ticket waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spell {
    /// The customer waits for the team.
    ForTeam,
    /// The team has answered, and waits for the customer.
    ForCustomer,
    /// The ticket is on hold.
    OnHold,
}

/// Whether a ticket is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase<A> {
    Open,
    Held,
    Closed {
        at: Instant,
        /// By whom it was resolved; nothing where it was abandoned.
        resolved: Option<(Resolver, Option<A>)>,
    },
}

/// How a customer's wait ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WaitEnd<A> {
    /// It has not.
    Running,
    /// An agent answered. The customer may have left after that.
    Answered {
        at: Instant,
        by: Option<A>,
        left: bool,
    },
    /// The customer left.
    Left { at: Instant },
}

/// One wait of the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wait<A> {
    pub(super) channel: Channel,
    pub(super) since: Instant,
    pub(super) end: WaitEnd<A>,
}

/// The first wait that an agent answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FirstResponse<A> {
    pub(super) since: Instant,
    pub(super) at: Instant,
    pub(super) by: Option<A>,
}

/// When the ticket was first given to an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstAssigned {
    BeforeOpening,
    At(Instant),
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

/// What happened for the first time, and stays so whatever comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Firsts<K, A> {
    /// The customer's first message; nothing before it counts.
    pub(super) opening: Option<(Instant, Channel)>,
    pub(super) response: Option<FirstResponse<A>>,
    pub(super) resolved_at: Option<Instant>,
    /// The first reopening after that; what was only abandoned was not resolved yet.
    pub(super) reopened_at: Option<Instant>,
    /// The first reply after the first resolution.
    pub(super) followed_up_at: Option<Instant>,
    /// The customer's first message after the first resolution.
    pub(super) returned_at: Option<Instant>,
    pub(super) assigned: Option<FirstAssigned>,
    pub(super) merged_into: Option<K>,
}

impl<K: Clone, A: Clone> Firsts<K, A> {
    /// Whether these change to those of another history in the same way by
    /// whatever comes next: no first of the others is still to come here, and
    /// what decides how events are taken has happened in both or in neither.
    fn lead(&self, others: &Self) -> bool {
        const fn has<T>(here: &Option<T>, there: &Option<T>) -> bool {
            here.is_some() || there.is_none()
        }
        self.opening.is_some() == others.opening.is_some()
            && self.resolved_at.is_some() == others.resolved_at.is_some()
            && self.merged_into.is_some() == others.merged_into.is_some()
            && has(&self.response, &others.response)
            && has(&self.reopened_at, &others.reopened_at)
            && has(&self.followed_up_at, &others.followed_up_at)
            && has(&self.returned_at, &others.returned_at)
            && has(&self.assigned, &others.assigned)
    }

    /// Puts these before what came first later on.
    fn precede(&self, later: &mut Self) {
        fn first<T: Clone>(earlier: &Option<T>, later: &mut Option<T>) {
            if earlier.is_some() {
                later.clone_from(earlier);
            }
        }
        first(&self.opening, &mut later.opening);
        first(&self.response, &mut later.response);
        first(&self.resolved_at, &mut later.resolved_at);
        first(&self.reopened_at, &mut later.reopened_at);
        first(&self.followed_up_at, &mut later.followed_up_at);
        first(&self.returned_at, &mut later.returned_at);
        first(&self.assigned, &mut later.assigned);
        first(&self.merged_into, &mut later.merged_into);
    }
}

/// What one event did, for whoever adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step<A> {
    pub(super) set_aside: Option<SetAside>,
    /// The start of the wait that this event answered.
    pub(super) answered_since: Option<Instant>,
    /// The spell that this event ended, and its start.
    pub(super) spell: Option<(Spell, Instant)>,
    /// The wait that can no longer change.
    pub(super) wait: Option<Wait<A>>,
    pub(super) reply: Option<Reply>,
    pub(super) reopened: bool,
    pub(super) handed_over: bool,
    pub(super) bot: BotInvolvement,
    pub(super) is_spam: bool,
}

/// What a reply was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reply {
    /// It came before the ticket was ever resolved.
    pub(super) before_resolution: bool,
    /// It came after another reply to the same message.
    pub(super) repeated: Option<Repeated>,
}

/// Who had replied already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeated {
    BySameAgent,
    ByAnotherAgent,
}

impl<A> Default for Step<A> {
    fn default() -> Self {
        Self {
            set_aside: None,
            answered_since: None,
            spell: None,
            wait: None,
            reply: None,
            reopened: false,
            handed_over: false,
            bot: BotInvolvement::None,
            is_spam: false,
        }
    }
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
            firsts: Firsts {
                opening: None,
                response: None,
                resolved_at: None,
                reopened_at: None,
                followed_up_at: None,
                returned_at: None,
                assigned: None,
                merged_into: None,
            },
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
            self.after_opening(kind, entry.at, &entry.by, reopening, &mut step)
        } else {
            self.before_opening(kind, entry.at, &entry.by, &mut step)
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
        by: &Option<A>,
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
            EventKind::MergedInto(other) => self.merge_into(other),
        }
    }

    fn after_opening(
        &mut self,
        kind: &EventKind<K>,
        at: Instant,
        by: &Option<A>,
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
            EventKind::MergedInto(other) => self.merge_into(other),
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

    fn reply(&mut self, at: Instant, by: &Option<A>, step: &mut Step<A>) {
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
                        by: by.clone(),
                        left: false,
                    };
                    self.firsts.response.get_or_insert_with(|| FirstResponse {
                        since: wait.since,
                        at,
                        by: by.clone(),
                    });
                }
                WaitEnd::Answered { by: first, .. } if first == by => {
                    reply.repeated = Some(Repeated::BySameAgent);
                }
                WaitEnd::Answered { .. } => reply.repeated = Some(Repeated::ByAnotherAgent),
                WaitEnd::Left { .. } => {}
            }
        }
        step.reply = Some(reply);
    }

    fn assign(&mut self, at: Instant, by: &Option<A>, step: &mut Step<A>) {
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

    fn resolve(&mut self, at: Instant, resolver: Resolver, by: &Option<A>) -> Result<(), SetAside> {
        if matches!(&self.now.phase, Phase::Closed { resolved, .. } if resolved.is_some()) {
            return Err(SetAside::ResolvedTwice);
        }
        let agent = by.clone().filter(|_| resolver == Resolver::Agent);
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
    fn merge_into(&mut self, other: &K) -> Result<(), SetAside> {
        if self.firsts.merged_into.is_none() {
            self.firsts.merged_into = Some(other.clone());
        }
        Ok(())
    }
}
