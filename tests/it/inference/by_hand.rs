//! Answers that can be worked out, or looked up, beside the printed tables.

use std::time::Duration;

use support_kpi::inference::{
    CompetingRisks, Confidence, Ending, KaplanMeier, Spell, erlang_b, erlang_c, pearson, spearman,
    spread,
};
use support_kpi::summary::Ratio;

const P95: Confidence = Confidence::P95;

fn is(found: f64, expected: f64, digits: i32) {
    assert!(
        (found / expected - 1.0).abs() < 10.0_f64.powi(-digits),
        "{found}, {expected}"
    );
}

/// F. J. Anscombe, *Graphs in statistical analysis*, 1973, the first of his
/// four: r = 0.816; R's `cor.test` has the interval 0.4243912 to 0.9506933 and
/// p = 0.00217, and ρ = 0.8181818 by ranks.
#[test]
fn anscombes_first_data_set() {
    let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
    let y = [
        8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68,
    ];
    let straight = pearson(&x, &y).unwrap().unwrap();
    is(straight.coefficient(), 0.816_420_5, 7);
    let interval = straight.interval(P95).unwrap();
    is(interval.low(), 0.424_391_2, 6);
    is(interval.high(), 0.950_693_3, 6);
    is(straight.p().unwrap(), 0.002_17, 3);
    let ranks = spearman(&x, &y).unwrap().unwrap();
    is(ranks.coefficient(), 9.0 / 11.0, 12);
}

/// 50 and 70 of 100: 60 % together, (10² ÷ 24) twice is 8 ⅓, and beyond that
/// lies a chance of 0.0038924 with one degree of freedom.
#[test]
fn a_spread_between_agents_beyond_chance() {
    let team = [50, 70].map(|part| Ratio::of_counts(part, 100));
    let spread = spread(&team).unwrap().unwrap();
    is(spread.chi_square(), 25.0 / 3.0, 12);
    assert_eq!(spread.degrees_of_freedom(), 1);
    is(spread.p(), 0.003_892_417, 6);
    is(spread.overdispersion(), 25.0 / 3.0, 12);
}

/// How long customers hold on: those answered are censored, as nobody knows
/// how long they would have waited. 30 and 90 s left, 60, 120 and 120 s answered:
/// 4/5 after 30 s, and 2/3 of that after 90 s.
#[test]
fn customers_patience() {
    let seconds = Duration::from_secs;
    let left = |s| Spell::ended(seconds(s), Ending::Abandoned);
    let answered = |s| Spell::ended(seconds(s), Ending::Resolved);
    let calls = [
        left(30),
        left(90),
        answered(60),
        answered(120),
        answered(120),
    ];
    let patience = KaplanMeier::of(&calls, Ending::Abandoned).unwrap();
    is(patience.survival(seconds(30)).unwrap(), 0.8, 12);
    is(
        patience.survival(seconds(100)).unwrap(),
        0.8 * 2.0 / 3.0,
        12,
    );
    assert_eq!(patience.median(), None);

    // As competing ends: 1/5 left by 30 s, 1/5 answered by 60 s, then 1 of the 3.
    let ends = CompetingRisks::of(&calls).unwrap();
    let last = ends.steps().last().unwrap();
    is(last.abandoned(), 0.4, 12);
    is(last.resolved(), 0.6, 12);
}

/// D. E. Knuth, *The Art of Computer Programming*, 1.2.11.3: with as many
/// agents as erlangs, 1 ÷ B = √(πn/2) + ⅔ + √(π/2n) ÷ 12 − 4 ÷ 135n + …
#[test]
fn erlang_b_at_a_load_of_twenty_thousand() {
    for n in [1_000_u32, 20_000] {
        let size = f64::from(n);
        let half_pi = std::f64::consts::FRAC_PI_2;
        let series = (half_pi * size).sqrt() + 2.0 / 3.0 + (half_pi / size).sqrt() / 12.0
            - 4.0 / (135.0 * size);
        is(erlang_b(size, n.into()).unwrap(), 1.0 / series, 8);
    }
    // One agent more than erlangs: C = nB ÷ (n − a(1 − B)) with n − a = 1.
    let blocking = erlang_b(20_000.0, 20_001).unwrap();
    let waits = 20_001.0 * blocking / (1.0 + 20_000.0 * blocking);
    is(erlang_c(20_000.0, 20_001).unwrap(), waits, 10);
}
