//! The groups of `summary` at their edges, and how small they are written.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::summary::{Count, DurationSummary, Money, Percentile, Ratio, ScoreCounts};
use support_kpi::{Calculator, Elapsed, Group, OneToFive, Score, Sign, ZeroToTen};

use crate::facts;
use crate::serialised::through_json;

#[test]
fn counts_wrap_at_the_edge_of_their_type_and_come_back() {
    let mut ratio = Ratio::of_counts(i64::MAX, i64::MAX);
    ratio.record(&true);
    assert_eq!((ratio.percent(), ratio.is_settled()), (None, false));
    ratio.retract(&true);
    assert_eq!(ratio.percent(), Some(100.into()));

    let many = ScoreCounts::<OneToFive>::of_counts(&[1 << 62, 1 << 62]).expect("five points");
    assert_eq!((many.answers(), many.mean()), (None, None));

    let mut count = Count::default();
    count.add(Sign::Plus, u64::MAX);
    count.add(Sign::Minus, u64::MAX);
    assert!(count.is_empty());
}

#[test]
fn a_part_greater_than_its_whole_is_no_value() {
    for (part, whole) in [(2, 1), (-1, 1), (0, -1), (i64::MIN, i64::MIN)] {
        let ratio = Ratio::of_counts(part, whole);
        assert_eq!(
            (ratio.percent(), ratio.part(), ratio.whole()),
            (None, None, None)
        );
        assert_eq!(ratio.to_string(), "unsettled");
    }
    assert_eq!(Ratio::default().to_string(), "nothing counted");
}

#[test]
fn durations_of_centuries_add_up_and_are_read() {
    let longest = DurationSummary::of(&[Elapsed::MAX; 3]);
    assert_eq!(longest.mean(), Some(Duration::from_nanos(u64::MAX)));
    assert_eq!(longest.sum(), Some(Duration::from_nanos(u64::MAX) * 3));
    let median = longest.median().expect("a median");
    assert_eq!(median.at_most(), Duration::from_nanos(u64::MAX));
    assert!(median.middle() <= median.at_most());
}

#[test]
fn seven_hundredths_of_a_hundred_is_the_seventh() {
    let values: Vec<Elapsed> = (1..=100).map(Elapsed::from_nanoseconds).collect();
    let percentile = Percentile::of_fraction(7, 100).expect("a fraction");
    let seventh = DurationSummary::of(&values)
        .percentile(percentile)
        .expect("a percentile");
    assert_eq!(
        (seventh.at_least(), seventh.at_most()),
        (Duration::from_nanos(7), Duration::from_nanos(7))
    );
    assert_eq!(
        Percentile::of_fraction(2, 1)
            .expect_err("over one")
            .to_string(),
        "percentile: expected a fraction from 0 to 1, found 2/1",
    );
}

#[test]
fn a_sum_of_many_values_is_small_when_it_is_written() {
    // 800,000 log-normal times: median an hour, sigma 1.2, from a fixed sequence.
    let mut state = 1_u64;
    let mut uniform = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let times: Vec<Elapsed> = (0..800_000)
        .map(|_| {
            let normal =
                (-2.0 * (1.0 - uniform()).ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
            Elapsed::from_nanoseconds((3.6e12 * (1.2 * normal).exp()) as u64)
        })
        .collect();
    let mut summary = DurationSummary::default();
    summary.record_slice(&times);
    let json = serde_json::to_string(&summary).expect("JSON").len();
    let postcard = postcard::to_stdvec(&summary).expect("postcard").len();
    assert!(json <= 8_000, "{json} bytes of JSON");
    assert!(postcard <= 5_000, "{postcard} bytes of postcard");
}

#[test]
fn a_retraction_is_not_seen_beside_another_time_of_its_bucket() {
    let [hour, seven_more, eleven] = [3_600, 3_607, 11].map(Elapsed::from_seconds);
    let mut waits = DurationSummary::of(&[hour]);
    waits.retract(&seven_more);
    assert!(
        !waits.is_settled(),
        "nothing is counted, and its sum is -7 s"
    );
    waits.record(&eleven);
    // 3600 s - 3607 s + 11 s, of one time, which is counted among those of 11 s.
    assert_eq!(
        (waits.is_settled(), waits.count(), waits.mean()),
        (true, Some(1), Some(Duration::from_secs(4)))
    );
    let median = waits.median().expect("a median");
    assert!(median.at_least() <= eleven.duration() && eleven.duration() <= median.at_most());

    // It is a state like any other: it is written, read back, and made good.
    let mut back = through_json(&waits);
    assert_eq!(back, waits);
    back.record(&seven_more);
    assert_eq!(back, DurationSummary::of(&[hour, eleven]));
}

#[test]
fn altered_states_are_refused() {
    let summary = |json: &str| serde_json::from_str::<DurationSummary>(json);
    let run = r#"{"nanoseconds":"5","histogram":[[7423,[1]]]}"#;
    assert!(summary(run).is_ok());
    for (json, text) in [
        (
            r#"{"nanoseconds":"5","histogram":[[7423,[1,1]]]}"#,
            "histogram: expected a run of buckets within 0 to 7423, found 2 from bucket 7423 on",
        ),
        (
            r#"{"nanoseconds":"5","histogram":[[5,[1,1]],[6,[1]]]}"#,
            "histogram: expected a run of buckets within 7 to 7423, found 1 from bucket 6 on",
        ),
        (
            r#"{"nanoseconds":"five","histogram":[]}"#,
            "sum: expected a whole number as text, found \"five\"",
        ),
    ] {
        let message = summary(json).expect_err(json).to_string();
        assert!(message.contains(text), "{message}");
    }
    let scores = serde_json::to_string(&ScoreCounts::<ZeroToTen>::default()).expect("JSON");
    let message = serde_json::from_str::<ScoreCounts<OneToFive>>(&scores)
        .expect_err(&scores)
        .to_string();
    assert!(
        message.contains("scale: expected 1-5, found 0-10"),
        "{message}"
    );
    let message = serde_json::from_str::<ScoreCounts<OneToFive>>(r#"{"scale":"1-5","counts":[1]}"#)
        .expect_err("too few")
        .to_string();
    assert!(
        message.contains("counts: expected 5 for the scale 1-5, found 1"),
        "{message}"
    );
}

#[test]
fn sums_of_the_largest_amounts_are_exact() {
    let largest = "9223372036854.775807".parse().expect("a decimal");
    let amount = support_kpi::Amount::try_from(largest).expect("the largest amount");
    let mut money = Money::default();
    for _ in 0..1_000 {
        money.record(&amount);
    }
    assert_eq!(
        money.total().expect("a total").to_string(),
        "9223372036854775.807"
    );
    money.retract_slice(&[amount; 999]);
    assert_eq!(money.total(), Some(largest));
    assert_eq!(through_json(&money), money);
    assert_eq!(Money::default().mean(), None);
}

/// Records and retracts in any order, through every stage of the histogram.
#[derive(Debug, Clone)]
enum Step {
    Record(Elapsed),
    Retract(Elapsed),
    RecordMany(Vec<Elapsed>),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_summary_agrees_with_a_sorted_list_through_every_stage(
        steps in prop::collection::vec(
            prop_oneof![
                facts::elapsed().prop_map(Step::Record),
                facts::elapsed().prop_map(Step::Retract),
                prop::collection::vec(facts::elapsed(), 0..400).prop_map(Step::RecordMany),
            ],
            0..20,
        ),
    ) {
        let mut summary = DurationSummary::default();
        let mut naive: std::collections::BTreeMap<Elapsed, i64> = std::collections::BTreeMap::default();
        for step in steps {
            match step {
                Step::Record(time) => {
                    summary.record(&time);
                    *naive.entry(time).or_default() += 1;
                }
                Step::Retract(time) => {
                    // Only what is there: the readings below are of settled states.
                    if naive.get(&time).copied().unwrap_or(0) > 0 {
                        summary.retract(&time);
                        *naive.entry(time).or_default() -= 1;
                    }
                }
                Step::RecordMany(times) => {
                    summary.record_slice(&times);
                    for time in times {
                        *naive.entry(time).or_default() += 1;
                    }
                }
            }
            let sorted: Vec<Elapsed> = naive
                .iter()
                .flat_map(|(time, count)| std::iter::repeat_n(*time, *count as usize))
                .collect();
            prop_assert_eq!(summary.count(), Some(sorted.len() as u64));
            let sum: u128 = sorted.iter().map(|time| u128::from(time.nanoseconds())).sum();
            prop_assert_eq!(summary.sum().map(|sum| sum.as_nanos()), Some(sum));
            for (numerator, denominator) in [(0, 1), (1, 2), (9, 10), (99, 100), (1, 1)] {
                let percentile = Percentile::of_fraction(numerator, denominator).expect("a fraction");
                let rank = (numerator as usize * sorted.len()).div_ceil(denominator as usize).max(1);
                let exact = sorted.get(rank - 1).map(|time| time.duration());
                let bracket = summary.percentile(percentile);
                prop_assert_eq!(bracket.is_some(), exact.is_some());
                if let (Some(bracket), Some(exact)) = (bracket, exact) {
                    prop_assert!(bracket.at_least() <= exact && exact <= bracket.at_most());
                    prop_assert!(bracket.middle().abs_diff(exact).as_nanos() * 200 <= exact.as_nanos());
                }
            }
        }
    }

    #[test]
    fn scores_agree_with_a_plain_list(values in prop::collection::vec(0_u8..=10, 0..50), from in 0_u8..=10) {
        let score = |value| Score::<ZeroToTen>::new(value).expect("a score");
        let scores: Vec<_> = values.iter().copied().map(score).collect();
        let counts = ScoreCounts::of(&scores);
        let part = values.iter().filter(|value| **value >= from).count() as u64;
        prop_assert_eq!(counts.at_least(score(from)).part(), Some(part));
        prop_assert_eq!(counts.at_most(score(from)).complement().part(),
            Some(values.iter().filter(|value| **value > from).count() as u64));
        prop_assert_eq!(counts.answers(), Some(values.len() as u64));
        let sum: u64 = values.iter().copied().map(u64::from).sum();
        let mean = counts.mean().map(|mean| (mean * rust_decimal::Decimal::from(values.len())).round_dp(9));
        prop_assert_eq!(mean, (!values.is_empty()).then(|| rust_decimal::Decimal::from(sum)));
    }
}
