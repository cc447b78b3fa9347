//! The statistics ops of the conformance format, answered by the public API.

use std::str::FromStr;
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use support_kpi::InferenceError;
use support_kpi::inference::{
    CompetingRisks, Confidence, CusumChart, Demand, Ending, ErlangA, ErlangC, EwmaChart,
    KaplanMeier, Moments, OneAtATime, PromoterCounts, Rate, Requirement, RobustZ, Side, Spell,
    XmrChart, benjamini_hochberg, compare_proportions, erlang_b, erlang_c, holm, pearson,
    sample_size, welch, wilson, wilson_lower,
};
use support_kpi::summary::{Percentile, Ratio};

/// A reason that is no error of the library: the line does not fit the format.
pub(super) type Answer = Result<Value, String>;

/// Answers one case, without its id.
pub(super) fn answer(op: &str, inputs: &Value) -> Answer {
    let inputs = Inputs(inputs);
    match op {
        "wilson" => {
            let interval = library(wilson(
                inputs.count("k")?,
                inputs.count("n")?,
                inputs.level()?,
            ))?;
            Ok(json!({"low": interval.low(), "high": interval.high()}))
        }
        "wilson_lower" => {
            let low = wilson_lower(inputs.count("k")?, inputs.count("n")?, inputs.level()?);
            Ok(json!({"low": library(low)?}))
        }
        "newcombe" | "two_proportions" => proportions(op, &inputs),
        "nps" => promoter_score(&inputs),
        "nps_difference" => promoter_score_change(&inputs),
        "quantile" => {
            let q = inputs.percentile("q")?;
            let values = inputs.numbers("values")?;
            Ok(json!({
                "nearest_rank": library(q.nearest(&values))?.to_string(),
                "type7": library(q.interpolated(&values))?,
            }))
        }
        "quantile_interval" => {
            let q = inputs.percentile("q")?;
            let ranks = q.rank_interval(inputs.count("n")?, inputs.level()?);
            Ok(json!({"low_rank": ranks.low_rank(), "high_rank": ranks.high_rank()}))
        }
        "kaplan_meier" => survival(&inputs),
        "competing_risks" => risks(&inputs),
        "welch" => means(&inputs),
        "rate_ratio" => {
            let rate = |k, exposure| library(Rate::new(inputs.count(k)?, inputs.number(exposure)?));
            let before = rate("k1", "exposure1")?;
            let change = before.change_to(&rate("k2", "exposure2")?, Confidence::P95);
            Ok(json!({"ratio": change.ratio(), "p": change.p()}))
        }
        "holm" => Ok(json!({"adjusted": library(holm(&inputs.floats("p")?))?})),
        "benjamini_hochberg" => {
            Ok(json!({"adjusted": library(benjamini_hochberg(&inputs.floats("p")?))?}))
        }
        "pearson" => {
            let r = library(pearson(&inputs.numbers("x")?, &inputs.numbers("y")?))?;
            Ok(json!({"r": r.map(|r| r.coefficient())}))
        }
        "ewma" | "cusum" | "xmr" | "robust_z" => charts(op, &inputs),
        "erlang_b" => {
            let blocking = erlang_b(inputs.number("load")?, inputs.count("agents")?);
            Ok(json!({"blocking": library(blocking)?}))
        }
        "erlang_c" => {
            let waits = erlang_c(inputs.number("load")?, inputs.count("agents")?);
            Ok(json!({"wait_probability": library(waits)?}))
        }
        "erlang_a" | "service_level" | "required_agents" => staffing(op, &inputs),
        "sample_size" => {
            let share = inputs.number("p").unwrap_or(Decimal::new(5, 1));
            let n = sample_size(inputs.number("half_width")?, inputs.level()?, share);
            Ok(json!({"n": library(n)?}))
        }
        _ => Err(format!("no statistics op: {op}")),
    }
}

fn library<T>(result: Result<T, InferenceError>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

fn proportions(op: &str, inputs: &Inputs<'_>) -> Answer {
    let before = inputs.ratio("k1", "n1")?;
    let after = inputs.ratio("k2", "n2")?;
    let confidence = inputs.level().unwrap_or_default();
    let change = library(compare_proportions(&before, &after, confidence))?;
    let interval = change.interval();
    Ok(if op == "newcombe" {
        json!({"delta": change.delta(), "low": interval.low(), "high": interval.high()})
    } else {
        json!({"z": change.z(), "p": change.p()})
    })
}

fn promoter_score(inputs: &Inputs<'_>) -> Answer {
    let counts = library(PromoterCounts::new(
        inputs.count("promoters")?,
        inputs.count("passives")?,
        inputs.count("detractors")?,
    ))?;
    let interval = counts.interval(inputs.level().unwrap_or_default());
    Ok(json!({
        "nps": counts.score(), "se": counts.standard_error(),
        "low": interval.low(), "high": interval.high(),
    }))
}

fn promoter_score_change(inputs: &Inputs<'_>) -> Answer {
    let counts = |name| match inputs.counts(name)?.as_slice() {
        [p, pa, d] => library(PromoterCounts::new(*p, *pa, *d)),
        _ => Err(format!("{name}: expected three counts")),
    };
    let change = counts("before")?.change_to(&counts("after")?, Confidence::P95);
    Ok(json!({
        "delta": change.delta(), "delta_adjusted": change.delta_adjusted(),
        "se": change.standard_error(), "z": change.z(), "p": change.p(),
    }))
}

fn survival(inputs: &Inputs<'_>) -> Answer {
    let spells = inputs.spells("event")?;
    let curve = library(KaplanMeier::of(&spells, Ending::Resolved))?;
    let steps: Vec<Value> = curve
        .steps()
        .iter()
        .map(|step| json!({"t": step.at().as_secs_f64(), "s": step.survival()}))
        .collect();
    Ok(json!({
        "steps": steps,
        "median": curve.median().map(|median| median.as_secs_f64()),
        "rmst": curve.restricted_mean(inputs.duration("tau")?),
    }))
}

fn risks(inputs: &Inputs<'_>) -> Answer {
    let risks = library(CompetingRisks::of(&inputs.spells("state")?))?;
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

fn means(inputs: &Inputs<'_>) -> Answer {
    let (before, after) = (inputs.numbers("before")?, inputs.numbers("after")?);
    if before.is_empty() || after.is_empty() {
        return Ok(json!({"delta": null, "t": null, "df": null, "p": null}));
    }
    let (before, after) = (
        library(Moments::of(&before))?,
        library(Moments::of(&after))?,
    );
    let change = welch(&before, &after, Confidence::P95);
    Ok(json!({
        "delta": change.map(|c| c.delta()), "t": change.map(|c| c.t()),
        "df": change.map(|c| c.degrees_of_freedom()), "p": change.map(|c| c.p()),
    }))
}

fn charts(op: &str, inputs: &Inputs<'_>) -> Answer {
    let values = inputs.numbers("values")?;
    let signal = |side: Option<Side>| side.map(|side| side.to_string());
    match op {
        "ewma" => {
            let [target, sigma] = [inputs.number("target")?, inputs.number("sigma")?];
            let [lambda, l] = [inputs.number("lambda")?, inputs.number("l")?];
            let chart = library(EwmaChart::new(target, sigma, lambda, l))?;
            let rows: Vec<Value> = library(chart.rows(&values))?
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
        "cusum" => {
            let [target, sigma] = [inputs.number("target")?, inputs.number("sigma")?];
            let [k, h] = [inputs.number("k")?, inputs.number("h")?];
            let chart = library(CusumChart::new(target, sigma, k, h))?;
            let rows: Vec<Value> = library(chart.rows(&values))?
                .iter()
                .map(|row| {
                    json!({
                        "c_plus": row.above(), "c_minus": row.below(),
                        "signal": signal(row.signal()),
                    })
                })
                .collect();
            Ok(json!({ "rows": rows }))
        }
        "xmr" => {
            let chart = library(XmrChart::of(&values))?;
            Ok(json!({
                "mean": chart.mean(), "lcl": chart.low(), "ucl": chart.high(),
                "out": chart.out(),
            }))
        }
        _ => {
            let middle = library(RobustZ::of(&values))?;
            let scores = middle.map(|middle| library(middle.scores(&values)));
            Ok(json!({"scores": scores.transpose()?}))
        }
    }
}

fn staffing(op: &str, inputs: &Inputs<'_>) -> Answer {
    if op == "required_agents" {
        let demand = library(Demand::new(
            OneAtATime::PHONE,
            inputs.number("contacts")?,
            inputs.duration("interval_s")?,
            inputs.duration("aht_s")?,
        ))?;
        let [one, zero] = [Decimal::ONE, Decimal::ZERO];
        let share = inputs.number("service_level")?;
        let staffing = Requirement::new(share, inputs.duration("target_s")?)
            .and_then(|r| r.with_most_occupancy(inputs.number("max_occupancy").unwrap_or(one)))
            .and_then(|r| r.with_shrinkage(inputs.number("shrinkage").unwrap_or(zero)))
            .and_then(|r| r.agents_for(&demand));
        let staffing = library(staffing)?;
        return Ok(json!({"agents": staffing.agents(), "scheduled": staffing.scheduled()}));
    }
    let (load, agents) = (inputs.number("load")?, inputs.count("agents")?);
    let handle_time = inputs.number("aht_s")?;
    if op == "erlang_a" {
        let patience = inputs.number("patience_s")?;
        let line = library(ErlangA::new(load, agents, handle_time, patience))?;
        return Ok(json!({
            "abandon_probability": line.abandon_probability(),
            "wait_probability": line.wait_probability(),
            "mean_wait_s": line.mean_wait(),
        }));
    }
    let line = library(ErlangC::new(load, agents, handle_time))?;
    Ok(json!({
        "service_level": library(line.service_level(inputs.number("target_s")?))?,
        "asa_s": line.mean_wait(), "occupancy": line.occupancy(),
    }))
}

/// The inputs of a case; numbers may be written as text.
struct Inputs<'a>(&'a Value);

impl Inputs<'_> {
    fn text(&self, name: &str) -> Result<String, String> {
        text(&self.0[name]).ok_or_else(|| format!("{name}: expected a number"))
    }

    fn number(&self, name: &str) -> Result<Decimal, String> {
        exact(&self.text(name)?).ok_or_else(|| format!("{name}: expected a decimal"))
    }

    fn count(&self, name: &str) -> Result<u64, String> {
        let text = self.text(name)?;
        text.parse()
            .map_err(|_| format!("{name}: expected a count, found {text}"))
    }

    fn level(&self) -> Result<Confidence, String> {
        library(self.text("level")?.parse())
    }

    fn percentile(&self, name: &str) -> Result<Percentile, String> {
        let percent = self.number(name)?.checked_mul(Decimal::ONE_HUNDRED);
        let percent = percent.ok_or_else(|| format!("{name}: expected a fraction"))?;
        Percentile::of_percent(percent).map_err(|error| error.to_string())
    }

    fn duration(&self, name: &str) -> Result<Duration, String> {
        duration(self.number(name)?).ok_or_else(|| format!("{name}: expected a duration"))
    }

    fn ratio(&self, part: &str, whole: &str) -> Result<Ratio, String> {
        let count = |name| i64::try_from(self.count(name)?).map_err(|error| error.to_string());
        Ok(Ratio::of_counts(count(part)?, count(whole)?))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, String> {
        let list = self.0[name].as_array();
        let list = list.ok_or_else(|| format!("{name}: expected a list"))?;
        let texts = list.iter().map(text).collect::<Option<_>>();
        texts.ok_or_else(|| format!("{name}: expected numbers"))
    }

    fn numbers(&self, name: &str) -> Result<Vec<Decimal>, String> {
        let texts = self.texts(name)?;
        let numbers = texts.iter().map(|text| exact(text)).collect::<Option<_>>();
        numbers.ok_or_else(|| format!("{name}: expected decimals"))
    }

    fn floats(&self, name: &str) -> Result<Vec<f64>, String> {
        let texts = self.texts(name)?;
        let floats = texts
            .iter()
            .map(|text| text.parse())
            .collect::<Result<_, _>>();
        floats.map_err(|_| format!("{name}: expected numbers"))
    }

    fn counts(&self, name: &str) -> Result<Vec<u64>, String> {
        let texts = self.texts(name)?;
        let counts = texts
            .iter()
            .map(|text| text.parse())
            .collect::<Result<_, _>>();
        counts.map_err(|_| format!("{name}: expected counts"))
    }

    fn spells(&self, outcomes: &str) -> Result<Vec<Spell>, String> {
        let times = self.numbers("times")?;
        let outcomes = self.counts(outcomes)?;
        if times.len() != outcomes.len() {
            return Err("times: expected one for each outcome".to_string());
        }
        let spell = |(time, outcome): (&Decimal, &u64)| {
            let lasted = duration(*time).ok_or("times: expected durations")?;
            Ok(match outcome {
                0 => Spell::open(lasted),
                1 => Spell::ended(lasted, Ending::Resolved),
                _ => Spell::ended(lasted, Ending::Abandoned),
            })
        };
        times.iter().zip(&outcomes).map(spell).collect()
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn exact(text: &str) -> Option<Decimal> {
    Decimal::from_str(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()
}

fn duration(seconds: Decimal) -> Option<Duration> {
    let nanoseconds = seconds.checked_mul(Decimal::from(1_000_000_000))?;
    let nanoseconds = u64::try_from(nanoseconds.trunc().mantissa()).ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
