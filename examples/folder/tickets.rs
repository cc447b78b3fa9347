//! `tickets.csv`: one row per ticket.

use chrono::{DateTime, Utc};
use support_kpi::Channel;

use super::cells::{Cells, Word};
use super::error::FolderError;
use super::sheet::Row;

/// A row of `tickets.csv`; `None` is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TicketRow {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    pub(crate) id: Option<String>,
    pub(crate) channel: Option<Channel>,
    pub(crate) customer: Option<String>,
    pub(crate) agent: Option<String>,
    pub(crate) category: Option<String>,
    pub(crate) priority: Option<String>,
    pub(crate) opened_at: DateTime<Utc>,
    /// `None` also where nobody has answered yet.
    pub(crate) first_response_at: Option<DateTime<Utc>>,
    /// `None` also where the ticket is not resolved.
    pub(crate) resolved_at: Option<DateTime<Utc>>,
    pub(crate) resolved_by: Option<Resolver>,
    /// Public replies by agents.
    pub(crate) replies: Option<u32>,
    pub(crate) reopens: Option<u32>,
}

/// Who resolved a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resolver {
    Agent,
    Automation,
    Customer,
}

impl Word for Resolver {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("agent", Self::Agent),
        ("automation", Self::Automation),
        ("customer", Self::Customer),
    ];
}

impl Row for TicketRow {
    const FILE: &'static str = "tickets.csv";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "channel",
        "customer",
        "agent",
        "category",
        "priority",
        "opened_at",
        "first_response_at",
        "resolved_at",
        "resolved_by",
        "replies",
        "reopens",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, FolderError> {
        Ok(Self {
            line: cells.line(),
            id: cells.text("id")?,
            channel: cells.channel("channel")?,
            customer: cells.text("customer")?,
            agent: cells.text("agent")?,
            category: cells.text("category")?,
            priority: cells.text("priority")?,
            opened_at: cells.required_instant("opened_at")?,
            first_response_at: cells.instant("first_response_at")?,
            resolved_at: cells.instant("resolved_at")?,
            resolved_by: cells.word("resolved_by")?,
            replies: cells.count("replies")?,
            reopens: cells.count("reopens")?,
        })
    }
}
