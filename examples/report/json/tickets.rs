//! Tickets as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::kpi::BacklogEvent;

use super::super::labels::Labels;
use super::super::measures::{OpenTickets, TicketKpis, TicketMeasures};
use super::super::scorecard::Scorecard;
use super::figures::{OpenAges, Ratio, Times, number, seconds};

#[derive(Debug, Serialize)]
pub(super) struct Tickets {
    /// How many rows count.
    tickets: usize,
    rejected: usize,
    first_response: Option<Times>,
    resolution: Option<Times>,
    one_touch: Option<Ratio>,
    self_service: Option<Ratio>,
    reopened: Option<Ratio>,
    resolution_rate: Option<Ratio>,
    replies_per_ticket: Option<f64>,
    by_channel: BTreeMap<String, Channel>,
    /// By the hour of the day in UTC.
    opened_by_hour: Option<Vec<u64>>,
    /// By weekday from Monday and hour of the day, in the desk's time zone.
    opened_by_weekday_and_hour: Option<Vec<Vec<u64>>>,
    busiest_hours: Option<Vec<String>>,
    reasons: Vec<Reason>,
    opened: Option<u64>,
    resolved: Option<u64>,
    abandoned: Option<u64>,
    open: Option<Open>,
}

/// One channel, of tickets or of conversations.
#[derive(Debug, Serialize)]
pub(super) struct Channel {
    tickets: u64,
    first_response: Option<Times>,
    resolution: Option<Times>,
    one_touch: Option<Ratio>,
    self_service: Option<Ratio>,
    reopened: Option<Ratio>,
    resolution_rate: Option<Ratio>,
}

#[derive(Debug, Serialize)]
struct Reason {
    /// Null is not known.
    category: Option<String>,
    share: Option<Ratio>,
    pareto: Option<Ratio>,
}

#[derive(Debug, Serialize)]
struct Open {
    backlog: OpenAges,
    unanswered: OpenAges,
    oldest_unanswered: Option<Oldest>,
}

#[derive(Debug, Serialize)]
struct Oldest {
    ticket: Option<String>,
    channel: String,
    age_s: f64,
}

impl Tickets {
    /// `None` where there is no row.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        let file = scorecard
            .file("tickets.csv")
            .filter(|file| file.input > 0)?;
        let measures = scorecard.measures.tickets.as_ref();
        let (first_response, resolution, one_touch, self_service, reopened, resolved) =
            measures.map(TicketMeasures::all).unwrap_or_default();
        let by_channel = measures.iter().flat_map(|all| all.by_channel.iter());
        Some(Self {
            tickets: file.counted,
            rejected: file.rejected.len(),
            first_response: Times::of(first_response.waits()),
            resolution: Times::of(resolution.times()),
            one_touch: Ratio::of(one_touch.of_all()),
            self_service: Ratio::of(self_service.of_all()),
            reopened: Ratio::of(reopened.of_ever_resolved()),
            resolution_rate: Ratio::of(resolved.of_opened()),
            replies_per_ticket: one_touch.replies_per_ticket().map(number),
            by_channel: by_channel
                .map(|(channel, kpis)| (scorecard.labels.key(*channel), Channel::of(kpis)))
                .collect(),
            opened_by_hour: measures.and_then(by_hour),
            opened_by_weekday_and_hour: measures.and_then(by_weekday_and_hour),
            busiest_hours: measures
                .and_then(|all| all.openings.busiest())
                .map(|hours| hours.iter().map(ToString::to_string).collect()),
            reasons: measures.map(reasons).unwrap_or_default(),
            opened: measures.and_then(|all| all.how_many(BacklogEvent::Opened)),
            resolved: measures.and_then(|all| all.how_many(BacklogEvent::Resolved)),
            abandoned: measures.and_then(|all| all.how_many(BacklogEvent::Abandoned)),
            open: scorecard
                .open
                .as_ref()
                .map(|open| Open::of(open, &scorecard.labels)),
        })
    }
}

impl Channel {
    pub(super) fn of(
        (first_response, resolution, one_touch, self_service, reopened, resolved): &TicketKpis,
    ) -> Self {
        Self {
            tickets: resolved.of_opened().whole().unwrap_or_default(),
            first_response: Times::of(first_response.waits()),
            resolution: Times::of(resolution.times()),
            one_touch: Ratio::of(one_touch.of_all()),
            self_service: Ratio::of(self_service.of_all()),
            reopened: Ratio::of(reopened.of_ever_resolved()),
            resolution_rate: Ratio::of(resolved.of_opened()),
        }
    }
}

impl Open {
    fn of(open: &OpenTickets, labels: &Labels) -> Self {
        Self {
            backlog: OpenAges::of(&open.all),
            unanswered: OpenAges::of(&open.unanswered),
            oldest_unanswered: open.oldest_unanswered.as_ref().map(|oldest| Oldest {
                ticket: oldest.id.clone(),
                channel: labels.key(oldest.channel),
                age_s: seconds(oldest.age),
            }),
        }
    }
}

fn by_hour(measures: &TicketMeasures) -> Option<Vec<u64>> {
    (0..24)
        .map(|hour| measures.openings_utc.contacts_at(hour))
        .collect()
}

fn by_weekday_and_hour(measures: &TicketMeasures) -> Option<Vec<Vec<u64>>> {
    let counts: Vec<u64> = measures
        .openings
        .by_hour_of_week()?
        .into_iter()
        .map(|(_, count)| count)
        .collect();
    Some(counts.chunks(24).map(<[u64]>::to_vec).collect())
}

fn reasons(measures: &TicketMeasures) -> Vec<Reason> {
    let ranked = measures.reasons.ranked().unwrap_or_default();
    ranked
        .iter()
        .map(|reason| Reason {
            category: (*reason.reason()).clone(),
            share: Ratio::of(reason.share()),
            pareto: Ratio::of(reason.pareto_share()),
        })
        .collect()
}
