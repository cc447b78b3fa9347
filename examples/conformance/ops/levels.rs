//! The five level ops, by the documented policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::OneToFive;
use support_kpi::level::{
    ChannelOffer, Hours, Level, NotMeasured, Policy, Quality, Rate, SelfService, SelfServiceOffer,
};

use super::inputs::{Channels, Exact, Seconds};
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "response_level" => answer_from(inputs, response_level),
        "resolution_level" => answer_from(inputs, resolution_level),
        "quality_level" => answer_from(inputs, quality_level),
        "channels_level" => answer_from(inputs, channels_level),
        "self_service_level" => answer_from(inputs, self_service_level),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Response {
    channel: String,
    seconds: Seconds,
}

fn response_level(inputs: Response) -> Answer {
    let channel = Channels::default().channel(&inputs.channel);
    match Policy::documented().response_level(channel, inputs.seconds.0) {
        Ok(judged) => Ok(json!({
            "level": judged.level().map(Level::number),
            "basis": judged.basis(),
        })),
        Err(reason) => not_measured(reason),
    }
}

#[derive(Deserialize)]
struct Resolution {
    channel: String,
    seconds: Seconds,
    abandonment_percent: Option<Exact>,
}

fn resolution_level(inputs: Resolution) -> Answer {
    let channel = Channels::default().channel(&inputs.channel);
    let abandonment = percent("abandonment_percent", inputs.abandonment_percent)?;
    match Policy::documented().resolution_level(channel, inputs.seconds.0, abandonment) {
        Ok(judged) => Ok(json!({"level": judged.level().map(Level::number)})),
        Err(reason) => not_measured(reason),
    }
}

#[derive(Deserialize)]
struct QualityInputs {
    counts: BTreeMap<String, u64>,
    internal_quality: Option<Exact>,
}

fn quality_level(inputs: QualityInputs) -> Answer {
    let scores = super::scores::numbered::<OneToFive>(&inputs.counts)?;
    let mut quality = Quality::of_scores(&scores).unwrap_or_default();
    if let Some(Exact(score)) = inputs.internal_quality {
        quality = quality.with_internal_quality(score)?;
    }
    match Policy::documented().quality_level(&quality) {
        Ok(judged) => Ok(json!({"level": judged.level().map(Level::number)})),
        Err(reason) => not_measured(reason),
    }
}

#[derive(Deserialize)]
struct Offer {
    offered: Vec<String>,
    suitable: Vec<String>,
    around_the_clock: bool,
}

fn channels_level(inputs: Offer) -> Answer {
    let mut channels = Channels::default();
    let hours = if inputs.around_the_clock {
        Hours::AroundTheClock
    } else {
        Hours::OpeningHours
    };
    let offer = ChannelOffer::new(
        channels.channels(&inputs.offered),
        channels.channels(&inputs.suitable),
        hours,
    );
    let judged = Policy::documented().channels_level(&offer);
    Ok(json!({"level": judged.level().map(Level::number)}))
}

#[derive(Deserialize)]
struct SelfServiceInputs {
    offer: SelfServiceOffer,
    rate_percent: Option<Exact>,
}

fn self_service_level(inputs: SelfServiceInputs) -> Answer {
    let mut service = SelfService::new(inputs.offer);
    if let Some(rate) = percent("rate_percent", inputs.rate_percent)? {
        service = service.with_rate(rate);
    }
    let judged = Policy::documented().self_service_level(&service);
    Ok(json!({"level": judged.level().map(Level::number)}))
}

fn percent(
    field: &'static str,
    percent: Option<Exact>,
) -> Result<Option<Rate>, Box<dyn std::error::Error>> {
    Ok(percent
        .map(|Exact(percent)| Rate::percent(field, percent))
        .transpose()?)
}

/// Nothing to judge, or nothing to judge by, is no value, not an error.
fn not_measured(_: NotMeasured) -> Answer {
    Ok(json!({"level": null, "basis": null}))
}
