//! The live desk: events a second, bytes for an open ticket, and what an event
//! costs on a long conversation.
//!
//!     cargo bench --bench desk

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use support_kpi::Channel;
use support_kpi::kpi::{FirstResponseTime, WaitingOnWhom};
use support_kpi::stage::{Desk, Event, EventKind};

type Told = Event<u64, u32>;

fn at(second: u64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(i64::try_from(second).expect("an instant"))
}

/// The n-th message of a conversation: customer and agent take turns.
fn message(ticket: u64, number: u64) -> Told {
    let kind = if number.is_multiple_of(2) {
        EventKind::CustomerMessage(Channel::Email)
    } else {
        EventKind::AgentReply
    };
    Event::new(ticket, number, at(60 * number), kind).by((ticket % 50) as u32)
}

/// The resident memory of this process, where the system tells it.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1_024)
}

/// Numbers in an order that looks random, and is the same each time.
fn shuffled(count: u64) -> Vec<u64> {
    let mut numbers: Vec<u64> = (0..count).collect();
    let mut state = 7_u64;
    for index in (1..numbers.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        numbers.swap(index, (state >> 33) as usize % (index + 1));
    }
    numbers
}

fn open_tickets(tickets: u64, messages: u64) {
    let before = resident();
    let mut desk = Desk::<u64, u32>::default();
    let mut frt = FirstResponseTime::default();
    let mut waiting = WaitingOnWhom::default();
    let started = Instant::now();
    for number in 0..messages {
        for ticket in 0..tickets {
            let change = desk.apply(message(ticket, number)).expect("an event");
            change.apply_tickets(&mut frt);
            change
                .tickets()
                .map(|(_, fact)| *fact.course())
                .apply_to(&mut waiting);
        }
    }
    let took = started.elapsed();
    let events = tickets * messages;
    println!(
        "{tickets} open tickets of {messages} messages, into two calculators: {:.0} events/s, {} ns an event",
        events as f64 / took.as_secs_f64(),
        took.as_nanos() / u128::from(events),
    );
    println!(
        "  {} bytes a ticket by the desk's own count",
        desk.bytes() as u64 / tickets
    );
    if let (Some(before), Some(after)) = (before, resident()) {
        println!(
            "  {} bytes a ticket by resident memory",
            after.saturating_sub(before) / tickets
        );
    }
    black_box((desk, frt, waiting));
}

/// The mean time of an event on conversations of about so many messages, told in an order.
fn event_on(messages: u64, last: u64, order: &[u64]) -> Duration {
    let rounds = (200_000 / messages).max(20);
    let mut total = Duration::ZERO;
    for round in 0..rounds {
        let mut desk = Desk::<u64, u32>::default();
        let (first, timed) = order.split_at((messages - last) as usize);
        for number in first {
            let _ = black_box(desk.apply(message(round, *number)).expect("an event"));
        }
        let timed: Vec<Told> = timed.iter().map(|number| message(round, *number)).collect();
        let started = Instant::now();
        for event in timed {
            let _ = black_box(desk.apply(event).expect("an event"));
        }
        total += started.elapsed();
    }
    total / u32::try_from(rounds * last).expect("few events")
}

fn main() {
    open_tickets(100_000, 10);
    for (name, order) in [
        ("in order", (|n| (0..n).collect()) as fn(u64) -> Vec<u64>),
        ("shuffled", shuffled),
        ("backwards", |n| (0..n).rev().collect()),
    ] {
        let short = event_on(10, 2, &order(10));
        let long = event_on(1_000, 20, &order(1_000));
        println!(
            "{name}: {short:?} an event at 10 messages, {long:?} at 1,000: {:.1} times",
            long.as_secs_f64() / short.as_secs_f64(),
        );
    }
}
