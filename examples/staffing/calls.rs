//! The calls of a folder: how many came in each hour of each week, and how
//! long they kept somebody busy.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono_tz::Tz;
use support_kpi::breakdown::{By, Calendar, Span};
use support_kpi::clock::{HourOfWeek, WeekExposure};
use support_kpi::inference::{HourlyVolumes, OneAtATime};
use support_kpi::kpi::{AbandonmentRate, AverageHandleTime, ContactVolume};
use support_kpi::{Calculator as _, Channel, InferenceError};

use super::folder::Folder;
use super::labels::Labels;
use super::rows;

/// One hour: how long an hour of the week has to be in a week to be one.
const HOUR: Duration = Duration::from_secs(3_600);

/// What the folder tells of calls.
pub(super) struct Calls {
    /// The weeks, those at the ends cut to the whole days that the folder tells of.
    weeks: Vec<(Span, WeekExposure)>,
    volumes: By<Span, ContactVolume>,
    pub(super) handling: AverageHandleTime,
    pub(super) abandonment: AbandonmentRate,
    /// The days that the folder tells of.
    pub(super) observed: Span,
    /// How many contacts came by channels that such a plan does not fit, and why.
    pub(super) not_planned: Vec<(String, u64, InferenceError)>,
    /// Rows of `interactions.csv` that cannot be.
    pub(super) left_out: usize,
}

impl Calls {
    /// # Errors
    ///
    /// Why there is nothing to plan by.
    pub(super) fn of(folder: &Folder, zone: Tz) -> Result<Self, String> {
        let labels = Labels::new(&folder.channels);
        let rows = folder.interactions.as_deref().unwrap_or_default();
        let facts: Vec<_> = rows
            .iter()
            .filter_map(|row| rows::contact(row, &labels).ok())
            .collect();
        let instants = || facts.iter().map(|contact| contact.started_at());
        let ends = instants().min().zip(instants().max());
        let (first, last) = ends.ok_or("interactions.csv tells of no contact")?;
        let days = Calendar::days(zone);
        let observed = days
            .span_of(first)
            .zip(days.span_of(last))
            .and_then(|(first, last)| Span::new(first.start(), last.end()).ok())
            .ok_or("the folder's instants are at the edge of the calendar")?;

        let calendar = Calendar::weeks(zone);
        let mut calls = Self {
            weeks: weeks(&calendar, observed)?,
            volumes: By::default(),
            handling: AverageHandleTime::default(),
            abandonment: AbandonmentRate::default(),
            observed,
            not_planned: Vec::new(),
            left_out: rows.len() - facts.len(),
        };
        let mut others = BTreeMap::<Channel, u64>::new();
        for contact in &facts {
            if contact.channel() != Channel::Phone {
                *others.entry(contact.channel()).or_default() += 1;
                continue;
            }
            calls.handling.record(contact);
            calls.abandonment.record(contact);
            if let Some(week) = calendar.span_of(contact.started_at()) {
                let hour = HourOfWeek::of(contact.started_at(), &zone);
                calls.volumes.group(&week).record(&hour);
            }
        }
        if calls.abandonment.interactions() == Some(0) {
            return Err("interactions.csv tells of no call".to_string());
        }
        calls.not_planned = others
            .into_iter()
            .filter_map(|(channel, count)| {
                let why = OneAtATime::try_from(channel).err()?;
                Some((labels.shown(channel), count, why))
            })
            .collect();
        Ok(calls)
    }

    /// How many weeks there are, those cut at the ends too.
    pub(super) fn weeks(&self) -> usize {
        self.weeks.len()
    }

    /// The volumes of each hour of the week, from week to week.
    ///
    /// A week counts for the hours that it holds whole, and once: not for
    /// those before the folder begins or after it ends, nor for one that the
    /// clocks left out or showed twice.
    pub(super) fn hourly_volumes(&self) -> Result<Vec<HourlyVolumes>, InferenceError> {
        let mut hours = Vec::new();
        for hour in HourOfWeek::all() {
            let volumes: Vec<u64> = self
                .weeks
                .iter()
                .filter(|(_, exposure)| exposure.time_in(hour) == HOUR)
                .map(|(week, _)| {
                    let volume = self.volumes.get(week);
                    // A week without calls has none in any of its hours.
                    volume
                        .and_then(|volume| volume.contacts_in(hour))
                        .unwrap_or(0)
                })
                .collect();
            if !volumes.is_empty() {
                hours.push(HourlyVolumes::new(hour, volumes)?);
            }
        }
        Ok(hours)
    }
}

/// The weeks of a span, with the time of each that lies within it.
fn weeks(calendar: &Calendar<Tz>, observed: Span) -> Result<Vec<(Span, WeekExposure)>, String> {
    let mut weeks = Vec::new();
    let mut next = calendar.span_of(observed.start());
    while let Some(week) = next.filter(|week| week.start() < observed.end()) {
        let start = week.start().max(observed.start());
        let end = week.end().min(observed.end());
        let exposure = WeekExposure::between(start, end, calendar.zone());
        weeks.push((week, exposure.map_err(|fault| fault.to_string())?));
        next = calendar.next(week);
    }
    Ok(weeks)
}
