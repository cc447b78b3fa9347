//! Merges, in chains and in circles.

use support_kpi::Channel;
use support_kpi::stage::{Desk, Event, EventKind, Exclusion, SetAside, Survivor};

use crate::facts;

type Told = Event<u64, &'static str>;

fn told(ticket: u64, id: u64, second: u64, kind: EventKind<u64>) -> Told {
    Event::new(ticket, id, facts::after(second * 1_000_000_000), kind)
}

fn opened(ticket: u64) -> Told {
    told(ticket, 0, 0, EventKind::CreatedByCustomer(Channel::Email))
}

fn desk(events: impl IntoIterator<Item = Told>) -> Desk<u64, &'static str> {
    let mut desk = Desk::default();
    for event in events {
        let _ = desk.apply(event).expect("an event that can be");
    }
    desk
}

#[test]
fn a_chain_leaves_its_end() {
    // 1 into 2 into 3, told in the other order.
    let desk = desk([
        opened(1),
        opened(2),
        opened(3),
        told(2, 1, 20, EventKind::MergedInto(3)),
        told(1, 1, 10, EventKind::MergedInto(2)),
    ]);
    assert_eq!(desk.survivor(&1), Survivor::Ticket(3));
    assert_eq!(desk.survivor(&2), Survivor::Ticket(3));
    assert_eq!(desk.tally().tickets(), 1);
    assert_eq!(desk.tally().excluded_for(Exclusion::Merged), 2);
    assert!(desk.timeline(&3).expect("it is there").ticket().is_ok());
}

#[test]
fn a_circle_leaves_nobody_and_a_tail_leads_into_it() {
    let desk = desk([
        opened(1),
        opened(2),
        opened(3),
        told(1, 1, 10, EventKind::MergedInto(2)),
        told(2, 1, 20, EventKind::MergedInto(3)),
        told(3, 1, 30, EventKind::MergedInto(2)),
    ]);
    for ticket in 1..=3 {
        assert_eq!(desk.survivor(&ticket), Survivor::Circle);
    }
    assert_eq!(desk.tally().excluded_for(Exclusion::Merged), 3);
}

#[test]
fn into_a_ticket_that_the_desk_does_not_have() {
    let desk = desk([opened(1), told(1, 1, 10, EventKind::MergedInto(99))]);
    assert_eq!(desk.survivor(&1), Survivor::Ticket(99));
    assert_eq!(desk.survivor(&5), Survivor::Ticket(5));
    assert!(desk.timeline(&99).is_none());
}

#[test]
fn the_first_merge_stands_and_what_follows_is_set_aside() {
    let mut desk = desk([
        opened(1),
        told(1, 2, 20, EventKind::MergedInto(8)),
        told(1, 1, 10, EventKind::MergedInto(7)),
        told(1, 3, 30, EventKind::AgentReply).by("Aiko"),
    ]);
    assert_eq!(desk.survivor(&1), Survivor::Ticket(7));
    assert_eq!(desk.tally().set_aside_for(SetAside::AfterMerge), 2);
    // The opening and the merge itself are of a ticket that does not count.
    let of_ticket = SetAside::OfTicket(Exclusion::Merged);
    assert_eq!(desk.tally().set_aside_for(of_ticket), 2);

    // Undone: both merges are deleted, and the ticket counts with its reply.
    let _ = desk.apply(Event::deletion(1, 1, 1)).expect("a deletion");
    let change = desk.apply(Event::deletion(1, 2, 1)).expect("a deletion");
    assert_eq!(change.tickets().recorded().len(), 1);
    assert_eq!(change.contacts().recorded().len(), 1);
    assert_eq!(desk.tally().counted(), 2);
    assert_eq!(desk.tally().deleted(), 2);
}

#[test]
fn a_merged_ticket_takes_its_facts_back() {
    let mut desk = desk([
        opened(1),
        told(1, 1, 10, EventKind::AgentReply).by("Aiko"),
        told(1, 2, 20, EventKind::CustomerMessage(Channel::Email)),
    ]);
    let merge = told(1, 3, 30, EventKind::MergedInto(2));
    let change = desk.apply(merge).expect("a merge");
    assert_eq!(change.tickets().retracted().len(), 1);
    assert_eq!(change.contacts().retracted().len(), 2);
    assert!(change.tickets().recorded().is_empty());
    // A further event of it changes no fact.
    let reply = told(1, 4, 40, EventKind::AgentReply).by("Ben");
    assert!(desk.apply(reply).expect("accepted").is_empty());
}
