//! Facts of contacts and of conversations.

use std::time::Duration;

use chrono::Utc;
use rand::RngExt as _;
use support_kpi::clock::HourOfWeek;
use support_kpi::kpi::{
    AbandonmentVerdict, AnswerTarget, AnswerVerdict, ContactTime, DeskHours, PartOfWeek,
    ShortAbandons,
};
use support_kpi::model::{FirstAssignment, FirstContact, Recontact};
use support_kpi::{
    Course, Elapsed, FirstContactOutcome, FirstConversation, HandleTime, Interaction, Outcome,
};

use super::{Random, up_to};
use crate::shop::Row;

const TWENTY_SECONDS: Duration = Duration::from_secs(20);

fn time(seconds: u64, random: &mut Random) -> Elapsed {
    Elapsed::try_from(up_to(seconds, random)).expect("a time")
}

/// The contact that a row's ticket came from.
pub fn interaction(row: &Row, random: &mut Random) -> Interaction {
    let ticket = &row.ticket;
    let outcome = match ticket.first_response() {
        Some(after) if ticket.is_abandoned() => Outcome::LeftAfterAnswer { after },
        Some(after) => Outcome::Answered { after },
        None if ticket.is_abandoned() => Outcome::LeftWaiting {
            after: time(120, random),
        },
        None => Outcome::StillWaiting,
    };
    let contact = Interaction::new(ticket.channel(), ticket.opened_at(), outcome)
        .expect("an interaction that can be");
    if !contact.was_answered() {
        return contact;
    }
    let (talk, hold) = (up_to(600, random), up_to(60, random));
    let handled = HandleTime::new(talk, hold, up_to(120, random)).expect("minutes");
    contact.with_handle_time(handled).expect("it was answered")
}

/// Whether it was abandoned, and how soon.
pub fn abandonment(row: &Row, random: &mut Random) -> AbandonmentVerdict {
    ShortAbandons::within(TWENTY_SECONDS).judge(&interaction(row, random))
}

/// Whether it was answered in time.
pub fn answer(row: &Row, random: &mut Random) -> AnswerVerdict {
    AnswerTarget::within(TWENTY_SECONDS).judge(&interaction(row, random))
}

/// The hour in which it came.
pub fn hour(row: &Row, _: &mut Random) -> HourOfWeek {
    HourOfWeek::of(row.ticket.opened_at(), &Utc)
}

/// Whether it came in opening hours.
pub fn time_of_contact(_: &Row, random: &mut Random) -> ContactTime {
    let hours = if random.random_bool(0.8) {
        DeskHours::Inside
    } else {
        DeskHours::Outside
    };
    let part_of_week = if random.random_bool(0.8) {
        PartOfWeek::Weekday
    } else {
        PartOfWeek::Weekend
    };
    ContactTime::new(hours, part_of_week)
}

/// How a conversation went on.
pub fn course(row: &Row, random: &mut Random) -> Course {
    let ticket = &row.ticket;
    let replies = ticket.replies().unwrap_or(0);
    let repeated = replies.saturating_sub(1).min(random.random_range(0..2));
    let team = ticket.first_response().unwrap_or(Elapsed::ZERO);
    Course::default()
        .waited(team, time(40_000, random), time(600, random))
        .assigned(
            FirstAssignment::After(time(900, random)),
            random.random_range(0..3),
        )
        .and_then(|course| course.replied(replies, repeated, repeated / 2))
        .expect("a course that can be")
}

/// Whether the first contact resolved it, and whether the customer came back.
pub fn first_contact(row: &Row, random: &mut Random) -> FirstContactOutcome {
    let ticket = &row.ticket;
    let end = ticket.closed_at().unwrap_or_else(|| ticket.opened_at());
    let conversation = FirstConversation::open(ticket.channel(), ticket.opened_at())
        .and_then(|open| open.resolved(end, 1))
        .expect("resolved after it was opened");
    let (first, recontact) = if random.random_bool(0.7) {
        (FirstContact::Resolved, Recontact::StayedAway)
    } else {
        (FirstContact::NotResolved, Recontact::CameBack)
    };
    FirstContactOutcome::of(&conversation, first, recontact).expect("it was resolved")
}
