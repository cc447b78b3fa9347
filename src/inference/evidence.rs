//! What a comparison says, in words.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Confidence, Interval};
use crate::error::InferenceError;
use crate::kpi::Better;

/// Whether a figure got better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// Better, and by more than chance explains.
    Better,
    /// Worse, and by more than chance explains.
    Worse,
    /// Higher, by more than chance explains, where that is neither better nor worse.
    Higher,
    /// Lower, by more than chance explains, where that is neither better nor worse.
    Lower,
    /// Chance may explain the difference. That is not evidence that there is
    /// none: with few answers a large one looks the same.
    NoEvidence,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::NoEvidence => "no evidence of a difference",
        })
    }
}

/// How a change is measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effect {
    /// The later figure less the earlier one, in its own unit.
    Difference(f64),
    /// The later figure ÷ the earlier one.
    Ratio(f64),
}

/// "+0.12" or "× 0.80"; two decimals unless the formatter asks otherwise.
impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        match self {
            Self::Difference(value) => write!(f, "{value:+.digits$}"),
            Self::Ratio(value) => write!(f, "× {value:.digits$}"),
        }
    }
}

/// A comparison, read: effect, interval, p, which way is better, and whether
/// there is evidence.
///
/// The verdict goes by p: there is evidence where p is less than what the
/// confidence leaves outside. Where many figures are compared at once, adjust
/// all p first ([`holm`](super::holm), [`benjamini_hochberg`](super::benjamini_hochberg))
/// and read with [`with_p`](Self::with_p).
///
/// # Example: 83 % against 90 % satisfied, of 200 each
///
/// ```
/// use support_kpi::inference::{Confidence, compare_proportions};
/// use support_kpi::kpi::Better;
/// use support_kpi::summary::Ratio;
///
/// let april = Ratio::of_counts(166, 200);
/// let may = Ratio::of_counts(180, 200);
/// let change = compare_proportions(&april, &may, Confidence::P95)?;
/// assert_eq!(
///     format!("{:.2}", change.reading(Better::Higher)),
///     "better: +0.07, 0.00 to 0.14 (95 %, Newcombe), p = 0.041",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reading {
    effect: Option<Effect>,
    #[serde(skip)]
    direction: Ordering,
    interval: Option<Interval>,
    p: f64,
    confidence: Confidence,
    better: Better,
    verdict: Verdict,
}

impl Reading {
    pub(crate) fn new(
        effect: Option<Effect>,
        direction: Ordering,
        interval: Option<Interval>,
        p: f64,
        confidence: Confidence,
        better: Better,
    ) -> Self {
        let reading = Self {
            effect,
            direction,
            interval,
            p,
            confidence,
            better,
            verdict: Verdict::NoEvidence,
        };
        reading.judged_by(p)
    }

    /// How far the figure went; `None` where it has no ratio because it started from 0.
    pub const fn effect(&self) -> Option<Effect> {
        self.effect
    }

    /// The interval of the effect; `None` where the effect is.
    pub const fn interval(&self) -> Option<Interval> {
        self.interval
    }

    /// How likely an effect at least this large is where there is none.
    pub const fn p(&self) -> f64 {
        self.p
    }

    /// Which way is better.
    pub const fn better(&self) -> Better {
        self.better
    }

    /// Whether it got better.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The same comparison with a p that was adjusted for others beside it.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless it is from 0 to 1.
    pub fn with_p(self, p: f64) -> Result<Self, InferenceError> {
        if !(0.0..=1.0).contains(&p) {
            return Err(InferenceError::OutOfRange {
                field: "p",
                expected: "from 0 to 1",
                found: p.to_string(),
            });
        }
        Ok(self.judged_by(p))
    }

    fn judged_by(self, p: f64) -> Self {
        let verdict = match (self.direction, self.better) {
            _ if p >= self.confidence.outside() => Verdict::NoEvidence,
            (Ordering::Equal, _) => Verdict::NoEvidence,
            (Ordering::Greater, Better::Higher) | (Ordering::Less, Better::Lower) => {
                Verdict::Better
            }
            (Ordering::Greater, Better::Lower) | (Ordering::Less, Better::Higher) => Verdict::Worse,
            (Ordering::Greater, Better::Neither) => Verdict::Higher,
            (Ordering::Less, Better::Neither) => Verdict::Lower,
        };
        Self { p, verdict, ..self }
    }
}

/// "better: +0.07, 0.00 to 0.14 (95 %, Newcombe), p = 0.041".
impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        write!(f, "{}: ", self.verdict)?;
        match self.effect {
            Some(effect) => write!(f, "{effect:.digits$}, ")?,
            None => f.write_str("from 0, ")?,
        }
        if let Some(interval) = self.interval {
            write!(f, "{interval:.digits$}, ")?;
        }
        if self.p < 0.001 {
            f.write_str("p < 0.001")
        } else {
            write!(f, "p = {:.3}", self.p)
        }
    }
}
