//! Average response time against hand sums and plain lists.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::AverageResponseTime;
use support_kpi::{Calculator, Channel, Group, Ticket};

use crate::facts;

fn responded(count: u32, seconds: u64) -> Ticket {
    Ticket::builder(Channel::Email, facts::epoch())
        .responses(count, Duration::from_secs(seconds))
        .build()
        .expect("a ticket")
}

fn not_known() -> Ticket {
    Ticket::builder(Channel::Email, facts::epoch())
        .build()
        .expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    // 60 + 900 + 0 = 960 s: over 3 tickets 320 s, over 1 + 3 + 0 = 4 responses 240 s.
    let average = AverageResponseTime::of(&[
        responded(1, 60),
        responded(3, 900),
        responded(0, 0),
        not_known(),
    ]);
    assert_eq!(average.per_ticket(), Some(Duration::from_secs(320)));
    assert_eq!(average.per_response(), Some(Duration::from_secs(240)));
    assert_eq!(average.waiting(), Some(Duration::from_secs(960)));
    assert_eq!((average.tickets(), average.responses()), (Some(3), Some(4)));
    assert_eq!(
        (average.unanswered(), average.not_known()),
        (Some(1), Some(1))
    );
}

#[test]
fn tickets_without_responses_have_a_mean_per_ticket_and_none_per_response() {
    let average = AverageResponseTime::of(&[responded(0, 0)]);
    assert_eq!(average.per_ticket(), Some(Duration::ZERO));
    assert_eq!(average.per_response(), None);
}

#[test]
fn nothing_counted_is_no_value() {
    for average in [
        AverageResponseTime::default(),
        AverageResponseTime::of(&[not_known()]),
    ] {
        assert_eq!((average.per_ticket(), average.per_response()), (None, None));
        assert_eq!((average.tickets(), average.responses()), (Some(0), Some(0)));
    }
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for early in [responded(1, 90), responded(0, 0), responded(7, 1)] {
        let mut average = AverageResponseTime::of(&[responded(1, 10), responded(2, 20)]);
        let settled = average.clone();
        average.retract(&early);
        average.retract(&early);
        average.retract(&early);
        assert_eq!((average.per_ticket(), average.per_response()), (None, None));
        assert_eq!((average.waiting(), average.tickets()), (None, None));
        assert_eq!((average.responses(), average.unanswered()), (None, None));
        average.record_slice(&[early; 3]);
        assert_eq!(average, settled);
        assert_eq!(average.per_ticket(), Some(Duration::from_secs(15)));
    }
    let mut average = AverageResponseTime::default();
    average.retract(&not_known());
    assert_eq!(average.not_known(), None);
}

#[test]
fn counts_that_cannot_be_together_are_unsettled() {
    let none = responded(0, 0);
    for (recorded, retracted) in [
        // Two unanswered of one ticket.
        (
            vec![none, none, responded(2, 0)],
            vec![responded(1, 0), responded(1, 0)],
        ),
        // Two answered tickets, one response.
        (vec![responded(1, 5); 3], vec![responded(2, 5)]),
        // Two responses, no ticket.
        (vec![responded(3, 0)], vec![responded(1, 0)]),
        // One second of waiting, no response.
        (
            vec![responded(1, 10), responded(1, 20)],
            vec![responded(1, 10), responded(1, 19)],
        ),
        // Three seconds less than nothing.
        (vec![responded(1, 1); 2], vec![responded(1, 5)]),
    ] {
        let mut average = AverageResponseTime::of(&recorded);
        average.retract_slice(&retracted);
        assert!(!average.is_empty());
        assert_eq!((average.per_ticket(), average.per_response()), (None, None));
        assert_eq!((average.waiting(), average.tickets()), (None, None));
        assert_eq!((average.responses(), average.unanswered()), (None, None));
    }
}

proptest! {
    #[test]
    fn it_agrees_with_plain_lists(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let average = AverageResponseTime::of(&tickets);
        let known: Vec<(u128, u64)> = tickets
            .iter()
            .filter_map(|ticket| {
                let total = ticket.response_total()?.duration().as_nanos();
                Some((total, u64::from(ticket.responses()?)))
            })
            .collect();
        let sum: u128 = known.iter().map(|(total, _)| total).sum();
        let responses: u64 = known.iter().map(|(_, count)| count).sum();
        let unanswered = known.iter().filter(|(_, count)| *count == 0).count();
        prop_assert_eq!(average.tickets(), Some(known.len() as u64));
        prop_assert_eq!(average.not_known(), Some((tickets.len() - known.len()) as u64));
        prop_assert_eq!(average.responses(), Some(responses));
        prop_assert_eq!(average.unanswered(), Some(unanswered as u64));
        for (mean, over) in [
            (average.per_ticket(), known.len() as u128),
            (average.per_response(), u128::from(responses)),
        ] {
            prop_assert_eq!(mean.is_some(), over > 0);
            if let Some(mean) = mean {
                prop_assert!((2 * mean.as_nanos() * over).abs_diff(2 * sum) <= over);
            }
        }
    }
}
