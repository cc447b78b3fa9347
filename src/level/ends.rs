//! A figure at both ends of its interval.
//!
//! Comparisons come as the order of the lower and of the upper end to a
//! threshold, times as the lower and the upper end: this is all that levels
//! ask of an interval, and no float comes with it.

use std::cmp::Ordering;
use std::time::Duration;

use rust_decimal::Decimal;

use super::Certainty;
use crate::inference::Interval;
use crate::model::OneToFive;
use crate::summary::{DurationSummary, Percentile, Ratio, ScoreCounts};

/// Where one end is not known: shorter, or longer, than every bound.
const ANY: [Duration; 2] = [Duration::ZERO, Duration::MAX];

/// How both ends of a share compare with a threshold; `None` of nothing.
pub(super) fn share(ratio: Ratio, threshold: Decimal, asked: Certainty) -> Option<[Ordering; 2]> {
    let interval = ratio.interval(asked.confidence())?;
    Some(interval.ends_against(threshold))
}

/// How both ends of a mean score compare with a threshold; `None` without answers.
pub(super) fn mean_score(
    counts: [u64; 5],
    threshold: Decimal,
    asked: Certainty,
) -> Option<[Ordering; 2]> {
    let scores = ScoreCounts::<OneToFive>::of_counts(&counts)?;
    let interval = scores.mean_interval(asked.confidence())?;
    Some(interval.ends_against(threshold))
}

/// Both ends of a mean time; any time where there is no error to measure by.
pub(super) fn mean_time(times: &DurationSummary, asked: Certainty) -> [Duration; 2] {
    let interval = times.mean_interval(asked.confidence());
    interval.as_ref().map_or(ANY, Interval::times)
}

/// Both ends of a percentile; any shorter or longer time where there are too few.
pub(super) fn percentile(
    times: &DurationSummary,
    percentile: Percentile,
    asked: Certainty,
) -> [Duration; 2] {
    let [shortest, longest] = ANY;
    times
        .percentile_bounds(percentile, asked.confidence())
        .map_or(ANY, |bounds| {
            let high = bounds.high().unwrap_or(longest);
            [bounds.low().unwrap_or(shortest), high]
        })
}
