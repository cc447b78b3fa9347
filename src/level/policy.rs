//! The policy: all numbers and choices by which levels are given, as data.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::duration_text;
use super::response::hours;
use super::{
    AcrossChannels, Basis, Bound, ChannelBounds, ChannelRules, GapPolicy, Level, NotMeasured,
    OverallRule, OverlapPolicy, QualityRules, Statistic, Threshold, resolution, response,
};
use crate::error::PolicyError;
use crate::model::Channel;

/// All numbers and choices by which levels are given.
///
/// A policy is data: it is built from the [documented](Self::documented) one,
/// serialised, and read back, and it is checked whenever it is made. In JSON
/// a key that is left out is as documented, times are text such as `"4 h"`,
/// shares decimals of 1 as text such as `"0.2"`; a key that is not known is
/// an error.
///
/// # Example: a policy of one's own, as a file
///
/// ```
/// use support_kpi::level::{GapPolicy, Policy};
///
/// let policy: Policy = serde_json::from_str(
///     r#"{
///         "gap": "strict",
///         "statistic": {"percentile": "90"},
///         "abandonment": {"value": "0.1"},
///         "response": [{
///             "channel": "email",
///             "bounds": [
///                 {"level": 5, "limit": {"at_most": "30 min"}},
///                 {"level": 3, "limit": {"at_most": "8 h"}}
///             ]
///         }]
///     }"#,
/// )?;
/// assert_eq!(policy.gap(), GapPolicy::Strict);
/// assert_eq!(policy.minimum_count(), 1);
///
/// let disordered = r#"{"response": [{"channel": "email", "bounds": [
///     {"level": 5, "limit": {"at_most": "8 h"}},
///     {"level": 4, "limit": {"at_most": "4 h"}}
/// ]}]}"#;
/// assert!(
///     serde_json::from_str::<Policy>(disordered)
///         .unwrap_err()
///         .to_string()
///         .starts_with("response, email, level 4: expected more than 8 h (level 5), found 4 h"),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "PolicyBuilder", try_from = "PolicyBuilder")]
pub struct Policy {
    checked: PolicyBuilder,
}

/// The [documented](Policy::documented) policy.
impl Default for Policy {
    fn default() -> Self {
        Self::documented()
    }
}

impl Policy {
    /// The guide's levels, with the readings where it has no number.
    ///
    /// A test of this crate shows that it passes its own checks.
    ///
    /// # Example: it is the default
    ///
    /// ```
    /// use support_kpi::level::Policy;
    ///
    /// assert_eq!(Policy::documented(), Policy::default());
    /// assert_eq!(Policy::builder().build(), Ok(Policy::documented()));
    /// ```
    pub fn documented() -> Self {
        Self {
            checked: PolicyBuilder::documented(),
        }
    }

    /// A policy to be changed, which starts as the documented one.
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::documented()
    }

    /// This policy, to be changed.
    pub fn to_builder(&self) -> PolicyBuilder {
        self.checked.clone()
    }

    /// What becomes of a time in a gap.
    pub const fn gap(&self) -> GapPolicy {
        self.checked.gap
    }

    /// What becomes of a time that belongs to two levels.
    pub const fn overlap(&self) -> OverlapPolicy {
        self.checked.overlap
    }

    /// The figure of many times that is judged.
    pub const fn statistic(&self) -> Statistic {
        self.checked.statistic
    }

    /// How long a business day is.
    pub const fn business_day(&self) -> Duration {
        self.checked.business_day
    }

    /// The bounds on the response time of a channel, the best level first;
    /// `None` where the channel has no level.
    pub fn response_bounds(&self, channel: Channel) -> Option<&[Bound]> {
        bounds_of(&self.checked.response, channel)
    }

    /// The bounds on the resolution time of a channel, the best level first;
    /// `None` where the channel has no level.
    pub fn resolution_bounds(&self, channel: Channel) -> Option<&[Bound]> {
        bounds_of(&self.checked.resolution, channel)
    }

    /// The abandonment rate, of 1, from which the resolution is level 1.
    pub const fn abandonment(&self) -> Threshold {
        self.checked.abandonment
    }

    /// The share, of 1, without an answer beyond a bound that a level bears.
    pub const fn forgotten(&self) -> Threshold {
        self.checked.forgotten
    }

    /// The numbers of the quality levels.
    pub const fn quality(&self) -> &QualityRules {
        &self.checked.quality
    }

    /// How many channels each level asks for.
    pub const fn channels(&self) -> &ChannelRules {
        &self.checked.channels
    }

    /// The share, of 1, of all requests that automated self-service has to
    /// exceed at level 5.
    pub const fn self_service(&self) -> Threshold {
        self.checked.self_service
    }

    /// How many have to be counted before there is a level.
    pub const fn minimum_count(&self) -> u64 {
        self.checked.minimum_count
    }

    /// How the channels of a dimension make one standing.
    pub const fn across_channels(&self) -> AcrossChannels {
        self.checked.across_channels
    }

    /// How the dimensions make the overall level.
    pub const fn overall(&self) -> &OverallRule {
        &self.checked.overall
    }

    /// The level that response and resolution have to reach before delight counts.
    pub const fn gate(&self) -> Level {
        self.checked.gate
    }

    /// Whether so many are enough evidence.
    pub(super) fn enough(&self, found: u64) -> Result<(), NotMeasured> {
        let minimum = self.minimum_count();
        if found == 0 {
            Err(NotMeasured::NothingCounted)
        } else if found < minimum {
            Err(NotMeasured::TooFew { found, minimum })
        } else {
            Ok(())
        }
    }
}

fn bounds_of(channels: &[ChannelBounds], channel: Channel) -> Option<&[Bound]> {
    channels
        .iter()
        .find(|bounds| bounds.channel() == channel)
        .map(ChannelBounds::bounds)
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
}

/// The documented policy.
impl Default for PolicyBuilder {
    fn default() -> Self {
        Self::documented()
    }
}

impl PolicyBuilder {
    fn documented() -> Self {
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
