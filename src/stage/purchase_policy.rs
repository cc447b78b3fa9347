//! What of a customer's purchases counts, and on whose calendar.

use std::time::Duration;

use chrono::{TimeZone, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Zone;
use crate::error::{CalendarError, ModelError};
use crate::model::{Elapsed, checked_window};

/// Whether purchases that a customer makes on one day are several or one.
///
/// The day is that of the policy's zone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SameDay {
    /// Each purchase counts.
    #[default]
    Apart,
    /// All purchases of a day count as one, at the instant of the day's first:
    /// an order that was split, or completed an hour later, is no return.
    AsOne,
}

/// What of a customer's purchases counts, and on whose calendar.
///
/// The default counts each purchase, has no window, and reads days and months
/// in UTC.
///
/// # Example: half a year to come back, in Tokyo
///
/// ```
/// use std::time::Duration;
/// use support_kpi::stage::{PurchasePolicy, Purchases, SameDay};
///
/// let policy = PurchasePolicy::in_zone(chrono_tz::Asia::Tokyo)
///     .with_window(Duration::from_secs(183 * 86_400))?
///     .with_same_day(SameDay::AsOne);
/// let purchases = Purchases::<u32, _>::new(policy);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurchasePolicy<Tz = Utc> {
    zone: Tz,
    same_day: SameDay,
    /// Longer than zero; `None` where no window is set.
    window: Option<Elapsed>,
}

impl Default for PurchasePolicy {
    fn default() -> Self {
        Self::in_zone(Utc)
    }
}

impl<Tz: TimeZone> PurchasePolicy<Tz> {
    /// A policy whose days and months are those of a zone.
    pub const fn in_zone(zone: Tz) -> Self {
        Self {
            zone,
            same_day: SameDay::Apart,
            window: None,
        }
    }

    /// Sets how long after the first purchase later ones count within the window.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the window is zero;
    /// [`ModelError::DurationOutOfRange`] where it is over 584 years.
    pub fn with_window(mut self, window: Duration) -> Result<Self, ModelError> {
        self.window = Some(checked_window(window)?);
        Ok(self)
    }

    /// Sets whether purchases of one day are several or one.
    #[must_use]
    pub fn with_same_day(mut self, same_day: SameDay) -> Self {
        self.same_day = same_day;
        self
    }

    /// The zone of its days and months.
    pub const fn zone(&self) -> &Tz {
        &self.zone
    }

    /// Whether purchases of one day are several or one.
    pub const fn same_day(&self) -> SameDay {
        self.same_day
    }

    /// How long after the first purchase later ones count within the window;
    /// `None` where no window is set.
    pub const fn window(&self) -> Option<Elapsed> {
        self.window
    }
}

/// A policy as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename = "PurchasePolicy")]
struct PolicyText {
    time_zone: String,
    same_day: SameDay,
    window: Option<Elapsed>,
}

/// Written with the name of its zone.
impl<Tz: Zone> Serialize for PurchasePolicy<Tz> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        PolicyText {
            time_zone: self.zone.name(),
            same_day: self.same_day,
            window: self.window,
        }
        .serialize(serializer)
    }
}

impl<'de, Tz: Zone> Deserialize<'de> for PurchasePolicy<Tz> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = PolicyText::deserialize(deserializer)?;
        let zone = Tz::from_name(&text.time_zone).ok_or(CalendarError::UnknownTimeZone {
            expected: Tz::EXPECTED,
            found: text.time_zone,
        });
        let policy = Self::in_zone(zone.map_err(D::Error::custom)?).with_same_day(text.same_day);
        match text.window {
            Some(window) => policy
                .with_window(window.duration())
                .map_err(D::Error::custom),
            None => Ok(policy),
        }
    }
}
