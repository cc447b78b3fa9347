//! Everything that a live desk keeps, and how it survives its process.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use support_kpi::snapshot::Snapshot;

use super::conversations::{Conversations, FirstContacts, event};
use super::folder::hours::DeskHours;
use super::folder::messages::MessageRow;
use super::surroundings::Surroundings;

/// The desk, the stage behind it, and all calculators: what a snapshot holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Replay {
    pub(super) conversations: Conversations,
    pub(super) first_contacts: FirstContacts,
    /// The latest instant of the events so far; `None` before the first.
    pub(super) now: Option<DateTime<Utc>>,
}

/// How a snapshot is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Postcard,
}

impl Replay {
    /// No event yet, on a desk of these hours.
    pub(super) fn on(hours: DeskHours) -> Self {
        Self {
            conversations: Conversations::on(hours),
            ..Self::default()
        }
    }

    /// Takes a row as an event, and counts what it changes.
    ///
    /// # Errors
    ///
    /// In words, why the row is no event; nothing has changed then.
    pub(super) fn take(
        &mut self,
        row: &MessageRow,
        surroundings: &Surroundings,
    ) -> Result<(), String> {
        let channel = surroundings.channel(row.channel);
        let event = channel.and_then(|channel| event(row, channel));
        let change = self
            .conversations
            .take(event.map_err(|fault| fault.to_string())?)
            .map_err(|fault| fault.to_string())?;
        self.first_contacts.take(&change, &surroundings.owners);
        self.pass(row.at);
        Ok(())
    }

    /// Lets time pass to the folder's end, beyond its last event.
    pub(super) fn run_out(&mut self, surroundings: &Surroundings) {
        if let Some(last) = surroundings.last {
            self.pass(last);
        }
    }

    fn pass(&mut self, at: DateTime<Utc>) {
        if self.now.is_none_or(|now| now < at) {
            self.now = Some(at);
            // The desk and the model refuse instants that this would refuse.
            let passed = self.first_contacts.as_of(at);
            debug_assert!(passed.is_ok(), "{passed:?}");
        }
    }

    /// Writes everything down, drops it, and reads it back; with the bytes it took.
    ///
    /// # Errors
    ///
    /// In words, why the snapshot cannot be trusted.
    pub(super) fn restarted(self, format: Format) -> Result<(Self, usize), String> {
        let bytes = self.written(format)?;
        drop(self);
        let snapshot: Snapshot<Self> = match format {
            Format::Json => serde_json::from_slice(&bytes).map_err(|fault| fault.to_string()),
            Format::Postcard => postcard::from_bytes(&bytes).map_err(|fault| fault.to_string()),
        }
        .map_err(|fault| format!("snapshot: {fault}"))?;
        let state = snapshot
            .into_state()
            .map_err(|fault| format!("snapshot: {fault}"))?;
        Ok((state, bytes.len()))
    }

    fn written(&self, format: Format) -> Result<Vec<u8>, String> {
        let snapshot = Snapshot::of(self).map_err(|fault| format!("snapshot: {fault}"))?;
        match format {
            Format::Json => serde_json::to_vec(&snapshot).map_err(|fault| fault.to_string()),
            Format::Postcard => postcard::to_stdvec(&snapshot).map_err(|fault| fault.to_string()),
        }
        .map_err(|fault| format!("snapshot: {fault}"))
    }

    /// Whether a recount of all events so far comes to the same state.
    pub(super) fn is_its_recount(&self, surroundings: &Surroundings) -> bool {
        let conversations = self.conversations.recounted();
        let mut first_contacts = FirstContacts::default();
        first_contacts.take(&conversations.desk.facts(), &surroundings.owners);
        let told = self.now.is_none_or(|now| first_contacts.as_of(now).is_ok());
        told && self.conversations == conversations && self.first_contacts == first_contacts
    }
}
