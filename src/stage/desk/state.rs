//! A desk as it is serialised: what arrived, and nothing that follows from it.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::archive::{TicketFields, fields_of, history_of};
use super::desk::Desk;
use super::desk_clock::DeskClock;
use super::event::Key;
use super::facts::Standing;
use super::history::History;
use super::machine::Reopening;
use super::tally::Tally;
use super::totals::Rules;
use crate::calculator::{Group, Sign};

/// The fields of a desk, in the order of their keys.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Desk")]
struct DeskFields<K, A, I, C> {
    clock: C,
    reopening: Reopening,
    conversations: Vec<TicketFields<K, A, I>>,
    archived: Vec<(K, u64)>,
    archivings: u64,
    /// What the tally holds beside the conversations on the desk: archived
    /// ones, and versions that no longer stand.
    past: Tally,
}

/// What the tally says of one conversation.
fn tally_of<K: Key, A: Key, I: Key>(
    history: &History<K, A, I>,
    rules: &Rules<'_, impl DeskClock>,
) -> Tally {
    let end = history.end(rules.reopening);
    let mut tally = Standing::of(&end, rules).tally(&end);
    for entry in history.entries() {
        let copies = u64::from(entry.copies);
        tally.received = tally.received.wrapping_add(copies);
        tally.duplicates = tally.duplicates.wrapping_add(copies.saturating_sub(1));
        tally.deleted = tally.deleted.wrapping_add(u64::from(entry.kind.is_none()));
    }
    tally
}

impl<K, A, I, C> Serialize for Desk<K, A, I, C>
where
    K: Key + Serialize,
    A: Key + Serialize,
    I: Key + Serialize,
    C: DeskClock + Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rules = self.rules();
        let mut past = *self.tally();
        let mut conversations: Vec<_> = self.histories.iter().collect();
        conversations.sort_unstable_by_key(|(key, _)| *key);
        for (_, history) in &conversations {
            past.combine(Sign::Minus, &tally_of(history, &rules));
        }
        let mut archived: Vec<(&K, u64)> = self.archived.iter().map(|(k, n)| (k, *n)).collect();
        archived.sort_unstable();
        DeskFields {
            clock: &self.clock,
            reopening: self.reopening,
            conversations: conversations
                .into_iter()
                .map(|(key, history)| (key.clone(), fields_of(history)))
                .collect(),
            archived: archived.into_iter().map(|(k, n)| (k.clone(), n)).collect(),
            archivings: self.archivings,
            past,
        }
        .serialize(serializer)
    }
}

impl<'de, K, A, I, C> Deserialize<'de> for Desk<K, A, I, C>
where
    K: Key + Deserialize<'de>,
    A: Key + Deserialize<'de>,
    I: Key + Deserialize<'de>,
    C: DeskClock + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = DeskFields::<K, A, I, C>::deserialize(deserializer)?;
        let mut desk = Self::new(fields.clock, fields.reopening);
        let mut tally = fields.past;
        if !tally.adds_up() {
            return Err(D::Error::custom(format_args!(
                "past: expected counts that add up to received, found {} received",
                tally.received()
            )));
        }
        for (key, events) in fields.conversations {
            let mut history = history_of(&key, events).map_err(D::Error::custom)?;
            history.measure(&desk.rules());
            tally.combine(Sign::Plus, &tally_of(&history, &desk.rules()));
            if desk.histories.insert(key, history).is_some() {
                return Err(D::Error::custom(
                    "conversations: expected each ticket once, found one of them again",
                ));
            }
        }
        desk.tally = tally;
        for (key, number) in fields.archived {
            if desk.histories.contains_key(&key) {
                return Err(D::Error::custom(
                    "archived: expected tickets that are not on the desk, found one that is",
                ));
            }
            if number == 0 || number > fields.archivings {
                return Err(D::Error::custom(format_args!(
                    "archived: expected a number from 1 to {}, found {number}",
                    fields.archivings
                )));
            }
            if desk.archived.insert(key, number).is_some() {
                return Err(D::Error::custom(
                    "archived: expected each ticket once, found one of them again",
                ));
            }
        }
        desk.archivings = fields.archivings;
        Ok(desk)
    }
}
