//! Intervals of mean times, of their percentiles, and of mean scores.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::inference::{Confidence, Method};
use support_kpi::summary::{DurationSummary, Percentile, ScoreCounts};
use support_kpi::{Calculator, Elapsed, Group, OneToFive, OneToThree};

const P95: Confidence = Confidence::P95;

fn of_seconds(seconds: &[u32]) -> DurationSummary {
    let times: Vec<Elapsed> = seconds.iter().copied().map(Elapsed::from_seconds).collect();
    DurationSummary::of(&times)
}

/// Agreement to within what buckets leave open of a spread.
fn is_about(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 0.006,
        "{found}, {expected}"
    );
}

/// Without skewness it is Student's interval: 1, 2 and 3 h have mean 2 h and
/// s = 1 h, and t at 2 degrees of freedom and 90 % is 2.919986: 2 ± 1.685855 h.
#[test]
fn without_skewness_it_is_students_interval() {
    let interval = of_seconds(&[3_600, 7_200, 10_800])
        .mean_interval(Confidence::P90)
        .unwrap();
    is_about(7_200.0 - interval.low(), 1.685_855 * 3_600.0);
    is_about(interval.high() - 7_200.0, 1.685_855 * 3_600.0);
    assert_eq!(interval.method(), Method::Hall);
    // At 95 % t is 4.302653, and the lower end would be under 0.
    let wider = of_seconds(&[3_600, 7_200, 10_800]).mean_interval(P95);
    assert_eq!(wider.unwrap().low(), 0.0);
}

/// Ten times with mean 10.6 h, s = 21.675 h and skewness 2.6207; t at 9 degrees
/// of freedom is 2.262157. With x = ±t ÷ √10 − 2.6207 ÷ 60 = 0.671680 and
/// −0.759038: 10.6 − 3 × 21.675 ÷ 2.6207 × (∛2.760243 − 1) and … (∛−0.989175 − 1).
#[test]
fn a_long_tail_moves_the_upper_end() {
    let hours = [1, 2, 2, 3, 3, 4, 5, 6, 8, 72].map(|hours| hours * 3_600);
    let interval = of_seconds(&hours).mean_interval(P95).unwrap();
    assert!((interval.low() / 3_600.0 - 0.606_425).abs() < 0.05);
    is_about(interval.high(), 60.136 * 3_600.0);
}

#[test]
fn where_there_is_no_error_to_measure_by_there_is_no_interval() {
    assert_eq!(DurationSummary::default().mean_interval(P95), None);
    assert_eq!(of_seconds(&[60]).mean_interval(P95), None);
    assert_eq!(of_seconds(&[0; 40]).mean_interval(P95), None);
    assert_eq!(of_seconds(&[60; 40]).mean_interval(P95), None);
    assert!(of_seconds(&[60, 90]).mean_interval(P95).is_some());

    let mut unsettled = DurationSummary::default();
    unsettled.unmerge(&of_seconds(&[60, 90]));
    assert_eq!(unsettled.mean_interval(P95), None);
    assert_eq!(unsettled.percentile_bounds(Percentile::P50, P95), None);
    let nothing = DurationSummary::default();
    assert_eq!(nothing.percentile_bounds(Percentile::P50, P95), None);
}

/// Of 20 values the median lies between the 6th and the 15th, and nothing is
/// over the 90th percentile for certain.
#[test]
fn percentiles_lie_between_the_buckets_of_two_ranks() {
    let minutes: Vec<u32> = (1..=20).map(|minute| 60 * minute).collect();
    let times = of_seconds(&minutes);
    let median = times.percentile_bounds(Percentile::P50, P95).unwrap();
    let between = |time: Option<Duration>, minute: u64| {
        let seconds = time.unwrap().as_secs_f64();
        assert!((seconds / (60 * minute) as f64 - 1.0).abs() < 0.008);
    };
    between(median.low(), 6);
    between(median.high(), 15);
    assert!(median.low().unwrap() <= Duration::from_secs(360));
    assert!(median.high().unwrap() >= Duration::from_secs(900));
    let p90 = times.percentile_bounds(Percentile::P90, P95).unwrap();
    between(p90.low(), 15);
    assert_eq!(p90.high(), None);
}

/// Eight fives and two fours, and ¾, 1½, ¾ added at 1, 3 and 5: 13 answers
/// with the sum 48 + 9 = 57 and the mean 4.384615; squared deviations
/// ¾ × 11.4556 + 1½ × 1.9172 + 2 × 0.1479 + 8¾ × 0.3787 = 15.0769;
/// ± 1.959964 × √(15.0769 ÷ 13 ÷ 13) = 0.585412.
#[test]
fn a_mean_score_by_hand() {
    let of = |counts: &[u64]| ScoreCounts::<OneToFive>::of_counts(counts).unwrap();
    let interval = of(&[0, 0, 0, 2, 8]).mean_interval(P95).unwrap();
    assert!((interval.low() - 3.799_204).abs() < 1e-6, "{interval:.6}");
    assert!((interval.high() - 4.970_027).abs() < 1e-6, "{interval:.6}");

    // All alike: never without width, never beyond the scale.
    for counts in [[1, 0, 0, 0, 0], [0, 0, 9, 0, 0], [0, 0, 0, 0, 2_000]] {
        let interval = of(&counts).mean_interval(P95).unwrap();
        assert!(interval.width() > 0.0, "{interval}");
        assert!(
            interval.low() >= 1.0 && interval.high() <= 5.0,
            "{interval}"
        );
    }
    assert_eq!(
        ScoreCounts::<OneToThree>::default().mean_interval(P95),
        None
    );
}

proptest! {
    #[test]
    fn a_mean_has_a_finite_interval_around_it(
        times in prop::collection::vec(any::<u64>(), 2..40),
        confidence in prop::sample::select(vec![Confidence::P90, P95, Confidence::P99]),
    ) {
        let times: Vec<Elapsed> = times.into_iter().map(Elapsed::from_nanoseconds).collect();
        let summary = DurationSummary::of(&times);
        if let Some(interval) = summary.mean_interval(confidence) {
            let mean = summary.mean().unwrap().as_secs_f64();
            prop_assert!(interval.low() >= 0.0 && interval.high().is_finite());
            prop_assert!(interval.low() <= mean && mean <= interval.high(), "{}", interval);
        }
    }

    #[test]
    fn a_mean_score_has_an_interval_on_its_scale(
        counts in prop::array::uniform5(0_u64..1_000_000_000_000),
    ) {
        let scores = ScoreCounts::<OneToFive>::of_counts(&counts).unwrap();
        let interval = scores.mean_interval(P95);
        prop_assert_eq!(interval.is_some(), scores.mean().is_some());
        if let Some(interval) = interval {
            prop_assert!(1.0 <= interval.low() && interval.low() < interval.high());
            prop_assert!(interval.high() <= 5.0);
        }
    }
}
