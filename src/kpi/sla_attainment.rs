//! Attainment of service-level agreements.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::summary::{Count, Ratio};

/// What became of one thing that a target was set for: a verdict, or why there is none.
///
/// It is made where the target is known: see [`sla`](crate::sla). A target is
/// part of no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SlaOutcome {
    /// It happened in time.
    Met,
    /// It happened late, or has not happened and is late already.
    Missed,
    /// It has not happened, and is not late.
    Running,
    /// The same, and its clock stands still while the ticket is on hold.
    Paused,
    /// Nothing is left to judge: it ended in time without what was promised,
    /// or the ticket is not counted.
    Excluded,
}

/// How much of what was promised was kept.
///
/// - **Formula**: met ÷ (met + missed).
/// - **Counted** as missed: what came late, and what is late already though it
///   has not come yet. A breach is a breach while the ticket is open.
/// - **Not counted**: what still [runs](Self::running) or is
///   [paused](Self::paused), as it has no verdict, and what was
///   [excluded](Self::excluded): a wait that ended in time without an answer,
///   a merged ticket. They stand beside, so the counts add up to the input.
/// - **No value** when there is no verdict, or while unsettled.
/// - **Source**: the guide, 000:172.
///
/// # Example: what runs makes the share neither better nor worse
///
/// ```
/// use support_kpi::Calculator;
/// use support_kpi::kpi::{SlaAttainment, SlaOutcome::*};
///
/// let attainment = SlaAttainment::of(&[Met, Met, Met, Missed, Running, Paused, Excluded]);
/// assert_eq!(attainment.attained().to_string(), "3 of 4 (75 %)");
/// assert_eq!((attainment.running(), attainment.paused()), (Some(1), Some(1)));
/// assert_eq!(SlaAttainment::of(&[Running]).attained().percent(), None);
/// ```
#[doc(alias = "SLA")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlaAttainment {
    met: Count,
    missed: Count,
    running: Count,
    paused: Count,
    excluded: Count,
}

impl SlaAttainment {
    /// What was met, of what was judged.
    pub fn attained(&self) -> Ratio {
        let (met, missed) = (self.met.value(), self.missed.value());
        let judged = met
            .zip(missed)
            .and_then(|(met, missed)| met.checked_add(missed));
        Ratio::of_readings(met, judged)
    }

    /// How many were met; `None` while unsettled.
    pub const fn met(&self) -> Option<u64> {
        self.met.value()
    }

    /// How many were missed, those that are late and still open too; `None`
    /// while unsettled.
    pub const fn missed(&self) -> Option<u64> {
        self.missed.value()
    }

    /// How many run, and are not late; `None` while unsettled.
    pub const fn running(&self) -> Option<u64> {
        self.running.value()
    }

    /// How many are on hold, and were not late before; `None` while unsettled.
    pub const fn paused(&self) -> Option<u64> {
        self.paused.value()
    }

    /// How many were excluded; `None` while unsettled.
    pub const fn excluded(&self) -> Option<u64> {
        self.excluded.value()
    }

    fn counts(&self) -> [Count; 5] {
        [
            self.met,
            self.missed,
            self.running,
            self.paused,
            self.excluded,
        ]
    }
}

impl Indicator for SlaAttainment {
    const NAME: &'static str = "SLA attainment";
    const BETTER: Better = Better::Higher;
}

impl Group for SlaAttainment {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.met.combine(sign, &other.met);
        self.missed.combine(sign, &other.missed);
        self.running.combine(sign, &other.running);
        self.paused.combine(sign, &other.paused);
        self.excluded.combine(sign, &other.excluded);
    }

    fn is_empty(&self) -> bool {
        self.counts().iter().all(Count::is_empty)
    }
}

impl Calculator for SlaAttainment {
    type Fact = SlaOutcome;

    #[inline]
    fn apply(&mut self, sign: Sign, outcome: &SlaOutcome) {
        let count = match outcome {
            SlaOutcome::Met => &mut self.met,
            SlaOutcome::Missed => &mut self.missed,
            SlaOutcome::Running => &mut self.running,
            SlaOutcome::Paused => &mut self.paused,
            SlaOutcome::Excluded => &mut self.excluded,
        };
        count.add(sign, 1);
    }
}
