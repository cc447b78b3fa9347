//! Questions that make no sense: the message names field, expected, found.

use std::fmt::Debug;
use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::clock::AroundTheClock;
use support_kpi::inference::{
    Baseline, CompetingRisks, Confidence, CusumChart, Ending, EwmaChart, Figure, KaplanMeier,
    Lifespan, Moments, PChart, PromoterCounts, Rate, RobustZ, Spell, XmrChart, benjamini_hochberg,
    compare_proportions, funnel_limits, holm, log_rank, pearson, sample_size, spearman, spread,
    welch, wilson, wilson_lower,
};
use support_kpi::summary::{DurationSummary, Percentile, Ratio};
use support_kpi::{Calculator, Elapsed, InferenceError};

const P95: Confidence = Confidence::P95;

pub(super) fn says<T: Debug>(result: Result<T, InferenceError>, message: &str) {
    assert_eq!(result.expect_err("an error").to_string(), message);
}

#[test]
fn confidence() {
    for level in [0.0, 1.0, -0.5, 95.0] {
        let message = format!("confidence: expected more than 0 and less than 1, found {level}");
        says(Confidence::new(level), &message);
    }
    for (level, found) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
        let message = format!("confidence: expected more than 0 and less than 1, found {found}");
        says(Confidence::new(level), &message);
    }
    says(
        "high".parse::<Confidence>(),
        "confidence: expected more than 0 and less than 1, found high",
    );
    assert_eq!("0.950".parse(), Ok(P95));

    // What is read back is checked as strictly.
    assert_eq!(serde_json::to_string(&P95).unwrap(), "\"0.95\"");
    assert_eq!(serde_json::from_str::<Confidence>("\"0.95\"").unwrap(), P95);
    let error = serde_json::from_str::<Confidence>("\"1\"").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("expected more than 0 and less than 1, found 1")
    );
    let bytes = postcard::to_stdvec(&P95).unwrap();
    assert_eq!(postcard::from_bytes::<Confidence>(&bytes).unwrap(), P95);
}

#[test]
fn proportions() {
    says(wilson(0, 0, P95), "whole: expected at least 1, found 0");
    says(
        wilson(6, 5, P95),
        "part: expected at most 5 (whole), found 6",
    );
    says(
        wilson_lower(6, 5, P95),
        "part: expected at most 5 (whole), found 6",
    );
    let (some, none) = (Ratio::of_counts(1, 2), Ratio::default());
    says(
        compare_proportions(&none, &some, P95),
        "before: expected at least 1, found 0",
    );
    says(
        compare_proportions(&some, &Ratio::of_counts(3, 2), P95),
        "after: expected counts that can be, found an unsettled state",
    );

    // Nothing counted, and unsettled: no value.
    assert_eq!(none.interval(P95), None);
    assert_eq!(none.lower_bound(P95), None);
    assert_eq!(Ratio::of_counts(3, 2).interval(P95), None);
    assert_eq!(none.worst_case(0), None);
    assert!(none.worst_case(1).is_some());

    // All alike on both sides: an interval, but no error to measure by.
    let change = compare_proportions(&Ratio::of_counts(5, 5), &Ratio::of_counts(9, 9), P95);
    let change = change.unwrap();
    assert_eq!((change.z(), change.p()), (None, None));
    assert!(change.interval().low() < 0.0 && change.interval().high() > 0.0);
}

#[test]
fn sizes_and_scores() {
    let fraction = "expected more than 0 and less than 1";
    says(
        sample_size(0.0, P95, 0.5),
        &format!("half_width: {fraction}, found 0"),
    );
    says(
        sample_size(f64::NAN, P95, 0.5),
        &format!("half_width: {fraction}, found NaN"),
    );
    says(
        sample_size(0.05, P95, 1.0),
        &format!("expected_share: {fraction}, found 1"),
    );
    says(
        sample_size(1e-9, P95, 0.5),
        "half_width: expected one that at most 2^53 answers give, found 0.000000001",
    );
    says(
        PromoterCounts::new(0, 0, 0),
        "answers: expected at least 1, found 0",
    );
}

#[test]
fn means_and_rates() {
    let none: [f64; 0] = [];
    says(Moments::of(&none), "values: expected at least 1, found 0");
    let range = "expected 0 or a number of magnitude 1e-100 to 1e100";
    says(
        Moments::of(&[1.0, f64::NAN]),
        &format!("values[1]: {range}, found NaN"),
    );
    says(
        Moments::of(&[1e300]),
        &format!("values[0]: {range}, found 1e300"),
    );
    says(
        Moments::of(&[f64::NEG_INFINITY]),
        &format!("values[0]: {range}, found -inf"),
    );

    let one = Moments::of(&[5.0]).unwrap();
    let same = Moments::of(&[0.1, 0.1, 0.1]).unwrap();
    assert_eq!((one.variance(), one.standard_deviation()), (None, None));
    assert_eq!(same.variance(), Some(0.0));
    assert_eq!(welch(&one, &same, P95), None);
    assert_eq!(welch(&same, &Moments::of(&[0.2, 0.2]).unwrap(), P95), None);
    assert!(welch(&same, &Moments::of(&[0.2, 0.3]).unwrap(), P95).is_some());

    let zero = DurationSummary::of(&[Elapsed::ZERO, Elapsed::from_seconds(9)]);
    says(
        Moments::of_logarithms(&zero),
        "times: expected more than 0, to take the logarithm, found 0",
    );
    says(
        Moments::of_logarithms(&DurationSummary::default()),
        "times: expected at least 1, found 0",
    );

    says(
        Rate::new(1, -2.0),
        "exposure: expected more than 0 (1e-50 to 1e50), found -2",
    );
    says(
        Rate::new(1, Decimal::ZERO),
        "exposure: expected more than 0 (1e-50 to 1e50), found 0",
    );
    let (none, some) = (Rate::new(0, 7.0).unwrap(), Rate::new(9, 7.0).unwrap());
    let change = none.change_to(&some, P95);
    assert_eq!((change.ratio(), change.interval()), (None, None));
    assert!((change.p() - 2.0 / 512.0).abs() < 1e-12);
    assert_eq!(some.change_to(&none, P95).ratio(), Some(0.0));
    assert_eq!(none.change_to(&none, P95).p(), 1.0);
}

#[test]
fn many_p_values() {
    assert_eq!(holm(&[]), Ok(vec![]));
    assert_eq!(benjamini_hochberg(&[]), Ok(vec![]));
    for p in [[0.1, -0.1], [0.1, f64::NAN]] {
        let message = format!("p: expected from 0 to 1, found {}", p[1]);
        says(holm(&p), &message);
        says(benjamini_hochberg(&p), &message);
    }
}

#[test]
fn percentiles() {
    let none: [f64; 0] = [];
    says(
        Percentile::P50.nearest(&none),
        "values: expected at least 1, found 0",
    );
    says(
        Percentile::P50.interpolated(&none),
        "values: expected at least 1, found 0",
    );
    assert!(Percentile::P50.nearest(&[f64::NAN]).is_err());
    let ranks = Percentile::P50.rank_interval(0, P95);
    assert_eq!((ranks.low_rank(), ranks.high_rank()), (None, None));
}

#[test]
fn spells() {
    says(
        KaplanMeier::of(&[], Ending::Resolved),
        "spells: expected at least 1, found 0",
    );
    says(
        CompetingRisks::of(&[]),
        "spells: expected at least 1, found 0",
    );
    let open = [
        Spell::open(Duration::from_secs(5)),
        Spell::open(Duration::from_secs(9)),
    ];
    says(
        log_rank(&open, &[], Ending::Resolved),
        "spells: expected at least 1, found 0",
    );

    // All censored: a curve without a step, no median, and a restricted mean
    // as far as is known.
    let curve = KaplanMeier::of(&open, Ending::Resolved).unwrap();
    assert!(curve.steps().is_empty());
    assert_eq!(curve.median(), None);
    assert_eq!(curve.restricted_mean(Duration::from_secs(9)), Some(9.0));
    assert_eq!(curve.restricted_mean(Duration::from_secs(10)), None);
    assert_eq!(log_rank(&open, &open, Ending::Resolved), Ok(None));
    assert!(CompetingRisks::of(&open).unwrap().steps().is_empty());

    let (noon, one) = (
        "2026-03-02T12:00:00Z".parse(),
        "2026-03-02T13:00:00Z".parse(),
    );
    let error = Lifespan::ended(
        one.unwrap(),
        noon.unwrap(),
        Ending::Resolved,
        &AroundTheClock,
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "ended: expected 2026-03-02T13:00:00Z (began) or later, found 2026-03-02T12:00:00Z",
    );
}

#[test]
fn charts() {
    says(
        EwmaChart::new(0.0, 0.0, 0.2, 3.0),
        "sigma: expected more than 0, found 0",
    );
    says(
        EwmaChart::new(0.0, 1.0, 1.1, 3.0),
        "lambda: expected more than 0 and at most 1, found 1.1",
    );
    says(
        EwmaChart::new(0.0, 1.0, 0.2, -3.0),
        "width: expected more than 0, found -3",
    );
    says(
        EwmaChart::new(f64::NAN, 1.0, 0.2, 3.0),
        "target: expected a number, found NaN",
    );
    says(
        CusumChart::new(0.0, -1.0, 0.5, 5.0),
        "sigma: expected more than 0, found -1",
    );
    says(
        CusumChart::new(0.0, 1.0, -0.5, 5.0),
        "allowance: expected 0 or more, found -0.5",
    );
    says(
        CusumChart::new(0.0, 1.0, 0.5, 0.0),
        "limit: expected more than 0, found 0",
    );
    says(XmrChart::of(&[1.0]), "values: expected at least 2, found 1");
    let none: [f64; 0] = [];
    says(RobustZ::of(&none), "values: expected at least 1, found 0");

    says(
        Baseline::of_means(&[None, None]),
        "past: expected at least 2, found 0",
    );
    says(
        Baseline::of_volumes(&[3]),
        "past: expected at least 2, found 1",
    );
    let level = Baseline::of_volumes(&[3, 3, 3]).unwrap();
    let message = "past: expected values that vary, found 3 everywhere";
    says(level.ewma(&[Figure::volume(3)], 0.2, 3.0), message);
    says(level.cusum(&[Figure::volume(3)], 0.5, 5.0), message);
    says(level.robust_z(Figure::volume(3), 3.5), message);
    let varied = Baseline::of_volumes(&[3, 4, 5]).unwrap();
    says(
        varied.ewma(&[], 0.2, 3.0),
        "since: expected at least 1, found 0",
    );
    says(
        varied.robust_z(Figure::volume(3), 0.0),
        "limit: expected more than 0, found 0",
    );

    says(PChart::of(&[]), "past_days: expected at least 1, found 0");
    says(
        PChart::of(&[Ratio::of_counts(4, 4)]),
        "past_days: expected values that vary, found 1 everywhere",
    );
    let chart = PChart::of(&[Ratio::of_counts(3, 4)]).unwrap();
    says(
        chart.judge(&Ratio::default()),
        "today: expected at least 1, found 0",
    );
}

#[test]
fn correlations_and_rankings() {
    says(
        pearson(&[1.0, 2.0], &[1.0]),
        "y: expected 2 values, as many as x, found 1",
    );
    says(
        spearman(&[1.0, f64::NAN], &[1.0, 2.0]),
        "x[1]: expected 0 or a number of magnitude 1e-100 to 1e100, found NaN",
    );
    assert_eq!(pearson(&[1.0, 1.0], &[1.0, 2.0]), Ok(None));
    assert_eq!(pearson::<f64, f64>(&[], &[]), Ok(None));
    let line = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 4.0, 6.0, 8.0])
        .unwrap()
        .unwrap();
    assert_eq!(
        (line.coefficient(), line.interval(P95), line.p()),
        (1.0, None, Some(0.0))
    );
    let two = pearson(&[1.0, 2.0], &[2.0, 1.0]).unwrap().unwrap();
    assert_eq!(
        (two.coefficient(), two.interval(P95), two.p()),
        (-1.0, None, None)
    );

    says(
        funnel_limits(1.0, 5, P95),
        "share: expected more than 0 and less than 1, found 1",
    );
    says(
        funnel_limits(0.5, 0, P95),
        "n: expected at least 1, found 0",
    );
    assert_eq!(spread(&[Ratio::of_counts(3, 4)]), Ok(None));
    assert_eq!(
        spread(&[Ratio::of_counts(4, 4), Ratio::of_counts(9, 9)]),
        Ok(None)
    );
    says(
        spread(&[Ratio::of_counts(5, 4)]),
        "agents: expected counts that can be, found an unsettled state",
    );
}
