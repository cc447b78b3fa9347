//! A small runner for benches: rounds that take turns, the median, the spread,
//! and the bytes that a case allocates.
//!
//! `cargo bench` measures; anything else (`cargo test`) runs each case once, to
//! see that it works. `--tickets N` and `--rounds N` make a bench smaller or
//! longer, `--json` prints one line of JSON a case, any other word leaves out
//! the cases whose names do not have it, and `--skip WORD` those that do;
//! `--exact` takes such words for whole names.

#![allow(
    dead_code,
    clippy::cast_precision_loss,
    reason = "each bench uses a part of the runner; figures are rounded when printed"
)]

mod asked;
mod report;

use std::alloc::System;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use asked::{Asked, Mode};
pub(crate) use report::Measured;
use report::{Figure, Unit};

/// Counts what every case allocates. It adds some nanoseconds to each
/// allocation, also where time is measured: safe Rust cannot turn it off.
#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Whether there was anything that was asked for.
static HAS_MATCHED: AtomicBool = AtomicBool::new(false);

/// How many rounds there are where neither the bench nor anybody else says.
const ROUNDS: usize = 15;

/// A round is long enough to be timed well, and so short that on a busy machine
/// most rounds run through without losing the processor.
const ROUND: Duration = Duration::from_micros(300);

/// What runs for less is run once untimed before each round: it does not pay
/// for what the case before it left in the caches. What runs for longer reads
/// more than they hold.
const LONG: Duration = Duration::from_millis(100);

/// One thing to measure: a piece of work and how many items it handles.
struct Case<'work> {
    name: String,
    items: u64,
    work: Box<dyn FnMut(&mut Meter) + 'work>,
    /// How often it runs in a round.
    repeats: u64,
    /// Whether it runs once untimed before each round.
    is_warmed: bool,
    /// Nanoseconds an item, one for each round.
    rounds: Vec<f64>,
}

/// What a piece of work took.
#[derive(Default)]
struct Meter {
    time: Duration,
    counts_bytes: bool,
    bytes: u64,
    allocations: u64,
}

impl Meter {
    /// Does the work and adds what it took.
    fn measure<T>(&mut self, work: impl FnOnce() -> T) {
        if self.counts_bytes {
            let region = Region::new(COUNTED);
            black_box(work());
            let change = region.change();
            self.bytes += change.bytes_allocated as u64;
            self.allocations += (change.allocations + change.reallocations) as u64;
        } else {
            let start = Instant::now();
            black_box(work());
            self.time += start.elapsed();
        }
    }
}

/// Of how many tickets the data is: made before the bench, which borrows it.
pub(crate) fn tickets() -> usize {
    Asked::from_args().tickets
}

/// Every bench ends with this. Where it was to measure, and nothing has the
/// words that were asked for, it ends with code 2: a word misspelt is no bench
/// that went well.
pub(crate) fn finish() {
    let is_empty = !HAS_MATCHED.load(Ordering::Relaxed);
    if is_empty && Asked::from_args().mode == Mode::Measure {
        eprintln!("{}: no case matches", report::BENCH);
        std::process::exit(2);
    }
}

/// Makes something, and says how many bytes it holds.
pub(crate) fn held_by<T>(make: impl FnOnce() -> T) -> (T, usize) {
    let region = Region::new(COUNTED);
    let made = make();
    let change = region.change();
    let held = change
        .bytes_allocated
        .saturating_sub(change.bytes_deallocated);
    (made, held)
}

/// Cases that are measured in turns, so that what slows the machine down for a
/// while slows all of them.
pub(crate) struct Bench<'work> {
    asked: Asked,
    cases: Vec<Case<'work>>,
    figures: Vec<Figure>,
}

impl<'work> Bench<'work> {
    /// A bench that does what the command line asks for.
    pub(crate) fn from_args() -> Self {
        Self {
            asked: Asked::from_args(),
            cases: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// Whether each case is only tried once.
    pub(crate) fn is_smoke(&self) -> bool {
        self.asked.mode != Mode::Measure
    }

    /// Whether what is printed is for programs.
    pub(crate) fn is_json(&self) -> bool {
        self.asked.json
    }

    /// Whether a case of this name is measured: what is dear to prepare asks.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let is_wanted = self.asked.wants(name) && self.asked.mode != Mode::List;
        HAS_MATCHED.fetch_or(is_wanted, Ordering::Relaxed);
        is_wanted
    }

    /// Adds a case. The work returns what it made, or something that depends on
    /// all of it: what nobody looks at, the compiler does not make.
    pub(crate) fn case<T>(&mut self, name: &str, items: u64, mut work: impl FnMut() -> T + 'work) {
        self.add(name, items, move |meter| meter.measure(&mut work));
    }

    /// Adds a case whose work uses something up, which is made before each run
    /// and is no part of what is measured.
    pub(crate) fn prepared<T, R>(
        &mut self,
        name: &str,
        items: u64,
        mut prepare: impl FnMut() -> T + 'work,
        mut work: impl FnMut(&mut T) -> R + 'work,
    ) {
        self.add(name, items, move |meter| {
            let mut prepared = prepare();
            meter.measure(|| work(&mut prepared));
            // What is left of it is freed outside, too.
            black_box(prepared);
        });
    }

    fn add(&mut self, name: &str, items: u64, work: impl FnMut(&mut Meter) + 'work) {
        assert!(items > 0, "{name} has nothing to work on");
        if self.wants(name) {
            self.cases.push(Case {
                name: name.to_string(),
                items,
                work: Box::new(work),
                repeats: 1,
                is_warmed: true,
                rounds: Vec::new(),
            });
        }
    }

    /// Adds a size that was found beside the cases.
    pub(crate) fn bytes(&mut self, name: &str, bytes: usize) {
        self.figure(name, bytes as f64, Unit::Bytes);
    }

    /// Adds a time that was found beside the cases.
    pub(crate) fn time(&mut self, name: &str, time: Duration) {
        self.figure(name, time.as_nanos() as f64, Unit::Nanoseconds);
    }

    fn figure(&mut self, name: &str, value: f64, unit: Unit) {
        if self.wants(name) {
            self.figures.push(Figure::new(name, value, unit));
        }
    }

    /// Measures every case, round by round, and prints a line for each.
    pub(crate) fn run(self) -> Vec<Measured> {
        self.run_rounds(ROUNDS)
    }

    /// The same with another number of rounds, where none was asked for.
    pub(crate) fn run_rounds(mut self, rounds: usize) -> Vec<Measured> {
        if self.is_smoke() {
            self.try_each();
            return Vec::new();
        }
        let rounds = self.asked.rounds.unwrap_or(rounds);
        self.cases.iter_mut().for_each(Case::settle);
        for _ in 0..rounds {
            self.cases.iter_mut().for_each(Case::round);
        }
        let measured: Vec<Measured> = self.cases.into_iter().map(Case::measured).collect();
        for one in &measured {
            one.print(self.asked.json);
        }
        for figure in &self.figures {
            figure.print(self.asked.json);
        }
        measured
    }

    fn try_each(&mut self) {
        for case in &mut self.cases {
            let named = NamedInPanic(&case.name);
            (case.work)(&mut Meter::default());
            drop(named);
        }
    }
}

/// Says which case was running where one panics.
struct NamedInPanic<'name>(&'name str);

impl Drop for NamedInPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}: the case was: {}", report::BENCH, self.0);
        }
    }
}

impl Case<'_> {
    /// How long so many runs take.
    fn timed(&mut self, repeats: u64) -> Duration {
        let mut meter = Meter::default();
        for _ in 0..repeats {
            (self.work)(&mut meter);
        }
        meter.time
    }

    /// Finds out how often the case has to run in a round.
    fn settle(&mut self) {
        loop {
            let first = self.timed(self.repeats);
            self.is_warmed = first < LONG;
            // The quickest of some, as an interrupted run looks long enough;
            // what is longer by far needs no second look.
            let quickest = if first > 20 * ROUND {
                first
            } else {
                (0..4).fold(first, |least, _| least.min(self.timed(self.repeats)))
            };
            if quickest >= ROUND {
                return;
            }
            self.repeats *= 2;
        }
    }

    fn round(&mut self) {
        if self.is_warmed {
            self.timed(1);
        }
        let nanoseconds = self.timed(self.repeats).as_nanos() as f64;
        let items = self.repeats * self.items;
        self.rounds.push(nanoseconds / items as f64);
    }

    fn measured(mut self) -> Measured {
        // A run of its own: by now every buffer that stays is there.
        let mut meter = Meter {
            counts_bytes: true,
            ..Meter::default()
        };
        (self.work)(&mut meter);
        self.rounds.sort_by(f64::total_cmp);
        let at = |part: usize| self.rounds[(self.rounds.len() - 1) * part / 4];
        Measured {
            median: at(2),
            middle_half: (at(1), at(3)),
            rounds: self.rounds.len(),
            items: self.items,
            bytes: meter.bytes,
            allocations: meter.allocations,
            name: self.name,
        }
    }
}
