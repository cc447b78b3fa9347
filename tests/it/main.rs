//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod calendar;
mod clock;
mod facts;
mod folder;
mod inference;
mod kpi;
mod laws;
mod model;
mod serialised;
mod series;
mod shop_data;
mod summary;
