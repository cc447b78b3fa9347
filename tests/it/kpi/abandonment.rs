//! Abandonment against a table by hand and plain lists.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::AbandonmentRate;
use support_kpi::{Calculator, Channel, Elapsed, Interaction, Outcome};

use crate::facts;

/// A chat that ended like this.
pub fn contact(outcome: Outcome) -> Interaction {
    Interaction::new(Channel::Chat, facts::epoch(), outcome).expect("an interaction")
}

fn seconds(seconds: u32) -> Elapsed {
    Elapsed::from_seconds(seconds)
}

fn ten_contacts() -> AbandonmentRate {
    let answered = [10, 20, 30].map(|s| Outcome::Answered { after: seconds(s) });
    let left_after = [40, 60].map(|s| Outcome::LeftAfterAnswer { after: seconds(s) });
    let left_waiting = [5, 300, 900].map(|s| Outcome::LeftWaiting { after: seconds(s) });
    let waiting = [Outcome::StillWaiting; 2];
    let outcomes = answered
        .iter()
        .chain(&left_after)
        .chain(&left_waiting)
        .chain(&waiting);
    AbandonmentRate::of(&outcomes.copied().map(contact).collect::<Vec<_>>())
}

#[test]
fn a_table_by_hand() {
    let rate = ten_contacts();
    // 2 left after an answer + 3 while waiting = 5 of 3 + 2 + 3 + 2 = 10.
    assert_eq!(rate.before_solution().to_string(), "5 of 10 (50 %)");
    assert_eq!(rate.before_answer().to_string(), "3 of 10 (30 %)");
    assert_eq!(rate.interactions(), Some(10));
    assert_eq!(
        (rate.left_after_answer(), rate.still_waiting()),
        (Some(2), Some(2))
    );
    // 10 + 20 + 30 + 40 + 60 = 160 s over 5; 5 + 300 + 900 = 1,205 s over 3.
    assert_eq!(
        rate.waits_of_answered().mean(),
        Some(Duration::from_secs(32))
    );
    assert_eq!(rate.waits_of_abandoned().count(), Some(3));
    assert_eq!(
        rate.waits_of_abandoned().sum(),
        Some(Duration::from_secs(1_205))
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let rate = AbandonmentRate::default();
    assert_eq!(rate.interactions(), Some(0));
    assert_eq!(rate.before_solution().percent(), None);
    assert_eq!(rate.before_answer().percent(), None);
    assert_eq!(rate.waits_of_abandoned().mean(), None);
}

#[test]
fn nobody_left_is_no_percent_and_not_no_value() {
    let rate = AbandonmentRate::of(&[contact(Outcome::StillWaiting)]);
    assert_eq!(rate.before_solution().to_string(), "0 of 1 (0 %)");
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for outcome in [
        Outcome::Answered { after: seconds(7) },
        Outcome::LeftWaiting { after: seconds(7) },
        Outcome::LeftAfterAnswer { after: seconds(7) },
    ] {
        let mut rate = ten_contacts();
        rate.retract(&contact(outcome));
        assert_eq!(rate.before_solution().percent(), None, "{outcome:?}");
        assert_eq!(rate.interactions(), None, "{outcome:?}");
        rate.record(&contact(outcome));
        assert_eq!(rate, ten_contacts());
    }
    // A stay taken back for a departure: the counts alone would not show it.
    let mut rate = AbandonmentRate::of(&[contact(Outcome::LeftAfterAnswer { after: seconds(7) })]);
    rate.retract(&contact(Outcome::Answered { after: seconds(7) }));
    assert_eq!(rate.before_solution().to_string(), "unsettled");
}

proptest! {
    #[test]
    fn it_agrees_with_plain_lists(contacts in prop::collection::vec(facts::interaction(), 0..60)) {
        let rate = AbandonmentRate::of(&contacts);
        let number = |of: fn(&Outcome) -> bool| {
            contacts.iter().filter(|contact| of(&contact.outcome())).count() as u64
        };
        let waiting = number(|outcome| matches!(outcome, Outcome::LeftWaiting { .. }));
        let stayed = number(|outcome| matches!(outcome, Outcome::Answered { .. }));
        let still = number(|outcome| *outcome == Outcome::StillWaiting);
        let all = contacts.len() as u64;
        prop_assert_eq!(rate.interactions(), Some(all));
        prop_assert_eq!(rate.before_solution().part(), Some(all - stayed - still));
        prop_assert_eq!(rate.before_answer().part(), Some(waiting));
        prop_assert_eq!(rate.before_answer().whole(), Some(all));
        prop_assert_eq!(rate.before_solution().percent().is_some(), all > 0);

        let answered: u128 = contacts
            .iter()
            .filter_map(|contact| match contact.outcome() {
                Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } => Some(after),
                _ => None,
            })
            .map(|after| after.duration().as_nanos())
            .sum();
        prop_assert_eq!(
            rate.waits_of_answered().sum().map(|sum| sum.as_nanos()),
            Some(answered)
        );
    }
}
