//! Two spans or two segments against each other.
//!
//! Each comparison has its own result with the numbers of its paper, and a
//! `reading` of it ([`Reading`](super::Reading)), given which way is better.

pub(super) mod means;
pub(super) mod proportions;
pub(super) mod rates;
