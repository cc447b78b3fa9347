//! The rows of one file that count, and those that do not.

use std::collections::BTreeMap;

use support_kpi::ModelError;
use support_kpi::error::EventError;

/// What one file's rows make.
#[derive(Debug)]
pub(crate) struct Accepted<F> {
    file: &'static str,
    input: usize,
    pub(crate) facts: Vec<F>,
    pub(crate) rejected: Vec<Rejection>,
}

/// A row that parses and cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rejection {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    /// What is wrong, without the row's own values: rows are listed by it.
    pub(crate) kind: String,
    /// What is wrong, with the row's own values.
    pub(crate) text: String,
}

/// Why a row cannot be.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Without the row's own values: rows are listed by it.
    kind: String,
    /// With them.
    text: String,
}

/// How many rows a file has, and what became of them: input = counted + rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileCount {
    pub(crate) file: &'static str,
    pub(crate) input: usize,
    pub(crate) counted: usize,
    pub(crate) rejected: Vec<Rejection>,
}

/// The rows that were rejected for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reason<'a> {
    pub(crate) kind: &'a str,
    pub(crate) rows: Vec<&'a Rejection>,
}

impl<F> Accepted<F> {
    /// Makes a fact of each row, or says why not.
    pub(crate) fn of<R>(
        file: &'static str,
        rows: &[R],
        mut fact: impl FnMut(&R) -> (u64, Result<F, Fault>),
    ) -> Self {
        let mut accepted = Self {
            file,
            input: rows.len(),
            facts: Vec::with_capacity(rows.len()),
            rejected: Vec::new(),
        };
        for row in rows {
            match fact(row) {
                (_, Ok(fact)) => accepted.facts.push(fact),
                (line, Err(fault)) => accepted.rejected.push(Rejection {
                    line,
                    kind: fault.kind,
                    text: fault.text,
                }),
            }
        }
        accepted
    }

    /// How many rows the file has, and what became of them.
    pub(crate) fn count(&self) -> FileCount {
        FileCount {
            file: self.file,
            input: self.input,
            counted: self.facts.len(),
            rejected: self.rejected.clone(),
        }
    }
}

impl FileCount {
    /// The reasons for which rows were rejected, in the order of their text.
    pub(crate) fn reasons(&self) -> Vec<Reason<'_>> {
        let mut reasons = BTreeMap::<&str, Vec<&Rejection>>::new();
        for rejection in &self.rejected {
            reasons.entry(&rejection.kind).or_default().push(rejection);
        }
        reasons
            .into_iter()
            .map(|(kind, rows)| Reason { kind, rows })
            .collect()
    }
}

impl From<ModelError> for Fault {
    fn from(fault: ModelError) -> Self {
        Self {
            kind: kind(&fault),
            text: fault.to_string(),
        }
    }
}

impl From<EventError> for Fault {
    fn from(fault: EventError) -> Self {
        Self {
            kind: match fault {
                EventError::InstantOutOfRange { .. } => {
                    "at outside the years 1677 to 2262".to_string()
                }
                ref other => other.to_string(),
            },
            text: fault.to_string(),
        }
    }
}

/// What is wrong, without the values of the row.
fn kind(fault: &ModelError) -> String {
    match fault {
        ModelError::Before { field, earlier, .. } => format!("{field} before {earlier}"),
        ModelError::OutOfRange {
            field, expected, ..
        }
        | ModelError::Contradiction {
            field, expected, ..
        } => format!("{field}: expected {expected}"),
        ModelError::InstantOutOfRange { field, .. } => {
            format!("{field} outside the years 1677 to 2262")
        }
        other => other.to_string(),
    }
}
