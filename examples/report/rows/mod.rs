//! From rows to facts: what the model accepts, and what it rejects and why.

mod abandonments;
mod accepted;
mod contacts;
mod purchases;
mod surveys;
mod tickets;

use chrono::{DateTime, Utc};

use super::folder::Folder;
use super::labels::Labels;

pub(super) use self::accepted::{Accepted, FileCount};
pub(super) use self::contacts::ContactFact;
pub(super) use self::purchases::PurchaseFact;
pub(super) use self::surveys::{Asked, SurveyFact};
pub(super) use self::tickets::TicketFact;

/// What a folder's rows make; `None` where the folder has no such file.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) tickets: Option<Accepted<TicketFact>>,
    /// The instants of messages: what they make of their tickets is the desk's to say.
    pub(super) messages: Option<Accepted<DateTime<Utc>>>,
    pub(super) contacts: Option<Accepted<ContactFact>>,
    pub(super) surveys: Option<Accepted<SurveyFact>>,
    pub(super) purchases: Option<Accepted<PurchaseFact>>,
}

impl Facts {
    pub(super) fn of(folder: &Folder, labels: &Labels) -> Self {
        let given_up = abandonments::of(folder);
        Self {
            tickets: folder.tickets.as_deref().map(|rows| {
                Accepted::of("tickets.csv", rows, |row| {
                    (row.line, tickets::fact(row, labels, &given_up))
                })
            }),
            messages: folder
                .messages
                .as_deref()
                .map(|rows| Accepted::of("messages.csv", rows, |row| (row.line, Ok(row.at)))),
            contacts: folder.interactions.as_deref().map(|rows| {
                Accepted::of("interactions.csv", rows, |row| {
                    (row.line, contacts::fact(row, labels))
                })
            }),
            surveys: folder.surveys.as_deref().map(|rows| {
                Accepted::of("surveys.csv", rows, |row| (row.line, surveys::fact(row)))
            }),
            purchases: folder.purchases.as_deref().map(|rows| {
                Accepted::of("purchases.csv", rows, |row| {
                    (row.line, purchases::fact(row))
                })
            }),
        }
    }

    /// How many rows each file has, and what became of them.
    pub(super) fn files(&self) -> Vec<FileCount> {
        [
            self.tickets.as_ref().map(Accepted::count),
            self.messages.as_ref().map(Accepted::count),
            self.contacts.as_ref().map(Accepted::count),
            self.surveys.as_ref().map(Accepted::count),
            self.purchases.as_ref().map(Accepted::count),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The first and the last instant of the rows that count; `None` where none has one.
    pub(super) fn instants(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let of = |instants: Vec<Option<DateTime<Utc>>>| instants.into_iter().flatten();
        let tickets = self.tickets.iter().flat_map(|all| &all.facts);
        let contacts = self.contacts.iter().flat_map(|all| &all.facts);
        let all = tickets
            .flat_map(|fact| {
                let ticket = &fact.ticket;
                of(vec![
                    Some(ticket.opened_at()),
                    ticket.first_responded_at(),
                    ticket.closed_at(),
                ])
            })
            .chain(
                self.messages
                    .iter()
                    .flat_map(|all| all.facts.iter().copied()),
            )
            .chain(
                contacts.flat_map(|fact| of(vec![Some(fact.contact.started_at()), fact.last_at])),
            )
            .chain(
                self.surveys
                    .iter()
                    .flat_map(|all| &all.facts)
                    .filter_map(|fact| fact.answered_at),
            )
            .chain(
                self.purchases
                    .iter()
                    .flat_map(|all| &all.facts)
                    .map(|fact| fact.purchase.at()),
            );
        all.fold(None, |ends, at| match ends {
            None => Some((at, at)),
            Some((first, last)) => Some((at.min(first), at.max(last))),
        })
    }
}
