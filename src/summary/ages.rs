//! How old what is open is.

use std::time::Duration;

use super::percentile::Percentile;

/// How old what is open is, at the instant and on the clock it was read with.
///
/// Every age is exact, so the percentiles are too: they are the age at the
/// nearest rank, the youngest first.
///
/// # Example: three open tickets
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, summary::{Openings, Percentile}};
///
/// let open = Openings::of(&[
///     "2024-03-01T09:00:00Z".parse()?,
///     "2024-03-01T09:30:00Z".parse()?,
///     "2024-03-01T11:59:00Z".parse()?,
/// ]);
/// let ages = open.as_of("2024-03-01T10:00:00Z".parse()?).unwrap();
///
/// assert_eq!(ages.count(), 2);
/// assert_eq!(ages.percentile(Percentile::P50), Some(Duration::from_secs(1_800)));
/// assert_eq!(ages.later(), 1); // not open yet at ten
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ages {
    /// Each age with how many have it, the youngest first.
    counts: Vec<(Duration, u64)>,
    count: u64,
    later: u64,
}

impl Ages {
    /// The ages of these counts; `None` where they are more than 8 bytes can count.
    pub(super) fn of_counts(mut counts: Vec<(Duration, u64)>, later: u64) -> Option<Self> {
        let count = counts
            .iter()
            .try_fold(0_u64, |sum, (_, count)| sum.checked_add(*count))?;
        // A clock that stands still at night makes equal ages of different openings.
        counts.sort_unstable();
        counts.dedup_by(|(age, more), (kept, count)| {
            let is_equal = age == kept;
            if is_equal {
                // No part is more than the whole, which fits.
                *count = count.saturating_add(*more);
            }
            is_equal
        });
        Some(Self {
            counts,
            count,
            later,
        })
    }

    /// The ages of several groups together, each read on a clock of its own if
    /// need be; `None` where they are more than 8 bytes can count.
    ///
    /// # Example: two channels
    ///
    /// ```
    /// use support_kpi::{Calculator, summary::{Ages, Openings}};
    ///
    /// let now = "2024-03-01T12:00:00Z".parse()?;
    /// let email = Openings::of(&["2024-03-01T09:00:00Z".parse()?]).as_of(now).unwrap();
    /// let chat = Openings::of(&["2024-03-01T11:00:00Z".parse()?]).as_of(now).unwrap();
    /// let all = Ages::together([&email, &chat]).unwrap();
    /// assert_eq!((all.count(), all.oldest()), (2, email.oldest()));
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn together<'ages>(groups: impl IntoIterator<Item = &'ages Self>) -> Option<Self> {
        let (mut counts, mut later) = (Vec::new(), 0_u64);
        for ages in groups {
            counts.extend_from_slice(&ages.counts);
            later = later.checked_add(ages.later)?;
        }
        Self::of_counts(counts, later)
    }

    /// Each age with how many have it, the youngest first.
    pub fn counts(&self) -> &[(Duration, u64)] {
        &self.counts
    }

    /// How many are open.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// How many were opened after the instant that the ages were read at: they
    /// are not among the open ones.
    pub const fn later(&self) -> u64 {
        self.later
    }

    /// The age of the oldest; `None` where nothing is open.
    pub fn oldest(&self) -> Option<Duration> {
        self.counts.last().map(|(age, _)| *age)
    }

    /// The median age; `None` where nothing is open.
    pub fn median(&self) -> Option<Duration> {
        self.percentile(Percentile::P50)
    }

    /// The age at the nearest rank, exact; `None` where nothing is open.
    pub fn percentile(&self, percentile: Percentile) -> Option<Duration> {
        let rank = percentile.rank(self.count)?;
        let mut seen = 0_u64;
        for (age, count) in &self.counts {
            seen = seen.checked_add(*count)?;
            if seen >= rank {
                return Some(*age);
            }
        }
        None
    }
}
