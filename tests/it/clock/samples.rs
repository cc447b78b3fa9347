//! The protocol's cases of business time, through the public API.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use support_kpi::clock::{BusinessHours, Clock, ClosingPolicy, resolve_local_time};

use super::desk;

const CASES: &str = include_str!("../cases/business_time.jsonl");

/// What the library answers to one case, in the protocol's form.
fn answer(op: &str, inputs: &Value) -> Result<Value, String> {
    if op == "resolve_local_time" {
        let zone: Tz = inputs["time_zone"].as_str().unwrap().parse().unwrap();
        let date = desk::date(inputs["date"].as_str().unwrap());
        let time = inputs["time"].as_str().unwrap().parse().unwrap();
        return Ok(json!({"instant": resolve_local_time(&zone, date, time)}));
    }
    let hours = BusinessHours::new(desk::schedule(&inputs["schedule"])?);
    let at = |key: &str| -> DateTime<Utc> { desk::at(inputs[key].as_str().unwrap()) };
    let budget = || Duration::from_secs(inputs["seconds"].as_u64().unwrap());
    Ok(match op {
        "business_time_between" => {
            json!({"seconds": hours.elapsed(at("from"), at("to")).as_secs_f64()})
        }
        "add_business_time" => {
            let policy: ClosingPolicy = inputs
                .get("boundary_policy")
                .map_or(ClosingPolicy::default(), |name| {
                    serde_json::from_value(name.clone()).unwrap()
                });
            json!({"instant": hours.deadline_with(at("from"), budget(), policy)})
        }
        "subtract_business_time" => json!({"instant": hours.latest_start(at("from"), budget())}),
        "is_open" => json!({"open": hours.is_open(at("at"))}),
        "is_on_holiday" => json!({"on_holiday": hours.is_on_holiday(at("at"))}),
        "is_on_break" => json!({"on_break": hours.is_on_break(at("at"))}),
        "is_working_day" => {
            let date = desk::date(inputs["date"].as_str().unwrap());
            json!({"working_day": hours.is_working_day(date)})
        }
        "next_open_instant" => json!({"instant": hours.next_opening(at("from"))}),
        "previous_open_instant" => json!({"instant": hours.previous_opening(at("from"))}),
        "closing_instant" => json!({"instant": hours.closing(at("from"))}),
        "open_periods_between" => {
            let periods: Vec<_> = hours
                .open_periods(at("from"), at("to"))
                .map(|period| (period.start(), period.end()))
                .collect();
            json!({"periods": periods})
        }
        _ => return Err(format!("unknown op {op}")),
    })
}

fn same(expected: &Value, found: &Value) -> bool {
    match (expected.as_f64(), found.as_f64()) {
        (Some(expected), Some(found)) => (expected - found).abs() < 1e-9,
        _ => match (expected, found) {
            (Value::Object(expected), Value::Object(_)) => {
                expected.iter().all(|(key, value)| same(value, &found[key]))
            }
            _ => expected == found,
        },
    }
}

#[test]
fn every_case_of_the_protocol_agrees() {
    let mut run = 0;
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let op = case["op"].as_str().unwrap();
        let mut inputs = case["inputs"].clone();
        let mut found = vec![answer(op, &inputs).unwrap()];
        // Where the source does not say which rule it follows, either will do.
        if case["either_boundary"] == json!(true) {
            inputs["boundary_policy"] = json!("closing");
            found.push(answer(op, &inputs).unwrap());
        }
        let expected = &case["expected"];
        assert!(
            found.iter().any(|found| same(expected, found)),
            "{}: expected {expected}, found {found:?}",
            case["id"],
        );
        run += 1;
    }
    assert_eq!(run, 36);
}
