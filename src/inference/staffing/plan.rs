//! A week's plan from the volumes of past weeks.

use std::time::Duration;

use serde::Serialize;

use super::demand::{Demand, OneAtATime};
use super::requirement::{Requirement, Staffing};
use crate::clock::HourOfWeek;
use crate::error::InferenceError;
use crate::inference::special::count;
use crate::summary::Percentile;

/// An hour of the day.
const SECONDS_OF_AN_HOUR: u64 = 3_600;

/// How many contacts came in an hour of the week, in each of some past weeks.
///
/// A week in which nobody came counts with 0. A week in which the hour did
/// not exist, because clocks went forward, is left out; of an hour that came
/// twice, each is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HourlyVolumes {
    hour: HourOfWeek,
    volumes: Vec<u64>,
}

impl HourlyVolumes {
    /// The volumes of an hour of the week, in the caller's local time.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] without a week.
    pub fn new(hour: HourOfWeek, volumes: Vec<u64>) -> Result<Self, InferenceError> {
        if volumes.is_empty() {
            return Err(InferenceError::TooFew {
                field: "volumes",
                expected: 1,
                found: 0,
            });
        }
        Ok(Self { hour, volumes })
    }
}

/// An hour of the week, the volume planned for, and who it takes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PlannedHour {
    hour: HourOfWeek,
    weeks: u64,
    volume: u64,
    staffing: Staffing,
}

/// Plans each hour of a week for an upper percentile of its past volumes.
///
/// A plan for the mean volume is too small every other week. The percentile is
/// one that occurred ([`Percentile::nearest`]): of four weeks, the 90th
/// percentile is the busiest.
///
/// - **Assumes** that the coming week is like the past ones; a campaign, a
///   holiday or growth is the caller's to add. Each hour stands by itself:
///   what is left waiting at its end is not carried over.
///
/// # Errors
///
/// Those of [`Demand::new`] and [`Requirement::agents_for`].
///
/// # Example: planned for the busiest of four Mondays, not for their mean
///
/// ```
/// use chrono::Weekday;
/// use rust_decimal::Decimal;
/// use std::time::Duration;
/// use support_kpi::clock::HourOfWeek;
/// use support_kpi::inference::{HourlyVolumes, OneAtATime, Requirement, plan_week};
/// use support_kpi::summary::Percentile;
///
/// let monday_nine = HourOfWeek::new(Weekday::Mon, 9)?;
/// let volumes = HourlyVolumes::new(monday_nine, vec![80, 95, 60, 130])?;
/// let target = Requirement::new(Decimal::new(8, 1), Duration::from_secs(20))?;
/// let five_minutes = Duration::from_secs(300);
///
/// let plan = plan_week(OneAtATime::PHONE, &[volumes], Percentile::P90, five_minutes, &target)?;
/// assert_eq!(plan[0].volume(), 130);
/// assert_eq!(plan[0].staffing().agents(), 15);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn plan_week(
    channel: OneAtATime,
    hours: &[HourlyVolumes],
    upper: Percentile,
    handle_time: Duration,
    requirement: &Requirement,
) -> Result<Vec<PlannedHour>, InferenceError> {
    let interval = Duration::from_secs(SECONDS_OF_AN_HOUR);
    hours
        .iter()
        .map(|hour| {
            let volume = upper.nearest(&hour.volumes)?;
            let demand = Demand::new(channel, volume, interval, handle_time)?;
            Ok(PlannedHour {
                hour: hour.hour,
                weeks: count(hour.volumes.len()),
                volume,
                staffing: requirement.agents_for(&demand)?,
            })
        })
        .collect()
}

impl PlannedHour {
    /// The hour of the week.
    pub const fn hour(&self) -> HourOfWeek {
        self.hour
    }

    /// How many past weeks it is planned by.
    pub const fn weeks(&self) -> u64 {
        self.weeks
    }

    /// The volume planned for.
    pub const fn volume(&self) -> u64 {
        self.volume
    }

    /// How many people it takes.
    pub const fn staffing(&self) -> Staffing {
        self.staffing
    }
}
