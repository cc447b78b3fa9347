//! Customer effort.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{OneToSeven, Score, Survey};
use crate::summary::{Count, Ratio, ScoreCounts};

/// Which end of the scale is low effort: it depends on what was asked.
///
/// It acts when the survey is made, so that [`CustomerEffort`] only ever
/// counts ease, and answers to both questions may be merged.
///
/// # Example: a low answer to one is a high answer to the other
///
/// ```
/// use support_kpi::{Score, kpi::EffortQuestion};
///
/// let two = Score::new(2)?;
/// assert_eq!(EffortQuestion::MadeItEasy.ease(two), two);
/// assert_eq!(EffortQuestion::HowMuchEffort.ease(two), Score::new(6)?);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EffortQuestion {
    /// "The company made it easy for me": 7, full agreement, is low effort.
    MadeItEasy,
    /// "How much effort did it take you?": 1, very little, is low effort.
    HowMuchEffort,
}

impl EffortQuestion {
    /// The answer as ease: 7 is the least effort, 1 the most.
    pub const fn ease(self, answer: Score<OneToSeven>) -> Score<OneToSeven> {
        match self {
            Self::MadeItEasy => answer,
            Self::HowMuchEffort => answer.reversed(),
        }
    }
}

/// How easy it was for customers to get help.
///
/// - **Formula**: the mean of the answers, 1 to 7, and low-effort answers ÷
///   answers × 100. **7 is the least effort.** Low effort is 5 to 7, the
///   answers that agree. Where 1 was the low end,
///   [`EffortQuestion::ease`] turns an answer round when its survey is made.
/// - **Counted**: of each survey the answer that stands.
/// - **Not counted**: invitations without an answer; they stand beside as
///   [`without_answer`](Self::without_answer).
/// - **No value** when nobody answered, or while unsettled.
/// - **Source**: M. Dixon, K. Freeman, N. Toman, *Stop Trying to Delight Your
///   Customers*, Harvard Business Review, July 2010 (how much effort); M.
///   Dixon, N. Toman, R. `DeLisi`, *The Effortless Experience*, 2013 (made it easy).
///
/// # Example: both questions in one figure
///
/// ```
/// use support_kpi::{Calculator, Score, Survey};
/// use support_kpi::kpi::{CustomerEffort, EffortQuestion::*};
///
/// let effort = CustomerEffort::of(&[
///     Survey::answered(MadeItEasy.ease(Score::new(7)?)),
///     Survey::answered(HowMuchEffort.ease(Score::new(6)?)),
/// ]);
/// assert_eq!(effort.mean().unwrap().to_string(), "4.5");
/// assert_eq!(effort.low_effort().to_string(), "1 of 2 (50 %)");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "CES")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerEffort {
    ease: ScoreCounts<OneToSeven>,
    without_answer: Count,
}

/// The lowest answer that agrees that it was easy.
const LOW_EFFORT_FROM: u8 = 5;

impl CustomerEffort {
    /// How many customers answered; `None` while unsettled.
    pub fn answers(&self) -> Option<u64> {
        self.ease.answers()
    }

    /// How many invitations have no answer, or were declined; `None` while unsettled.
    pub const fn without_answer(&self) -> Option<u64> {
        self.without_answer.value()
    }

    /// The mean ease, 1 to 7, the higher the less effort: exact, or to 28
    /// significant digits.
    pub fn mean(&self) -> Option<Decimal> {
        self.ease.mean()
    }

    /// The low-effort answers, 5 to 7, of all answers.
    pub fn low_effort(&self) -> Ratio {
        self.ease.share(|ease| ease >= LOW_EFFORT_FROM)
    }

    /// How many answers each point of ease got; its
    /// [`at_least`](ScoreCounts::at_least) reads another bound of low effort.
    pub const fn scores(&self) -> &ScoreCounts<OneToSeven> {
        &self.ease
    }
}

/// Answers that were counted elsewhere, 7 being the least effort.
impl From<ScoreCounts<OneToSeven>> for CustomerEffort {
    fn from(ease: ScoreCounts<OneToSeven>) -> Self {
        Self {
            ease,
            without_answer: Count::default(),
        }
    }
}

impl Indicator for CustomerEffort {
    const NAME: &'static str = "customer effort (ease)";
    const BETTER: Better = Better::Higher;
}

impl Group for CustomerEffort {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.ease.combine(sign, &other.ease);
        self.without_answer.combine(sign, &other.without_answer);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for CustomerEffort {
    type Fact = Survey<OneToSeven>;

    #[inline]
    fn apply(&mut self, sign: Sign, survey: &Survey<OneToSeven>) {
        match survey.score() {
            Some(ease) => self.ease.add(sign, ease, 1),
            None => self.without_answer.add(sign, 1),
        }
    }
}
