//! Exact, explained, mergeable, live figures of customer service.
//!
//! Every KPI is a small state that facts are added to and taken away from:
//! it can be corrected when a ticket changes, merged across agents, days and
//! machines, and read at any instant, and it equals a recount to the bit. A
//! value holds its evidence, says nothing where nothing was counted, and never
//! averages averages. The five service levels of the e-commerce guide judge
//! the values, and explain themselves.
//!
//! # Example: three tickets, four figures, one pass
//!
//! ```
//! use std::time::Duration;
//! use support_kpi::kpi::{FirstResponseTime, OneTouchRate, ResolutionTime};
//! use support_kpi::level::{Level, Policy};
//! use support_kpi::{Calculator, Channel, Resolver, Ticket};
//!
//! let opened = "2024-03-01T09:00:00Z".parse()?;
//! let resolved = Ticket::builder(Channel::Email, opened)
//!     .first_response_at("2024-03-01T11:00:00Z".parse()?)
//!     .resolved_at("2024-03-01T15:00:00Z".parse()?, Resolver::Agent)
//!     .replies(1)
//!     .build()?;
//! let waiting = Ticket::builder(Channel::Email, opened).replies(0).build()?;
//!
//! let desk = <(FirstResponseTime, ResolutionTime, OneTouchRate)>::of(&[resolved, waiting, resolved]);
//! let (first_response, resolution, one_touch) = &desk;
//!
//! assert_eq!(first_response.mean(), Some(Duration::from_secs(2 * 3_600)));
//! assert_eq!(first_response.unanswered(), Some(1)); // not a wait of zero
//! assert_eq!(resolution.mean(), Some(Duration::from_secs(6 * 3_600)));
//! assert_eq!(one_touch.of_all().to_string(), "2 of 3 (66.7 %)");
//!
//! let mean = first_response.mean().expect("two were answered");
//! let judged = Policy::documented().response_level(Channel::Email, mean)?;
//! assert_eq!(judged.level(), Some(Level::AboveAverage));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The map
//!
//! | module | what is in it |
//! |---|---|
//! | [`model`] | what happened, checked: [`Ticket`], [`Interaction`], [`Survey`], [`Purchase`] |
//! | [`clock`] | whose minutes count: around the clock, or business hours |
//! | [`calculator`] | the two traits, [`Group`] and [`Calculator`], and their laws |
//! | [`summary`] | the groups everything is built of: ratios, times with percentiles, scores, money |
//! | [`breakdown`] | by agent, channel, category ([`By`](breakdown::By)), by hour, day, month ([`Series`](breakdown::Series)) |
//! | [`kpi`] | the KPIs, a file each |
//! | [`stage`] | facts that depend on other facts: conversations ([`Desk`](stage::Desk)), recontacts, purchases |
//! | [`columns`] | facts as columns, from data frames and engines |
//! | [`snapshot`] | states on disk, with a checksum |
//! | [`sla`] | service-level agreements: targets, verdicts, what is due next |
//! | [`scorecard`] | KPIs over different facts in one pass |
//! | [`level`] | the five service levels, and the way to the next |
//! | `inference` | how sure: intervals, comparisons, open tickets, alarms, staffing (a feature, on by default) |
//!
//! A user with finished rows (an export, a warehouse) starts at
//! [`Ticket::builder`]; one who receives a helpdesk's events, at
//! [`stage::Desk`].
//!
//! # What holds everywhere
//!
//! - **Checked at the border.** Constructors and deserialisation return errors
//!   that name the field, what was expected and what was found. Recording,
//!   merging and reading return no errors and do not panic.
//! - **No I/O, no clock, no thread.** Instants are passed in.
//! - **Exact.** States are integers. Division and decimals happen when a value
//!   is read; the one approximation, percentiles, says its bounds.

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
pub mod columns;
pub mod error;
#[cfg(feature = "inference")]
pub mod inference;
pub mod kpi;
pub mod level;
pub mod model;
pub mod scorecard;
pub mod sla;
pub mod snapshot;
pub mod stage;
pub mod summary;

pub use calculator::{Calculator, Group, Sign};
#[cfg(feature = "inference")]
pub use error::InferenceError;
pub use error::{CalendarError, ColumnError, ModelError, PolicyError};
pub use model::{
    ActiveMonth, Amount, BotInvolvement, Channel, Course, CustomerPresence, CustomerPurchases,
    Elapsed, FirstContactOutcome, FirstConversation, GoodBad, HandleTime, Interaction, OneToFive,
    OneToSeven, OneToTen, OneToThree, Outcome, Purchase, QualityReview, Resolver, Score, Survey,
    SurveyResponse, Ticket, TicketBuilder, TicketEnd, TicketRow, ZeroToTen,
};

/// The README's examples, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
