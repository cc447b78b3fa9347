//! What a service-level agreement can promise.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a target is set for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Metric {
    /// The first wait that an agent answers. One verdict for each ticket.
    FirstResponse,
    /// Every wait that starts after the first response. One verdict for each wait.
    NextResponse,
    /// From the opening to the first resolution. One verdict for each ticket.
    Resolution,
}

impl Metric {
    /// The three metrics.
    pub const ALL: [Self; 3] = [Self::FirstResponse, Self::NextResponse, Self::Resolution];
}

/// In words: "first response".
impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::FirstResponse => "first response",
            Self::NextResponse => "next response",
            Self::Resolution => "resolution",
        })
    }
}
