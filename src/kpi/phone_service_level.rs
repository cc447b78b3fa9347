//! Telephone service level.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Elapsed, Interaction, Outcome};
use crate::summary::{Count, DurationSummary, Ratio};

/// The time within which calls are to be answered: the T of "80 % in T
/// seconds", a policy that judges interactions.
///
/// Exactly at the target is in time. The target acts here, when the fact is
/// made, and is no part of any state. Judge what is counted together, and what
/// is retracted, by one target; where there are several, make them part of
/// the key.
///
/// # Example: in time at 20 seconds
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Channel, Elapsed, Interaction, Outcome};
/// use support_kpi::kpi::{AnswerTarget, AnswerVerdict};
///
/// let after = Elapsed::from_seconds(20);
/// let call = Interaction::new(
///     Channel::Phone,
///     "2024-03-01T09:00:00Z".parse()?,
///     Outcome::Answered { after },
/// )?;
/// let target = AnswerTarget::within(Duration::from_secs(20));
/// assert_eq!(target.judge(&call), AnswerVerdict::AnsweredInTime { after });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AnswerTarget {
    limit: Duration,
}

impl AnswerTarget {
    /// To be answered after at most this time.
    pub const fn within(limit: Duration) -> Self {
        Self { limit }
    }

    /// The longest wait that is in time.
    pub const fn limit(self) -> Duration {
        self.limit
    }

    /// What a call counts as.
    pub fn judge(self, call: &Interaction) -> AnswerVerdict {
        let in_time = |after: Elapsed| after.duration() <= self.limit;
        match call.outcome() {
            Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } => {
                if in_time(after) {
                    AnswerVerdict::AnsweredInTime { after }
                } else {
                    AnswerVerdict::AnsweredLate { after }
                }
            }
            Outcome::LeftWaiting { after } if in_time(after) => AnswerVerdict::AbandonedInTime,
            Outcome::LeftWaiting { .. } => AnswerVerdict::AbandonedLate,
            Outcome::StillWaiting => AnswerVerdict::StillWaiting,
        }
    }
}

/// What a call counts as, judged by an [`AnswerTarget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerVerdict {
    /// Answered within the target, whether or not the customer left later on.
    AnsweredInTime {
        /// The wait for the answer.
        after: Elapsed,
    },
    /// Answered after the target, whether or not the customer left later on.
    AnsweredLate {
        /// The wait for the answer.
        after: Elapsed,
    },
    /// The customer left while waiting, when the target had not yet passed.
    AbandonedInTime,
    /// The customer left while waiting, after the target.
    AbandonedLate,
    /// The customer still waits.
    StillWaiting,
}

/// What a telephone service level is a share of: switches and vendors differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ServiceLevelReading {
    /// Answered in time ÷ answered: who left is not seen at all.
    OfAnswered,
    /// Answered in time ÷ (answered + abandoned): whoever left was failed.
    OfAnsweredAndAbandoned,
    /// Answered in time ÷ (answered + abandoned after the target): who left
    /// within it gave no chance, and is left out.
    WithoutEarlyAbandons,
    /// (Answered + abandoned, both in time) ÷ (answered + abandoned): who left
    /// within the target was not failed.
    EarlyAbandonsInTime,
}

impl ServiceLevelReading {
    /// The four readings.
    pub const ALL: [Self; 4] = [
        Self::OfAnswered,
        Self::OfAnsweredAndAbandoned,
        Self::WithoutEarlyAbandons,
        Self::EarlyAbandonsInTime,
    ];
}

/// In words: "answered in time, of answered".
impl fmt::Display for ServiceLevelReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::OfAnswered => "answered in time, of answered",
            Self::OfAnsweredAndAbandoned => "answered in time, of answered and abandoned",
            Self::WithoutEarlyAbandons => "answered in time, of answered and abandoned late",
            Self::EarlyAbandonsInTime => "answered or abandoned in time, of answered and abandoned",
        })
    }
}

/// A telephone service level with the reading that it is a value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ServiceLevel {
    reading: ServiceLevelReading,
    calls: Ratio,
}

impl ServiceLevel {
    /// What it is a share of.
    pub const fn reading(&self) -> ServiceLevelReading {
        self.reading
    }

    /// The calls in time, of the calls that the reading counts.
    pub const fn calls(&self) -> Ratio {
        self.calls
    }
}

/// "9 of 10 (90 %) answered in time, of answered".
impl fmt::Display for ServiceLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.calls.fmt(f)?;
        write!(f, " {}", self.reading)
    }
}

/// How many calls are answered within the target: "80 % in 20 seconds".
///
/// - **Formula**: four readings in use, an enum of the caller's choice:
///   [`ServiceLevelReading`]. Beside them the average speed of answer, the
///   mean wait of the answered.
/// - **Counted**: calls that were answered, also where the customer left
///   later on, and calls abandoned while waiting.
/// - **Not counted**: calls that still wait. They have no verdict yet, and
///   stand beside as [`still_waiting`](Self::still_waiting).
/// - **No value** when the reading counts no call, or while unsettled.
/// - **Source**: ICMI, *Service Level Calculations*, `QueueTips`, 2002.
///
/// # Example: four readings of the same calls
///
/// ```
/// use support_kpi::{Calculator, Elapsed};
/// use support_kpi::kpi::{AnswerVerdict::*, PhoneServiceLevel, ServiceLevelReading};
///
/// let (quick, slow) = (Elapsed::from_seconds(10), Elapsed::from_seconds(40));
/// let mut calls = PhoneServiceLevel::of(&[AnsweredInTime { after: quick }; 6]);
/// calls.record_slice(&[AnsweredLate { after: slow }, AnsweredLate { after: slow }]);
/// calls.record_slice(&[AbandonedInTime, AbandonedLate]);
///
/// let percent = |reading| calls.level(reading).calls().percent().unwrap().round_dp(1);
/// assert_eq!(
///     ServiceLevelReading::ALL.map(|reading| percent(reading).to_string()),
///     ["75", "60", "66.7", "70"],
/// );
/// assert_eq!(calls.average_speed_of_answer().unwrap().as_millis(), 17_500);
/// ```
#[doc(alias = "TSF")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneServiceLevel {
    answered: DurationSummary,
    answered_in_time: Count,
    abandoned_in_time: Count,
    abandoned_late: Count,
    still_waiting: Count,
}

impl PhoneServiceLevel {
    /// The share of calls in time, in the reading asked for.
    pub fn level(&self, reading: ServiceLevelReading) -> ServiceLevel {
        let (in_time, counted) = self.counts(reading).unzip();
        let calls = Ratio::of_readings(in_time, counted);
        ServiceLevel { reading, calls }
    }

    /// The mean wait of the answered calls.
    #[doc(alias = "ASA")]
    pub fn average_speed_of_answer(&self) -> Option<Duration> {
        self.answered.mean()
    }

    /// The waits of the answered calls: sum, spread and all percentiles.
    pub const fn waits_of_answered(&self) -> &DurationSummary {
        &self.answered
    }

    /// How many calls were abandoned while waiting; `None` while unsettled.
    pub fn abandoned(&self) -> Option<u64> {
        self.abandoned_in_time
            .value()?
            .checked_add(self.abandoned_late.value()?)
    }

    /// How many calls still wait; `None` while unsettled.
    pub const fn still_waiting(&self) -> Option<u64> {
        self.still_waiting.value()
    }

    /// How many calls are in time, of how many; `None` while a count is unsettled.
    fn counts(&self, reading: ServiceLevelReading) -> Option<(u64, u64)> {
        let answered = self.answered.count()?;
        let in_time = self.answered_in_time.value()?;
        if in_time > answered {
            return None; // a part greater than its whole
        }
        let early = self.abandoned_in_time.value()?;
        let answered_or_late = answered.checked_add(self.abandoned_late.value()?)?;
        let all = answered_or_late.checked_add(early)?;
        Some(match reading {
            ServiceLevelReading::OfAnswered => (in_time, answered),
            ServiceLevelReading::OfAnsweredAndAbandoned => (in_time, all),
            ServiceLevelReading::WithoutEarlyAbandons => (in_time, answered_or_late),
            ServiceLevelReading::EarlyAbandonsInTime => (in_time.checked_add(early)?, all),
        })
    }
}

impl Indicator for PhoneServiceLevel {
    const NAME: &'static str = "telephone service level";
    const BETTER: Better = Better::Higher;
}

impl Group for PhoneServiceLevel {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.answered.combine(sign, &other.answered);
        self.answered_in_time.combine(sign, &other.answered_in_time);
        self.abandoned_in_time
            .combine(sign, &other.abandoned_in_time);
        self.abandoned_late.combine(sign, &other.abandoned_late);
        self.still_waiting.combine(sign, &other.still_waiting);
    }

    fn is_empty(&self) -> bool {
        self.answered.is_empty()
            && self.answered_in_time.is_empty()
            && self.abandoned_in_time.is_empty()
            && self.abandoned_late.is_empty()
            && self.still_waiting.is_empty()
    }
}

impl Calculator for PhoneServiceLevel {
    type Fact = AnswerVerdict;

    #[inline]
    fn apply(&mut self, sign: Sign, verdict: &AnswerVerdict) {
        match verdict {
            AnswerVerdict::AnsweredInTime { after } => {
                self.answered.apply(sign, after);
                self.answered_in_time.add(sign, 1);
            }
            AnswerVerdict::AnsweredLate { after } => self.answered.apply(sign, after),
            AnswerVerdict::AbandonedInTime => self.abandoned_in_time.add(sign, 1),
            AnswerVerdict::AbandonedLate => self.abandoned_late.add(sign, 1),
            AnswerVerdict::StillWaiting => self.still_waiting.add(sign, 1),
        }
    }
}
