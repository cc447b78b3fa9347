//! Conversations from the rows of `messages.csv`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::super::conversations::{Agent, Conversations, event};
use super::super::folder::hours::DeskHours;
use super::super::folder::messages::{Author, MessageRow};
use super::super::labels::Labels;
use super::accepted::{Accepted, Fault};
use super::tickets::TicketFact;

/// The rows of `messages.csv`, and the conversations that they make.
#[derive(Debug)]
pub(crate) struct Messages {
    /// The instants of the rows that the desk took.
    pub(crate) rows: Accepted<DateTime<Utc>>,
    pub(crate) conversations: Conversations,
}

impl Messages {
    pub(super) fn of(rows: &[MessageRow], labels: &Labels, hours: &DeskHours) -> Self {
        let mut conversations = Conversations::on(hours.clone());
        let mut take = |row: &MessageRow| -> Result<DateTime<Utc>, Fault> {
            let event = event(row, labels.channel(row.channel)?)?;
            // What it changed is counted; only whether it was taken matters here.
            let _ = conversations.take(event)?;
            Ok(row.at)
        };
        Self {
            rows: Accepted::of("messages.csv", rows, |row| (row.line, take(row))),
            conversations,
        }
    }

    /// The tickets of a folder that has no file of tickets.
    pub(super) fn tickets(&self, rows: &[MessageRow]) -> Vec<TicketFact> {
        let customers = customers(rows);
        let facts = self.conversations.desk.facts();
        let facts = facts.tickets().recorded().iter();
        facts
            .map(|(key, fact)| TicketFact {
                id: Some(key.clone()),
                customer: customers.get(key.as_str()).map(ToString::to_string),
                answered_by: name(fact.first_answered_by()),
                resolved_by: name(fact.resolved_by()),
                category: None,
                ticket: *fact.ticket(),
            })
            .collect()
    }
}

/// `None` where nobody did it, or it is not known who.
fn name(agent: Option<&Agent>) -> Option<String> {
    agent.and_then(Agent::name).map(str::to_string)
}

/// Who wrote first on each ticket, of its customers; those who are not known are absent.
pub(super) fn customers(rows: &[MessageRow]) -> BTreeMap<&str, &str> {
    let mut first = BTreeMap::<&str, (DateTime<Utc>, &str)>::new();
    for row in rows
        .iter()
        .filter(|row| row.author == Some(Author::Customer))
    {
        if let Some(by) = row.by.as_deref() {
            let known = first.entry(&row.ticket).or_insert((row.at, by));
            *known = (*known).min((row.at, by));
        }
    }
    first
        .into_iter()
        .map(|(ticket, (_, customer))| (ticket, customer))
        .collect()
}
