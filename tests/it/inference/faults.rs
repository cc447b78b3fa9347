//! Faults of libraries in use, and that they are none of this one.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::inference::{
    Confidence, Demand, Ending, ErlangC, KaplanMeier, OneAtATime, PromoterCounts, Requirement,
    Spell, erlang_c,
};
use support_kpi::summary::Percentile;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn median(spells: &[Spell]) -> Option<u64> {
    let curve = KaplanMeier::of(spells, Ending::Resolved).unwrap();
    curve.median().map(|median| median.as_secs())
}

/// lifelines 0.30.3, `KaplanMeierFitter().fit([1, 2, 3, 4, 5, 6])`, answers
/// 4.0: its S(3) is a hair over ½.
#[test]
fn a_median_at_exactly_one_half() {
    let ended = |s| Spell::ended(seconds(s), Ending::Resolved);
    let six: Vec<Spell> = (1..=6).map(ended).collect();
    assert_eq!(median(&six), Some(3));

    // The same with one that is still open: fit([1..7], [0, 1, 1, 1, 1, 1, 1])
    // answers 5.0.
    let mut seven = vec![Spell::open(seconds(1))];
    seven.extend((2..=7).map(ended));
    assert_eq!(median(&seven), Some(4));

    // Every even number, where half of them is the median.
    for n in (2..400).step_by(2) {
        let all: Vec<Spell> = (1..=n).map(ended).collect();
        assert_eq!(median(&all), Some(n / 2), "{n}");
    }
}

/// Open tickets between the endings, so that nothing cancels: in fractions
/// the last ending of each makes exactly ½.
#[test]
fn a_median_of_fractions_that_do_not_cancel() {
    for steps in [
        [(10, 1), (6, 1), (3, 1)],   // 9/10 · 5/6 · 2/3
        [(16, 1), (5, 1), (3, 1)],   // 15/16 · 4/5 · 2/3
        [(15, 1), (7, 2), (4, 1)],   // 14/15 · 5/7 · 3/4
        [(21, 1), (8, 3), (5, 1)],   // 20/21 · 5/8 · 4/5 = 10/21: less than ½
        [(49, 1), (25, 1), (24, 1)], // over ½: not reached
    ] {
        let mut spells = Vec::new();
        let mut left = 0_u64;
        let mut exact = (1, 1);
        let mut expected = None;
        for (at, (at_risk, events)) in (1_u64..).zip(steps) {
            exact = (exact.0 * (at_risk - events), exact.1 * at_risk);
            if expected.is_none() && 2 * exact.0 <= exact.1 {
                expected = Some(2 * at);
            }
            let gone = left.saturating_sub(at_risk);
            spells.extend((0..gone).map(|_| Spell::open(seconds(2 * at - 1))));
            spells.extend((0..events).map(|_| Spell::ended(seconds(2 * at), Ending::Resolved)));
            left = at_risk - events;
        }
        spells.extend((0..left).map(|_| Spell::open(seconds(100))));
        assert_eq!(median(&spells), expected, "{steps:?}");
    }
}

/// pyworkforce 0.5.1 schedules ⌈21 ÷ (1 − 0.3)⌉ = 31, because the quotient is
/// 30.000000000000004 there.
#[test]
fn scheduled_agents_are_rounded_up_exactly() {
    assert_eq!((21.0_f64 / (1.0 - 0.3)).ceil(), 31.0);

    // 21 agents are needed at 70 % occupancy for 14.7 erlangs.
    let demand = Demand::new(
        OneAtATime::PHONE,
        Decimal::new(147, 0),
        seconds(1_800),
        seconds(180),
    );
    let staffing = Requirement::new(Decimal::new(1, 1), seconds(20))
        .and_then(|r| r.with_most_occupancy(Decimal::new(7, 1)))
        .and_then(|r| r.with_shrinkage(Decimal::new(3, 1)))
        .and_then(|r| r.agents_for(&demand?))
        .unwrap();
    assert_eq!((staffing.agents(), staffing.scheduled()), (21, 30));
}

/// pyworkforce 0.5.1 answers 1.957 for 8 agents and 10 erlangs.
#[test]
fn a_waiting_probability_is_never_above_one() {
    for agents in 0..=10 {
        assert_eq!(erlang_c(10.0, agents), Ok(1.0));
    }
    for agents in 11..100 {
        let waits = erlang_c(10.0, agents).unwrap();
        assert!(waits > 0.0 && waits < 1.0, "{agents}: {waits}");
    }
}

/// The R package erlang (phubers/erlang, issue 7) answers a negative mean
/// wait where the load is more than the agents.
#[test]
fn a_mean_wait_is_never_negative() {
    let overrun = ErlangC::new(14.01, 14, 180.0).unwrap();
    assert_eq!(overrun.mean_wait(), None);
    assert_eq!(overrun.service_level(20.0), Ok(0.0));
    assert_eq!(overrun.occupancy(), 1.0);
}

/// The plug-in (Wald) interval of a promoter score has no width where all
/// answer alike, whether two answered or two thousand.
#[test]
fn all_promoters_are_no_certainty() {
    for n in [1, 2, 20, 2_000] {
        for counts in [(n, 0, 0), (0, n, 0), (0, 0, n)] {
            let counts = PromoterCounts::new(counts.0, counts.1, counts.2).unwrap();
            let interval = counts.interval(Confidence::P95);
            assert_eq!(counts.standard_error(), 0.0);
            assert!(interval.width() > 0.0, "{counts:?}: {interval}");
            // Of one answer, the interval does not even reach that answer.
            assert_eq!(
                interval.contains(counts.score()),
                n > 1 || counts.score() == 0.0
            );
            assert!(interval.low() >= -100.0 && interval.high() <= 100.0);
        }
    }
}

/// ⌈0.07 × 100⌉ is 8 in floats, and other percentiles of 100 are wrong too.
#[test]
fn ranks_are_exact() {
    let mut wrong_in_floats = 0;
    for percent in 0..=100_u64 {
        let percentile = Percentile::of_fraction(percent, 100).unwrap();
        assert_eq!(percentile.rank(100), Some(percent.max(1)));
        let rank = (percent as f64 / 100.0 * 100.0).ceil() as u64;
        wrong_in_floats += u64::from(rank.max(1) != percent.max(1));
    }
    assert!(wrong_in_floats > 0);
}

/// One agent for 0.2 erlangs answers exactly 80 % at once; 1 − 0.2 is not
/// quite 0.8 in floats, which would ask for a second one.
#[test]
fn a_target_met_to_the_digit_is_met() {
    let demand = Demand::new(OneAtATime::PHONE, 1, seconds(900), seconds(180)).unwrap();
    let target = Requirement::new(Decimal::new(8, 1), Duration::ZERO).unwrap();
    assert_eq!(target.agents_for(&demand).unwrap().agents(), 1);
}
