//! Two spans or segments against each other, and many at once.

use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::InferenceError;
use support_kpi::inference::{Confidence, Moments, Rate, benjamini_hochberg, holm, pearson, welch};

use super::inputs::{Exact, Nearest, Numbers, Whole};
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "welch" => answer_from(inputs, means),
        "rate_ratio" => answer_from(inputs, |inputs: Rates| {
            let before = Rate::new(inputs.k1.0, inputs.exposure1.0)?;
            let after = Rate::new(inputs.k2.0, inputs.exposure2.0)?;
            let change = before.change_to(&after, Confidence::P95);
            Ok(json!({"ratio": change.ratio(), "p": change.p()}))
        }),
        "holm" => answer_from(inputs, |inputs: Adjust| {
            Ok(json!({"adjusted": holm(&inputs.p())?}))
        }),
        "benjamini_hochberg" => answer_from(inputs, |inputs: Adjust| {
            Ok(json!({"adjusted": benjamini_hochberg(&inputs.p())?}))
        }),
        "pearson" => answer_from(inputs, |inputs: Pairs| {
            let correlation = match (inputs.x.decimals(), inputs.y.decimals()) {
                (Some(x), Some(y)) => pearson(&x, &y)?,
                _ => pearson(&inputs.x.floats(), &inputs.y.floats())?,
            };
            Ok(json!({"r": correlation.map(|correlation| correlation.coefficient())}))
        }),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Means {
    before: Numbers,
    after: Numbers,
}

fn means(inputs: Means) -> Answer {
    // Nothing to compare with is a case without a value, as one number is.
    let nothing = json!({"delta": null, "t": null, "df": null, "p": null});
    let change = match (moments(&inputs.before), moments(&inputs.after)) {
        (Err(InferenceError::TooFew { .. }), _) | (_, Err(InferenceError::TooFew { .. })) => None,
        (before, after) => welch(&before?, &after?, Confidence::P95),
    };
    Ok(change.map_or(nothing, |change| {
        json!({
            "delta": change.delta(), "t": change.t(),
            "df": change.degrees_of_freedom(), "p": change.p(),
        })
    }))
}

fn moments(values: &Numbers) -> Result<Moments, InferenceError> {
    match values.decimals() {
        Some(values) => Moments::of(&values),
        None => Moments::of(&values.floats()),
    }
}

#[derive(Deserialize)]
struct Rates {
    k1: Whole,
    exposure1: Exact,
    k2: Whole,
    exposure2: Exact,
}

#[derive(Deserialize)]
struct Adjust {
    p: Vec<Nearest>,
}

impl Adjust {
    fn p(&self) -> Vec<f64> {
        self.p.iter().map(|Nearest(p)| *p).collect()
    }
}

#[derive(Deserialize)]
struct Pairs {
    x: Numbers,
    y: Numbers,
}
