//! Reopen rate against hand counts and plain filters.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::ReopenRate;
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn opened() -> TicketBuilder {
    Ticket::builder(Channel::Email, facts::epoch())
}

fn resolved(reopens: u16) -> Ticket {
    opened()
        .resolved_at(facts::after(1), Resolver::Agent)
        .reopens(reopens)
        .build()
        .expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    let others = [
        opened().first_resolved_at(facts::after(1)).reopens(1), // open again: counts
        opened().abandoned_at(facts::after(1)).reopens(2),      // never resolved
        opened().reopens(0),                                    // never resolved
        opened().resolved_at(facts::after(1), Resolver::Agent), // reopens not known
    ]
    .map(|builder| builder.build().expect("a ticket"));
    let mut rate = ReopenRate::of(&[0, 0, 3].map(resolved));
    rate.record_slice(&others);
    // Of 3 + 1 ever resolved 1 + 1 were reopened, 3 + 1 = 4 times: twice each.
    assert_eq!(rate.of_ever_resolved(), Ratio::of_counts(2, 4));
    assert_eq!(rate.reopens_per_reopened(), Some(2.into()));
    assert_eq!(rate.reopens(), Some(4));
    assert_eq!(
        (rate.not_known(), rate.never_resolved()),
        (Some(1), Some(2))
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let rate = ReopenRate::default();
    assert_eq!(rate.of_ever_resolved().percent(), None);
    assert_eq!(rate.reopens_per_reopened(), None);
    let never = ReopenRate::of(&[resolved(0)]);
    assert_eq!(never.of_ever_resolved().percent(), Some(0.into()));
    assert_eq!(never.reopens_per_reopened(), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for (recorded, early) in [
        // Fewer than none reopened.
        (vec![resolved(0), resolved(0)], resolved(2)),
        // One reopened of no ticket.
        (vec![resolved(1)], resolved(0)),
        // One reopened, without a reopening.
        (vec![resolved(1), resolved(1)], resolved(2)),
        // Two reopenings, and no reopened ticket.
        (vec![resolved(0), resolved(3)], resolved(1)),
    ] {
        let mut rate = ReopenRate::of(&recorded);
        rate.retract(&early);
        assert_eq!(rate.of_ever_resolved().to_string(), "unsettled");
        assert_eq!((rate.reopens_per_reopened(), rate.reopens()), (None, None));
        rate.record(&early);
        assert_eq!(rate, ReopenRate::of(&recorded));
        assert!(rate.of_ever_resolved().is_settled());
    }
    let mut rate = ReopenRate::default();
    rate.retract(&opened().build().expect("a ticket"));
    assert_eq!(rate.never_resolved(), None);
}

proptest! {
    #[test]
    fn it_agrees_with_filters(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let rate = ReopenRate::of(&tickets);
        let ever: Vec<&Ticket> = tickets.iter().filter(|ticket| ticket.was_ever_resolved()).collect();
        let known: Vec<u16> = ever.iter().filter_map(|ticket| ticket.reopens()).collect();
        let reopened: Vec<u64> =
            known.iter().copied().filter(|reopens| *reopens > 0).map(u64::from).collect();
        let expected = Ratio::of_counts(reopened.len() as i64, known.len() as i64);
        prop_assert_eq!(rate.of_ever_resolved(), expected);
        let reopens: u64 = reopened.iter().sum();
        prop_assert_eq!(rate.reopens(), Some(reopens));
        let back = rate
            .reopens_per_reopened()
            .map(|mean| (mean * Decimal::from(reopened.len())).round_dp(9));
        prop_assert_eq!(back, (!reopened.is_empty()).then(|| Decimal::from(reopens)));
        prop_assert_eq!(rate.not_known(), Some((ever.len() - known.len()) as u64));
        prop_assert_eq!(rate.never_resolved(), Some((tickets.len() - ever.len()) as u64));
    }
}
