//! The ops of business time: elapsed, deadlines, and what a schedule says of an instant.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::clock::{
    BusinessHours, Clock, ClosingPolicy, Schedule, TimeOfDay, resolve_local_time,
};

use super::inputs::Seconds;
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "business_time_between" => answer_from(inputs, between),
        "add_business_time" => answer_from(inputs, add),
        "subtract_business_time" => answer_from(inputs, subtract),
        "is_open" => answer_from(inputs, |at: At| {
            Ok(json!({"open": at.hours().is_open(at.at)}))
        }),
        "is_on_holiday" => answer_from(inputs, |at: At| {
            Ok(json!({"on_holiday": at.hours().is_on_holiday(at.at)}))
        }),
        "is_on_break" => answer_from(inputs, |at: At| {
            Ok(json!({"on_break": at.hours().is_on_break(at.at)}))
        }),
        "is_working_day" => answer_from(inputs, |on: On| {
            Ok(json!({"working_day": BusinessHours::new(on.schedule).is_working_day(on.date)}))
        }),
        "next_open_instant" => answer_from(inputs, |from: From| {
            Ok(json!({"instant": from.hours().next_opening(from.from)}))
        }),
        "previous_open_instant" => answer_from(inputs, |from: From| {
            Ok(json!({"instant": from.hours().previous_opening(from.from)}))
        }),
        "closing_instant" => answer_from(inputs, |from: From| {
            Ok(json!({"instant": from.hours().closing(from.from)}))
        }),
        "open_periods_between" => answer_from(inputs, periods),
        "resolve_local_time" => answer_from(inputs, resolve),
        _ => None,
    }
}

#[derive(Deserialize)]
struct At {
    schedule: Schedule<Tz>,
    at: DateTime<Utc>,
}

impl At {
    fn hours(&self) -> BusinessHours<Tz> {
        BusinessHours::new(self.schedule.clone())
    }
}

#[derive(Deserialize)]
struct On {
    schedule: Schedule<Tz>,
    date: NaiveDate,
}

#[derive(Deserialize)]
struct From {
    schedule: Schedule<Tz>,
    from: DateTime<Utc>,
}

impl From {
    fn hours(&self) -> BusinessHours<Tz> {
        BusinessHours::new(self.schedule.clone())
    }
}

#[derive(Deserialize)]
struct Between {
    schedule: Schedule<Tz>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

fn between(inputs: Between) -> Answer {
    let elapsed = BusinessHours::new(inputs.schedule).elapsed(inputs.from, inputs.to);
    Ok(json!({"seconds": elapsed.as_secs_f64()}))
}

fn periods(inputs: Between) -> Answer {
    let periods: Vec<_> = BusinessHours::new(inputs.schedule)
        .open_periods(inputs.from, inputs.to)
        .map(|period| (period.start(), period.end()))
        .collect();
    Ok(json!({"periods": periods}))
}

#[derive(Deserialize)]
struct Add {
    schedule: Schedule<Tz>,
    from: DateTime<Utc>,
    seconds: Seconds,
    #[serde(default)]
    boundary_policy: ClosingPolicy,
}

fn add(inputs: Add) -> Answer {
    let hours = BusinessHours::new(inputs.schedule);
    let deadline = hours.deadline_with(inputs.from, inputs.seconds.0, inputs.boundary_policy);
    Ok(json!({"instant": deadline}))
}

fn subtract(inputs: Add) -> Answer {
    let hours = BusinessHours::new(inputs.schedule);
    Ok(json!({"instant": hours.latest_start(inputs.from, inputs.seconds.0)}))
}

#[derive(Deserialize)]
struct LocalTime {
    time_zone: Tz,
    date: NaiveDate,
    time: String,
}

fn resolve(inputs: LocalTime) -> Answer {
    let time: TimeOfDay = inputs.time.parse()?;
    Ok(json!({"instant": resolve_local_time(&inputs.time_zone, inputs.date, time)}))
}
