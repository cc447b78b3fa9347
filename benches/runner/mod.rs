//! A small runner for benches: rounds that take turns, the median, and the spread.
//!
//! `cargo bench` measures; anything else (`cargo test --benches`) runs each
//! case once, to see that it works. `--json` prints one line of JSON a case,
//! and any other word leaves the cases whose names do not have it.

#![allow(
    dead_code,
    clippy::cast_precision_loss,
    reason = "each bench uses a part of the runner; figures are rounded when printed"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// One thing to measure: a piece of work and how many items it handles.
struct Case<'work> {
    name: String,
    items: u64,
    work: Box<dyn FnMut() -> u64 + 'work>,
    /// Nanoseconds an item, one for each round.
    rounds: Vec<f64>,
}

/// Cases that are measured in turns, so that what slows the machine down for a
/// while slows all of them.
pub(crate) struct Bench<'work> {
    cases: Vec<Case<'work>>,
    mode: Mode,
    json: bool,
    /// Words that a case's name has to have one of, where there are any.
    wanted: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Many rounds of a fair length.
    Measure,
    /// Each case once.
    Smoke,
}

/// What was measured of one case.
pub(crate) struct Measured {
    pub(crate) name: String,
    /// Nanoseconds an item: the median of the rounds.
    pub(crate) median: f64,
    /// The fastest and the slowest of the middle half of the rounds.
    pub(crate) middle_half: (f64, f64),
}

impl<'work> Bench<'work> {
    /// A bench that does what the command line asks for.
    pub(crate) fn from_args() -> Self {
        let has = |flag: &str| std::env::args().any(|arg| arg == flag);
        let is_measured = has("--bench") && !has("--test");
        Self {
            cases: Vec::new(),
            mode: if is_measured {
                Mode::Measure
            } else {
                Mode::Smoke
            },
            json: has("--json"),
            wanted: std::env::args()
                .skip(1)
                .filter(|arg| !arg.starts_with("--"))
                .collect(),
        }
    }

    /// Whether each case is only tried once.
    pub(crate) fn is_smoke(&self) -> bool {
        self.mode == Mode::Smoke
    }

    /// Adds a case. The work returns something that depends on all it did.
    pub(crate) fn case(&mut self, name: &str, items: u64, work: impl FnMut() -> u64 + 'work) {
        let is_wanted = |word: &String| name.contains(word.as_str());
        if !self.wanted.is_empty() && !self.wanted.iter().any(is_wanted) {
            return;
        }
        self.cases.push(Case {
            name: name.to_string(),
            items,
            work: Box::new(work),
            rounds: Vec::new(),
        });
    }

    /// Measures every case, round by round, and prints a line for each.
    pub(crate) fn run(mut self, rounds: usize) -> Vec<Measured> {
        let rounds = if self.is_smoke() { 1 } else { rounds };
        let repeats: Vec<u64> = self
            .cases
            .iter_mut()
            .map(|case| match self.mode {
                Mode::Smoke => 1,
                Mode::Measure => repeats(case),
            })
            .collect();
        for _ in 0..rounds {
            for (case, repeats) in self.cases.iter_mut().zip(&repeats) {
                // Once untimed: no case pays for what the one before it left
                // in the caches.
                black_box((case.work)());
                let start = Instant::now();
                for _ in 0..*repeats {
                    black_box((case.work)());
                }
                let nanos = start.elapsed().as_nanos() as f64;
                case.rounds.push(nanos / (repeats * case.items) as f64);
            }
        }
        let json = self.json;
        self.cases
            .into_iter()
            .map(|case| {
                let measured = case.measured();
                measured.print(json);
                measured
            })
            .collect()
    }
}

/// A round is long enough to be timed well, and so short that on a busy machine
/// most rounds run through without losing the processor.
const ROUND: Duration = Duration::from_micros(300);

/// How often a case has to run in a round.
fn repeats(case: &mut Case<'_>) -> u64 {
    let mut repeats = 1;
    loop {
        let tries = (0..5).map(|_| {
            let start = Instant::now();
            for _ in 0..repeats {
                black_box((case.work)());
            }
            start.elapsed()
        });
        if tries.min() >= Some(ROUND) {
            return repeats;
        }
        repeats *= 2;
    }
}

impl Case<'_> {
    fn measured(mut self) -> Measured {
        self.rounds.sort_by(f64::total_cmp);
        let at = |part: usize| self.rounds[(self.rounds.len() - 1) * part / 4];
        Measured {
            median: at(2),
            middle_half: (at(1), at(3)),
            name: self.name,
        }
    }
}

impl Measured {
    fn print(&self, json: bool) {
        let Self {
            name,
            median,
            middle_half: (low, high),
        } = self;
        let per_second = 1e9 / median;
        if json {
            println!(
                "{{\"case\":\"{name}\",\"ns\":{median:.2},\"low\":{low:.2},\"high\":{high:.2},\
                 \"per_second\":{per_second:.0}}}"
            );
        } else {
            println!("{name:<44} {median:>12.1} ns ({low:.1} to {high:.1})  {per_second:>12.0}/s");
        }
    }
}
