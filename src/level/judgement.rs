//! The level of one value, with all that it rests on.

use std::fmt;

use serde::{Serialize, Serializer};

use super::advice::{self, Advice};
use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::level_range::Perhaps;
use super::shortfall::{Shortfall, subject_text};
use super::{Basis, Dimension, Level, LevelRange, Standing};
use crate::model::Channel;

/// The level of one value, with all that it rests on: every criterion that
/// was asked for, what was found, and so what is missing to the next level.
///
/// # Example: what is missing to the next level
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Basis, Level, Policy};
///
/// let policy = Policy::documented();
/// let judged = policy.response_level(Channel::Email, Duration::from_secs(18_600)).unwrap();
///
/// assert_eq!(judged.level(), Some(Level::Average));
/// assert_eq!(judged.basis(), Basis::Documented);
/// assert_eq!(judged.met().unwrap().condition().to_string(), "24 h");
/// assert_eq!(
///     judged.missing()[0].to_string(),
///     "first response by e-mail from 5 h 10 min to 4 h",
/// );
/// assert_eq!(judged.advice()[0].source(), "000:60");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    dimension: Dimension,
    channel: Option<Channel>,
    found: Found,
    count: Option<u64>,
    standing: Standing,
    range: Option<LevelRange>,
    criteria: Vec<Criterion>,
}

/// What is judged: a dimension, and the channel where it has channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) dimension: Dimension,
    pub(super) channel: Option<Channel>,
}

/// The best level that no criterion forbids.
pub(super) fn best_allowed(criteria: impl IntoIterator<Item = (Level, bool)>) -> Level {
    criteria
        .into_iter()
        .filter(|(_, met)| !met)
        .map(|(level, _)| level)
        .min()
        .map_or(Level::Stellar, |forbidden| {
            forbidden.below().unwrap_or(Level::Unacceptable)
        })
}

impl Judgement {
    /// The judgement of a value by criteria that are known for certain.
    pub(super) fn by_criteria(
        dimension: Dimension,
        found: Found,
        count: Option<u64>,
        criteria: Vec<Criterion>,
    ) -> Self {
        let level = best_allowed(
            criteria
                .iter()
                .map(|criterion| (criterion.level, criterion.fulfilment == Fulfilment::Met)),
        );
        let subject = Subject {
            dimension,
            channel: None,
        };
        Self::new(subject, found, count, Standing::At(level), criteria)
    }

    pub(super) const fn new(
        subject: Subject,
        found: Found,
        count: Option<u64>,
        standing: Standing,
        criteria: Vec<Criterion>,
    ) -> Self {
        Self {
            dimension: subject.dimension,
            channel: subject.channel,
            found,
            count,
            standing,
            range: None,
            criteria,
        }
    }

    /// The same with the levels at both ends of its interval.
    pub(super) fn with_range(mut self, range: LevelRange) -> Self {
        self.range = Some(range);
        self
    }

    /// The dimension.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// The channel; `None` in a dimension that is not judged by channel.
    pub const fn channel(&self) -> Option<Channel> {
        self.channel
    }

    /// The value that was judged.
    pub const fn found(&self) -> &Found {
        &self.found
    }

    /// How many are behind the value; `None` where it was declared or given without a count.
    pub const fn count(&self) -> Option<u64> {
        self.count
    }

    /// Where the value stands.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The level; `None` where it stands between two, or at the limit of two.
    pub const fn level(&self) -> Option<Level> {
        self.standing.level()
    }

    /// The levels at both ends of the interval; `None` where the policy asks
    /// for no [certainty](super::Certainty), and for one time, taken at its word.
    pub const fn range(&self) -> Option<LevelRange> {
        self.range
    }

    /// All criteria that there are, met or missed.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The best bound that is met; `None` at level 1, where none is.
    pub fn met(&self) -> Option<&Criterion> {
        self.criteria
            .iter()
            .filter(|criterion| {
                !criterion.condition.is_cap() && criterion.level <= self.standing.worst()
            })
            .fold(None, |best, criterion| match best {
                Some(known) if criterion.level <= Criterion::level(known) => best,
                _ => Some(criterion),
            })
    }

    /// What is missing to the next level: nothing at the best.
    pub fn missing(&self) -> Vec<Shortfall> {
        self.shortfalls()
            .map(|criterion| Shortfall::new(self.dimension, self.channel, criterion.clone()))
            .collect()
    }

    /// Where the number comes from that gave the level: the bound met, at
    /// level 1 the bound of level 2; where a cap alone holds the level down,
    /// the cap.
    pub fn basis(&self) -> Basis {
        let only_cap = self
            .shortfalls()
            .all(|criterion| criterion.condition.is_cap())
            .then(|| self.shortfalls().next())
            .flatten();
        only_cap
            .or_else(|| self.met())
            .or_else(|| {
                self.shortfalls()
                    .find(|criterion| !criterion.condition.is_cap())
            })
            .map_or(Basis::Own, |criterion| criterion.basis)
    }

    /// The guide's advice for the step to the next level; none at the best.
    pub fn advice(&self) -> Vec<&'static Advice> {
        let mut all = advice::for_dimension(self.dimension, self.standing.worst());
        if self
            .shortfalls()
            .any(|criterion| matches!(criterion.condition, Condition::Abandonment { .. }))
        {
            all.extend(advice::against_abandonment());
        }
        all
    }

    /// The criteria that the level above asks for, and that are not met.
    fn shortfalls(&self) -> impl Iterator<Item = &Criterion> {
        let next = self.standing.worst().above();
        self.criteria.iter().filter(move |criterion| {
            next.is_some_and(|next| criterion.level <= next)
                && criterion.fulfilment != Fulfilment::Met
        })
    }
}

/// A judgement as serde writes it: with all that can be read off it.
#[derive(Serialize)]
struct Written<'a> {
    dimension: Dimension,
    channel: Option<Channel>,
    found: &'a Found,
    count: Option<u64>,
    standing: Standing,
    range: Option<LevelRange>,
    basis: Basis,
    met: Option<&'a Criterion>,
    missing: Vec<Shortfall>,
    criteria: &'a [Criterion],
    advice: Vec<&'static Advice>,
}

impl Serialize for Judgement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            dimension: self.dimension,
            channel: self.channel,
            found: &self.found,
            count: self.count,
            standing: self.standing,
            range: self.range,
            basis: self.basis(),
            met: self.met(),
            missing: self.missing(),
            criteria: &self.criteria,
            advice: self.advice(),
        }
        .serialize(serializer)
    }
}

/// "level 3, mean 5 h 10 min (120 counted); meets 24 h (documented)"; with
/// certainty "level 3, perhaps 4, mean …".
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "level {}{}, ", self.standing, Perhaps(self.range))?;
        match self.found {
            Found::Time {
                statistic: Some(statistic),
                ..
            } => write!(f, "{statistic} ")?,
            Found::Score(_) => f.write_str("mean score ")?,
            Found::Channels { .. } => f.write_str("channels ")?,
            _ => {}
        }
        write!(f, "{}", self.found)?;
        if let Some(count) = self.count {
            write!(f, " ({count} counted)")?;
        }
        match self.met() {
            Some(criterion) => {
                f.write_str("; meets ")?;
                if !matches!(criterion.condition, Condition::Time(_)) {
                    write!(f, "{} ", subject_text(self.dimension, None, criterion))?;
                }
                write!(f, "{} ({})", criterion.condition, criterion.basis)
            }
            None => write!(f, " ({})", self.basis()),
        }
    }
}
