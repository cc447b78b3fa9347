//! Conversations that leave the desk and come back.

use proptest::prelude::*;
use support_kpi::error::{EventError, RestoreError};
use support_kpi::stage::{Conversation, Desk, Event, EventKind};
use support_kpi::{Channel, Resolver};

use super::convergence::{Counted, arrivals};
use crate::facts;
use crate::serialised::{through_json, through_postcard};

fn told(ticket: u8, id: u64, second: u64, kind: EventKind<u8>) -> Event<u8, u8> {
    Event::new(ticket, id, facts::after(second * 1_000_000_000), kind).by(1)
}

/// Tickets 1 to 4, resolved at 10, 20, 30 and 40 seconds; 5 is open, 6 is
/// resolved with a customer waiting, 7 is spam without any message.
fn desk() -> Desk<u8, u8> {
    let mut desk = Desk::default();
    let message = EventKind::CustomerMessage(Channel::Email);
    let resolved = EventKind::Resolved(Resolver::Agent);
    for ticket in 1..=6 {
        let _ = desk.apply(told(ticket, 1, 0, message)).expect("a message");
    }
    for ticket in 1..=4 {
        let at = 10 * u64::from(ticket);
        let _ = desk.apply(told(ticket, 2, at, resolved)).expect("resolved");
    }
    for event in [
        told(6, 2, 1, resolved),
        told(6, 3, 2, message),
        told(7, 1, 3, EventKind::MarkedAsSpam),
    ] {
        let _ = desk.apply(event).expect("an event that can be");
    }
    desk
}

fn keys(conversations: &[Conversation<u8, u8>]) -> Vec<u8> {
    conversations.iter().map(|c| *c.ticket()).collect()
}

#[test]
fn by_age() {
    let mut desk = desk();
    let tally = *desk.tally();
    let second = |s: u64| facts::after(s * 1_000_000_000);
    // The instant itself is not before it.
    assert_eq!(keys(&desk.archive_settled_before(second(20))), [1, 7]);
    assert_eq!(keys(&desk.archive_settled_before(second(9_999))), [2, 3, 4]);
    assert_eq!((desk.len(), desk.archived_len()), (2, 5));
    assert_eq!(*desk.tally(), tally, "archived tickets stay counted");
}

#[test]
fn by_count() {
    let mut desk = desk();
    assert_eq!(keys(&desk.archive_settled_beyond(2)), [7, 1, 2]);
    assert!(desk.archive_settled_beyond(2).is_empty());
    assert_eq!(keys(&desk.archive_settled_beyond(0)), [3, 4]);
    assert_eq!(desk.tickets().copied().collect::<Vec<_>>(), [5, 6]);
}

#[test]
fn an_event_for_an_archived_ticket_changes_nothing_and_says_so() {
    let mut desk = desk();
    let stored = desk.archive(&1).expect("it is there");
    assert!(desk.archive(&1).is_none());
    assert!(desk.timeline(&1).is_none() && desk.is_archived(&1));
    let before = desk.clone();
    let late = told(1, 3, 50, EventKind::Reopened);
    let error = desk.apply(late).expect_err("archived");
    assert_eq!(error, EventError::Archived);
    assert_eq!(
        error.to_string(),
        "ticket: expected one that is on the desk, found one that was archived (restore it first)",
    );
    assert_eq!(desk, before);

    desk.restore(stored.clone()).expect("archived");
    assert_eq!(
        desk.apply(late)
            .expect("it is back")
            .tickets()
            .recorded()
            .len(),
        1
    );
    assert_eq!(desk.restore(stored.clone()), Err(RestoreError::NotArchived));

    // Archived again, it takes the new copy only.
    let newer = desk.archive(&1).expect("it is there");
    let before = desk.clone();
    let error = desk.restore(stored).expect_err("an old copy");
    assert_eq!(
        error.to_string(),
        "archived: expected the copy of archiving 2, found that of 1",
    );
    assert_eq!(desk, before);
    assert_eq!(desk.restore(newer), Ok(()));
    assert_eq!(
        RestoreError::NotArchived.to_string(),
        "ticket: expected one that was archived, found one that was not",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Away and back at any time, through JSON and postcard, it comes to the same end.
    #[test]
    fn archiving_and_restoring_changes_no_figure(
        events in arrivals(40),
        away in prop::collection::vec(0_u8..3, 40),
    ) {
        let mut straight = Desk::<u8, u8, u8>::default();
        let mut detour = Desk::<u8, u8, u8>::default();
        let (mut one, mut other) = (Counted::default(), Counted::default());
        for (event, ticket) in events.iter().zip(away) {
            if let Some(stored) = detour.archive(&ticket) {
                let stored = through_postcard(&through_json(&stored));
                let mut desk = through_json(&detour);
                desk.restore(stored).expect("just archived");
                detour = desk;
            }
            one.take(&straight.apply(*event).expect("an event that can be"));
            other.take(&detour.apply(*event).expect("an event that can be"));
            prop_assert_eq!(&one, &other);
            prop_assert_eq!(straight.tally(), detour.tally());
        }
    }
}
