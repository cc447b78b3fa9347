//! From rows to facts: what the model accepts, and what it rejects and why.

mod abandonments;
mod accepted;
mod contacts;
mod conversations;
mod purchases;
mod surveys;
mod tickets;

use chrono::{DateTime, Utc};

use super::conversations::{Owner, Owners};
use super::folder::Folder;
use super::folder::hours::DeskHours;
use super::labels::Labels;

use self::accepted::Fault;
pub(super) use self::accepted::{Accepted, FileCount};
pub(super) use self::contacts::ContactFact;
pub(super) use self::conversations::Messages;
pub(super) use self::purchases::PurchaseFact;
pub(super) use self::surveys::{Asked, SurveyFact};
pub(super) use self::tickets::TicketFact;

/// What a folder's rows make; `None` where the folder has no such file.
#[derive(Debug)]
pub(crate) struct Facts {
    from_tickets: Option<Accepted<TicketFact>>,
    pub(super) messages: Option<Messages>,
    /// The tickets of conversations, where no row of `tickets.csv` tells of any.
    from_messages: Vec<TicketFact>,
    pub(super) contacts: Option<Accepted<ContactFact>>,
    pub(super) surveys: Option<Accepted<SurveyFact>>,
    pub(super) purchases: Option<Accepted<PurchaseFact>>,
}

impl Facts {
    pub(super) fn of(folder: &Folder, labels: &Labels, hours: &DeskHours) -> Self {
        let mut facts = Self::beside_messages(folder, labels, hours);
        if let Some(rows) = &folder.messages {
            let messages = Messages::of(rows, labels, hours);
            if has_no_tickets(folder) {
                facts.from_messages = messages.tickets(rows);
            }
            facts.messages = Some(messages);
        }
        facts
    }

    /// What all files but the one of messages make.
    pub(crate) fn beside_messages(folder: &Folder, labels: &Labels, hours: &DeskHours) -> Self {
        let given_up = abandonments::of(folder);
        Self {
            from_tickets: folder.tickets.as_deref().map(|rows| {
                Accepted::of("tickets.csv", rows, |row| {
                    let fact = tickets::fact(row, labels, hours, &given_up);
                    (row.line, fact.map_err(Fault::from))
                })
            }),
            messages: None,
            from_messages: Vec::new(),
            contacts: folder.interactions.as_deref().map(|rows| {
                Accepted::of("interactions.csv", rows, |row| {
                    let fact = contacts::fact(row, labels, hours);
                    (row.line, fact.map_err(Fault::from))
                })
            }),
            surveys: folder.surveys.as_deref().map(|rows| {
                Accepted::of("surveys.csv", rows, |row| {
                    (row.line, surveys::fact(row).map_err(Fault::from))
                })
            }),
            purchases: folder.purchases.as_deref().map(|rows| {
                Accepted::of("purchases.csv", rows, |row| {
                    (row.line, purchases::fact(row).map_err(Fault::from))
                })
            }),
        }
    }

    /// The tickets: of `tickets.csv`, and where it has no row those of `messages.csv`.
    pub(super) fn tickets(&self) -> &[TicketFact] {
        match &self.from_tickets {
            Some(rows) if !rows.facts.is_empty() => &rows.facts,
            _ => &self.from_messages,
        }
    }

    /// Whose each ticket is: by `tickets.csv`, and where it has no row by who
    /// wrote first.
    pub(crate) fn owners(&self, folder: &Folder) -> Owners {
        let owner = |customer: String, category| Owner { customer, category };
        match &folder.messages {
            Some(rows) if has_no_tickets(folder) => conversations::customers(rows)
                .into_iter()
                .map(|(ticket, customer)| (ticket.to_string(), owner(customer.to_string(), None)))
                .collect(),
            _ => self
                .tickets()
                .iter()
                .filter_map(|fact| {
                    let category = fact.category.clone();
                    Some((fact.id.clone()?, owner(fact.customer.clone()?, category)))
                })
                .collect(),
        }
    }

    /// Whether the tickets are those of conversations.
    pub(super) fn tickets_are_conversations(&self) -> bool {
        !self.from_messages.is_empty()
    }

    /// How many rows each file has, and what became of them.
    pub(super) fn files(&self) -> Vec<FileCount> {
        [
            self.from_tickets.as_ref().map(Accepted::count),
            self.messages.as_ref().map(|messages| messages.rows.count()),
            self.contacts.as_ref().map(Accepted::count),
            self.surveys.as_ref().map(Accepted::count),
            self.purchases.as_ref().map(Accepted::count),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The first and the last instant of the rows that count; `None` where none has one.
    pub(crate) fn instants(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let of = |instants: Vec<Option<DateTime<Utc>>>| instants.into_iter().flatten();
        let contacts = self.contacts.iter().flat_map(|all| &all.facts);
        let tickets = self.tickets().iter();
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
                    .flat_map(|all| all.rows.facts.iter().copied()),
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

/// Whether no row of `tickets.csv` tells of a ticket, so that messages do.
fn has_no_tickets(folder: &Folder) -> bool {
    folder.tickets.as_ref().is_none_or(Vec::is_empty)
}
