//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod clock;
mod customer_facts;
mod facts;
mod kpi;
mod laws;
mod model;
mod scorecard;
mod serialised;
mod stage;
mod summary;
