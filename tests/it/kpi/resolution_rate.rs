//! Resolution rate against a hand count and a plain filter.

use proptest::prelude::*;
use support_kpi::kpi::ResolutionRate;
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketEnd};

use crate::facts;

#[test]
fn a_table_by_hand() {
    // Resolved, on hold, abandoned, reopened: one of four.
    let opened = Ticket::builder(Channel::Email, facts::epoch());
    let later = facts::after(1);
    let tickets = [
        opened.clone().resolved_at(later, Resolver::NotKnown),
        opened.clone().on_hold(),
        opened.clone().abandoned_at(later),
        opened.first_resolved_at(later),
    ]
    .map(|builder| builder.build().expect("a ticket"));
    let rate = ResolutionRate::of(&tickets);
    assert_eq!(rate.of_opened(), Ratio::of_counts(1, 4));
    assert_eq!(rate.of_opened().percent(), Some(25.into()));

    let mut early = ResolutionRate::default();
    assert_eq!(early.of_opened().percent(), None);
    early.retract(&tickets[0]);
    assert_eq!(early.of_opened().percent(), None);
    early.record_slice(&tickets);
    assert_eq!(early.of_opened(), Ratio::of_counts(0, 3));
}

proptest! {
    #[test]
    fn it_agrees_with_a_filter(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let resolved = tickets
            .iter()
            .filter(|ticket| matches!(ticket.end(), TicketEnd::Resolved(_)))
            .count();
        let expected = Ratio::of_counts(resolved as i64, tickets.len() as i64);
        prop_assert_eq!(ResolutionRate::of(&tickets).of_opened(), expected);
    }
}
