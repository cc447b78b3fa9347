//! `interactions.csv`: one row per contact that waits for an answer.

use chrono::{DateTime, Utc};
use support_kpi::Channel;

use super::cells::{Cells, Word};
use super::error::FolderError;
use super::sheet::Row;

/// A row of `interactions.csv`; `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InteractionRow {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    pub(crate) id: Option<String>,
    pub(crate) ticket: Option<String>,
    pub(crate) channel: Option<Channel>,
    pub(crate) customer: Option<String>,
    pub(crate) agent: Option<String>,
    /// When the customer began to wait.
    pub(crate) started_at: DateTime<Utc>,
    /// `None` also where nobody answered.
    pub(crate) answered_at: Option<DateTime<Utc>>,
    /// `None` also where it has not ended.
    pub(crate) ended_at: Option<DateTime<Utc>>,
    pub(crate) outcome: Outcome,
}

/// How a contact ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Answered,
    /// Left: after an answer where there was one, while waiting where not.
    Abandoned,
    Waiting,
}

impl Word for Outcome {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("answered", Self::Answered),
        ("abandoned", Self::Abandoned),
        ("waiting", Self::Waiting),
    ];
}

impl Row for InteractionRow {
    const FILE: &'static str = "interactions.csv";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "ticket",
        "channel",
        "customer",
        "agent",
        "started_at",
        "answered_at",
        "ended_at",
        "outcome",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, FolderError> {
        Ok(Self {
            line: cells.line(),
            id: cells.text("id")?,
            ticket: cells.text("ticket")?,
            channel: cells.channel("channel")?,
            customer: cells.text("customer")?,
            agent: cells.text("agent")?,
            started_at: cells.required_instant("started_at")?,
            answered_at: cells.instant("answered_at")?,
            ended_at: cells.instant("ended_at")?,
            outcome: cells.required_word("outcome")?,
        })
    }
}
