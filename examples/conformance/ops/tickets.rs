//! The op of a conversation: one ticket's events, and what the desk makes of them.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, Schedule};
use support_kpi::kpi::Touch;
use support_kpi::stage::{Desk, Event, EventKind, Reopening, TicketFact};
use support_kpi::{Channel, Elapsed, Resolver};

use super::inputs::Seconds;
use super::{Answer, answer_from};

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "ticket" => answer_from(inputs, ticket),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Ticket {
    schedule: Option<Schedule<Tz>>,
    events: Vec<TicketEvent>,
}

#[derive(Deserialize)]
struct TicketEvent {
    at: At,
    #[serde(rename = "type")]
    kind: String,
    by: Option<String>,
}

/// When it happened: all events of a case say it in one way.
#[derive(Deserialize)]
#[serde(untagged)]
enum At {
    Instant(DateTime<Utc>),
    Seconds(Seconds),
}

/// The key of the case's ticket, and of the one that it may be merged into.
const TICKET: u8 = 0;
const ANOTHER: u8 = 1;

fn ticket(case: Ticket) -> Answer {
    let seconds = case
        .events
        .iter()
        .filter(|event| matches!(event.at, At::Seconds(_)));
    match (seconds.count(), &case.schedule) {
        (0, Some(schedule)) => judge(&case.events, BusinessHours::new(schedule.clone())),
        (0, None) => judge(&case.events, AroundTheClock),
        (_, Some(_)) => Err("at: expected instants, as there is a schedule, found seconds".into()),
        (count, None) if count == case.events.len() => judge(&case.events, AroundTheClock),
        _ => Err("at: expected all instants or all seconds, found both".into()),
    }
}

/// Tells a desk the events in their order of arrival, and asks it about the ticket.
fn judge<C: Clock>(events: &[TicketEvent], clock: C) -> Answer {
    let mut desk = Desk::<u8, String, usize, C>::new(clock, Reopening::Explicit);
    for (id, event) in events.iter().enumerate() {
        let told = Event::new(TICKET, id, event.instant()?, event.kind()?);
        let told = match &event.by {
            Some(by) => told.by(by.clone()),
            // In a case, the agent who replied may have no name.
            None if event.kind == "agent_public_reply" => told.by(String::new()),
            None => told,
        };
        let _ = desk.apply(told)?;
    }
    let timeline = desk
        .timeline(&TICKET)
        .ok_or("events: expected one or more, found none")?;
    let fact = timeline.ticket().ok();
    let ticket = fact.as_ref().map(TicketFact::ticket);
    let responses: Vec<Value> = timeline
        .contacts()
        .iter()
        .filter_map(|contact| contact.response())
        .map(seconds)
        .collect();
    Ok(json!({
        "first_response_seconds": ticket.and_then(|ticket| ticket.first_response()).map(seconds),
        "response_seconds": responses,
        "resolution_seconds": ticket.and_then(|ticket| ticket.resolution()).map(seconds),
        "net_resolution_seconds": ticket.and_then(|ticket| ticket.net_resolution()).map(seconds),
        "first_resolution_seconds": ticket.and_then(|ticket| ticket.first_resolution()).map(seconds),
        "hold_seconds": ticket.map(|ticket| seconds(ticket.hold())),
        "replies": timeline.replies(),
        "touch": ticket.and_then(Touch::of_ticket).map(word),
        "reopens": timeline.reopens(),
    }))
}

impl TicketEvent {
    fn instant(&self) -> Result<DateTime<Utc>, String> {
        match self.at {
            At::Instant(at) => Ok(at),
            At::Seconds(Seconds(time)) => TimeDelta::from_std(time)
                .ok()
                .and_then(|time| DateTime::UNIX_EPOCH.checked_add_signed(time))
                .ok_or_else(|| format!("at: expected a time of this age, found {time:?}")),
        }
    }

    fn kind(&self) -> Result<EventKind<u8>, String> {
        // No figure of this op depends on the channel.
        let channel = Channel::Email;
        Ok(match (self.kind.as_str(), self.by.as_deref()) {
            ("created", Some("agent")) => EventKind::CreatedByAgent,
            ("created", Some("customer") | None) => EventKind::CreatedByCustomer(channel),
            ("customer_message", _) => EventKind::CustomerMessage(channel),
            ("agent_public_reply", _) => EventKind::AgentReply,
            ("agent_note", _) => EventKind::AgentNote,
            ("bot_message", _) => EventKind::BotMessage,
            ("bot_handoff", _) => EventKind::BotHandoff,
            ("hold", _) => EventKind::Hold,
            ("resume", _) => EventKind::Resume,
            ("resolved", Some("agent")) => EventKind::Resolved(Resolver::Agent),
            ("resolved", Some("automation")) => EventKind::Resolved(Resolver::Automation),
            ("resolved", Some("customer")) => EventKind::Resolved(Resolver::Customer),
            ("resolved", None) => EventKind::Resolved(Resolver::NotKnown),
            ("reopened", _) => EventKind::Reopened,
            ("abandoned", _) => EventKind::Abandoned,
            ("merged", _) => EventKind::MergedInto(ANOTHER),
            (kind, by) => {
                return Err(format!(
                    "type: expected an event of a ticket, found {kind:?} by {by:?}"
                ));
            }
        })
    }
}

/// A time in seconds, as a whole number where it is one.
fn seconds(time: Elapsed) -> Value {
    let time: Duration = time.duration();
    if time.subsec_nanos() == 0 {
        json!(time.as_secs())
    } else {
        json!(time.as_secs_f64())
    }
}

fn word(touch: Touch) -> &'static str {
    match touch {
        Touch::Zero => "zero",
        Touch::One => "one",
        Touch::Two => "two",
        _ => "multi",
    }
}
