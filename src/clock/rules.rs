//! A schedule made ready to be asked for the periods of any days.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{TimeZone, Weekday};

use super::days::{self, DAY_SECONDS};
use super::period::{self, Period};
use super::zone;
use super::{DaySpan, Schedule};

/// How many days before an instant the dates begin whose hours can reach it:
/// one for the offset from UTC, one for 24:00, one for a gap that moved them.
const REACH_BEFORE: i64 = 3;

/// How many days after an instant the dates end whose hours can reach it.
const REACH_AFTER: i64 = 1;

/// A schedule made ready to be asked for the periods of any days.
#[derive(Debug, Clone)]
pub(super) struct Rules<Tz> {
    zone: Tz,
    week: [Vec<DaySpan>; 7],
    yearly: YearlyDays,
    dated: BTreeMap<i64, DatedRule>,
}

/// What holds on one date besides the week.
#[derive(Debug, Clone, Default)]
struct DatedRule {
    holiday: bool,
    shift: Option<Vec<DaySpan>>,
    breaks: Vec<DaySpan>,
}

/// The days of the year that are holidays: for each month, a bit for each day.
#[derive(Debug, Clone, Copy, Default)]
struct YearlyDays([u32; 12]);

impl YearlyDays {
    fn insert(&mut self, month: u32, day: u32) {
        if let Some(days) = Self::index(month).and_then(|index| self.0.get_mut(index)) {
            *days |= 1_u32.wrapping_shl(day);
        }
    }

    fn contains(&self, day: i64) -> bool {
        if self.is_empty() {
            return false;
        }
        days::month_and_day(day).is_some_and(|(month, day)| {
            let days = Self::index(month).and_then(|index| self.0.get(index));
            days.is_some_and(|days| days & 1_u32.wrapping_shl(day) != 0)
        })
    }

    fn is_empty(&self) -> bool {
        self.0 == [0; 12]
    }

    fn index(month: u32) -> Option<usize> {
        usize::try_from(month.checked_sub(1)?).ok()
    }
}

impl<Tz: TimeZone> Rules<Tz> {
    pub(super) fn of(schedule: &Schedule<Tz>) -> Self {
        let mut yearly = YearlyDays::default();
        for day in schedule.annual_holidays() {
            yearly.insert(u32::from(day.month()), u32::from(day.day()));
        }
        let mut dated: BTreeMap<i64, DatedRule> = BTreeMap::new();
        for date in schedule.holidays() {
            dated.entry(days::number(date)).or_default().holiday = true;
        }
        for (date, spans) in schedule.shifts() {
            dated.entry(days::number(date)).or_default().shift = Some(spans.to_vec());
        }
        for (date, spans) in schedule.breaks() {
            dated.entry(days::number(date)).or_default().breaks = spans.to_vec();
        }
        let mut week = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ]
        .map(|day| schedule.hours_of(day).to_vec());
        if schedule.annual_holidays().len() == 366 {
            // Hours on no day are none, and are found to be none much sooner.
            week = Default::default();
        }
        Self {
            zone: schedule.zone().clone(),
            week,
            yearly,
            dated,
        }
    }

    /// The open periods between two seconds, merged, and cut off at both.
    pub(super) fn open_periods(&self, from: i64, to: i64) -> Vec<Period> {
        let Some(range) = Period::of(from, to) else {
            return Vec::new();
        };
        let mut open = Vec::new();
        let mut cuts = Vec::new();
        let (first, last) = reach(from, to);
        let mut dated = self.dated.range(first..=last).peekable();
        if self.week.iter().all(Vec::is_empty) {
            // Only a shift opens it: no other day needs a look than those with
            // an entry, and the next one, a holiday perhaps.
            let days: BTreeSet<i64> = dated
                .flat_map(|(day, _)| [*day, day.saturating_add(1)])
                .collect();
            for day in days {
                self.add_day(day, self.dated.get(&day), &mut open, &mut cuts);
            }
        } else {
            for day in first..=last {
                let rule = dated.next_if(|(date, _)| **date == day);
                self.add_day(day, rule.map(|(_, rule)| rule), &mut open, &mut cuts);
            }
        }
        let open = period::without(period::merged(open), &period::merged(cuts));
        open.into_iter()
            .filter_map(|period| period.overlap(range))
            .collect()
    }

    /// A holiday closes, a shift replaces, a break cuts.
    fn add_day(
        &self,
        day: i64,
        rule: Option<&DatedRule>,
        open: &mut Vec<Period>,
        cuts: &mut Vec<Period>,
    ) {
        if rule.is_some_and(|rule| rule.holiday) || self.yearly.contains(day) {
            // The day is cut as well, so that hours of the day before cannot
            // be moved into it by a gap.
            cuts.extend(self.whole_day(day));
        } else {
            let hours = match rule.and_then(|rule| rule.shift.as_ref()) {
                Some(shift) => shift.as_slice(),
                None => self
                    .week
                    .get(days::weekday(day))
                    .map_or(&[][..], Vec::as_slice),
            };
            open.extend(hours.iter().filter_map(|span| self.on(day, *span)));
        }
        if let Some(rule) = rule {
            cuts.extend(rule.breaks.iter().filter_map(|span| self.on(day, *span)));
        }
    }

    /// When a span of a day is; `None` where the clocks skip it.
    fn on(&self, day: i64, span: DaySpan) -> Option<Period> {
        let (start, skipped) = zone::resolved(&self.zone, day, span.start().seconds());
        // A date that the clocks skip as a whole has no hours: they would all
        // be moved to the next date.
        if skipped && self.whole_day(day).is_none() {
            return None;
        }
        Period::of(start, zone::instant(&self.zone, day, span.end().seconds()))
    }

    /// From the first 00:00 of a date to that of the next; `None` where the
    /// clocks skip the date.
    pub(super) fn whole_day(&self, day: i64) -> Option<Period> {
        Period::of(
            zone::instant(&self.zone, day, 0),
            zone::instant(&self.zone, day.saturating_add(1), 0),
        )
    }

    /// The day that an instant belongs to.
    fn day_of(&self, second: i64) -> i64 {
        zone::day_of(&self.zone, second)
    }

    pub(super) fn is_on_holiday(&self, second: i64) -> bool {
        let day = self.day_of(second);
        self.yearly.contains(day) || self.dated.get(&day).is_some_and(|rule| rule.holiday)
    }

    pub(super) fn is_on_break(&self, second: i64) -> bool {
        let (first, last) = reach(second, second.saturating_add(1));
        self.dated.range(first..=last).any(|(day, rule)| {
            rule.breaks
                .iter()
                .filter_map(|span| self.on(*day, *span))
                .any(|period| period.contains(second))
        })
    }

    /// Whether it is open from a second on without an end, as far as the week
    /// and the entries tell: without one a walk would look for a closing time
    /// up to the end of time.
    pub(super) fn is_open_from(&self, second: i64) -> bool {
        let (first, _) = reach(second, second);
        let is_whole = |hours: &Vec<DaySpan>| *hours == [DaySpan::WHOLE_DAY];
        self.dated.range(first..).next().is_none()
            && self.yearly.is_empty()
            && self.week.iter().all(is_whole)
    }

    /// Whether the days that reach into the range have dated entries.
    pub(super) fn is_dated_between(&self, from: i64, to: i64) -> bool {
        let (first, last) = reach(from, to);
        self.dated.range(first..=last).next().is_some()
    }
}

/// The dates whose hours can lie in the range.
fn reach(from: i64, to: i64) -> (i64, i64) {
    (
        from.div_euclid(DAY_SECONDS).saturating_sub(REACH_BEFORE),
        to.div_euclid(DAY_SECONDS).saturating_add(REACH_AFTER),
    )
}
