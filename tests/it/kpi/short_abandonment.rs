//! Short abandons at, below and above the threshold.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::{AbandonmentVerdict, ShortAbandonment, ShortAbandons};
use support_kpi::{Calculator, Elapsed, Outcome};

use super::abandonment::contact;
use crate::facts;
use crate::serialised::{through_json, through_postcard};

const FIVE_SECONDS: Duration = Duration::from_secs(5);

fn left_after(nanoseconds: u64) -> Outcome {
    Outcome::LeftWaiting {
        after: Elapsed::from_nanoseconds(nanoseconds),
    }
}

#[test]
fn the_threshold_itself_is_short() {
    let policy = ShortAbandons::within(FIVE_SECONDS);
    for (nanoseconds, verdict) in [
        (0, AbandonmentVerdict::ShortAbandon),
        (4_999_999_999, AbandonmentVerdict::ShortAbandon),
        (5_000_000_000, AbandonmentVerdict::ShortAbandon),
        (5_000_000_001, AbandonmentVerdict::LeftWaiting),
        (u64::MAX, AbandonmentVerdict::LeftWaiting),
    ] {
        assert_eq!(policy.judge(&contact(left_after(nanoseconds))), verdict);
    }
    assert_eq!(
        ShortAbandons::within(Duration::MAX).judge(&contact(left_after(u64::MAX))),
        AbandonmentVerdict::ShortAbandon
    );
    let after = Elapsed::from_seconds(1);
    assert_eq!(
        policy.judge(&contact(Outcome::LeftAfterAnswer { after })),
        AbandonmentVerdict::LeftAfterAnswer
    );
    assert_eq!(through_json(&policy), policy);
    assert_eq!(through_postcard(&policy), policy);
}

#[test]
fn a_table_by_hand() {
    use AbandonmentVerdict::*;
    let mut calls = ShortAbandonment::of(&[Stayed; 5]);
    calls.record_slice(&[ShortAbandon, ShortAbandon, LeftWaiting]);
    calls.record_slice(&[LeftAfterAnswer, StillWaiting]);
    // 5 + 2 + 1 + 1 + 1 = 10 interactions, 8 without the 2 short ones.
    assert_eq!(calls.before_solution().to_string(), "4 of 10 (40 %)");
    assert_eq!(
        calls.before_solution_without_short().to_string(),
        "2 of 8 (25 %)"
    );
    assert_eq!(calls.before_answer().to_string(), "3 of 10 (30 %)");
    assert_eq!(
        calls.before_answer_without_short().to_string(),
        "1 of 8 (12.5 %)"
    );
    assert_eq!(calls.short().to_string(), "2 of 10 (20 %)");
    assert_eq!(calls.interactions(), Some(10));
}

#[test]
fn nothing_counted_is_no_value() {
    let calls = ShortAbandonment::default();
    assert_eq!(calls.before_solution().percent(), None);
    assert_eq!(calls.before_answer_without_short().percent(), None);

    // Nothing is left where every contact was a short abandon.
    let calls = ShortAbandonment::of(&[AbandonmentVerdict::ShortAbandon]);
    assert_eq!(calls.before_answer().to_string(), "1 of 1 (100 %)");
    assert_eq!(
        calls.before_answer_without_short().to_string(),
        "nothing counted"
    );
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    use AbandonmentVerdict::*;
    for verdict in [
        Stayed,
        ShortAbandon,
        LeftWaiting,
        LeftAfterAnswer,
        StillWaiting,
    ] {
        let mut calls = ShortAbandonment::of(&[
            Stayed,
            ShortAbandon,
            LeftWaiting,
            LeftAfterAnswer,
            StillWaiting,
        ]);
        calls.retract_slice(&[verdict, verdict]);
        for ratio in [
            calls.before_solution(),
            calls.before_solution_without_short(),
            calls.before_answer(),
            calls.before_answer_without_short(),
            calls.short(),
        ] {
            assert_eq!(ratio.to_string(), "unsettled", "{verdict:?}");
        }
        assert_eq!(calls.interactions(), None);
    }
}

proptest! {
    #[test]
    fn it_agrees_with_a_list_from_which_the_short_ones_are_struck(
        contacts in prop::collection::vec(facts::interaction(), 0..60),
        threshold in facts::elapsed(),
    ) {
        let policy = ShortAbandons::within(threshold.duration());
        let verdicts: Vec<AbandonmentVerdict> = contacts.iter().map(|c| policy.judge(c)).collect();
        let calls = ShortAbandonment::of(&verdicts);

        let mut left: Vec<Outcome> = contacts.iter().map(|contact| contact.outcome()).collect();
        let departures = |left: &[Outcome]| {
            let waiting = left.iter().filter(|o| matches!(o, Outcome::LeftWaiting { .. })).count();
            let after = left.iter().filter(|o| matches!(o, Outcome::LeftAfterAnswer { .. })).count();
            (Some((waiting + after) as u64), Some(waiting as u64), Some(left.len() as u64))
        };
        let (solution, answer) = (calls.before_solution(), calls.before_answer());
        prop_assert_eq!((solution.part(), answer.part(), solution.whole()), departures(&left));
        prop_assert_eq!(answer.whole(), solution.whole());

        left.retain(|outcome| {
            !matches!(outcome, Outcome::LeftWaiting { after } if *after <= threshold)
        });
        let solution = calls.before_solution_without_short();
        let answer = calls.before_answer_without_short();
        prop_assert_eq!((solution.part(), answer.part(), solution.whole()), departures(&left));
        prop_assert_eq!(answer.whole(), solution.whole());
    }
}
