//! `surveys.csv`: one row per invitation, answered or not.

use chrono::{DateTime, Utc};
use support_kpi::Channel;

use super::cells::{Cells, Word};
use super::error::FolderError;
use super::sheet::Row;

/// A row of `surveys.csv`; `None` is not known, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SurveyRow {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    pub(crate) kind: SurveyKind,
    /// `None` is an invitation that was not answered.
    pub(crate) score: Option<i64>,
    pub(crate) answered_at: Option<DateTime<Utc>>,
    pub(crate) ticket: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) channel: Option<Channel>,
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SurveyKind {
    /// How satisfied, 1 to 5.
    Csat,
    /// How likely to recommend, 0 to 10.
    Nps,
    /// An internal review of the work, 0 to 100.
    Quality,
}

impl Word for SurveyKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("csat", Self::Csat),
        ("nps", Self::Nps),
        ("quality", Self::Quality),
    ];
}

impl Row for SurveyRow {
    const FILE: &'static str = "surveys.csv";
    const COLUMNS: &'static [&'static str] =
        &["kind", "score", "answered_at", "ticket", "agent", "channel"];

    fn read(cells: &Cells<'_>) -> Result<Self, FolderError> {
        Ok(Self {
            line: cells.line(),
            kind: cells.required_word("kind")?,
            score: cells.score("score")?,
            answered_at: cells.instant("answered_at")?,
            ticket: cells.text("ticket")?,
            agent: cells.text("agent")?,
            channel: cells.channel("channel")?,
        })
    }
}
