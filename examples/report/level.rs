//! What is known of the desk, as the levels judge it.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::clock::Clock as _;
use support_kpi::level::{
    Assessment, Bound, Certainty, ChannelOffer, Delight, Evidence, Hours, Measurement, Policy,
    Proactivity, Quality, SelfService, SelfServiceOffer, Statistic, Waiting,
};
use support_kpi::summary::{DurationSummary, Ratio};
use support_kpi::{Calculator as _, Channel, Elapsed, Interaction, Outcome, Ticket};

use super::folder::desk::{self, Desk};
use super::folder::hours::DeskHours;
use super::measures::{Measures, Now};
use super::rows::Facts;

/// The policy, which asks for the usual certainty where it asks for none.
pub(super) fn with_certainty(policy: Policy) -> Result<Policy, String> {
    if policy.certainty().is_some() {
        return Ok(policy);
    }
    let certain = policy.to_builder().certainty(Certainty::default());
    certain.build().map_err(|fault| fault.to_string())
}

/// Judges the desk by a policy.
pub(super) fn assess(
    policy: &Policy,
    facts: &Facts,
    measures: &Measures,
    desk: Option<&Desk>,
    now: Option<Now>,
    hours: &DeskHours,
) -> Assessment {
    let mut evidence = Evidence::new();
    if let Some(now) = now {
        evidence = times(evidence, policy, facts, measures, now, hours);
    }
    if let Some(surveys) = &measures.surveys {
        let (satisfaction, _) = surveys.satisfaction();
        if let Some(counts) = satisfaction.scores().counts() {
            let mut by_score = [0; 5];
            for (slot, (_, count)) in by_score.iter_mut().zip(counts) {
                *slot = count;
            }
            evidence = evidence.quality(quality(by_score, surveys.quality.mean()));
        }
    }
    if let Some(desk) = desk {
        evidence = declared(evidence, desk, measures);
    }
    policy.assess(&evidence)
}

/// First response and resolution by channel. On the phone the wait for an
/// answer is the response, where interactions tell it.
fn times(
    mut evidence: Evidence,
    policy: &Policy,
    facts: &Facts,
    measures: &Measures,
    now: Now,
    hours: &DeskHours,
) -> Evidence {
    let tickets = measures
        .tickets
        .iter()
        .flat_map(|all| all.by_channel.iter());
    for (channel, (first_response, resolution, ..)) in tickets {
        let of_channel = |facts: &Facts| -> Vec<Ticket> {
            let all = facts.tickets().iter();
            all.map(|fact| fact.ticket)
                .filter(|ticket| ticket.channel() == *channel)
                .collect()
        };
        let tickets = of_channel(facts);
        let clock = hours.of(*channel);
        let ages = |waits: &dyn Fn(&Ticket) -> bool| {
            let waiting = tickets.iter().filter(|ticket| waits(ticket));
            Waiting::of_ages(waiting.map(|ticket| now.since(ticket.opened_at(), clock)))
        };
        let bounds = policy.response_bounds(*channel);
        let waits: Vec<Duration> = tickets
            .iter()
            .filter_map(|ticket| ticket.first_response().map(Elapsed::duration))
            .collect();
        let given_up = tickets
            .iter()
            .filter(|ticket| ticket.is_abandoned() && !ticket.has_reply())
            .filter_map(|ticket| Some((ticket.opened_at(), ticket.closed_at()?)))
            .map(|(opened, closed)| clock.elapsed(opened, closed));
        let response = measurement(policy, bounds, first_response.waits(), &waits)
            .with_unanswered(ages(&|ticket| now.finds_unanswered(ticket)))
            .with_abandoned(Waiting::of_ages(given_up));
        let times: Vec<Duration> = tickets
            .iter()
            .filter_map(|ticket| ticket.resolution().map(Elapsed::duration))
            .collect();
        let bounds = policy.resolution_bounds(*channel);
        let resolved = measurement(policy, bounds, resolution.times(), &times)
            .with_unanswered(ages(&|ticket| now.finds_open(ticket)));
        evidence = evidence
            .response(*channel, response)
            .resolution(*channel, resolved);
    }
    for (channel, (abandonment, _)) in measures
        .contacts
        .iter()
        .flat_map(|all| all.by_channel.iter())
    {
        evidence = evidence.abandonment(*channel, abandonment.before_solution());
        if *channel == Channel::Phone {
            evidence = evidence.response(*channel, calls(policy, facts, now, hours));
        }
    }
    evidence
}

/// The waits of calls.
fn calls(policy: &Policy, facts: &Facts, now: Now, hours: &DeskHours) -> Measurement {
    let contacts = facts.contacts.iter().flat_map(|all| &all.facts);
    let calls: Vec<Interaction> = contacts
        .map(|fact| fact.contact)
        .filter(|contact| contact.channel() == Channel::Phone)
        .collect();
    let waits = |chosen: &dyn Fn(Outcome) -> Option<Elapsed>| -> Vec<Duration> {
        let chosen = calls.iter().filter_map(|call| chosen(call.outcome()));
        chosen.map(Elapsed::duration).collect()
    };
    let answered = waits(&|outcome| match outcome {
        Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } => Some(after),
        _ => None,
    });
    let left = waits(&|outcome| match outcome {
        Outcome::LeftWaiting { after } => Some(after),
        _ => None,
    });
    let waiting = calls
        .iter()
        .filter(|call| call.outcome() == Outcome::StillWaiting && call.started_at() <= now.at)
        .map(|call| now.since(call.started_at(), hours.of(Channel::Phone)));
    let mut summary = DurationSummary::default();
    for wait in answered
        .iter()
        .filter_map(|wait| Elapsed::try_from(*wait).ok())
    {
        summary.record(&wait);
    }
    let bounds = policy.response_bounds(Channel::Phone);
    measurement(policy, bounds, &summary, &answered)
        .with_unanswered(Waiting::of_ages(waiting))
        .with_abandoned(Waiting::of_ages(left))
}

/// The statistic that the policy judges; nothing where it has none of these times.
fn measurement(
    policy: &Policy,
    bounds: Option<&[Bound]>,
    times: &DurationSummary,
    each: &[Duration],
) -> Measurement {
    match policy.statistic() {
        Statistic::ShareWithin(_) => {
            Measurement::shares_within(bounds.unwrap_or_default().iter().map(|bound| {
                let reach = policy.reach(bound);
                let mut within = Ratio::default();
                for time in each {
                    within.record(&reach.admits(*time));
                }
                (reach.end(), within)
            }))
        }
        statistic => Measurement::of_times(times, statistic),
    }
}

fn quality(counts: [u64; 5], internal: Option<Decimal>) -> Quality {
    let quality = Quality::of_counts(counts);
    internal
        .and_then(|mean| quality.with_internal_quality(mean).ok())
        .unwrap_or(quality)
}

/// What no row can tell.
fn declared(mut evidence: Evidence, desk: &Desk, measures: &Measures) -> Evidence {
    if let Some(offered) = &desk.offered {
        let suitable = desk.suitable.iter().flatten().copied();
        let hours = if desk.around_the_clock == Some(true) {
            Hours::AroundTheClock
        } else {
            Hours::OpeningHours
        };
        let offer = ChannelOffer::new(offered.iter().copied(), suitable, hours);
        evidence = evidence.channels(offer);
    }
    if let Some(offer) = desk.self_service {
        let mut service = SelfService::new(match offer {
            desk::SelfService::None => SelfServiceOffer::None,
            desk::SelfService::SimpleFaq => SelfServiceOffer::SimpleFaq,
            desk::SelfService::DetailedFaq => SelfServiceOffer::DetailedFaq,
            desk::SelfService::AdvancedTools => SelfServiceOffer::AdvancedTools,
            desk::SelfService::Automated => SelfServiceOffer::Automated,
        });
        if let Some((_, _, _, rate, ..)) = measures.tickets(None) {
            service = service.with_rate(rate.of_all());
        }
        evidence = evidence.self_service(service);
    }
    if let Some(proactivity) = desk.proactivity {
        evidence = evidence.proactivity(match proactivity {
            desk::Proactivity::None => Proactivity::None,
            desk::Proactivity::Templates => Proactivity::Templates,
            desk::Proactivity::Notifies => Proactivity::Notifies,
            desk::Proactivity::ReachesOut => Proactivity::ReachesOut,
            desk::Proactivity::Anticipates => Proactivity::Anticipates,
        });
    }
    if let Some(gestures) = desk.delight {
        evidence = evidence.delight(if gestures {
            Delight::PersonalGestures
        } else {
            Delight::None
        });
    }
    evidence
}
