//! Contacts outside opening hours, and at the weekend.

use chrono::{DateTime, TimeZone, Utc, Weekday};
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::{BusinessHours, HourOfWeek};
use crate::summary::{Count, Ratio};

/// Whether somebody was there when a customer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskHours {
    /// It was in opening hours.
    Inside,
    /// It was outside them: at night, on a holiday, in a break.
    Outside,
}

/// What part of the week a day belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfWeek {
    /// A day of the working week, be it a holiday or not.
    Weekday,
    /// A day of the weekend.
    Weekend,
}

/// When a contact came, judged by a desk's hours: a verdict made with the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContactTime {
    hours: DeskHours,
    part_of_week: PartOfWeek,
}

impl ContactTime {
    /// A verdict of the caller's own.
    pub const fn new(hours: DeskHours, part_of_week: PartOfWeek) -> Self {
        Self {
            hours,
            part_of_week,
        }
    }

    /// By opening hours, and by the weekday in their zone, where the weekend is
    /// Saturday and Sunday.
    ///
    /// # Example: Sunday evening
    ///
    /// ```
    /// use chrono::{FixedOffset, Weekday::*};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    /// use support_kpi::kpi::{ContactTime, DeskHours, PartOfWeek};
    ///
    /// let tokyo = FixedOffset::east_opt(9 * 3_600).unwrap();
    /// let schedule = Schedule::new(tokyo).open([Mon, Tue, Wed, Thu, Fri], ["10:00-19:00".parse()?])?;
    /// let time = ContactTime::of("2024-03-03T14:00:00Z".parse()?, &BusinessHours::new(schedule));
    /// assert_eq!(time, ContactTime::new(DeskHours::Outside, PartOfWeek::Weekend));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of<Tz: TimeZone>(at: DateTime<Utc>, hours: &BusinessHours<Tz>) -> Self {
        Self::with_weekend(at, hours, &[Weekday::Sat, Weekday::Sun])
    }

    /// As [`of`](Self::of), with the days that are the weekend where the desk is.
    ///
    /// Of hours that several schedules share, the zone is that of the first.
    pub fn with_weekend<Tz: TimeZone>(
        at: DateTime<Utc>,
        hours: &BusinessHours<Tz>,
        weekend: &[Weekday],
    ) -> Self {
        let desk_hours = if hours.is_open(at) {
            DeskHours::Inside
        } else {
            DeskHours::Outside
        };
        let weekday = match hours.schedules().first() {
            Some(schedule) => HourOfWeek::of(at, schedule.zone()).weekday(),
            // Hours are made of one schedule or more.
            None => HourOfWeek::of(at, &Utc).weekday(),
        };
        let part_of_week = if weekend.contains(&weekday) {
            PartOfWeek::Weekend
        } else {
            PartOfWeek::Weekday
        };
        Self::new(desk_hours, part_of_week)
    }

    /// Whether it was in opening hours.
    pub const fn hours(&self) -> DeskHours {
        self.hours
    }

    /// Whether it was at the weekend.
    pub const fn part_of_week(&self) -> PartOfWeek {
        self.part_of_week
    }
}

/// How many contacts come when nobody is there, and how many at the weekend.
///
/// - **Formula**: contacts outside opening hours ÷ all contacts; contacts at
///   the weekend ÷ all contacts.
/// - **Counted**: every contact, when it came: its opening, not its answer.
/// - **Not counted**: nothing is left out. A holiday is outside opening hours,
///   and a weekday where it falls on one.
/// - **No value** when nothing was counted, or while unsettled.
/// - **Source**: the guide, 001:35 and 003:47.
///
/// # Example: two of three come when it is closed
///
/// ```
/// use support_kpi::Calculator;
/// use support_kpi::kpi::{ContactTime, DeskHours::*, OutOfHours, PartOfWeek::*};
///
/// let contacts = OutOfHours::of(&[
///     ContactTime::new(Inside, Weekday),
///     ContactTime::new(Outside, Weekday),
///     ContactTime::new(Outside, Weekend),
/// ]);
/// assert_eq!(contacts.out_of_hours().to_string(), "2 of 3 (66.7 %)");
/// assert_eq!(contacts.at_weekend().to_string(), "1 of 3 (33.3 %)");
/// assert_eq!(contacts.out_of_hours_on(Weekday).to_string(), "1 of 2 (50 %)");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfHours {
    open_weekday: Count,
    closed_weekday: Count,
    open_weekend: Count,
    closed_weekend: Count,
}

impl OutOfHours {
    /// Contacts outside opening hours, of all.
    pub fn out_of_hours(&self) -> Ratio {
        Ratio::of_readings(
            sum([self.closed_weekday, self.closed_weekend]),
            self.contacts(),
        )
    }

    /// Contacts at the weekend, of all.
    pub fn at_weekend(&self) -> Ratio {
        Ratio::of_readings(
            sum([self.open_weekend, self.closed_weekend]),
            self.contacts(),
        )
    }

    /// Contacts outside opening hours, of those in a part of the week.
    pub fn out_of_hours_on(&self, part_of_week: PartOfWeek) -> Ratio {
        let (open, closed) = match part_of_week {
            PartOfWeek::Weekday => (self.open_weekday, self.closed_weekday),
            PartOfWeek::Weekend => (self.open_weekend, self.closed_weekend),
        };
        Ratio::of_readings(closed.value(), sum([open, closed]))
    }

    /// How many contacts there were; `None` while unsettled.
    pub fn contacts(&self) -> Option<u64> {
        sum(self.counts())
    }

    const fn counts(&self) -> [Count; 4] {
        [
            self.open_weekday,
            self.closed_weekday,
            self.open_weekend,
            self.closed_weekend,
        ]
    }
}

/// Several counts together; `None` while one is unsettled.
fn sum<const N: usize>(counts: [Count; N]) -> Option<u64> {
    counts
        .into_iter()
        .try_fold(0_u64, |sum, count| sum.checked_add(count.value()?))
}

impl Indicator for OutOfHours {
    const NAME: &'static str = "contacts out of hours";
    const BETTER: Better = Better::Neither;
}

impl Group for OutOfHours {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.open_weekday.combine(sign, &other.open_weekday);
        self.closed_weekday.combine(sign, &other.closed_weekday);
        self.open_weekend.combine(sign, &other.open_weekend);
        self.closed_weekend.combine(sign, &other.closed_weekend);
    }

    fn is_empty(&self) -> bool {
        self.counts().iter().all(Count::is_empty)
    }
}

impl Calculator for OutOfHours {
    type Fact = ContactTime;

    #[inline]
    fn apply(&mut self, sign: Sign, contact: &ContactTime) {
        let count = match (contact.hours, contact.part_of_week) {
            (DeskHours::Inside, PartOfWeek::Weekday) => &mut self.open_weekday,
            (DeskHours::Outside, PartOfWeek::Weekday) => &mut self.closed_weekday,
            (DeskHours::Inside, PartOfWeek::Weekend) => &mut self.open_weekend,
            (DeskHours::Outside, PartOfWeek::Weekend) => &mut self.closed_weekend,
        };
        count.add(sign, 1);
    }
}
