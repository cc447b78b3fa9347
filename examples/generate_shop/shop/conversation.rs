//! What happens in one ticket, and what its row says of it.

use support_kpi::Channel;

use super::calendar::END;

/// Which side of the desk an author is on, in the order of messages at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Author {
    Customer,
    Agent,
    Automation,
    /// Who it was is not recorded.
    Unknown,
}

impl Author {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Agent => "agent",
            Self::Automation => "automation",
            Self::Unknown => "",
        }
    }
}

/// What happened, in the order of events at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    Message,
    Note,
    Handoff,
    Hold,
    Resume,
    Abandon,
    Resolve,
    Reopen,
}

impl Action {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Note => "note",
            Self::Handoff => "handoff",
            Self::Hold => "hold",
            Self::Resume => "resume",
            Self::Abandon => "abandon",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
        }
    }
}

/// Something that happened in a ticket. Events sort by their instant, then as
/// the layout orders what happens at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Event {
    pub(crate) at: i64,
    pub(crate) action: Action,
    pub(crate) author: Author,
    pub(crate) by: String,
    pub(crate) channel: Channel,
}

/// A phone call or a chat, from when the customer began to wait.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    pub(crate) started_at: i64,
    pub(crate) answered: Option<(i64, &'static str)>,
    pub(crate) ended_at: Option<i64>,
    /// Whether the customer left before the end of it.
    pub(crate) left: bool,
}

impl Contact {
    pub(crate) const fn outcome(&self) -> &'static str {
        match (self.left, self.answered) {
            (true, _) => "abandoned",
            (false, Some(_)) => "answered",
            (false, None) => "waiting",
        }
    }
}

/// A ticket's whole history.
#[derive(Debug, Default)]
pub(crate) struct Conversation {
    pub(crate) events: Vec<Event>,
    pub(crate) contacts: Vec<Contact>,
}

impl Conversation {
    /// What has happened by the end of the quarter, in order.
    pub(crate) fn until_end(mut self) -> Self {
        self.events.retain(|event| event.at < END);
        self.events.sort();
        self.contacts.retain(|contact| contact.started_at < END);
        for contact in &mut self.contacts {
            contact.answered = contact.answered.filter(|(at, _)| *at < END);
            contact.ended_at = contact.ended_at.filter(|at| *at < END);
            contact.left &= contact.ended_at.is_some();
        }
        self
    }

    /// The ticket's row.
    pub(crate) fn outline(&self) -> Outline {
        let mut outline = Outline::default();
        let mut waiting = false;
        for event in &self.events {
            match (event.action, event.author) {
                (Action::Message, Author::Customer) => waiting = true,
                (Action::Message, Author::Agent) => {
                    outline.replies += 1;
                    outline.agent.clone_from(&event.by);
                    if waiting && outline.first_response_at.is_none() {
                        outline.first_response_at = Some(event.at);
                    }
                    waiting = false;
                }
                (Action::Resolve, author) => {
                    outline.resolved = Some((event.at, author));
                    waiting = false;
                }
                (Action::Abandon, _) => waiting = false,
                (Action::Reopen, _) => {
                    outline.resolved = None;
                    outline.reopens += 1;
                    waiting = true;
                }
                _ => {}
            }
        }
        outline
    }
}

/// What a ticket's row says beside what was known at its opening.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) first_response_at: Option<i64>,
    pub(crate) resolved: Option<(i64, Author)>,
    pub(crate) replies: i64,
    pub(crate) reopens: i64,
    /// Who replied last; empty where nobody did.
    pub(crate) agent: String,
}
