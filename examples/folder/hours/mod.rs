//! Whose minutes count for a folder's desk: around the clock, or the opening
//! hours that a file beside the folder declares.

mod file;
mod text;

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, Schedule};
use support_kpi::stage::ChannelClocks;

// Not every example takes hours.
#[allow(unused_imports)]
pub(crate) use self::file::HoursFile;

/// The clock of each channel. The default is around the clock for all.
pub(crate) type DeskHours = ChannelClocks<ChannelHours>;

/// The clock of a channel.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) enum ChannelHours {
    #[default]
    AroundTheClock,
    Opening(BusinessHours<Tz>),
}

impl ChannelHours {
    /// When it is open; `None` around the clock.
    pub(crate) const fn opening(&self) -> Option<&BusinessHours<Tz>> {
        match self {
            Self::AroundTheClock => None,
            Self::Opening(hours) => Some(hours),
        }
    }

    /// The schedule behind it; `None` around the clock.
    pub(crate) fn schedule(&self) -> Option<&Schedule<Tz>> {
        self.opening()?.schedules().first()
    }
}

impl Clock for ChannelHours {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        match self {
            Self::AroundTheClock => AroundTheClock.elapsed(from, to),
            Self::Opening(hours) => hours.elapsed(from, to),
        }
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        match self {
            Self::AroundTheClock => AroundTheClock.deadline(from, budget),
            Self::Opening(hours) => hours.deadline(from, budget),
        }
    }
}

/// Opening hours that a file declares.
#[derive(Debug)]
pub(crate) struct OpeningHours {
    /// The file's name, without the way to it.
    pub(crate) file: String,
    pub(crate) hours: DeskHours,
}
