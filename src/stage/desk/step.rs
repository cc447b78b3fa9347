//! What one event did to a conversation.

use super::tally::SetAside;
use super::wait::{Spell, Wait};
use crate::model::{BotInvolvement, Instant};

/// What one event did, for whoever adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step<A> {
    pub(super) set_aside: Option<SetAside>,
    /// The start of the wait that this event answered.
    pub(super) answered_since: Option<Instant>,
    /// The spell that this event ended, and its start.
    pub(super) spell: Option<(Spell, Instant)>,
    /// The wait that can no longer change.
    pub(super) wait: Option<Wait<A>>,
    pub(super) reply: Option<Reply>,
    pub(super) reopened: bool,
    pub(super) handed_over: bool,
    pub(super) bot: BotInvolvement,
    pub(super) is_spam: bool,
}

/// What a reply was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reply {
    /// It came before the ticket was ever resolved.
    pub(super) before_resolution: bool,
    /// It came after another reply to the same message.
    pub(super) repeated: Option<Repeated>,
}

/// Who had replied already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeated {
    BySameAgent,
    ByAnotherAgent,
}

impl<A> Default for Step<A> {
    fn default() -> Self {
        Self {
            set_aside: None,
            answered_since: None,
            spell: None,
            wait: None,
            reply: None,
            reopened: false,
            handed_over: false,
            bot: BotInvolvement::None,
            is_spam: false,
        }
    }
}
