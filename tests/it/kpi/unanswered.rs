//! Unanswered tickets against a hand table and a sorted list.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::Unanswered;
use support_kpi::summary::Percentile;
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn opened(seconds: u64) -> TicketBuilder {
    Ticket::builder(Channel::Email, facts::after(seconds * 1_000_000_000))
}

fn built(builder: &TicketBuilder) -> Ticket {
    builder.build().expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    let now = facts::after(100_000_000_000);
    // Ages 100, 90, 90, 40 and 0 s; five more are answered, closed or later.
    let tickets = [
        opened(0),
        opened(10).on_hold(),
        opened(10),
        opened(60).replies(0),
        opened(100),
        opened(20).first_response_at(now),
        opened(20).replies(1),
        opened(20).resolved_at(now, Resolver::Customer),
        opened(20).abandoned_at(now),
        opened(101),
    ]
    .map(|builder| built(&builder));
    let ages = Unanswered::of(&tickets).as_of(now).expect("ages");
    assert_eq!((ages.count(), ages.later()), (5, 1));
    assert_eq!(ages.oldest(), Some(Duration::from_secs(100)));
    // From the youngest: 0, 40, 90, 90, 100: the third of five, and the fifth (4.5 up).
    assert_eq!(ages.median(), Some(Duration::from_secs(90)));
    assert_eq!(
        ages.percentile(Percentile::P90),
        Some(Duration::from_secs(100))
    );
    assert_eq!(
        ages.percentile(Percentile::P25),
        Some(Duration::from_secs(40))
    );
}

#[test]
fn none_unanswered_is_a_count_of_zero_and_no_age() {
    let ages = Unanswered::default().as_of(facts::epoch()).expect("ages");
    assert_eq!((ages.count(), ages.later()), (0, 0));
    assert_eq!((ages.oldest(), ages.median()), (None, None));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    // As many open as closed too early, at two openings: still no value.
    let (early, other) = (built(&opened(1)), built(&opened(2)));
    let mut unanswered = Unanswered::of(&[other]);
    unanswered.retract(&early);
    assert_eq!(unanswered.as_of(facts::after(9_000_000_000)), None);
    assert_eq!(unanswered.as_of(facts::epoch()), None);
    unanswered.record(&early);
    assert_eq!(unanswered, Unanswered::of(&[other]));
}

#[test]
fn the_state_is_as_small_as_the_open_tickets_are_few() {
    let mut unanswered = Unanswered::default();
    for second in 0..1_000 {
        unanswered.record(&built(&opened(second)));
    }
    for second in 1..1_000 {
        unanswered.retract(&built(&opened(second)));
    }
    let json = serde_json::to_string(&unanswered).expect("JSON");
    assert_eq!(json, r#"{"openings":[["2024-03-01T00:00:00Z",1]]}"#);
}

proptest! {
    #[test]
    fn it_agrees_with_a_sorted_list(
        tickets in prop::collection::vec(facts::ticket(), 0..60),
        now in 0_u64..9_000_000_000_000_000,
    ) {
        let now = facts::after(now);
        let ages = Unanswered::of(&tickets).as_of(now).expect("settled");
        let unanswered = |ticket: &&Ticket| {
            ticket.closed_at().is_none()
                && ticket.first_response().is_none()
                && matches!(ticket.replies(), None | Some(0))
                && matches!(ticket.responses(), None | Some(0))
        };
        let waits: Vec<_> = tickets.iter().filter(unanswered).map(|ticket| now - ticket.opened_at()).collect();
        let mut exact: Vec<Duration> = waits.iter().filter_map(|wait| wait.to_std().ok()).collect();
        exact.sort();
        prop_assert_eq!(ages.count(), exact.len() as u64);
        prop_assert_eq!(ages.later(), (waits.len() - exact.len()) as u64);
        prop_assert_eq!(ages.oldest(), exact.last().copied());
        for (percentile, rank) in [
            (Percentile::P50, exact.len().div_ceil(2)),
            (Percentile::P90, (exact.len() * 9).div_ceil(10)),
            (Percentile::P99, (exact.len() * 99).div_ceil(100)),
        ] {
            let expected = rank.checked_sub(1).map(|index| exact[index]);
            prop_assert_eq!(ages.percentile(percentile), expected);
        }
    }
}
