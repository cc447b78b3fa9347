//! The groups that every calculator is built of.

mod ratio;

pub use ratio::Ratio;
