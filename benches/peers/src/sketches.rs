//! Summaries of times: ours, and the crates that people take today.
//!
//! Each gets the same million log-normal times in nanoseconds, in the type that
//! it takes them in, is built and filled within the time, and asked for three
//! percentiles. None but ours has an exact sum, or gives back what it counted.

use std::time::Duration;

use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, LogNormal};
use serde_json::{Value, json};
use sketches_ddsketch::{Config, DDSketch};
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator as _, Elapsed};
use tdigest::TDigest;

use crate::Outcome;
use crate::figures::PERCENTILES;

/// How many times are recorded, whatever the number of tickets.
const TIMES: usize = 1_000_000;

/// How many of them the summary holds whose size is told.
const SIZED: usize = 800_000;

/// The percentiles as the others take them.
const QUANTILES: [f64; 3] = [0.5, 0.9, 0.99];

/// Thirty days in nanoseconds: the longest time.
const LONGEST: u64 = 30 * 86_400 * 1_000_000_000;

/// The longest time as a power of two, rounded up.
const LONGEST_POWER: u8 = 52;

/// The same times in the types that the contenders take.
pub struct Times {
    elapsed: Vec<Elapsed>,
    whole: Vec<u64>,
    float: Vec<f64>,
}

impl Times {
    /// Log-normal times around an hour, from a seed.
    pub fn new() -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(2);
        let seconds = LogNormal::new(3_600_f64.ln(), 1.0).expect("a finite spread");
        let whole: Vec<u64> = (0..TIMES)
            .map(|_| (seconds.sample(&mut random) * 1e9) as u64)
            .map(|nanoseconds| nanoseconds.clamp(1, LONGEST))
            .collect();
        Self {
            elapsed: whole
                .iter()
                .copied()
                .map(Elapsed::from_nanoseconds)
                .collect(),
            float: whole.iter().map(|time| *time as f64).collect(),
            whole,
        }
    }
}

impl Default for Times {
    fn default() -> Self {
        Self::new()
    }
}

/// A number that depends on all three percentiles.
fn mixed(percentiles: [f64; 3]) -> u64 {
    percentiles
        .iter()
        .fold(0, |mixed, time| mixed ^ time.to_bits())
}

/// One time at a time.
pub fn summary_record(times: &Times) -> Outcome<u64> {
    let mut summary = DurationSummary::default();
    for time in &times.elapsed {
        summary.record(time);
    }
    Ok(mixed(of_summary(&summary)?))
}

/// All times in a slice.
pub fn summary_batch(times: &Times) -> Outcome<u64> {
    let mut summary = DurationSummary::default();
    summary.record_slice(&times.elapsed);
    Ok(mixed(of_summary(&summary)?))
}

/// Two significant digits are 128 buckets an octave, as ours are. No resizing,
/// which would cost it time; it has no call for a batch.
pub fn hdrhistogram(times: &Times) -> Outcome<u64> {
    Ok(mixed(hdrhistogram_percentiles(&times.whole)?))
}

/// Any value within 1 %; it has no call for a batch.
pub fn ddsketch(times: &Times) -> Outcome<u64> {
    Ok(mixed(ddsketch_percentiles(&times.float)?))
}

/// A grouping power of 7 is 128 buckets an octave, as ours are.
pub fn histogram(times: &Times) -> Outcome<u64> {
    let buckets = histogram_buckets(&times.whole)?;
    Ok(mixed(buckets.map(|[_, end]| end)))
}

/// A hundred centroids, as its own documentation takes; by its call for a batch.
pub fn tdigest(times: &Times) -> Outcome<u64> {
    Ok(mixed(tdigest_percentiles(&times.float)?))
}

fn of_summary(summary: &DurationSummary) -> Outcome<[f64; 3]> {
    let nanoseconds = |time: Duration| time.as_nanos() as f64;
    each(PERCENTILES.map(|p| Some(nanoseconds(summary.percentile(p)?.middle()))))
}

fn hdrhistogram_percentiles(times: &[u64]) -> Outcome<[f64; 3]> {
    let mut histogram = hdrhistogram::Histogram::<u64>::new_with_bounds(1, LONGEST, 2)?;
    for time in times {
        histogram.record(*time)?;
    }
    Ok(QUANTILES.map(|quantile| histogram.value_at_quantile(quantile) as f64))
}

fn ddsketch_percentiles(times: &[f64]) -> Outcome<[f64; 3]> {
    // The defaults are 1 % and bins enough for the range.
    let mut sketch = DDSketch::new(Config::defaults());
    for time in times {
        sketch.add(*time);
    }
    let mut percentiles = [None; 3];
    for (percentile, quantile) in percentiles.iter_mut().zip(QUANTILES) {
        *percentile = sketch.quantile(quantile)?;
    }
    each(percentiles)
}

fn histogram_buckets(times: &[u64]) -> Outcome<[[f64; 2]; 3]> {
    let mut histogram = histogram::Histogram::new(7, LONGEST_POWER)?;
    for time in times {
        histogram.increment(*time)?;
    }
    let mut buckets = [const { None }; 3];
    histogram.quantile_buckets_into(&QUANTILES, &mut buckets)?;
    each(buckets.map(|bucket| {
        let bucket = bucket?;
        Some([bucket.start() as f64, bucket.end() as f64])
    }))
}

fn tdigest_percentiles(times: &[f64]) -> Outcome<[f64; 3]> {
    let mut digest = TDigest::new_with_size(100);
    digest.extend_values(times.iter().copied());
    digest.flush();
    each(QUANTILES.map(|quantile| digest.estimate_quantile(quantile)))
}

/// All three, or an error: a million times have every percentile.
fn each<T: Copy>(found: [Option<T>; 3]) -> Outcome<[T; 3]> {
    let [Some(p50), Some(p90), Some(p99)] = found else {
        return Err("a percentile is missing".into());
    };
    Ok([p50, p90, p99])
}

/// What each of them says, the exact percentiles, the ranks at which the
/// answers stand, and the size of our summary in kilobytes of 1,000 bytes.
pub fn readings(times: &Times) -> Outcome<Value> {
    let mut sorted = times.whole.clone();
    sorted.sort_unstable();
    let exact = each(PERCENTILES.map(|p| {
        let rank = usize::try_from(p.rank(sorted.len() as u64)?).ok()?;
        sorted.get(rank.checked_sub(1)?).map(|time| *time as f64)
    }))?;
    let digest = tdigest_percentiles(&times.float)?;
    let share_below = |time: f64| {
        let below = sorted.partition_point(|one| (*one as f64) < time);
        below as f64 / sorted.len() as f64
    };

    let mut single = DurationSummary::default();
    for time in &times.elapsed {
        single.record(time);
    }
    let mut batch = DurationSummary::default();
    batch.record_slice(&times.elapsed);
    if single != batch {
        return Err("one at a time and in a slice, the summaries differ".into());
    }
    let mut sized = DurationSummary::default();
    sized.record_slice(times.elapsed.get(..SIZED).ok_or("too few times")?);

    Ok(json!({
        "quantiles": QUANTILES,
        "exact": exact,
        "support_kpi": of_summary(&batch)?,
        "hdrhistogram": hdrhistogram_percentiles(&times.whole)?,
        "ddsketch": ddsketch_percentiles(&times.float)?,
        "histogram": histogram_buckets(&times.whole)?,
        "tdigest": digest,
        "tdigest_shares": digest.map(share_below),
        "summary_json_kb": serde_json::to_vec(&sized)?.len() as f64 / 1e3,
        "summary_postcard_kb": postcard::to_stdvec(&sized)?.len() as f64 / 1e3,
    }))
}
