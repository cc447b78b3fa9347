//! The KPIs, a file each: a fact, a formula, a summary.

mod average_response;
mod backlog;
mod backlog_flow;
mod first_resolution;
mod first_response;
mod first_response_bands;
mod handled;
mod indicator;
mod net_resolution;
mod one_touch;
mod reasons;
mod reopen;
mod resolution;
mod resolution_rate;
mod response_times;
mod self_service;
mod throughput;
mod unanswered;

pub use average_response::AverageResponseTime;
pub use backlog::{Backlog, BacklogAsOf, BacklogAt, BacklogState};
pub use backlog_flow::{BacklogEvent, BacklogFlow};
pub use first_resolution::FirstResolutionTime;
pub use first_response::FirstResponseTime;
pub use first_response_bands::{FirstResponseBands, ResponseBand, ResponseBands};
pub use handled::{Handled, HandledVolume};
pub use indicator::{Better, Indicator, Outlook};
pub use net_resolution::NetResolutionTime;
pub use one_touch::{OneTouchRate, Touch};
pub use reasons::{RankedReason, TopReasons};
pub use reopen::ReopenRate;
pub use resolution::ResolutionTime;
pub use resolution_rate::ResolutionRate;
pub use response_times::ResponseTimes;
pub use self_service::SelfServiceRate;
pub use throughput::Throughput;
pub use unanswered::Unanswered;
