//! Abandonment with the short abandons told apart.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Interaction, Outcome};
use crate::summary::{Count, Ratio};

/// From when on leaving counts as giving up: a policy that judges interactions.
///
/// Who hangs up at once dialled the wrong number, or heard an announcement
/// that helped. A customer who left while waiting within the threshold, or
/// exactly at it, is a short abandon; one who left after an answer never is.
///
/// The threshold acts here, when the fact is made, and is no part of any
/// state. Judge what is counted together, and what is retracted, by one
/// threshold; where there are several, make them part of the key.
///
/// # Example: exactly at the threshold is short
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Channel, Elapsed, Interaction, Outcome};
/// use support_kpi::kpi::{AbandonmentVerdict, ShortAbandons};
///
/// let after = Elapsed::from_seconds(5);
/// let call = Interaction::new(
///     Channel::Phone,
///     "2024-03-01T09:00:00Z".parse()?,
///     Outcome::LeftWaiting { after },
/// )?;
/// let policy = ShortAbandons::within(Duration::from_secs(5));
/// assert_eq!(policy.judge(&call), AbandonmentVerdict::ShortAbandon);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ShortAbandons {
    threshold: Duration,
}

impl ShortAbandons {
    /// Short is to leave while waiting, after at most this time.
    pub const fn within(threshold: Duration) -> Self {
        Self { threshold }
    }

    /// The threshold.
    pub const fn threshold(self) -> Duration {
        self.threshold
    }

    /// What an interaction counts as.
    pub fn judge(self, interaction: &Interaction) -> AbandonmentVerdict {
        match interaction.outcome() {
            Outcome::Answered { .. } => AbandonmentVerdict::Stayed,
            Outcome::LeftAfterAnswer { .. } => AbandonmentVerdict::LeftAfterAnswer,
            Outcome::StillWaiting => AbandonmentVerdict::StillWaiting,
            Outcome::LeftWaiting { after } => {
                if after.duration() <= self.threshold {
                    AbandonmentVerdict::ShortAbandon
                } else {
                    AbandonmentVerdict::LeftWaiting
                }
            }
        }
    }
}

/// What an interaction counts as, judged by [`ShortAbandons`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AbandonmentVerdict {
    /// The customer was answered, and stayed.
    Stayed,
    /// The customer left while waiting, within the threshold.
    ShortAbandon,
    /// The customer left while waiting, after the threshold.
    LeftWaiting,
    /// The customer was answered, and left before the problem was solved.
    LeftAfterAnswer,
    /// The customer still waits.
    StillWaiting,
}

/// How many customers leave before they are helped, with and without those
/// who were gone at once.
///
/// - **Formula**: who left ÷ all interactions × 100, before the solution or
///   before an answer, each in two ways: short abandons counted, or left out
///   of **both** sides of the division.
/// - **Counted**: every interaction, once [judged](ShortAbandons::judge).
/// - **Not counted**, where short abandons are left out: neither who left
///   within the threshold, nor their interaction; how many they are is
///   [`short`](Self::short).
/// - **No value** when nothing is left to count, or while unsettled.
/// - **Source**: the guide, 000:139 and 000:142; the threshold is telephone practice.
///
/// # Example: leaving them out changes the whole too
///
/// ```
/// use support_kpi::Calculator;
/// use support_kpi::kpi::{AbandonmentVerdict::*, ShortAbandonment};
///
/// let calls = ShortAbandonment::of(&[Stayed, Stayed, LeftWaiting, ShortAbandon]);
///
/// assert_eq!(calls.before_answer().to_string(), "2 of 4 (50 %)");
/// assert_eq!(calls.before_answer_without_short().to_string(), "1 of 3 (33.3 %)");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortAbandonment {
    stayed: Count,
    short: Count,
    left_waiting: Count,
    left_after_answer: Count,
    still_waiting: Count,
}

impl ShortAbandonment {
    /// Who left before the problem was solved, short abandons too, of all interactions.
    pub fn before_solution(&self) -> Ratio {
        let left = [self.short, self.left_waiting, self.left_after_answer];
        Ratio::of_readings(sum(left), self.interactions())
    }

    /// Who left before the problem was solved, short abandons left out of both sides.
    pub fn before_solution_without_short(&self) -> Ratio {
        let left = [self.left_waiting, self.left_after_answer];
        Ratio::of_readings(sum(left), self.interactions_without_short())
    }

    /// Who left before anyone answered, short abandons too, of all interactions.
    pub fn before_answer(&self) -> Ratio {
        let left = [self.short, self.left_waiting];
        Ratio::of_readings(sum(left), self.interactions())
    }

    /// Who left before anyone answered, short abandons left out of both sides.
    pub fn before_answer_without_short(&self) -> Ratio {
        Ratio::of_readings(self.left_waiting.value(), self.interactions_without_short())
    }

    /// Who left while waiting within the threshold, of all interactions.
    pub fn short(&self) -> Ratio {
        Ratio::of_readings(self.short.value(), self.interactions())
    }

    /// How many interactions there are; `None` while unsettled.
    pub fn interactions(&self) -> Option<u64> {
        self.interactions_without_short()?
            .checked_add(self.short.value()?)
    }

    /// How many interactions there are without the short abandons. One
    /// unsettled count unsettles them all: `None` then.
    fn interactions_without_short(&self) -> Option<u64> {
        self.short.value()?;
        sum([
            self.stayed,
            self.left_waiting,
            self.left_after_answer,
            self.still_waiting,
        ])
    }
}

/// Counts together; `None` while one is unsettled.
fn sum<const N: usize>(counts: [Count; N]) -> Option<u64> {
    counts
        .into_iter()
        .try_fold(0_u64, |sum, count| sum.checked_add(count.value()?))
}

impl Indicator for ShortAbandonment {
    const NAME: &'static str = "abandonment rate without short abandons";
    const BETTER: Better = Better::Lower;
}

impl Group for ShortAbandonment {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.stayed.combine(sign, &other.stayed);
        self.short.combine(sign, &other.short);
        self.left_waiting.combine(sign, &other.left_waiting);
        self.left_after_answer
            .combine(sign, &other.left_after_answer);
        self.still_waiting.combine(sign, &other.still_waiting);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for ShortAbandonment {
    type Fact = AbandonmentVerdict;

    #[inline]
    fn apply(&mut self, sign: Sign, verdict: &AbandonmentVerdict) {
        match verdict {
            AbandonmentVerdict::Stayed => self.stayed.add(sign, 1),
            AbandonmentVerdict::ShortAbandon => self.short.add(sign, 1),
            AbandonmentVerdict::LeftWaiting => self.left_waiting.add(sign, 1),
            AbandonmentVerdict::LeftAfterAnswer => self.left_after_answer.add(sign, 1),
            AbandonmentVerdict::StillWaiting => self.still_waiting.add(sign, 1),
        }
    }
}
