//! What happened at a support desk, as facts that have been checked.

mod channel;

pub use channel::Channel;
