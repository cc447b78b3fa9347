//! A range that holds the true value, as often as its confidence says.

use std::cmp::Ordering;
use std::fmt;
use std::time::Duration;

use rust_decimal::Decimal;
use serde::Serialize;

use super::Confidence;
use super::special::double_double::DoubleDouble;

/// How an interval was made: its author, year and paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    /// E. B. Wilson, *Probable inference, the law of succession, and
    /// statistical inference*, 1927: the score interval of a proportion.
    Wilson,
    /// R. G. Newcombe, *Interval estimation for the difference between
    /// independent proportions*, 1998, method 10: from two Wilson intervals.
    Newcombe,
    /// B. Rocks, *Interval estimation for the Net Promoter Score*, 2016: the
    /// adjusted Wald interval.
    AdjustedWald,
    /// B. L. Welch, *The generalization of Student's problem*, 1947, with the
    /// degrees of freedom of F. E. Satterthwaite, 1946.
    Welch,
    /// C. J. Clopper and E. S. Pearson, *The use of confidence or fiducial
    /// limits illustrated in the case of the binomial*, 1934.
    ClopperPearson,
    /// The ranks between which a quantile lies: H. A. David and H. N.
    /// Nagaraja, *Order Statistics*, 7.1.
    OrderStatistics,
    /// M. Greenwood, *The natural duration of cancer*, 1926: ± z standard
    /// errors, cut to [0, 1].
    Greenwood,
    /// J. D. Kalbfleisch and R. L. Prentice, *The Statistical Analysis of
    /// Failure Time Data*, 1980: Greenwood's error on the scale of ln −ln S.
    LogLog,
    /// P. Hall, *On the removal of skewness by transformation*, 1992: the
    /// interval of a mean by Student's t, on a scale without the skewness.
    Hall,
    /// R. A. Fisher, *On the "probable error" of a coefficient of
    /// correlation*, 1921.
    FisherZ,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Wilson => "Wilson",
            Self::Newcombe => "Newcombe",
            Self::AdjustedWald => "adjusted Wald",
            Self::Welch => "Welch",
            Self::ClopperPearson => "Clopper-Pearson",
            Self::OrderStatistics => "order statistics",
            Self::Greenwood => "Greenwood",
            Self::LogLog => "log-log",
            Self::Hall => "Hall",
            Self::FisherZ => "Fisher's z",
        })
    }
}

/// A range that holds the true value, as often as its confidence says.
///
/// The unit is that of the value it belongs to: a fraction for a proportion,
/// points for a promoter score, seconds for a duration.
///
/// # Example: it prints with its confidence and its author
///
/// ```
/// use support_kpi::inference::Confidence;
/// use support_kpi::summary::Ratio;
///
/// let interval = Ratio::of_counts(8, 10).interval(Confidence::P95).unwrap();
/// assert_eq!(format!("{interval:.2}"), "0.49 to 0.94 (95 %, Wilson)");
/// assert!(interval.contains(0.8));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    low: f64,
    high: f64,
    confidence: Confidence,
    method: Method,
}

impl Interval {
    pub(crate) const fn new(low: f64, high: f64, confidence: Confidence, method: Method) -> Self {
        Self {
            low,
            high,
            confidence,
            method,
        }
    }

    /// The lower end.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The upper end.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// From end to end: how much is not known.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Whether a value lies in it, the ends included.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// How its lower and its upper end compare with a number that was read
    /// with all its digits.
    pub(crate) fn ends_against(&self, number: Decimal) -> [Ordering; 2] {
        let number = DoubleDouble::of_decimal(number);
        [self.low, self.high].map(|end| DoubleDouble::of(end).order(number))
    }

    /// Both ends as times, the unit being the second: from 0 to 584 years.
    pub(crate) fn times(&self) -> [Duration; 2] {
        const LONGEST: Duration = Duration::from_nanos(u64::MAX);
        [self.low, self.high].map(|end| {
            Duration::try_from_secs_f64(end.max(0.0)).map_or(LONGEST, |time| time.min(LONGEST))
        })
    }

    /// How often such an interval holds the true value.
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// How it was made.
    pub const fn method(&self) -> Method {
        self.method
    }
}

/// "0.49 to 0.94 (95 %, Wilson)"; three decimals unless the formatter asks otherwise.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(3);
        write!(
            f,
            "{:.digits$} to {:.digits$} ({}, {})",
            self.low, self.high, self.confidence, self.method
        )
    }
}
