//! The case files of the conformance protocol, through the example's own code.
//!
//! Those of `business_time_zones.jsonl` lie around changes of the clocks in six
//! zones; a second implementation wrote them, in another language and on other
//! time zones: `business_time_zones.py` here.

#[path = "../../examples/conformance/ops/mod.rs"]
pub(crate) mod ops;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

/// Whether an answer is what is expected: reals within 1e-9, the rest exactly.
fn agrees(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Object(expected), found) => expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|found| agrees(value, found))),
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(expected, found)| agrees(expected, found))
        }
        _ => match (number(expected), number(found)) {
            (Some(expected), Some(found)) => {
                (expected - found).abs() <= 1e-9 * expected.abs().max(1.0)
            }
            _ => instant(expected) == instant(found),
        },
    }
}

/// A number, be it a JSON number or text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Text that is an instant, in one form: `Z` and `+00:00` are the same.
fn instant(value: &Value) -> Value {
    let parsed = value
        .as_str()
        .and_then(|text| text.parse::<chrono::DateTime<chrono::Utc>>().ok());
    parsed.map_or_else(|| value.clone(), |at| json!(at))
}

#[test]
fn every_case_file_agrees() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut differing = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder of case files") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a case file");
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let case: Value = serde_json::from_str(line).expect(line);
            let mut answers = vec![ops::answer(&case)];
            // Where the source does not say which rule it follows, either will do.
            if case["either_boundary"] == json!(true) {
                let mut other = case.clone();
                other["inputs"]["boundary_policy"] = json!("closing");
                answers.push(ops::answer(&other));
            }
            if !answers
                .iter()
                .any(|answer| agrees(&case["expected"], answer))
            {
                differing.push(format!("{line}\n  answered {answers:?}"));
            }
            let op = case["op"].as_str().expect("an op").to_owned();
            *seen.entry(op).or_default() += 1;
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    // Every op that is answered has cases, and no file went missing.
    for op in ops::OPS {
        assert!(
            seen.contains_key(*op),
            "no case of {op} in {}",
            folder.display()
        );
    }
}

#[test]
fn cases_that_make_no_sense_say_why() {
    let cases = [
        (
            json!({"id": 1, "op": "csat", "inputs": {"counts": {"6": 1}, "scale": 5}}),
            json!({"id": 1, "error": "score: expected 1-5, found 6"}),
        ),
        (
            json!({"id": 2, "op": "retention", "inputs": {"start": 350, "end": 430, "new": "76"}}),
            json!({"id": 2, "error": "end less new: expected at most 350 (start), found 354"}),
        ),
        (
            json!({"id": 3, "op": "retention", "inputs": {"start": 1.5, "end": 1, "new": 0}}),
            json!({"id": 3, "error": "start: expected a whole number from 0 on, found 1.5"}),
        ),
        (
            json!({"id": 4, "op": "response_level", "inputs": {"channel": "fax", "seconds": 1}}),
            json!({"id": 4, "level": null, "basis": null}),
        ),
        (
            json!({"id": 5, "op": "response_level", "inputs": {"channel": "email"}}),
            json!({"id": 5, "error": "missing field `seconds`"}),
        ),
        (
            json!({"id": "of", "op": "ticket", "inputs": {"schedule": {"time_zone": "Etc/UTC"}, "events": [
                {"at": 0, "type": "created", "by": "customer"},
            ]}}),
            json!({"id": "of", "error": "at: expected instants, as there is a schedule, found seconds"}),
        ),
        (
            json!({"id": 10, "op": "sla", "inputs": {"events": [], "targets": {"reply": 1}, "as_of": 0}}),
            json!({"id": 10, "error": "unknown field `reply`, expected one of `first_response`, \
                `next_response`, `resolution`"}),
        ),
        (
            json!({"id": 11, "op": "sla", "inputs": {"events": [
                {"at": 0, "type": "retargeted"},
            ], "targets": {}, "as_of": 0}}),
            json!({"id": 11, "error": "retargeted: expected targets, found nothing"}),
        ),
        (
            json!({"id": 12, "op": "sla", "inputs": {"events": [], "targets": {"resolution": -1}, "as_of": 0}}),
            json!({"id": 12, "error": "expected a time in seconds, found -1"}),
        ),
        (
            json!({"id": 13, "op": "sla", "inputs": {"events": [], "targets": {}}}),
            json!({"id": 13, "error": "missing field `as_of`"}),
        ),
        (
            json!({"id": "mixed", "op": "ticket", "inputs": {"events": [
                {"at": 0, "type": "created", "by": "customer"},
                {"at": "2024-03-01T09:00:00Z", "type": "hold"},
            ]}}),
            json!({"id": "mixed", "error": "at: expected all instants or all seconds, found both"}),
        ),
        (
            json!({"id": "none", "op": "ticket", "inputs": {"events": []}}),
            json!({"id": "none", "error": "events: expected one or more, found none"}),
        ),
        (
            json!({"id": "who", "op": "ticket", "inputs": {"events": [
                {"at": 0, "type": "resolved", "by": "nobody"},
            ]}}),
            json!({
                "id": "who",
                "error": "type: expected an event of a ticket, found \"resolved\" by Some(\"nobody\")",
            }),
        ),
        (
            json!({"id": "far", "op": "ticket", "inputs": {"events": [
                {"at": "2300-01-01T00:00:00Z", "type": "created", "by": "customer"},
            ]}}),
            json!({
                "id": "far",
                "error": "at: expected an instant from 1677-09-21T00:12:44Z to \
                          2262-04-11T23:47:16Z, found 2300-01-01T00:00:00Z",
            }),
        ),
        (
            json!({"id": "six", "op": "astrology", "inputs": {}}),
            json!({"id": "six", "unsupported": true}),
        ),
        (json!([1]), json!({"id": null, "unsupported": true})),
    ];
    for (case, answer) in cases {
        assert_eq!(ops::answer(&case), answer);
    }
}
