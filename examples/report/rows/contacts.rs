//! Interactions from their rows.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use support_kpi::clock::{AroundTheClock, Clock};
use support_kpi::{Elapsed, HandleTime, Interaction, ModelError, Outcome};

use super::super::folder::hours::DeskHours;
use super::super::folder::interactions::{self as layout, InteractionRow};
use super::super::labels::Labels;

/// An interaction with the keys of its row.
#[derive(Debug)]
pub(crate) struct ContactFact {
    /// `None` where nobody answered, or who did is not known.
    pub(crate) agent: Option<String>,
    pub(crate) contact: Interaction,
    /// Its last instant after it began; `None` where there is none.
    pub(crate) last_at: Option<DateTime<Utc>>,
}

/// Makes an interaction of a row, its wait on the clock of its channel.
///
/// What an agent was busy with runs from the answer to the end, and is work
/// whatever the hours; hold and work after the contact stand in no column.
pub(super) fn fact(
    row: &InteractionRow,
    labels: &Labels,
    hours: &DeskHours,
) -> Result<ContactFact, ModelError> {
    let channel = labels.channel(row.channel)?;
    let outcome = outcome(row, hours.of(channel))?;
    let mut contact = Interaction::new(channel, row.started_at, outcome)?;
    if let (Some(answered), Some(ended)) = (row.answered_at, row.ended_at) {
        let talk = AroundTheClock.elapsed(answered, ended);
        contact =
            contact.with_handle_time(HandleTime::new(talk, Duration::ZERO, Duration::ZERO)?)?;
    }
    Ok(ContactFact {
        agent: row.agent.clone(),
        contact,
        last_at: row.ended_at.or(row.answered_at),
    })
}

fn outcome(row: &InteractionRow, clock: &impl Clock) -> Result<Outcome, ModelError> {
    let start = ("started_at", row.started_at);
    let answer = row.answered_at.map(|at| ("answered_at", at));
    if let Some(answer) = answer {
        in_order(start, answer)?;
    }
    if let Some(end) = row.ended_at {
        in_order(answer.unwrap_or(start), ("ended_at", end))?;
    }
    let until = |at| Elapsed::try_from(clock.elapsed(row.started_at, at));
    match (row.outcome, row.answered_at, row.ended_at) {
        (layout::Outcome::Answered, Some(answered), _) => Ok(Outcome::Answered {
            after: until(answered)?,
        }),
        (layout::Outcome::Answered, None, _) => Err(ModelError::Missing {
            field: "answered_at",
            expected: "an instant where the outcome is answered",
        }),
        (layout::Outcome::Abandoned, Some(answered), _) => Ok(Outcome::LeftAfterAnswer {
            after: until(answered)?,
        }),
        (layout::Outcome::Abandoned, None, Some(ended)) => Ok(Outcome::LeftWaiting {
            after: until(ended)?,
        }),
        (layout::Outcome::Abandoned, None, None) => Err(ModelError::Missing {
            field: "ended_at",
            expected: "an instant where the outcome is abandoned without an answer",
        }),
        (layout::Outcome::Waiting, None, None) => Ok(Outcome::StillWaiting),
        (layout::Outcome::Waiting, Some(at), _) => Err(still_waits("answered_at", at)),
        (layout::Outcome::Waiting, None, Some(at)) => Err(still_waits("ended_at", at)),
    }
}

fn in_order(
    (earlier, expected): (&'static str, DateTime<Utc>),
    (field, found): (&'static str, DateTime<Utc>),
) -> Result<(), ModelError> {
    if found < expected {
        return Err(ModelError::Before {
            field,
            earlier,
            expected,
            found,
        });
    }
    Ok(())
}

fn still_waits(field: &'static str, at: DateTime<Utc>) -> ModelError {
    ModelError::Contradiction {
        field,
        expected: "nothing where the outcome is waiting",
        found: at.to_rfc3339_opts(SecondsFormat::AutoSi, true),
    }
}
