//! The op `sla`: how the targets of one conversation stand at an instant.

use std::error::Error;

use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use support_kpi::clock::{Clock, ClosingPolicy, Schedule};
use support_kpi::sla::{Judgement, Metric, SlaState, Targets, Terms, Verdict};

use super::conversation::{At, Form, TICKET, Told, clock, desk, seconds};
use super::inputs::Seconds;
use super::{Answer, answer_from};

/// An event that is not about the conversation: its targets changed.
const RETARGETED: &str = "retargeted";

pub(super) fn answer(op: &str, inputs: &Value) -> Option<Answer> {
    match op {
        "sla" => answer_from(inputs, sla),
        _ => None,
    }
}

#[derive(Deserialize)]
struct Sla {
    schedule: Option<Schedule<Tz>>,
    events: Vec<Told>,
    targets: Promised,
    as_of: At,
    #[serde(default)]
    boundary_policy: ClosingPolicy,
}

/// Targets as a case writes them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promised {
    first_response: Option<Seconds>,
    next_response: Option<Seconds>,
    resolution: Option<Seconds>,
}

impl Promised {
    fn of(&self, metric: Metric) -> Option<Seconds> {
        match metric {
            Metric::FirstResponse => self.first_response,
            Metric::NextResponse => self.next_response,
            Metric::Resolution => self.resolution,
            _ => None,
        }
    }

    fn on<'clock>(
        &self,
        clock: &'clock dyn Clock,
        policy: ClosingPolicy,
    ) -> Result<Targets<&'clock dyn Clock>, Box<dyn Error>> {
        let mut targets = Targets::on(clock).closing(policy);
        for metric in Metric::ALL {
            if let Some(Seconds(within)) = self.of(metric) {
                targets = targets.within(metric, within)?;
            }
        }
        Ok(targets)
    }
}

fn sla(inputs: Sla) -> Answer {
    let Sla {
        schedule,
        events,
        targets: promised,
        as_of,
        boundary_policy,
    } = inputs;
    let (changes, events): (Vec<Told>, Vec<Told>) =
        events.into_iter().partition(|told| told.kind == RETARGETED);
    let schedules = schedule
        .iter()
        .chain(changes.iter().filter_map(|told| told.schedule.as_ref()));
    let schedules = schedules.count();
    let instants = events.iter().chain(&changes).map(|told| &told.at);
    let form = Form::of_all(instants.chain([&as_of]), schedules)?;

    // A change without a schedule keeps the one before it, in the order of time.
    let mut changes = changes;
    changes.sort_by_key(|told| told.at.instant);
    let mut clocks = vec![clock(schedule)];
    let mut retargeted = Vec::new();
    for told in changes {
        if let Some(schedule) = told.schedule {
            clocks.push(clock(Some(schedule)));
        }
        let promised = told
            .targets
            .ok_or("retargeted: expected targets, found nothing")?;
        let promised = Promised::deserialize(&promised)?;
        retargeted.push((told.at.instant, promised, clocks.len() - 1));
    }

    let targets = promised.on(&*clocks[0], boundary_policy)?;
    let later = retargeted
        .iter()
        .map(|(at, promised, clock)| Ok((*at, promised.on(&*clocks[*clock], boundary_policy)?)))
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let terms = later
        .iter()
        .fold(Terms::of(&targets), |terms, (at, targets)| {
            terms.retargeted(*at, targets)
        });

    let desk = desk(&*clocks[0], events.iter())?;
    let judgement = desk
        .timeline(&TICKET)
        .map(|timeline| Judgement::of(&timeline, &terms, as_of.instant))
        .unwrap_or_default();
    let is_asked = |metric| {
        let mut all = [&promised]
            .into_iter()
            .chain(retargeted.iter().map(|(_, later, _)| later));
        all.any(|promised| promised.of(metric).is_some())
    };
    let answer: Map<String, Value> = Metric::ALL
        .into_iter()
        .filter(|metric| is_asked(*metric))
        .map(|metric| {
            (
                key(metric),
                json!(judgement.state(metric).map(|state| write(state, form))),
            )
        })
        .collect();
    Ok(Value::Object(answer))
}

/// The metric's word: "first_response".
fn key(metric: Metric) -> String {
    metric.to_string().replace(' ', "_")
}

fn write(state: SlaState, form: Form) -> Value {
    let word = match (state, state.verdict()) {
        (_, Some(Verdict::Met)) => "met",
        (_, Some(Verdict::Missed)) => "missed",
        (SlaState::Paused { .. }, _) => "paused",
        (SlaState::Overdue { .. }, _) => "overdue",
        _ => "running",
    };
    json!({
        "state": word,
        "due": state.due().map(|due| form.write(due)),
        "overdue_seconds": seconds(state.late()),
    })
}
