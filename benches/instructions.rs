//! The hot paths, each once, for `benches/instructions.py` to count the
//! instructions of under callgrind.
//!
//!     python3 benches/instructions.py
//!
//! Without callgrind this only shows that the paths run.

#[path = "full_set/mod.rs"]
mod full_set;
#[path = "shop/mod.rs"]
mod shop;

use std::hint::black_box;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use full_set::{Columns, Figures, FullSet};
use support_kpi::breakdown::By;
use support_kpi::clock::{BusinessHours, Clock as _, Schedule};
use support_kpi::kpi::FirstResponseTime;
use support_kpi::stage::{Desk, Event, EventKind};
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator as _, Channel, Elapsed};

/// How many tickets the paths work on: groups of a hundred at 3,000 groups,
/// which is past the first stages of a histogram. Fewer show that they run.
const TICKETS: usize = 300_000;
const FEW_TICKETS: usize = 2_000;

/// How many messages a conversation of the desk has.
const MESSAGES: u64 = 10;

/// What callgrind counts: all that happens while this is on the stack, and
/// nothing else.
#[inline(never)]
fn measured(work: &mut dyn FnMut() -> u64) -> u64 {
    // The result depends on the call, so the call does not become a jump.
    black_box(work()).wrapping_add(black_box(0))
}

/// Runs a path, and prints its name and its number of items.
fn path(name: &str, items: usize, mut work: impl FnMut() -> u64) {
    black_box(measured(&mut work));
    println!("{items} {name}");
}

fn main() {
    let is_counted = std::env::args().any(|word| word == "--counted");
    let rows = shop::rows(if is_counted { TICKETS } else { FEW_TICKETS }, 1);
    let count = rows.len();
    let times: Vec<Elapsed> = rows
        .iter()
        .filter_map(|row| row.ticket.resolution())
        .collect();

    path("DurationSummary, record", times.len(), || {
        let mut summary = DurationSummary::default();
        for time in &times {
            summary.record(time);
        }
        summary.count().unwrap_or(0)
    });
    path("DurationSummary, record_slice", times.len(), || {
        let mut summary = DurationSummary::default();
        summary.record_slice(&times);
        summary.count().unwrap_or(0)
    });
    path("full set, record", count, || {
        let mut set = FullSet::default();
        for row in &rows {
            set.record(row);
        }
        set.1.whole().unwrap_or(0)
    });
    path("full set, record_slice", count, || {
        let mut set = FullSet::default();
        set.record_slice(&rows);
        set.1.whole().unwrap_or(0)
    });
    let columns = Columns::of(&rows);
    path("full set, from columns", count, || {
        let set = columns.count().expect("columns that can be");
        black_box(set.1.whole().unwrap_or(0))
    });
    path("full set, by channel", count, || {
        let mut sets = By::<Channel, FullSet>::default();
        sets.record_by(&rows, |row| row.ticket.channel());
        sets.group_count() as u64
    });
    path("full set, by agent and channel", count, || {
        let mut sets = By::<(u16, Channel), FullSet>::default();
        sets.record_by(&rows, shop::Row::group);
        sets.group_count() as u64
    });
    read_figures(&rows);
    desk_events(count / 10);
    business_hours(&rows);
}

/// Reading all figures of many small groups, as a dashboard does.
fn read_figures(rows: &[shop::Row]) {
    let mut sets = By::<(u16, Channel), FullSet>::default();
    sets.record_by(rows, shop::Row::group);
    path("figures of a group, read", sets.group_count(), || {
        sets.iter().map(|(_, set)| Figures::of(set).tickets).sum()
    });
}

/// Events of many conversations that go on at the same time, into a calculator.
fn desk_events(events: usize) {
    let tickets = events as u64 / MESSAGES;
    let told = |number: u64, ticket: u64| {
        let kind = if number.is_multiple_of(2) {
            EventKind::CustomerMessage(Channel::Email)
        } else {
            EventKind::AgentReply
        };
        let seconds = i64::try_from(60 * number).expect("an instant");
        let at: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
        Event::new(ticket, number, at, kind).by((ticket % 50) as u32)
    };
    let events: Vec<Event<u64, u32>> = (0..MESSAGES)
        .flat_map(|number| (0..tickets).map(move |ticket| told(number, ticket)))
        .collect();
    let count = events.len();
    let mut events = Some(events);
    path("desk, an event", count, || {
        let mut desk = Desk::<u64, u32>::default();
        let mut first_responses = FirstResponseTime::default();
        for event in events.take().into_iter().flatten() {
            let change = desk.apply(event).expect("an event in order");
            change.apply_tickets(&mut first_responses);
        }
        first_responses.count().unwrap_or(0)
    });
}

/// The business time of every ticket's first response, by a compiled calendar.
fn business_hours(rows: &[shop::Row]) {
    let hours = "09:00-17:00".parse().expect("written hours");
    let week = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    let schedule = Schedule::new(chrono_tz::Europe::Berlin)
        .open(week, [hours])
        .expect("a week");
    let clock = BusinessHours::new(schedule);
    let spans: Vec<(DateTime<Utc>, DateTime<Utc>)> = rows
        .iter()
        .filter_map(|row| {
            let ticket = &row.ticket;
            Some((ticket.opened_at(), ticket.first_responded_at()?))
        })
        .collect();
    path("BusinessHours, elapsed", spans.len(), || {
        let open: Duration = spans
            .iter()
            .map(|(from, to)| clock.elapsed(*from, *to))
            .sum();
        open.as_secs()
    });
}
