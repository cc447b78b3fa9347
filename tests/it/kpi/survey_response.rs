//! Response rates and worst cases, against every way the silent could have answered.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::SurveyResponseRate;
use support_kpi::{Calculator, Elapsed, OneToFive, Score, Survey, ZeroToTen};

use crate::facts;

fn stars(n: u8) -> Survey<OneToFive> {
    Survey::answered(Score::new(n).expect("one to five stars"))
}

#[test]
fn a_table_by_hand() {
    let delayed = stars(5)
        .with_delay(Elapsed::from_seconds(3_600))
        .expect("it was answered");
    let surveys = SurveyResponseRate::of(&[
        delayed,
        stars(4),
        stars(2),
        Survey::declined(),
        Survey::unanswered(),
        Survey::unanswered(),
        Survey::unanswered(),
        Survey::unanswered(),
    ]);
    assert_eq!(surveys.invited(), Some(8));
    assert_eq!(surveys.answered().to_string(), "3 of 8 (37.5 %)");
    assert_eq!(surveys.declined().to_string(), "1 of 8 (12.5 %)");
    assert_eq!(surveys.unanswered().to_string(), "4 of 8 (50 %)");
    // 2 of 3 answers are satisfied; 5 are silent: from 2 of 8 to 7 of 8.
    let bounds = surveys.satisfied_bounds();
    assert_eq!(bounds.at_least().to_string(), "2 of 8 (25 %)");
    assert_eq!(bounds.at_most().to_string(), "7 of 8 (87.5 %)");
    // Where satisfied begins at 5: from 1 of 8 to 6 of 8.
    let bounds = surveys.bounds_from(Score::new(5).expect("five stars"));
    assert_eq!(bounds.at_least().to_string(), "1 of 8 (12.5 %)");
    assert_eq!(bounds.at_most().to_string(), "6 of 8 (75 %)");
    assert_eq!(surveys.delays().mean(), Some(Duration::from_secs(3_600)));
    assert_eq!(surveys.delay_not_known(), Some(2));
}

#[test]
fn nothing_counted_is_no_value() {
    let surveys = SurveyResponseRate::<OneToFive>::default();
    assert_eq!(surveys.invited(), Some(0));
    assert_eq!(surveys.answered().percent(), None);
    assert_eq!(surveys.satisfied_bounds().at_least().percent(), None);
    assert_eq!(surveys.satisfied_bounds().at_most().percent(), None);

    // Everyone silent: anything is possible, and that is a value.
    let surveys = SurveyResponseRate::of(&[Survey::<OneToFive>::unanswered()]);
    assert_eq!(surveys.answered().to_string(), "0 of 1 (0 %)");
    assert_eq!(
        surveys.satisfied_bounds().at_least().to_string(),
        "0 of 1 (0 %)"
    );
    assert_eq!(
        surveys.satisfied_bounds().at_most().to_string(),
        "1 of 1 (100 %)"
    );
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for early in [stars(3), Survey::declined(), Survey::unanswered()] {
        let mut surveys = SurveyResponseRate::of(&[stars(5); 4]);
        surveys.retract(&early);
        assert_eq!(surveys.invited(), None);
        assert_eq!(surveys.answered().to_string(), "unsettled");
        let bounds = surveys.satisfied_bounds();
        assert_eq!(bounds.at_least().to_string(), "unsettled");
        assert_eq!(bounds.at_most().to_string(), "unsettled");
    }
}

proptest! {
    #[test]
    fn the_bounds_are_the_extremes_of_all_answers_that_could_have_been(
        surveys in prop::collection::vec(facts::survey::<OneToFive>(), 0..40),
    ) {
        let rate = SurveyResponseRate::of(&surveys);
        let satisfied = |silent_score: u8| {
            surveys
                .iter()
                .map(|survey| survey.score().map_or(silent_score, Score::value))
                .filter(|value| *value >= 4)
                .count() as u64
        };
        let could_be: Vec<u64> = (1..=5).map(satisfied).collect();
        let bounds = rate.satisfied_bounds();
        prop_assert_eq!(bounds.at_least().part(), could_be.iter().min().copied());
        prop_assert_eq!(bounds.at_most().part(), could_be.iter().max().copied());
        prop_assert_eq!(bounds.at_most().whole(), Some(surveys.len() as u64));
        let parts = [rate.answered(), rate.declined(), rate.unanswered()];
        let together: Option<u64> = parts.iter().map(|ratio| ratio.part()).sum();
        prop_assert_eq!(together, Some(surveys.len() as u64));
    }

    #[test]
    fn delays_are_those_of_the_answers(
        surveys in prop::collection::vec(facts::survey::<ZeroToTen>(), 0..40),
    ) {
        let rate = SurveyResponseRate::of(&surveys);
        let delays: Vec<u128> = surveys
            .iter()
            .filter_map(|survey| Some(survey.delay()?.duration().as_nanos()))
            .collect();
        let answers = surveys.iter().filter(|survey| survey.score().is_some()).count();
        prop_assert_eq!(rate.delays().count(), Some(delays.len() as u64));
        prop_assert_eq!(rate.delays().sum().map(|sum| sum.as_nanos()), Some(delays.iter().sum()));
        prop_assert_eq!(rate.delay_not_known(), Some((answers - delays.len()) as u64));
    }
}
