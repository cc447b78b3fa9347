//! A conversation as cases write it, put on a desk.

use std::error::Error;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, Schedule};
use support_kpi::stage::{Desk, Event, EventKind};
use support_kpi::{Channel, Resolver};

use super::inputs::Seconds;

/// The desk of one case: its agents by name, its events by their place.
type CaseDesk<'clock> = Desk<u8, String, usize, &'clock dyn Clock>;

/// The one ticket on the desk, and the one it may be merged into.
pub(super) const TICKET: u8 = 1;
const OTHER_TICKET: u8 = 2;

/// When something happened: an instant, or seconds from 0, which is 1970 here.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) instant: DateTime<Utc>,
    form: Form,
}

/// How a case writes its instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Instants,
    Seconds,
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Instant(instant) => Ok(Self {
                instant,
                form: Form::Instants,
            }),
            Written::Seconds(Seconds(time)) => TimeDelta::from_std(time)
                .ok()
                .and_then(|time| DateTime::UNIX_EPOCH.checked_add_signed(time))
                .map(|instant| Self {
                    instant,
                    form: Form::Seconds,
                })
                .ok_or_else(|| {
                    D::Error::custom(format!("at: expected a time of this age, found {time:?}"))
                }),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Instant(DateTime<Utc>),
    Seconds(Seconds),
}

impl Form {
    /// The form that all instants of a case have.
    pub(super) fn of_all<'a>(
        mut instants: impl Iterator<Item = &'a At>,
        schedules: usize,
    ) -> Result<Self, Box<dyn Error>> {
        let form = instants.next().map_or(Self::Instants, |at| at.form);
        if instants.any(|at| at.form != form) {
            return Err("at: expected all instants or all seconds, found both".into());
        }
        if form == Self::Seconds && schedules > 0 {
            return Err("at: expected instants, as there is a schedule, found seconds".into());
        }
        Ok(form)
    }

    /// An instant in this form.
    pub(super) fn write(self, at: DateTime<Utc>) -> Value {
        match self {
            Self::Instants => json!(at),
            Self::Seconds => seconds((at - DateTime::UNIX_EPOCH).to_std().unwrap_or_default()),
        }
    }
}

/// A time in seconds: a whole number where it is one.
pub(super) fn seconds(time: std::time::Duration) -> Value {
    match time.subsec_nanos() {
        0 => json!(time.as_secs()),
        _ => json!(time.as_secs_f64()),
    }
}

/// One event of a case. What is not about the conversation itself is for the op.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Told {
    pub(super) at: At,
    #[serde(rename = "type")]
    pub(super) kind: String,
    by: Option<String>,
    pub(super) targets: Option<Value>,
    pub(super) schedule: Option<Schedule<Tz>>,
}

impl Told {
    fn kind(&self) -> Result<EventKind<u8>, String> {
        let by = self.by.as_deref();
        // The cases say nothing of channels.
        let channel = Channel::Email;
        Ok(match (self.kind.as_str(), by) {
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
            ("merged", _) => EventKind::MergedInto(OTHER_TICKET),
            (kind, by) => {
                return Err(format!(
                    "type: expected an event of a ticket, found {kind:?} by {by:?}"
                ));
            }
        })
    }
}

/// The clock of a schedule, or around the clock without one.
pub(super) fn clock(schedule: Option<Schedule<Tz>>) -> Box<dyn Clock> {
    match schedule {
        Some(schedule) => Box::new(BusinessHours::new(schedule)),
        None => Box::new(AroundTheClock),
    }
}

/// A desk to which the events were told in the order of the case.
pub(super) fn desk<'told, 'clock>(
    clock: &'clock dyn Clock,
    events: impl Iterator<Item = &'told Told>,
) -> Result<CaseDesk<'clock>, Box<dyn Error>> {
    let mut desk = Desk::new(clock, support_kpi::stage::Reopening::Explicit);
    for (id, told) in events.enumerate() {
        let mut event = Event::new(TICKET, id, told.at.instant, told.kind()?);
        // A reply is an agent's, whether or not the case says whose.
        let nobody = (told.kind == "agent_public_reply").then(String::new);
        if let Some(by) = told.by.clone().or(nobody) {
            event = event.by(by);
        }
        let _ = desk.apply(event)?;
    }
    Ok(desk)
}
