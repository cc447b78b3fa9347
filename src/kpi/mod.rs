//! The KPIs, a file each: a fact, a formula, a summary.

mod first_response;
mod indicator;

pub use first_response::FirstResponseTime;
pub use indicator::{Better, Indicator, Outlook};
