//! Interactions as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::kpi::{
    AbandonmentRate, AverageHandleTime, PhoneServiceLevel, ServiceLevelReading,
};

use super::super::measures::{ANSWER_TARGET, ContactMeasures};
use super::super::scorecard::Scorecard;
use super::figures::{Ratio, Times, number, seconds};

#[derive(Debug, Serialize)]
pub(super) struct Interactions {
    /// How many rows count.
    interactions: usize,
    rejected: usize,
    abandonment: Option<Ratio>,
    abandoned_waiting: Option<Ratio>,
    wait_answered: Option<Times>,
    wait_abandoned: Option<Times>,
    still_waiting: Option<u64>,
    handle_time: Option<Times>,
    /// The empty key is an agent who is not known.
    handled_by_agent: BTreeMap<String, u64>,
    by_channel: BTreeMap<String, Channel>,
    telephone: Option<Telephone>,
    /// Tickets for each purchase; null without either.
    tickets_per_purchase: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Channel {
    interactions: Option<u64>,
    abandonment: Option<Ratio>,
    abandoned_waiting: Option<Ratio>,
    wait_answered: Option<Times>,
    wait_abandoned: Option<Times>,
    handle_time: Option<Times>,
}

#[derive(Debug, Serialize)]
struct Telephone {
    target_s: f64,
    /// By the words of the reading.
    service_level: BTreeMap<String, Option<Ratio>>,
    speed_of_answer: Option<Times>,
}

impl Interactions {
    /// `None` where there is no row.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        let file = scorecard
            .file("interactions.csv")
            .filter(|file| file.input > 0)?;
        let measures = scorecard.measures.contacts.as_ref();
        let (abandonment, handle_time): (AbandonmentRate, AverageHandleTime) =
            measures.map(ContactMeasures::all).unwrap_or_default();
        Some(Self {
            interactions: file.counted,
            rejected: file.rejected.len(),
            abandonment: Ratio::of(abandonment.before_solution()),
            abandoned_waiting: Ratio::of(abandonment.before_answer()),
            wait_answered: Times::of(abandonment.waits_of_answered()),
            wait_abandoned: Times::of(abandonment.waits_of_abandoned()),
            still_waiting: measures.and_then(|_| abandonment.still_waiting()),
            handle_time: Times::of(handle_time.total()),
            handled_by_agent: measures
                .iter()
                .flat_map(|all| all.handled_by_agent.iter())
                .filter_map(|(agent, count)| {
                    Some((agent.clone().unwrap_or_default(), count.value()?))
                })
                .collect(),
            by_channel: measures
                .iter()
                .flat_map(|all| all.by_channel.iter())
                .map(|(channel, kpis)| (scorecard.labels.key(*channel), Channel::of(kpis)))
                .collect(),
            telephone: measures.and_then(|all| Telephone::of(&all.calls)),
            tickets_per_purchase: scorecard.measures.tickets_per_purchase().map(number),
        })
    }
}

impl Channel {
    fn of((abandonment, handle_time): &(AbandonmentRate, AverageHandleTime)) -> Self {
        Self {
            interactions: abandonment.interactions(),
            abandonment: Ratio::of(abandonment.before_solution()),
            abandoned_waiting: Ratio::of(abandonment.before_answer()),
            wait_answered: Times::of(abandonment.waits_of_answered()),
            wait_abandoned: Times::of(abandonment.waits_of_abandoned()),
            handle_time: Times::of(handle_time.total()),
        }
    }
}

impl Telephone {
    /// `None` where no call was answered or abandoned.
    fn of(calls: &PhoneServiceLevel) -> Option<Self> {
        let level = |reading| Ratio::of(calls.level(reading).calls());
        level(ServiceLevelReading::OfAnsweredAndAbandoned)?;
        Some(Self {
            target_s: seconds(ANSWER_TARGET),
            service_level: ServiceLevelReading::ALL
                .into_iter()
                .map(|reading| (reading.to_string(), level(reading)))
                .collect(),
            speed_of_answer: Times::of(calls.waits_of_answered()),
        })
    }
}
