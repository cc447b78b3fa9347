//! Net promoter score.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Score, Survey, ZeroToTen};
use crate::summary::{Count, Ratio, ScoreCounts};

/// What a customer is to the shop, by how likely they are to recommend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PromoterBand {
    /// 0 to 6.
    Detractor,
    /// 7 and 8.
    Passive,
    /// 9 and 10.
    Promoter,
}

impl PromoterBand {
    /// The band of a score.
    ///
    /// # Example: six is a detractor, nine a promoter
    ///
    /// ```
    /// use support_kpi::{Score, kpi::PromoterBand};
    ///
    /// assert_eq!(PromoterBand::of(Score::new(6)?), PromoterBand::Detractor);
    /// assert_eq!(PromoterBand::of(Score::new(9)?), PromoterBand::Promoter);
    /// # Ok::<(), support_kpi::ModelError>(())
    /// ```
    pub const fn of(score: Score<ZeroToTen>) -> Self {
        Self::of_value(score.value())
    }

    const fn of_value(score: u8) -> Self {
        match score {
            0..=6 => Self::Detractor,
            7..=8 => Self::Passive,
            _ => Self::Promoter,
        }
    }
}

/// How many more customers would recommend the shop than would not.
///
/// - **Formula**: (promoters − detractors) ÷ answers × 100, from −100 to 100.
///   Promoters gave 9 or 10, detractors 0 to 6; passives, 7 and 8, are in the
///   whole only. It is a difference of percentages: 003:67 of the guide, read
///   to the letter, would be one of counts, which nothing could be compared with.
/// - **Counted**: of each survey the answer that stands. A customer who was
///   asked twice answers twice: keep the latest survey of each where one
///   answer per customer is meant.
/// - **Not counted**: invitations without an answer; they stand beside as
///   [`without_answer`](Self::without_answer).
/// - **No value** when nobody answered, or while unsettled; never 0 for that.
/// - It is about the shop as a whole, and only loosely tied to support (003:68).
/// - **Source**: F. F. Reichheld, *The One Number You Need to Grow*, Harvard
///   Business Review, December 2003; the guide, 004:15 to 19.
///
/// # Example: a passive counts in the whole
///
/// ```
/// use support_kpi::{Calculator, Score, Survey, kpi::NetPromoterScore};
///
/// let answer = |n| Ok(Survey::answered(Score::new(n)?));
/// let nps = NetPromoterScore::of(&[answer(10)?, answer(9)?, answer(8)?, answer(0)?]);
/// assert_eq!(nps.score().unwrap().to_string(), "25");
/// assert_eq!(nps.promoters().to_string(), "2 of 4 (50 %)");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "NPS")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetPromoterScore {
    scores: ScoreCounts<ZeroToTen>,
    without_answer: Count,
}

impl NetPromoterScore {
    /// How many customers answered; `None` while unsettled.
    pub fn answers(&self) -> Option<u64> {
        self.scores.answers()
    }

    /// How many invitations have no answer, or were declined; `None` while unsettled.
    pub const fn without_answer(&self) -> Option<u64> {
        self.without_answer.value()
    }

    /// The score, −100 to 100: exact, or to 28 significant digits.
    pub fn score(&self) -> Option<Decimal> {
        let promoters = Decimal::from(self.promoters().part()?);
        let detractors = Decimal::from(self.detractors().part()?);
        // One division at the end: two rounded percentages would be off.
        let points = promoters
            .checked_sub(detractors)?
            .checked_mul(Decimal::ONE_HUNDRED)?;
        let score = points.checked_div(Decimal::from(self.answers()?))?;
        Some(score.normalize())
    }

    /// Who gave 9 or 10, of all answers.
    pub fn promoters(&self) -> Ratio {
        self.of_band(PromoterBand::Promoter)
    }

    /// Who gave 7 or 8, of all answers.
    pub fn passives(&self) -> Ratio {
        self.of_band(PromoterBand::Passive)
    }

    /// Who gave 0 to 6, of all answers.
    pub fn detractors(&self) -> Ratio {
        self.of_band(PromoterBand::Detractor)
    }

    /// Who gave a score of this band, of all answers.
    pub fn of_band(&self, band: PromoterBand) -> Ratio {
        self.scores
            .share(|score| PromoterBand::of_value(score) == band)
    }

    /// The mean of the answers, 0 to 10: exact, or to 28 significant digits.
    pub fn mean(&self) -> Option<Decimal> {
        self.scores.mean()
    }

    /// How many answers each score got.
    pub const fn scores(&self) -> &ScoreCounts<ZeroToTen> {
        &self.scores
    }
}

/// Answers that were counted elsewhere.
impl From<ScoreCounts<ZeroToTen>> for NetPromoterScore {
    fn from(scores: ScoreCounts<ZeroToTen>) -> Self {
        Self {
            scores,
            without_answer: Count::default(),
        }
    }
}

impl Indicator for NetPromoterScore {
    const NAME: &'static str = "net promoter score";
    const BETTER: Better = Better::Higher;
}

impl Group for NetPromoterScore {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.scores.combine(sign, &other.scores);
        self.without_answer.combine(sign, &other.without_answer);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for NetPromoterScore {
    type Fact = Survey<ZeroToTen>;

    #[inline]
    fn apply(&mut self, sign: Sign, survey: &Survey<ZeroToTen>) {
        match survey.score() {
            Some(score) => self.scores.add(sign, score, 1),
            None => self.without_answer.add(sign, 1),
        }
    }
}
