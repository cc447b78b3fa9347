//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod facts;
mod kpi;
mod laws;
mod model;
mod serialised;
mod stage;
mod summary;
