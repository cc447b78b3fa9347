//! The clock of a desk: only what lies in its opening hours counts.

use std::fmt;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};

use super::Schedule;
use super::days::{self, END_OF_TIME};
use super::instant::Instant;
use super::open_period::OpenPeriods;
use super::rules::Rules;
use super::table_years::TableYears;
use super::timeline::Timeline;
use crate::error::CalendarError;

/// The clock of a desk: only what lies in its opening hours counts.
///
/// A [`Schedule`] says when it is open; this is the schedule made ready to be
/// asked. Open periods are half-open: at the opening it is open, at closing
/// time it is not. Everything is exact to the nanosecond.
///
/// # The wall clock and time
///
/// Hours are on the wall clock of the schedule's zone, and time that counts is
/// real time, so a day has 23 or 25 hours where the clocks change. The ends of
/// a span are found as by [`resolve_local_time`](super::resolve_local_time): a
/// local time that the clocks skip moves on by what they skip, one that comes
/// twice is the first. Where nothing is left between the ends the span is gone:
/// on a day that goes from 02:00 to 03:00, the spans 02:00 to 03:00 and 02:30
/// to 03:15 are; 02:15 to 02:45 is 03:15 to 03:45. A date that the clocks skip
/// as a whole is gone with its hours, breaks and holidays.
///
/// Periods that touch are one, over midnight too; what overlaps because it was
/// moved counts once. A day runs from its first 00:00 to that of the next date.
///
/// # Every instant has an answer
///
/// The hours of some years lie in a table (2000 to 2049 unless chosen
/// otherwise): there, the time between two instants costs the same whatever
/// lies between them. Outside it the answers are the same, and slower: days
/// are walked one by one. Zones are asked about the years 1200 to 2799; before
/// and after them a zone is taken to repeat every 400 years, as the calendar
/// does. So no question loops, whatever its instants and budgets: one that
/// no instant answers is `None`.
///
/// A table takes some 16 KB a year with one period a working day (800 KB for
/// the default), and its build some 50 µs a year.
///
/// # Example: a Friday evening's question, answered on Monday
///
/// ```
/// use std::time::Duration;
/// use chrono::{FixedOffset, Weekday::*};
/// use support_kpi::clock::{BusinessHours, Clock, Schedule};
///
/// let zone = FixedOffset::east_opt(3_600).unwrap();
/// let schedule = Schedule::new(zone).open([Mon, Tue, Wed, Thu, Fri], ["09:00-17:00".parse()?])?;
/// let hours = BusinessHours::new(schedule);
///
/// let friday = "2024-03-01T16:30:00+01:00".parse()?;
/// let monday = "2024-03-04T10:15:00+01:00".parse()?;
/// let waited = Duration::from_secs(30 * 60 + 75 * 60);
///
/// assert_eq!(hours.elapsed(friday, monday), waited);
/// assert_eq!(hours.deadline(friday, waited), Some(monday));
/// assert_eq!(hours.latest_start(monday, waited), Some(friday));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct BusinessHours<Tz: TimeZone> {
    schedules: Vec<Schedule<Tz>>,
    years: TableYears,
    pub(super) timeline: Timeline<Tz>,
}

impl<Tz: TimeZone> BusinessHours<Tz> {
    /// The hours of a schedule, with a table of the years 2000 to 2049.
    pub fn new(schedule: Schedule<Tz>) -> Self {
        Self::of(vec![schedule], TableYears::DEFAULT)
    }

    /// The hours of a schedule, with a table of these years in UTC, both included.
    ///
    /// The years decide what is answered fast, never what is answered.
    ///
    /// # Errors
    ///
    /// [`CalendarError::TableYears`] for more than 128 years, for none, and for
    /// years before 1600 or after 2399.
    ///
    /// # Example: the table changes no answer
    ///
    /// ```
    /// use chrono::{Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Clock, Schedule};
    ///
    /// let schedule = Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?;
    /// let recent = BusinessHours::with_table(schedule.clone(), 2020..=2029)?;
    /// let (from, to) = ("1989-12-01T00:00:00Z".parse()?, "2024-03-01T00:00:00Z".parse()?);
    /// assert_eq!(recent.elapsed(from, to), BusinessHours::new(schedule.clone()).elapsed(from, to));
    ///
    /// assert_eq!(
    ///     BusinessHours::with_table(schedule, 2029..=2020).unwrap_err().to_string(),
    ///     "years: expected 1 to 128 years from 1600 to 2399, found 2029 to 2020",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_table(
        schedule: Schedule<Tz>,
        years: RangeInclusive<i32>,
    ) -> Result<Self, CalendarError> {
        Ok(Self::of(vec![schedule], TableYears::new(&years)?))
    }

    /// Open where both are, with the table years of this one.
    ///
    /// A holiday or a break of either is one of both; a day is one of this
    /// one's first schedule.
    ///
    /// # Example: what two desks share
    ///
    /// ```
    /// use chrono::{FixedOffset, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let desk = |hour| {
    ///     let zone = FixedOffset::east_opt(hour * 3_600).unwrap();
    ///     let schedule = Schedule::new(zone).open([Mon], ["09:00-17:00".parse()?])?;
    ///     Ok::<_, support_kpi::CalendarError>(BusinessHours::new(schedule))
    /// };
    /// let shared = desk(1)?.intersection(&desk(-5)?);
    ///
    /// let monday = "2024-03-04T00:00:00Z".parse()?;
    /// let opening = "2024-03-04T14:00:00Z".parse()?;
    /// assert_eq!(shared.next_opening(monday), Some(opening));
    /// assert_eq!(shared.closing(monday), Some("2024-03-04T16:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let schedules = self.schedules.iter().chain(&other.schedules);
        Self::of(schedules.cloned().collect(), self.years)
    }

    fn of(schedules: Vec<Schedule<Tz>>, years: TableYears) -> Self {
        let rules = schedules.iter().map(Rules::of).collect();
        Self {
            schedules,
            years,
            timeline: Timeline::of(rules, years),
        }
    }

    /// The schedules that all have to be open: one, and more after an [intersection](Self::intersection).
    pub fn schedules(&self) -> &[Schedule<Tz>] {
        &self.schedules
    }

    /// The years of the table in UTC, both included.
    pub const fn table_years(&self) -> RangeInclusive<i32> {
        self.years.range()
    }

    /// The memory of the table in bytes.
    pub fn table_bytes(&self) -> usize {
        self.timeline.table().bytes()
    }

    /// Whether it is open at an instant: at the opening it is, at closing time it is not.
    ///
    /// # Example: open from nine, closed from five
    ///
    /// ```
    /// use chrono::{Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
    /// assert!(hours.is_open("2024-03-04T09:00:00Z".parse()?));
    /// assert!(!hours.is_open("2024-03-04T17:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        match self.timeline.place(at) {
            Some(place) => place.is_open,
            None => self.timeline.is_open(Instant::of(at).second),
        }
    }

    /// Whether an instant lies in a day that is a holiday, whatever the hours of that day.
    ///
    /// # Example: a holiday lasts from midnight to midnight
    ///
    /// ```
    /// use chrono::{NaiveDate, Utc};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let date = NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    /// let schedule = Schedule::new(Utc).holiday(date)?;
    /// let hours = BusinessHours::new(schedule);
    /// assert!(hours.is_on_holiday("2024-03-04T00:00:00Z".parse()?));
    /// assert!(!hours.is_on_holiday("2024-03-05T00:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_on_holiday(&self, at: DateTime<Utc>) -> bool {
        let second = Instant::of(at).second;
        let mut rules = self.timeline.rules().iter();
        rules.any(|rules| rules.is_on_holiday(second))
    }

    /// Whether an instant lies in a break, whatever the hours, and on holidays too.
    ///
    /// # Example: a break on a day without hours is a break
    ///
    /// ```
    /// use chrono::{NaiveDate, Utc};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let date = NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    /// let schedule = Schedule::new(Utc).break_on(date, ["12:00-13:00".parse()?])?;
    /// let hours = BusinessHours::new(schedule);
    /// assert!(hours.is_on_break("2024-03-04T12:30:00Z".parse()?));
    /// assert!(!hours.is_on_break("2024-03-04T13:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_on_break(&self, at: DateTime<Utc>) -> bool {
        let second = Instant::of(at).second;
        let mut rules = self.timeline.rules().iter();
        rules.any(|rules| rules.is_on_break(second))
    }

    /// Whether any time of a date is open, after holidays, shifts and breaks.
    ///
    /// # Example: a Monday that a break takes whole is none
    ///
    /// ```
    /// use chrono::{NaiveDate, Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let monday = NaiveDate::from_ymd_opt(2024, 3, 4).unwrap();
    /// let schedule = Schedule::new(Utc)
    ///     .open([Mon], ["09:00-17:00".parse()?])?
    ///     .break_on(monday, ["08:00-18:00".parse()?])?;
    /// let hours = BusinessHours::new(schedule);
    /// assert!(!hours.is_working_day(monday));
    /// assert!(hours.is_working_day(NaiveDate::from_ymd_opt(2024, 3, 11).unwrap()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        let day = days::number(date);
        let first = self.timeline.rules().first();
        first
            .and_then(|rules| rules.whole_day(day))
            .and_then(|day| self.timeline.nth_open(day.start, 0, day.end))
            .is_some()
    }

    /// The first instant from `from` on that is open: `from` itself where it is;
    /// `None` where it never opens again.
    ///
    /// # Example: now where it is open
    ///
    /// ```
    /// use chrono::{Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
    /// let noon = "2024-03-04T12:00:00Z".parse()?;
    /// assert_eq!(hours.next_opening(noon), Some(noon));
    /// let evening = "2024-03-04T18:00:00Z".parse()?;
    /// assert_eq!(hours.next_opening(evening), Some("2024-03-11T09:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_opening(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_open(from) {
            return Some(from);
        }
        time(
            self.timeline
                .nth_open(Instant::of(from).second, 0, END_OF_TIME)?,
        )
    }

    /// The last instant up to `from` before which it was open: `from` itself
    /// where it was open just before it, else the last closing time; `None`
    /// where it never was open.
    ///
    /// # Example: just before closing time it was open
    ///
    /// ```
    /// use chrono::{DateTime, Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
    /// let closing: DateTime<Utc> = "2024-03-04T17:00:00Z".parse()?;
    /// assert_eq!(hours.previous_opening(closing), Some(closing));
    /// assert_eq!(hours.previous_opening("2024-03-11T09:00:00Z".parse()?), Some(closing));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn previous_opening(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let at = Instant::of(from);
        if at.nanos > 0 && self.timeline.is_open(at.second) {
            return Some(from);
        }
        let last = self.timeline.nth_open_back(at.second, 0)?.saturating_add(1);
        if last == at.second && at.nanos == 0 {
            return Some(from);
        }
        time(last)
    }

    /// The end of the first open period that ends after `from`: the next closing
    /// time; `None` where it never closes again, or never opens.
    ///
    /// # Example: at closing time, the next one
    ///
    /// ```
    /// use chrono::{Utc, Weekday::Mon};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
    /// let closing = "2024-03-04T17:00:00Z".parse()?;
    /// assert_eq!(hours.closing("2024-03-04T12:00:00Z".parse()?), Some(closing));
    /// assert_eq!(hours.closing(closing), Some("2024-03-11T17:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn closing(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let from = Instant::of(from).second;
        let open = self.timeline.nth_open(from, 0, END_OF_TIME)?;
        time(self.timeline.end_of_period(open, END_OF_TIME)?)
    }

    /// The open periods between two instants, in order, cut off at both.
    ///
    /// # Example: hours over midnight are one period
    ///
    /// ```
    /// use chrono::{Utc, Weekday::{Sat, Sun}};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let schedule = Schedule::new(Utc)
    ///     .open([Sat], ["20:00-24:00".parse()?])?
    ///     .open([Sun], ["00:00-02:00".parse()?])?;
    /// let hours = BusinessHours::new(schedule);
    ///
    /// let week = hours.open_periods("2024-03-04T00:00:00Z".parse()?, "2024-03-11T00:00:00Z".parse()?);
    /// let lengths: Vec<_> = week.map(|period| period.duration().as_secs() / 3_600).collect();
    /// assert_eq!(lengths, [6]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_periods(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> OpenPeriods<'_, Tz> {
        OpenPeriods::new(&self.timeline, from, to)
    }
}

/// The zone and the table years say which hours they are; the table itself is long.
impl<Tz: TimeZone + fmt::Debug> fmt::Debug for BusinessHours<Tz> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BusinessHours")
            .field("schedules", &self.schedules)
            .field("table_years", &self.table_years())
            .finish_non_exhaustive()
    }
}

/// Hours are equal where their schedules are: a table changes no answer.
impl<Tz: TimeZone + PartialEq> PartialEq for BusinessHours<Tz> {
    fn eq(&self, other: &Self) -> bool {
        self.schedules == other.schedules
    }
}

/// The start of a second; `None` outside the years of [`DateTime`].
fn time(second: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(second, 0)
}
