//! Tables that were printed, and data sets with certified answers.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::inference::{
    Confidence, Ending, ErlangC, EwmaChart, KaplanMeier, Moments, PowerSums, PromoterCounts, Side,
    Spell, compare_proportions, erlang_b, log_rank, wilson,
};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Elapsed};

/// Agreement with a figure that was printed with so many decimals.
fn is_printed_as(found: f64, printed: &str) -> bool {
    let decimals = printed.split_once('.').map_or(0, |(_, d)| d.len());
    format!("{found:.decimals$}").trim_start_matches('-') == printed.trim_start_matches('-')
        && found.is_sign_negative() == printed.starts_with('-')
}

/// R. G. Newcombe, 1998, *Two-sided confidence intervals for the single
/// proportion*, table I, method 3 (Wilson).
#[test]
fn newcombe_1998_on_single_proportions() {
    for (k, n, low, high) in [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ] {
        let interval = wilson(k, n, Confidence::P95).unwrap();
        assert!(is_printed_as(interval.low(), low), "{k} of {n}: {interval}");
        assert!(
            is_printed_as(interval.high(), high),
            "{k} of {n}: {interval}"
        );
    }
}

/// R. G. Newcombe, 1998, *Interval estimation for the difference between
/// independent proportions*, table II, method 10. His difference is first
/// less second.
#[test]
fn newcombe_1998_on_differences() {
    for ((k1, n1), (k2, n2), low, high) in [
        ((56, 70), (48, 80), "0.0524", "0.3339"),
        ((9, 10), (3, 10), "0.1705", "0.8090"),
        ((6, 7), (2, 7), "0.0582", "0.8062"),
        ((5, 56), (0, 29), "-0.0381", "0.1926"),
        ((0, 10), (0, 20), "-0.1611", "0.2775"),
        ((0, 10), (0, 10), "-0.2775", "0.2775"),
        ((10, 10), (0, 20), "0.6791", "1.0000"),
        ((10, 10), (0, 10), "0.6075", "1.0000"),
    ] {
        let (first, second) = (Ratio::of_counts(k1, n1), Ratio::of_counts(k2, n2));
        let change = compare_proportions(&second, &first, Confidence::P95).unwrap();
        let interval = change.interval();
        assert!(
            is_printed_as(interval.low(), low),
            "{first}, {second}: {interval}"
        );
        assert!(
            is_printed_as(interval.high(), high),
            "{first}, {second}: {interval}"
        );
    }
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4.
#[test]
fn nist_ewma_example() {
    let values = [
        52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8,
        51.2, 52.6, 52.4, 53.6, 52.1,
    ];
    let averages = [
        "50.60", "49.52", "50.56", "50.18", "50.16", "49.21", "49.75", "49.85", "50.26", "50.33",
        "50.11", "49.36", "49.52", "50.05", "49.38", "49.92", "50.73", "51.23", "51.94", "51.99",
    ];
    let rows = EwmaChart::new(50.0, 2.0539, 0.3, 3.0)
        .unwrap()
        .rows(&values)
        .unwrap();
    for (row, printed) in rows.iter().zip(averages) {
        assert!(is_printed_as(row.average(), printed), "{row:?}, {printed}");
        assert_eq!(row.signal(), None);
    }
    // The handbook prints the limits that the exact ones tend to.
    let last = rows.last().unwrap();
    assert!(is_printed_as(last.high(), "52.5884"));
    assert!((last.high() + last.low() - 100.0).abs() < 1e-12);
    let jump = EwmaChart::new(50.0, 2.0539, 0.3, 3.0)
        .unwrap()
        .rows(&[50.0, 59.0])
        .unwrap();
    assert_eq!(jump[1].signal(), Some(Side::High));
}

/// NIST Statistical Reference Datasets, `NumAcc1` to `NumAcc4`: certified mean
/// and standard deviation, each of which some packages lose to rounding.
#[test]
fn nist_numacc() {
    let alternating = |base: u64| -> Vec<u64> {
        let pairs = (0..1_000).map(|i| if i % 2 == 0 { base - 100 } else { base + 100 });
        std::iter::once(base).chain(pairs).collect()
    };
    for (milliseconds, mean, deviation) in [
        (
            vec![10_000_001_000, 10_000_003_000, 10_000_002_000],
            10_000_002.0,
            1.0,
        ),
        (alternating(1_200), 1.2, 0.1),
        (alternating(1_000_000_200), 1_000_000.2, 0.1),
        (alternating(10_000_000_200), 10_000_000.2, 0.1),
    ] {
        let elapsed = |ms: &u64| Elapsed::from_nanoseconds(ms * 1_000_000);
        let times: Vec<Elapsed> = milliseconds.iter().map(elapsed).collect();
        let decimal = |ms: &u64| Decimal::from(*ms) / Decimal::from(1_000);
        let decimals: Vec<Decimal> = milliseconds.iter().map(decimal).collect();
        for moments in [
            PowerSums::of(&times).moments().unwrap(),
            Moments::of(&times).unwrap(),
            Moments::of(&decimals).unwrap(),
        ] {
            assert_eq!(moments.mean(), mean);
            assert_eq!(moments.standard_deviation(), Some(deviation));
        }
    }
}

/// Weeks of remission (E. A. Gehan, 1965; E. J. Freireich and others, 1963).
fn gehan() -> (Vec<Spell>, Vec<Spell>) {
    let weeks = |w: u64| Duration::from_secs(w * 7 * 86_400);
    let ended = |w: u64| Spell::ended(weeks(w), Ending::Resolved);
    let treated = [6, 6, 6, 7, 10, 13, 16, 22, 23].into_iter().map(ended);
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    let censored = censored.into_iter().map(|w| Spell::open(weeks(w)));
    let control = [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ];
    (
        treated.chain(censored).collect(),
        control.into_iter().map(ended).collect(),
    )
}

/// D. G. Kleinbaum and M. Klein, *Survival Analysis*, chapter 2: survival,
/// Greenwood's error and the log-log interval, as printed there.
#[test]
fn kaplan_meier_of_gehans_data() {
    let (treated, control) = gehan();
    let weeks = |curve: &KaplanMeier| curve.median().map(|median| median.as_secs() / 604_800);
    let curve = KaplanMeier::of(&treated, Ending::Resolved).unwrap();
    assert_eq!(weeks(&curve), Some(23));
    assert_eq!(
        weeks(&KaplanMeier::of(&control, Ending::Resolved).unwrap()),
        Some(8)
    );

    let printed = [
        (21, 3, ["0.8571", "0.0764", "0.6197", "0.9516"]),
        (17, 1, ["0.8067", "0.0869", "0.5631", "0.9228"]),
        (15, 1, ["0.7529", "0.0963", "0.5032", "0.8894"]),
        (12, 1, ["0.6902", "0.1068", "0.4316", "0.8491"]),
        (11, 1, ["0.6275", "0.1141", "0.3675", "0.8049"]),
        (7, 1, ["0.5378", "0.1282", "0.2678", "0.7468"]),
        (6, 1, ["0.4482", "0.1346", "0.1881", "0.6801"]),
    ];
    assert_eq!(curve.steps().len(), printed.len());
    for (step, (at_risk, events, [survival, error, low, high])) in curve.steps().iter().zip(printed)
    {
        assert_eq!((step.at_risk(), step.events()), (at_risk, events));
        let interval = step.interval(Confidence::P95).unwrap();
        assert!(is_printed_as(step.survival(), survival), "{step:?}");
        assert!(
            is_printed_as(step.standard_error().unwrap(), error),
            "{step:?}"
        );
        assert!(is_printed_as(interval.low(), low), "{step:?}: {interval}");
        assert!(is_printed_as(interval.high(), high), "{step:?}: {interval}");
    }
}

/// The same source: 9 against 19.3 expected, 21 against 10.7, chi-square 16.79.
#[test]
fn log_rank_of_gehans_data() {
    let (treated, control) = gehan();
    let test = log_rank(&treated, &control, Ending::Resolved)
        .unwrap()
        .unwrap();
    assert_eq!(test.observed(), [9, 21]);
    let [first, second] = test.expected();
    assert!(is_printed_as(first, "19.25") && is_printed_as(second, "10.75"));
    assert!(is_printed_as(test.chi_square(), "16.79"));
    assert!(test.p() > 4.1e-5 && test.p() < 4.2e-5, "{}", test.p());

    // Which desk is named first changes nothing.
    let swapped = log_rank(&control, &treated, Ending::Resolved)
        .unwrap()
        .unwrap();
    assert!((swapped.chi_square() - test.chi_square()).abs() < 1e-12);
}

/// The load at which 1 % is lost, as tables of Erlang B have it to three digits.
#[test]
fn classic_erlang_b_table() {
    for (agents, load, next) in [
        (1, "0.0101", "0.0102"),
        (2, "0.153", "0.154"),
        (5, "1.36", "1.37"),
        (10, "4.46", "4.47"),
        (20, "12.0", "12.1"),
        (50, "37.9", "38.0"),
        (100, "84.1", "84.2"),
    ] {
        let blocking = |load: &str| erlang_b(load.parse::<f64>().unwrap(), agents).unwrap();
        let (here, there) = (blocking(load), blocking(next));
        assert!(here < 0.0102 && there > 0.01, "{agents}: {here} to {there}");
    }
}

/// I. Angus, *An introduction to Erlang B and Erlang C*, 2001, and the
/// textbook case of 360 calls in half an hour, 4 minutes each, and 55 agents.
#[test]
fn classic_erlang_c_example() {
    let line = ErlangC::new(48.0, 55, 240.0).unwrap();
    assert!(is_printed_as(line.wait_probability(), "0.239"));
    assert!(is_printed_as(line.mean_wait().unwrap(), "8.2"));
    assert!(is_printed_as(line.occupancy(), "0.873"));
    assert!(is_printed_as(line.service_level(15.0).unwrap(), "0.846"));
}

/// Erlang B and C by their definition, with factorials, where those fit.
#[test]
fn erlang_by_factorials() {
    for agents in 1..=20_u64 {
        for tenths in 1..=200_u32 {
            let load = f64::from(tenths) / 10.0;
            let mut term = 1.0;
            let mut sum = 1.0;
            for i in 1..=agents {
                term *= load / i as f64;
                sum += term;
            }
            let blocking = erlang_b(load, agents).unwrap();
            assert!((blocking - term / sum).abs() < 1e-14);
            let n = agents as f64;
            if load < n {
                let tail = term * n / (n - load);
                let waits = tail / (sum - term + tail);
                let line = ErlangC::new(load, agents, 1.0).unwrap();
                assert!((line.wait_probability() - waits).abs() < 1e-13);
            }
        }
    }
}

/// An interval by hand: 3 of 4 promoters, 1 detractor, and ¾, 1½, ¾ added:
/// (3.75 − 1.75) ÷ 7 = 2/7; variance (5.5 × 1.5 + 4 × 3.75 × 1.75) ÷ 7³ =
/// 34.5 ÷ 343; 28.57 ± 1.96 × 31.71.
#[test]
fn adjusted_wald_by_hand() {
    let interval = PromoterCounts::new(3, 0, 1)
        .unwrap()
        .interval(Confidence::P95);
    assert!(is_printed_as(interval.low(), "-33.59"), "{interval}");
    assert!(is_printed_as(interval.high(), "90.73"), "{interval}");
}
