//! Exact, explained, mergeable, live figures of customer service.

#![warn(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::unimplemented,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::print_stderr
)]

pub mod calculator;
pub mod clock;
pub mod error;
#[cfg(feature = "inference")]
pub mod inference;
pub mod model;
pub mod summary;

pub use calculator::{Calculator, Group, Sign};
#[cfg(feature = "inference")]
pub use error::InferenceError;
pub use error::ModelError;
pub use model::Channel;
