//! The full set of KPIs that the benches count over a row: what a dashboard of
//! a shop shows.

#![allow(
    dead_code,
    unused_imports,
    reason = "each bench uses a part of the set"
)]

use std::borrow::Borrow;
use std::time::Duration;

use support_kpi::kpi::{
    AverageResponseTime, FirstResponseTime, OneTouchRate, ResolutionTime, SelfServiceRate,
};
use support_kpi::scorecard::{On, Part};
use support_kpi::summary::{DurationSummary, Percentile, Ratio, ScoreCounts};
use support_kpi::{OneToFive, Score, Ticket};

use crate::shop::Row;

/// The ticket of a row.
pub struct Request;

impl Part<Row> for Request {
    type Fact = Ticket;

    #[inline]
    fn of(row: &Row) -> Option<impl Borrow<Ticket>> {
        Some(&row.ticket)
    }
}

/// Whether the ticket of a row was abandoned.
pub struct Abandoned;

impl Part<Row> for Abandoned {
    type Fact = bool;

    #[inline]
    fn of(row: &Row) -> Option<impl Borrow<bool>> {
        Some(row.ticket.is_abandoned())
    }
}

/// The score of a row, where there is one.
pub struct Answer;

impl Part<Row> for Answer {
    type Fact = Score<OneToFive>;

    #[inline]
    fn of(row: &Row) -> Option<impl Borrow<Score<OneToFive>>> {
        row.score
    }
}

mod columns;

pub use columns::{ColumnSet, Columns};

/// The KPIs over tickets.
type TicketSet = (
    FirstResponseTime,
    AverageResponseTime,
    ResolutionTime,
    OneTouchRate,
    SelfServiceRate,
);

/// Count, mean first response, mean response, mean resolution, one-touch,
/// self-service, abandonment and CSAT rates, and all percentiles of first
/// response and resolution.
pub type FullSet = (
    On<Request, TicketSet, Row>,
    On<Abandoned, Ratio, Row>,
    On<Answer, ScoreCounts<OneToFive>, Row>,
);

/// What is read of a [`FullSet`]: times in nanoseconds, rates in percent;
/// nothing where nothing was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub tickets: u64,
    pub first_response_mean: Option<f64>,
    pub response_mean: Option<f64>,
    pub resolution_mean: Option<f64>,
    pub one_touch: Option<f64>,
    pub self_service: Option<f64>,
    pub abandonment: Option<f64>,
    pub csat: Option<f64>,
    /// The middles of the 50th, 90th and 99th percentile's bounds.
    pub first_response: [Option<f64>; 3],
    pub resolution: [Option<f64>; 3],
}

impl Figures {
    pub fn of(set: &FullSet) -> Self {
        let (tickets, abandoned, answers) = set;
        Self::of_parts(tickets, abandoned, answers)
    }

    /// What is read of a [`ColumnSet`].
    pub fn of_columns((tickets, abandoned, answers): &ColumnSet) -> Self {
        Self::of_parts(tickets, abandoned, answers)
    }

    fn of_parts(tickets: &TicketSet, abandoned: &Ratio, answers: &ScoreCounts<OneToFive>) -> Self {
        let (first_response, responses, resolution, one_touch, self_service) = tickets;
        let time = |time: Option<Duration>| Some(time?.as_nanos() as f64);
        let percent = |ratio: Ratio| {
            let (part, whole) = (ratio.part()?, ratio.whole().filter(|whole| *whole > 0)?);
            Some(part as f64 * 100.0 / whole as f64)
        };
        let percentiles = |times: &DurationSummary| {
            times
                .percentiles([Percentile::P50, Percentile::P90, Percentile::P99])
                .map(|bounds| time(Some(bounds?.middle())))
        };
        Self {
            tickets: abandoned.whole().unwrap_or(0),
            first_response_mean: time(first_response.mean()),
            response_mean: time(responses.per_ticket()),
            resolution_mean: time(resolution.mean()),
            one_touch: percent(one_touch.of_all()),
            self_service: percent(self_service.of_all()),
            abandonment: percent(*abandoned),
            csat: percent(answers.at_least(Score::new(4).expect("a score"))),
            first_response: percentiles(first_response.waits()),
            resolution: percentiles(resolution.times()),
        }
    }
}
