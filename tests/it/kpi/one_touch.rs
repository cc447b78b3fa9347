//! One-touch resolution and touch classes against hand counts and plain filters.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::{OneTouchRate, Touch};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn opened() -> TicketBuilder {
    Ticket::builder(Channel::Email, facts::epoch())
}

fn resolved(replies: u32) -> Ticket {
    opened()
        .resolved_at(facts::after(1), Resolver::Agent)
        .replies(replies)
        .build()
        .expect("a ticket")
}

fn tickets() -> Vec<Ticket> {
    let mut tickets = [0, 1, 1, 2, 3, 5].map(resolved).to_vec();
    for builder in [
        opened().replies(1),                                    // open
        opened().replies(3).abandoned_at(facts::after(1)),      // abandoned
        opened().resolved_at(facts::after(1), Resolver::Agent), // replies not known
        opened(),                                               // replies not known
    ] {
        tickets.push(builder.build().expect("a ticket"));
    }
    tickets
}

#[test]
fn a_table_by_hand() {
    let rate = OneTouchRate::of(&tickets());
    // Two with exactly one reply, of 8 with known replies, 6 of them resolved.
    assert_eq!(rate.of_all(), Ratio::of_counts(2, 8));
    assert_eq!(rate.of_resolved(), Ratio::of_counts(2, 6));
    assert_eq!(rate.of_all().percent(), Some(25.into()));
    for (touch, count) in [
        (Touch::Zero, 1),
        (Touch::One, 2),
        (Touch::Two, 1),
        (Touch::Multi, 2),
    ] {
        assert_eq!(rate.share(touch), Ratio::of_counts(count, 6), "{touch}");
    }
    // 0 + 1 + 1 + 2 + 3 + 5 = 12 replies to 6 resolved, 1 + 3 more to 2 others.
    assert_eq!(rate.replies_per_resolved(), Some(2.into()));
    assert_eq!(rate.replies_per_ticket(), Some(2.into()));
    assert_eq!(rate.not_known(), Some(2));
}

#[test]
fn touch_classes_have_words() {
    let words = [Touch::Zero, Touch::One, Touch::Two, Touch::Multi].map(|touch| {
        let json = serde_json::to_string(&touch).expect("JSON");
        assert_eq!(json, format!("\"{touch}\""));
        touch.to_string()
    });
    assert_eq!(words, ["zero", "one", "two", "multi"]);
    assert_eq!(Touch::of_replies(u32::MAX), Touch::Multi);
}

#[test]
fn nothing_counted_is_no_value() {
    let not_known = opened().build().expect("a ticket");
    for rate in [OneTouchRate::default(), OneTouchRate::of(&[not_known])] {
        assert_eq!(rate.of_all().to_string(), "nothing counted");
        assert_eq!(rate.of_resolved().to_string(), "nothing counted");
        assert_eq!(
            (rate.replies_per_ticket(), rate.replies_per_resolved()),
            (None, None)
        );
    }
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let open = opened().replies(1).build().expect("a ticket");
    for early in [resolved(7), resolved(0), open] {
        let mut rate = OneTouchRate::of(&[resolved(1), resolved(1)]);
        rate.retract(&early);
        is_unsettled(&rate);
        rate.record(&early);
        assert_eq!(rate.of_all(), Ratio::of_counts(2, 2));
    }
}

#[test]
fn counts_that_cannot_be_together_are_unsettled() {
    let open = |replies| opened().replies(replies).build().expect("a ticket");
    for (recorded, retracted) in [
        // One resolved of no ticket.
        (vec![resolved(0)], open(0)),
        // Five replies to resolved tickets, two in all.
        (vec![resolved(5), open(0), open(0)], open(3)),
        // Two replies, no ticket.
        (vec![open(3)], open(1)),
    ] {
        let mut rate = OneTouchRate::of(&recorded);
        rate.retract(&retracted);
        is_unsettled(&rate);
    }
}

fn is_unsettled(rate: &OneTouchRate) {
    assert_eq!(rate.of_all().to_string(), "unsettled");
    assert_eq!(rate.of_resolved().to_string(), "unsettled");
    assert_eq!(rate.replies_per_ticket(), None);
    assert_eq!(rate.replies_per_resolved(), None);
}

proptest! {
    #[test]
    fn it_agrees_with_filters(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let rate = OneTouchRate::of(&tickets);
        let known: Vec<&Ticket> = tickets.iter().filter(|ticket| ticket.replies().is_some()).collect();
        let resolved: Vec<&Ticket> =
            known.iter().copied().filter(|ticket| ticket.is_resolved()).collect();
        let with = |least: u32, most: u32| {
            let replied = |ticket: &&&Ticket| (least..=most).contains(&ticket.replies().unwrap_or(0));
            resolved.iter().filter(replied).count() as i64
        };
        prop_assert_eq!(rate.of_all(), Ratio::of_counts(with(1, 1), known.len() as i64));
        for (touch, least, most) in [
            (Touch::Zero, 0, 0), (Touch::One, 1, 1), (Touch::Two, 2, 2), (Touch::Multi, 3, u32::MAX),
        ] {
            let expected = Ratio::of_counts(with(least, most), resolved.len() as i64);
            prop_assert_eq!(rate.share(touch), expected);
        }
        prop_assert_eq!(rate.not_known(), Some((tickets.len() - known.len()) as u64));
        for (mean, counted) in [
            (rate.replies_per_ticket(), known),
            (rate.replies_per_resolved(), resolved),
        ] {
            let replies: u64 = counted.iter().filter_map(|ticket| ticket.replies()).map(u64::from).sum();
            let back = mean.map(|mean| (mean * Decimal::from(counted.len())).round_dp(9));
            prop_assert_eq!(back, (!counted.is_empty()).then(|| Decimal::from(replies)));
        }
    }
}
