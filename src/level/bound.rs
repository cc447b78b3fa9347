//! The bounds of a level on a time, as data.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::duration_text::{self, brief};
use super::measurement::ExactTime;
use super::{Basis, Level, OverlapPolicy};
use crate::model::Channel;

/// Where the times of a level end.
///
/// # Example: a limit as a policy file writes it
///
/// ```
/// use std::time::Duration;
/// use support_kpi::level::Limit;
///
/// let limit: Limit = serde_json::from_str(r#"{"at_most": "5 h 10 min"}"#)?;
/// assert_eq!(limit, Limit::AtMost(Duration::from_secs(18_600)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limit {
    /// Up to this time, which belongs to the level.
    AtMost(#[serde(with = "duration_text")] Duration),
    /// Up to this time, which belongs to the level below.
    LessThan(#[serde(with = "duration_text")] Duration),
    /// Up to this time, which the guide gives to this level and to the one
    /// below: the [`OverlapPolicy`] decides.
    Shared(#[serde(with = "duration_text")] Duration),
    /// Up to this number of business days, which belongs to the level below.
    /// How long a business day is stands in the policy.
    LessThanBusinessDays(u16),
}

impl Limit {
    /// The time at which the limit lies, where a business day has this length.
    pub fn end(self, business_day: Duration) -> Duration {
        match self {
            Self::AtMost(end) | Self::LessThan(end) | Self::Shared(end) => end,
            // A policy's business day has at most 25 h, so this stays under 200 years.
            Self::LessThanBusinessDays(days) => business_day.saturating_mul(u32::from(days)),
        }
    }

    /// The limit with both of its questions answered.
    pub fn reach(self, overlap: OverlapPolicy, business_day: Duration) -> Reach {
        let end = self.end(business_day);
        match (self, overlap) {
            (Self::AtMost(_), _) | (Self::Shared(_), OverlapPolicy::Better) => Reach::AtMost(end),
            (Self::LessThan(_) | Self::LessThanBusinessDays(_), _)
            | (Self::Shared(_), OverlapPolicy::Worse) => Reach::LessThan(end),
        }
    }
}

/// A [`Limit`] as one policy reads it: with its end, or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reach {
    /// This time and every shorter one.
    AtMost(#[serde(with = "duration_text")] Duration),
    /// Every time shorter than this one.
    LessThan(#[serde(with = "duration_text")] Duration),
}

impl Reach {
    /// The time at which it ends.
    pub const fn end(self) -> Duration {
        match self {
            Self::AtMost(end) | Self::LessThan(end) => end,
        }
    }

    /// Whether a time is within.
    ///
    /// # Example: the end itself is what they differ in
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::level::Reach;
    ///
    /// let day = Duration::from_secs(86_400);
    /// assert!(Reach::AtMost(day).admits(day));
    /// assert!(!Reach::LessThan(day).admits(day));
    /// ```
    pub fn admits(self, time: Duration) -> bool {
        self.admits_exactly(ExactTime::from(time))
    }

    pub(super) fn admits_exactly(self, time: ExactTime) -> bool {
        match self {
            Self::AtMost(end) => time <= ExactTime::from(end),
            Self::LessThan(end) => time < ExactTime::from(end),
        }
    }
}

/// "4 h", or "less than 24 h".
impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(end) => f.write_str(&brief(*end)),
            Self::LessThan(end) => write!(f, "less than {}", brief(*end)),
        }
    }
}

/// The times of one level on one channel.
///
/// A time has the best level that no bound forbids: one over the bound of
/// level 4 has level 3 at best, and where only levels below 3 have bounds,
/// a time within all of them has level 5.
///
/// The lower end is where the guide's text for the level starts, if it says
/// so. It decides nothing under [`GapPolicy::WorseOnGap`](super::GapPolicy);
/// under `Strict` a time between it and the bound of the level above is in
/// neither.
///
/// # Example: the guide's 12 to 24 hours
///
/// ```
/// use std::time::Duration;
/// use support_kpi::level::{Basis, Bound, Level, Limit};
///
/// let hours = |count: u64| Duration::from_secs(count * 3_600);
/// let average = Bound::new(Level::Average, Limit::Shared(hours(24)), Basis::Documented)
///     .starting_at(hours(12));
/// assert_eq!(average.lower_end(), Some(hours(12)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    level: Level,
    limit: Limit,
    #[serde(default, with = "duration_text::option")]
    from: Option<Duration>,
    #[serde(default)]
    basis: Basis,
}

impl Bound {
    /// The bound of a level, 2 to 5: level 1 is what is beyond all bounds.
    pub const fn new(level: Level, limit: Limit, basis: Basis) -> Self {
        Self {
            level,
            limit,
            from: None,
            basis,
        }
    }

    /// The same with the lower end that the guide gives.
    #[must_use]
    pub const fn starting_at(mut self, from: Duration) -> Self {
        self.from = Some(from);
        self
    }

    /// The level whose times end here.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Where they end.
    pub const fn limit(&self) -> Limit {
        self.limit
    }

    /// Where they start; `None` where the level takes all that the one above leaves.
    pub const fn lower_end(&self) -> Option<Duration> {
        self.from
    }

    /// Where the number comes from.
    pub const fn basis(&self) -> Basis {
        self.basis
    }
}

/// The bounds of one channel, the best level first.
///
/// # Example: bounds for a channel of one's own
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Basis, Bound, ChannelBounds, Level, Limit, Policy};
///
/// let letters = ChannelBounds::new(
///     Channel::Other(1),
///     vec![Bound::new(
///         Level::Average,
///         Limit::AtMost(Duration::from_secs(7 * 86_400)),
///         Basis::Own,
///     )],
/// );
/// let policy = Policy::builder().response(letters).build()?;
/// let judged = policy.response_level(Channel::Other(1), Duration::from_secs(8 * 86_400));
/// assert_eq!(judged.unwrap().level(), Some(Level::BelowAverage));
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelBounds {
    channel: Channel,
    bounds: Vec<Bound>,
}

impl ChannelBounds {
    /// Bounds for a channel; their order is checked when the policy is built.
    pub const fn new(channel: Channel, bounds: Vec<Bound>) -> Self {
        Self { channel, bounds }
    }

    /// The channel.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Its bounds, the best level first.
    pub fn bounds(&self) -> &[Bound] {
        &self.bounds
    }
}
