//! Customer effort: both questions, low effort on all seven points.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::{CustomerEffort, EffortQuestion};
use support_kpi::{Calculator, OneToSeven, Score, Survey};

use crate::facts;

fn score(n: u8) -> Score<OneToSeven> {
    Score::new(n).expect("one to seven")
}

#[test]
fn low_effort_begins_at_five_of_ease() {
    for (value, is_low) in (1..=7).zip([false, false, false, false, true, true, true]) {
        let effort = CustomerEffort::of(&[Survey::answered(score(value))]);
        assert_eq!(
            effort.low_effort().part(),
            Some(u64::from(is_low)),
            "{value}"
        );
    }
}

#[test]
fn the_other_question_is_turned_round_on_all_seven_points() {
    for value in 1..=7 {
        let turned = EffortQuestion::HowMuchEffort.ease(score(value));
        assert_eq!(turned.value() + value, 8);
        assert_eq!(EffortQuestion::HowMuchEffort.ease(turned), score(value));
        assert_eq!(EffortQuestion::MadeItEasy.ease(score(value)), score(value));
    }
}

#[test]
fn a_table_by_hand() {
    let effort = CustomerEffort::of(&[
        Survey::answered(score(7)),
        Survey::answered(score(4)),
        Survey::rerated(score(1), score(5)),
        Survey::answered(score(2)),
        Survey::unanswered(),
    ]);
    // (7 + 4 + 5 + 2) ÷ 4 = 4.5; 7 and 5 are low effort.
    assert_eq!(effort.mean(), Some(Decimal::new(45, 1)));
    assert_eq!(effort.low_effort().to_string(), "2 of 4 (50 %)");
    assert_eq!(
        effort.scores().at_least(score(6)).to_string(),
        "1 of 4 (25 %)"
    );
    assert_eq!(
        (effort.answers(), effort.without_answer()),
        (Some(4), Some(1))
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let effort = CustomerEffort::of(&[Survey::declined()]);
    assert_eq!((effort.mean(), effort.low_effort().percent()), (None, None));
    assert_eq!(effort.without_answer(), Some(1));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut effort = CustomerEffort::of(&[Survey::answered(score(7))]);
    effort.retract(&Survey::answered(score(6)));
    assert_eq!(effort.mean(), None);
    assert_eq!(effort.low_effort().to_string(), "unsettled");
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(surveys in prop::collection::vec(facts::survey::<OneToSeven>(), 0..60)) {
        let effort = CustomerEffort::of(&surveys);
        let effort_felt: Vec<u8> = surveys
            .iter()
            .filter_map(|survey| Some(8 - survey.score()?.value()))
            .collect();
        let low = effort_felt.iter().filter(|felt| **felt <= 3).count();
        prop_assert_eq!(effort.low_effort().part(), Some(low as u64));
        prop_assert_eq!(effort.low_effort().whole(), Some(effort_felt.len() as u64));
        // Mean ease and mean effort add up to eight.
        let felt: u64 = effort_felt.iter().map(|felt| u64::from(*felt)).sum();
        let answers = Decimal::from(effort_felt.len());
        let again = effort.mean().map(|ease| (Decimal::from(8) - ease) * answers);
        prop_assert_eq!(again.unwrap_or_default().round_dp(20), Decimal::from(felt));
    }
}
