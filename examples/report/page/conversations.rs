//! What only messages tell: every response, and how conversations went.

use support_kpi::stage::{Exclusion, SetAside};
use support_kpi::summary::{DurationSummary, Ratio};

use super::super::conversations::{self, Conversations};
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, counts, list, or_none, share, spread, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(all) = &scorecard.conversations else {
        return;
    };
    let (.., resolved) = all.all();
    let tickets = resolved.of_opened().whole().unwrap_or_default();
    if tickets == 0 {
        return;
    }
    let tally = all.desk.tally();
    let excluded: Vec<String> = Exclusion::ALL
        .into_iter()
        .map(|reason| (reason, tally.excluded_for(reason)))
        .filter(|(_, number)| *number > 0)
        .map(|(reason, number)| format!("{} {}", count(number), conversations::exclusion(reason)))
        .collect();
    let left_out = if excluded.is_empty() {
        String::new()
    } else {
        format!(
            ", and {} left out: {}",
            count(tally.excluded()),
            list(&excluded)
        )
    };
    sheet.heading("CONVERSATIONS · messages put together");
    sheet.line(&format!(
        "{} conversations count{left_out}.",
        count(tickets)
    ));
    let responses = &all.responses;
    let (waiting, double_answers) = &all.courses;
    sheet.table(
        [
            Words("Time"),
            Figures("Number"),
            Figures("Mean"),
            Figures("Median"),
            Figures("p90"),
        ],
        vec![
            times("each response", responses.waits()),
            times(
                "customer waits for the team, per ticket",
                waiting.for_team(),
            ),
            times(
                "team waits for the customer, per ticket",
                waiting.for_customer(),
            ),
            times("on hold, per ticket", waiting.on_hold()),
        ],
    );
    if let Some(mean) = responses.mean_per_ticket(tickets) {
        sheet.line(&format!(
            "Average response time, all waits over all tickets as the guide has it: {}.",
            time(mean)
        ));
    }
    sheet.gap();
    let first_contacts = &scorecard.first_contacts;
    let bots = &all.bots;
    let rows = [
        row(
            "First contact resolution",
            first_contacts.resolution.rate(),
            "resolved at once, and nobody back in 7 days",
        ),
        row(
            "Recontacts",
            first_contacts.recontacts.rate(),
            "back with the same problem in 7 days",
        ),
        row(
            "Double answers",
            double_answers.of_replies(),
            "replies to what was answered already",
        ),
        row(
            "… by another agent",
            double_answers.by_another_agent(),
            "two people answered the same",
        ),
        row("With a bot", bots.involvement(), "a bot took part"),
        row(
            "… handed over",
            bots.hand_off(),
            "the bot gave over to a person",
        ),
        row(
            "… contained",
            bots.containment(),
            "resolved without a person",
        ),
    ];
    let has_value = |row: &[String; 4]| row[2] != super::text::NO_VALUE;
    sheet.table(
        [
            Words("KPI"),
            Figures("Share"),
            Figures("Counts"),
            Words("What it is"),
        ],
        rows.into_iter().filter(has_value).collect(),
    );
}

fn times(what: &str, times: &DurationSummary) -> [String; 5] {
    let [mean, median, p90] = spread(times);
    [
        what.to_string(),
        or_none(times.count(), count),
        mean,
        median,
        p90,
    ]
}

fn row(kpi: &str, ratio: Ratio, what: &str) -> [String; 4] {
    [
        kpi.to_string(),
        share(ratio),
        counts(ratio),
        what.to_string(),
    ]
}

/// Events that the desk took and that change no figure, by reason; `None`
/// where all of them count.
pub(super) fn set_aside(all: &Conversations) -> Option<String> {
    let tally = all.desk.tally();
    if tally.set_aside() == 0 {
        return None;
    }
    let reasons: Vec<String> = SetAside::ALL
        .into_iter()
        .map(|reason| (reason, tally.set_aside_for(reason)))
        .filter(|(_, number)| *number > 0)
        .map(|(reason, number)| format!("{} {}", count(number), conversations::set_aside(reason)))
        .collect();
    Some(format!(
        "Of the messages counted, {} change no figure: {}.",
        count(tally.set_aside()),
        list(&reasons)
    ))
}
