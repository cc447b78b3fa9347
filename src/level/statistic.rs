//! Which figure of many times a level judges.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Which figure of many times a level judges.
///
/// The guide's KPIs are averages, so the mean is the default.
///
/// # Example: as a policy file writes it
///
/// ```
/// use support_kpi::level::Statistic;
///
/// let p90: Statistic = serde_json::from_str(r#"{"percentile": "90"}"#)?;
/// assert_eq!(p90, Statistic::Percentile(90.into()));
/// assert_eq!(p90.to_string(), "p90");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Statistic {
    /// The mean.
    #[default]
    Mean,
    /// The median.
    Median,
    /// A percentile, over 0 and under 100.
    Percentile(#[serde(with = "rust_decimal::serde::str")] Decimal),
    /// The share of times within a bound; the level is reached by this share
    /// (of 1) and more. Who waits unanswered for longer counts as not within.
    ShareWithin(#[serde(with = "rust_decimal::serde::str")] Decimal),
}

/// "mean", "median", "p90", "share of 80 % within the bound".
impl fmt::Display for Statistic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mean => f.write_str("mean"),
            Self::Median => f.write_str("median"),
            Self::Percentile(percent) => write!(f, "p{}", percent.normalize()),
            Self::ShareWithin(share) => {
                write!(
                    f,
                    "share of {} within the bound",
                    super::threshold::percent(*share)
                )
            }
        }
    }
}
