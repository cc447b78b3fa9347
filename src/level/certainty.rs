//! How sure a level has to be.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::threshold::percent;
#[cfg(feature = "inference")]
use crate::inference::Confidence;

/// How sure a level has to be: what a [`Policy`](super::Policy) asks for
/// beside a minimum count.
///
/// A value is judged at both ends of its interval, and the judgement has a
/// [`LevelRange`](super::LevelRange): "4, perhaps 3". Where the ends lie too
/// many levels apart, there is not enough data, and no level.
///
/// | what is judged | the interval |
/// |---|---|
/// | mean time | [`DurationSummary::mean_interval`](crate::summary::DurationSummary::mean_interval) (Hall) |
/// | median, percentile | [`DurationSummary::percentile_bounds`](crate::summary::DurationSummary::percentile_bounds) (order statistics) |
/// | share within a bound, of scores, abandonment, self-service | [`Ratio::interval`](crate::summary::Ratio::interval) (Wilson) |
/// | mean score | [`ScoreCounts::mean_interval`](crate::summary::ScoreCounts::mean_interval) (adjusted Wald) |
///
/// - **Confidence**: 95 % by default. Intervals are two-sided, as a level can
///   be missed on either side; so it is worse than the worse end says no more
///   often than 2.5 times in a hundred.
/// - **At most two levels** by default, counting those that the policy's bounds
///   tell apart. "4, perhaps 3" says what is to be done: hold 4. Over three
///   levels the desk may be a level better or a level worse than its value
///   looks, and neither praise nor advice follows from that.
/// - **Taken at its word**, as without this: what is declared, a percentage
///   without counts, a reviewers' mean, a time without the
///   [times](super::Measurement::with_times) behind it. Who waits forgotten is
///   no sample either, but everybody there is.
/// - Each interval is for one figure of one channel. That all are at their
///   worse ends at once is rarer than that one is, so over many channels the
///   weakest one's range is a cautious one.
///
/// It needs the feature `inference`: without it a policy that asks for
/// certainty is an error when it is built or read.
///
/// # Example: as a policy file writes it
///
/// ```
/// use support_kpi::level::Policy;
///
/// let policy: Policy = serde_json::from_str(
///     r#"{"certainty": {"confidence": "0.9", "most_levels": 3}}"#,
/// )?;
/// assert_eq!(policy.certainty().unwrap().to_string(), "90 %, at most 3 levels");
/// assert_eq!(Policy::documented().certainty(), None);
///
/// let error = serde_json::from_str::<Policy>(r#"{"certainty": {"most_levels": 0}}"#);
/// assert!(
///     error.unwrap_err().to_string()
///         .starts_with("certainty, most_levels: expected 1 to 5, found 0"),
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Certainty {
    #[serde(with = "rust_decimal::serde::str")]
    pub(super) confidence: Decimal,
    pub(super) most_levels: u8,
}

/// 95 %, and at most two levels.
impl Default for Certainty {
    fn default() -> Self {
        Self {
            confidence: Decimal::new(95, 2),
            most_levels: 2,
        }
    }
}

impl Certainty {
    /// With this confidence, and at most two levels.
    #[cfg(feature = "inference")]
    pub fn new(confidence: Confidence) -> Self {
        Self {
            confidence: confidence.level(),
            ..Self::default()
        }
    }

    /// The same with another number of levels, 1 to 5, that an interval may
    /// span: 1 has a level only where it is sure, 5 has one in any case.
    #[must_use]
    pub const fn with_most_levels(mut self, levels: u8) -> Self {
        self.most_levels = levels;
        self
    }

    /// How often an interval holds the true value.
    #[cfg(feature = "inference")]
    pub fn confidence(&self) -> Confidence {
        // A policy that is built has one in its range.
        Confidence::try_from(self.confidence).unwrap_or_default()
    }

    /// How many levels an interval may span.
    pub const fn most_levels(&self) -> u8 {
        self.most_levels
    }
}

/// "95 %, at most 2 levels".
impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.most_levels == 1 { "" } else { "s" };
        write!(
            f,
            "{}, at most {} level{plural}",
            percent(self.confidence),
            self.most_levels
        )
    }
}
