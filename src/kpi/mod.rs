//! The KPIs, a file each: a fact, a formula, a summary.

mod abandonment;
mod first_response;
mod indicator;
mod short_abandonment;

pub use abandonment::AbandonmentRate;
pub use first_response::FirstResponseTime;
pub use indicator::{Better, Indicator, Outlook};
pub use short_abandonment::{AbandonmentVerdict, ShortAbandonment, ShortAbandons};
