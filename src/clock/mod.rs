//! Whose minutes count: around the clock, or in business hours.
//!
//! A wait is measured once, when a fact is made, on a clock that the caller
//! chose. No clock of this module tells the time of day: instants are passed in.

mod around_the_clock;

use std::time::Duration;

use chrono::{DateTime, Utc};

pub use around_the_clock::AroundTheClock;

/// Measures the time between two instants, and finds the instant a time ends.
///
/// Spans are half-open: the start belongs to a span, the end does not.
pub trait Clock {
    /// The time that counts between two instants; zero where `to` is not after `from`.
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration;

    /// The first instant by which the whole budget has elapsed since `from`,
    /// or `None` where it never does, or beyond the last instant there is.
    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>>;
}

impl<C: Clock + ?Sized> Clock for &C {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        (**self).elapsed(from, to)
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        (**self).deadline(from, budget)
    }
}
