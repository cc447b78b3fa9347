//! Spells by how long they lasted, and how many were still there.

use std::collections::BTreeMap;
use std::time::Duration;

use super::spell::{Ending, Spell};
use crate::error::InferenceError;
use crate::inference::special::count;

/// What happened at one duration.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) at_risk: u64,
    pub(super) resolved: u64,
    pub(super) abandoned: u64,
    pub(super) open: u64,
}

impl Row {
    pub(super) const fn ended(&self) -> u64 {
        self.resolved.saturating_add(self.abandoned)
    }

    pub(super) const fn events(&self, ending: Ending) -> u64 {
        match ending {
            Ending::Resolved => self.resolved,
            Ending::Abandoned => self.abandoned,
        }
    }

    fn all(&self) -> u64 {
        self.ended().saturating_add(self.open)
    }
}

/// One row for each duration that occurs, the shortest first.
pub(super) fn rows(spells: &[Spell]) -> Result<Vec<(Duration, Row)>, InferenceError> {
    rows_of_counts(spells.iter().map(|spell| (*spell, 1)))
}

/// The same of spells with how often each occurs.
pub(super) fn rows_of_counts(
    spells: impl IntoIterator<Item = (Spell, u64)>,
) -> Result<Vec<(Duration, Row)>, InferenceError> {
    let mut rows: BTreeMap<Duration, Row> = BTreeMap::new();
    let mut at_risk = 0_u64;
    for (spell, times) in spells {
        let row = rows.entry(spell.lasted()).or_default();
        let counted = match spell.ending() {
            Some(Ending::Resolved) => &mut row.resolved,
            Some(Ending::Abandoned) => &mut row.abandoned,
            None => &mut row.open,
        };
        *counted = counted.saturating_add(times);
        at_risk = at_risk.saturating_add(times);
    }
    if at_risk == 0 {
        return Err(InferenceError::TooFew {
            field: "spells",
            expected: 1,
            found: count(0),
        });
    }
    let mut table = Vec::with_capacity(rows.len());
    for (at, row) in rows {
        if row.all() > 0 {
            table.push((at, Row { at_risk, ..row }));
            at_risk = at_risk.saturating_sub(row.all());
        }
    }
    Ok(table)
}
