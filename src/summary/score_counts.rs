//! How many answers each point of a scale got.

use std::borrow::Borrow;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lanes::Lanes;
use super::ratio::Ratio;
use crate::calculator::{Calculator, Group, Sign};
use crate::columns::classes::{self, Classes};
use crate::columns::{ColumnCalculator, Scores};
use crate::model::{NumericScale, Scale, Score};

/// How many answers each point of a scale got.
///
/// Every figure of scores is read from these counts, so any share and the
/// mean agree with each other, and all of them merge exactly.
///
/// # Example: three answers
///
/// ```
/// use support_kpi::{Calculator, OneToFive, Score, summary::ScoreCounts};
///
/// let score = Score::<OneToFive>::new;
/// let counts = ScoreCounts::of(&[score(5)?, score(4)?, score(1)?]);
///
/// assert_eq!(counts.at_least(score(4)?).to_string(), "2 of 3 (66.7 %)");
/// assert_eq!(counts.mean().unwrap().round_dp(2).to_string(), "3.33");
/// assert_eq!(ScoreCounts::<OneToFive>::default().mean(), None);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Clone, Copy)]
pub struct ScoreCounts<S: Scale> {
    /// A count for each point from the lowest on.
    counts: S::Counts,
}

/// The places of all scores there are: none, and from 0 to 10.
const PLACES: usize = 12;

/// Scales up to this score are counted in fewer and wider lanes.
const LOW: u8 = 5;
const PLACES_OF_LOW: usize = 7;

impl<S: Scale> ScoreCounts<S> {
    /// The state of counts that were kept elsewhere, from the lowest score on.
    ///
    /// `None` where there are more counts than the scale has points; missing
    /// ones are zero.
    pub fn of_counts(counts: &[u64]) -> Option<Self> {
        if counts.len() > Self::points() {
            return None;
        }
        let mut state = Self::default();
        for (slot, count) in state.counts.as_mut().iter_mut().zip(counts) {
            *slot = count.cast_signed();
        }
        Some(state)
    }

    fn points() -> usize {
        Self::default().counts.as_ref().len()
    }

    /// Adds some answers of one score, or takes them away.
    #[inline]
    pub fn add(&mut self, sign: Sign, score: Score<S>, number: u64) {
        let index = usize::from(score.value().wrapping_sub(S::LOWEST));
        if let Some(count) = self.counts.as_mut().get_mut(index) {
            *count = count.wrapping_add(sign.of(number.cast_signed()));
        }
    }

    /// Adds one for each score that is there, or takes it away: by its place,
    /// which is zero where there is none.
    #[inline]
    fn add_places(&mut self, sign: Sign, places: impl Iterator<Item = u8>) {
        if S::HIGHEST <= LOW {
            self.add_all(sign, places, Lanes::<PLACES_OF_LOW>::new());
        } else {
            self.add_all(sign, places, Lanes::<PLACES>::new());
        }
    }

    #[inline]
    fn add_all<const N: usize>(
        &mut self,
        sign: Sign,
        places: impl Iterator<Item = u8>,
        mut lanes: Lanes<N>,
    ) {
        for place in places {
            lanes.add(Lanes::<N>::one(u32::from(place)));
        }
        let lowest = usize::from(S::LOWEST).saturating_add(1);
        let numbers = lanes.counts();
        let numbers = numbers.iter().skip(lowest);
        for (count, number) in self.counts.as_mut().iter_mut().zip(numbers) {
            *count = count.wrapping_add(sign.of(number.cast_signed()));
        }
    }

    /// Adds the scores of a block, or takes them away.
    #[inline]
    fn add_block(&mut self, sign: Sign, scores: &Classes) {
        for (value, count) in (S::LOWEST..=S::HIGHEST).zip(self.counts.as_mut()) {
            let number = classes::number_of(value, scores);
            *count = count.wrapping_add(sign.of(number.cast_signed()));
        }
    }

    /// The scores from the lowest to the highest, each with its number of
    /// answers; `None` while unsettled.
    pub fn counts(&self) -> Option<Vec<(Score<S>, u64)>> {
        (S::LOWEST..=S::HIGHEST)
            .zip(self.counts.as_ref())
            .map(|(value, count)| Some((Score::new(value).ok()?, u64::try_from(*count).ok()?)))
            .collect()
    }

    /// How many answers there are; `None` while unsettled.
    pub fn answers(&self) -> Option<u64> {
        self.share(|_| true).whole()
    }

    /// The answers of at least this score, of all answers.
    pub fn at_least(&self, score: Score<S>) -> Ratio {
        self.share(|value| value >= score.value())
    }

    /// The answers of at most this score, of all answers.
    pub fn at_most(&self, score: Score<S>) -> Ratio {
        self.share(|value| value <= score.value())
    }

    /// The answers whose score is chosen, of all answers.
    pub(crate) fn share(&self, chosen: impl Fn(u8) -> bool) -> Ratio {
        let mut points = (S::LOWEST..=S::HIGHEST).zip(self.counts.as_ref());
        let counted = points.try_fold((0_i64, 0_i64), |(part, whole), (value, count)| {
            // A count below zero, or more answers than can be, is unsettled.
            let count = Some(*count).filter(|count| *count >= 0)?;
            let chosen = if chosen(value) { count } else { 0 };
            Some((part.wrapping_add(chosen), whole.checked_add(count)?))
        });
        match counted {
            Some((part, whole)) => Ratio::of_counts(part, whole),
            None => Ratio::UNSETTLED,
        }
    }
}

impl<S: NumericScale> ScoreCounts<S> {
    /// The sum of all scores; `None` while unsettled.
    pub fn sum(&self) -> Option<u128> {
        self.counts()?
            .iter()
            .try_fold(0_u128, |sum, (score, count)| {
                let points = u128::from(score.value()).checked_mul(u128::from(*count))?;
                sum.checked_add(points)
            })
    }

    /// The mean score: exact, or to 28 significant digits. `None` without
    /// answers, or while unsettled.
    pub fn mean(&self) -> Option<Decimal> {
        let answers = self.answers().filter(|answers| *answers > 0)?;
        let sum = Decimal::from_u128(self.sum()?)?;
        Some(sum.checked_div(Decimal::from(answers))?.normalize())
    }
}

impl<S: Scale> Group for ScoreCounts<S> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        for (own, others) in self.counts.as_mut().iter_mut().zip(other.counts.as_ref()) {
            *own = own.wrapping_add(sign.of(*others));
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl<S: Scale> Calculator for ScoreCounts<S> {
    type Fact = Score<S>;

    #[inline]
    fn apply(&mut self, sign: Sign, score: &Score<S>) {
        self.add(sign, *score, 1);
    }

    #[inline]
    fn apply_all<F: Borrow<Score<S>>>(
        &mut self,
        sign: Sign,
        scores: impl Iterator<Item = Option<F>> + Clone,
    ) {
        // A score that is not there counts in the place before all scores.
        let place = |score: Option<F>| Score::place_or_zero(score.map(|score| *score.borrow()));
        self.add_places(sign, scores.map(place));
    }

    #[inline]
    fn apply_slice(&mut self, sign: Sign, scores: &[Score<S>]) {
        // All of them are there: no branch on that, which lanes are to avoid.
        for score in scores {
            self.apply(sign, score);
        }
    }
}

impl<S: Scale> ColumnCalculator for ScoreCounts<S> {
    fn apply_columns(&mut self, sign: Sign, scores: &Scores<'_, S>) {
        for block in scores.blocks() {
            self.add_block(sign, &block);
        }
    }
}

// Derived impls would ask the same of the scale, which never exists as a value.
impl<S: Scale> Default for ScoreCounts<S> {
    fn default() -> Self {
        Self {
            counts: S::Counts::default(),
        }
    }
}
impl<S: Scale> PartialEq for ScoreCounts<S> {
    fn eq(&self, other: &Self) -> bool {
        self.counts == other.counts
    }
}
impl<S: Scale> Eq for ScoreCounts<S> {}
impl<S: Scale> fmt::Debug for ScoreCounts<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries((S::LOWEST..=S::HIGHEST).zip(self.counts.as_ref()))
            .finish()
    }
}

#[derive(Serialize, Deserialize)]
struct Fields<Text> {
    scale: Text,
    counts: Vec<i64>,
}

/// Serialised with the name of its scale, so that figures of two scales are
/// never mixed up on disk either.
impl<S: Scale> Serialize for ScoreCounts<S> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        let counts = self.counts.as_ref().to_vec();
        Fields {
            scale: S::NAME,
            counts,
        }
        .serialize(serializer)
    }
}

impl<'de, S: Scale> Deserialize<'de> for ScoreCounts<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::<String>::deserialize(deserializer)?;
        if fields.scale != S::NAME {
            return Err(D::Error::custom(format_args!(
                "scale: expected {}, found {}",
                S::NAME,
                fields.scale,
            )));
        }
        if fields.counts.len() != Self::points() {
            return Err(D::Error::custom(format_args!(
                "counts: expected {} for the scale {}, found {}",
                Self::points(),
                S::NAME,
                fields.counts.len(),
            )));
        }
        let mut state = Self::default();
        for (slot, count) in state.counts.as_mut().iter_mut().zip(fields.counts) {
            *slot = count;
        }
        Ok(state)
    }
}
