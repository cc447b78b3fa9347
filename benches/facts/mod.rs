//! A fact of every kind that a calculator counts, made from a row of the shop.
//!
//! What a row does not tell (holds, reopens, the course of a conversation) is
//! drawn, by odds that a shop might have.

pub mod contacts;
pub mod customers;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use support_kpi::breakdown::{Calendar, Span};
use support_kpi::clock::AroundTheClock;
use support_kpi::inference::{Ending, Lifespan};
use support_kpi::kpi::{BacklogEvent, Handled, ResponseBand, ResponseBands, SlaOutcome};
use support_kpi::{BotInvolvement, Channel, Elapsed, Resolver, Ticket, TicketEnd};

use crate::shop::Row;

/// What makes the draws: the same ones each time.
pub type Random = ChaCha8Rng;

/// A time up to so many seconds.
pub fn up_to(seconds: u64, random: &mut Random) -> Duration {
    Duration::from_millis(random.random_range(0..seconds * 1_000))
}

/// The ticket of a row, with all that a helpdesk knows of one.
pub fn ticket(row: &Row, random: &mut Random) -> Ticket {
    let known = &row.ticket;
    let bot = match random.random_range(0..10_u32) {
        0 => BotInvolvement::HandedOver,
        1 | 2 => BotInvolvement::TookPart,
        _ => BotInvolvement::None,
    };
    let mut ticket = Ticket::builder(known.channel(), known.opened_at())
        .bot(bot)
        .hold(up_to(600, random))
        .reopens(u16::from(random.random_bool(0.05)))
        .handovers(random.random_range(0..3));
    if let Some(at) = known.first_responded_at() {
        ticket = ticket.first_response_at(at);
    }
    if let (Some(count), Some(total)) = (known.responses(), known.response_total()) {
        ticket = ticket.responses(count, total.duration());
    }
    if let Some(count) = known.replies() {
        ticket = ticket.replies(count);
    }
    match (known.end(), known.closed_at()) {
        (TicketEnd::Abandoned, Some(at)) => ticket = ticket.abandoned_at(at),
        (_, Some(at)) => {
            let by = known.resolved_by().unwrap_or(Resolver::NotKnown);
            ticket = ticket.resolved_at(at, by);
        }
        (_, None) => {}
    }
    ticket.build().expect("a ticket that can be")
}

/// The ticket with its channel.
pub fn ticket_of_channel(row: &Row, random: &mut Random) -> (Channel, Ticket) {
    (row.ticket.channel(), ticket(row, random))
}

/// When a ticket was opened.
pub fn opening(row: &Row, _: &mut Random) -> DateTime<Utc> {
    row.ticket.opened_at()
}

/// Whether a ticket was abandoned.
pub fn is_abandoned(row: &Row, _: &mut Random) -> bool {
    row.ticket.is_abandoned()
}

/// The same, with the day of the opening.
pub fn is_abandoned_on(row: &Row, random: &mut Random) -> (Span, bool) {
    let day = Calendar::days(Utc).span_of(row.ticket.opened_at());
    (day.expect("a day"), is_abandoned(row, random))
}

/// How long a resolution took; a draw where there was none.
pub fn time(row: &Row, random: &mut Random) -> Elapsed {
    let drawn = || Elapsed::try_from(up_to(90_000, random)).expect("a time");
    row.ticket.resolution().unwrap_or_else(drawn)
}

/// How soon the first response came, by bounds that a shop might set.
pub fn band(row: &Row, _: &mut Random) -> ResponseBand {
    let bounds = [60, 600, 3_600, 14_400].map(Duration::from_secs);
    let bands = ResponseBands::new(bounds).expect("bounds that rise");
    bands.of_ticket(&row.ticket)
}

/// What happened to the backlog.
pub fn backlog_event(row: &Row, random: &mut Random) -> BacklogEvent {
    let events = BacklogEvent::of_ticket(&row.ticket);
    let mut events: Vec<BacklogEvent> = events.map(|(_, event)| event).collect();
    events.swap_remove(random.random_range(0..events.len()))
}

/// What an agent did.
pub fn handled(row: &Row, _: &mut Random) -> Handled {
    let mut handled = Handled::of_ticket(&row.ticket);
    handled.next().unwrap_or(Handled::Answered)
}

/// Why the customer wrote: one of forty reasons, the first ones more often.
pub fn reason(_: &Row, random: &mut Random) -> String {
    let number = random.random_range(1..=40_u32) * random.random_range(1..=40_u32) / 40;
    format!("reason {number}")
}

/// What became of a promise.
pub fn promise(_: &Row, random: &mut Random) -> SlaOutcome {
    match random.random_range(0..100_u32) {
        0..80 => SlaOutcome::Met,
        80..92 => SlaOutcome::Missed,
        92..95 => SlaOutcome::Running,
        95..97 => SlaOutcome::Paused,
        _ => SlaOutcome::Excluded,
    }
}

/// How long a ticket has lived.
pub fn lifespan(row: &Row, _: &mut Random) -> Lifespan {
    let ticket = &row.ticket;
    let ending = if ticket.is_abandoned() {
        Ending::Abandoned
    } else {
        Ending::Resolved
    };
    match ticket.closed_at() {
        None => Lifespan::open(ticket.opened_at()),
        Some(at) => Lifespan::ended(ticket.opened_at(), at, ending, &AroundTheClock)
            .expect("closed after it was opened"),
    }
}

/// Some days after an instant.
pub fn days_after(at: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    at + TimeDelta::days(days)
}
