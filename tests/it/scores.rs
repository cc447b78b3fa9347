//! `Score`: no larger for being optional, and the same after any journey.

use std::collections::HashSet;
use std::fmt::Debug;

use support_kpi::model::Scale;
use support_kpi::summary::ScoreCounts;
use support_kpi::{
    Calculator, GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Score, Sign, ZeroToTen,
};

use crate::serialised::{through_json, through_postcard};

fn a_scale_keeps_its_scores<S: Scale + Debug>(lowest: u8, highest: u8) {
    assert_eq!(size_of::<Score<S>>(), 1);
    assert_eq!(size_of::<Option<Score<S>>>(), 1);
    assert_eq!((S::LOWEST, S::HIGHEST), (lowest, highest));

    let scores: Vec<Score<S>> = (0..=u8::MAX).filter_map(|v| Score::new(v).ok()).collect();
    let values: Vec<u8> = scores.iter().map(|score| score.value()).collect();
    assert_eq!(values, (lowest..=highest).collect::<Vec<_>>());
    assert!(scores.is_sorted());
    assert_eq!(scores.iter().collect::<HashSet<_>>().len(), scores.len());

    for score in &scores {
        let value = score.value();
        assert_eq!(through_json(score), *score);
        assert_eq!(through_postcard(score), *score);
        assert_eq!(
            serde_json::to_string(score).expect("JSON"),
            value.to_string()
        );
        assert_eq!(score.to_string(), value.to_string());
        assert_eq!(score.reversed().value(), lowest + highest - value);
        assert_eq!(score.reversed().reversed(), *score);
        // A score is never taken for none, not even the lowest.
        let optional = Some(*score);
        assert_ne!(optional, None);
        assert_eq!(optional.map(Score::value), Some(value));
        assert_eq!(through_json(&optional), optional);
        assert_eq!(through_postcard(&optional), optional);
    }
    let none: Option<Score<S>> = None;
    assert_eq!((through_json(&none), through_postcard(&none)), (None, None));

    for value in (0..lowest).chain(highest + 1..=u8::MAX) {
        let error = Score::<S>::new(value).expect_err("off the scale");
        let text = format!("score: expected {}, found {value}", S::NAME);
        assert_eq!(error.to_string(), text);
        let read = serde_json::from_str::<Score<S>>(&value.to_string());
        assert_eq!(read.expect_err("off the scale").to_string(), text);
    }

    // Every point in its own place, one at a time and in bulk, where none is no score.
    let mut counts = ScoreCounts::<S>::default();
    for (number, score) in scores.iter().enumerate() {
        let some = (0..=number).flat_map(|_| [Some(*score), None]);
        counts.apply_all(Sign::Plus, some.collect::<Vec<_>>().into_iter());
    }
    let expected: Vec<(Score<S>, u64)> = scores.iter().copied().zip(1..).collect();
    assert_eq!(counts.counts(), Some(expected));
}

#[test]
fn on_every_scale() {
    a_scale_keeps_its_scores::<OneToThree>(1, 3);
    a_scale_keeps_its_scores::<OneToFive>(1, 5);
    a_scale_keeps_its_scores::<OneToSeven>(1, 7);
    a_scale_keeps_its_scores::<OneToTen>(1, 10);
    a_scale_keeps_its_scores::<GoodBad>(0, 1);
    a_scale_keeps_its_scores::<ZeroToTen>(0, 10);
    assert_eq!((Score::GOOD.value(), Score::BAD.value()), (1, 0));
    assert_eq!(Score::GOOD.reversed(), Score::BAD);
}
