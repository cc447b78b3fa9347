//! What comparisons and live states say, in words and over time.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use support_kpi::clock::AroundTheClock;
use support_kpi::inference::{
    Confidence, Effect, Ending, Lifespan, Lifespans, Moments, PowerSums, Rate, Verdict,
    compare_proportions, holm, welch,
};
use support_kpi::kpi::Better;
use support_kpi::summary::{DurationSummary, Ratio};
use support_kpi::{Calculator, Elapsed};

const P95: Confidence = Confidence::P95;

#[test]
fn which_way_is_better_decides_the_verdict() {
    let (few, many) = (Ratio::of_counts(10, 100), Ratio::of_counts(40, 100));
    let up = compare_proportions(&few, &many, P95).unwrap();
    let down = compare_proportions(&many, &few, P95).unwrap();
    for (better, rising, falling) in [
        (Better::Higher, Verdict::Better, Verdict::Worse),
        (Better::Lower, Verdict::Worse, Verdict::Better),
        (Better::Neither, Verdict::Higher, Verdict::Lower),
    ] {
        assert_eq!(up.reading(better).verdict(), rising);
        assert_eq!(down.reading(better).verdict(), falling);
    }
    let same = compare_proportions(&few, &few, P95).unwrap();
    assert_eq!(same.reading(Better::Higher).verdict(), Verdict::NoEvidence);
    assert_eq!(same.p(), Some(1.0));
}

#[test]
fn among_many_one_small_p_is_no_evidence() {
    let change = compare_proportions(
        &Ratio::of_counts(166, 200),
        &Ratio::of_counts(180, 200),
        P95,
    )
    .unwrap();
    let alone = change.reading(Better::Higher);
    assert_eq!(alone.verdict(), Verdict::Better);

    let mut all = vec![0.5; 9];
    all.push(alone.p());
    let adjusted = holm(&all).unwrap();
    let among_ten = alone.with_p(adjusted[9]).unwrap();
    assert_eq!(among_ten.verdict(), Verdict::NoEvidence);
    assert_eq!(
        format!("{among_ten:.2}"),
        "no evidence of a difference: +0.07, 0.00 to 0.14 (95 %, Newcombe), p = 0.408",
    );
    let error = alone.with_p(f64::NAN).unwrap_err();
    assert_eq!(error.to_string(), "p: expected from 0 to 1, found NaN");
}

#[test]
fn a_rate_that_starts_from_nothing_has_no_ratio() {
    let (none, some) = (
        Rate::new(0, 30_u64).unwrap(),
        Rate::new(12, 30_u64).unwrap(),
    );
    let reading = none.change_to(&some, P95).reading(Better::Lower);
    assert_eq!((reading.effect(), reading.interval()), (None, None));
    assert_eq!(reading.to_string(), "worse: from 0, p < 0.001");

    let gone = some.change_to(&none, P95).reading(Better::Lower);
    assert_eq!(gone.effect(), Some(Effect::Ratio(0.0)));
    assert_eq!(gone.verdict(), Verdict::Better);
}

/// 12 and 24 tickets over 14.5 and 7.25 days: each falls on the later side with
/// chance 1/3. R's `binom.test(24, 36, 1/3)` has p = 5.3169340277950354e-05, and
/// an interval whose odds, doubled, are 1.9238571852 and 8.7780798316.
#[test]
fn a_rate_by_its_exposure() {
    let rate = |count, hundredths| Rate::new(count, Decimal::new(hundredths, 2)).unwrap();
    let change = rate(12, 1_450).change_to(&rate(24, 725), P95);
    let is = |found: f64, expected: f64| assert!((found / expected - 1.0).abs() < 1e-9, "{found}");
    is(change.ratio().unwrap(), 4.0);
    is(change.p(), 5.316_934_027_795_035_4e-5);
    is(change.interval().unwrap().low(), 1.923_857_185_210_277_7);
    is(change.interval().unwrap().high(), 8.778_079_831_602_708);
}

#[test]
fn geometric_means_are_compared_by_their_ratio() {
    let times = |scale: u32| -> DurationSummary {
        (1..=40)
            .map(|i| Elapsed::from_seconds(scale * (60 + 7 * (i % 9))))
            .collect::<Vec<_>>()
            .iter()
            .fold(DurationSummary::default(), |mut all, time| {
                all.record(time);
                all
            })
    };
    let logarithms = |scale| Moments::of_logarithms(&times(scale)).unwrap();
    let change = welch(&logarithms(1), &logarithms(3), P95).unwrap();
    let reading = change.reading_as_ratio(Better::Lower).unwrap();
    let Some(Effect::Ratio(ratio)) = reading.effect() else {
        panic!("a ratio")
    };
    assert!((ratio - 3.0).abs() < 0.02, "{ratio}");
    assert_eq!(reading.verdict(), Verdict::Worse);
    assert!(reading.interval().unwrap().contains(ratio));
}

fn at(hours: i64) -> DateTime<Utc> {
    "2026-03-02T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(hours)
}

#[test]
fn a_live_state_is_unsettled_until_the_record_comes() {
    let mut live = Lifespans::default();
    assert_eq!(
        live.survival(at(9), &AroundTheClock, Ending::Resolved),
        None
    );
    live.retract(&Lifespan::open(at(0)));
    assert_eq!(
        live.survival(at(9), &AroundTheClock, Ending::Resolved),
        None
    );
    live.record(&Lifespan::open(at(0)));
    assert_eq!(live, Lifespans::default());

    let mut sums = PowerSums::default();
    assert_eq!(sums.moments(), None);
    sums.retract(&Elapsed::from_seconds(5));
    assert_eq!(sums.moments(), None);
    sums.record(&Elapsed::from_seconds(5));
    assert_eq!(sums, PowerSums::default());
}

#[test]
fn what_begins_later_is_not_there_yet() {
    let mut live = Lifespans::default();
    for began in [0, 4, 8] {
        live.record(&Lifespan::open(at(began)));
    }
    let count = |hours| {
        let curve = live.survival(at(hours), &AroundTheClock, Ending::Resolved);
        curve.map(|curve| curve.count())
    };
    assert_eq!(
        [count(-1), count(0), count(5), count(8)],
        [None, Some(1), Some(2), Some(3)]
    );
}

/// The open tickets of last week's morning, two of which were closed since.
#[test]
fn as_of_an_earlier_instant() {
    let ended =
        |from, to| Lifespan::ended(at(from), at(to), Ending::Resolved, &AroundTheClock).unwrap();
    let tickets = [
        ended(0, 2),
        ended(1, 30),
        ended(3, 40),
        Lifespan::open(at(20)),
    ];
    let median = |hours| {
        let spells: Vec<_> = tickets
            .iter()
            .filter_map(|ticket| ticket.as_of(at(hours), &AroundTheClock))
            .collect();
        let curve = support_kpi::inference::KaplanMeier::of(&spells, Ending::Resolved).unwrap();
        (
            curve.count(),
            curve.median().map(|median| median.as_secs() / 3_600),
        )
    };
    assert_eq!(median(10), (3, None)); // 2 h; open for 9 and 7
    assert_eq!(median(30), (4, Some(29))); // 2 h, 29 h; open for 27 and 10
    assert_eq!(median(90), (4, Some(29))); // 2, 29, 37; open for 70
}
