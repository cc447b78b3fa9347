//! Abandonment rate.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Interaction, Outcome};
use crate::summary::{Count, DurationSummary, Ratio};

/// How many customers leave before they are helped, and how long they wait until then.
///
/// - **Formula**: two readings. [`before_solution`](Self::before_solution),
///   the guide's: who left before the problem was solved, while waiting or
///   after an answer, ÷ all interactions × 100.
///   [`before_answer`](Self::before_answer), the telephone's: who left while
///   waiting ÷ all interactions × 100.
/// - **Counted**: every interaction, those that still wait too: to wait is not
///   to have left.
/// - **Not counted**: tickets. One of them may take several interactions.
/// - **No value** when there is no interaction, or while unsettled.
/// - Leaving is a sign of dissatisfaction, "though not always" (000:140): some
///   find the answer themselves. For those who hang up at once see
///   [`ShortAbandonment`](super::ShortAbandonment).
/// - **Source**: the guide, 000:139 and 000:142.
///
/// # Example: who leaves after an answer was answered, and is not solved
///
/// ```
/// use support_kpi::{Calculator, Channel, Elapsed, Interaction, Outcome};
/// use support_kpi::kpi::AbandonmentRate;
///
/// let after = Elapsed::from_seconds(30);
/// let chat = |outcome| Interaction::new(Channel::Chat, "2024-03-01T09:00:00Z".parse()?, outcome)
///     .map_err(Box::<dyn std::error::Error>::from);
///
/// let rate = AbandonmentRate::of(&[
///     chat(Outcome::Answered { after })?,
///     chat(Outcome::LeftAfterAnswer { after })?,
///     chat(Outcome::LeftWaiting { after })?,
///     chat(Outcome::StillWaiting)?,
/// ]);
/// assert_eq!(rate.before_solution().to_string(), "2 of 4 (50 %)");
/// assert_eq!(rate.before_answer().to_string(), "1 of 4 (25 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbandonmentRate {
    answered: DurationSummary,
    left_waiting: DurationSummary,
    left_after_answer: Count,
    still_waiting: Count,
}

impl AbandonmentRate {
    /// How many interactions there are; `None` while unsettled.
    pub fn interactions(&self) -> Option<u64> {
        let answered = self.answered.count()?;
        if self.left_after_answer.value()? > answered {
            return None; // a part greater than its whole
        }
        answered
            .checked_add(self.left_waiting.count()?)?
            .checked_add(self.still_waiting.value()?)
    }

    /// Who left before the problem was solved, while waiting or after an
    /// answer, of all interactions.
    pub fn before_solution(&self) -> Ratio {
        let left = self
            .left_waiting
            .count()
            .zip(self.left_after_answer.value())
            .and_then(|(waiting, after_answer)| waiting.checked_add(after_answer));
        Ratio::of_readings(left, self.interactions())
    }

    /// Who left before anyone answered, of all interactions.
    pub fn before_answer(&self) -> Ratio {
        Ratio::of_readings(self.left_waiting.count(), self.interactions())
    }

    /// The waits of those who were answered, whether or not they left later on.
    pub const fn waits_of_answered(&self) -> &DurationSummary {
        &self.answered
    }

    /// The waits of those who left before anyone answered: how long until they gave up.
    pub const fn waits_of_abandoned(&self) -> &DurationSummary {
        &self.left_waiting
    }

    /// How many left after an answer; `None` while unsettled.
    pub const fn left_after_answer(&self) -> Option<u64> {
        self.left_after_answer.value()
    }

    /// How many still wait; `None` while unsettled.
    pub const fn still_waiting(&self) -> Option<u64> {
        self.still_waiting.value()
    }
}

impl Indicator for AbandonmentRate {
    const NAME: &'static str = "abandonment rate";
    const BETTER: Better = Better::Lower;
}

impl Group for AbandonmentRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.answered.combine(sign, &other.answered);
        self.left_waiting.combine(sign, &other.left_waiting);
        self.left_after_answer
            .combine(sign, &other.left_after_answer);
        self.still_waiting.combine(sign, &other.still_waiting);
    }

    fn is_empty(&self) -> bool {
        self.answered.is_empty()
            && self.left_waiting.is_empty()
            && self.left_after_answer.is_empty()
            && self.still_waiting.is_empty()
    }
}

impl Calculator for AbandonmentRate {
    type Fact = Interaction;

    #[inline]
    fn apply(&mut self, sign: Sign, interaction: &Interaction) {
        match interaction.outcome() {
            Outcome::Answered { after } => self.answered.apply(sign, &after),
            Outcome::LeftWaiting { after } => self.left_waiting.apply(sign, &after),
            Outcome::LeftAfterAnswer { after } => {
                self.answered.apply(sign, &after);
                self.left_after_answer.add(sign, 1);
            }
            Outcome::StillWaiting => self.still_waiting.add(sign, 1),
        }
    }
}
