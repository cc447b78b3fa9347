//! The replay as people read it.

use chrono::{DateTime, Utc};

use super::replay::{Format, Replay};
use super::report::page::sheet::Column::{Figures, Words};
use super::report::page::sheet::Sheet;
use super::report::page::text::{GLUE, count, list, or_none, plural, share, time};
use super::surroundings::Surroundings;

/// What was seen on the way.
#[derive(Debug, Default)]
pub(super) struct Page {
    looks: Vec<[String; 8]>,
    restarts: u64,
    most_bytes: usize,
}

/// "2026-06-30 23:55", which no column breaks.
fn minute(at: DateTime<Utc>) -> String {
    at.format(&format!("%Y-%m-%d{GLUE}%H:%M")).to_string()
}

/// The figures in a few words, for the line of the progress bar.
pub(super) fn in_short(state: &Replay) -> String {
    let (first_response, _, one_touch, ..) = state.conversations.all();
    format!(
        "{}, first response {}, one-touch {}",
        plural(state.conversations.desk.tally().tickets(), "conversation"),
        or_none(first_response.mean(), time),
        share(one_touch.of_all()),
    )
}

impl Page {
    /// Looks at the figures after so many events.
    pub(super) fn look(&mut self, events: usize, state: &Replay) {
        let (first_response, resolution, one_touch, _, _, resolved) = state.conversations.all();
        self.looks.push([
            count(events as u64),
            or_none(state.now, minute),
            count(state.conversations.desk.tally().tickets()),
            or_none(first_response.mean(), time),
            or_none(resolution.mean(), time),
            share(resolved.of_opened()),
            share(one_touch.of_all()),
            share(state.first_contacts.resolution.rate()),
        ]);
    }

    /// Restarts the desk: in JSON the first time, then by turns.
    ///
    /// # Errors
    ///
    /// In words, why the snapshot cannot be trusted.
    pub(super) fn restarted(&mut self, state: Replay) -> Result<Replay, String> {
        let format = if self.restarts.is_multiple_of(2) {
            Format::Json
        } else {
            Format::Postcard
        };
        let (state, bytes) = state.restarted(format)?;
        self.restarts += 1;
        self.most_bytes = self.most_bytes.max(bytes);
        Ok(state)
    }

    pub(super) fn text(
        self,
        state: &Replay,
        surroundings: &Surroundings,
        refused: &[(u64, String)],
    ) -> String {
        let mut sheet = Sheet::default();
        sheet.title("The desk, event by event");
        if self.looks.is_empty() {
            sheet.line("There is no event: the folder has no row in messages.csv.");
            return sheet.into_text();
        }
        sheet.table(
            [
                Figures("Events"),
                Words("Up to (UTC)"),
                Figures("Tickets"),
                Figures("First reply"),
                Figures("Resolution"),
                Figures("Resolved"),
                Figures("One-touch"),
                Figures("FCR"),
            ],
            self.looks,
        );
        sheet.line(
            "Times are means. FCR: resolved at the first contact, and nobody back in 7 days.",
        );
        if let Some(clock) = surroundings.clock() {
            sheet.line(&format!("Clock: {clock}."));
        }
        sheet.gap();
        let tally = state.conversations.desk.tally();
        sheet.line(&format!(
            "{} came in, {} of them a second time; {} count, {} change no figure.",
            plural(tally.received(), "event"),
            count(tally.duplicates()),
            count(tally.counted()),
            count(tally.set_aside()),
        ));
        if let Some(refusals) = refusals(refused) {
            sheet.line(&refusals);
        }
        if self.restarts > 0 {
            sheet.line(&format!(
                "Restored {} from snapshots in JSON and in postcard by turns, the largest of {} bytes.",
                plural(self.restarts, "time"),
                count(self.most_bytes as u64),
            ));
        }
        sheet.line(if state.is_its_recount(surroundings) {
            "A recount of all events comes to the same state."
        } else {
            "A recount of all events comes to ANOTHER state: this is a fault of the desk."
        });
        sheet.into_text()
    }
}

/// The rows that are no events, each line once; `None` where there are none.
fn refusals(refused: &[(u64, String)]) -> Option<String> {
    let mut rows = refused.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let shown: Vec<String> = rows
        .iter()
        .take(3)
        .map(|(line, fault)| format!("line {line} ({fault})"))
        .collect();
    let rest = rows.len().checked_sub(3).filter(|rest| *rest > 0);
    let rest = rest.map_or_else(String::new, |rest| {
        format!(", and {} more", count(rest as u64))
    });
    (!rows.is_empty()).then(|| {
        format!(
            "{} refused: {}{rest}.",
            plural(rows.len() as u64, "row"),
            list(&shown)
        )
    })
}
