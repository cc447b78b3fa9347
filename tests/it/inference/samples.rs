//! Published cases of every statistics op agree to 1e-9 relative, however
//! small the figure: the protocol itself asks for 1e-9 absolute only.

use serde_json::Value;

use crate::conformance::ops;

const CASES: &str = include_str!("../cases/statistics.jsonl");

#[test]
fn all_samples_agree() {
    let mut checked = 0;
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let found = ops::answer(&case);
        assert!(agrees(&case["expected"], &found), "{line}\nfound {found}");
        checked += 1;
    }
    assert!(checked >= 66, "{checked} cases");
}

#[test]
fn a_wrong_figure_does_not_agree() {
    assert!(agrees(&"0.1".into(), &0.100_000_000_000_1.into()));
    assert!(!agrees(&"0.1".into(), &0.100_000_001.into()));
    assert!(!agrees(&"1e-300".into(), &0.0.into()));
    assert!(!agrees(&Value::Null, &0.into()));
    assert!(!agrees(&serde_json::json!([1, 2]), &serde_json::json!([1])));
}

/// Whether the answer holds what is expected, real numbers to 1e-9.
fn agrees(expected: &Value, found: &Value) -> bool {
    match expected {
        Value::Null => found.is_null(),
        Value::Array(expected) => found.as_array().is_some_and(|found| {
            expected.len() == found.len() && expected.iter().zip(found).all(|(e, f)| agrees(e, f))
        }),
        Value::Object(expected) => expected.iter().all(|(key, e)| agrees(e, &found[key])),
        _ => match (number(expected), number(found)) {
            (Some(e), Some(f)) => (e - f).abs() <= 1e-9 * e.abs(),
            _ => expected == found,
        },
    }
}

fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}
