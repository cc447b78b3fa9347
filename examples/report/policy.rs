//! The policy that gives levels, and how long its business day is.

use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono_tz::Tz;
use serde::Deserialize;
use serde::de::IgnoredAny;
use support_kpi::Channel;
use support_kpi::clock::{DaySpan, Schedule};
use support_kpi::error::PolicyError;
use support_kpi::level::{Bound, ChannelBounds, Limit, Policy};

use super::folder::hours::{ChannelHours, OpeningHours};

/// The guide's policy, or the one of a file.
#[derive(Debug)]
pub(super) struct AskedPolicy {
    policy: Policy,
    /// Whether a file says how long a business day is.
    has_own_day: bool,
}

/// The key of a policy file that hours would decide.
#[derive(Deserialize)]
struct OwnDay {
    business_day: Option<IgnoredAny>,
}

impl AskedPolicy {
    /// The policy of a file; without one the guide's.
    ///
    /// # Errors
    ///
    /// In words, with the file's path.
    pub(super) fn read(path: Option<&Path>) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Self {
                policy: Policy::documented(),
                has_own_day: false,
            });
        };
        let shown = path.display();
        let bytes = fs::read(path).map_err(|fault| format!("{shown}: cannot be read: {fault}"))?;
        let broken = |fault: serde_json::Error| format!("{shown}: {fault}");
        let policy = serde_json::from_slice(&bytes).map_err(broken)?;
        let own: OwnDay = serde_json::from_slice(&bytes).map_err(broken)?;
        Ok(Self {
            policy,
            has_own_day: own.business_day.is_some(),
        })
    }

    /// The policy where waits are measured in these hours: a business day is
    /// then the longest day of the calendar, unless a policy file says how
    /// long it is.
    ///
    /// # Errors
    ///
    /// In words, where the bounds are not in their order with such a day.
    pub(super) fn in_hours(self, hours: Option<&OpeningHours>) -> Result<Policy, String> {
        let Some(opening) = hours.filter(|_| !self.has_own_day) else {
            return Ok(self.policy);
        };
        with_days_of(&self.policy, opening)
            .map_err(|fault| format!("the policy in the hours of {}: {fault}", opening.file))
    }
}

fn with_days_of(policy: &Policy, opening: &OpeningHours) -> Result<Policy, PolicyError> {
    let mut builder = policy.to_builder();
    if let Some(day) = longest_day(opening.hours.otherwise()) {
        builder = builder.business_day(day);
    }
    // The policy has one business day: channels with another one get their
    // bounds in hours.
    for (channel, clock) in opening.hours.own() {
        let Some(day) = longest_day(clock) else {
            continue;
        };
        if let Some(bounds) = policy.response_bounds(channel) {
            builder = builder.response(in_days(channel, bounds, day));
        }
        if let Some(bounds) = policy.resolution_bounds(channel) {
            builder = builder.resolution(in_days(channel, bounds, day));
        }
    }
    builder.build()
}

/// The bounds of a channel, with business days of this length.
fn in_days(channel: Channel, bounds: &[Bound], day: Duration) -> ChannelBounds {
    let bounds = bounds.iter().map(|bound| match bound.limit() {
        limit @ Limit::LessThanBusinessDays(_) => {
            let limit = Limit::LessThan(limit.end(day));
            let changed = Bound::new(bound.level(), limit, bound.basis());
            match bound.lower_end() {
                Some(from) => changed.starting_at(from),
                None => changed,
            }
        }
        _ => *bound,
    });
    ChannelBounds::new(channel, bounds.collect())
}

/// The longest day of the week, and of the shifts where the week has no hours;
/// `None` around the clock.
fn longest_day(hours: &ChannelHours) -> Option<Duration> {
    let schedule = hours.schedule()?;
    schedule.longest_day().or_else(|| longest_shift(schedule))
}

fn longest_shift(schedule: &Schedule<Tz>) -> Option<Duration> {
    let day = |spans: &[DaySpan]| spans.iter().map(|span| span.wall_time()).sum();
    schedule.shifts().map(|(_, spans)| day(spans)).max()
}
