//! Whether the first conversation was enough.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use support_kpi::ModelError;
use support_kpi::kpi::{FirstContactResolution, RecontactRate};
use support_kpi::model::FirstContactOutcome;
use support_kpi::stage::{Change, DeskChange, Recontacts};

use super::Agent;

/// Whose a ticket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) customer: String,
    /// `None` is not known: one more category.
    pub(crate) category: Option<String>,
}

/// Whose each ticket is; tickets of customers who are not known are absent.
pub(crate) type Owners = BTreeMap<String, Owner>;

/// First contact resolution and recontacts, by the customer and the category
/// of each conversation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FirstContacts {
    stage: Recontacts<String, Option<String>>,
    pub(crate) resolution: FirstContactResolution,
    pub(crate) recontacts: RecontactRate,
}

impl FirstContacts {
    /// Counts what became of conversations.
    pub(crate) fn take(&mut self, change: &DeskChange<String, Agent>, owners: &Owners) {
        // Whose customer is not known, nobody can tell whether they came back.
        let contacts = change.tickets().filter_map(|(ticket, fact)| {
            let Owner { customer, category } = owners.get(ticket)?.clone();
            Some((customer, category, (), *fact.first_conversation()))
        });
        let outcomes = self.stage.apply(&contacts);
        self.count(&outcomes);
    }

    /// Counts the conversations whose window has run out by an instant.
    ///
    /// # Errors
    ///
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262;
    /// nothing has changed then.
    pub(crate) fn as_of(&mut self, now: DateTime<Utc>) -> Result<(), ModelError> {
        let outcomes = self.stage.as_of(now)?;
        self.count(&outcomes);
        Ok(())
    }

    fn count(&mut self, outcomes: &Change<(String, Option<String>, (), FirstContactOutcome)>) {
        let outcomes = outcomes.map(|(.., outcome)| *outcome);
        outcomes.apply_to(&mut self.resolution);
        outcomes.apply_to(&mut self.recontacts);
    }
}
