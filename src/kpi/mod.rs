//! The KPIs, a file each: a fact, a formula, a summary.

mod assignment;
mod bots;
mod double_answers;
mod first_contact_resolution;
mod first_response;
mod indicator;
mod recontact;
mod waiting;

pub use assignment::Assignment;
pub use bots::Bots;
pub use double_answers::DoubleAnswers;
pub use first_contact_resolution::FirstContactResolution;
pub use first_response::FirstResponseTime;
pub use indicator::{Better, Indicator, Outlook};
pub use recontact::RecontactRate;
pub use waiting::WaitingOnWhom;
