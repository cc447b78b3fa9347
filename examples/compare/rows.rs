//! The facts of a folder, made of its rows as the report makes them.

#[path = "../report/rows/abandonments.rs"]
mod abandonments;
#[path = "../report/rows/contacts.rs"]
#[allow(dead_code)]
mod contacts;
#[path = "../report/rows/purchases.rs"]
mod purchases;
#[path = "../report/rows/surveys.rs"]
#[allow(dead_code)]
mod surveys;
#[path = "../report/rows/tickets.rs"]
#[allow(dead_code)]
mod tickets;

use chrono::{DateTime, Utc};
use support_kpi::ModelError;

use self::contacts::ContactFact;
use self::purchases::PurchaseFact;
pub(super) use self::surveys::Asked;
use self::surveys::SurveyFact;
use self::tickets::TicketFact;
use super::folder::Folder;
use super::folder::hours::DeskHours;
use super::labels::Labels;

/// The facts of a folder; empty where it has no such file.
pub(super) struct Facts {
    pub(super) tickets: Vec<TicketFact>,
    pub(super) contacts: Vec<ContactFact>,
    pub(super) surveys: Vec<SurveyFact>,
    pub(super) purchases: Vec<PurchaseFact>,
    /// For each file some rows of which cannot be: how many, and the first of them.
    pub(super) left_out: Vec<String>,
}

impl Facts {
    pub(super) fn of(folder: &Folder) -> Self {
        let labels = Labels::new(&folder.channels);
        let given_up = abandonments::of(folder);
        let around_the_clock = DeskHours::default();
        let mut left_out = Vec::new();
        Self {
            tickets: accepted("tickets.csv", &folder.tickets, &mut left_out, |row| {
                (
                    row.line,
                    tickets::fact(row, &labels, &around_the_clock, &given_up),
                )
            }),
            contacts: accepted(
                "interactions.csv",
                &folder.interactions,
                &mut left_out,
                |row| (row.line, contacts::fact(row, &labels, &around_the_clock)),
            ),
            surveys: accepted("surveys.csv", &folder.surveys, &mut left_out, |row| {
                (row.line, surveys::fact(row))
            }),
            purchases: accepted("purchases.csv", &folder.purchases, &mut left_out, |row| {
                (row.line, purchases::fact(row))
            }),
            left_out,
        }
    }

    /// The first and the last instant that a fact tells of; `None` without any.
    pub(super) fn instants(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let tickets = self.tickets.iter().flat_map(|fact| {
            let ticket = &fact.ticket;
            let later = [ticket.first_responded_at(), ticket.closed_at()];
            later.into_iter().flatten().chain([ticket.opened_at()])
        });
        let contacts = self.contacts.iter();
        let contacts =
            contacts.flat_map(|fact| fact.last_at.into_iter().chain([fact.contact.started_at()]));
        let surveys = self.surveys.iter().filter_map(|fact| fact.answered_at);
        let purchases = self.purchases.iter().map(|fact| fact.purchase.at());
        let all = tickets.chain(contacts).chain(surveys).chain(purchases);
        all.fold(None, |ends, at| match ends {
            None => Some((at, at)),
            Some((first, last)) => Some((at.min(first), at.max(last))),
        })
    }
}

/// The rows that can be.
fn accepted<R, F>(
    file: &str,
    rows: &Option<Vec<R>>,
    left_out: &mut Vec<String>,
    fact: impl Fn(&R) -> (u64, Result<F, ModelError>),
) -> Vec<F> {
    let mut facts = Vec::new();
    let mut rejected = Vec::new();
    for row in rows.iter().flatten() {
        match fact(row) {
            (_, Ok(fact)) => facts.push(fact),
            (line, Err(fault)) => rejected.push((line, fault)),
        }
    }
    if let Some((line, fault)) = rejected.first() {
        left_out.push(format!(
            "{} of {} rows of {file}, first line {line}: {fault}",
            rejected.len(),
            rejected.len() + facts.len(),
        ));
    }
    facts
}
