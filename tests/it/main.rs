//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod calendar;
mod clock;
mod facts;
mod kpi;
mod laws;
mod model;
mod serialised;
mod series;
mod summary;
