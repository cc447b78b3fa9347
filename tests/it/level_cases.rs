//! The cases of the conformance protocol that concern levels.

use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use support_kpi::Channel;
use support_kpi::level::{
    ChannelOffer, Hours, Judgement, Level, NotMeasured, Policy, Quality, Rate, SelfService,
};

/// Sample cases first, then cases of this project's own.
const CASES: &str = include_str!("cases/levels.jsonl");

#[test]
fn every_case_of_the_five_ops_agrees() {
    let mut seen = std::collections::BTreeMap::new();
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (op, inputs) = (case["op"].as_str().unwrap(), &case["inputs"]);
        let judged = answer(op, inputs);
        for (key, expected) in case["expected"].as_object().unwrap() {
            let found = match (key.as_str(), &judged) {
                (_, Err(_)) => Value::Null,
                ("level", Ok(judged)) => json!(judged.level().map(Level::number)),
                ("basis", Ok(judged)) => json!(judged.basis()),
                (other, _) => panic!("no such key: {other}"),
            };
            assert_eq!(&found, expected, "{line}");
        }
        *seen.entry(op.to_owned()).or_insert(0) += 1;
    }
    let expected = [
        ("channels_level", 6),
        ("quality_level", 7),
        ("resolution_level", 7),
        ("response_level", 9),
        ("self_service_level", 7),
    ];
    assert_eq!(
        seen,
        expected
            .into_iter()
            .map(|(op, n)| (op.to_owned(), n))
            .collect()
    );
}

fn answer(op: &str, inputs: &Value) -> Result<Judgement, NotMeasured> {
    let policy = Policy::documented();
    match op {
        "response_level" => policy.response_level(channel(&inputs["channel"]), time(inputs)),
        "resolution_level" => policy.resolution_level(
            channel(&inputs["channel"]),
            time(inputs),
            percent(inputs, "abandonment_percent"),
        ),
        "quality_level" => {
            let count = |score: &str| inputs["counts"][score].as_u64().unwrap_or(0);
            let quality = Quality::of_counts(["1", "2", "3", "4", "5"].map(count));
            let quality = match decimal(&inputs["internal_quality"]) {
                Some(score) => quality.with_internal_quality(score).unwrap(),
                None => quality,
            };
            policy.quality_level(&quality)
        }
        "channels_level" => {
            let list = |key: &str| -> Vec<Channel> {
                inputs[key]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(channel)
                    .collect()
            };
            let hours = if inputs["around_the_clock"] == true {
                Hours::AroundTheClock
            } else {
                Hours::OpeningHours
            };
            Ok(policy.channels_level(&ChannelOffer::new(list("offered"), list("suitable"), hours)))
        }
        "self_service_level" => {
            let offer = serde_json::from_value(inputs["offer"].clone()).unwrap();
            let service = SelfService::new(offer);
            Ok(match percent(inputs, "rate_percent") {
                Some(rate) => policy.self_service_level(&service.with_rate(rate)),
                None => policy.self_service_level(&service),
            })
        }
        other => panic!("no such op: {other}"),
    }
}

fn channel(word: &Value) -> Channel {
    word.as_str().unwrap().parse().unwrap()
}

fn time(inputs: &Value) -> Duration {
    Duration::from_secs(inputs["seconds"].as_u64().unwrap())
}

fn percent(inputs: &Value, field: &'static str) -> Option<Rate> {
    decimal(&inputs[field]).map(|percent| Rate::percent(field, percent).unwrap())
}

fn decimal(number: &Value) -> Option<Decimal> {
    (!number.is_null()).then(|| number.to_string().parse().unwrap())
}
