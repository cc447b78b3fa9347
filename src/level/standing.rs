//! Where a value stands among the levels.

use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use super::threshold::whole_number;
use super::{GapPolicy, Level};

/// Where a value stands among the levels.
///
/// # Example: two ends of one value
///
/// ```
/// use support_kpi::level::{Level, Standing};
///
/// let four = Standing::At(Level::AboveAverage);
/// let three = Standing::At(Level::Average);
///
/// assert_eq!(Standing::spanning(four, four), four);
/// let either = Standing::spanning(three, four);
/// assert_eq!(either.to_string(), "at the limit of 4 and 3");
/// assert_eq!(either.level(), None);
/// assert_eq!(either.worst(), Level::Average);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Standing {
    /// At this level.
    At(Level),
    /// In a gap that the guide leaves between two levels
    /// (only under [`GapPolicy::Strict`]).
    Between {
        /// The level it does not reach.
        better: Level,
        /// The level it does not fall to.
        worse: Level,
    },
    /// The value is known as a pair of ends, and a bound lies between them.
    AtTheLimit {
        /// The level of the better end.
        better: Level,
        /// The level of the worse end.
        worse: Level,
    },
}

impl Standing {
    /// The level; `None` where it stands between two, or at the limit of two.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::At(level) => Some(level),
            Self::Between { .. } | Self::AtTheLimit { .. } => None,
        }
    }

    /// The level it does not exceed.
    pub const fn best(self) -> Level {
        match self {
            Self::At(level) => level,
            Self::Between { better, .. } | Self::AtTheLimit { better, .. } => better,
        }
    }

    /// The level it does not fall below: what it counts as where one is needed.
    pub const fn worst(self) -> Level {
        match self {
            Self::At(level) => level,
            Self::Between { worse, .. } | Self::AtTheLimit { worse, .. } => worse,
        }
    }

    /// The standing of a value of which only two ends are known, judged at both.
    #[must_use]
    pub fn spanning(one_end: Self, other_end: Self) -> Self {
        if one_end == other_end {
            return one_end;
        }
        let better = one_end.best().max(other_end.best());
        let worse = one_end.worst().min(other_end.worst());
        Self::AtTheLimit { better, worse }
    }

    /// The worst of several standings, by both of their ends; `None` of none.
    ///
    /// # Example: between 4 and 3 is better than 3
    ///
    /// ```
    /// use support_kpi::level::{Level, Standing};
    ///
    /// let gap = Standing::Between { better: Level::AboveAverage, worse: Level::Average };
    /// let three = Standing::At(Level::Average);
    /// let five = Standing::At(Level::Stellar);
    /// assert_eq!(Standing::weakest([five, gap, three]), Some(three));
    /// assert_eq!(Standing::weakest([five, gap]), Some(gap));
    /// assert_eq!(Standing::weakest([]), None);
    /// ```
    pub fn weakest(standings: impl IntoIterator<Item = Self>) -> Option<Self> {
        standings.into_iter().reduce(|weakest, next| {
            let (best, worst) = weakest.ends();
            let (next_best, next_worst) = next.ends();
            Self::spanning(best.lower(next_best), worst.lower(next_worst))
        })
    }

    /// The mean of several standings by weight, and the score it was read
    /// from; `None` where nothing weighs anything.
    ///
    /// A mean between two levels falls to the worse one, or is between them,
    /// by the gap policy.
    pub(super) fn weighted(
        standings: impl IntoIterator<Item = (Self, u64)>,
        gap: GapPolicy,
    ) -> Option<(Self, Decimal)> {
        let (mut best_sum, mut worst_sum, mut total) = (0_u128, 0_u128, 0_u128);
        for (standing, weight) in standings {
            let weight = u128::from(weight);
            let (best, worst) = standing.ends();
            best_sum = best_sum.checked_add(weight.checked_mul(best.half_steps())?)?;
            worst_sum = worst_sum.checked_add(weight.checked_mul(worst.half_steps())?)?;
            total = total.checked_add(weight)?;
        }
        let halves = total.checked_mul(2)?;
        let standing = Self::spanning(
            Self::of_mean(best_sum, halves, gap)?,
            Self::of_mean(worst_sum, halves, gap)?,
        );
        let score = whole_number(worst_sum)?.checked_div(whole_number(halves)?)?;
        Some((standing, score.normalize()))
    }

    fn of_mean(sum: u128, whole: u128, gap: GapPolicy) -> Option<Self> {
        let number = u8::try_from(sum.checked_div(whole)?).ok()?;
        let worse = Level::try_from(number).ok()?;
        let exact = sum.checked_rem(whole)? == 0;
        Some(match (gap, worse.above()) {
            (GapPolicy::Strict, Some(better)) if !exact => Self::Between { better, worse },
            _ => Self::At(worse),
        })
    }

    /// Both ends, each a level or between two.
    const fn ends(self) -> (Self, Self) {
        match self {
            Self::At(_) | Self::Between { .. } => (self, self),
            Self::AtTheLimit { better, worse } => (Self::At(better), Self::At(worse)),
        }
    }

    /// The worse of two that are each a level or between two.
    fn lower(self, other: Self) -> Self {
        if self.half_steps() <= other.half_steps() {
            self
        } else {
            other
        }
    }

    /// The level's number doubled, between two levels an odd number.
    fn half_steps(self) -> u128 {
        let best = u128::from(self.best().number());
        best.saturating_add(u128::from(self.worst().number()))
    }

    /// Whether it is at this level or above, for certain.
    pub fn is_at_least(self, level: Level) -> bool {
        self.worst() >= level
    }
}

/// "4", "between 4 and 3", "at the limit of 4 and 3".
impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(level) => write!(f, "{}", level.number()),
            Self::Between { better, worse } => {
                write!(f, "between {} and {}", better.number(), worse.number())
            }
            Self::AtTheLimit { better, worse } => {
                write!(
                    f,
                    "at the limit of {} and {}",
                    better.number(),
                    worse.number()
                )
            }
        }
    }
}
