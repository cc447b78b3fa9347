//! Figures as programs read them: each with its counts, and null where nothing was counted.

use std::time::Duration;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;
use support_kpi::inference::Interval;
use support_kpi::summary::{self, Ages, DurationSummary, Percentile};

use super::super::goals::CONFIDENCE;

/// Times in seconds. A percentile is the middle of its two ends, within 0.4 %.
#[derive(Debug, Serialize)]
pub(super) struct Times {
    count: u64,
    mean_s: f64,
    p50_s: f64,
    p90_s: f64,
    p99_s: f64,
    /// At 95 %; null where there is no error to measure by.
    mean_interval_s: Option<[f64; 2]>,
    /// At 95 %; an end is null where there are too few to tell.
    p50_interval_s: [Option<f64>; 2],
    p90_interval_s: [Option<f64>; 2],
}

impl Times {
    pub(super) fn of(times: &DurationSummary) -> Option<Self> {
        let count = times.count().filter(|count| *count > 0)?;
        let percentile = |which| Some(seconds(times.percentile(which)?.middle()));
        let bounds = |which| {
            let bounds = times.percentile_bounds(which, CONFIDENCE)?;
            Some([bounds.low(), bounds.high()].map(|end| end.map(seconds)))
        };
        Some(Self {
            count,
            mean_s: mean(times.sum()?, count),
            p50_s: percentile(Percentile::P50)?,
            p90_s: percentile(Percentile::P90)?,
            p99_s: percentile(Percentile::P99)?,
            mean_interval_s: times.mean_interval(CONFIDENCE).map(|each| ends(&each)),
            p50_interval_s: bounds(Percentile::P50)?,
            p90_interval_s: bounds(Percentile::P90)?,
        })
    }
}

/// A share with its two counts.
#[derive(Debug, Serialize)]
pub(super) struct Ratio {
    part: u64,
    whole: u64,
    percent: f64,
    /// At 95 %, in percent.
    interval_percent: [f64; 2],
}

impl Ratio {
    pub(super) fn of(ratio: summary::Ratio) -> Option<Self> {
        Some(Self {
            part: ratio.part()?,
            whole: ratio.whole()?,
            percent: number(ratio.percent()?),
            interval_percent: ends(&ratio.interval(CONFIDENCE)?).map(|end| 100.0 * end),
        })
    }
}

/// How old what is open is, exactly.
#[derive(Debug, Serialize)]
pub(super) struct OpenAges {
    count: u64,
    median_s: Option<f64>,
    p90_s: Option<f64>,
    oldest_s: Option<f64>,
}

impl OpenAges {
    pub(super) fn of(ages: &Ages) -> Self {
        Self {
            count: ages.count(),
            median_s: ages.median().map(seconds),
            p90_s: ages.percentile(Percentile::P90).map(seconds),
            oldest_s: ages.oldest().map(seconds),
        }
    }
}

/// Both ends of an interval, in its own unit.
pub(super) const fn ends(interval: &Interval) -> [f64; 2] {
    [interval.low(), interval.high()]
}

/// The mean of a sum, to more digits than a time of whole nanoseconds has.
#[expect(
    clippy::cast_precision_loss,
    reason = "a JSON number has no more digits than an f64"
)]
pub(super) fn mean(sum: Duration, count: u64) -> f64 {
    sum.as_nanos() as f64 / count as f64 / 1e9
}

pub(super) const fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}

/// The nearest number that JSON's readers have.
pub(super) fn number(decimal: Decimal) -> f64 {
    // A Decimal's text is always a number; its own conversion rounds twice.
    decimal
        .to_string()
        .parse()
        .ok()
        .or_else(|| decimal.to_f64())
        .unwrap_or(f64::NAN)
}
