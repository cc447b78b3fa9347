//! Any history, in any order of arrival, equals the recount after every event.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use support_kpi::breakdown::By;
use support_kpi::clock::{AroundTheClock, Clock};
use support_kpi::kpi::{
    AbandonmentRate, Assignment, AverageHandleTime, AverageResponseTime, Backlog, Bots,
    ContactRate, DoubleAnswers, FirstResolutionTime, FirstResponseTime, NetResolutionTime,
    OneTouchRate, ReopenRate, ResolutionRate, ResolutionTime, SelfServiceRate, Unanswered,
    WaitingOnWhom,
};
use support_kpi::stage::{
    ContactFact, Desk, DeskChange, DeskClock, EventKind, Exclusion, Reopening, SetAside, Tally,
    TicketFact,
};
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator, Channel, Elapsed, Group, Resolver};

use super::oracle::{ContactValues, Recount, TestEvent, TicketValues, recount};
use crate::facts;

/// A clock that stands still in every second minute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct EverySecondMinute;

impl EverySecondMinute {
    /// Nanoseconds that counted up to an instant.
    fn counted(at: DateTime<Utc>) -> i128 {
        const MINUTE: i128 = 60_000_000_000;
        let nanoseconds =
            i128::from(at.timestamp()) * 1_000_000_000 + i128::from(at.timestamp_subsec_nanos());
        let (pairs, rest) = (
            nanoseconds.div_euclid(2 * MINUTE),
            nanoseconds.rem_euclid(2 * MINUTE),
        );
        pairs * MINUTE + rest.min(MINUTE)
    }
}

impl Clock for EverySecondMinute {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let counted = Self::counted(to) - Self::counted(from);
        Duration::from_nanos(u64::try_from(counted.max(0)).expect("under 584 years"))
    }

    fn deadline(&self, _: DateTime<Utc>, _: Duration) -> Option<DateTime<Utc>> {
        None
    }
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        // Ties, to the nanosecond.
        6 => (0_u64..12).prop_map(|seconds| facts::after(30_000_000_000 * seconds)),
        1 => (0_u64..4).prop_map(facts::after),
        // A century either way.
        1 => (-2_i64..2).prop_map(|centuries| facts::epoch() + TimeDelta::days(36_525 * centuries)),
    ]
}

fn kind() -> impl Strategy<Value = EventKind<u8>> {
    let channel = || prop::sample::select(&[Channel::Email, Channel::Chat][..]);
    let resolver = prop::sample::select(
        &[
            Resolver::Agent,
            Resolver::Automation,
            Resolver::Customer,
            Resolver::NotKnown,
        ][..],
    );
    prop_oneof![
        2 => channel().prop_map(EventKind::CreatedByCustomer),
        1 => Just(EventKind::CreatedByAgent),
        6 => channel().prop_map(EventKind::CustomerMessage),
        6 => Just(EventKind::AgentReply),
        1 => Just(EventKind::BotMessage),
        1 => Just(EventKind::AgentNote),
        2 => Just(EventKind::BotHandoff),
        2 => Just(EventKind::Assigned),
        2 => Just(EventKind::Hold),
        2 => Just(EventKind::Resume),
        2 => Just(EventKind::Abandoned),
        4 => resolver.prop_map(EventKind::Resolved),
        3 => Just(EventKind::Reopened),
    ]
}

/// An arrival: few tickets, few ids and few versions, so that they collide.
pub fn arrival() -> impl Strategy<Value = TestEvent> {
    let key = (0_u8..3, 0_u8..14, 0_u64..3);
    let kind = prop_oneof![
        40 => kind().prop_map(Some),
        1 => Just(Some(EventKind::MarkedAsSpam)),
        1 => (10_u8..12).prop_map(|into| Some(EventKind::MergedInto(into))),
        4 => Just(None),
    ];
    let who = prop::option::of(0_u8..3);
    (key, instant(), who, kind).prop_map(|((ticket, id, version), at, who, kind)| {
        let Some(kind) = kind else {
            return TestEvent::deletion(ticket, id, version);
        };
        let event = TestEvent::new(ticket, id, at, kind).version(version);
        match who {
            Some(agent) => event.by(agent),
            None if kind == EventKind::AgentReply => event.by(0),
            None => event,
        }
    })
}

/// Arrivals, of which some come again.
pub fn arrivals(at_most: usize) -> impl Strategy<Value = Vec<TestEvent>> {
    let again = prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..8);
    (prop::collection::vec(arrival(), 1..at_most), again).prop_map(|(mut events, again)| {
        for (index, at_the_end) in again {
            let event = *index.get(&events);
            let place = if at_the_end {
                events.len()
            } else {
                index.index(events.len())
            };
            events.insert(place, event);
        }
        events
    })
}

type TicketKpis = (
    FirstResponseTime,
    AverageResponseTime,
    ResolutionTime,
    FirstResolutionTime,
    NetResolutionTime,
    ResolutionRate,
    SelfServiceRate,
    OneTouchRate,
    ReopenRate,
    Unanswered,
    Backlog,
    Bots,
);
type ContactKpis = (AbandonmentRate, AverageHandleTime, ContactRate);
type CourseKpis = (DoubleAnswers, Assignment, WaitingOnWhom);

/// What is counted as changes come in.
#[derive(Debug, Default, PartialEq, Clone)]
pub struct Counted {
    tickets: BTreeMap<u8, TicketValues>,
    contacts: HashMap<(u8, ContactValues), i64>,
    ticket_kpis: TicketKpis,
    course_kpis: CourseKpis,
    contact_kpis: ContactKpis,
    resolved_by_agent: By<u8, TicketKpis>,
    responses_by_agent: By<u8, DurationSummary>,
}

fn values(fact: &TicketFact<u8>) -> TicketValues {
    (
        *fact.ticket(),
        *fact.course(),
        *fact.first_conversation(),
        fact.first_answered_by().copied(),
        fact.resolved_by().copied(),
    )
}

impl Counted {
    pub fn take(&mut self, change: &DeskChange<u8, u8>) {
        for (key, fact) in change.tickets().retracted() {
            assert_eq!(
                self.tickets.remove(key),
                Some(values(fact)),
                "it was recorded"
            );
        }
        for (key, fact) in change.tickets().recorded() {
            assert_eq!(self.tickets.insert(*key, values(fact)), None, "it was not");
        }
        let mut count = |(key, fact): &(u8, ContactFact<u8>), more: i64| {
            let contact = (*key, (*fact.interaction(), fact.answered_by().copied()));
            let count = self.contacts.entry(contact).or_default();
            *count += more;
            assert!(*count >= 0, "no retraction comes before its record");
            if *count == 0 {
                self.contacts.remove(&contact);
            }
        };
        change
            .contacts()
            .retracted()
            .iter()
            .for_each(|c| count(c, -1));
        change
            .contacts()
            .recorded()
            .iter()
            .for_each(|c| count(c, 1));

        change.apply_tickets(&mut self.ticket_kpis);
        change.apply_interactions(&mut self.contact_kpis);
        change
            .tickets()
            .map(|(_, fact)| *fact.course())
            .apply_to(&mut self.course_kpis);
        change
            .tickets()
            .filter_map(|(_, fact)| Some((*fact.resolved_by()?, *fact.ticket())))
            .apply_to(&mut self.resolved_by_agent);
        change
            .contacts()
            .filter_map(|(_, fact)| Some((*fact.answered_by()?, fact.response()?)))
            .apply_to(&mut self.responses_by_agent);
    }

    /// The same, of what the oracle found.
    fn of(recount: &Recount) -> Self {
        let mut counted = Self {
            tickets: recount.tickets.clone(),
            ..Self::default()
        };
        for (ticket, course, _, _, resolved_by) in recount.tickets.values() {
            counted.ticket_kpis.record(ticket);
            counted.course_kpis.record(course);
            if let Some(agent) = resolved_by {
                counted.resolved_by_agent.record(&(*agent, *ticket));
            }
        }
        for ((key, interaction, by), count) in &recount.contacts {
            counted.contacts.insert((*key, (*interaction, *by)), *count);
            for _ in 0..*count {
                counted.contact_kpis.record(interaction);
                let time: Option<Elapsed> = match interaction.outcome() {
                    support_kpi::Outcome::Answered { after }
                    | support_kpi::Outcome::LeftAfterAnswer { after } => Some(after),
                    _ => None,
                };
                if let (Some(agent), Some(time)) = (by, time) {
                    counted.responses_by_agent.record(&(*agent, time));
                }
            }
        }
        counted
    }
}

fn assert_tally(tally: &Tally, recount: &Recount) {
    assert_eq!(tally.received(), recount.received);
    assert_eq!(tally.duplicates(), recount.duplicates);
    assert_eq!(tally.superseded(), recount.superseded);
    assert_eq!(tally.deleted(), recount.deleted);
    let of = |reason: &str| recount.events.get(reason).copied().unwrap_or(0);
    assert_eq!(tally.counted(), of("counted"));
    for (reason, word) in [
        (SetAside::AfterMerge, "after merge"),
        (SetAside::BeforeFirstMessage, "before first message"),
        (SetAside::CreatedAfterFirstMessage, "created after"),
        (SetAside::HeldTwice, "held twice"),
        (SetAside::HeldWhileClosed, "held while closed"),
        (SetAside::ResumedWithoutHold, "resumed without hold"),
        (SetAside::AbandonedWhileClosed, "abandoned while closed"),
        (SetAside::ResolvedTwice, "resolved twice"),
        (SetAside::ReopenedWhileOpen, "reopened while open"),
        (SetAside::OfTicket(Exclusion::Merged), "merged"),
        (SetAside::OfTicket(Exclusion::Spam), "spam"),
        (
            SetAside::OfTicket(Exclusion::NoCustomerMessage),
            "no message",
        ),
    ] {
        assert_eq!(tally.set_aside_for(reason), of(word), "{reason:?}");
    }
    assert_eq!(tally.tickets(), recount.tickets.len() as u64);
    for (reason, word) in [
        (Exclusion::Merged, "merged"),
        (Exclusion::Spam, "spam"),
        (Exclusion::NoCustomerMessage, "no message"),
    ] {
        let excluded = recount.excluded.values().filter(|w| **w == word).count();
        assert_eq!(tally.excluded_for(reason), excluded as u64, "{reason:?}");
    }
    // Counted and excluded are the input.
    let parts = [
        tally.duplicates(),
        tally.superseded(),
        tally.deleted(),
        tally.counted(),
        tally.set_aside(),
    ];
    assert_eq!(parts.iter().sum::<u64>(), tally.received());
}

/// Tells a desk one event after the other, and recounts after each.
pub fn equals_the_recount_after_every_event<C>(events: &[TestEvent], clock: C, reopening: Reopening)
where
    C: DeskClock + Clone + PartialEq + std::fmt::Debug,
{
    let mut desk = Desk::<u8, u8, u8, C>::new(clock.clone(), reopening);
    let mut live = Counted::default();
    for (index, event) in events.iter().enumerate() {
        live.take(&desk.apply(*event).expect("an event that can be"));
        let recount = recount(&events[..=index], &clock, reopening);
        assert_eq!(live, Counted::of(&recount));
        assert_tally(desk.tally(), &recount);
    }
    // What a late starter is told is the same.
    let mut late = Counted::default();
    late.take(&desk.facts());
    assert_eq!(late, live);
    // In the reverse order it comes to the same desk.
    let mut backwards = Desk::new(clock, reopening);
    let mut reversed = Counted::default();
    for event in events.iter().rev() {
        reversed.take(&backwards.apply(*event).expect("an event that can be"));
    }
    assert_eq!(reversed, live);
    assert_eq!(backwards, desk);
}

proptest! {
    #[test]
    fn short_histories(events in arrivals(40)) {
        equals_the_recount_after_every_event(&events, AroundTheClock, Reopening::Explicit);
    }

    #[test]
    fn reopened_by_a_message(events in arrivals(30)) {
        equals_the_recount_after_every_event(&events, AroundTheClock, Reopening::ByCustomerMessage);
    }

    #[test]
    fn on_another_clock(events in arrivals(30)) {
        equals_the_recount_after_every_event(&events, EverySecondMinute, Reopening::Explicit);
    }
}

/// What one event of a long conversation says: seconds, who, what.
type Said = (u32, Option<u8>, EventKind<u8>);

/// A long conversation: its events, the corrections of some of them (none is a
/// deletion), and which arrival comes first.
pub type LongHistory = (
    Vec<Said>,
    Vec<(prop::sample::Index, Option<Said>)>,
    prop::sample::Index,
);

pub fn long_history() -> impl Strategy<Value = LongHistory> {
    let said = || (0_u32..4_000, prop::option::of(0_u8..3), kind());
    let correction = (any::<prop::sample::Index>(), prop::option::of(said()));
    (
        prop::collection::vec(said(), 200..400),
        prop::collection::vec(correction, 0..100),
        any::<prop::sample::Index>(),
    )
}

/// Tells a desk a conversation that is long enough for checkpoints, in any
/// order, with corrections all over: its facts are those of a desk that is told
/// the end only, and those of one that is told all in order.
pub fn converges_on<C>((events, corrections, order): LongHistory, clock: C)
where
    C: DeskClock + Clone + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
{
    let event = |id: u16, version, (seconds, who, kind): &Said| {
        let at = facts::after(u64::from(*seconds) * 1_000_000_000);
        support_kpi::stage::Event::<u8, u8, u16>::new(1, id, at, *kind)
            .by(who.unwrap_or(0))
            .version(version)
    };
    let mut arrivals: Vec<_> = events
        .iter()
        .enumerate()
        .map(|(id, what)| event(id as u16, 0, what))
        .collect();
    for (version, (index, what)) in corrections.iter().enumerate() {
        let id = index.index(events.len()) as u16;
        let version = 1 + version as u64;
        arrivals.push(match what {
            Some(what) => event(id, version, what),
            None => support_kpi::stage::Event::deletion(1, id, version),
        });
    }
    let turn = order.index(arrivals.len());
    arrivals.rotate_left(turn);

    let mut desk = Desk::<u8, u8, u16, C>::new(clock.clone(), Reopening::Explicit);
    let mut live = Counted::default();
    for (index, event) in arrivals.iter().enumerate() {
        live.take(&desk.apply(*event).expect("an event that can be"));
        if index % 16 == 0 {
            // A desk without any checkpoint that was kept up.
            let text = postcard::to_stdvec(&desk).expect("it serialises");
            let fresh: Desk<u8, u8, u16, C> = postcard::from_bytes(&text).expect("it reads");
            let mut recounted = Counted::default();
            recounted.take(&fresh.facts());
            assert_eq!(live, recounted);
            assert_eq!(desk.tally(), fresh.tally());
        }
    }
    let mut sorted = arrivals.clone();
    sorted.sort_by_key(|event| (event.at(), *event.id()));
    let mut in_order = Desk::<u8, u8, u16, C>::new(clock, Reopening::Explicit);
    let mut counted = Counted::default();
    for event in sorted {
        counted.take(&in_order.apply(event).expect("an event that can be"));
    }
    assert_eq!(counted, live);
    assert_eq!(in_order, desk);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn long_histories(history in long_history()) {
        converges_on(history, AroundTheClock);
    }
}

proptest! {
    /// Two desks with half the tickets each count together what one counts.
    #[test]
    fn tallies_of_shards_add_up(events in arrivals(40)) {
        let mut whole = Desk::<u8, u8, u8>::default();
        let mut shards = [whole.clone(), whole.clone()];
        for event in &events {
            let _ = whole.apply(*event).expect("an event that can be");
            let shard = &mut shards[usize::from(event.ticket() % 2)];
            let _ = shard.apply(*event).expect("an event that can be");
        }
        let [one, other] = shards.map(|shard| *shard.tally());
        let mut together = one;
        together.merge(&other);
        prop_assert_eq!(&together, whole.tally());
        together.unmerge(&one);
        prop_assert_eq!(together, other);
    }
}
