//! The groups that every calculator is built of: integers that add up exactly.
//!
//! Division, decimals and percentages happen when a value is read, never in a
//! state. Arithmetic wraps, so that a state is a group at the edges of its
//! types too.

mod ages;
mod block;
mod bucket;
mod bucket_list;
mod count;
mod duration_sum;
mod duration_summary;
mod histogram;
pub(crate) mod lanes;
mod money;
mod openings;
mod percentile;
mod ranks;
mod ratio;
mod score_counts;
pub(crate) mod wide;
mod window;

pub use ages::Ages;
pub use count::Count;
pub use duration_sum::DurationSum;
pub use duration_summary::DurationSummary;
pub use money::Money;
pub use openings::Openings;
pub use percentile::{Bracket, Percentile, WithinLimit};
pub use ratio::Ratio;
pub use score_counts::ScoreCounts;
