//! Times as facts hold them: checked, and eight bytes each.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::error::ModelError;

/// A time that was measured: a wait, a resolution time, time on hold.
///
/// A [`Duration`] that was checked to fit in eight bytes of nanoseconds
/// (584 years). Facts hold their times like this, because it is small and
/// adds up fast; it serialises as a whole number of nanoseconds.
///
/// # Errors
///
/// The conversion from a longer `Duration` is
/// [`ModelError::DurationOutOfRange`].
///
/// # Example: four hours
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Elapsed;
///
/// let wait = Elapsed::try_from(Duration::from_secs(4 * 3_600))?;
/// assert_eq!(wait, Elapsed::from_seconds(14_400));
/// assert_eq!(wait.duration(), Duration::from_secs(14_400));
///
/// let centuries = Duration::from_secs(20_000_000_000);
/// assert_eq!(
///     Elapsed::try_from(centuries).unwrap_err().to_string(),
///     "time: expected at most 18446744073 s (584 years), found 20000000000 s",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Elapsed {
    nanoseconds: u64,
}

impl Elapsed {
    /// No time at all.
    pub const ZERO: Self = Self { nanoseconds: 0 };

    /// The longest time there is: 584 years.
    pub const MAX: Self = Self {
        nanoseconds: u64::MAX,
    };

    /// A time of whole nanoseconds.
    #[inline]
    pub const fn from_nanoseconds(nanoseconds: u64) -> Self {
        Self { nanoseconds }
    }

    /// A time of whole seconds: any number of 4 bytes (136 years) fits.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self {
            // At most 2^32 × 10^9 < 2^62: it never wraps.
            nanoseconds: (seconds as u64).wrapping_mul(1_000_000_000),
        }
    }

    /// The time in nanoseconds.
    #[inline]
    pub const fn nanoseconds(self) -> u64 {
        self.nanoseconds
    }

    /// The time as the standard library has it.
    pub const fn duration(self) -> Duration {
        Duration::from_nanos(self.nanoseconds)
    }

    /// The same check, with the field's name in the error.
    pub(crate) fn of_field(field: &'static str, time: Duration) -> Result<Self, ModelError> {
        u64::try_from(time.as_nanos())
            .map(Self::from_nanoseconds)
            .map_err(|_| ModelError::DurationOutOfRange { field, found: time })
    }
}

impl TryFrom<Duration> for Elapsed {
    type Error = ModelError;

    fn try_from(time: Duration) -> Result<Self, ModelError> {
        Self::of_field("time", time)
    }
}

impl From<Elapsed> for Duration {
    fn from(elapsed: Elapsed) -> Self {
        elapsed.duration()
    }
}

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.duration(), f)
    }
}

/// An instant as facts hold it: nanoseconds since 1970, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Instant(i64);

impl Instant {
    pub(crate) const EPOCH: Self = Self(0);
    pub(crate) const EARLIEST: Self = Self(i64::MIN);

    /// No instant is earlier.
    pub(crate) const MIN: Self = Self(i64::MIN);

    pub(crate) fn of_field(
        field: &'static str,
        instant: DateTime<Utc>,
    ) -> Result<Self, ModelError> {
        instant
            .timestamp_nanos_opt()
            .map(Self)
            .ok_or(ModelError::InstantOutOfRange {
                field,
                found: instant,
            })
    }

    pub(crate) const fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_nanos(self.0)
    }

    pub(crate) const fn nanoseconds(self) -> i64 {
        self.0
    }
}
