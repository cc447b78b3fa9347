//! Exact, explained, mergeable, live figures of customer service.

#![warn(
    clippy::pedantic,
    unreachable_pub,
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
// One concept, one module: `kpi::retention::Retention` is `kpi::Retention` to users.
#![allow(clippy::module_name_repetitions, clippy::must_use_candidate)]

pub mod breakdown;
pub mod calculator;
pub mod clock;
pub mod error;
#[cfg(feature = "inference")]
pub mod inference;
pub mod kpi;
pub mod level;
pub mod model;
pub mod scorecard;
pub mod stage;
pub mod summary;

pub use calculator::{Calculator, Group, Sign};
#[cfg(feature = "inference")]
pub use error::InferenceError;
pub use error::{CalendarError, ModelError, PolicyError};
pub use model::{
    ActiveMonth, Amount, BotInvolvement, Channel, CustomerPresence, CustomerPurchases, Elapsed,
    GoodBad, HandleTime, Interaction, OneToFive, OneToSeven, OneToTen, OneToThree, Outcome,
    Purchase, QualityReview, Resolver, Score, Survey, SurveyResponse, Ticket, TicketBuilder,
    TicketEnd, TicketRow, ZeroToTen,
};
