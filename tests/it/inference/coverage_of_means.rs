//! How often 95 % intervals of means hold the mean, by simulation from a seed.

use support_kpi::inference::{Confidence, Moments};
use support_kpi::summary::{DurationSummary, Percentile, ScoreCounts};
use support_kpi::{Calculator, Elapsed, OneToFive};

use super::coverage::{Coverage, Grid};

const CONFIDENCE: Confidence = Confidence::P95;
const REPETITIONS: u32 = 2_000;

/// Waits in hours, and their true mean and median.
struct Waits {
    name: &'static str,
    mean: f64,
    median: f64,
    draw: fn(&mut Grid) -> f64,
}

/// A standard normal (G. E. P. Box and M. E. Muller, 1958).
fn normal(grid: &mut Grid) -> f64 {
    let radius = (-2.0 * (1.0 - grid.fraction()).ln()).sqrt();
    radius * (std::f64::consts::TAU * grid.fraction()).cos()
}

const WAITS: [Waits; 4] = [
    Waits {
        name: "exponential",
        mean: 1.0,
        median: std::f64::consts::LN_2,
        draw: |grid| -(1.0 - grid.fraction()).ln(),
    },
    Waits {
        name: "log-normal 0.5",
        mean: 1.133_148_453_066_826_4,
        median: 1.0,
        draw: |grid| (0.5 * normal(grid)).exp(),
    },
    Waits {
        name: "log-normal 1",
        mean: 1.648_721_270_700_128,
        median: 1.0,
        draw: |grid| normal(grid).exp(),
    },
    Waits {
        name: "log-normal 1.5",
        mean: 3.080_216_848_918_031,
        median: 1.0,
        draw: |grid| (1.5 * normal(grid)).exp(),
    },
];

fn drawn(waits: &Waits, n: u32, grid: &mut Grid) -> Vec<Elapsed> {
    let wait = |_| Elapsed::from_nanoseconds(((waits.draw)(grid) * 3.6e12) as u64);
    (0..n).map(wait).collect()
}

/// The share of repetitions for which this holds.
fn share(grid: &mut Grid, mut holds: impl FnMut(&mut Grid) -> bool) -> f64 {
    let held = (0..REPETITIONS).filter(|_| holds(grid)).count();
    held as f64 / f64::from(REPETITIONS)
}

/// Whether mean ± t·s ÷ √n holds the true mean, with Student's t as printed.
fn plain_interval_holds(times: &[Elapsed], t: f64, mean: f64) -> bool {
    let moments = Moments::of(times).unwrap();
    let half_width = t * moments.standard_deviation().unwrap() / (times.len() as f64).sqrt();
    (moments.mean() - mean).abs() <= half_width
}

#[test]
fn mean_times_are_covered_as_documented() {
    let mut grid = Grid(11);
    let (mut coverage, mut plain) = (Coverage::new(), Coverage::new());
    for waits in &WAITS {
        let mean = waits.mean * 3_600.0;
        for (n, t) in [(10, 2.2622), (20, 2.0930), (50, 2.0096), (200, 1.9720)] {
            let mut held_plain = 0.0;
            let covered = share(&mut grid, |grid| {
                let times = drawn(waits, n, grid);
                held_plain += f64::from(u8::from(plain_interval_holds(&times, t, mean)));
                let summary = DurationSummary::of(&times);
                summary.mean_interval(CONFIDENCE).unwrap().contains(mean)
            });
            coverage.add(covered, || format!("{}, n {n}", waits.name));
            plain.add(held_plain / f64::from(REPETITIONS), String::new);
        }
    }
    assert!(
        (plain.average() - 0.886).abs() < 0.005,
        "{}",
        plain.average()
    );
    coverage.is_about(0.926, 0.859);
    assert_eq!(coverage.worst_cell(), "log-normal 1.5, n 10");
}

#[test]
fn percentiles_of_buckets_are_covered_at_least_as_often() {
    let mut grid = Grid(12);
    for waits in &WAITS {
        for n in [10, 50, 200] {
            let covered = share(&mut grid, |grid| {
                let times = DurationSummary::of(&drawn(waits, n, grid));
                let bounds = times
                    .percentile_bounds(Percentile::P50, CONFIDENCE)
                    .unwrap();
                let hours = |time: std::time::Duration| time.as_secs_f64() / 3_600.0;
                bounds.low().is_none_or(|low| hours(low) <= waits.median)
                    && bounds.high().is_none_or(|high| waits.median <= hours(high))
            });
            // 2,000 repetitions at 95 % are at least 93.5 % but once in a thousand times.
            assert!(covered >= 0.935, "{}, n {n}: {covered}", waits.name);
        }
    }
}

#[test]
fn mean_scores_are_covered_as_documented() {
    let mut grid = Grid(13);
    let mut coverage = Coverage::new();
    for _ in 0..60 {
        for n in [10, 20, 50, 200] {
            // Shares of five scores, evenly over all there are.
            let mut cuts = [0.0; 4].map(|_: f64| grid.fraction());
            cuts.sort_by(f64::total_cmp);
            let score = |at: f64| 1 + cuts.iter().filter(|cut| **cut <= at).count();
            let mean = 1.0 + cuts.iter().map(|cut| 1.0 - cut).sum::<f64>();
            let covered = share(&mut grid, |grid| {
                let mut counts = [0; 5];
                for _ in 0..n {
                    counts[score(grid.fraction()) - 1] += 1;
                }
                let scores = ScoreCounts::<OneToFive>::of_counts(&counts).unwrap();
                scores.mean_interval(CONFIDENCE).unwrap().contains(mean)
            });
            coverage.add(covered, || format!("n {n}, mean {mean:.2}"));
        }
    }
    coverage.is_about(0.953, 0.926);
}
