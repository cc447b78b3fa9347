//! What was measured, as a line for people or for programs.

use serde_json::json;

/// The bench that this is part of.
pub(crate) const BENCH: &str = env!("CARGO_CRATE_NAME");

/// What was measured of one case.
pub(crate) struct Measured {
    pub(crate) name: String,
    /// Nanoseconds an item: the median of the rounds.
    pub(crate) median: f64,
    /// The fastest and the slowest of the middle half of the rounds.
    pub(crate) middle_half: (f64, f64),
    pub(crate) rounds: usize,
    pub(crate) items: u64,
    /// What one run allocates in all, whether it frees it again or not.
    pub(crate) bytes: u64,
    pub(crate) allocations: u64,
}

impl Measured {
    pub(crate) fn print(&self, is_json: bool) {
        let Self {
            name,
            median,
            middle_half: (low, high),
            ..
        } = self;
        let per_second = 1e9 / median;
        if is_json {
            let line = json!({
                "bench": BENCH,
                "case": name,
                "ns": hundredths(*median),
                "low": hundredths(*low),
                "high": hundredths(*high),
                "per_second": per_second.round(),
                "rounds": self.rounds,
                "items": self.items,
                "bytes": self.bytes,
                "allocations": self.allocations,
            });
            println!("{line}");
        } else {
            let bytes = size(self.bytes as f64);
            println!(
                "{name:<56} {median:>11.1} ns ({low:.1} to {high:.1}) {per_second:>12.0}/s {bytes:>10}"
            );
        }
    }
}

/// A figure that is no time of a case.
pub(crate) struct Figure {
    name: String,
    value: f64,
    unit: Unit,
}

#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Bytes,
    Nanoseconds,
}

impl Figure {
    pub(crate) fn new(name: &str, value: f64, unit: Unit) -> Self {
        let name = name.to_string();
        Self { name, value, unit }
    }

    pub(crate) fn print(&self, is_json: bool) {
        let Self { name, value, unit } = self;
        let (unit, text) = match unit {
            Unit::Bytes => ("bytes", size(*value)),
            Unit::Nanoseconds => ("ns", format!("{value:.0} ns")),
        };
        if is_json {
            let line = json!({ "bench": BENCH, "figure": name, "value": value, "unit": unit });
            println!("{line}");
        } else {
            println!("{name:<56} {text:>14}");
        }
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Bytes in units of thousands.
fn size(bytes: f64) -> String {
    match bytes {
        1e6.. => format!("{:.2} MB", bytes / 1e6),
        1e4.. => format!("{:.1} kB", bytes / 1e3),
        _ => format!("{bytes:.0} B"),
    }
}
