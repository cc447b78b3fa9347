//! Changed answers against a table by hand and a plain list.

use proptest::prelude::*;
use support_kpi::kpi::ReRating;
use support_kpi::{Calculator, GoodBad, OneToFive, Score, Survey};

use crate::facts;

fn stars(n: u8) -> Score<OneToFive> {
    Score::new(n).expect("one to five stars")
}

#[test]
fn a_table_by_hand() {
    let surveys = ReRating::of(&[
        Survey::rerated(stars(1), stars(4)), // turned satisfied
        Survey::rerated(stars(3), stars(5)), // turned satisfied
        Survey::rerated(stars(5), stars(2)), // turned dissatisfied
        Survey::rerated(stars(4), stars(5)), // still satisfied
        Survey::rerated(stars(2), stars(2)), // changed to the same
        Survey::answered(stars(1)),
        Survey::answered(stars(5)),
        Survey::answered(stars(5)),
        Survey::declined(),
        Survey::unanswered(),
    ]);
    assert_eq!(surveys.changed().to_string(), "5 of 8 (62.5 %)");
    assert_eq!(surveys.turned_satisfied().to_string(), "2 of 5 (40 %)");
    assert_eq!(surveys.turned_dissatisfied().to_string(), "1 of 5 (20 %)");
    // (1 + 3 + 5 + 4 + 2) ÷ 5 = 3; (4 + 5 + 2 + 5 + 2) ÷ 5 = 3.6.
    let mean = |scores: &support_kpi::summary::ScoreCounts<OneToFive>| {
        scores.mean().map(|mean| mean.to_string())
    };
    assert_eq!(mean(surveys.first_scores()), Some("3".into()));
    assert_eq!(mean(surveys.latest_scores()), Some("3.6".into()));
    assert_eq!(surveys.without_answer(), Some(2));
}

#[test]
fn nothing_counted_is_no_value() {
    let surveys = ReRating::<OneToFive>::default();
    assert_eq!(surveys.changed().percent(), None);

    let surveys = ReRating::of(&[Survey::answered(stars(5))]);
    assert_eq!(surveys.changed().to_string(), "0 of 1 (0 %)");
    assert_eq!(surveys.turned_satisfied().to_string(), "nothing counted");
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut surveys = ReRating::of(&[Survey::rerated(stars(1), stars(5))]);
    surveys.retract(&Survey::rerated(stars(1), stars(4)));
    assert_eq!(surveys.changed().to_string(), "unsettled");
    assert_eq!(surveys.turned_satisfied().to_string(), "unsettled");
    surveys.record(&Survey::rerated(stars(1), stars(4)));
    assert_eq!(surveys.turned_satisfied().to_string(), "1 of 1 (100 %)");
}

proptest! {
    #[test]
    fn it_agrees_with_a_list_of_pairs(
        surveys in prop::collection::vec(facts::survey::<GoodBad>(), 0..60),
    ) {
        let rating = ReRating::of(&surveys);
        let text = format!("{surveys:?}");
        let pairs = |first: u8, latest: u8| {
            let pair = format!("Rerated {{ first: Score({first}), latest: Score({latest}) }}");
            text.matches(&pair).count() as u64
        };
        let changed = text.matches("Rerated").count() as u64;
        let answered = text.matches("Answered(").count() as u64;
        prop_assert_eq!(rating.turned_satisfied().part(), Some(pairs(0, 1)));
        prop_assert_eq!(rating.turned_dissatisfied().part(), Some(pairs(1, 0)));
        prop_assert_eq!(rating.changed().part(), Some(changed));
        prop_assert_eq!(rating.changed().whole(), Some(changed + answered));
        prop_assert_eq!(rating.latest_scores().answers(), Some(changed));
    }
}
