//! The live desk: events a second, bytes for an open ticket, and what an event
//! costs on a long conversation.
//!
//!     cargo bench --bench desk

mod runner;

use chrono::{DateTime, TimeDelta, Utc};
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;
use runner::{Bench, Measured};
use support_kpi::Channel;
use support_kpi::kpi::{FirstResponseTime, WaitingOnWhom};
use support_kpi::stage::{Desk, Event, EventKind};

type LiveDesk = Desk<u64, u32>;
type Told = Event<u64, u32>;

/// How many messages an open ticket has.
const MESSAGES: u64 = 10;

/// A short and a long conversation: how many messages they have, how many of
/// the last ones are timed, and of how many conversations.
const SHORT: [u64; 3] = [10, 2, 2_000];
const LONG: [u64; 3] = [1_000, 20, 20];

/// The numbers of so many messages, in the order in which they come.
type Order = fn(u64) -> Vec<u64>;

/// In order, as they come to most desks, and the two ways to be late.
const ORDERS: [(&str, Order); 3] = [
    ("in order", |count| (0..count).collect()),
    ("shuffled", shuffled),
    ("backwards", |count| (0..count).rev().collect()),
];

fn main() {
    let mut bench = Bench::from_args();
    open_tickets(&mut bench);
    for (name, order) in ORDERS {
        for shape in [SHORT, LONG] {
            conversations(&mut bench, name, order, shape);
        }
    }
    let is_json = bench.is_json();
    let measured = bench.run();
    if !is_json {
        print_ratios(&measured);
    }
    runner::finish();
}

/// Events of many tickets that go on at the same time, into two calculators.
fn open_tickets(bench: &mut Bench<'_>) {
    // As many events as there are tickets elsewhere.
    let tickets = (runner::tickets() as u64).div_ceil(MESSAGES);
    let name = "an event, open tickets of 10 messages";
    let prepare = move || (LiveDesk::default(), round(tickets));
    bench.prepared(name, tickets * MESSAGES, prepare, |(desk, events)| {
        let mut first_response = FirstResponseTime::default();
        let mut waiting = WaitingOnWhom::default();
        for event in events.drain(..) {
            let change = desk.apply(event).expect("an event in order");
            change.apply_tickets(&mut first_response);
            let courses = change.tickets().map(|(_, fact)| *fact.course());
            courses.apply_to(&mut waiting);
        }
        first_response.count().unwrap_or(0)
    });

    let counted = "an open ticket of 10 messages, as the desk counts";
    let allocated = "an open ticket of 10 messages, as allocated";
    if bench.wants(counted) || bench.wants(allocated) {
        let events = round(tickets);
        let (desk, bytes) = runner::held_by(|| {
            let mut desk = LiveDesk::default();
            for event in &events {
                let _ = desk.apply(*event).expect("an event in order");
            }
            desk
        });
        let tickets = usize::try_from(tickets).expect("tickets in memory");
        bench.bytes(counted, desk.bytes() / tickets);
        bench.bytes(allocated, bytes / tickets);
    }
}

/// The last messages of conversations that are so long already.
fn conversations(bench: &mut Bench<'_>, name: &str, order: Order, shape: [u64; 3]) {
    let [messages, last, tickets] = shape;
    let tickets = if bench.is_smoke() { 2 } else { tickets };
    let prepare = move || {
        let order = order(messages);
        let (first, timed) = order.split_at((messages - last) as usize);
        let mut desk = LiveDesk::default();
        let mut events = Vec::new();
        for ticket in 0..tickets {
            for number in first {
                let _ = desk.apply(message(ticket, *number)).expect("an event");
            }
            events.extend(timed.iter().map(|number| message(ticket, *number)));
        }
        (desk, events)
    };
    let name = format!("an event, {name}, of {messages} messages");
    bench.prepared(&name, tickets * last, prepare, |(desk, events)| {
        let mut changes = 0;
        for event in events.drain(..) {
            let change = desk.apply(event).expect("an event");
            changes += u64::from(!change.tickets().is_empty());
        }
        changes
    });
}

/// The n-th message of a conversation: customer and agent take turns.
fn message(ticket: u64, number: u64) -> Told {
    let kind = if number.is_multiple_of(2) {
        EventKind::CustomerMessage(Channel::Email)
    } else {
        EventKind::AgentReply
    };
    let seconds = i64::try_from(60 * number).expect("an instant");
    let at: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
    Event::new(ticket, number, at, kind).by((ticket % 50) as u32)
}

/// All first messages, then all second ones, and so on.
fn round(tickets: u64) -> Vec<Told> {
    let messages =
        (0..MESSAGES).flat_map(|number| (0..tickets).map(move |ticket| (ticket, number)));
    messages
        .map(|(ticket, number)| message(ticket, number))
        .collect()
}

/// Numbers in an order that looks random, and is the same each time.
fn shuffled(count: u64) -> Vec<u64> {
    let mut numbers: Vec<u64> = (0..count).collect();
    numbers.shuffle(&mut ChaCha8Rng::seed_from_u64(7));
    numbers
}

/// What an event on a long conversation takes, in events on a short one.
fn print_ratios(measured: &[Measured]) {
    for (name, _) in ORDERS {
        let of = |[messages, ..]: [u64; 3]| {
            let name = format!("an event, {name}, of {messages} messages");
            measured.iter().find(|case| case.name == name)
        };
        if let (Some(short), Some(long)) = (of(SHORT), of(LONG)) {
            let times = long.median / short.median;
            println!("{name}: {times:.1} times as long at 1,000 messages as at 10");
        }
    }
}
