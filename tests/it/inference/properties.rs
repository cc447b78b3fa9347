//! Whatever goes in, what comes out is finite, in its range, and in order.

use std::time::Duration;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::clock::AroundTheClock;
use support_kpi::inference::{
    CompetingRisks, Confidence, Demand, Ending, ErlangA, ErlangC, KaplanMeier, Lifespan, Lifespans,
    Moments, OneAtATime, PowerSums, PromoterCounts, Rate, Requirement, Spell, benjamini_hochberg,
    compare_proportions, erlang_b, funnel_limits, holm, log_rank, pearson, rank_by_lower_bound,
    spearman, welch, wilson, wilson_lower,
};
use support_kpi::summary::{Percentile, Ratio};
use support_kpi::{Calculator, Elapsed};

use crate::facts;

fn confidence() -> impl Strategy<Value = Confidence> {
    prop::sample::select(vec![
        "0.0000000000000000000000000001",
        "0.000001",
        "0.5",
        "0.8",
        "0.95",
        "0.99",
        "0.999999999999",
    ])
    .prop_map(|text| text.parse().unwrap())
}

/// Part and whole, small and large, the edges often.
fn counts() -> impl Strategy<Value = (u64, u64)> {
    let whole = prop_oneof![
        1_u64..30,
        1_u64..5_000,
        1_u64..1 << 50,
        Just(i64::MAX as u64)
    ];
    whole.prop_flat_map(|whole| {
        let part = prop_oneof![Just(0), Just(whole), 0..=whole];
        (part, Just(whole))
    })
}

fn ratio() -> impl Strategy<Value = Ratio> {
    counts().prop_map(|(part, whole)| Ratio::of_counts(part as i64, whole as i64))
}

fn spells() -> impl Strategy<Value = Vec<Spell>> {
    let spell = (0_u64..40, 0..3).prop_map(|(seconds, ending)| {
        let lasted = Duration::from_secs(seconds);
        match ending {
            0 => Spell::open(lasted),
            1 => Spell::ended(lasted, Ending::Resolved),
            _ => Spell::ended(lasted, Ending::Abandoned),
        }
    });
    prop::collection::vec(spell, 1..60)
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    let ordinary = -1e3..1e3_f64;
    let value = prop_oneof![ordinary, Just(0.1), Just(0.0), Just(1e100), Just(-1e-100)];
    prop::collection::vec(value, 0..40)
}

fn is_probability(p: f64) -> bool {
    (0.0..=1.0).contains(&p)
}

proptest! {
    #[test]
    fn wilson_holds_the_share((part, whole) in counts(), confidence in confidence()) {
        let interval = wilson(part, whole, confidence).unwrap();
        let share = part as f64 / whole as f64;
        prop_assert!(is_probability(interval.low()) && is_probability(interval.high()));
        // Where next to nothing is asked for, both ends are the share but for its last digit.
        let (low, high) = (interval.low() * (1.0 - 1e-15), interval.high() * (1.0 + 1e-15));
        prop_assert!(low <= share && share <= high, "{interval:?}");
        prop_assert!(part > 0 || interval.low() == 0.0);
        prop_assert!(part < whole || interval.high() == 1.0);
        prop_assert!(is_probability(wilson_lower(part, whole, confidence).unwrap()));

        // The other side is the mirror image.
        let mirrored = wilson(whole - part, whole, confidence).unwrap();
        prop_assert!((interval.low() - (1.0 - mirrored.high())).abs() < 1e-15);
        prop_assert!((interval.high() - (1.0 - mirrored.low())).abs() < 1e-15);
    }

    #[test]
    fn two_shares(before in ratio(), after in ratio(), confidence in confidence()) {
        let change = compare_proportions(&before, &after, confidence).unwrap();
        let interval = change.interval();
        prop_assert!(-1.0 <= interval.low() && interval.high() <= 1.0);
        prop_assert!(interval.low() <= change.delta() && change.delta() <= interval.high());
        prop_assert!(change.p().is_none_or(is_probability));
        prop_assert!(change.z().is_none_or(f64::is_finite));
    }

    #[test]
    fn promoter_scores(
        one in prop::array::uniform3(0_u64..5_000),
        two in prop::array::uniform3(0_u64..5_000),
        confidence in confidence(),
    ) {
        let counts = |[p, pa, d]: [u64; 3]| PromoterCounts::new(p, pa, d);
        let (Ok(before), Ok(after)) = (counts(one), counts(two)) else { return Ok(()) };
        let interval = before.interval(confidence);
        prop_assert!(-100.0 <= interval.low() && interval.high() <= 100.0);
        prop_assert!(interval.low() <= interval.high());
        let change = before.change_to(&after, confidence);
        prop_assert!(is_probability(change.p()) && change.z().is_finite());
    }

    #[test]
    fn rates(
        (k1, k2) in (0_u64..4_000, 0_u64..4_000),
        (e1, e2) in (1_u32..10_000, 1_u32..10_000),
        confidence in confidence(),
    ) {
        let rate = |k, e: u32| Rate::new(k, Decimal::new(e.into(), 2)).unwrap();
        let (before, after) = (rate(k1, e1), rate(k2, e2));
        let change = before.change_to(&after, confidence);
        prop_assert!(is_probability(change.p()));
        let swapped = after.change_to(&before, confidence);
        prop_assert!((swapped.p() - change.p()).abs() <= 1e-9 * change.p());
        if let (Some(ratio), Some(interval)) = (change.ratio(), change.interval()) {
            prop_assert!(interval.low() <= ratio * (1.0 + 1e-9));
            prop_assert!(ratio <= interval.high() * (1.0 + 1e-9));
            prop_assert!(interval.low() >= 0.0 && interval.high().is_finite());
        }
    }

    #[test]
    fn means(before in values(), after in values(), confidence in confidence()) {
        let (Ok(before), Ok(after)) = (Moments::of(&before), Moments::of(&after)) else {
            return Ok(());
        };
        prop_assert!(before.mean().is_finite());
        prop_assert!(before.variance().is_none_or(|v| v.is_finite() && v >= 0.0));
        if let Some(change) = welch(&before, &after, confidence) {
            prop_assert!(is_probability(change.p()) && change.t().is_finite());
            prop_assert!(change.degrees_of_freedom() > 0.0);
            prop_assert!(change.interval().width().is_finite());
        }
    }

    #[test]
    fn correlations(pairs in prop::collection::vec((values(), values()), 1..2)) {
        for (x, y) in &pairs {
            let n = x.len().min(y.len());
            for correlation in [pearson(&x[..n], &y[..n]), spearman(&x[..n], &y[..n])] {
                let Some(correlation) = correlation.unwrap() else { continue };
                prop_assert!((-1.0..=1.0).contains(&correlation.coefficient()));
                prop_assert!(correlation.p().is_none_or(is_probability));
                if let Some(interval) = correlation.interval(Confidence::P95) {
                    prop_assert!(-1.0 <= interval.low() && interval.high() <= 1.0);
                    prop_assert!(interval.contains(correlation.coefficient()));
                }
            }
        }
    }

    #[test]
    fn survival_falls_from_one(spells in spells(), confidence in confidence()) {
        let curve = KaplanMeier::of(&spells, Ending::Resolved).unwrap();
        let mut before = 1.0;
        for step in curve.steps() {
            prop_assert!(is_probability(step.survival()) && step.survival() < before);
            before = step.survival();
            for interval in [step.interval(confidence), step.greenwood_interval(confidence)] {
                let Some(interval) = interval else { continue };
                prop_assert!(is_probability(interval.low()) && is_probability(interval.high()));
                prop_assert!(interval.low() <= step.survival() + 1e-12);
                prop_assert!(step.survival() <= interval.high() + 1e-12);
            }
        }
        // The median by its definition, in whole numbers: half of the fractions' product.
        let mut exact = (Decimal::ONE, Decimal::ONE);
        let mut median = None;
        for step in curve.steps() {
            exact.0 *= Decimal::from(step.at_risk() - step.events()) / Decimal::from(60);
            exact.1 *= Decimal::from(step.at_risk()) / Decimal::from(60);
            let difference = exact.0 * Decimal::TWO - exact.1;
            if median.is_none() && difference <= exact.1 * Decimal::new(1, 15) {
                median = Some(step.at());
            }
        }
        prop_assert_eq!(curve.median(), median);

        let risks = CompetingRisks::of(&spells).unwrap();
        for step in risks.steps() {
            let sum = step.resolved() + step.abandoned() + step.left();
            prop_assert!((sum - 1.0).abs() < 1e-12);
        }
    }

    /// Without open spells the curve is the share that lasts longer, and the
    /// restricted mean the mean of the times cut there.
    #[test]
    fn survival_without_open_spells_is_counting(
        times in prop::collection::vec(0_u64..50, 1..80), until in 0_u64..60,
    ) {
        let spell = |s: &u64| Spell::ended(Duration::from_secs(*s), Ending::Resolved);
        let spells: Vec<Spell> = times.iter().map(spell).collect();
        let curve = KaplanMeier::of(&spells, Ending::Resolved).unwrap();
        let n = times.len() as f64;
        let longer = times.iter().filter(|t| **t > until).count() as f64;
        let survival = curve.survival(Duration::from_secs(until)).unwrap();
        prop_assert!((survival - longer / n).abs() < 1e-12);
        let cut: u64 = times.iter().map(|t| *t.min(&until)).sum();
        let mean = curve.restricted_mean(Duration::from_secs(until)).unwrap();
        prop_assert!((mean - cut as f64 / n).abs() < 1e-9);
        let mut sorted = times.clone();
        sorted.sort_unstable();
        let median = sorted[times.len().div_ceil(2) - 1];
        prop_assert_eq!(curve.median(), Some(Duration::from_secs(median)));
    }

    #[test]
    fn log_ranks(first in spells(), second in spells()) {
        if let Some(test) = log_rank(&first, &second, Ending::Abandoned).unwrap() {
            prop_assert!(is_probability(test.p()) && test.chi_square() >= 0.0);
            let observed: u64 = test.observed().iter().sum();
            let expected: f64 = test.expected().iter().sum();
            prop_assert!((observed as f64 - expected).abs() < 1e-9);
        }
    }

    /// The live state answers what the slice answers, within its buckets.
    #[test]
    fn live_survival_is_that_of_the_slice(lifespans in prop::collection::vec(facts::lifespan(), 1..40)) {
        let now = facts::after(9_000_000_000_000_000_000);
        let live = Lifespans::of(&lifespans);
        let slice: Vec<Spell> =
            lifespans.iter().filter_map(|one: &Lifespan| one.as_of(now, &AroundTheClock)).collect();
        let live = live.survival(now, &AroundTheClock, Ending::Resolved).unwrap();
        let exact = KaplanMeier::of(&slice, Ending::Resolved).unwrap();
        prop_assert_eq!(live.count(), exact.count());
        if let (Some(live), Some(exact)) = (live.median(), exact.median()) {
            let (live, exact) = (live.as_secs_f64(), exact.as_secs_f64());
            prop_assert!((live - exact).abs() <= 0.004 * exact + 1e-9, "{live} {exact}");
        }
    }

    #[test]
    fn exact_sums_are_the_moments_of_the_list(
        times in prop::collection::vec(facts::elapsed(), 1..40),
    ) {
        let whole = |t: &Elapsed| Elapsed::from_nanoseconds(t.nanoseconds() / 1_000_000 * 1_000_000);
        let times: Vec<Elapsed> = times.iter().map(whole).collect();
        let (sums, list) = (PowerSums::of(&times).moments().unwrap(), Moments::of(&times).unwrap());
        prop_assert_eq!(sums.count(), list.count());
        prop_assert!((sums.mean() - list.mean()).abs() <= 1e-15 * list.mean());
        let (a, b) = (sums.variance().unwrap_or(0.0), list.variance().unwrap_or(0.0));
        prop_assert!((a - b).abs() <= 1e-14 * b);
    }

    #[test]
    fn ranks_bracket_the_percentile(n in 1_u64..3_000, percent in 0_u64..=100, confidence in confidence()) {
        let percentile = Percentile::of_fraction(percent, 100).unwrap();
        let ranks = percentile.rank_interval(n, confidence);
        let (low, high) = (ranks.low_rank(), ranks.high_rank());
        prop_assert!(low.is_none_or(|low| (1..=n).contains(&low)));
        prop_assert!(high.is_none_or(|high| (1..=n).contains(&high)));
        prop_assert!(low.unwrap_or(0) <= high.unwrap_or(n + 1));
    }

    #[test]
    fn adjusted_p_values(p in prop::collection::vec(0.0..=1.0_f64, 0..30)) {
        let (holm, rate) = (holm(&p).unwrap(), benjamini_hochberg(&p).unwrap());
        for ((p, holm), rate) in p.iter().zip(&holm).zip(&rate) {
            prop_assert!(is_probability(*holm) && is_probability(*rate));
            prop_assert!(*p <= *rate + 1e-15 && *rate <= *holm + 1e-15);
        }
    }

    #[test]
    fn waiting_lines(
        load in prop_oneof![0.0..30.0_f64, 0.0..3_000.0_f64, Just(0.0)],
        agents in 0_u64..3_000, handle_time in 1.0..1e4_f64, patience in 1e-3..1e6_f64,
    ) {
        prop_assert!(is_probability(erlang_b(load, agents).unwrap()));
        let line = ErlangC::new(load, agents, handle_time).unwrap();
        prop_assert!(is_probability(line.wait_probability()));
        prop_assert!(is_probability(line.occupancy()));
        prop_assert!(line.mean_wait().is_none_or(|wait| wait.is_finite() && wait >= 0.0));
        let shares = [0.0, 10.0, 1e4].map(|s| line.service_level(s).unwrap());
        prop_assert!(shares.iter().all(|share| is_probability(*share)));
        prop_assert!(shares[0] <= shares[1] && shares[1] <= shares[2]);
        let left = ErlangA::new(load, agents, handle_time, patience).unwrap();
        prop_assert!(is_probability(left.wait_probability()));
        prop_assert!(is_probability(left.abandon_probability()));
        prop_assert!(left.mean_wait().is_finite() && left.mean_wait() >= 0.0);
        prop_assert!(left.wait_probability() <= line.wait_probability() + 1e-12);
        // Who is served keeps somebody busy: never more than there are agents.
        let served = load * (1.0 - left.abandon_probability());
        prop_assert!(served <= agents as f64 * (1.0 + 1e-9) + 1e-9, "{served} {agents}");
    }

    #[test]
    fn as_many_agents_as_it_takes_and_not_one_more(
        contacts in 1_u32..3_000, handle_time in 5_u64..900, within in 0_u64..120,
        share in 1_i64..100, occupancy in 40_i64..=100, shrinkage in 0_i64..60,
    ) {
        let seconds = Duration::from_secs;
        let demand =
            Demand::new(OneAtATime::PHONE, contacts, seconds(1_800), seconds(handle_time)).unwrap();
        let (share, most) = (Decimal::new(share, 2), Decimal::new(occupancy, 2));
        let staffing = Requirement::new(share, seconds(within))
            .and_then(|r| r.with_most_occupancy(most))
            .and_then(|r| r.with_shrinkage(Decimal::new(shrinkage, 2)))
            .and_then(|r| r.agents_for(&demand))
            .unwrap();
        let agents = staffing.agents();
        let enough = |agents: u64| {
            let line = ErlangC::new(demand.erlangs(), agents, seconds(handle_time)).unwrap();
            let work = Decimal::from(contacts) * Decimal::from(handle_time);
            let wanted: f64 = share.to_string().parse().unwrap();
            line.service_level(seconds(within)).unwrap() >= wanted * (1.0 - 1e-12)
                && work <= most * Decimal::from(agents * 1_800)
        };
        prop_assert!(enough(agents) && !enough(agents - 1), "{agents}");
        let present = |scheduled: u64| Decimal::from(scheduled) * Decimal::new(100 - shrinkage, 2);
        prop_assert!(present(staffing.scheduled()) >= Decimal::from(agents));
        prop_assert!(present(staffing.scheduled() - 1) < Decimal::from(agents));
    }

    #[test]
    fn rankings_share_ties(team in prop::collection::vec(ratio(), 0..20), minimum in 0_u64..100) {
        let ranking = rank_by_lower_bound(team.iter().copied().enumerate(), Confidence::P95, minimum);
        prop_assert_eq!(ranking.ranked().len() + ranking.too_few().len(), team.len());
        for one in ranking.ranked() {
            let better =
                ranking.ranked().iter().filter(|other| other.lower_bound() > one.lower_bound());
            prop_assert_eq!(one.rank(), better.count() as u64 + 1);
        }
    }

    #[test]
    fn funnels_narrow(share in 0.001..0.999_f64, n in 1_u64..2_000, confidence in confidence()) {
        let (low, high) = funnel_limits(share, n, confidence).unwrap();
        prop_assert!(is_probability(low) && is_probability(high));
        prop_assert!(low <= high + 1e-9, "{low} {high}");
    }
}
