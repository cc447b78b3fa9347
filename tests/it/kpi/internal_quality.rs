//! Internal quality against sums by hand, and against pairwise distances.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::InternalQuality;
use support_kpi::summary::{Percentile, Ratio};
use support_kpi::{Calculator, Group, QualityReview};

use crate::facts;

fn review(points: u8) -> QualityReview {
    QualityReview::new(points).expect("up to 100 points")
}

fn shown(value: Option<Decimal>) -> Option<String> {
    value.map(|value| value.to_string())
}

#[test]
fn a_table_by_hand() {
    let quality = InternalQuality::of(&[review(80), review(90), review(91)]);
    // 261 ÷ 3 = 87. Distances −7, 3 and 4: squares 49 + 9 + 16 = 74.
    assert_eq!(quality.mean(), Some(87.into()));
    assert_eq!(
        shown(quality.variance()),
        Some("24.666666666666666666666666667".into())
    );
    assert_eq!(quality.sample_variance(), Some(37.into()));
    // √24.6666… = 4.96655…
    assert_eq!(shown(quality.standard_deviation()), Some("4.9665".into()));
    assert_eq!(quality.median(), Some(90));
    assert_eq!(quality.quartiles(), Some((80, 91)));
    assert_eq!(quality.at_least(review(90)).to_string(), "2 of 3 (66.7 %)");
}

#[test]
fn the_widest_spread_and_none() {
    // 0 and 100 are each 50 from their mean: variance 2,500, deviation 50.
    let widest = InternalQuality::of(&[review(0), review(100)]);
    assert_eq!(widest.variance(), Some(2_500.into()));
    assert_eq!(widest.standard_deviation(), Some(50.into()));
    assert_eq!(widest.sample_variance(), Some(5_000.into()));

    let single = InternalQuality::of(&[review(70)]);
    assert_eq!(single.variance(), Some(0.into()));
    assert_eq!(single.standard_deviation(), Some(0.into()));
    assert_eq!(single.sample_variance(), None);
}

#[test]
fn the_gap_between_firms_and_customers() {
    // The guide, 002:10: 87 % of firms think that they serve well, 11 % of customers agree.
    let quality = InternalQuality::of(&[review(87)]);
    assert_eq!(quality.gap_to(&Ratio::of_counts(11, 100)), Some(76.into()));
    assert_eq!(
        shown(quality.gap_to(&Ratio::of_counts(9, 10))),
        Some("-3".into())
    );
    assert_eq!(quality.gap_to(&Ratio::default()), None);
    assert_eq!(
        InternalQuality::default().gap_to(&Ratio::of_counts(1, 1)),
        None
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let quality = InternalQuality::default();
    assert_eq!((quality.count(), quality.mean()), (Some(0), None));
    assert_eq!(
        (quality.variance(), quality.sample_variance()),
        (None, None)
    );
    assert_eq!(
        (quality.standard_deviation(), quality.median()),
        (None, None)
    );
    assert_eq!(quality.quartiles(), None);
    assert_eq!(quality.at_least(review(0)).percent(), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut quality = InternalQuality::of(&[review(80), review(90)]);
    quality.retract(&review(85));
    assert_eq!((quality.count(), quality.mean()), (None, None));
    assert_eq!((quality.variance(), quality.median()), (None, None));
    assert_eq!(quality.at_least(review(90)).to_string(), "unsettled");
    quality.record(&review(85));
    assert_eq!(quality.mean(), Some(85.into()));
}

#[test]
fn counts_at_the_edge_of_their_type() {
    let mut quality = InternalQuality::of(&[review(80), review(90), review(91)]);
    let mut double = |times| {
        for _ in 0..times {
            quality.merge(&quality.clone());
        }
        quality.clone()
    };
    // 3 × 2⁴⁵ ≈ 10¹⁴ reviews: their squares are beyond a decimal, the root is not.
    let many = double(45);
    assert_eq!((many.mean(), many.variance()), (Some(87.into()), None));
    assert_eq!(shown(many.standard_deviation()), Some("4.9665".into()));
    // 3 × 2⁶⁰ ≈ 3.5 × 10¹⁸.
    let many = double(15);
    assert_eq!(
        (many.mean(), many.standard_deviation()),
        (Some(87.into()), None)
    );
    assert_eq!(many.median(), Some(90));
    // Each count is 2⁶³, which wraps to below zero: unsettled. Then it comes to nothing.
    let wrapped = double(3);
    assert_eq!((wrapped.count(), wrapped.mean()), (None, None));
    let nothing = double(1);
    assert_eq!(nothing, InternalQuality::default());
}

#[test]
fn no_more_than_a_hundred_points() {
    let message = "quality: expected 0 to 100 points, found 101";
    assert_eq!(
        QualityReview::new(101).expect_err("too many").to_string(),
        message
    );
    let error = serde_json::from_str::<QualityReview>("101").expect_err("too many");
    assert!(error.to_string().starts_with(message), "{error}");
    let error = serde_json::from_str::<InternalQuality>("[[101, 1]]").expect_err("too many");
    assert!(error.to_string().starts_with(message), "{error}");
    assert!(serde_json::from_str::<QualityReview>("87.5").is_err());
    assert!(serde_json::from_str::<QualityReview>("-1").is_err());
}

proptest! {
    #[test]
    fn it_agrees_with_distances_between_pairs(
        reviews in prop::collection::vec(facts::quality_review(), 0..40),
    ) {
        let quality = InternalQuality::of(&reviews);
        let mut points: Vec<i64> = reviews.iter().map(|review| review.points().into()).collect();
        points.sort_unstable();
        let n = points.len();
        let sum = points.iter().sum::<i64>();
        let again = quality.mean().map(|mean| mean * Decimal::from(n));
        prop_assert_eq!(again.is_some(), n > 0);
        prop_assert_eq!(again.unwrap_or_default().round_dp(20), Decimal::from(sum));

        // The variance is the mean squared distance of all ordered pairs, halved.
        let squares: i64 = points
            .iter()
            .flat_map(|one| points.iter().map(move |other| (one - other).pow(2)))
            .sum();
        let twice = Decimal::from(2 * n * n);
        let again = quality.variance().map(|variance| variance * twice);
        prop_assert_eq!(again.unwrap_or_default().round_dp(15), Decimal::from(squares));
        if let (Some(deviation), Some(variance)) = (quality.standard_deviation(), quality.variance()) {
            let step = Decimal::new(1, 4);
            prop_assert!(deviation * deviation <= variance);
            prop_assert!((deviation + step) * (deviation + step) > variance);
        }
        for (percentile, quarters) in [(Percentile::P25, 1), (Percentile::P50, 2), (Percentile::P75, 3)] {
            let rank = (n * quarters).div_ceil(4);
            let exact = rank.checked_sub(1).map(|index| points[index] as u8);
            prop_assert_eq!(quality.percentile(percentile), exact);
        }
    }
}
