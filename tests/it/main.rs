//! The one integration test binary: laws, oracles, published cases, borders.

mod breakdown;
mod calendar;
mod clock;
mod conformance;
mod customer_facts;
mod facts;
mod folder;
mod kpi;
mod laws;
mod level_advice;
mod level_assessment;
mod level_bounds;
mod level_dimensions;
mod level_measurement;
mod level_policy;
mod level_properties;
mod model;
mod openings;
mod scorecard;
mod serialised;
mod series;
mod shop_data;
mod stage;
mod summary;
mod week_exposure;
