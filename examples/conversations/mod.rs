//! Messages put together to conversations, and what these add up to: what the
//! examples share that read `messages.csv`.
//!
//! A row makes an [`event`], the desk makes facts of events in
//! any order, and [`Conversations`] counts the facts as they change.

// Every example reads what it needs of them.
#![allow(dead_code, unused_imports)]

mod agent;
mod counts;
mod events;
mod first_contacts;
mod reasons;

pub(crate) use self::agent::Agent;
pub(crate) use self::counts::{Conversations, TicketKpis};
pub(crate) use self::events::event;
pub(crate) use self::first_contacts::{FirstContacts, Owner, Owners};
pub(crate) use self::reasons::{exclusion, set_aside};
