//! A file of opening hours.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use chrono_tz::Tz;
use support_kpi::clock::{BusinessHours, DaySpan, Schedule};

use super::super::channel_names::ChannelNames;
use super::super::error::FolderError;
use super::text::HoursText;
use super::{ChannelHours, DeskHours, OpeningHours};

/// A file of opening hours whose channels are still texts.
///
/// It is JSON, in one of two forms: a schedule, for all channels; or
/// `{"default": schedule, "channels": {"phone": schedule}}`, where `default`
/// has the hours of the channels that are not listed. A schedule is
///
/// ```json
/// {
///     "time_zone": "Asia/Tokyo",
///     "weekly": {"mon": [["10:00", "12:00"], ["13:00", "19:00"]], "sat": [["20:00", "24:00"]]},
///     "holidays": ["2026-05-04"],
///     "annual_holidays": ["01-01"],
///     "shifts": {"2026-06-20": [["10:00", "14:00"]]},
///     "breaks": {"2026-06-24": [["15:00", "16:00"]]}
/// }
/// ```
///
/// of which all but the zone may be absent.
#[derive(Debug)]
pub(crate) struct HoursFile {
    /// As it was asked for.
    path: String,
    name: String,
    text: HoursText,
}

impl HoursFile {
    /// Reads a file whole.
    ///
    /// # Errors
    ///
    /// [`FolderError`] where it cannot be read; is not JSON, or no schedule;
    /// has a break that cuts no hours, or hours that never come. It names the
    /// entry that is wrong.
    pub(crate) fn read(path: &Path) -> Result<Self, FolderError> {
        let shown = path.display().to_string();
        let bytes = fs::read(path).map_err(|fault| FolderError::Unreadable {
            path: shown.clone(),
            reason: fault.to_string(),
        })?;
        let wrong = |reason: String| FolderError::Hours {
            path: shown.clone(),
            reason,
        };
        let text = HoursText::read(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        let own = text.by_channel.iter().flatten();
        let own = own.map(|(channel, schedule)| (format!("channels.{channel}: "), schedule));
        let default = match text.by_channel {
            None => String::new(),
            Some(_) => "default: ".to_string(),
        };
        for (entry, schedule) in [(default, &text.default)].into_iter().chain(own) {
            check(schedule).map_err(|fault| wrong(format!("{entry}{fault}")))?;
        }
        Ok(Self {
            name: path
                .file_name()
                .map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned()),
            path: shown,
            text,
        })
    }

    /// The hours of a folder's channels.
    ///
    /// # Errors
    ///
    /// [`FolderError::Hours`] for a channel that is none of the layout and
    /// none of the folder: its hours would count for nothing.
    pub(crate) fn resolve(self, names: &ChannelNames) -> Result<OpeningHours, FolderError> {
        let opening = |schedule| ChannelHours::Opening(BusinessHours::new(schedule));
        let mut hours = DeskHours::new(opening(self.text.default));
        for (name, schedule) in self.text.by_channel.into_iter().flatten() {
            let Some(channel) = names.channel(&name) else {
                return Err(FolderError::Hours {
                    path: self.path,
                    reason: format!(
                        "channels: expected a channel of the layout or of the folder, found {name:?}"
                    ),
                });
            };
            hours = hours.with(channel, opening(schedule));
        }
        Ok(OpeningHours {
            file: self.name,
            hours,
        })
    }
}

/// What no desk means to declare, though a schedule can be like that.
fn check(schedule: &Schedule<Tz>) -> Result<(), String> {
    for (date, breaks) in schedule.breaks() {
        let hours = hours_on(schedule, date);
        let cuts = |span: &DaySpan| {
            let mut hours = hours.iter();
            hours.any(|open| open.start() < span.end() && span.start() < open.end())
        };
        if let Some(idle) = breaks.iter().find(|span| !cuts(span)) {
            return Err(format!(
                "breaks.{date}: expected spans in the hours of the date, found {idle}"
            ));
        }
    }
    let hours = BusinessHours::new(schedule.clone());
    match hours.next_opening(DateTime::<Utc>::MIN_UTC) {
        Some(_) => Ok(()),
        None => Err("weekly: expected hours of some day, found none that ever come".to_string()),
    }
}

/// The hours of a date, be it a holiday or not.
fn hours_on(schedule: &Schedule<Tz>, date: NaiveDate) -> &[DaySpan] {
    let mut shifts = schedule.shifts();
    shifts
        .find(|(shifted, _)| *shifted == date)
        .map_or_else(|| schedule.hours_of(date.weekday()), |(_, spans)| spans)
}
