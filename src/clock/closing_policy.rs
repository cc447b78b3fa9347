//! Where a deadline falls that ends exactly on closing time.

use serde::{Deserialize, Serialize};

/// Where an instant falls that a budget puts between two open periods.
///
/// A budget that is used up exactly on closing time is used up just as well at
/// the next opening: no open time lies between the two. Both are in use; they
/// agree on every other budget.
///
/// # Example: eight hours from nine, on a day of eight hours
///
/// ```
/// use std::time::Duration;
/// use chrono::{DateTime, Utc, Weekday::{Fri, Mon}};
/// use support_kpi::clock::{BusinessHours, Clock, ClosingPolicy, Schedule};
///
/// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon, Fri], ["09:00-17:00".parse()?])?);
/// let friday: DateTime<Utc> = "2024-03-01T09:00:00Z".parse()?;
/// let day = Duration::from_secs(8 * 3_600);
///
/// let rolled = hours.deadline_with(friday, day, ClosingPolicy::NextOpening);
/// let stayed = hours.deadline_with(friday, day, ClosingPolicy::Closing);
/// assert_eq!(rolled, Some("2024-03-04T09:00:00Z".parse()?));
/// assert_eq!(stayed, Some("2024-03-01T17:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClosingPolicy {
    /// At the next opening: whoever is to act at that instant is there. The default.
    #[default]
    NextOpening,
    /// At closing time: the earliest instant by which the budget is used up.
    Closing,
}
