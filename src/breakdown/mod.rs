//! Figures by segment: one state for each key.

mod by;

pub use by::{By, GroupHandle};
