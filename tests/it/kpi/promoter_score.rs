//! Net promoter score: every band, published counts, a plain list.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::{NetPromoterScore, PromoterBand};
use support_kpi::summary::ScoreCounts;
use support_kpi::{Calculator, Score, Survey, ZeroToTen};

use crate::facts;

fn answer(n: u8) -> Survey<ZeroToTen> {
    Survey::answered(Score::new(n).expect("zero to ten"))
}

#[test]
fn all_eleven_scores_have_their_band() {
    use PromoterBand::*;
    let bands = [
        Detractor, Detractor, Detractor, Detractor, Detractor, Detractor, Detractor, Passive,
        Passive, Promoter, Promoter,
    ];
    for (value, band) in (0..=10).zip(bands) {
        let score = Score::new(value).expect("zero to ten");
        assert_eq!(PromoterBand::of(score), band, "{value}");
        let nps = NetPromoterScore::of(&[answer(value)]);
        let points = match band {
            Promoter => 100,
            Detractor => -100,
            _ => 0,
        };
        assert_eq!(nps.score(), Some(Decimal::from(points)), "{value}");
        assert_eq!(nps.of_band(band).to_string(), "1 of 1 (100 %)");
    }
    assert_eq!(
        Score::<ZeroToTen>::new(11).expect_err("eleven").to_string(),
        "score: expected 0-10, found 11"
    );
}

#[test]
fn an_airports_survey_of_2017() {
    // San Francisco Airport, customer survey 2017: answers of 0 to 10.
    // Promoters 564 + 872 = 1,436; detractors 17 + 6 + 8 + 19 + 18 + 144 + 130 = 342;
    // passives 291 + 677 = 968; 2,746 in all: 1,094 ÷ 2,746.
    let counts = [17, 6, 8, 19, 18, 144, 130, 291, 677, 564, 872];
    let nps = NetPromoterScore::from(ScoreCounts::of_counts(&counts).expect("eleven counts"));
    let score = nps.score().expect("answers");
    assert_eq!(score.round_dp(15).to_string(), "39.839766933721777");
    assert!(
        (score - "39.839766933721776".parse::<Decimal>().expect("a number")).abs()
            < Decimal::new(1, 14)
    );
    assert_eq!(nps.promoters().part(), Some(1_436));
    assert_eq!(nps.passives().part(), Some(968));
    assert_eq!(nps.detractors().part(), Some(342));
    assert_eq!(nps.answers(), Some(2_746));
}

#[test]
fn a_table_by_hand() {
    let nps = NetPromoterScore::of(&[answer(10), answer(9), answer(7), answer(6), answer(0)]);
    // 2 of 5 − 2 of 5 = 0 points: a value, unlike no answers. (10 + 9 + 7 + 6) ÷ 5 = 6.4.
    assert_eq!(nps.score(), Some(Decimal::ZERO));
    assert_eq!(nps.mean(), Some(Decimal::new(64, 1)));
    let thirds = NetPromoterScore::of(&[answer(10), answer(10), answer(8)]);
    assert_eq!(
        thirds.score().map(|score| score.round_dp(20).to_string()),
        Some("66.66666666666666666667".into())
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let nps = NetPromoterScore::of(&[Survey::unanswered(), Survey::declined()]);
    assert_eq!((nps.score(), nps.mean()), (None, None));
    assert_eq!((nps.answers(), nps.without_answer()), (Some(0), Some(2)));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut nps = NetPromoterScore::of(&[answer(10), answer(10)]);
    nps.retract(&answer(3));
    assert_eq!((nps.score(), nps.mean(), nps.answers()), (None, None, None));
    nps.record(&answer(3));
    assert_eq!(nps.score(), Some(100.into()));
}

proptest! {
    #[test]
    fn it_is_the_mean_of_plus_and_minus_a_hundred(
        surveys in prop::collection::vec(facts::survey::<ZeroToTen>(), 0..60),
    ) {
        let nps = NetPromoterScore::of(&surveys);
        let points: Vec<i64> = surveys
            .iter()
            .filter_map(|survey| survey.score())
            .map(|score| match score.value() {
                9.. => 100,
                7.. => 0,
                _ => -100,
            })
            .collect();
        let again = nps.score().map(|score| score * Decimal::from(points.len()));
        prop_assert_eq!(again.is_some(), !points.is_empty());
        let sum = points.iter().sum::<i64>();
        prop_assert_eq!(again.unwrap_or_default().round_dp(20), Decimal::from(sum));
        if let Some(score) = nps.score() {
            prop_assert!(score.abs() <= Decimal::ONE_HUNDRED);
        }
        let bands = [nps.promoters(), nps.passives(), nps.detractors()];
        let together: Option<u64> = bands.iter().map(|band| band.part()).sum();
        prop_assert_eq!(together, nps.answers());
    }
}
