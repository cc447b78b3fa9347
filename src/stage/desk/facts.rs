//! What a conversation comes to: a ticket, its contacts, or the reason why not.

use std::time::Duration;

use super::desk_clock::DeskClock;
use super::firsts::FirstAssigned;
use super::machine::Machine;
use super::tally::{Exclusion, SetAside, Tally};
use super::totals::{Fold, Rules, Totals};
use super::wait::{Phase, Wait, WaitEnd};
use crate::error::ModelError;
use crate::model::{
    Channel, Course, Elapsed, FirstAssignment, FirstConversation, Instant, Interaction, Outcome,
    Resolver, Ticket,
};

/// A ticket that counts, and whose work it was.
///
/// The agents are those who answered and resolved, not the one to whom the
/// ticket happens to be assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TicketFact<A> {
    ticket: Ticket,
    course: Course,
    first_conversation: FirstConversation,
    first_answered_by: Option<A>,
    resolved_by: Option<A>,
}

impl<A> TicketFact<A> {
    /// The ticket.
    pub const fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// How the conversation went.
    pub const fn course(&self) -> &Course {
        &self.course
    }

    /// The first conversation, for [`Recontacts`](crate::stage::Recontacts).
    pub const fn first_conversation(&self) -> &FirstConversation {
        &self.first_conversation
    }

    /// Who gave the first response; `None` while there is none.
    pub const fn first_answered_by(&self) -> Option<&A> {
        self.first_answered_by.as_ref()
    }

    /// Who resolved it; `None` while it is not resolved, and where that was no
    /// agent, or one who is not known.
    pub const fn resolved_by(&self) -> Option<&A> {
        self.resolved_by.as_ref()
    }
}

/// One wait of a customer, and who ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContactFact<A> {
    interaction: Interaction,
    answered_by: Option<A>,
}

impl<A> ContactFact<A> {
    /// The wait: its channel, its start, its outcome.
    pub const fn interaction(&self) -> &Interaction {
        &self.interaction
    }

    /// Who answered; `None` where nobody has.
    pub const fn answered_by(&self) -> Option<&A> {
        self.answered_by.as_ref()
    }

    /// How long the customer waited for the answer; `None` where there is none.
    pub const fn response(&self) -> Option<Elapsed> {
        match self.interaction.outcome() {
            Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } => Some(after),
            Outcome::LeftWaiting { .. } | Outcome::StillWaiting => None,
        }
    }
}

/// What a conversation comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing<A> {
    /// All its events are deleted: it is as if it had never been.
    Vacant,
    Counted(Box<TicketFact<A>>),
    Excluded(Exclusion),
}

impl<A: Clone> Standing<A> {
    /// Judges a whole conversation.
    pub(super) fn of<K>(fold: &Fold<K, A>, rules: &Rules<'_, impl DeskClock>) -> Self {
        let Fold { machine, totals } = fold;
        if totals.events == 0 {
            Self::Vacant
        } else if machine.firsts.merged_into.is_some() {
            Self::Excluded(Exclusion::Merged)
        } else if totals.spam_marks > 0 {
            Self::Excluded(Exclusion::Spam)
        } else if machine.firsts.opening.is_none() {
            Self::Excluded(Exclusion::NoCustomerMessage)
        } else {
            // Everything that a ticket checks holds by construction, except
            // that counts and times fit.
            fact_of(machine, totals, rules).map_or(Self::Excluded(Exclusion::BeyondRange), |fact| {
                Self::Counted(Box::new(fact))
            })
        }
    }

    /// What the tally says of the conversation and its events.
    pub(super) fn tally<K>(&self, fold: &Fold<K, A>) -> Tally {
        let totals = &fold.totals;
        let mut tally = Tally::default();
        let reason = match self {
            Self::Vacant => return tally,
            Self::Counted(_) => {
                tally.tickets = 1;
                None
            }
            Self::Excluded(reason) => {
                tally.exclude(*reason);
                Some(*reason)
            }
        };
        let mut rest = u64::from(totals.events);
        for own in SetAside::ALL.into_iter().take(SetAside::OWN) {
            // Without a first message nothing comes before it.
            if own == SetAside::BeforeFirstMessage && fold.machine.firsts.opening.is_none() {
                continue;
            }
            let events = totals
                .set_aside
                .get(own.index())
                .copied()
                .map_or(0, u64::from);
            rest = rest.wrapping_sub(events);
            tally.set_aside_many(own, events);
        }
        match reason {
            Some(reason) => tally.set_aside_many(SetAside::OfTicket(reason), rest),
            None => tally.counted = rest,
        }
        tally
    }
}

/// A sum of nanoseconds as a fact holds it.
fn elapsed_of(nanoseconds: u128) -> Option<Elapsed> {
    u64::try_from(nanoseconds)
        .ok()
        .map(Elapsed::from_nanoseconds)
}

/// The facts of a conversation that counts; nothing where they do not fit.
fn fact_of<K, A: Clone>(
    machine: &Machine<K, A>,
    totals: &Totals,
    rules: &Rules<'_, impl DeskClock>,
) -> Option<TicketFact<A>> {
    let (opened_at, channel) = machine.firsts.opening?;
    if totals.too_long > 0 {
        return None;
    }
    let elapsed = |from: Instant, to: Instant| rules.elapsed(channel, from, to);
    let since_opening = |at: Instant| elapsed(opened_at, at);
    let course = course_of(machine, totals, since_opening)?;
    let first_conversation = first_conversation_of(machine, totals, opened_at, channel).ok()?;
    let mut builder = Ticket::builder(channel, opened_at.utc())
        .responses(totals.responses, elapsed_of(totals.response_ns)?.duration())
        .replies(totals.replies)
        .hold(course.on_hold().duration())
        .reopens(u16::try_from(totals.reopens).ok()?)
        .bot(totals.bot());
    if machine.firsts.assigned.is_some() {
        builder = builder.handovers(course.handovers());
    }
    if let Some(first) = &machine.firsts.response {
        builder = builder
            .first_response_at(first.at.utc())
            .first_response_took(elapsed(first.since, first.at));
    }
    let first_resolution = machine.firsts.resolved_at.map(since_opening);
    let mut resolved_by = None;
    match &machine.now.phase {
        Phase::Open => {}
        Phase::Held => builder = builder.on_hold(),
        Phase::Closed { at, resolved: None } => builder = builder.abandoned_at(at.utc()),
        Phase::Closed {
            at,
            resolved: Some((resolver, agent)),
        } => {
            builder = builder
                .resolved_at(at.utc(), *resolver)
                .resolution_took(since_opening(*at));
            resolved_by = agent.clone().filter(|_| *resolver == Resolver::Agent);
        }
    }
    if let Some(took) = first_resolution {
        builder = builder.first_resolution_took(took);
    }
    Some(TicketFact {
        ticket: builder.build().ok()?,
        course,
        first_conversation,
        first_answered_by: machine
            .firsts
            .response
            .as_ref()
            .and_then(|first| first.by.clone()),
        resolved_by,
    })
}

fn course_of<K, A>(
    machine: &Machine<K, A>,
    totals: &Totals,
    since_opening: impl Fn(Instant) -> Duration,
) -> Option<Course> {
    let first_assignment = match machine.firsts.assigned {
        None => FirstAssignment::None,
        Some(FirstAssigned::BeforeOpening) => FirstAssignment::BeforeOpening,
        Some(FirstAssigned::At(at)) => {
            FirstAssignment::After(Elapsed::try_from(since_opening(at)).ok()?)
        }
    };
    Course::default()
        .waited(
            elapsed_of(totals.for_team_ns)?,
            elapsed_of(totals.for_customer_ns)?,
            elapsed_of(totals.on_hold_ns)?,
        )
        .assigned(first_assignment, u16::try_from(totals.handovers).ok()?)
        .and_then(|course| {
            course.replied(totals.replies, totals.repeated, totals.repeated_by_another)
        })
        .ok()
}

fn first_conversation_of<K, A>(
    machine: &Machine<K, A>,
    totals: &Totals,
    opened_at: Instant,
    channel: Channel,
) -> Result<FirstConversation, ModelError> {
    let mut conversation = FirstConversation::open(channel, opened_at.utc())?;
    if let Some(at) = machine.firsts.resolved_at {
        conversation = conversation.resolved(at.utc(), totals.replies_before_resolution)?;
    }
    if let Some(at) = machine.firsts.reopened_at {
        conversation = conversation.reopened(at.utc())?;
    }
    if let Some(at) = machine.firsts.followed_up_at {
        conversation = conversation.followed_up(at.utc())?;
    }
    if let Some(at) = machine.firsts.returned_at {
        conversation = conversation.returned(at.utc())?;
    }
    Ok(match machine.now.phase {
        Phase::Closed {
            resolved: Some(_), ..
        } => conversation,
        _ => conversation.unresolved(),
    })
}

/// A wait on a ticket of this channel as a fact. It is nothing where its time
/// does not fit, and then its ticket is excluded for that reason.
pub(super) fn contact_of<A: Clone>(
    wait: &Wait<A>,
    channel: Channel,
    rules: &Rules<'_, impl DeskClock>,
) -> Option<ContactFact<A>> {
    let after = |at: Instant| Elapsed::try_from(rules.elapsed(channel, wait.since, at)).ok();
    let (outcome, answered_by) = match &wait.end {
        WaitEnd::Running => (Outcome::StillWaiting, None),
        WaitEnd::Left { at } => (Outcome::LeftWaiting { after: after(*at)? }, None),
        WaitEnd::Answered { at, by, left } => {
            let after = after(*at)?;
            let outcome = if *left {
                Outcome::LeftAfterAnswer { after }
            } else {
                Outcome::Answered { after }
            };
            (outcome, by.clone())
        }
    };
    Some(ContactFact {
        interaction: Interaction::new(wait.channel, wait.since.utc(), outcome).ok()?,
        answered_by,
    })
}
