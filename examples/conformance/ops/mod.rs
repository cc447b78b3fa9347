//! The ops of the protocol: each reads its inputs, asks the library, and
//! writes its answer. No arithmetic lives here.

mod business_time;
mod charts;
mod comparisons;
mod conversation;
mod inputs;
mod levels;
mod proportions;
mod scores;
mod sla;
mod staffing;
mod survival;
mod tickets;

use std::error::Error;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The ops that are answered.
#[allow(
    dead_code,
    reason = "the tests look that each has cases, the example does not"
)]
pub(crate) const OPS: &[&str] = &[
    "response_level",
    "resolution_level",
    "quality_level",
    "channels_level",
    "self_service_level",
    "csat",
    "retention",
    "business_time_between",
    "add_business_time",
    "subtract_business_time",
    "is_open",
    "is_on_holiday",
    "is_on_break",
    "is_working_day",
    "next_open_instant",
    "previous_open_instant",
    "closing_instant",
    "open_periods_between",
    "resolve_local_time",
    "ticket",
    "sla",
    "wilson",
    "wilson_lower",
    "newcombe",
    "two_proportions",
    "nps",
    "nps_difference",
    "sample_size",
    "quantile",
    "quantile_interval",
    "welch",
    "rate_ratio",
    "holm",
    "benjamini_hochberg",
    "pearson",
    "kaplan_meier",
    "competing_risks",
    "ewma",
    "cusum",
    "xmr",
    "robust_z",
    "erlang_b",
    "erlang_c",
    "erlang_a",
    "service_level",
    "required_agents",
];

/// What an op answers: an object, or why there is none.
type Answer = Result<Value, Box<dyn Error>>;

/// The answer to a case, with its id.
pub(crate) fn answer(case: &Value) -> Value {
    let id = case.get("id").cloned().unwrap_or(Value::Null);
    let inputs = case.get("inputs").cloned().unwrap_or_else(|| json!({}));
    let op = case.get("op").and_then(Value::as_str).unwrap_or_default();
    let families = [
        levels::answer,
        scores::answer,
        business_time::answer,
        tickets::answer,
        sla::answer,
        proportions::answer,
        comparisons::answer,
        survival::answer,
        charts::answer,
        staffing::answer,
    ];
    let mut answer = match families.iter().find_map(|family| family(op, &inputs)) {
        Some(Ok(answer)) => answer,
        Some(Err(error)) => json!({"error": error.to_string()}),
        None => json!({"unsupported": true}),
    };
    answer["id"] = id;
    answer
}

/// Reads an op's inputs and answers from them.
fn answer_from<I: DeserializeOwned>(
    inputs: &Value,
    answer: impl FnOnce(I) -> Answer,
) -> Option<Answer> {
    Some(match I::deserialize(inputs) {
        Ok(inputs) => answer(inputs),
        Err(error) => Err(error.into()),
    })
}
