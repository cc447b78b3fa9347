//! The tickets that customers gave up: no column of `tickets.csv` tells of
//! them, the other files do.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::super::folder::Folder;
use super::super::folder::interactions::Outcome;
use super::super::folder::messages::Action;

/// When each ticket was given up, where it was and stayed so.
///
/// By its messages the last of abandonment, resolution and reopening decides;
/// a ticket without messages is given up where its last contact was.
pub(super) fn of(folder: &Folder) -> BTreeMap<&str, DateTime<Utc>> {
    // At one instant an abandonment comes before a resolution, and that before a reopening.
    let mut ends = BTreeMap::<&str, (DateTime<Utc>, u8)>::new();
    for row in folder.messages.iter().flatten() {
        let place = match row.action {
            Action::Abandon => 0,
            Action::Resolve => 1,
            Action::Reopen => 2,
            _ => continue,
        };
        let end = ends.entry(&row.ticket).or_insert((row.at, place));
        *end = (*end).max((row.at, place));
    }
    let with_messages: std::collections::BTreeSet<&str> = folder
        .messages
        .iter()
        .flatten()
        .map(|row| row.ticket.as_str())
        .collect();

    let mut last_contacts = BTreeMap::new();
    for row in folder.interactions.iter().flatten() {
        let Some(ticket) = row.ticket.as_deref() else {
            continue;
        };
        if !with_messages.contains(ticket) {
            let last = last_contacts.entry(ticket).or_insert(row);
            if row.started_at >= last.started_at {
                *last = row;
            }
        }
    }

    let by_messages = ends
        .into_iter()
        .filter(|(_, (_, place))| *place == 0)
        .map(|(ticket, (at, _))| (ticket, at));
    let by_contacts = last_contacts
        .into_iter()
        .filter(|(_, row)| row.outcome == Outcome::Abandoned)
        .filter_map(|(ticket, row)| Some((ticket, row.ended_at?)));
    by_messages.chain(by_contacts).collect()
}
