//! The desk's rules, one by one, by hand.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use support_kpi::clock::Clock;
use support_kpi::error::EventError;
use support_kpi::kpi::{Assignment, Bots, DoubleAnswers, WaitingOnWhom};
use support_kpi::model::{FirstAssignment, TicketEnd};
use support_kpi::stage::{
    Arrival, Desk, Event, EventKind, Exclusion, Reopening, SetAside, TicketFact,
};
use support_kpi::{BotInvolvement, Calculator, Channel, Elapsed, Outcome, Resolver};

use crate::facts;

type Told = Event<u64, &'static str>;
type Kind = EventKind<u64>;

const MESSAGE: Kind = EventKind::CustomerMessage(Channel::Email);
const BY_AGENT: Kind = EventKind::Resolved(Resolver::Agent);

fn second(second: u64) -> DateTime<Utc> {
    facts::after(second * 1_000_000_000)
}

fn seconds(seconds: u32) -> Elapsed {
    Elapsed::from_seconds(seconds)
}

/// A desk that was told of one ticket: seconds, kinds, and who did it ("" is nobody).
fn desk(events: &[(u64, Kind, &'static str)]) -> Desk<u64, &'static str> {
    let mut desk = Desk::default();
    for (id, (at, kind, by)) in events.iter().enumerate() {
        let mut event = Told::new(1, id as u64, second(*at), *kind);
        if !by.is_empty() {
            event = event.by(by);
        }
        let _ = desk.apply(event).expect("an event that can be");
    }
    desk
}

fn fact(desk: &Desk<u64, &'static str>) -> TicketFact<&'static str> {
    let timeline = desk.timeline(&1).expect("it is there");
    timeline.ticket().expect("it counts")
}

/// The waits: channel, start in seconds, outcome, who answered.
fn contacts(desk: &Desk<u64, &'static str>) -> Vec<(Channel, i64, Outcome, Option<&'static str>)> {
    let timeline = desk.timeline(&1).expect("it is there");
    let waits = timeline.contacts();
    waits
        .iter()
        .map(|contact| {
            let wait = contact.interaction();
            let since = (wait.started_at() - facts::epoch()).num_seconds();
            (
                wait.channel(),
                since,
                wait.outcome(),
                contact.answered_by().copied(),
            )
        })
        .collect()
}

#[test]
fn agents_are_those_who_answered_and_resolved_not_the_assignee() {
    let desk = desk(&[
        (0, MESSAGE, ""),
        (10, EventKind::Assigned, "Chiyo"),
        (60, EventKind::AgentReply, "Aiko"),
        (100, MESSAGE, ""),
        (400, EventKind::AgentReply, "Ben"),
        (500, BY_AGENT, "Dora"),
    ]);
    let fact = fact(&desk);
    assert_eq!(fact.first_answered_by(), Some(&"Aiko"));
    assert_eq!(fact.resolved_by(), Some(&"Dora"));
    let answered = |after| Outcome::Answered { after };
    assert_eq!(
        contacts(&desk),
        [
            (Channel::Email, 0, answered(seconds(60)), Some("Aiko")),
            (Channel::Email, 100, answered(seconds(300)), Some("Ben")),
        ]
    );
}

#[test]
fn only_an_agent_who_resolved_is_named() {
    for (resolver, named) in [
        (Resolver::Agent, Some(&"Aiko")),
        (Resolver::Automation, None),
        (Resolver::Customer, None),
        (Resolver::NotKnown, None),
    ] {
        let desk = desk(&[
            (0, MESSAGE, ""),
            (60, EventKind::Resolved(resolver), "Aiko"),
        ]);
        let fact = fact(&desk);
        assert_eq!(fact.ticket().resolved_by(), Some(resolver));
        assert_eq!(fact.resolved_by(), named);
    }
    let desk = desk(&[
        (0, MESSAGE, ""),
        (60, BY_AGENT, ""),
        (70, EventKind::Reopened, ""),
    ]);
    assert_eq!(fact(&desk).resolved_by(), None);
}

#[test]
fn how_waits_end() {
    let chat = EventKind::CustomerMessage(Channel::Chat);
    let desk = desk(&[
        (0, MESSAGE, ""),
        (10, EventKind::AgentReply, "Aiko"),
        // Left after the answer of second 10.
        (30, EventKind::Abandoned, ""),
        (40, EventKind::Reopened, ""),
        // Left while waiting since the reopening, on the channel last written on.
        (50, EventKind::Abandoned, ""),
        // A wait that a resolution ends is no contact.
        (60, chat, ""),
        (70, BY_AGENT, "Aiko"),
        (80, EventKind::Reopened, ""),
    ]);
    let left_after = Outcome::LeftAfterAnswer { after: seconds(10) };
    let left = Outcome::LeftWaiting { after: seconds(10) };
    assert_eq!(
        contacts(&desk),
        [
            (Channel::Email, 0, left_after, Some("Aiko")),
            (Channel::Email, 40, left, None),
            (Channel::Chat, 80, Outcome::StillWaiting, None),
        ]
    );
    assert_eq!(fact(&desk).ticket().channel(), Channel::Email);
}

#[test]
fn a_bots_hand_off_starts_the_wait_again() {
    let desk = desk(&[
        (0, EventKind::CreatedByCustomer(Channel::Chat), ""),
        (1, EventKind::BotMessage, ""),
        (20, EventKind::BotHandoff, ""),
        (62, EventKind::AgentReply, "Aiko"),
    ]);
    let answered = Outcome::Answered { after: seconds(42) };
    assert_eq!(
        contacts(&desk),
        [(Channel::Chat, 20, answered, Some("Aiko"))]
    );
    let fact = fact(&desk);
    assert_eq!(fact.ticket().bot(), BotInvolvement::HandedOver);
    // 42 s of waiting for the response, 62 s on the team all the same.
    assert_eq!(fact.ticket().first_response(), Some(seconds(42)));
    assert_eq!(fact.course().for_team(), seconds(62));
    let bots = Bots::of([fact.ticket()]);
    assert_eq!(bots.hand_off().to_string(), "1 of 1 (100 %)");
    assert_eq!(bots.containment().to_string(), "0 of 1 (0 %)");
}

#[test]
fn a_bot_that_spoke_before_the_customer_took_no_part() {
    let desk = desk(&[(0, EventKind::BotMessage, ""), (5, MESSAGE, "")]);
    assert_eq!(fact(&desk).ticket().bot(), BotInvolvement::None);
    assert_eq!(desk.tally().set_aside_for(SetAside::BeforeFirstMessage), 1);
}

#[test]
fn replies_to_what_was_answered_already() {
    let desk = desk(&[
        (0, MESSAGE, ""),
        (10, EventKind::AgentReply, "Aiko"),
        (20, EventKind::AgentReply, "Aiko"),
        (30, EventKind::AgentReply, "Ben"),
        (40, MESSAGE, ""),
        (50, BY_AGENT, "Ben"),
        // The resolution ended the wait: this is the first reply to it.
        (60, EventKind::AgentReply, "Aiko"),
    ]);
    let doubles = DoubleAnswers::of([fact(&desk).course()]);
    assert_eq!(doubles.of_replies().to_string(), "2 of 4 (50 %)");
    assert_eq!(doubles.by_another_agent().to_string(), "1 of 4 (25 %)");
}

#[test]
fn assignments_and_handovers() {
    let assigned = |who| (100, EventKind::Assigned, who);
    let desk1 = desk(&[
        (0, MESSAGE, ""),
        (30, EventKind::Assigned, ""),
        assigned("Aiko"),
    ]);
    let course = *fact(&desk1).course();
    assert_eq!(
        course.first_assignment(),
        FirstAssignment::After(seconds(100))
    );
    assert_eq!(fact(&desk1).ticket().handovers(), Some(0));

    let desk2 = desk(&[
        (0, EventKind::Assigned, "Aiko"),
        (1, EventKind::Assigned, "Ben"), // before the opening: no handover
        (2, MESSAGE, ""),
        (3, EventKind::Assigned, "Ben"),
        (4, EventKind::Assigned, ""),
        (5, EventKind::Assigned, "Aiko"),
        (6, EventKind::Assigned, "Chiyo"),
    ]);
    let fact2 = fact(&desk2);
    assert_eq!(
        fact2.course().first_assignment(),
        FirstAssignment::BeforeOpening
    );
    assert_eq!(fact2.ticket().handovers(), Some(2));

    let never = desk(&[(0, MESSAGE, "")]);
    assert_eq!(
        fact(&never).ticket().handovers(),
        None,
        "not known is not zero"
    );
    let kpi = Assignment::of([&course, fact2.course(), fact(&never).course()]);
    assert_eq!(kpi.assigned().to_string(), "2 of 3 (66.7 %)");
    assert_eq!(kpi.handed_over().to_string(), "1 of 2 (50 %)");
    assert_eq!((kpi.before_opening(), kpi.handovers()), (Some(1), Some(2)));
    assert_eq!(kpi.mean(), Some(Duration::from_secs(100)));
}

#[test]
fn an_open_ticket_waits_on_somebody_and_a_closed_one_on_nobody() {
    let desk = desk(&[
        (0, MESSAGE, ""),
        (10, EventKind::Hold, ""),           // team 10
        (30, EventKind::Resume, ""),         // hold 20
        (35, EventKind::AgentReply, "Aiko"), // team 5
        (50, EventKind::Hold, ""),           // customer 15
        (52, MESSAGE, ""),                   // the hold comes before the wait
        (60, EventKind::Resume, ""),         // hold 10
        (61, BY_AGENT, "Aiko"),              // team 1
        (90, EventKind::Reopened, ""),       // closed 29
        (99, EventKind::AgentReply, "Aiko"), // team 9
        (120, EventKind::AgentNote, "Aiko"), // still running: not counted
    ]);
    let course = *fact(&desk).course();
    assert_eq!(course.for_team(), seconds(25));
    assert_eq!(course.for_customer(), seconds(15));
    assert_eq!(course.on_hold(), seconds(30));
    let kpi = WaitingOnWhom::of([&course]);
    assert_eq!(kpi.for_team().sum(), Some(Duration::from_secs(25)));
}

#[test]
fn reopened_by_a_customers_message_where_that_is_asked_for() {
    let events = [(0, MESSAGE), (10, BY_AGENT), (900, MESSAGE)];
    let judged = |reopening| {
        let mut desk = Desk::new(support_kpi::clock::AroundTheClock, reopening);
        for (id, (at, kind)) in events.iter().enumerate() {
            let event = Told::new(1, id as u64, second(*at), *kind);
            let _ = desk.apply(event).expect("an event that can be");
        }
        let ticket = *fact(&desk).ticket();
        (ticket.end(), ticket.reopens())
    };
    let resolved = TicketEnd::Resolved(Resolver::Agent);
    assert_eq!(judged(Reopening::Explicit), (resolved, Some(0)));
    assert_eq!(
        judged(Reopening::ByCustomerMessage),
        (TicketEnd::Open, Some(1))
    );
}

#[test]
fn tickets_that_do_not_count_say_why() {
    let reply = (10, EventKind::AgentReply, "Aiko");
    for (events, reason) in [
        (
            vec![reply, (20, EventKind::AgentNote, "")],
            Exclusion::NoCustomerMessage,
        ),
        (
            vec![(0, MESSAGE, ""), (5, EventKind::MarkedAsSpam, "")],
            Exclusion::Spam,
        ),
        (
            vec![(0, MESSAGE, ""), (5, EventKind::MergedInto(2), "")],
            Exclusion::Merged,
        ),
        // Where several hold, the first of the list is given.
        (
            vec![
                (5, EventKind::MergedInto(2), ""),
                (6, EventKind::MarkedAsSpam, ""),
            ],
            Exclusion::Merged,
        ),
        (vec![(6, EventKind::MarkedAsSpam, "")], Exclusion::Spam),
    ] {
        let desk = desk(&events);
        let timeline = desk.timeline(&1).expect("it is there");
        assert_eq!(timeline.ticket(), Err(reason));
        assert_eq!(timeline.contacts(), []);
        assert_eq!(desk.tally().excluded_for(reason), 1);
        assert_eq!((desk.tally().tickets(), desk.tally().counted()), (0, 0));
        assert!(desk.facts().is_empty());
    }
}

#[test]
fn what_one_event_alone_shows_to_be_wrong_leaves_the_desk_as_it_was() {
    let mut desk = desk(&[(0, MESSAGE, ""), (10, EventKind::AgentReply, "Aiko")]);
    let before = desk.clone();
    let far = DateTime::<Utc>::MAX_UTC - TimeDelta::days(1);
    let early: DateTime<Utc> = "1677-09-21T00:12:43Z".parse().expect("an instant");
    for (event, error, text) in [
        (
            Told::new(1, 9, second(20), EventKind::AgentReply),
            EventError::ByNobody,
            "by: expected the agent who wrote the reply, found nobody",
        ),
        (
            Told::new(7, 9, second(20), EventKind::MergedInto(7)),
            EventError::MergedIntoItself,
            "merged_into: expected another ticket, found the ticket itself",
        ),
        (
            Told::new(8, 9, early, MESSAGE),
            EventError::InstantOutOfRange { found: early },
            "at: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, \
             found 1677-09-21T00:12:43Z",
        ),
        (
            Told::new(8, 9, far, MESSAGE),
            EventError::InstantOutOfRange { found: far },
            "at: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, \
             found +262142-12-30T23:59:59.999999999Z",
        ),
    ] {
        let found = desk.apply(event).expect_err(text);
        assert_eq!(found, error);
        assert_eq!(found.to_string(), text);
        assert_eq!(desk, before);
    }
}

#[test]
fn a_thousand_versions_of_one_event_come_to_the_greatest() {
    let versions = |order: &mut dyn Iterator<Item = u64>| {
        let mut desk = desk(&[(0, MESSAGE, "")]);
        for version in order {
            let at = second(1 + version);
            let reply = Told::new(1, 77, at, EventKind::AgentReply).by("Aiko");
            let _ = desk.apply(reply.version(version)).expect("a version");
        }
        desk
    };
    let upwards = versions(&mut (0..1_000));
    assert_eq!(upwards, versions(&mut (0..1_000).rev()));
    assert_eq!(upwards, versions(&mut (0..1_000).map(|n| n * 387 % 1_000)));
    assert_eq!(
        fact(&upwards).ticket().first_response(),
        Some(seconds(1_000))
    );
    let tally = upwards.tally();
    assert_eq!(
        (tally.received(), tally.superseded(), tally.counted()),
        (1_001, 999, 2)
    );
}

#[test]
fn a_deletion_may_come_before_its_event() {
    let reply = Told::new(1, 1, second(5), EventKind::AgentReply).by("Aiko");
    let mut desk = Desk::<u64, &str>::default();
    let change = desk.apply(Told::deletion(1, 1, 3)).expect("a deletion");
    assert_eq!((change.arrival(), change.is_empty()), (Arrival::New, true));
    assert!(
        desk.timeline(&1).is_none(),
        "a ticket without events is none"
    );
    assert_eq!((desk.tally().excluded(), desk.tally().deleted()), (0, 1));

    let arrival = |desk: &mut Desk<_, _>, event: Told| desk.apply(event).expect("it can").arrival();
    assert_eq!(arrival(&mut desk, reply.version(2)), Arrival::Outdated);
    assert_eq!(
        arrival(&mut desk, Told::deletion(1, 1, 3)),
        Arrival::Duplicate
    );
    // Of one version the deletion wins; a later version brings the event back.
    assert_eq!(arrival(&mut desk, reply.version(3)), Arrival::Outdated);
    assert_eq!(
        arrival(&mut desk, Told::new(1, 2, second(0), MESSAGE)),
        Arrival::New
    );
    assert_eq!(arrival(&mut desk, reply.version(4)), Arrival::Corrected);
    assert_eq!(fact(&desk).ticket().first_response(), Some(seconds(5)));
    assert_eq!(desk.tally().deleted(), 0);
}

#[test]
fn one_version_with_two_contents_is_decided_by_the_content() {
    let early = Told::new(1, 1, second(5), EventKind::AgentReply).by("Aiko");
    let late = Told::new(1, 1, second(9), EventKind::AgentReply).by("Aiko");
    let mut one = desk(&[(0, MESSAGE, "")]);
    let mut other = one.clone();
    for (event, same) in [(early, late), (late, early)] {
        let _ = one.apply(event).expect("a version");
        let _ = other.apply(same).expect("a version");
    }
    assert_eq!(one, other);
    assert_eq!(fact(&one).ticket().first_response(), Some(seconds(9)));
}

#[test]
fn centuries_and_nanoseconds() {
    let mut desk = Desk::<u64, &str>::default();
    let opened: DateTime<Utc> = "1677-09-21T00:12:44Z".parse().expect("an instant");
    let answered: DateTime<Utc> = "2262-04-11T23:47:16.854775807Z"
        .parse()
        .expect("an instant");
    for event in [
        Told::new(1, 1, opened, MESSAGE),
        Told::new(1, 2, answered, EventKind::AgentReply).by("Aiko"),
    ] {
        let _ = desk.apply(event).expect("an event that can be");
    }
    let wait = (answered - opened).to_std().expect("584 years");
    assert_eq!(
        fact(&desk).ticket().first_response().map(Elapsed::duration),
        Some(wait)
    );

    // At one nanosecond the message comes before the reply, and Aiko before Ben.
    let mut desk = Desk::<u64, &str>::default();
    for event in [
        Told::new(1, 1, answered, EventKind::AgentReply).by("Ben"),
        Told::new(1, 3, answered, EventKind::AgentReply).by("Aiko"),
        Told::new(1, 2, answered, MESSAGE),
    ] {
        let _ = desk.apply(event).expect("an event that can be");
    }
    assert_eq!(fact(&desk).first_answered_by(), Some(&"Aiko"));
    assert_eq!(fact(&desk).ticket().first_response(), Some(Elapsed::ZERO));
}

#[test]
fn counts_beyond_what_a_ticket_holds_exclude_it() {
    // Resolved and reopened 65,535 times: as often as a ticket can say.
    let desk = desk(&[(0, MESSAGE, "")]);
    let mut written = serde_json::to_value(&desk).expect("JSON");
    let events = written["conversations"][0][1]
        .as_array_mut()
        .expect("events");
    for turn in 0..65_535_u64 {
        for (id, kind) in [(1, r#"{"resolved":"agent"}"#), (2, r#""reopened""#)] {
            let kind: serde_json::Value = serde_json::from_str(kind).expect("JSON");
            let at = second(2 * turn + id);
            let what = serde_json::json!({"at": at, "by": "Aiko", "kind": kind});
            let id = 2 * turn + id;
            events.push(serde_json::json!({"id": id, "version": 0, "copies": 1, "what": what}));
        }
    }
    let text = written.to_string();
    let mut desk: Desk<u64, &'static str> =
        serde_json::from_str(Box::leak(text.into_boxed_str())).expect("a desk");
    assert_eq!(fact(&desk).ticket().reopens(), Some(65_535));

    let told = |id, kind| Told::new(1, id, second(id), kind);
    let _ = desk.apply(told(131_071, BY_AGENT)).expect("a resolution");
    let change = desk
        .apply(told(131_072, EventKind::Reopened))
        .expect("a reopening");
    assert_eq!(change.tickets().retracted().len(), 1);
    assert_eq!(change.tickets().recorded().len(), 0);
    let excluded = desk.timeline(&1).expect("it is there").ticket();
    assert_eq!(excluded, Err(Exclusion::BeyondRange));
    let of_ticket = SetAside::OfTicket(Exclusion::BeyondRange);
    assert_eq!(desk.tally().set_aside_for(of_ticket), 131_073);
}

#[test]
fn a_clock_out_of_bounds_excludes_the_ticket() {
    struct Endless;
    impl Clock for Endless {
        fn elapsed(&self, _: DateTime<Utc>, _: DateTime<Utc>) -> Duration {
            Duration::MAX
        }
        fn deadline(&self, _: DateTime<Utc>, _: Duration) -> Option<DateTime<Utc>> {
            None
        }
    }
    let mut desk = Desk::<u64, &str, u64, Endless>::new(Endless, Reopening::Explicit);
    for event in [
        Told::new(1, 1, second(0), MESSAGE),
        Told::new(1, 2, second(1), EventKind::Abandoned),
    ] {
        let _ = desk.apply(event).expect("an event that can be");
    }
    let excluded = desk.timeline(&1).expect("it is there").ticket();
    assert_eq!(excluded, Err(Exclusion::BeyondRange));
}

#[test]
fn a_timeline_shows_every_event_in_its_place() {
    let desk = desk(&[
        (60, EventKind::Resume, ""),
        (10, EventKind::AgentReply, "Aiko"),
        (0, MESSAGE, ""),
        (60, EventKind::Hold, ""),
    ]);
    let timeline = desk.timeline(&1).expect("it is there");
    let seen: Vec<_> = timeline
        .events()
        .map(|event| {
            (
                event.at(),
                *event.kind(),
                event.by().copied(),
                event.set_aside(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (second(0), MESSAGE, None, None),
            (second(10), EventKind::AgentReply, Some("Aiko"), None),
            (second(60), EventKind::Hold, None, None),
            (second(60), EventKind::Resume, None, None),
        ]
    );
}

#[test]
fn an_open_ticket_of_ten_messages_stays_under_a_kibibyte() {
    let mut desk = Desk::<u64, u64>::default();
    let tickets = 10_000;
    for id in 0..10 {
        for ticket in 0..tickets {
            let kind = if id % 2 == 0 {
                MESSAGE
            } else {
                EventKind::AgentReply
            };
            let event = Event::new(ticket, id, second(id), kind).by(ticket % 50);
            let _ = desk.apply(event).expect("an event that can be");
        }
    }
    let each = desk.bytes() / tickets as usize;
    assert!(each < 1_024, "{each} bytes for a ticket");
}
