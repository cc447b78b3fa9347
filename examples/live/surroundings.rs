//! What a folder tells beside its events.

use chrono::{DateTime, Utc};
use support_kpi::{Channel, ModelError};

use super::conversations::Owners;
use super::folder::Folder;
use super::folder::hours::{DeskHours, OpeningHours};
use super::replay::Replay;
use super::report::json::conversations::Conversations;
use super::report::labels::Labels;
use super::report::page::hours::clock;
use super::report::rows::Facts;

/// What is known before the first event: the names of channels, whose each
/// ticket is, and how far the other files go.
#[derive(Debug)]
pub(super) struct Surroundings {
    labels: Labels,
    pub(super) owners: Owners,
    /// The last instant of the other files; `None` where they have none.
    pub(super) last: Option<DateTime<Utc>>,
    has_events: bool,
    /// `None` is around the clock.
    opening: Option<OpeningHours>,
}

impl Surroundings {
    pub(super) fn of(folder: &Folder, opening: Option<OpeningHours>) -> Self {
        let labels = Labels::new(&folder.channels);
        // What is taken of them are names and instants: no wait of theirs is shown.
        let facts = Facts::beside_messages(folder, &labels, &DeskHours::default());
        Self {
            owners: facts.owners(folder),
            last: facts.instants().map(|(_, last)| last),
            has_events: folder.messages.iter().flatten().next().is_some(),
            labels,
            opening,
        }
    }

    /// The clock of each channel.
    pub(super) fn hours(&self) -> DeskHours {
        let opening = self.opening.as_ref();
        opening.map_or_else(DeskHours::default, |opening| opening.hours.clone())
    }

    /// Which minutes count, in words; `None` around the clock.
    pub(super) fn clock(&self) -> Option<String> {
        let opening = self.opening.as_ref();
        opening.map(|_| clock(opening, &self.labels))
    }

    /// The channel of a row, as the report has it.
    pub(super) fn channel(&self, of_row: Option<Channel>) -> Result<Channel, ModelError> {
        self.labels.channel(of_row)
    }

    /// The section `conversations` as it stands in the report, its indentation
    /// too, so that the two compare byte for byte; null where there is no event.
    pub(super) fn section(&self, state: &Replay) -> Result<String, String> {
        let section = self.has_events.then(|| {
            Conversations::counted(&state.conversations, &state.first_contacts, &self.labels)
        });
        let text = serde_json::to_string_pretty(&section)
            .map_err(|fault| format!("the section cannot be written as JSON: {fault}"))?;
        // A line feed within a JSON text is written as \n: these are all between lines.
        Ok(text.replace('\n', "\n  ") + "\n")
    }
}
