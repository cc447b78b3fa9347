//! How many people an interval needs.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::inference::{
    Demand, ErlangA, ErlangC, OneAtATime, Requirement, erlang_b, erlang_c,
};

use super::inputs::{Exact, Seconds, Whole};
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "erlang_b" => answer_from(inputs, |Line { load, agents }: Line| {
            Ok(json!({"blocking": erlang_b(load.0, agents.0)?}))
        }),
        "erlang_c" => answer_from(inputs, |Line { load, agents }: Line| {
            Ok(json!({"wait_probability": erlang_c(load.0, agents.0)?}))
        }),
        "erlang_a" => answer_from(inputs, |inputs: Impatient| {
            let Line { load, agents } = inputs.line;
            let line = ErlangA::new(load.0, agents.0, inputs.aht_s.0, inputs.patience_s.0)?;
            Ok(json!({
                "abandon_probability": line.abandon_probability(),
                "wait_probability": line.wait_probability(),
                "mean_wait_s": line.mean_wait(),
            }))
        }),
        "service_level" => answer_from(inputs, |inputs: Patient| {
            let Line { load, agents } = inputs.line;
            let line = ErlangC::new(load.0, agents.0, inputs.aht_s.0)?;
            Ok(json!({
                "service_level": line.service_level(inputs.target_s.0)?,
                "asa_s": line.mean_wait(), "occupancy": line.occupancy(),
            }))
        }),
        "required_agents" => answer_from(inputs, required_agents),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Line {
    load: Exact,
    agents: Whole,
}

#[derive(Deserialize)]
struct Impatient {
    #[serde(flatten)]
    line: Line,
    aht_s: Exact,
    patience_s: Exact,
}

#[derive(Deserialize)]
struct Patient {
    #[serde(flatten)]
    line: Line,
    aht_s: Exact,
    target_s: Exact,
}

#[derive(Deserialize)]
struct Required {
    contacts: Exact,
    interval_s: Seconds,
    aht_s: Seconds,
    target_s: Seconds,
    service_level: Exact,
    max_occupancy: Option<Exact>,
    shrinkage: Option<Exact>,
}

fn required_agents(inputs: Required) -> Answer {
    // The case names no channel: the formulas are those of the telephone.
    let demand = Demand::new(
        OneAtATime::PHONE,
        inputs.contacts.0,
        inputs.interval_s.0,
        inputs.aht_s.0,
    )?;
    let staffing = Requirement::new(inputs.service_level.0, inputs.target_s.0)?
        .with_most_occupancy(
            inputs
                .max_occupancy
                .map_or(Decimal::ONE, |Exact(most)| most),
        )?
        .with_shrinkage(inputs.shrinkage.map_or(Decimal::ZERO, |Exact(share)| share))?
        .agents_for(&demand)?;
    Ok(json!({"agents": staffing.agents(), "scheduled": staffing.scheduled()}))
}
