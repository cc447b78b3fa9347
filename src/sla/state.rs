//! How a target stands.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Metric;
use crate::kpi::SlaOutcome;

/// Whether a target was met. A verdict is made once, and not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It happened by the due instant.
    Met,
    /// It did not.
    Missed,
}

/// A verdict and what it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Judged {
    pub(super) metric: Metric,
    pub(super) verdict: Verdict,
    pub(super) at: DateTime<Utc>,
    pub(super) due: Option<DateTime<Utc>>,
    pub(super) late: Duration,
}

impl Judged {
    /// What was promised.
    pub const fn metric(&self) -> Metric {
        self.metric
    }

    /// Whether it was kept.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// When the verdict was made: at the answer, the resolution, the end of
    /// the wait; or where something late started again or got another target.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// When it was due, as it stood then; `None` where it never was.
    pub const fn due(&self) -> Option<DateTime<Utc>> {
        self.due
    }

    /// How late it was, on the target's clock and less holds; zero where it was met.
    pub const fn late(&self) -> Duration {
        self.late
    }
}

/// How a target stands at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SlaState {
    /// It is still in time; at the due instant too.
    Running {
        /// By when it has to happen; `None` where that never comes, as on a
        /// calendar that does not open again.
        due: Option<DateTime<Utc>>,
        /// The time left on the target's clock.
        left: Duration,
    },
    /// It is on hold, and was in time when that began: the due instant moves on.
    Paused {
        /// The time left on the target's clock.
        left: Duration,
    },
    /// It is late, and has not happened.
    Overdue {
        /// By when it had to happen.
        due: DateTime<Utc>,
        /// How late it is, on the target's clock and less holds.
        late: Duration,
    },
    /// There is a verdict.
    Judged(Judged),
}

impl SlaState {
    /// The verdict, if one was made. What is overdue has none yet, though it
    /// cannot be met any more.
    pub const fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Judged(judged) => Some(judged.verdict),
            Self::Running { .. } | Self::Paused { .. } | Self::Overdue { .. } => None,
        }
    }

    /// When it is or was due; `None` where that never comes, and while it is paused.
    pub const fn due(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Running { due, .. } => *due,
            Self::Paused { .. } => None,
            Self::Overdue { due, .. } => Some(*due),
            Self::Judged(judged) => judged.due,
        }
    }

    /// The time left on the target's clock; `None` where it is late or judged.
    pub const fn left(&self) -> Option<Duration> {
        match self {
            Self::Running { left, .. } | Self::Paused { left } => Some(*left),
            Self::Overdue { .. } | Self::Judged(_) => None,
        }
    }

    /// How late it is or was, on the target's clock and less holds; zero where it is not.
    pub const fn late(&self) -> Duration {
        match self {
            Self::Running { .. } | Self::Paused { .. } => Duration::ZERO,
            Self::Overdue { late, .. } => *late,
            Self::Judged(judged) => judged.late,
        }
    }

    /// What it counts as in the [attainment](crate::kpi::SlaAttainment): what
    /// is overdue is missed already.
    pub const fn outcome(&self) -> SlaOutcome {
        match self {
            Self::Running { .. } => SlaOutcome::Running,
            Self::Paused { .. } => SlaOutcome::Paused,
            Self::Overdue { .. } => SlaOutcome::Missed,
            Self::Judged(judged) => match judged.verdict {
                Verdict::Met => SlaOutcome::Met,
                Verdict::Missed => SlaOutcome::Missed,
            },
        }
    }
}
