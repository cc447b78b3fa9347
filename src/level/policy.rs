//! The policy: all numbers and choices by which levels are given, as data.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    AcrossChannels, Bound, Certainty, ChannelBounds, ChannelRules, GapPolicy, Level, NotMeasured,
    OverallRule, OverlapPolicy, PolicyBuilder, QualityRules, Reach, Statistic, Threshold,
};
use crate::model::Channel;

/// All numbers and choices by which levels are given.
///
/// A policy is data: it is built from the [documented](Self::documented) one,
/// serialised, and read back, and it is checked whenever it is made. In JSON
/// a key that is left out is as documented, and a list that is given is the
/// whole list; times are text such as `"4 h"`, shares decimals of 1 as text
/// such as `"0.2"`; a key that is not known is an error.
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
    pub(super) checked: PolicyBuilder,
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

    /// A bound as this policy reads it: what a verdict on a time is made by.
    ///
    /// # Example: the guide's business day, around the clock
    ///
    /// ```
    /// use support_kpi::Channel;
    /// use support_kpi::level::Policy;
    ///
    /// let policy = Policy::documented();
    /// let bounds = policy.resolution_bounds(Channel::Email).unwrap();
    /// assert_eq!(policy.reach(&bounds[0]).to_string(), "less than 24 h");
    /// ```
    pub fn reach(&self, bound: &Bound) -> Reach {
        bound.limit().reach(self.overlap(), self.business_day())
    }

    /// The abandonment rate, of 1, from which the resolution is level 1.
    pub const fn abandonment(&self) -> Threshold {
        self.checked.abandonment
    }

    /// The share, of 1, without an answer beyond a bound that a level bears:
    /// those who wait, or left, beyond it ÷ (those who were answered + them).
    /// Who has waited for less is not decided yet, and in neither.
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

    /// How sure a level has to be; `None` where values are judged by themselves alone.
    pub const fn certainty(&self) -> Option<Certainty> {
        self.checked.certainty
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
