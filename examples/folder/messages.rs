//! `messages.csv`: one row per event in a conversation.

use chrono::{DateTime, Utc};
use support_kpi::Channel;

use super::cells::{Cells, Word};
use super::error::FolderError;
use super::sheet::Row;

/// A row of `messages.csv`; `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MessageRow {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    pub(crate) ticket: String,
    pub(crate) at: DateTime<Utc>,
    /// `None` where who did it is not recorded.
    pub(crate) author: Option<Author>,
    /// The author's name.
    pub(crate) by: Option<String>,
    pub(crate) channel: Option<Channel>,
    pub(crate) action: Action,
}

/// Which side of the desk an author is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Author {
    Customer,
    Agent,
    Automation,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Message,
    Note,
    /// A bot gives over to a person.
    Handoff,
    Resolve,
    Reopen,
    Abandon,
    Hold,
    Resume,
}

impl Word for Author {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("customer", Self::Customer),
        ("agent", Self::Agent),
        ("automation", Self::Automation),
    ];
}

impl Word for Action {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("message", Self::Message),
        ("note", Self::Note),
        ("handoff", Self::Handoff),
        ("resolve", Self::Resolve),
        ("reopen", Self::Reopen),
        ("abandon", Self::Abandon),
        ("hold", Self::Hold),
        ("resume", Self::Resume),
    ];
}

impl Row for MessageRow {
    const FILE: &'static str = "messages.csv";
    const COLUMNS: &'static [&'static str] = &["ticket", "at", "author", "by", "channel", "action"];

    fn read(cells: &Cells<'_>) -> Result<Self, FolderError> {
        Ok(Self {
            line: cells.line(),
            ticket: cells.required_text("ticket")?,
            at: cells.required_instant("at")?,
            author: cells.word("author")?,
            by: cells.text("by")?,
            channel: cells.channel("channel")?,
            action: cells.required_word("action")?,
        })
    }
}
