//! How soon something has to happen, and on whose clock.

use std::time::Duration;

use super::Metric;
use crate::clock::ClosingPolicy;
use crate::error::ModelError;
use crate::model::Elapsed;

/// How soon a ticket is to be answered and resolved, on one clock.
///
/// A metric without a target is not judged. A target is in time up to its due
/// instant and at it. A target of zero can be met: by what happens at the very
/// instant it starts. Who measures answers in opening hours and resolutions
/// around the clock has two sets of targets, and judges by both.
///
/// # Example: half an hour and a day of opening hours
///
/// ```
/// use std::time::Duration;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::sla::{Metric, Targets};
///
/// let targets = Targets::on(AroundTheClock)
///     .first_response(Duration::from_secs(1_800))?
///     .resolution(Duration::from_secs(86_400))?;
/// assert_eq!(targets.of(Metric::FirstResponse), Some(Duration::from_secs(1_800)));
/// assert_eq!(targets.of(Metric::NextResponse), None);
///
/// assert_eq!(
///     targets.next_response(Duration::MAX).unwrap_err().to_string(),
///     "next_response: expected at most 18446744073 s (584 years), found 18446744073709551615 s",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets<C> {
    clock: C,
    closing: ClosingPolicy,
    first_response: Option<Elapsed>,
    next_response: Option<Elapsed>,
    resolution: Option<Elapsed>,
}

impl<C> Targets<C> {
    /// No targets yet, on a clock.
    pub fn on(clock: C) -> Self {
        Self {
            clock,
            closing: ClosingPolicy::default(),
            first_response: None,
            next_response: None,
            resolution: None,
        }
    }

    /// Where a due instant falls that would be exactly at closing time.
    #[must_use]
    pub fn closing(mut self, policy: ClosingPolicy) -> Self {
        self.closing = policy;
        self
    }

    /// How soon the first response has to come.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] for more than 584 years.
    pub fn first_response(self, within: Duration) -> Result<Self, ModelError> {
        self.within(Metric::FirstResponse, within)
    }

    /// How soon every later wait has to be answered.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] for more than 584 years.
    pub fn next_response(self, within: Duration) -> Result<Self, ModelError> {
        self.within(Metric::NextResponse, within)
    }

    /// How soon the ticket has to be resolved for the first time.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] for more than 584 years.
    pub fn resolution(self, within: Duration) -> Result<Self, ModelError> {
        self.within(Metric::Resolution, within)
    }

    /// The target of any metric.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] for more than 584 years.
    pub fn within(mut self, metric: Metric, within: Duration) -> Result<Self, ModelError> {
        let (field, target) = match metric {
            Metric::FirstResponse => ("first_response", &mut self.first_response),
            Metric::NextResponse => ("next_response", &mut self.next_response),
            Metric::Resolution => ("resolution", &mut self.resolution),
        };
        *target = Some(Elapsed::of_field(field, within)?);
        Ok(self)
    }

    /// The target of a metric; `None` where nothing is promised.
    pub fn of(&self, metric: Metric) -> Option<Duration> {
        let target = match metric {
            Metric::FirstResponse => self.first_response,
            Metric::NextResponse => self.next_response,
            Metric::Resolution => self.resolution,
        };
        target.map(Elapsed::duration)
    }

    /// The clock that counts.
    pub const fn clock(&self) -> &C {
        &self.clock
    }

    /// Where a due instant falls that would be exactly at closing time.
    pub const fn closing_policy(&self) -> ClosingPolicy {
        self.closing
    }
}
