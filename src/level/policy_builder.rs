//! A policy in the making.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::duration_text;
use super::response::hours;
use super::{
    AcrossChannels, Basis, Certainty, ChannelBounds, ChannelRules, GapPolicy, Level, OverallRule,
    OverlapPolicy, Policy, QualityRules, Statistic, Threshold, resolution, response,
};
use crate::error::PolicyError;

/// A policy that is being made, and not checked yet.
///
/// It starts as the documented policy; each method changes one thing.
///
/// # Example: opening hours and a share within the bounds
///
/// ```
/// use std::time::Duration;
/// use rust_decimal::Decimal;
/// use support_kpi::Channel;
/// use support_kpi::level::{Policy, Statistic};
///
/// // A business day lasts as long as the calendar's longest one: nine hours.
/// let nine_hours = Duration::from_secs(9 * 3_600);
/// let policy = Policy::builder()
///     .business_day(nine_hours)
///     .statistic(Statistic::ShareWithin(Decimal::new(8, 1)))
///     .build()?;
///
/// let judged = policy.resolution_level(Channel::Email, nine_hours, None).unwrap();
/// assert_eq!(judged.standing().to_string(), "2");
/// assert_eq!(judged.missing()[0].to_string(), "resolution by e-mail from 9 h to less than 9 h");
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicyBuilder {
    pub(super) gap: GapPolicy,
    pub(super) overlap: OverlapPolicy,
    pub(super) statistic: Statistic,
    #[serde(with = "duration_text")]
    pub(super) business_day: Duration,
    pub(super) response: Vec<ChannelBounds>,
    pub(super) resolution: Vec<ChannelBounds>,
    pub(super) abandonment: Threshold,
    pub(super) forgotten: Threshold,
    pub(super) quality: QualityRules,
    pub(super) channels: ChannelRules,
    pub(super) self_service: Threshold,
    pub(super) minimum_count: u64,
    pub(super) across_channels: AcrossChannels,
    pub(super) overall: OverallRule,
    pub(super) gate: Level,
    pub(super) certainty: Option<Certainty>,
}

/// The documented policy.
impl Default for PolicyBuilder {
    fn default() -> Self {
        Self::documented()
    }
}

impl PolicyBuilder {
    pub(super) fn documented() -> Self {
        Self {
            gap: GapPolicy::WorseOnGap,
            overlap: OverlapPolicy::Better,
            statistic: Statistic::Mean,
            business_day: hours(24),
            response: response::documented(),
            resolution: resolution::documented(),
            abandonment: Threshold::new(Decimal::new(2, 1), Basis::Read),
            forgotten: Threshold::new(Decimal::new(1, 1), Basis::Read),
            quality: QualityRules::documented(),
            channels: ChannelRules::documented(),
            self_service: Threshold::new(Decimal::new(5, 1), Basis::Documented),
            minimum_count: 1,
            across_channels: AcrossChannels::Weakest,
            overall: OverallRule::Weakest,
            gate: Level::Average,
            certainty: None,
        }
    }

    /// What becomes of a time in a gap.
    #[must_use]
    pub const fn gap(mut self, gap: GapPolicy) -> Self {
        self.gap = gap;
        self
    }

    /// What becomes of a time that belongs to two levels.
    #[must_use]
    pub const fn overlap(mut self, overlap: OverlapPolicy) -> Self {
        self.overlap = overlap;
        self
    }

    /// The figure of many times that is judged.
    #[must_use]
    pub const fn statistic(mut self, statistic: Statistic) -> Self {
        self.statistic = statistic;
        self
    }

    /// How long a business day is: 24 h around the clock, in opening hours
    /// the calendar's longest day.
    #[must_use]
    pub const fn business_day(mut self, length: Duration) -> Self {
        self.business_day = length;
        self
    }

    /// The bounds on the response time of a channel, in place of those it has.
    #[must_use]
    pub fn response(mut self, bounds: ChannelBounds) -> Self {
        put(&mut self.response, bounds);
        self
    }

    /// The bounds on the response time of all channels, in place of all there are.
    #[must_use]
    pub fn all_response(mut self, bounds: Vec<ChannelBounds>) -> Self {
        self.response = bounds;
        self
    }

    /// The bounds on the resolution time of a channel, in place of those it has.
    #[must_use]
    pub fn resolution(mut self, bounds: ChannelBounds) -> Self {
        put(&mut self.resolution, bounds);
        self
    }

    /// The bounds on the resolution time of all channels, in place of all there are.
    #[must_use]
    pub fn all_resolution(mut self, bounds: Vec<ChannelBounds>) -> Self {
        self.resolution = bounds;
        self
    }

    /// The abandonment rate, of 1, from which the resolution is level 1.
    #[must_use]
    pub const fn abandonment(mut self, share: Threshold) -> Self {
        self.abandonment = share;
        self
    }

    /// The share, of 1, without an answer beyond a bound that a level bears.
    #[must_use]
    pub const fn forgotten(mut self, share: Threshold) -> Self {
        self.forgotten = share;
        self
    }

    /// The numbers of the quality levels.
    #[must_use]
    pub const fn quality(mut self, rules: QualityRules) -> Self {
        self.quality = rules;
        self
    }

    /// How many channels each level asks for.
    #[must_use]
    pub fn channels(mut self, rules: ChannelRules) -> Self {
        self.channels = rules;
        self
    }

    /// The share, of 1, that automated self-service has to exceed at level 5.
    #[must_use]
    pub const fn self_service(mut self, share: Threshold) -> Self {
        self.self_service = share;
        self
    }

    /// How many have to be counted before there is a level.
    #[must_use]
    pub const fn minimum_count(mut self, count: u64) -> Self {
        self.minimum_count = count;
        self
    }

    /// How the channels of a dimension make one standing.
    #[must_use]
    pub const fn across_channels(mut self, across: AcrossChannels) -> Self {
        self.across_channels = across;
        self
    }

    /// How the dimensions make the overall level.
    #[must_use]
    pub fn overall(mut self, rule: OverallRule) -> Self {
        self.overall = rule;
        self
    }

    /// The level that response and resolution have to reach before delight counts.
    #[must_use]
    pub const fn gate(mut self, level: Level) -> Self {
        self.gate = level;
        self
    }

    /// How sure a level has to be, beside the minimum count. Without this, a
    /// value is judged by itself alone.
    ///
    /// # Example: three e-mails are not enough data
    ///
    /// ```
    /// use support_kpi::level::{Certainty, Measurement, Policy, Statistic};
    /// use support_kpi::summary::DurationSummary;
    /// use support_kpi::{Calculator, Channel, Elapsed};
    ///
    /// let policy = Policy::builder().certainty(Certainty::default()).build()?;
    /// let waits = DurationSummary::of(&[600, 9_000, 3_000].map(Elapsed::from_seconds));
    /// let measured = Measurement::of_times(&waits, Statistic::Mean);
    /// let reason = policy.response_time_level(Channel::Email, &measured).unwrap_err();
    /// assert_eq!(
    ///     reason.to_string(),
    ///     "not enough data, the level may be anything from 5 to 3",
    /// );
    /// # Ok::<(), support_kpi::error::PolicyError>(())
    /// ```
    #[must_use]
    pub const fn certainty(mut self, certainty: Certainty) -> Self {
        self.certainty = Some(certainty);
        self
    }

    /// The policy, checked.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] names the first entry that makes no sense, what was
    /// expected and what was found.
    ///
    /// # Example: a share over 1
    ///
    /// ```
    /// use support_kpi::level::{Policy, Threshold};
    ///
    /// let error = Policy::builder().forgotten(Threshold::own(10.into())).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "forgotten: expected over 0 and at most 1, found 10",
    /// );
    /// ```
    pub fn build(self) -> Result<Policy, PolicyError> {
        self.check()?;
        Ok(Policy { checked: self })
    }
}

/// Checks the policy, as [`PolicyBuilder::build`] does.
impl TryFrom<PolicyBuilder> for Policy {
    type Error = PolicyError;

    fn try_from(builder: PolicyBuilder) -> Result<Self, PolicyError> {
        builder.build()
    }
}

impl From<Policy> for PolicyBuilder {
    fn from(policy: Policy) -> Self {
        policy.checked
    }
}

/// Puts bounds in the place of those that the channel has.
fn put(channels: &mut Vec<ChannelBounds>, bounds: ChannelBounds) {
    match channels
        .iter_mut()
        .find(|each| each.channel() == bounds.channel())
    {
        Some(place) => *place = bounds,
        None => channels.push(bounds),
    }
}
