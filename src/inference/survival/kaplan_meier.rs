//! The share that lasts longer than any time.

use std::time::Duration;

use serde::Serialize;

use super::exact::Fractions;
use super::spell::{Ending, Spell};
use super::table::{Row, rows, rows_of_counts};
use crate::error::InferenceError;
use crate::inference::special::{count, real};
use crate::inference::{Confidence, Interval, Method};

/// The share that lasts longer than any time, those still open included.
///
/// - **Formula**: S(t) = Π (1 − d ÷ n) over all times up to t at which d of
///   the n that were still there ended; what is still open leaves n after
///   that, and no sooner.
/// - **Assumes** that what is still open would go on like what has lasted as
///   long. Where one ending keeps the other from happening and both matter,
///   see [`CompetingRisks`](super::competing_risks::CompetingRisks).
/// - **Source**: E. L. Kaplan and P. Meier, *Nonparametric estimation from
///   incomplete observations*, 1958.
///
/// # Example: the ticket that is still open moves the median
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::{KaplanMeier, Ending, Spell};
///
/// let hours = |h: u64| Duration::from_secs(h * 3_600);
/// let closed = |h| Spell::ended(hours(h), Ending::Resolved);
///
/// let desk = [closed(1), closed(2), closed(9), Spell::open(hours(4)), Spell::open(hours(5))];
/// let curve = KaplanMeier::of(&desk, Ending::Resolved)?;
/// assert_eq!(curve.median(), Some(hours(9))); // of the closed alone: 2 h
///
/// let stuck = KaplanMeier::of(&[closed(1), Spell::open(hours(50))], Ending::Abandoned)?;
/// assert_eq!(stuck.median(), None);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KaplanMeier {
    steps: Vec<SurvivalStep>,
    median: Option<Duration>,
    last: Duration,
    count: u64,
}

/// A time at which some ended, and the share that lasts longer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SurvivalStep {
    at: Duration,
    at_risk: u64,
    events: u64,
    survival: f64,
    /// Greenwood's Σ d ÷ (n (n − d)); not finite where nothing is left.
    #[serde(skip)]
    greenwood: f64,
}

impl KaplanMeier {
    /// The curve for one ending: the other one, and what goes on, only say
    /// that it took longer. Customers' patience is the curve to
    /// [`Ending::Abandoned`] of their waits.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no spell.
    pub fn of(spells: &[Spell], ending: Ending) -> Result<Self, InferenceError> {
        Ok(Self::of_rows(&rows(spells)?, ending))
    }

    /// The same of spells with how often each occurs, such as the middles of
    /// a histogram's buckets.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there is no spell.
    pub fn of_counts(
        spells: impl IntoIterator<Item = (Spell, u64)>,
        ending: Ending,
    ) -> Result<Self, InferenceError> {
        Ok(Self::of_rows(&rows_of_counts(spells)?, ending))
    }

    fn of_rows(rows: &[(Duration, Row)], ending: Ending) -> Self {
        // Each factor rounds once, its product once more.
        let rounding = 4.0 * f64::EPSILON * (1.0 + real(count(rows.len())));
        let mut steps = Vec::new();
        let mut median = None;
        let mut fractions = Fractions::default();
        let (mut survival, mut greenwood) = (1.0, 0.0);
        for (at, row) in rows {
            let events = row.events(ending);
            if events == 0 {
                continue;
            }
            let left = row.at_risk.saturating_sub(events);
            survival *= real(left) / real(row.at_risk);
            greenwood += real(events) / real(row.at_risk) / real(left);
            fractions.push(left, row.at_risk);
            let reached = survival < 0.5 - rounding
                || (survival <= 0.5 + rounding && fractions.at_most_half());
            if median.is_none() && reached {
                median = Some(*at);
            }
            steps.push(SurvivalStep {
                at: *at,
                at_risk: row.at_risk,
                events,
                survival,
                greenwood,
            });
        }
        Self {
            steps,
            median,
            last: rows.last().map(|(at, _)| *at).unwrap_or_default(),
            count: rows.first().map_or(0, |(_, row)| row.at_risk),
        }
    }

    /// The times at which some ended, with what is left after them.
    pub fn steps(&self) -> &[SurvivalStep] {
        &self.steps
    }

    /// How many spells it is made of.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The shortest time that at most half last longer than.
    ///
    /// `None`: not reached, more than half have lasted longer than any time
    /// at which one ended. Decided in whole numbers, so that one half is one
    /// half.
    pub const fn median(&self) -> Option<Duration> {
        self.median
    }

    /// The share that lasts longer than this.
    ///
    /// `None` past the last spell, while some are left: nothing is known there.
    pub fn survival(&self, at: Duration) -> Option<f64> {
        let step = self.steps.iter().rev().find(|step| step.at <= at);
        let survival = step.map_or(1.0, |step| step.survival);
        (at <= self.last || survival <= 0.0).then_some(survival)
    }

    /// The mean of what lies before this time, in seconds: each spell counts
    /// up to it and no further.
    ///
    /// - **Formula**: the area under the curve from 0 to there.
    /// - `None` past the last spell, while some are left.
    /// - **Source**: P. Royston and M. Parmar, *Restricted mean survival
    ///   time*, 2013.
    pub fn restricted_mean(&self, until: Duration) -> Option<f64> {
        self.survival(until)?;
        let mut area = 0.0;
        let (mut from, mut survival) = (Duration::ZERO, 1.0);
        for step in self.steps.iter().take_while(|step| step.at < until) {
            area += survival * step.at.saturating_sub(from).as_secs_f64();
            (from, survival) = (step.at, step.survival);
        }
        Some(area + survival * until.saturating_sub(from).as_secs_f64())
    }
}

impl SurvivalStep {
    /// The time.
    pub const fn at(&self) -> Duration {
        self.at
    }

    /// How many were still there just before it.
    pub const fn at_risk(&self) -> u64 {
        self.at_risk
    }

    /// How many ended at it.
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// The share that lasts longer.
    pub const fn survival(&self) -> f64 {
        self.survival
    }

    /// The standard error of the share; `None` where nothing is left, and the
    /// formula says nothing.
    ///
    /// - **Formula**: S √(Σ d ÷ (n (n − d))).
    /// - **Source**: [`Method::Greenwood`].
    pub fn standard_error(&self) -> Option<f64> {
        (self.survival > 0.0).then(|| self.survival * self.greenwood.sqrt())
    }

    /// ± z standard errors, cut to [0, 1]; `None` where there is no standard error.
    pub fn greenwood_interval(&self, confidence: Confidence) -> Option<Interval> {
        let half_width = confidence.two_sided_z() * self.standard_error()?;
        Some(Interval::new(
            (self.survival - half_width).max(0.0),
            (self.survival + half_width).min(1.0),
            confidence,
            Method::Greenwood,
        ))
    }

    /// The interval on the scale of ln −ln S, which stays within [0, 1] by
    /// itself and covers better with few spells; `None` where there is no
    /// standard error.
    ///
    /// - **Source**: [`Method::LogLog`].
    pub fn interval(&self, confidence: Confidence) -> Option<Interval> {
        let logarithm = self.survival.ln();
        if !(f64::MIN..0.0).contains(&logarithm) {
            return None;
        }
        let spread = (confidence.two_sided_z() * self.greenwood.sqrt() / -logarithm).exp();
        Some(Interval::new(
            (logarithm * spread).exp(),
            (logarithm / spread).exp(),
            confidence,
            Method::LogLog,
        ))
    }
}
