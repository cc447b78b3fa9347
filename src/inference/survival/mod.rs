//! How long tickets take, those still open included.
//!
//! A mean over closed tickets forgets the ones that take longest: they are
//! still open. Here an open ticket counts for what is known of it, that it
//! has lasted at least so long.

mod exact;
mod table;

pub(super) mod competing_risks;
pub(super) mod kaplan_meier;
pub(super) mod lifespan;
pub(super) mod log_rank;
pub(super) mod spell;
