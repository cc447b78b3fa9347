//! Events from the rows of `messages.csv`.

use support_kpi::stage::{Event, EventKind};
use support_kpi::{Channel, ModelError, Resolver};

use super::super::folder::messages::{Action, Author, MessageRow};
use super::Agent;

/// What a row tells the desk; its line is the event's own id.
///
/// # Errors
///
/// [`ModelError::Missing`] for a message of which it is not known who wrote
/// it: it could be a reply or none.
pub(crate) fn event(
    row: &MessageRow,
    channel: Channel,
) -> Result<Event<String, Agent>, ModelError> {
    let kind = match (row.action, row.author) {
        (Action::Message, Some(Author::Customer)) => EventKind::CustomerMessage(channel),
        (Action::Message, Some(Author::Agent)) => EventKind::AgentReply,
        (Action::Message, Some(Author::Automation)) => EventKind::BotMessage,
        (Action::Message, None) => {
            return Err(ModelError::Missing {
                field: "author",
                expected: "customer, agent or automation where the action is message",
            });
        }
        (Action::Note, _) => EventKind::AgentNote,
        (Action::Handoff, _) => EventKind::BotHandoff,
        (Action::Hold, _) => EventKind::Hold,
        (Action::Resume, _) => EventKind::Resume,
        (Action::Abandon, _) => EventKind::Abandoned,
        (Action::Resolve, author) => EventKind::Resolved(resolver(author)),
        (Action::Reopen, _) => EventKind::Reopened,
    };
    // Who did it is the last of the order at one instant, for customers and bots too.
    Ok(Event::new(row.ticket.clone(), row.line, row.at, kind).by(row.by.clone()))
}

const fn resolver(author: Option<Author>) -> Resolver {
    match author {
        Some(Author::Agent) => Resolver::Agent,
        Some(Author::Automation) => Resolver::Automation,
        Some(Author::Customer) => Resolver::Customer,
        None => Resolver::NotKnown,
    }
}
