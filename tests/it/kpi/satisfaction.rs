//! Satisfaction on every scale, against published counts and plain lists.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::CustomerSatisfaction;
use support_kpi::model::{NumericScale, SatisfactionScale};
use support_kpi::summary::ScoreCounts;
use support_kpi::{
    Calculator, GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Score, Survey,
};

use crate::facts;

/// The state of counts from the lowest score on.
fn counted<S: SatisfactionScale>(counts: &[u64]) -> CustomerSatisfaction<S> {
    ScoreCounts::of_counts(counts)
        .expect("no more counts than points")
        .into()
}

fn shown<S: SatisfactionScale>(csat: &CustomerSatisfaction<S>) -> [String; 2] {
    [csat.satisfied().to_string(), csat.top_box().to_string()]
}

fn stars(n: u8) -> Score<OneToFive> {
    Score::new(n).expect("one to five stars")
}

#[test]
fn an_airports_survey_of_2017() {
    // San Francisco Airport, customer survey 2017: answers of 1 to 5.
    // Satisfied: (1,507 + 699) ÷ 2,688. Points: 6 + 2 × 32 + 3 × 444 + 4 × 1,507 + 5 × 699
    // = 6 + 64 + 1,332 + 6,028 + 3,495 = 10,925, ÷ 2,688.
    let csat = counted::<OneToFive>(&[6, 32, 444, 1_507, 699]);
    let percent = csat.satisfied().percent().expect("answers");
    assert_eq!(percent.round_dp(14).to_string(), "82.06845238095238");
    let mean = csat.mean().expect("answers");
    assert_eq!(mean.round_dp(15).to_string(), "4.064360119047619");
    assert_eq!(csat.answers(), Some(2_688));
    assert_eq!(csat.top_box().to_string(), "699 of 2688 (26 %)");
}

#[test]
fn satisfied_and_top_box_on_every_scale() {
    // One answer for each point: satisfied are 2 of 5, 1 of 3, 2 of 7, 3 of 10, 1 of 2.
    assert_eq!(
        shown(&counted::<OneToFive>(&[1; 5])),
        ["2 of 5 (40 %)", "1 of 5 (20 %)"]
    );
    assert_eq!(
        shown(&counted::<OneToThree>(&[1; 3])),
        ["1 of 3 (33.3 %)", "1 of 3 (33.3 %)"]
    );
    assert_eq!(
        shown(&counted::<OneToSeven>(&[1; 7])),
        ["2 of 7 (28.6 %)", "1 of 7 (14.3 %)"]
    );
    assert_eq!(
        shown(&counted::<OneToTen>(&[1; 10])),
        ["3 of 10 (30 %)", "1 of 10 (10 %)"]
    );
    assert_eq!(
        shown(&counted::<GoodBad>(&[1; 2])),
        ["1 of 2 (50 %)", "1 of 2 (50 %)"]
    );
}

#[test]
fn the_cases_of_the_conformance_runner() {
    // {"7": 1, "8": 1, "9": 1, "10": 1} of 1 to 10: 75 %, mean 34 ÷ 4 = 8.5.
    let ten = counted::<OneToTen>(&[0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    assert_eq!(ten.satisfied().percent(), Some(75.into()));
    assert_eq!(ten.mean(), Some(Decimal::new(85, 1)));
    // {"1": 1, "2": 1, "3": 2} of 1 to 3: 50 %, mean 9 ÷ 4 = 2.25.
    let three = counted::<OneToThree>(&[1, 1, 2]);
    assert_eq!(three.satisfied().percent(), Some(50.into()));
    assert_eq!(three.mean(), Some(Decimal::new(225, 2)));
    // {}
    let none = counted::<OneToFive>(&[]);
    assert_eq!((none.satisfied().percent(), none.mean()), (None, None));
}

#[test]
fn a_changed_answer_counts_once_as_it_stands() {
    let csat = CustomerSatisfaction::of(&[
        Survey::rerated(stars(2), stars(5)),
        Survey::rerated(stars(4), stars(3)),
        Survey::answered(stars(4)),
        Survey::declined(),
        Survey::unanswered(),
    ]);
    // Now 5, 3, 4; at first 2, 4, 4.
    assert_eq!(csat.satisfied().to_string(), "2 of 3 (66.7 %)");
    assert_eq!(csat.satisfied_at_first().to_string(), "2 of 3 (66.7 %)");
    assert_eq!(csat.mean(), Some(4.into()));
    assert_eq!(
        csat.mean_at_first()
            .map(|mean| mean.round_dp(4).to_string()),
        Some("3.3333".into())
    );
    assert_eq!(csat.without_answer(), Some(2));
    // Where satisfied begins at 5, or at 3.
    assert_eq!(csat.satisfied_from(stars(5)).part(), Some(1));
    assert_eq!(csat.satisfied_from(stars(3)).part(), Some(3));
}

#[test]
fn nothing_counted_is_no_value() {
    let csat = CustomerSatisfaction::of(&[Survey::<OneToFive>::unanswered()]);
    assert_eq!((csat.satisfied().percent(), csat.mean()), (None, None));
    assert_eq!(csat.top_box().percent(), None);
    assert_eq!((csat.answers(), csat.without_answer()), (Some(0), Some(1)));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut csat = CustomerSatisfaction::of(&[Survey::answered(stars(5)); 3]);
    csat.retract(&Survey::answered(stars(1)));
    assert_eq!(csat.satisfied().to_string(), "unsettled");
    assert_eq!((csat.mean(), csat.answers()), (None, None));
    csat.record(&Survey::answered(stars(1)));
    assert_eq!(csat.satisfied().to_string(), "3 of 3 (100 %)");
}

#[test]
fn figures_of_another_scale_are_refused() {
    let seven = serde_json::to_string(&counted::<OneToSeven>(&[1; 7])).expect("JSON");
    let error = serde_json::from_str::<CustomerSatisfaction<OneToFive>>(&seven)
        .expect_err("the scales differ")
        .to_string();
    assert!(
        error.starts_with("scale: expected 1-5, found 1-7"),
        "{error}"
    );
}

fn agrees_with_a_list<S: SatisfactionScale + NumericScale>(
    surveys: &[Survey<S>],
) -> Result<(), TestCaseError> {
    let csat = CustomerSatisfaction::of(surveys);
    let values: Vec<u8> = surveys
        .iter()
        .filter_map(|survey| Some(survey.score()?.value()))
        .collect();
    let satisfied = values.iter().filter(|v| **v >= S::SATISFIED_FROM).count();
    prop_assert_eq!(csat.satisfied().part(), Some(satisfied as u64));
    prop_assert_eq!(csat.satisfied().whole(), Some(values.len() as u64));
    let silent = surveys.len() - values.len();
    prop_assert_eq!(csat.without_answer(), Some(silent as u64));
    let sum: u64 = values.iter().map(|value| u64::from(*value)).sum();
    // The mean, as many times as there are answers, is their sum again.
    let again = csat.mean().map(|mean| mean * Decimal::from(values.len()));
    prop_assert_eq!(again.is_some(), !values.is_empty());
    prop_assert_eq!(again.unwrap_or_default().round_dp(20), Decimal::from(sum));
    let at_first = surveys
        .iter()
        .filter(|survey| survey.first_score().is_some_and(Score::is_satisfied))
        .count();
    prop_assert_eq!(csat.satisfied_at_first().part(), Some(at_first as u64));
    Ok(())
}

proptest! {
    #[test]
    fn it_agrees_with_a_list_of_five(surveys in prop::collection::vec(facts::survey::<OneToFive>(), 0..60)) {
        agrees_with_a_list(&surveys)?;
    }

    #[test]
    fn it_agrees_with_a_list_of_ten(surveys in prop::collection::vec(facts::survey::<OneToTen>(), 0..60)) {
        agrees_with_a_list(&surveys)?;
    }
}
