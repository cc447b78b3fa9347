//! Clocks: around the clock, and business hours.

mod bad_input;
mod desk;
mod extremes;
mod laws;
mod months;
mod oracle;
mod precedence;
mod questions;
mod zones;
