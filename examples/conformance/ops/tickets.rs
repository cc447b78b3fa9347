//! The op `ticket`: the times and counts of one conversation.

use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Value, json};
use support_kpi::Elapsed;
use support_kpi::clock::Schedule;
use support_kpi::kpi::Touch;

use super::conversation::{Form, TICKET, Told, clock, desk, seconds};
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
    events: Vec<Told>,
}

fn ticket(inputs: Ticket) -> Answer {
    let schedules = usize::from(inputs.schedule.is_some());
    Form::of_all(inputs.events.iter().map(|told| &told.at), schedules)?;
    let clock = clock(inputs.schedule);
    let desk = desk(&*clock, inputs.events.iter())?;
    let timeline = desk
        .timeline(&TICKET)
        .ok_or("events: expected one or more, found none")?;
    let fact = timeline.ticket().ok();
    let ticket = fact.as_ref().map(|fact| fact.ticket());
    let time = |time: Option<Elapsed>| time.map(|time| seconds(time.duration()));
    let responses: Vec<Value> = timeline
        .contacts()
        .iter()
        .filter_map(|contact| time(contact.response()))
        .collect();
    Ok(json!({
        "first_response_seconds": time(ticket.and_then(|t| t.first_response())),
        "response_seconds": responses,
        "resolution_seconds": time(ticket.and_then(|t| t.resolution())),
        "net_resolution_seconds": time(ticket.and_then(|t| t.net_resolution())),
        "first_resolution_seconds": time(ticket.and_then(|t| t.first_resolution())),
        "hold_seconds": time(ticket.map(|t| t.hold())),
        "replies": timeline.replies(),
        "touch": ticket.and_then(Touch::of_ticket),
        "reopens": timeline.reopens(),
    }))
}
