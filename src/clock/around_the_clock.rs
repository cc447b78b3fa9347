//! The clock on which every minute counts.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Clock;

/// The clock on which every minute counts, day and night.
///
/// # Example: a weekend is two days
///
/// ```
/// use std::time::Duration;
/// use support_kpi::clock::{AroundTheClock, Clock};
///
/// let friday = "2024-03-01T17:00:00Z".parse()?;
/// let sunday = "2024-03-03T17:00:00Z".parse()?;
///
/// assert_eq!(AroundTheClock.elapsed(friday, sunday), Duration::from_secs(2 * 86_400));
/// assert_eq!(AroundTheClock.elapsed(sunday, friday), Duration::ZERO);
/// assert_eq!(AroundTheClock.deadline(friday, Duration::from_secs(2 * 86_400)), Some(sunday));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AroundTheClock;

impl Clock for AroundTheClock {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        to.signed_duration_since(from)
            .to_std()
            .unwrap_or(Duration::ZERO)
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        from.checked_add_signed(TimeDelta::from_std(budget).ok()?)
    }
}
