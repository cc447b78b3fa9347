//! The cases of `cases/tickets.jsonl`: published ones, and one made by hand for each rule.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use support_kpi::stage::{Desk, Event, EventKind};
use support_kpi::{Channel, Elapsed, Resolver};

const CASES: &str = include_str!("../cases/tickets.jsonl");

fn instant(at: &Value) -> DateTime<Utc> {
    match at.as_i64() {
        Some(seconds) => DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds),
        None => at.as_str().expect("text").parse().expect("an instant"),
    }
}

fn kind(word: &str, by: Option<&str>) -> EventKind<u8> {
    match (word, by) {
        ("created", Some("agent")) => EventKind::CreatedByAgent,
        ("created", _) => EventKind::CreatedByCustomer(Channel::Email),
        ("customer_message", _) => EventKind::CustomerMessage(Channel::Email),
        ("agent_public_reply", _) => EventKind::AgentReply,
        ("agent_note", _) => EventKind::AgentNote,
        ("bot_message", _) => EventKind::BotMessage,
        ("bot_handoff", _) => EventKind::BotHandoff,
        ("hold", _) => EventKind::Hold,
        ("resume", _) => EventKind::Resume,
        ("resolved", Some("agent")) => EventKind::Resolved(Resolver::Agent),
        ("resolved", Some("automation")) => EventKind::Resolved(Resolver::Automation),
        ("resolved", Some("customer")) => EventKind::Resolved(Resolver::Customer),
        ("reopened", _) => EventKind::Reopened,
        ("abandoned", _) => EventKind::Abandoned,
        ("merged", _) => EventKind::MergedInto(2),
        _ => panic!("{word} by {by:?}"),
    }
}

fn seconds(time: Option<Elapsed>) -> Value {
    time.map_or(Value::Null, |time| json!(time.duration().as_secs()))
}

/// What the desk says of a case, in the words of the protocol.
fn answer(inputs: &Value) -> Value {
    let mut desk = Desk::<u8, String>::default();
    for (id, event) in inputs["events"]
        .as_array()
        .expect("a list")
        .iter()
        .enumerate()
    {
        let by = event["by"].as_str();
        let kind = kind(event["type"].as_str().expect("a word"), by);
        let mut told = Event::new(1, id as u64, instant(&event["at"]), kind);
        if let Some(by) = by {
            told = told.by(by.to_string());
        }
        let _ = desk.apply(told).expect("an event that can be");
    }
    let timeline = desk.timeline(&1).expect("a ticket");
    let responses: Vec<Value> = timeline
        .contacts()
        .iter()
        .filter_map(|contact| contact.response())
        .map(|time| seconds(Some(time)))
        .collect();
    let fact = timeline.ticket().ok();
    let ticket = fact.as_ref().map(|fact| fact.ticket());
    let touch = ticket
        .filter(|ticket| ticket.is_resolved())
        .and_then(|ticket| ticket.replies())
        .map(|replies| ["zero", "one", "two", "multi"][replies.min(3) as usize]);
    json!({
        "first_response_seconds": seconds(ticket.and_then(|t| t.first_response())),
        "response_seconds": responses,
        "resolution_seconds": seconds(ticket.and_then(|t| t.resolution())),
        "net_resolution_seconds": seconds(ticket.and_then(|t| t.net_resolution())),
        "first_resolution_seconds": seconds(ticket.and_then(|t| t.first_resolution())),
        "hold_seconds": seconds(ticket.map(|t| t.hold())),
        "replies": timeline.replies(),
        "touch": touch,
        "reopens": timeline.reopens(),
    })
}

#[test]
fn every_case_agrees() {
    let mut cases = 0;
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let answer = answer(&case["inputs"]);
        for (key, expected) in case["expected"].as_object().expect("an object") {
            assert_eq!(&answer[key], expected, "{}: {key} of {answer}", case["id"]);
        }
        cases += 1;
    }
    assert!(cases >= 30, "{cases} cases");
}
