//! What makes a first conversation enough.

use serde::{Deserialize, Serialize};

/// What makes a first conversation enough.
///
/// Every rule looks at the time up to the end of the window only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FirstContactRule {
    /// The ticket was not reopened, no agent had to follow up, and the
    /// customer did not come back, on this ticket or another one of the same
    /// category: the guide's own reading (003:65).
    #[default]
    NoReturn,
    /// The ticket was not reopened: all that a helpdesk knows that does not
    /// look beyond a ticket.
    NotReopened,
    /// The ticket was resolved with at most one reply, and not reopened: the
    /// reading of helpdesks that count messages.
    OneReply,
}
