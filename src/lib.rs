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
pub mod kpi;
pub mod model;
pub mod snapshot;
pub mod stage;
pub mod summary;

pub use calculator::{Calculator, Group, Sign};
pub use error::ModelError;
pub use model::{
    Amount, BotInvolvement, Channel, Course, Elapsed, FirstContactOutcome, FirstConversation,
    GoodBad, HandleTime, Interaction, OneToFive, OneToSeven, OneToTen, OneToThree, Outcome,
    Purchase, Resolver, Score, Survey, SurveyResponse, Ticket, TicketBuilder, TicketEnd, TicketRow,
    ZeroToTen,
};
