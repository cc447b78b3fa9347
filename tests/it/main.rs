//! All integration tests in one binary.

mod level_advice;
mod level_assessment;
mod level_bounds;
mod level_cases;
mod level_dimensions;
mod level_measurement;
mod level_policy;
mod level_properties;
