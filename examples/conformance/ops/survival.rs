//! How long tickets take, the open ones included.

use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::inference::{CompetingRisks, Ending, KaplanMeier, Spell};

use super::inputs::Seconds;
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "kaplan_meier" => answer_from(inputs, kaplan_meier),
        "competing_risks" => answer_from(inputs, competing_risks),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Events {
    times: Vec<Seconds>,
    event: Vec<u8>,
    tau: Seconds,
}

fn kaplan_meier(inputs: Events) -> Answer {
    let spells = spells(&inputs.times, &inputs.event)?;
    let curve = KaplanMeier::of(&spells, Ending::Resolved)?;
    let steps: Vec<Value> = curve
        .steps()
        .iter()
        .map(|step| json!({"t": step.at().as_secs_f64(), "s": step.survival()}))
        .collect();
    Ok(json!({
        "steps": steps,
        "median": curve.median().map(|median| median.as_secs_f64()),
        "rmst": curve.restricted_mean(inputs.tau.0),
    }))
}

#[derive(Deserialize)]
struct States {
    times: Vec<Seconds>,
    state: Vec<u8>,
}

fn competing_risks(inputs: States) -> Answer {
    let risks = CompetingRisks::of(&spells(&inputs.times, &inputs.state)?)?;
    let steps: Vec<Value> = risks
        .steps()
        .iter()
        .map(|step| {
            json!({
                "t": step.at().as_secs_f64(),
                "cif_resolved": step.resolved(), "cif_abandoned": step.abandoned(),
            })
        })
        .collect();
    Ok(json!({ "steps": steps }))
}

/// Times with how each ended: 0 goes on, 1 is resolved, 2 abandoned.
fn spells(times: &[Seconds], endings: &[u8]) -> Result<Vec<Spell>, String> {
    if times.len() != endings.len() {
        let (expected, found) = (times.len(), endings.len());
        return Err(format!(
            "expected {expected} endings, one for each time, found {found}"
        ));
    }
    let spell = |(Seconds(lasted), ending): (&Seconds, &u8)| match ending {
        0 => Ok(Spell::open(*lasted)),
        1 => Ok(Spell::ended(*lasted, Ending::Resolved)),
        2 => Ok(Spell::ended(*lasted, Ending::Abandoned)),
        other => Err(format!("ending: expected 0, 1 or 2, found {other}")),
    };
    times.iter().zip(endings).map(spell).collect()
}
