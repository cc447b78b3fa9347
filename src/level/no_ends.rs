//! Without the feature `inference` no figure has an interval. No policy can
//! ask for certainty then, so nobody comes here.

use std::cmp::Ordering;
use std::time::Duration;

use rust_decimal::Decimal;

use super::Certainty;
use crate::summary::{DurationSummary, Percentile, Ratio};

pub(super) const fn share(_: Ratio, _: Decimal, _: Certainty) -> Option<[Ordering; 2]> {
    None
}

pub(super) const fn mean_score(_: [u64; 5], _: Decimal, _: Certainty) -> Option<[Ordering; 2]> {
    None
}

pub(super) const fn mean_time(_: &DurationSummary, _: Certainty) -> [Duration; 2] {
    [Duration::ZERO, Duration::MAX]
}

pub(super) const fn percentile(_: &DurationSummary, _: Percentile, _: Certainty) -> [Duration; 2] {
    [Duration::ZERO, Duration::MAX]
}
