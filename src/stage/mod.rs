//! Facts that depend on other facts.
//!
//! A reply counts by the message before it, a second purchase by the first.
//! A stage keeps what that needs, under the caller's keys, and turns what it
//! is told into a [`Change`]: the facts to retract and the facts to record.
//! Stages know order and identity; calculators know neither.

mod change;
mod desk;
mod purchase_history;
mod purchase_policy;
mod purchases;
mod recontacts;

pub use change::Change;
pub use desk::{
    Arrival, ChannelClocks, ContactFact, Conversation, Desk, DeskChange, DeskClock, Event,
    EventKind, Exclusion, Key, Reopening, SetAside, Survivor, Tally, TicketFact, Timeline,
    TimelineEvent,
};
pub(crate) use desk::{Footing, Moment, Standpoint, Turn};
pub use purchase_policy::{PurchasePolicy, SameDay};
pub use purchases::{PurchaseChange, Purchases};
pub use recontacts::{FirstContactRule, Recontacts};
