//! When a desk is open, as its people would write it down.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{NaiveDate, TimeZone, Weekday};
use serde::{Deserialize, Serialize};

use super::schedule_text::ScheduleText;
use super::{DayOfYear, DaySpan, Zone};
use crate::error::CalendarError;

/// The most spans of a weekday: every one of them is a row for each week of a table.
const MOST_SPANS: usize = 48;

/// When a desk is open, on the wall clock of its zone.
///
/// - A **week** of hours: any number of spans a day, up to 24:00. Hours over
///   midnight are two spans, on two days.
/// - **Holidays**, by their date or by their day of the year. 29 February as a
///   day of the year closes leap years only.
/// - **Shifts**: the hours of one date, in place of those of its weekday. A
///   shift without spans closes the date.
/// - **Breaks**: spans of one date that are closed. A break may lie outside
///   the hours; it cuts nothing there.
///
/// A holiday closes, a shift replaces, a break cuts: a holiday beats a shift,
/// and a break cuts the hours of a shift as well. A day may be a holiday both
/// by its date and by its day of the year.
///
/// A schedule may be without hours. It is never open then: no time counts, and
/// no deadline comes.
///
/// Spans of one day may touch, and may not overlap; a weekday has at most 48.
/// A schedule can be written
/// and read with its zone's name where the zone is a [`Zone`]: an absent list is
/// empty, an unknown one is an error.
///
/// # Example: a holiday beats a shift, a break cuts it
///
/// ```
/// use chrono::{NaiveDate, Utc, Weekday::*};
/// use support_kpi::clock::{BusinessHours, Schedule};
///
/// let saturday = NaiveDate::from_ymd_opt(2024, 1, 20).unwrap();
/// let christmas = NaiveDate::from_ymd_opt(2024, 12, 25).unwrap();
/// let schedule = Schedule::new(Utc)
///     .open([Mon, Tue, Wed, Thu, Fri], ["09:00-17:00".parse()?])?
///     .shift(saturday, ["10:00-14:00".parse()?])?
///     .break_on(saturday, ["12:00-12:30".parse()?])?
///     .shift(christmas, ["10:00-14:00".parse()?])?
///     .annual_holiday("12-25".parse()?)?;
///
/// let hours = BusinessHours::new(schedule);
/// assert!(hours.is_open("2024-01-20T11:59:59Z".parse()?));
/// assert!(!hours.is_open("2024-01-20T12:00:00Z".parse()?));
/// assert!(!hours.is_working_day(christmas));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Example: as text
///
/// ```
/// use chrono::{FixedOffset, NaiveDate};
/// use support_kpi::clock::Schedule;
///
/// let text = r#"{
///     "time_zone": "+01:00",
///     "weekly": {"mon": [["08:00", "13:00"], ["14:00", "18:00"]], "sat": [["22:00", "24:00"]]},
///     "annual_holidays": ["12-25"]
/// }"#;
/// let schedule: Schedule<FixedOffset> = serde_json::from_str(text)?;
/// let christmas = NaiveDate::from_ymd_opt(2030, 12, 25).unwrap();
/// assert!(schedule.is_holiday(christmas));
///
/// let wrong = text.replace("24:00", "25:00");
/// let error = serde_json::from_str::<Schedule<FixedOffset>>(&wrong).unwrap_err();
/// assert!(error.to_string().starts_with("weekly.sat[0]: expected a time of day"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    try_from = "ScheduleText",
    into = "ScheduleText",
    bound(serialize = "Tz: Zone", deserialize = "Tz: Zone")
)]
pub struct Schedule<Tz: TimeZone> {
    zone: Tz,
    week: [Vec<DaySpan>; 7],
    holidays: BTreeSet<NaiveDate>,
    annual_holidays: BTreeSet<DayOfYear>,
    shifts: BTreeMap<NaiveDate, Vec<DaySpan>>,
    breaks: BTreeMap<NaiveDate, Vec<DaySpan>>,
}

impl<Tz: TimeZone> Schedule<Tz> {
    /// A schedule of this zone that has no hours yet.
    pub fn new(zone: Tz) -> Self {
        Self {
            zone,
            week: Default::default(),
            holidays: BTreeSet::new(),
            annual_holidays: BTreeSet::new(),
            shifts: BTreeMap::new(),
            breaks: BTreeMap::new(),
        }
    }

    /// Opens these days of every week in these spans, besides those they have.
    ///
    /// # Errors
    ///
    /// [`CalendarError::Overlap`] where two spans of a day share some time,
    /// [`CalendarError::TooManySpans`] where a day has more than 48.
    pub fn open(
        mut self,
        days: impl IntoIterator<Item = Weekday>,
        spans: impl IntoIterator<Item = DaySpan>,
    ) -> Result<Self, CalendarError> {
        let spans: Vec<DaySpan> = spans.into_iter().collect();
        for day in days {
            if let Some(hours) = self.week.get_mut(index(day)) {
                let entry = || format!("weekly.{}", weekday_text(day));
                hours.extend(&spans);
                *hours = in_order(std::mem::take(hours), entry)?;
                if hours.len() > MOST_SPANS {
                    return Err(CalendarError::TooManySpans {
                        entry: entry(),
                        found: hours.len(),
                    });
                }
            }
        }
        Ok(self)
    }

    /// Closes a date.
    ///
    /// # Errors
    ///
    /// [`CalendarError::Twice`] where the date is listed already.
    pub fn holiday(mut self, date: NaiveDate) -> Result<Self, CalendarError> {
        if self.holidays.insert(date) {
            Ok(self)
        } else {
            Err(twice("holidays", date.to_string()))
        }
    }

    /// Closes a day of every year.
    ///
    /// # Errors
    ///
    /// [`CalendarError::Twice`] where the day is listed already.
    pub fn annual_holiday(mut self, day: DayOfYear) -> Result<Self, CalendarError> {
        if self.annual_holidays.insert(day) {
            Ok(self)
        } else {
            Err(twice("annual_holidays", day.to_string()))
        }
    }

    /// Gives a date these hours in place of those of its weekday; none close it.
    ///
    /// # Errors
    ///
    /// [`CalendarError::Twice`] where the date has a shift already,
    /// [`CalendarError::Overlap`] where two spans share some time.
    pub fn shift(
        mut self,
        date: NaiveDate,
        spans: impl IntoIterator<Item = DaySpan>,
    ) -> Result<Self, CalendarError> {
        let spans = in_order(spans.into_iter().collect(), || format!("shifts.{date}"))?;
        match self.shifts.insert(date, spans) {
            None => Ok(self),
            Some(_) => Err(twice("shifts", date.to_string())),
        }
    }

    /// Cuts these spans out of the hours of a date, whichever they are.
    ///
    /// # Errors
    ///
    /// [`CalendarError::Twice`] where the date has breaks already,
    /// [`CalendarError::Overlap`] where two spans share some time.
    pub fn break_on(
        mut self,
        date: NaiveDate,
        spans: impl IntoIterator<Item = DaySpan>,
    ) -> Result<Self, CalendarError> {
        let spans = in_order(spans.into_iter().collect(), || format!("breaks.{date}"))?;
        match self.breaks.insert(date, spans) {
            None => Ok(self),
            Some(_) => Err(twice("breaks", date.to_string())),
        }
    }

    /// The same hours on the wall clock of another zone.
    ///
    /// # Example: one schedule for two cities
    ///
    /// ```
    /// use chrono::{DateTime, FixedOffset, Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let here = Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?;
    /// let there = BusinessHours::new(here.in_zone(FixedOffset::east_opt(9 * 3_600).unwrap()));
    /// let monday: DateTime<Utc> = "2024-03-04T00:00:00Z".parse()?;
    /// assert_eq!(there.next_opening(monday), Some(monday));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_zone<Other: TimeZone>(self, zone: Other) -> Schedule<Other> {
        Schedule {
            zone,
            week: self.week,
            holidays: self.holidays,
            annual_holidays: self.annual_holidays,
            shifts: self.shifts,
            breaks: self.breaks,
        }
    }

    /// The zone whose wall clock the times are on.
    pub const fn zone(&self) -> &Tz {
        &self.zone
    }

    /// The hours of a weekday, in order; none where it is closed.
    pub fn hours_of(&self, day: Weekday) -> &[DaySpan] {
        self.week.get(index(day)).map_or(&[], Vec::as_slice)
    }

    /// The dates that are holidays, in order.
    pub fn holidays(&self) -> impl ExactSizeIterator<Item = NaiveDate> {
        self.holidays.iter().copied()
    }

    /// The days of the year that are holidays, in order.
    pub fn annual_holidays(&self) -> impl ExactSizeIterator<Item = DayOfYear> {
        self.annual_holidays.iter().copied()
    }

    /// The dates that have hours of their own, in order, with these hours.
    pub fn shifts(&self) -> impl ExactSizeIterator<Item = (NaiveDate, &[DaySpan])> {
        self.shifts.iter().map(|(date, spans)| (*date, &**spans))
    }

    /// The dates that have breaks, in order, with these breaks.
    pub fn breaks(&self) -> impl ExactSizeIterator<Item = (NaiveDate, &[DaySpan])> {
        self.breaks.iter().map(|(date, spans)| (*date, &**spans))
    }

    /// Whether a date is a holiday, by itself or by its day of the year.
    pub fn is_holiday(&self, date: NaiveDate) -> bool {
        self.holidays.contains(&date) || self.annual_holidays.iter().any(|day| day.is_on(date))
    }

    /// The longest day of the week, on the wall clock: what "one business day"
    /// is at most; `None` where the week has no hours.
    ///
    /// Holidays, shifts and breaks do not count, nor do changes of the clocks.
    ///
    /// # Example: four long days and a short one
    ///
    /// ```
    /// use chrono::{Utc, Weekday::*};
    /// use support_kpi::clock::Schedule;
    ///
    /// let schedule = Schedule::new(Utc)
    ///     .open([Mon, Tue, Wed, Thu], ["08:00-12:00".parse()?, "13:00-18:00".parse()?])?
    ///     .open([Fri], ["08:00-14:00".parse()?])?;
    /// assert_eq!(schedule.longest_day().unwrap().as_secs(), 9 * 3_600);
    /// assert_eq!(Schedule::new(Utc).longest_day(), None);
    /// # Ok::<(), support_kpi::CalendarError>(())
    /// ```
    pub fn longest_day(&self) -> Option<Duration> {
        self.week
            .iter()
            .filter(|hours| !hours.is_empty())
            .map(|hours| hours.iter().map(|span| span.wall_time()).sum())
            .max()
    }
}

/// The key of a day in the text form of a week.
pub(super) const fn weekday_text(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

/// Monday is 0.
const fn index(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

fn twice(entry: &str, found: String) -> CalendarError {
    CalendarError::Twice {
        entry: entry.to_string(),
        found,
    }
}

/// The spans in order, or an error about the first two that overlap.
fn in_order(
    mut spans: Vec<DaySpan>,
    entry: impl Fn() -> String,
) -> Result<Vec<DaySpan>, CalendarError> {
    spans.sort_unstable();
    let overlap = spans
        .iter()
        .zip(spans.iter().skip(1))
        .find(|(first, second)| second.start() < first.end());
    match overlap {
        None => Ok(spans),
        Some((first, second)) => Err(CalendarError::Overlap {
            entry: entry(),
            first: *first,
            second: *second,
        }),
    }
}
