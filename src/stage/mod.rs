//! Facts that depend on other facts.
//!
//! A reply counts by the message before it, a second purchase by the first.
//! A stage keeps what that needs, under the caller's keys, and turns what it
//! is told into a [`Change`]: the facts to retract and the facts to record.
//! Stages know order and identity; calculators know neither.

mod change;
mod purchase_history;
mod purchase_policy;
mod purchases;

pub use change::Change;
pub use purchase_policy::{PurchasePolicy, SameDay};
pub use purchases::{PurchaseChange, Purchases};
