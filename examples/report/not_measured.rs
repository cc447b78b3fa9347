//! What could not be measured, and why.

use serde::Serialize;
use support_kpi::kpi::BacklogEvent;

use super::measures::{ContactMeasures, TicketMeasures};
use super::scorecard::Scorecard;

/// A figure without a value.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct NotMeasured {
    pub(super) what: &'static str,
    pub(super) why: String,
}

/// The figures without a value, in the order of the page.
pub(super) fn of(scorecard: &Scorecard) -> Vec<NotMeasured> {
    let mut list = Vec::new();
    let mut add = |what, why: &str| {
        list.push(NotMeasured {
            what,
            why: why.to_string(),
        });
    };
    match &scorecard.measures.tickets {
        None => add(
            "first response, resolution, backlog, reasons, volume",
            &no_rows(scorecard, "tickets.csv"),
        ),
        Some(tickets) => of_tickets(tickets, scorecard, &mut add),
    }
    match &scorecard.measures.contacts {
        None => add(
            "abandonment, telephone service level, handle time",
            &no_rows(scorecard, "interactions.csv"),
        ),
        Some(contacts) => of_contacts(contacts, &mut add),
    }
    match &scorecard.measures.surveys {
        None => add(
            "satisfaction, promoters, internal quality",
            &no_rows(scorecard, "surveys.csv"),
        ),
        Some(surveys) => {
            let (satisfaction, _) = surveys.satisfaction();
            if satisfaction.satisfied().percent().is_none() {
                add("satisfaction", "surveys.csv has no answer of the kind csat");
            }
            if surveys.recommendation.0.score().is_none() {
                add(
                    "net promoter score",
                    "surveys.csv has no answer of the kind nps",
                );
            }
            if surveys.quality.mean().is_none() {
                add(
                    "internal quality",
                    "surveys.csv has no review of the kind quality",
                );
            }
        }
    }
    match &scorecard.measures.purchases {
        None => add(
            "retention, repeat purchases, revenue",
            &no_rows(scorecard, "purchases.csv"),
        ),
        Some(_) => add(
            "lifetime value",
            "how long customers stay is declared nowhere; revenue per customer stands instead",
        ),
    }
    match &scorecard.conversations {
        Some(conversations) if conversations.desk.tally().tickets() > 0 => {
            if scorecard
                .first_contacts
                .resolution
                .rate()
                .percent()
                .is_none()
            {
                add(
                    "first contact resolution",
                    "no resolved conversation of a known customer is over for 7 days",
                );
            }
        }
        _ => add(
            "each response, first contact resolution, double answers",
            &no_rows(scorecard, "messages.csv"),
        ),
    }
    if !scorecard.has_desk {
        add(
            "channels, self-service offered, proactivity, delight, goals",
            "no row can tell of them, and the folder has no desk.json that declares them",
        );
    }
    add(
        "tickets per hour worked",
        "no file of the layout holds hours worked",
    );
    list
}

fn of_tickets(
    tickets: &TicketMeasures,
    scorecard: &Scorecard,
    add: &mut impl FnMut(&'static str, &str),
) {
    let (first_response, resolution, one_touch, self_service, reopened, _) = tickets.all();
    if first_response.mean().is_none() {
        add("first response time", "no ticket has a first response");
    }
    if resolution.mean().is_none() {
        add("resolution time", "no ticket is resolved");
    }
    if one_touch.of_all().percent().is_none() {
        add(
            "one-touch resolution",
            "no row says how many replies there were",
        );
    }
    if self_service.of_all().percent().is_none() {
        add("self-service rate", "no row says who resolved the ticket");
    }
    if reopened.of_ever_resolved().percent().is_none() {
        add(
            "reopen rate",
            "no resolved ticket says whether it was reopened",
        );
    }
    let none_abandoned = tickets.how_many(BacklogEvent::Abandoned) == Some(0);
    if none_abandoned && !scorecard.tickets_are_conversations {
        add(
            "abandoned tickets",
            "tickets.csv has no column for them, and no other file tells of any: they count as open",
        );
    }
}

fn of_contacts(contacts: &ContactMeasures, add: &mut impl FnMut(&'static str, &str)) {
    let (_, handle_time) = contacts.all();
    if contacts.calls.abandoned() == Some(0) && contacts.calls.average_speed_of_answer().is_none() {
        add(
            "telephone service level",
            "no call of interactions.csv was answered or abandoned",
        );
    }
    if handle_time.mean().is_none() {
        add("handle time", "no answered contact says when it ended");
    }
}

/// Why a file makes no figures.
fn no_rows(scorecard: &Scorecard, file: &str) -> String {
    match scorecard.file(file) {
        None => format!("the folder has no {file}"),
        Some(count) if count.input == 0 => format!("{file} has no rows"),
        Some(count) => format!("none of the {} rows of {file} counts", count.input),
    }
}
