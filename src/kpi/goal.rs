//! Goals, and whether they are reached.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod sealed {
    pub trait Sealed {}
    impl Sealed for std::time::Duration {}
    impl Sealed for rust_decimal::Decimal {}
    impl Sealed for u64 {}
}

/// What a KPI's value can be, so that a goal can be set for it: a time, a
/// percentage or score, a count.
pub trait Measure: Copy + Ord + sealed::Sealed {
    /// How far two values lie apart; `None` where that is beyond the type.
    fn distance(self, other: Self) -> Option<Self>;

    /// Writes the value in a form that every format can read.
    #[doc(hidden)]
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads what [`write`](Self::write) wrote.
    #[doc(hidden)]
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A time: a mean, or an end of a percentile's bracket.
impl Measure for Duration {
    fn distance(self, other: Self) -> Option<Self> {
        Some(self.abs_diff(other))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// A percentage, a mean score, an amount of money.
impl Measure for Decimal {
    fn distance(self, other: Self) -> Option<Self> {
        let distance = self.checked_sub(other)?.abs();
        Some(distance.normalize())
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::str::serialize(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        rust_decimal::serde::str::deserialize(deserializer)
    }
}

/// A count.
impl Measure for u64 {
    fn distance(self, other: Self) -> Option<Self> {
        Some(self.abs_diff(other))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// A target for one figure: at most, or at least.
///
/// - **Reached** is a value on the right side of the target, the target
///   itself included.
/// - **No value** is neither: what was not measured is no success and no failure.
/// - **Source**: the guide, 000:8, 000:52 (goals for speed and quality), 000:203-209.
///
/// # Example: half an hour too slow
///
/// ```
/// use std::time::Duration;
/// use support_kpi::kpi::{Goal, GoalResult};
///
/// let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
/// let goal = Goal::AtMost(minutes(240));
///
/// assert_eq!(goal.judge(Some(minutes(270))), GoalResult::Missed { by: Some(minutes(30)) });
/// assert_eq!(goal.judge(Some(minutes(240))), GoalResult::Reached { by: Some(minutes(0)) });
/// assert_eq!(goal.judge(None), GoalResult::NoValue);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(bound = "V: Measure", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Goal<V> {
    /// The value is to be this or less: times, abandonment.
    AtMost(#[serde(serialize_with = "V::write", deserialize_with = "V::read")] V),
    /// The value is to be this or more: satisfaction, retention.
    AtLeast(#[serde(serialize_with = "V::write", deserialize_with = "V::read")] V),
}

/// Whether a goal is reached, and how far the value lies from the target.
///
/// A distance is `None` only where it is beyond its type: two `Decimal`s at
/// opposite ends of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GoalResult<V> {
    /// The value is at the target, or better by so much.
    Reached {
        /// How much better.
        by: Option<V>,
    },
    /// The value is worse than the target by so much.
    Missed {
        /// How much worse.
        by: Option<V>,
    },
    /// Nothing was measured that could be judged.
    NoValue,
}

/// How sure it is that a goal is reached, by both ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GoalCertainty {
    /// All of the interval reaches the goal.
    ReachedForSure,
    /// The target lies within the interval: chance decides what the value says.
    Perhaps,
    /// Nothing of the interval reaches the goal.
    NotReached,
}

/// "reached for sure", "perhaps reached", "not reached".
impl fmt::Display for GoalCertainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ReachedForSure => "reached for sure",
            Self::Perhaps => "perhaps reached",
            Self::NotReached => "not reached",
        })
    }
}

impl GoalCertainty {
    pub(crate) const fn of_ends(low_reaches: bool, high_reaches: bool) -> Self {
        match (low_reaches, high_reaches) {
            (true, true) => Self::ReachedForSure,
            (false, false) => Self::NotReached,
            _ => Self::Perhaps,
        }
    }
}

impl<V: Measure> Goal<V> {
    /// The target.
    pub const fn target(&self) -> V {
        match self {
            Self::AtMost(target) | Self::AtLeast(target) => *target,
        }
    }

    /// Whether a value reaches the goal.
    ///
    /// It hangs on nothing but the goal and the value, and whatever is better
    /// than a value that reaches the goal reaches it too. So of a value that
    /// is only known to lie between two bounds, both ends can be asked: the
    /// goal is reached for sure where both reach it, and perhaps where one does.
    ///
    /// # Example: a percentile is a pair of bounds
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::{Calculator, Elapsed, kpi::Goal, summary::DurationSummary};
    ///
    /// let median = DurationSummary::of(&[Elapsed::from_seconds(60)]).median().unwrap();
    /// let goal = Goal::AtMost(Duration::from_secs(60));
    /// assert!(goal.is_reached_by(median.at_least()));
    /// assert!(!goal.is_reached_by(median.at_most()));
    /// ```
    pub fn is_reached_by(&self, value: V) -> bool {
        match self {
            Self::AtMost(target) => value <= *target,
            Self::AtLeast(target) => value >= *target,
        }
    }

    /// How sure it is that the goal is reached by a value that lies between
    /// two ends. Where an end is `None`, nothing bounds it on that side.
    ///
    /// With the feature `inference` the ends come from an interval:
    /// `certainty_of_mean`, `certainty_of_percentile`, `certainty_of_percent`
    /// and `certainty_within`.
    ///
    /// # Example: half an hour to either side of a goal of four hours
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::kpi::{Goal, GoalCertainty};
    ///
    /// let minutes = |minutes: u64| Some(Duration::from_secs(60 * minutes));
    /// let goal = Goal::AtMost(Duration::from_secs(60 * 240));
    /// let certainty = |low, high| goal.certainty(minutes(low), minutes(high));
    ///
    /// assert_eq!(certainty(170, 230), GoalCertainty::ReachedForSure);
    /// assert_eq!(certainty(230, 290), GoalCertainty::Perhaps);
    /// assert_eq!(certainty(250, 310), GoalCertainty::NotReached);
    /// assert_eq!(goal.certainty(minutes(170), None), GoalCertainty::Perhaps);
    /// ```
    pub fn certainty(&self, low: Option<V>, high: Option<V>) -> GoalCertainty {
        // Where an end is open, values on its side may lie anywhere.
        let (open_low, open_high) = match self {
            Self::AtMost(_) => (true, false),
            Self::AtLeast(_) => (false, true),
        };
        let reaches = |end: Option<V>, open| end.map_or(open, |end| self.is_reached_by(end));
        GoalCertainty::of_ends(reaches(low, open_low), reaches(high, open_high))
    }

    /// Judges a value, or that there is none.
    pub fn judge(&self, value: Option<V>) -> GoalResult<V> {
        let Some(value) = value else {
            return GoalResult::NoValue;
        };
        let by = value.distance(self.target());
        if self.is_reached_by(value) {
            GoalResult::Reached { by }
        } else {
            GoalResult::Missed { by }
        }
    }
}

/// The goals for one figure of a KPI: a general one, and others for the keys
/// that have one of their own, an agent, a team, a channel.
///
/// A key is judged by its own goal, and by the general one where it has none.
/// Where there is neither, it has no goal, and no result. One `Goals` is for
/// one figure: the mean first response time has its own, the CSAT another.
///
/// # Example: e-mail has until the next day, everything else an hour
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::kpi::{Goal, GoalResult, Goals};
///
/// let hours = |hours: u64| Duration::from_secs(3_600 * hours);
/// let goals = Goals::general(Goal::AtMost(hours(1)))
///     .with(Channel::Email, Goal::AtMost(hours(24)));
///
/// let mean = Some(hours(3));
/// assert_eq!(
///     goals.judge(&Channel::Email, mean),
///     Some(GoalResult::Reached { by: Some(hours(21)) }),
/// );
/// assert_eq!(
///     goals.judge(&Channel::Chat, mean),
///     Some(GoalResult::Missed { by: Some(hours(2)) }),
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "K: Ord + Serialize, V: Measure",
    deserialize = "K: Ord + Deserialize<'de>, V: Measure"
))]
pub struct Goals<K, V> {
    /// The goal of the keys without one of their own; `None` where they have none.
    general: Option<Goal<V>>,
    #[serde(serialize_with = "write_pairs", deserialize_with = "read_pairs")]
    own: BTreeMap<K, Goal<V>>,
}

impl<K: Ord, V: Measure> Goals<K, V> {
    /// One goal for everybody.
    pub const fn general(goal: Goal<V>) -> Self {
        Self {
            general: Some(goal),
            own: BTreeMap::new(),
        }
    }

    /// Gives a key a goal of its own, in place of the one it had.
    #[must_use]
    pub fn with(mut self, key: K, goal: Goal<V>) -> Self {
        self.own.insert(key, goal);
        self
    }

    /// The goal of a key: its own, else the general one; `None` where there is neither.
    pub fn goal(&self, key: &K) -> Option<Goal<V>> {
        self.own.get(key).copied().or(self.general)
    }

    /// The general goal, by which a total over all keys is judged too; `None`
    /// where there is none.
    pub const fn general_goal(&self) -> Option<Goal<V>> {
        self.general
    }

    /// The keys with a goal of their own, in order.
    pub fn own(&self) -> impl Iterator<Item = (&K, Goal<V>)> {
        self.own.iter().map(|(key, goal)| (key, *goal))
    }

    /// Judges the value of a key by its goal; `None` where it has no goal.
    pub fn judge(&self, key: &K, value: Option<V>) -> Option<GoalResult<V>> {
        Some(self.goal(key)?.judge(value))
    }
}

impl<K: Ord, V: Measure> Default for Goals<K, V> {
    fn default() -> Self {
        Self {
            general: None,
            own: BTreeMap::new(),
        }
    }
}

/// Pairs, so that any key works in JSON.
fn write_pairs<K: Serialize, V: Measure, S: Serializer>(
    own: &BTreeMap<K, Goal<V>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(own)
}

fn read_pairs<'de, K: Ord + Deserialize<'de>, V: Measure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<K, Goal<V>>, D::Error> {
    let mut own = BTreeMap::new();
    for (position, (key, goal)) in Vec::<(K, Goal<V>)>::deserialize(deserializer)?
        .into_iter()
        .enumerate()
    {
        if own.insert(key, goal).is_some() {
            return Err(D::Error::custom(format_args!(
                "goals: expected each key once, found the key of pair {position} again"
            )));
        }
    }
    Ok(own)
}
