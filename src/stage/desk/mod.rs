//! Conversations, told event by event in any order.

mod archive;
#[expect(
    clippy::module_inception,
    reason = "the desk is one of the things a desk is made of"
)]
mod desk;
mod desk_change;
mod desk_clock;
mod entry;
mod event;
mod facts;
mod firsts;
mod history;
mod machine;
mod moment;
mod revision;
mod state;
mod step;
mod tally;
mod timeline;
mod totals;
mod wait;

pub use archive::Conversation;
pub use desk::Desk;
pub use desk_change::{Arrival, DeskChange};
pub use desk_clock::{ChannelClocks, DeskClock};
pub use event::{Event, EventKind, Key};
pub use facts::{ContactFact, TicketFact};
pub use machine::Reopening;
pub(crate) use moment::{Footing, Moment, Standpoint, Turn};
pub use tally::{Exclusion, SetAside, Tally};
pub use timeline::{Survivor, Timeline, TimelineEvent};
