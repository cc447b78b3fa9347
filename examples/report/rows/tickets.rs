//! Tickets from their rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use support_kpi::{ModelError, Resolver, Ticket};

use super::super::folder::hours::DeskHours;
use super::super::folder::tickets::{self as layout, TicketRow};
use super::super::labels::Labels;

/// A ticket with its keys; `None` is not known, or that nobody did it.
///
/// The one agent of a row stands for all that was done to its ticket.
#[derive(Debug)]
pub(crate) struct TicketFact {
    pub(crate) id: Option<String>,
    pub(crate) customer: Option<String>,
    /// Who gave the first response.
    pub(crate) answered_by: Option<String>,
    /// Who resolved it, of the team.
    pub(crate) resolved_by: Option<String>,
    pub(crate) category: Option<String>,
    pub(crate) ticket: Ticket,
}

/// Makes a ticket of a row, measured on the clock of its channel; where it is not resolved, and another file says it
/// was given up, it is abandoned.
pub(super) fn fact(
    row: &TicketRow,
    labels: &Labels,
    hours: &DeskHours,
    given_up: &BTreeMap<&str, DateTime<Utc>>,
) -> Result<TicketFact, ModelError> {
    let channel = labels.channel(row.channel)?;
    let mut builder = Ticket::builder(channel, row.opened_at);
    if let Some(at) = row.first_response_at {
        builder = builder.first_response_at(at);
    }
    if let Some(replies) = row.replies {
        builder = builder.replies(replies);
    }
    if let Some(reopens) = row.reopens {
        let few = u16::try_from(reopens).map_err(|_| ModelError::OutOfRange {
            field: "reopens",
            expected: "0 to 65535",
            found: reopens.to_string(),
        })?;
        builder = builder.reopens(few);
        if few > 0 {
            builder = builder.resolved_before();
        }
    }
    let abandoned_at = row.id.as_deref().and_then(|id| given_up.get(id));
    if let Some(at) = row.resolved_at {
        builder = builder.resolved_at(at, resolver(row.resolved_by));
    } else if let Some(at) = abandoned_at.filter(|at| **at >= row.opened_at) {
        builder = builder.abandoned_at(*at);
    }
    Ok(TicketFact {
        id: row.id.clone(),
        customer: row.customer.clone(),
        answered_by: row.agent.clone(),
        resolved_by: row.agent.clone(),
        category: row.category.clone(),
        ticket: builder.build_on(hours.of(channel))?,
    })
}

const fn resolver(by: Option<layout::Resolver>) -> Resolver {
    match by {
        Some(layout::Resolver::Agent) => Resolver::Agent,
        Some(layout::Resolver::Automation) => Resolver::Automation,
        Some(layout::Resolver::Customer) => Resolver::Customer,
        None => Resolver::NotKnown,
    }
}
