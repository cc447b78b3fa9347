//! Service-level agreements: what was promised, and whether it is kept.
//!
//! [`Targets`] say how soon something has to happen, on a [clock](crate::clock)
//! of their own; [`Agreements`] say whose they are, [`Terms`] how they change
//! in a ticket's life. A [`Judgement`] reads them against a conversation of the
//! [`Desk`](crate::stage::Desk), at any instant: how each target stands, the
//! verdicts so far, and the outcomes for
//! [`SlaAttainment`](crate::kpi::SlaAttainment). A [`Watchlist`] keeps the
//! judgements of many tickets, what changes in them, and what is due next.

mod agreements;
mod judge;
mod judgement;
mod metric;
mod state;
mod stopwatch;
mod targets;
mod terms;
mod watchlist;

pub use agreements::Agreements;
pub use judgement::Judgement;
pub use metric::Metric;
pub use state::{Judged, SlaState, Verdict};
pub use targets::Targets;
pub use terms::Terms;
pub use watchlist::{Due, Watchlist};
