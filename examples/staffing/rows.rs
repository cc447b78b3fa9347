//! The contacts of a folder, made of its rows as the report makes them.

#[path = "../report/rows/contacts.rs"]
#[allow(dead_code)]
mod contacts;

use support_kpi::{Interaction, ModelError};

use super::folder::hours::DeskHours;
use super::folder::interactions::InteractionRow;
use super::labels::Labels;

/// The contact of a row, measured around the clock: agents are planned by real time.
///
/// # Errors
///
/// Why it cannot be.
pub(super) fn contact(row: &InteractionRow, labels: &Labels) -> Result<Interaction, ModelError> {
    contacts::fact(row, labels, &DeskHours::default()).map(|fact| fact.contact)
}
