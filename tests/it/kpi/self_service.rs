//! Self-service rate against hand counts and plain filters.

use proptest::prelude::*;
use support_kpi::kpi::SelfServiceRate;
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn opened() -> TicketBuilder {
    Ticket::builder(Channel::Web, facts::epoch())
}

fn resolved(by: Resolver, replies: Option<u32>) -> Ticket {
    let builder = opened().resolved_at(facts::after(1), by);
    match replies {
        Some(replies) => builder.replies(replies),
        None => builder,
    }
    .build()
    .expect("a ticket")
}

fn open() -> Ticket {
    opened().build().expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    // Customer: 2 without a reply (one not known). Automation: 1. With replies,
    // by an agent, by nobody known, open: 5 more. (2 + 1) of 8 tickets, 37.5 %.
    let rate = SelfServiceRate::of(&[
        resolved(Resolver::Customer, Some(0)),
        resolved(Resolver::Customer, None),
        resolved(Resolver::Customer, Some(1)),
        resolved(Resolver::Automation, Some(0)),
        resolved(Resolver::Automation, Some(2)),
        resolved(Resolver::Agent, Some(0)),
        resolved(Resolver::NotKnown, Some(0)),
        open(),
    ]);
    assert_eq!(rate.of_all(), Ratio::of_counts(3, 8));
    assert_eq!(rate.of_all().percent().expect("a rate").to_string(), "37.5");
    assert_eq!(rate.by_customer(), Ratio::of_counts(2, 8));
    assert_eq!(rate.by_automation(), Ratio::of_counts(1, 8));
    assert_eq!(rate.resolver_known(), Ratio::of_counts(6, 8));
}

#[test]
fn where_no_resolver_is_known_there_is_no_rate() {
    for tickets in [
        vec![],
        vec![open()],
        vec![resolved(Resolver::NotKnown, Some(0)), open()],
    ] {
        let rate = SelfServiceRate::of(&tickets);
        assert_eq!(rate.of_all().percent(), None);
        assert_eq!(rate.of_all().to_string(), "nothing counted");
        assert_eq!(
            rate.resolver_known(),
            Ratio::of_counts(0, tickets.len() as i64)
        );
    }
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    // The sum of the parts would look settled: 2 of 3.
    let customers = [resolved(Resolver::Customer, None); 3];
    let early = resolved(Resolver::Automation, Some(0));
    let mut rate = SelfServiceRate::of(&customers);
    rate.record(&open());
    rate.retract(&early);
    for ratio in [rate.of_all(), rate.by_customer(), rate.by_automation()] {
        assert_eq!((ratio.percent(), ratio.part()), (None, None));
    }
    rate.record(&early);
    assert_eq!(rate.of_all(), Ratio::of_counts(3, 4));
}

#[test]
fn counts_that_cannot_be_together_are_unsettled() {
    let (customer, agent) = (
        resolved(Resolver::Customer, None),
        resolved(Resolver::Agent, None),
    );
    for (recorded, retracted) in [
        // One resolved by the customer, of no known resolver.
        (vec![customer, open()], agent),
        // One known resolver, of no ticket.
        (vec![agent], open()),
    ] {
        let mut rate = SelfServiceRate::of(&recorded);
        rate.retract(&retracted);
        for ratio in [rate.of_all(), rate.by_customer(), rate.by_automation()] {
            assert_eq!(ratio.to_string(), "unsettled");
        }
    }
}

proptest! {
    #[test]
    fn it_agrees_with_filters(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let rate = SelfServiceRate::of(&tickets);
        let alone = |by: Resolver| {
            let count = tickets
                .iter()
                .filter(|ticket| ticket.resolved_by() == Some(by))
                .filter(|ticket| matches!(ticket.replies(), None | Some(0)))
                .count();
            count as i64
        };
        let known = tickets
            .iter()
            .filter_map(Ticket::resolved_by)
            .filter(|by| *by != Resolver::NotKnown)
            .count();
        let all = tickets.len() as i64;
        let ratio = |part| {
            if known == 0 { Ratio::default() } else { Ratio::of_counts(part, all) }
        };
        let (customer, automation) = (alone(Resolver::Customer), alone(Resolver::Automation));
        prop_assert_eq!(rate.by_customer(), ratio(customer));
        prop_assert_eq!(rate.by_automation(), ratio(automation));
        prop_assert_eq!(rate.of_all(), ratio(customer + automation));
        prop_assert_eq!(rate.resolver_known(), Ratio::of_counts(known as i64, all));
    }
}
