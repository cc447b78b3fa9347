//! Service-level agreements: against an oracle, by hand, at the borders.
//!
//! The cases of each rule by hand are in `cases/sla.jsonl`.

mod borders;
mod oracle;
mod pattern;
mod random;
mod watchlist;
