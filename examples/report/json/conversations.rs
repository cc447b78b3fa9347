//! Conversations as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::kpi::ResponseTimes;
use support_kpi::stage::{Exclusion, SetAside};

use super::super::conversations::{self, Conversations as Counts};
use super::super::scorecard::Scorecard;
use super::figures::{Ratio, Times, mean};
use super::tickets::Channel;

#[derive(Debug, Serialize)]
pub(super) struct Conversations {
    /// How many conversations count.
    tickets: u64,
    /// How many are left out.
    rejected: u64,
    left_out: BTreeMap<&'static str, u64>,
    events: Events,
    first_response: Option<Times>,
    resolution: Option<Times>,
    response: Option<Responses>,
    one_touch: Option<Ratio>,
    self_service: Option<Ratio>,
    reopened: Option<Ratio>,
    resolution_rate: Option<Ratio>,
    by_channel: BTreeMap<String, Channel>,
    /// By the hour of the day in UTC.
    opened_by_hour: Option<Vec<u64>>,
    first_contact_resolution: Option<Ratio>,
    recontacts: Option<Ratio>,
    double_answers: Option<Ratio>,
    double_answers_by_another: Option<Ratio>,
    waiting_for_team: Option<Times>,
    waiting_for_customer: Option<Times>,
    on_hold: Option<Times>,
    with_bot: Option<Ratio>,
    handed_over_by_bot: Option<Ratio>,
    contained_by_bot: Option<Ratio>,
}

/// All response times, with their mean over all tickets.
#[derive(Debug, Serialize)]
struct Responses {
    #[serde(flatten)]
    times: Times,
    per_ticket_mean_s: f64,
}

/// What became of the events: received = counted + set aside + duplicates.
#[derive(Debug, Serialize)]
struct Events {
    received: u64,
    counted: u64,
    set_aside: u64,
    set_aside_by_reason: BTreeMap<&'static str, u64>,
}

impl Conversations {
    /// `None` where there is no row.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        scorecard
            .file("messages.csv")
            .filter(|file| file.input > 0)?;
        let counts = scorecard.conversations.as_ref()?;
        let tally = counts.desk.tally();
        let (first_response, resolution, one_touch, self_service, reopened, resolved) =
            counts.all();
        let tickets = resolved.of_opened().whole().unwrap_or_default();
        let (waiting, double_answers) = &counts.courses;
        let first_contacts = &scorecard.first_contacts;
        Some(Self {
            tickets,
            rejected: tally.excluded(),
            left_out: left_out(counts),
            events: Events {
                received: tally.received(),
                counted: tally.counted(),
                set_aside: tally.set_aside(),
                set_aside_by_reason: set_aside(counts),
            },
            first_response: Times::of(first_response.waits()),
            resolution: Times::of(resolution.times()),
            response: Responses::of(&counts.responses, tickets),
            one_touch: Ratio::of(one_touch.of_all()),
            self_service: Ratio::of(self_service.of_all()),
            reopened: Ratio::of(reopened.of_ever_resolved()),
            resolution_rate: Ratio::of(resolved.of_opened()),
            by_channel: counts
                .by_channel
                .iter()
                .map(|(channel, kpis)| (scorecard.labels.key(*channel), Channel::of(kpis)))
                .collect(),
            opened_by_hour: Some(counts).filter(|_| tickets > 0).and_then(|counts| {
                (0..24)
                    .map(|hour| counts.openings.contacts_at(hour))
                    .collect()
            }),
            first_contact_resolution: Ratio::of(first_contacts.resolution.rate()),
            recontacts: Ratio::of(first_contacts.recontacts.rate()),
            double_answers: Ratio::of(double_answers.of_replies()),
            double_answers_by_another: Ratio::of(double_answers.by_another_agent()),
            waiting_for_team: Times::of(waiting.for_team()),
            waiting_for_customer: Times::of(waiting.for_customer()),
            on_hold: Times::of(waiting.on_hold()),
            with_bot: Ratio::of(counts.bots.involvement()),
            handed_over_by_bot: Ratio::of(counts.bots.hand_off()),
            contained_by_bot: Ratio::of(counts.bots.containment()),
        })
    }
}

impl Responses {
    /// `None` where nobody answered anything.
    fn of(responses: &ResponseTimes, tickets: u64) -> Option<Self> {
        Some(Self {
            times: Times::of(responses.waits())?,
            per_ticket_mean_s: mean(responses.waits().sum()?, tickets),
        })
    }
}

fn left_out(counts: &Counts) -> BTreeMap<&'static str, u64> {
    let tally = counts.desk.tally();
    Exclusion::ALL
        .map(|reason| (conversations::exclusion(reason), tally.excluded_for(reason)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect()
}

fn set_aside(counts: &Counts) -> BTreeMap<&'static str, u64> {
    let tally = counts.desk.tally();
    SetAside::ALL
        .map(|reason| {
            (
                conversations::set_aside(reason),
                tally.set_aside_for(reason),
            )
        })
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect()
}
