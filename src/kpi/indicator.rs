//! What every KPI says about itself.

use serde::{Deserialize, Serialize};

use crate::calculator::Calculator;

/// Which way a figure gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Better {
    /// The more the better: satisfaction, self-service.
    Higher,
    /// The less the better: times, abandonment.
    Lower,
    /// It is what it is: volumes, reasons.
    Neither,
}

/// Whether a figure moves ahead of the business or tells how it went.
///
/// The guide (000:158) calls retention a result, and most other KPIs leading
/// indicators of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outlook {
    /// It moves first.
    Leading,
    /// It is the result.
    Lagging,
}

/// A calculator that is a KPI: it knows its name and which way is better.
///
/// # Example: shorter waits are better
///
/// ```
/// use support_kpi::kpi::{Better, FirstResponseTime, Indicator};
///
/// assert_eq!(FirstResponseTime::NAME, "first response time");
/// assert_eq!(FirstResponseTime::BETTER, Better::Lower);
/// ```
pub trait Indicator: Calculator {
    /// The name in full words.
    const NAME: &'static str;
    /// Which way it gets better.
    const BETTER: Better;
    /// Whether it moves ahead of the business.
    const OUTLOOK: Outlook = Outlook::Leading;
}
