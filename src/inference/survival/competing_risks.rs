//! Resolution against abandonment.

use std::time::Duration;

use serde::Serialize;

use super::spell::Spell;
use super::table::{Row, rows, rows_of_counts};
use crate::error::InferenceError;
use crate::inference::special::real;

/// The share that was resolved, and the share that was abandoned, up to any time.
///
/// A customer who left cannot be helped any more, so the share helped is less
/// than a curve that takes abandonment for "not yet" says. The two shares and
/// what is left add up to 1.
///
/// - **Formula**: each time adds S × d ÷ n to the share of the ending, S
///   being what was left of both just before.
/// - **Assumes** that what is still open would go on like what has lasted as long.
/// - **Source**: O. O. Aalen and S. Johansen, *An empirical transition matrix
///   for nonhomogeneous Markov chains based on censored observations*, 1978.
///
/// # Example: half were helped, and a quarter left
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::{CompetingRisks, Ending, Spell};
///
/// let minutes = |m: u64| Duration::from_secs(m * 60);
/// let waits = [
///     Spell::ended(minutes(1), Ending::Resolved),
///     Spell::ended(minutes(2), Ending::Abandoned),
///     Spell::ended(minutes(3), Ending::Resolved),
///     Spell::open(minutes(4)),
/// ];
/// let risks = CompetingRisks::of(&waits)?;
/// let last = risks.steps().last().unwrap();
/// assert_eq!((last.resolved(), last.abandoned(), last.left()), (0.5, 0.25, 0.25));
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompetingRisks {
    steps: Vec<RiskStep>,
}

/// A time at which some ended, and the shares up to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RiskStep {
    at: Duration,
    resolved: f64,
    abandoned: f64,
    left: f64,
}

impl CompetingRisks {
    /// The shares of these spells.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no spell.
    pub fn of(spells: &[Spell]) -> Result<Self, InferenceError> {
        Ok(Self::of_rows(rows(spells)?))
    }

    /// The same of spells with how often each occurs.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no spell.
    pub fn of_counts(
        spells: impl IntoIterator<Item = (Spell, u64)>,
    ) -> Result<Self, InferenceError> {
        Ok(Self::of_rows(rows_of_counts(spells)?))
    }

    fn of_rows(rows: Vec<(Duration, Row)>) -> Self {
        let (mut resolved, mut abandoned, mut left) = (0.0_f64, 0.0_f64, 1.0_f64);
        let mut steps = Vec::new();
        for (at, row) in rows {
            if row.ended() == 0 {
                continue;
            }
            let share = left / real(row.at_risk);
            resolved = (resolved + share * real(row.resolved)).min(1.0);
            abandoned = (abandoned + share * real(row.abandoned)).min(1.0);
            left *= real(row.at_risk.saturating_sub(row.ended())) / real(row.at_risk);
            steps.push(RiskStep {
                at,
                resolved,
                abandoned,
                left,
            });
        }
        Self { steps }
    }

    /// The times at which some ended; none where all go on.
    pub fn steps(&self) -> &[RiskStep] {
        &self.steps
    }
}

impl RiskStep {
    /// The time.
    pub const fn at(&self) -> Duration {
        self.at
    }

    /// The share resolved up to it.
    pub const fn resolved(&self) -> f64 {
        self.resolved
    }

    /// The share abandoned up to it.
    pub const fn abandoned(&self) -> f64 {
        self.abandoned
    }

    /// The share that lasts longer.
    pub const fn left(&self) -> f64 {
        self.left
    }
}
