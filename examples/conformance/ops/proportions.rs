//! Shares, promoter scores and percentiles, with how sure they are.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::inference::{
    Confidence, PromoterCounts, compare_proportions, sample_size, wilson, wilson_lower,
};
use support_kpi::summary::{Percentile, Ratio};

use super::inputs::{Exact, Numbers, Whole};
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "wilson" => answer_from(inputs, |share: Share| {
            let interval = wilson(share.k.0, share.n.0, share.level.0.try_into()?)?;
            Ok(json!({"low": interval.low(), "high": interval.high()}))
        }),
        "wilson_lower" => answer_from(inputs, |share: Share| {
            Ok(json!({"low": wilson_lower(share.k.0, share.n.0, share.level.0.try_into()?)?}))
        }),
        "newcombe" => answer_from(inputs, newcombe),
        "two_proportions" => answer_from(inputs, two_proportions),
        "nps" => answer_from(inputs, nps),
        "nps_difference" => answer_from(inputs, nps_difference),
        "sample_size" => answer_from(inputs, |inputs: SampleSize| {
            let share = inputs.p.map_or(Decimal::new(5, 1), |Exact(p)| p);
            let n = sample_size(inputs.half_width.0, inputs.level.0.try_into()?, share)?;
            Ok(json!({ "n": n }))
        }),
        "quantile" => answer_from(inputs, quantile),
        "quantile_interval" => answer_from(inputs, |inputs: QuantileInterval| {
            let ranks = percentile(inputs.q)?.rank_interval(inputs.n.0, inputs.level.0.try_into()?);
            Ok(json!({"low_rank": ranks.low_rank(), "high_rank": ranks.high_rank()}))
        }),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Share {
    k: Whole,
    n: Whole,
    level: Exact,
}

#[derive(Deserialize)]
struct TwoShares {
    k1: Whole,
    n1: Whole,
    k2: Whole,
    n2: Whole,
    level: Option<Exact>,
}

impl TwoShares {
    fn ratios(&self) -> Result<[Ratio; 2], std::num::TryFromIntError> {
        Ok([ratio(self.k1, self.n1)?, ratio(self.k2, self.n2)?])
    }
}

fn ratio(Whole(part): Whole, Whole(whole): Whole) -> Result<Ratio, std::num::TryFromIntError> {
    Ok(Ratio::of_counts(part.try_into()?, whole.try_into()?))
}

fn newcombe(inputs: TwoShares) -> Answer {
    let [before, after] = inputs.ratios()?;
    let level = inputs.level.ok_or("missing field `level`")?;
    let change = compare_proportions(&before, &after, level.0.try_into()?)?;
    let interval = change.interval();
    Ok(json!({"delta": change.delta(), "low": interval.low(), "high": interval.high()}))
}

fn two_proportions(inputs: TwoShares) -> Answer {
    let [before, after] = inputs.ratios()?;
    let change = compare_proportions(&before, &after, Confidence::P95)?;
    Ok(json!({"z": change.z(), "p": change.p()}))
}

#[derive(Deserialize)]
struct Nps {
    promoters: Whole,
    passives: Whole,
    detractors: Whole,
    level: Option<Exact>,
}

fn nps(inputs: Nps) -> Answer {
    let counts = PromoterCounts::new(inputs.promoters.0, inputs.passives.0, inputs.detractors.0)?;
    let confidence = inputs
        .level
        .map_or(Ok(Confidence::P95), |Exact(level)| level.try_into())?;
    let interval = counts.interval(confidence);
    Ok(json!({
        "nps": counts.score(), "se": counts.standard_error(),
        "low": interval.low(), "high": interval.high(),
    }))
}

#[derive(Deserialize)]
struct NpsDifference {
    before: [Whole; 3],
    after: [Whole; 3],
}

fn nps_difference(inputs: NpsDifference) -> Answer {
    let counts = |[p, pa, d]: [Whole; 3]| PromoterCounts::new(p.0, pa.0, d.0);
    let change = counts(inputs.before)?.change_to(&counts(inputs.after)?, Confidence::P95);
    Ok(json!({
        "delta": change.delta(), "delta_adjusted": change.delta_adjusted(),
        "se": change.standard_error(), "z": change.z(), "p": change.p(),
    }))
}

#[derive(Deserialize)]
struct SampleSize {
    half_width: Exact,
    level: Exact,
    p: Option<Exact>,
}

#[derive(Deserialize)]
struct Quantile {
    values: Numbers,
    q: Exact,
}

fn quantile(inputs: Quantile) -> Answer {
    let percentile = percentile(inputs.q)?;
    Ok(match inputs.values.decimals() {
        Some(values) => json!({
            "nearest_rank": percentile.nearest(&values)?,
            "type7": percentile.interpolated(&values)?,
        }),
        None => json!({
            "nearest_rank": percentile.nearest(&inputs.values.floats())?,
            "type7": percentile.interpolated(&inputs.values.floats())?,
        }),
    })
}

#[derive(Deserialize)]
struct QuantileInterval {
    n: Whole,
    q: Exact,
    level: Exact,
}

/// The percentile at a fraction; a fraction is a hundredth of its percentage.
fn percentile(Exact(q): Exact) -> Result<Percentile, Box<dyn std::error::Error>> {
    let denominator = 10_u64
        .checked_pow(q.scale())
        .ok_or("q: expected at most 19 decimals")?;
    Ok(Percentile::of_fraction(
        u64::try_from(q.mantissa())?,
        denominator,
    )?)
}
