//! The text form of a schedule: checked entry by entry, so that an error can
//! name the one that is wrong.

use std::fmt;
use std::marker::PhantomData;

use chrono::{NaiveDate, Weekday};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::schedule::weekday_text;
use super::{DayOfYear, DaySpan, Schedule, TimeOfDay, Zone};
use crate::error::CalendarError;

/// A span as two times.
type SpanText = (String, String);

/// A schedule as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "Schedule")]
pub(super) struct ScheduleText {
    time_zone: String,
    #[serde(default)]
    weekly: WeekText,
    #[serde(default)]
    holidays: Vec<String>,
    #[serde(default)]
    annual_holidays: Vec<String>,
    #[serde(default)]
    breaks: DatedText,
    #[serde(default)]
    shifts: DatedText,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename = "Week")]
struct WeekText {
    mon: Vec<SpanText>,
    tue: Vec<SpanText>,
    wed: Vec<SpanText>,
    thu: Vec<SpanText>,
    fri: Vec<SpanText>,
    sat: Vec<SpanText>,
    sun: Vec<SpanText>,
}

impl WeekText {
    fn into_days(self) -> [(Weekday, Vec<SpanText>); 7] {
        [
            (Weekday::Mon, self.mon),
            (Weekday::Tue, self.tue),
            (Weekday::Wed, self.wed),
            (Weekday::Thu, self.thu),
            (Weekday::Fri, self.fri),
            (Weekday::Sat, self.sat),
            (Weekday::Sun, self.sun),
        ]
    }
}

/// A map from dates to spans, which keeps a date that comes twice: a map type
/// would drop one of the two in silence.
#[derive(Default)]
struct DatedText(Vec<(String, Vec<SpanText>)>);

impl Serialize for DatedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(date, spans)| (date, spans)))
    }
}

impl<'de> Deserialize<'de> for DatedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DatedVisitor(PhantomData))
    }
}

struct DatedVisitor(PhantomData<DatedText>);

impl<'de> Visitor<'de> for DatedVisitor {
    type Value = DatedText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from dates to lists of spans")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<DatedText, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(DatedText(entries))
    }
}

impl<Tz: Zone> TryFrom<ScheduleText> for Schedule<Tz> {
    type Error = CalendarError;

    fn try_from(text: ScheduleText) -> Result<Self, CalendarError> {
        let zone = Tz::from_name(&text.time_zone).ok_or(CalendarError::UnknownTimeZone {
            expected: Tz::EXPECTED,
            found: text.time_zone,
        })?;
        let mut schedule = Self::new(zone);
        for (day, spans) in text.weekly.into_days() {
            let entry = format!("weekly.{}", weekday_text(day));
            schedule = schedule.open([day], read_spans(&entry, &spans)?)?;
        }
        for (index, date) in text.holidays.iter().enumerate() {
            schedule = schedule.holiday(read_date(|| format!("holidays[{index}]"), date)?)?;
        }
        for (index, day) in text.annual_holidays.iter().enumerate() {
            let entry = format!("annual_holidays[{index}]");
            schedule = schedule.annual_holiday(DayOfYear::read(&entry, day)?)?;
        }
        for (date, spans) in text.breaks.0 {
            let entry = format!("breaks.{date}");
            let date = read_date(|| entry.clone(), &date)?;
            schedule = schedule.break_on(date, read_spans(&entry, &spans)?)?;
        }
        for (date, spans) in text.shifts.0 {
            let entry = format!("shifts.{date}");
            let date = read_date(|| entry.clone(), &date)?;
            schedule = schedule.shift(date, read_spans(&entry, &spans)?)?;
        }
        Ok(schedule)
    }
}

impl<Tz: Zone> From<Schedule<Tz>> for ScheduleText {
    fn from(schedule: Schedule<Tz>) -> Self {
        let hours_of = |day| write_spans(schedule.hours_of(day));
        let dated = |(date, spans): (NaiveDate, &[DaySpan])| (date.to_string(), write_spans(spans));
        Self {
            time_zone: schedule.zone().name(),
            weekly: WeekText {
                mon: hours_of(Weekday::Mon),
                tue: hours_of(Weekday::Tue),
                wed: hours_of(Weekday::Wed),
                thu: hours_of(Weekday::Thu),
                fri: hours_of(Weekday::Fri),
                sat: hours_of(Weekday::Sat),
                sun: hours_of(Weekday::Sun),
            },
            holidays: schedule.holidays().map(|date| date.to_string()).collect(),
            annual_holidays: schedule
                .annual_holidays()
                .map(|day| day.to_string())
                .collect(),
            breaks: DatedText(schedule.breaks().map(dated).collect()),
            shifts: DatedText(schedule.shifts().map(dated).collect()),
        }
    }
}

fn write_spans(spans: &[DaySpan]) -> Vec<SpanText> {
    spans
        .iter()
        .map(|span| (span.start().to_string(), span.end().to_string()))
        .collect()
}

fn read_spans(entry: &str, spans: &[SpanText]) -> Result<Vec<DaySpan>, CalendarError> {
    let read = |(index, (start, end)): (usize, &SpanText)| {
        let entry = format!("{entry}[{index}]");
        let start = TimeOfDay::read(&entry, start)?;
        let end = TimeOfDay::read(&entry, end)?;
        DaySpan::checked(&entry, start, end)
    };
    spans.iter().enumerate().map(read).collect()
}

/// Reads a date in the one way it is written: no blank, no missing zero.
fn read_date(entry: impl Fn() -> String, text: &str) -> Result<NaiveDate, CalendarError> {
    let date = text.parse::<NaiveDate>().ok();
    date.filter(|date| date.to_string() == text)
        .ok_or_else(|| CalendarError::Date {
            entry: entry(),
            found: text.to_string(),
        })
}
