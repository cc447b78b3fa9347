//! Those who have no answer, and for how long.

use std::time::Duration;

use super::Reach;
use super::duration_text::exact;
use super::measurement::ExactTime;
use crate::error::ModelError;

/// Those who have no answer: how many there are, and how long each has waited.
///
/// A level asks how many have waited longer than a bound, so that nobody is
/// forgotten: they count as worse than the bound, though no time was measured
/// for them.
///
/// # Example: two of three have waited too long
///
/// ```
/// use std::time::Duration;
/// use support_kpi::level::{Reach, Waiting};
///
/// let hours = |count: u64| Duration::from_secs(count * 3_600);
/// let waiting = Waiting::of_ages([hours(1), hours(5), hours(90)]);
/// assert_eq!(waiting.total(), 3);
/// assert_eq!(waiting.beyond(Reach::AtMost(hours(4))), Some(2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    total: u64,
    known: Known,
}

/// What is known about the ages.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Known {
    /// Each age, in order.
    Ages(Vec<Duration>),
    /// For the end of each bound, how many are beyond it.
    Beyond(Vec<(Duration, u64)>),
}

/// Nobody waits.
impl Default for Waiting {
    fn default() -> Self {
        Self::of_ages([])
    }
}

impl Waiting {
    /// Those with these ages.
    pub fn of_ages(ages: impl IntoIterator<Item = Duration>) -> Self {
        let mut ages: Vec<_> = ages.into_iter().collect();
        ages.sort_unstable();
        Self {
            total: u64::try_from(ages.len()).unwrap_or(u64::MAX),
            known: Known::Ages(ages),
        }
    }

    /// This many in all, and for the end of each bound of the policy how many
    /// of them are beyond it: for a caller who counts instead of listing.
    ///
    /// A bound that is not among them makes the level not measured.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`] where more are beyond a bound than there
    /// are in all, or than are beyond a shorter one.
    ///
    /// # Example: nobody waits longer who does not wait
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::level::Waiting;
    ///
    /// let (hour, day) = (Duration::from_secs(3_600), Duration::from_secs(86_400));
    /// assert!(Waiting::of_counts(5, [(day, 1), (hour, 4)]).is_ok());
    /// assert_eq!(
    ///     Waiting::of_counts(5, [(hour, 6)]).unwrap_err().to_string(),
    ///     "beyond: expected at most those in all or beyond a shorter time, found 6 of 5 beyond 1 h",
    /// );
    /// ```
    pub fn of_counts(
        total: u64,
        beyond: impl IntoIterator<Item = (Duration, u64)>,
    ) -> Result<Self, ModelError> {
        let mut beyond: Vec<_> = beyond.into_iter().collect();
        beyond.sort_unstable_by_key(|(end, _)| *end);
        let mut most = total;
        for (end, count) in &beyond {
            if *count > most {
                return Err(ModelError::Contradiction {
                    field: "beyond",
                    expected: "at most those in all or beyond a shorter time",
                    found: format!("{count} of {most} beyond {}", exact(*end)),
                });
            }
            most = *count;
        }
        Ok(Self {
            total,
            known: Known::Beyond(beyond),
        })
    }

    /// How many there are in all.
    pub const fn total(&self) -> u64 {
        self.total
    }

    /// How many have waited beyond a bound; `None` where that was not counted.
    pub fn beyond(&self, bound: Reach) -> Option<u64> {
        match &self.known {
            Known::Ages(ages) => {
                let within =
                    ages.partition_point(|age| bound.admits_exactly(ExactTime::from(*age)));
                u64::try_from(ages.len().checked_sub(within)?).ok()
            }
            Known::Beyond(_) if self.total == 0 => Some(0),
            Known::Beyond(counts) => counts
                .iter()
                .find(|(end, _)| *end == bound.end())
                .map(|(_, count)| *count),
        }
    }
}
