//! The level of the desk as a whole.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::level_range::Perhaps;
use super::{Dimension, GapPolicy, Level, LevelRange, Standing};

/// How the dimensions make the level of the desk as a whole.
///
/// The guide ranks the dimensions and gives no weights, so no rule here has
/// weights of its own. Delight never raises a level (000:90), so it has no
/// weight at all.
///
/// # Example: the caller's weights, in a policy file
///
/// ```
/// use support_kpi::level::{Dimension, OverallRule, Policy};
///
/// let policy: Policy = serde_json::from_str(
///     r#"{"overall": {"weighted": [["response_time", 2], ["quality", 1]]}}"#,
/// )?;
/// assert_eq!(
///     policy.overall(),
///     &OverallRule::Weighted(vec![(Dimension::ResponseTime, 2), (Dimension::Quality, 1)]),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OverallRule {
    /// The weakest dimension that is measured; complete where the core three are.
    #[default]
    Weakest,
    /// The weakest of the core three; complete where all three are measured.
    CoreThree,
    /// The mean of the levels by the caller's weights; complete where every
    /// dimension with a weight is measured. A mean between two levels falls to
    /// the worse one, or is between them, by the gap policy.
    Weighted(Vec<(Dimension, u32)>),
}

/// Whether everything was measured that the overall level asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Coverage {
    /// It was.
    Complete,
    /// It was not: the level is partial, and may be worse.
    Partial {
        /// What is not measured.
        missing: Vec<Dimension>,
    },
}

/// The level of the desk as a whole, and what holds it down.
///
/// # Example: without quality the level is partial
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Coverage, Dimension, Evidence, Measurement, Policy};
///
/// let hour = Measurement::mean(Duration::from_secs(3_600), 12);
/// let evidence = Evidence::new()
///     .response(Channel::Email, hour.clone())
///     .resolution(Channel::Email, hour);
/// let assessment = Policy::documented().assess(&evidence);
/// let overall = assessment.overall().unwrap();
///
/// assert_eq!(overall.to_string(), "level 5 (partial: no quality)");
/// assert_eq!(
///     overall.coverage(),
///     &Coverage::Partial { missing: vec![Dimension::Quality] },
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overall {
    standing: Standing,
    range: Option<LevelRange>,
    coverage: Coverage,
    held_down_by: Vec<Dimension>,
    #[serde(with = "rust_decimal::serde::str_option")]
    score: Option<Decimal>,
}

impl Overall {
    /// Where the desk stands.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The level; `None` where it stands between two, or at the limit of two.
    pub const fn level(&self) -> Option<Level> {
        self.standing.level()
    }

    /// The levels of the desk were every dimension at the better end, and
    /// were every one at the worse end, of its interval; `None` where the
    /// policy asks for no [certainty](super::Certainty).
    pub const fn range(&self) -> Option<LevelRange> {
        self.range
    }

    /// Whether everything was measured that the rule asks for.
    pub const fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The weakest dimensions that the rule counts, the most important first;
    /// none at the best level.
    pub fn held_down_by(&self) -> &[Dimension] {
        &self.held_down_by
    }

    /// The mean of the level numbers; `None` where the rule has no weights.
    pub const fn score(&self) -> Option<Decimal> {
        self.score
    }

    /// The same with the level at the better and at the worse end.
    pub(super) fn with_range(mut self, best: Level, worst: Level) -> Self {
        self.range = Some(LevelRange::new(self.standing, best, worst));
        self
    }

    /// The overall level of the dimensions that are measured; `None` where
    /// the rule counts none of them.
    pub(super) fn of(
        rule: &OverallRule,
        gap: GapPolicy,
        measured: &[(Dimension, Standing)],
    ) -> Option<Self> {
        let standing_of = |dimension: Dimension| {
            measured
                .iter()
                .find(|(each, _)| *each == dimension)
                .map(|(_, standing)| *standing)
        };
        let (counted, asked): (Vec<Dimension>, Vec<Dimension>) = match rule {
            OverallRule::Weakest => (Dimension::ALL.into(), Dimension::CORE.into()),
            OverallRule::CoreThree => (Dimension::CORE.into(), Dimension::CORE.into()),
            OverallRule::Weighted(weights) => {
                let mut weighted: Vec<_> = weights.iter().map(|(each, _)| *each).collect();
                weighted.sort_unstable();
                (weighted.clone(), weighted)
            }
        };
        let counted: Vec<_> = counted
            .into_iter()
            .filter_map(|dimension| Some((dimension, standing_of(dimension)?)))
            .collect();
        let weakest = Standing::weakest(counted.iter().map(|(_, standing)| *standing))?;
        let (standing, score) = match rule {
            OverallRule::Weighted(weights) => {
                let weighed = weights.iter().filter_map(|(dimension, weight)| {
                    Some((standing_of(*dimension)?, u64::from(*weight)))
                });
                let (standing, score) = Standing::weighted(weighed, gap)?;
                (standing, Some(score))
            }
            OverallRule::Weakest | OverallRule::CoreThree => (weakest, None),
        };
        let held_down_by = counted
            .iter()
            .filter(|(_, each)| each.worst() == weakest.worst() && each.worst() < Level::Stellar)
            .map(|(dimension, _)| *dimension)
            .collect();
        let missing: Vec<_> = asked
            .into_iter()
            .filter(|dimension| standing_of(*dimension).is_none())
            .collect();
        Some(Self {
            standing,
            range: None,
            coverage: if missing.is_empty() {
                Coverage::Complete
            } else {
                Coverage::Partial { missing }
            },
            held_down_by,
            score,
        })
    }
}

/// "level 2", "level 4, perhaps 3", "level 5 (partial: no quality)".
impl fmt::Display for Overall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "level {}{}", self.standing, Perhaps(self.range))?;
        if let Coverage::Partial { missing } = &self.coverage {
            f.write_str(" (partial: no ")?;
            for (position, dimension) in missing.iter().enumerate() {
                let comma = if position == 0 { "" } else { ", no " };
                write!(f, "{comma}{dimension}")?;
            }
            f.write_str(")")?;
        }
        Ok(())
    }
}
