//! Satisfaction from counts per score, and retention from counts of customers.

use std::collections::BTreeMap;
use std::error::Error;

use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::kpi::{CustomerRetention, CustomerSatisfaction};
use support_kpi::model::{NumericScale, SatisfactionScale, Scale};
use support_kpi::summary::ScoreCounts;
use support_kpi::{GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Score, Sign};

use super::inputs::Exact;
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "csat" => answer_from(inputs, csat),
        "retention" => answer_from(inputs, retention),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Csat {
    counts: BTreeMap<String, u64>,
    scale: Value,
}

fn csat(inputs: Csat) -> Answer {
    match inputs
        .scale
        .as_str()
        .map_or_else(|| inputs.scale.to_string(), str::to_owned)
        .as_str()
    {
        "3" => csat_on::<OneToThree>(&inputs.counts),
        "5" => csat_on::<OneToFive>(&inputs.counts),
        "7" => csat_on::<OneToSeven>(&inputs.counts),
        "10" => csat_on::<OneToTen>(&inputs.counts),
        "good_bad" => csat_good_bad(&inputs.counts),
        other => Err(format!("scale: expected 3, 5, 7, 10 or good_bad, found {other}").into()),
    }
}

fn csat_on<S: SatisfactionScale + NumericScale>(counts: &BTreeMap<String, u64>) -> Answer {
    let csat = CustomerSatisfaction::<S>::from(numbered(counts)?);
    Ok(json!({"satisfied": csat.satisfied().percent(), "mean": csat.mean()}))
}

/// Counts under the numbers of a scale.
pub(super) fn numbered<S: Scale>(
    counts: &BTreeMap<String, u64>,
) -> Result<ScoreCounts<S>, Box<dyn Error>> {
    scores_of(counts, |word| match word.parse() {
        Ok(value) => Ok(Score::new(value)?),
        Err(_) => Err(format!("score: expected {}, found {word}", S::NAME).into()),
    })
}

fn csat_good_bad(counts: &BTreeMap<String, u64>) -> Answer {
    let scores = scores_of::<GoodBad>(counts, |word| match word {
        "good" => Ok(Score::GOOD),
        "bad" => Ok(Score::BAD),
        other => Err(format!("score: expected good or bad, found {other}").into()),
    })?;
    let csat = CustomerSatisfaction::from(scores);
    Ok(json!({"satisfied": csat.satisfied().percent(), "mean": null}))
}

/// Counts under the words that a case writes scores with.
fn scores_of<S: Scale>(
    counts: &BTreeMap<String, u64>,
    score: impl Fn(&str) -> Result<Score<S>, Box<dyn Error>>,
) -> Result<ScoreCounts<S>, Box<dyn Error>> {
    let mut scores = ScoreCounts::default();
    for (word, number) in counts {
        scores.add(Sign::Plus, score(word)?, *number);
    }
    Ok(scores)
}

#[derive(Deserialize)]
struct Retention {
    start: Exact,
    end: Exact,
    new: Exact,
}

fn retention(inputs: Retention) -> Answer {
    let count = |field, Exact(number)| {
        u64::try_from(number)
            .ok()
            .filter(|count| rust_decimal::Decimal::from(*count) == number)
            .ok_or_else(|| format!("{field}: expected a whole number from 0 on, found {number}"))
    };
    let retention = CustomerRetention::of_counts(
        count("start", inputs.start)?,
        count("end", inputs.end)?,
        count("new", inputs.new)?,
    )?;
    Ok(json!({
        "percent": retention.percent(),
        "churn_percent": retention.churn_percent(),
    }))
}
