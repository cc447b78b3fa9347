//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod calendar;
mod clock;
mod facts;
mod folder;
#[cfg(feature = "inference")]
mod inference;
mod kpi;
mod laws;
mod model;
mod serialised;
mod series;
mod shop_data;
mod summary;
