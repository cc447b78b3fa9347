//! Months as programs read them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::super::measures;
use super::super::scorecard::Scorecard;
use super::figures::{Ratio, Times};

#[derive(Debug, Serialize)]
pub(super) struct Month {
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Whether the month is over by now.
    is_over: bool,
    tickets: Option<u64>,
    first_response: Option<Times>,
    resolution: Option<Times>,
    one_touch: Option<Ratio>,
    self_service: Option<Ratio>,
    abandonment: Option<Ratio>,
    csat: Option<Ratio>,
    /// An exact decimal, as text.
    revenue: Option<String>,
}

/// The months in which anything was counted.
pub(super) fn all(scorecard: &Scorecard) -> Vec<Month> {
    let months = scorecard.months.all().into_iter();
    months
        .map(|month| {
            let now = scorecard.now.map(|now| now.at);
            Month::of(&month, now.is_some_and(|now| month.span.end() <= now))
        })
        .collect()
}

impl Month {
    fn of(month: &measures::Month, is_over: bool) -> Self {
        let (first_response, resolution, one_touch, self_service, _, resolved) = &month.tickets;
        let revenue = month.revenue.amounts().filter(|amounts| *amounts > 0);
        Self {
            start: month.span.start(),
            end: month.span.end(),
            is_over,
            tickets: resolved.of_opened().whole().filter(|tickets| *tickets > 0),
            first_response: Times::of(first_response.waits()),
            resolution: Times::of(resolution.times()),
            one_touch: Ratio::of(one_touch.of_all()),
            self_service: Ratio::of(self_service.of_all()),
            abandonment: Ratio::of(month.abandonment.before_solution()),
            csat: Ratio::of(month.satisfaction.satisfied()),
            revenue: revenue.and_then(|_| Some(month.revenue.total()?.to_string())),
        }
    }
}
