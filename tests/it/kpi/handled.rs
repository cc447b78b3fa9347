//! Handled volume against hand counts and plain filters.

use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::kpi::{Handled, HandledVolume};
use support_kpi::{Calculator, Channel, Resolver, Ticket};

use crate::facts;

#[test]
fn a_table_by_hand() {
    // Aiko answers three and resolves one, Ben resolves two that Aiko answered.
    let mut by_agent = By::<&str, HandledVolume>::default();
    for fact in [
        ("Aiko", Handled::Answered),
        ("Aiko", Handled::Answered),
        ("Aiko", Handled::Answered),
        ("Aiko", Handled::Resolved),
        ("Ben", Handled::Resolved),
        ("Ben", Handled::Resolved),
    ] {
        by_agent.record(&fact);
    }
    let read: Vec<_> = by_agent
        .iter()
        .map(|(agent, volume)| (*agent, volume.answered(), volume.resolved()))
        .collect();
    assert_eq!(
        read,
        [("Aiko", Some(3), Some(1)), ("Ben", Some(0), Some(2))]
    );
    assert_eq!(by_agent.total().resolved(), Some(3));
}

#[test]
fn what_customers_and_automation_resolve_is_not_the_teams() {
    let opened = Ticket::builder(Channel::Email, facts::epoch());
    for (by, expected) in [
        (Resolver::Agent, vec![Handled::Answered, Handled::Resolved]),
        (
            Resolver::NotKnown,
            vec![Handled::Answered, Handled::Resolved],
        ),
        (Resolver::Customer, vec![Handled::Answered]),
        (Resolver::Automation, vec![Handled::Answered]),
    ] {
        let ticket = opened.clone().replies(1).resolved_at(facts::after(1), by);
        let ticket = ticket.build().expect("a ticket");
        assert_eq!(Handled::of_ticket(&ticket).collect::<Vec<_>>(), expected);
    }
    let silent = opened.build().expect("a ticket");
    assert_eq!(Handled::of_ticket(&silent).count(), 0);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut volume = HandledVolume::default();
    assert_eq!((volume.answered(), volume.resolved()), (Some(0), Some(0)));
    volume.retract(&Handled::Answered);
    assert_eq!((volume.answered(), volume.resolved()), (None, Some(0)));
    volume.record(&Handled::Answered);
    volume.retract(&Handled::Resolved);
    assert_eq!((volume.answered(), volume.resolved()), (Some(0), None));
}

proptest! {
    #[test]
    fn it_agrees_with_filters(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let handled: Vec<Handled> = tickets.iter().flat_map(Handled::of_ticket).collect();
        let volume = HandledVolume::of(&handled);
        let answered = tickets
            .iter()
            .filter(|ticket| {
                ticket.first_response().is_some()
                    || ticket.replies().unwrap_or(0) > 0
                    || ticket.responses().unwrap_or(0) > 0
            })
            .count();
        let resolved = tickets
            .iter()
            .filter_map(Ticket::resolved_by)
            .filter(|by| *by != Resolver::Customer && *by != Resolver::Automation)
            .count();
        prop_assert_eq!(volume.answered(), Some(answered as u64));
        prop_assert_eq!(volume.resolved(), Some(resolved as u64));
    }
}
