//! An exact sum of times, without their spread.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::wide;
use crate::calculator::{Group, Sign};
use crate::model::Elapsed;

/// An exact sum of times, without how many there were or how they are spread.
///
/// For means over a count that is kept beside it; where percentiles are
/// wanted too, take [`DurationSummary`](super::DurationSummary).
///
/// - **No value** while the sum is negative, or over nothing.
///
/// # Example: the same sum over two counts
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Elapsed, Sign, summary::DurationSum};
///
/// let mut waits = DurationSum::default();
/// waits.add(Sign::Plus, Elapsed::from_seconds(60));
/// assert_eq!(waits.mean_over(2), Some(Duration::from_secs(30)));
/// assert_eq!(waits.mean_over(3), Some(Duration::from_secs(20)));
/// assert_eq!(waits.mean_over(0), None);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DurationSum {
    #[serde(with = "wide")]
    nanoseconds: i128,
}

impl DurationSum {
    /// Adds a time, or takes it away.
    #[inline]
    pub fn add(&mut self, sign: Sign, time: Elapsed) {
        self.add_nanoseconds(sign, i128::from(time.nanoseconds()));
    }

    /// Adds a sum of times, or takes it away.
    #[inline]
    pub(crate) fn add_nanoseconds(&mut self, sign: Sign, nanoseconds: i128) {
        self.nanoseconds = self.nanoseconds.wrapping_add(sign.of_wide(nanoseconds));
    }

    /// All times together; `None` while negative, or beyond the longest `Duration`.
    pub fn total(&self) -> Option<Duration> {
        duration_of(self.nanoseconds)
    }

    /// The sum over a count, to the nearest nanosecond (a half rounds up).
    ///
    /// `None` over nothing, while negative, or beyond the longest `Duration`.
    pub fn mean_over(&self, count: u64) -> Option<Duration> {
        mean_of(self.nanoseconds, count)
    }
}

impl Group for DurationSum {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.add_nanoseconds(sign, other.nanoseconds);
    }

    fn is_empty(&self) -> bool {
        self.nanoseconds == 0
    }
}

/// A sum of nanoseconds over a count; `None` where one of them makes no mean.
pub(super) fn mean_of(nanoseconds: i128, count: u64) -> Option<Duration> {
    if nanoseconds < 0 || count == 0 {
        return None;
    }
    let count = i128::from(count);
    let rounded = nanoseconds.checked_add(count.checked_div(2)?)?;
    duration_of(rounded.checked_div(count)?)
}

/// A time of nanoseconds; `None` where it is negative or over 584 billion years.
pub(super) fn duration_of(nanoseconds: i128) -> Option<Duration> {
    const SECOND: u128 = 1_000_000_000;
    let nanoseconds = u128::try_from(nanoseconds).ok()?;
    let seconds = u64::try_from(nanoseconds.checked_div(SECOND)?).ok()?;
    let rest = u32::try_from(nanoseconds.checked_rem(SECOND)?).ok()?;
    Some(Duration::new(seconds, rest))
}
