//! The KPIs, a file each: a fact, a formula, a summary.

mod first_response;
mod first_response_bands;
mod indicator;

pub use first_response::FirstResponseTime;
pub use first_response_bands::{FirstResponseBands, ResponseBand, ResponseBands};
pub use indicator::{Better, Indicator, Outlook};
