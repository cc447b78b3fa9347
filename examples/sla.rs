//! A week of the small shop's tickets, judged by the same targets in its
//! opening hours and by the wall clock, side by side; and what breaches next.
//!
//! `cargo run --release --example sla`

#[path = "conversations/mod.rs"]
mod conversations;
#[path = "folder/mod.rs"]
mod folder;

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use chrono::Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
use chrono::{DateTime, Utc};
use chrono_tz::Asia::Tokyo;
use chrono_tz::Tz;
use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};
use support_kpi::Calculator;
use support_kpi::breakdown::By;
use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, Schedule};
use support_kpi::kpi::{
    ContactTime, FirstResponseTime, OutOfHours, PartOfWeek, ResolutionTime, SlaAttainment,
};
use support_kpi::sla::{Agreements, Judgement, Metric, Targets, Terms, Watchlist};
use support_kpi::stage::{Desk, Event, Reopening};

use self::conversations::{Agent, event};
use self::folder::Folder;

/// Seven days, up to a Monday morning soon after the opening.
const FROM: &str = "2026-05-11T10:20:00+09:00";
const NOW: &str = "2026-05-18T10:20:00+09:00";
/// How many of the tickets that are due next are shown.
const QUEUE: usize = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Folder::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data"))?;
    let (from, now): (DateTime<Utc>, DateTime<Utc>) = (FROM.parse()?, NOW.parse()?);
    let events = week(&folder, from..now)?;
    let tickets = folder.tickets.iter().flatten();
    let priorities: BTreeMap<&str, &str> = tickets
        .filter_map(|row| Some((row.id.as_deref()?, row.priority.as_deref()?)))
        .collect();

    let mut out = io::stdout().lock();
    let hours = BusinessHours::new(opening_hours()?);
    let open = Side::new(&hours, &events, &priorities, now)?;
    let wall = Side::new(&AroundTheClock, &events, &priorities, now)?;

    writeln!(out, "The tickets of the week from {FROM}, as of {NOW}")?;
    writeln!(
        out,
        "Opening hours: Mon to Fri 10:00-19:00, Sat 10:00-17:00, Asia/Tokyo\n"
    )?;
    writeln!(out, "{}\n", attainment(&open, &wall))?;
    writeln!(out, "{}\n", times(&open, &wall))?;

    let contacts = OutOfHours::of(
        open.desk
            .facts()
            .contacts()
            .map(|(_, wait)| ContactTime::of(wait.interaction().started_at(), &hours))
            .recorded(),
    );
    writeln!(
        out,
        "Waits that began out of hours: {}",
        contacts.out_of_hours()
    )?;
    let weekend = contacts.out_of_hours_on(PartOfWeek::Weekend);
    writeln!(out, "  of those at the weekend: {weekend}\n")?;

    writeln!(
        out,
        "What breaches next, by opening hours, and when it would by the wall clock:"
    )?;
    writeln!(out, "{}", queue(&open, &wall, &priorities))?;
    Ok(())
}

/// When somebody of the shop is there.
fn opening_hours() -> Result<Schedule<Tz>, support_kpi::CalendarError> {
    Schedule::new(Tokyo)
        .open([Mon, Tue, Wed, Thu, Fri], ["10:00-19:00".parse()?])?
        .open([Sat], ["10:00-17:00".parse()?])
}

/// All events of the tickets that opened in a week.
fn week(
    folder: &Folder,
    week: Range<DateTime<Utc>>,
) -> Result<Vec<Event<String, Agent>>, Box<dyn Error>> {
    let rows = folder.messages.as_ref().ok_or("messages.csv is missing")?;
    // A ticket's channel is that of its first message, which the file has first.
    let mut opened = BTreeMap::new();
    for row in rows {
        opened.entry(&row.ticket).or_insert((row.at, row.channel));
    }
    let mut events = Vec::new();
    for row in rows {
        let Some((at, Some(channel))) = opened.get(&row.ticket) else {
            continue;
        };
        if week.contains(at) {
            events.push(event(row, row.channel.unwrap_or(*channel))?);
        }
    }
    Ok(events)
}

/// What the shop promises, in hours of a clock: first response, later ones, resolution.
fn agreements<C: Clock + Copy>(
    clock: C,
) -> Result<Agreements<&'static str, C>, support_kpi::ModelError> {
    let hours = |hours: u64| Duration::from_secs(hours * 3_600);
    let within = |first, next, resolution| {
        Targets::on(clock)
            .first_response(hours(first))?
            .next_response(hours(next))?
            .resolution(hours(resolution))
    };
    Ok(Agreements::default()
        .with("urgent", within(1, 2, 9)?)
        .with("high", within(2, 4, 18)?)
        .with("normal", within(4, 9, 27)?)
        .otherwise(within(9, 9, 45)?))
}

/// The same week on one clock.
struct Side<'clock, C> {
    desk: Desk<String, Agent, u64, &'clock C>,
    attainment: By<Metric, SlaAttainment>,
    watchlist: Watchlist<String>,
    judgements: BTreeMap<String, Judgement>,
}

impl<'clock, C: Clock> Side<'clock, C> {
    fn new(
        clock: &'clock C,
        events: &[Event<String, Agent>],
        priorities: &BTreeMap<&str, &str>,
        now: DateTime<Utc>,
    ) -> Result<Self, Box<dyn Error>> {
        let mut side = Self {
            desk: Desk::new(clock, Reopening::Explicit),
            attainment: By::default(),
            watchlist: Watchlist::default(),
            judgements: BTreeMap::new(),
        };
        for event in events.iter().filter(|event| event.at() <= Some(now)) {
            let _ = side.desk.apply(event.clone())?;
        }
        let agreements = agreements(clock)?;
        for ticket in side.desk.tickets() {
            let priority = priorities.get(ticket.as_str()).copied().unwrap_or_default();
            let (Some(timeline), Some(targets)) =
                (side.desk.timeline(ticket), agreements.of(&priority))
            else {
                continue;
            };
            let judgement = Judgement::of(&timeline, &Terms::of(targets), now);
            side.watchlist
                .update(ticket.clone(), &judgement)
                .map(|(_, metric, outcome)| (*metric, *outcome))
                .apply_to(&mut side.attainment);
            side.judgements.insert(ticket.clone(), judgement);
        }
        Ok(side)
    }

    fn of(&self, metric: Metric) -> SlaAttainment {
        self.attainment.get(&metric).cloned().unwrap_or_default()
    }
}

/// How much of what was promised was kept, by the one clock and the other.
fn attainment(open: &Side<'_, impl Clock>, wall: &Side<'_, impl Clock>) -> Table {
    let mut table = table(
        &["target", "clock", "met", "runs", "on hold", "excluded"],
        2,
    );
    for metric in Metric::ALL {
        for (clock, side) in [
            ("opening hours", open.of(metric)),
            ("wall clock", wall.of(metric)),
        ] {
            table.add_row([
                metric.to_string(),
                clock.to_string(),
                side.attained().to_string(),
                count(side.running()),
                count(side.paused()),
                count(side.excluded()),
            ]);
        }
    }
    table
}

/// The desk's own times, by the one clock and the other.
fn times(open: &Side<'_, impl Clock>, wall: &Side<'_, impl Clock>) -> Table {
    let mut table = table(&["mean", "opening hours", "wall clock"], 1);
    let (open, wall) = (means(open), means(wall));
    table.add_row(["first response".to_string(), hours(open.0), hours(wall.0)]);
    table.add_row(["resolution".to_string(), hours(open.1), hours(wall.1)]);
    table
}

fn means(side: &Side<'_, impl Clock>) -> (Option<Duration>, Option<Duration>) {
    let mut times = <(FirstResponseTime, ResolutionTime)>::default();
    side.desk.facts().apply_tickets(&mut times);
    (times.0.mean(), times.1.mean())
}

/// What is due next.
fn queue(
    open: &Side<'_, impl Clock>,
    wall: &Side<'_, impl Clock>,
    priorities: &BTreeMap<&str, &str>,
) -> Table {
    let headings = [
        "ticket",
        "priority",
        "target",
        "due",
        "left",
        "by the wall clock",
    ];
    let mut table = table(&headings, 3);
    for due in open.watchlist.upcoming().take(QUEUE) {
        let state =
            |side: &BTreeMap<String, Judgement>| side.get(due.ticket())?.state(due.metric());
        let wall = state(&wall.judgements);
        let by_wall = match wall.and_then(|state| state.due()) {
            Some(at) if wall.is_some_and(|state| state.late() > Duration::ZERO) => {
                format!("late since {}", local(at))
            }
            Some(at) => local(at),
            None => "–".to_string(),
        };
        let priority = priorities.get(due.ticket().as_str()).copied();
        table.add_row([
            due.ticket().clone(),
            priority.unwrap_or("–").to_string(),
            due.metric().to_string(),
            local(due.at()),
            hours(state(&open.judgements).and_then(|state| state.left())),
            by_wall,
        ]);
    }
    table
}

/// A table whose first columns are words and whose others are figures.
fn table(headings: &[&str], words: usize) -> Table {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_header(headings.iter().copied());
    for (index, column) in table.column_iter_mut().enumerate() {
        if index >= words {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn count(number: Option<u64>) -> String {
    number.map_or_else(|| "–".to_string(), |number| number.to_string())
}

/// Hours and minutes: "26:05".
fn hours(time: Option<Duration>) -> String {
    time.map_or_else(
        || "–".to_string(),
        |time| {
            let minutes = time.as_secs() / 60;
            format!("{}:{:02}", minutes / 60, minutes % 60)
        },
    )
}

/// The wall clock in Tokyo: "Fri 17 18:30".
fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Tokyo).format("%a %d %H:%M").to_string()
}
