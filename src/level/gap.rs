//! What becomes of a value that the guide leaves open.

use serde::{Deserialize, Serialize};

/// What becomes of a time between the bounds of two levels.
///
/// The guide has e-mail within 4 h at level 4 and from 12 to 24 h at level 3.
///
/// # Example: an e-mail answered in 6 h
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{GapPolicy, Policy};
///
/// let six_hours = Duration::from_secs(6 * 3_600);
/// let standing = |policy: Policy| {
///     policy.response_level(Channel::Email, six_hours).unwrap().standing().to_string()
/// };
/// assert_eq!(standing(Policy::documented()), "3");
///
/// let strict = Policy::builder().gap(GapPolicy::Strict).build()?;
/// assert_eq!(standing(strict), "between 4 and 3");
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GapPolicy {
    /// It falls to the worse level.
    #[default]
    WorseOnGap,
    /// It is in neither, and is reported as between the two.
    Strict,
}

/// What becomes of a time that the guide gives to two levels:
/// [`Limit::Shared`](super::Limit::Shared).
///
/// # Example: an e-mail answered in 24 h exactly
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Level, OverlapPolicy, Policy};
///
/// let day = Duration::from_secs(86_400);
/// let level = |policy: Policy| policy.response_level(Channel::Email, day).unwrap().level();
/// assert_eq!(level(Policy::documented()), Some(Level::Average));
///
/// let worse = Policy::builder().overlap(OverlapPolicy::Worse).build()?;
/// assert_eq!(level(worse), Some(Level::BelowAverage));
/// # Ok::<(), support_kpi::error::PolicyError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OverlapPolicy {
    /// It has the better level.
    #[default]
    Better,
    /// It has the worse level.
    Worse,
}

/// How the channels of a dimension make one standing.
///
/// # Example: a quick chat does not make up for slow e-mail, unless it is most of the work
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{AcrossChannels, Evidence, Measurement, Policy};
///
/// let evidence = Evidence::new()
///     .response(Channel::Chat, Measurement::mean(Duration::from_secs(30), 900))
///     .response(Channel::Email, Measurement::mean(Duration::from_secs(30 * 3_600), 100));
/// let standing = |across| {
///     let policy = Policy::builder().across_channels(across).build().unwrap();
///     policy.assess(&evidence).overall().unwrap().standing().to_string()
/// };
/// assert_eq!(standing(AcrossChannels::Weakest), "2");
/// assert_eq!(standing(AcrossChannels::ByVolume), "4"); // (900 · 5 + 100 · 2) ÷ 1,000 = 4.7
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AcrossChannels {
    /// The weakest channel that is measured.
    #[default]
    Weakest,
    /// The mean of the levels, each channel weighing as many as came in by
    /// it; a mean between two levels falls to the worse one.
    ByVolume,
}
