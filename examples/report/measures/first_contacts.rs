//! Whether the first conversation was enough.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use support_kpi::kpi::{FirstContactResolution, RecontactRate};
use support_kpi::stage::{Change, Recontacts};

use super::super::rows::Facts;

/// First contact resolution and recontacts, by the customer and the category
/// that a conversation's ticket has; one that is not known is one more category.
#[derive(Debug, Default)]
pub(crate) struct FirstContacts {
    pub(crate) resolution: FirstContactResolution,
    pub(crate) recontacts: RecontactRate,
}

impl FirstContacts {
    pub(crate) fn of(facts: &Facts, now: DateTime<Utc>) -> Self {
        let Some(messages) = &facts.messages else {
            return Self::default();
        };
        let keys: BTreeMap<&str, (&str, Option<&str>)> = facts
            .tickets()
            .iter()
            .filter_map(|fact| {
                let keys = (fact.customer.as_deref()?, fact.category.as_deref());
                Some((fact.id.as_deref()?, keys))
            })
            .collect();
        let held = messages.conversations.desk.facts();
        // Whose customer is not known, nobody can tell whether they came back.
        let contacts = held.tickets().filter_map(|(ticket, fact)| {
            let (customer, category) = keys.get(ticket.as_str())?;
            Some((*customer, *category, (), *fact.first_conversation()))
        });
        let mut stage = Recontacts::default();
        let told = stage.apply(&contacts);
        let run_out = stage.as_of(now).unwrap_or_else(|_| Change::default());
        let mut first_contacts = Self::default();
        for change in [told, run_out] {
            let outcomes = change.map(|(.., outcome)| *outcome);
            outcomes.apply_to(&mut first_contacts.resolution);
            outcomes.apply_to(&mut first_contacts.recontacts);
        }
        first_contacts
    }
}
