//! The agents, in the order of their names: this is no ranking.

use support_kpi::summary::Count;

use super::super::measures::AgentFigures;
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, number, or_none, roundest, share, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let agents = scorecard.measures.agents();
    if agents.is_empty() {
        return;
    }
    sheet.heading("AGENTS · in the order of their names");
    sheet.table(
        [
            Words("Agent"),
            Figures("Answered"),
            Figures("Resolved"),
            Figures("Contacts"),
            Figures("First reply"),
            Figures("Median"),
            Figures("One-touch"),
            Figures("CSAT"),
            Figures("Quality"),
        ],
        agents.iter().map(row).collect(),
    );
}

fn row(figures: &AgentFigures<'_>) -> [String; 9] {
    let (first_response, _, one_touch) = &figures.tickets;
    let (satisfaction, _) = &figures.satisfaction;
    [
        figures.agent.to_string(),
        or_none(figures.answered, count),
        or_none(figures.resolved, count),
        or_none(figures.contacts.and_then(Count::value), count),
        or_none(first_response.mean(), time),
        or_none(first_response.median(), roundest),
        share(one_touch.of_all()),
        share(satisfaction.satisfied()),
        or_none(figures.quality.mean(), |mean| number(mean, 1)),
    ]
}
