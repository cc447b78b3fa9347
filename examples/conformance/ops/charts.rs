//! Whether figures are out of the ordinary.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::inference::{CusumChart, EwmaChart, RobustZ, Side, XmrChart};

use super::inputs::Exact;
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "ewma" => answer_from(inputs, ewma),
        "cusum" => answer_from(inputs, cusum),
        "xmr" => answer_from(inputs, |inputs: Series| {
            let chart = XmrChart::of(&decimals(&inputs.values))?;
            Ok(json!({
                "mean": chart.mean(), "lcl": chart.low(), "ucl": chart.high(), "out": chart.out(),
            }))
        }),
        "robust_z" => answer_from(inputs, |inputs: Series| {
            let values = decimals(&inputs.values);
            let scores = RobustZ::of(&values)?.map(|middle| middle.scores(&values));
            Ok(json!({"scores": scores.transpose()?}))
        }),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Series {
    values: Vec<Exact>,
}

#[derive(Deserialize)]
struct Ewma {
    values: Vec<Exact>,
    target: Exact,
    sigma: Exact,
    lambda: Exact,
    l: Exact,
}

fn ewma(inputs: Ewma) -> Answer {
    let chart = EwmaChart::new(inputs.target.0, inputs.sigma.0, inputs.lambda.0, inputs.l.0)?;
    let rows: Vec<Value> = chart
        .rows(&decimals(&inputs.values))?
        .iter()
        .map(|row| {
            json!({
                "z": row.average(), "lcl": row.low(), "ucl": row.high(),
                "signal": signal(row.signal()),
            })
        })
        .collect();
    Ok(json!({ "rows": rows }))
}

#[derive(Deserialize)]
struct Cusum {
    values: Vec<Exact>,
    target: Exact,
    sigma: Exact,
    k: Exact,
    h: Exact,
}

fn cusum(inputs: Cusum) -> Answer {
    let chart = CusumChart::new(inputs.target.0, inputs.sigma.0, inputs.k.0, inputs.h.0)?;
    let rows: Vec<Value> = chart
        .rows(&decimals(&inputs.values))?
        .iter()
        .map(|row| {
            json!({
                "c_plus": row.above(), "c_minus": row.below(), "signal": signal(row.signal()),
            })
        })
        .collect();
    Ok(json!({ "rows": rows }))
}

fn signal(side: Option<Side>) -> Option<String> {
    side.map(|side| side.to_string())
}

fn decimals(numbers: &[Exact]) -> Vec<Decimal> {
    numbers.iter().map(|Exact(number)| *number).collect()
}
