//! Turns instants into hours, days, weeks, months and quarters of a zone.

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, Offset, TimeDelta, TimeZone, Utc, Weekday,
};

use super::span::Span;
use crate::clock::{TimeOfDay, resolve_local_time};

/// How long the spans of a calendar are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpanUnit {
    /// From one full hour on the wall clock to the next.
    Hour,
    /// From midnight to midnight: 23, 24 or 25 hours.
    Day,
    /// Seven days from this weekday on.
    WeekFrom(Weekday),
    /// A month of the calendar.
    Month,
    /// Three months from January, April, July or October on.
    Quarter,
    /// From January to December.
    Year,
}

/// Cuts the time of a zone into spans of one unit.
///
/// Instants become spans **before** anything is recorded, so the days of two
/// zones are never added up by mistake, and no state needs to know a zone.
/// Where midnight does not exist, the day begins when the clocks have moved
/// on; where it comes twice, at the first.
///
/// # Example: the day the clocks went forward has 23 hours
///
/// ```
/// use std::time::Duration;
/// use support_kpi::breakdown::Calendar;
///
/// let days = Calendar::days(chrono_tz::Europe::Berlin);
/// let sunday = days.span_of("2024-03-31T12:00:00Z".parse()?).unwrap();
/// assert_eq!(sunday.start(), "2024-03-30T23:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?);
/// assert_eq!(sunday.length(), Duration::from_secs(23 * 3_600));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar<Z> {
    zone: Z,
    unit: SpanUnit,
}

impl<Z: TimeZone> Calendar<Z> {
    /// A calendar of any unit.
    pub const fn new(zone: Z, unit: SpanUnit) -> Self {
        Self { zone, unit }
    }

    /// A calendar of hours.
    pub const fn hours(zone: Z) -> Self {
        Self::new(zone, SpanUnit::Hour)
    }

    /// A calendar of days.
    pub const fn days(zone: Z) -> Self {
        Self::new(zone, SpanUnit::Day)
    }

    /// A calendar of weeks from Monday on.
    pub const fn weeks(zone: Z) -> Self {
        Self::new(zone, SpanUnit::WeekFrom(Weekday::Mon))
    }

    /// A calendar of months.
    pub const fn months(zone: Z) -> Self {
        Self::new(zone, SpanUnit::Month)
    }

    /// A calendar of quarters.
    pub const fn quarters(zone: Z) -> Self {
        Self::new(zone, SpanUnit::Quarter)
    }

    /// The zone whose wall clock counts.
    pub const fn zone(&self) -> &Z {
        &self.zone
    }

    /// How long the spans are.
    pub const fn unit(&self) -> SpanUnit {
        self.unit
    }

    /// The span that an instant belongs to; `None` outside the years 1677 to 2262.
    pub fn span_of(&self, at: DateTime<Utc>) -> Option<Span> {
        if self.unit == SpanUnit::Hour {
            return self.hour_of(at);
        }
        let local = self.local_date(at)?;
        let first = self.first_date(local)?;
        // Where a date is skipped or midnight comes twice, the wall clock's
        // date and the date whose span it is can be one apart.
        [
            Some(first),
            self.next_date(first),
            self.previous_date(first),
        ]
        .into_iter()
        .flatten()
        .filter_map(|first| self.span_from(first))
        .find(|span| span.contains(at))
    }

    /// The span that begins where this one ends.
    pub fn next(&self, span: Span) -> Option<Span> {
        self.span_of(span.end())
    }

    /// The span that ends where this one begins.
    pub fn previous(&self, span: Span) -> Option<Span> {
        self.span_of(span.start().checked_sub_signed(TimeDelta::nanoseconds(1))?)
    }

    /// The span at the same time of day, so many days before on the wall clock:
    /// 7 for the same weekday (and hour) of last week.
    ///
    /// `None` where the clocks skipped that time, or outside the known years.
    pub fn days_before(&self, span: Span, days: u64) -> Option<Span> {
        let local = self
            .zone
            .from_utc_datetime(&span.start().naive_utc())
            .naive_local();
        let date = local.date().checked_sub_days(Days::new(days))?;
        let then = self
            .zone
            .from_local_datetime(&date.and_time(local.time()))
            .earliest()?;
        self.span_of(then.with_timezone(&Utc))
    }

    /// The spans from the one of `start` up to the one that reaches `end`.
    pub fn spans_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = Span> {
        let first = self.span_of(start).filter(|_| start < end);
        std::iter::successors(first, move |span| {
            self.next(*span).filter(|next| next.start() < end)
        })
    }

    fn hour_of(&self, at: DateTime<Utc>) -> Option<Span> {
        let offset = self.offset(at);
        let into_hour = at
            .timestamp()
            .checked_add(i64::from(offset))?
            .checked_rem_euclid(3_600)?;
        let start = DateTime::from_timestamp(at.timestamp().checked_sub(into_hour)?, 0)?;
        let end = start.checked_add_signed(TimeDelta::hours(1))?;
        // Where the clocks change within the hour, it begins or ends there.
        let start = if self.offset(start) == offset {
            start
        } else {
            self.change_between(start, at)?
        };
        let last = end.checked_sub_signed(TimeDelta::nanoseconds(1))?;
        let end = if self.offset(last) == offset {
            end
        } else {
            self.change_between(at, end)?
        };
        Span::new(start, end).ok()
    }

    /// The first second in (`from`, `to`] that has another offset than `from`.
    fn change_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let before = self.offset(from);
        let (mut same, mut other) = (from.timestamp(), to.timestamp());
        while other.checked_sub(same)? > 1 {
            let middle = same.midpoint(other);
            if self.offset(DateTime::from_timestamp(middle, 0)?) == before {
                same = middle;
            } else {
                other = middle;
            }
        }
        DateTime::from_timestamp(other, 0)
    }

    fn offset(&self, at: DateTime<Utc>) -> i32 {
        self.zone
            .offset_from_utc_datetime(&at.naive_utc())
            .fix()
            .local_minus_utc()
    }

    fn local_date(&self, at: DateTime<Utc>) -> Option<NaiveDate> {
        let offset = TimeDelta::seconds(i64::from(self.offset(at)));
        Some(at.naive_utc().checked_add_signed(offset)?.date())
    }

    /// The first date of the span that a date belongs to.
    fn first_date(&self, date: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            SpanUnit::Hour | SpanUnit::Day => Some(date),
            SpanUnit::WeekFrom(first) => {
                let since = date.weekday().days_since(first);
                date.checked_sub_days(Days::new(u64::from(since)))
            }
            SpanUnit::Month => date.with_day(1),
            SpanUnit::Quarter => {
                let since_quarter = date.month0().checked_rem(3)?;
                date.with_day(1)?
                    .checked_sub_months(Months::new(since_quarter))
            }
            SpanUnit::Year => date.with_ordinal(1),
        }
    }

    fn next_date(&self, first: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            SpanUnit::Hour | SpanUnit::Day => first.succ_opt(),
            SpanUnit::WeekFrom(_) => first.checked_add_days(Days::new(7)),
            SpanUnit::Month => first.checked_add_months(Months::new(1)),
            SpanUnit::Quarter => first.checked_add_months(Months::new(3)),
            SpanUnit::Year => first.checked_add_months(Months::new(12)),
        }
    }

    fn previous_date(&self, first: NaiveDate) -> Option<NaiveDate> {
        self.first_date(first.pred_opt()?)
    }

    fn span_from(&self, first: NaiveDate) -> Option<Span> {
        let midnight = |date| resolve_local_time(&self.zone, date, TimeOfDay::MIDNIGHT);
        Span::new(midnight(first)?, midnight(self.next_date(first)?)?).ok()
    }
}
