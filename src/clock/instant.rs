//! An instant as seconds and nanoseconds.

use chrono::{DateTime, Utc};

/// Nanoseconds of a second.
pub(super) const SECOND: u32 = 1_000_000_000;

/// An instant as Unix seconds and the nanoseconds of the second.
///
/// Chrono keeps a leap second as nanoseconds past the second before it. Unix
/// time has none, and nor do opening hours: what falls into it counts as the
/// second after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Instant {
    pub(super) second: i64,
    pub(super) nanos: u32,
}

impl Instant {
    pub(super) fn of(at: DateTime<Utc>) -> Self {
        let (second, nanos) = (at.timestamp(), at.timestamp_subsec_nanos());
        match nanos.checked_sub(SECOND) {
            None => Self { second, nanos },
            Some(nanos) => Self {
                second: second.saturating_add(1),
                nanos,
            },
        }
    }

    /// The instant as chrono has it; `None` outside its years.
    pub(super) fn time(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.second, self.nanos)
    }
}
