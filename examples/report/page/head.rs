//! The head: what the figures are of, and in short what they say.

use support_kpi::kpi::GoalCertainty;
use support_kpi::stage::{Exclusion, Tally};

use super::super::arguments::Language;
use super::super::conversations;
use super::super::goals::{GoalLine, Verdict};
use super::super::scorecard::Scorecard;
use super::hours;
use super::level::{dimension_name, of_five};
use super::sheet::Sheet;
use super::text::{count, day, instant, list, or_none};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard, language: Language) {
    sheet.title(&format!(
        "SERVICE SCORECARD · {}",
        super::text::name(&scorecard.asked.name)
    ));
    let mut entries = vec![
        ("Period", period(scorecard)),
        ("Zone", zone(scorecard)),
        ("Now", now(scorecard)),
        (
            "Clock",
            hours::clock(scorecard.asked.hours.as_ref(), &scorecard.labels),
        ),
        ("Tickets", tickets(scorecard)),
    ];
    if let Some(overall) = scorecard.assessment.overall() {
        let held_down_by: Vec<String> = overall
            .held_down_by()
            .iter()
            .map(|dimension| dimension_name(*dimension, language))
            .collect();
        let mut text = of_five(overall.standing(), overall.range(), language);
        if !held_down_by.is_empty() {
            text = format!("{text}, held down by {}", list(&held_down_by));
        }
        entries.push(("Level", text));
    } else {
        entries.push(("Level", "not measured".to_string()));
    }
    if !scorecard.goals.is_empty() {
        entries.push(("Goals", goals(scorecard)));
    }
    sheet.entries(entries);
}

fn period(scorecard: &Scorecard) -> String {
    let zone = scorecard.zone;
    match scorecard.instants {
        Some((first, last)) => format!("{} to {}", day(first, zone), day(last, zone)),
        None => "no row of the folder has an instant".to_string(),
    }
}

fn zone(scorecard: &Scorecard) -> String {
    let declared = if scorecard.zone_is_declared {
        "declared in desk.json"
    } else {
        "as desk.json declares none"
    };
    format!("{}, {declared}", scorecard.zone.name())
}

fn now(scorecard: &Scorecard) -> String {
    let Some(now) = scorecard.now else {
        return "not known".to_string();
    };
    let at = instant(now.at, scorecard.zone);
    match (scorecard.asked.as_of, now.is_past) {
        (None, _) => format!("{at}, the folder's last instant"),
        (Some(_), false) => format!("{at}, as asked for"),
        (Some(_), true) => format!(
            "{at}, as asked for: what is open is of then, all other figures are of the whole period"
        ),
    }
}

fn tickets(scorecard: &Scorecard) -> String {
    let counting = "count, each in the period of its opening";
    if scorecard.tickets_are_conversations {
        let tally = scorecard.conversations.as_ref().map(|all| all.desk.tally());
        let tickets = or_none(tally.map(Tally::tickets), count);
        let excluded = Exclusion::ALL.map(|reason| {
            let number = tally.map_or(0, |tally| tally.excluded_for(reason));
            (conversations::exclusion(reason).to_string(), number)
        });
        let excluded: Vec<_> = excluded
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .collect();
        let of_messages = format!("{tickets} of messages.csv {counting}");
        return format!("{of_messages}; {}", left_out(&excluded));
    }
    let Some(file) = scorecard.file("tickets.csv") else {
        return "none: the folder has no tickets.csv and no messages.csv".to_string();
    };
    let reasons: Vec<(String, u64)> = file
        .reasons()
        .iter()
        .map(|reason| (reason.kind.to_string(), reason.rows.len() as u64))
        .collect();
    format!(
        "{} {counting}; {}",
        count(file.counted as u64),
        left_out(&reasons)
    )
}

/// How many are left out, and why.
fn left_out(reasons: &[(String, u64)]) -> String {
    let all = reasons.iter().map(|(_, number)| number).sum::<u64>();
    match reasons {
        [] => "none is left out".to_string(),
        [(only, number)] => format!("{} left out: {only}", count(*number)),
        several => {
            let several: Vec<String> = several
                .iter()
                .map(|(reason, number)| format!("{} {reason}", count(*number)))
                .collect();
            format!("{} left out: {}", count(all), list(&several))
        }
    }
}

fn goals(scorecard: &Scorecard) -> String {
    let of = |chosen: fn(&Verdict) -> bool| {
        let chosen = scorecard.goals.iter().filter(|goal| chosen(&goal.verdict));
        chosen.count()
    };
    let reached = of(|verdict| matches!(verdict, Verdict::Reached { .. }));
    let not_measured = of(|verdict| matches!(verdict, Verdict::NotMeasured { .. }));
    let sure = |goal: &&GoalLine| goal.certainty == Some(GoalCertainty::ReachedForSure);
    let mut text = format!("{reached} of {} reached", scorecard.goals.len());
    if reached > 0 {
        let sure = scorecard.goals.iter().filter(sure).count();
        text = format!("{text}, {sure} of them for sure");
    }
    match not_measured {
        0 => text,
        some => format!("{text}, {some} not measured"),
    }
}
