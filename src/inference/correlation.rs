//! Whether two figures go along with each other.

use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::moments::mean_of;
use super::quantity::read_all;
use super::special::{count, double_double::DoubleDouble, real, student_t};
use super::{Confidence, Interval, Method, Quantity};
use crate::error::InferenceError;

/// How two figures go along with each other, and how sure that is: per
/// customer, say, satisfaction and revenue.
///
/// From −1 to 1; 0 where one tells nothing about the other. It is not an
/// effect, and names no cause: content customers may buy more, those who buy
/// more may get better service, and a third thing may bring both.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correlation {
    coefficient: f64,
    /// 1 − r².
    #[serde(skip)]
    unexplained: f64,
    n: u64,
    #[serde(skip)]
    of_ranks: bool,
}

/// How well a straight line fits.
///
/// - **Formula**: Σ (x − x̄)(y − ȳ) ÷ √(Σ (x − x̄)² Σ (y − ȳ)²).
/// - `None` where one side has no two values that differ.
/// - **Assumes** a straight line; a few very large customers decide it.
/// - **Source**: K. Pearson, *Regression, heredity and panmixia*, 1896.
///
/// # Errors
///
/// [`InferenceError::Unequal`] where the lists differ in length, and
/// [`InferenceError::NotMeasurable`].
///
/// # Example: a satisfied customer's year, five times
///
/// ```
/// use rust_decimal::Decimal;
/// use support_kpi::inference::{Confidence, pearson};
///
/// let scores = [2.0, 3.0, 3.0, 4.0, 5.0];
/// let revenue = [100, 150, 90, 260, 240].map(Decimal::from);
/// let correlation = pearson(&scores, &revenue)?.unwrap();
/// assert_eq!(format!("{:.3}", correlation.coefficient()), "0.849");
///
/// // Five customers say next to nothing: the interval reaches below 0.
/// let interval = correlation.interval(Confidence::P95).unwrap();
/// assert_eq!(format!("{interval:.2}"), "-0.13 to 0.99 (95 %, Fisher's z)");
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn pearson<X: Quantity, Y: Quantity>(
    x: &[X],
    y: &[Y],
) -> Result<Option<Correlation>, InferenceError> {
    let (x, y) = read_pairs(x, y)?;
    Ok(coefficient(&x, &y, false))
}

/// How well any rising or falling curve fits: the correlation of the ranks,
/// those of equal values shared.
///
/// - `None` where one side has no two values that differ.
/// - **Assumes** no line and no distribution; a very large customer counts
///   for no more than the largest.
/// - **Source**: C. Spearman, *The proof and measurement of association
///   between two things*, 1904.
///
/// # Errors
///
/// As [`pearson`].
///
/// # Example: what always rises is 1, however steep
///
/// ```
/// use support_kpi::inference::spearman;
///
/// let correlation = spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 10.0, 1_000.0, 1e9])?;
/// assert_eq!(correlation.unwrap().coefficient(), 1.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn spearman<X: Quantity, Y: Quantity>(
    x: &[X],
    y: &[Y],
) -> Result<Option<Correlation>, InferenceError> {
    let (x, y) = read_pairs(x, y)?;
    Ok(coefficient(&ranks(&x), &ranks(&y), true))
}

fn read_pairs<X: Quantity, Y: Quantity>(
    x: &[X],
    y: &[Y],
) -> Result<(Vec<DoubleDouble>, Vec<DoubleDouble>), InferenceError> {
    if x.len() != y.len() {
        return Err(InferenceError::Unequal {
            field: "y",
            other: "x",
            expected: x.len(),
            found: y.len(),
        });
    }
    Ok((read_all("x", x)?, read_all("y", y)?))
}

fn coefficient(x: &[DoubleDouble], y: &[DoubleDouble], of_ranks: bool) -> Option<Correlation> {
    let (dx, dy) = (deviations(x)?, deviations(y)?);
    let squares = |d: &[DoubleDouble]| DoubleDouble::sum(d.iter().map(|d| d.square()));
    let products = DoubleDouble::sum(dx.iter().zip(&dy).map(|(a, b)| a.times(*b)));
    // The square of the coefficient, with all its digits: a line is 1.
    let explained = products
        .over(squares(&dx))
        .times(products.over(squares(&dy)));
    let size = explained.value().sqrt().min(1.0);
    Some(Correlation {
        coefficient: size.copysign(products.value()),
        unexplained: DoubleDouble::of(1.0).minus(explained).value().max(0.0),
        n: count(x.len()),
        of_ranks,
    })
}

/// The deviations from the mean; `None` where no two values differ.
fn deviations(values: &[DoubleDouble]) -> Option<Vec<DoubleDouble>> {
    let first = values.first()?;
    values
        .iter()
        .any(|value| value.order(*first) != Ordering::Equal)
        .then_some(())?;
    let mean = mean_of(values)?;
    Some(values.iter().map(|value| value.minus(mean)).collect())
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[DoubleDouble]) -> Vec<DoubleDouble> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.order(*b));
    let rank = |value: &DoubleDouble| {
        let before = sorted.partition_point(|other| other.order(*value) == Ordering::Less);
        let up_to = sorted.partition_point(|other| other.order(*value) != Ordering::Greater);
        let sum = DoubleDouble::of(real(count(before)) + real(count(up_to)) + 1.0);
        sum.times(DoubleDouble::of(0.5))
    };
    values.iter().map(rank).collect()
}

impl Correlation {
    /// The coefficient, from −1 to 1.
    pub const fn coefficient(&self) -> f64 {
        self.coefficient
    }

    /// How many pairs it is made of.
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// The interval of the coefficient.
    ///
    /// - **Formula**: artanh r ± z √(1 ÷ (n − 3)), and back; of ranks
    ///   z √((1 + r² ÷ 2) ÷ (n − 3)).
    /// - `None` for fewer than four pairs, and for a coefficient of ±1, where
    ///   the formula says nothing.
    /// - **Assumes** pairs that do not depend on each other, about normal.
    /// - **Source**: [`Method::FisherZ`]; for ranks D. G. Bonett and T. A.
    ///   Wright, *Sample size requirements for estimating Pearson, Kendall and
    ///   Spearman correlations*, 2000.
    pub fn interval(&self, confidence: Confidence) -> Option<Interval> {
        let degrees = self.n.checked_sub(3).filter(|degrees| *degrees > 0)?;
        if self.coefficient.abs() >= 1.0 {
            return None;
        }
        let inflation = if self.of_ranks {
            1.0 + self.coefficient * self.coefficient / 2.0
        } else {
            1.0
        };
        let half_width = confidence.two_sided_z() * (inflation / real(degrees)).sqrt();
        let middle = self.coefficient.atanh();
        Some(Interval::new(
            (middle - half_width).tanh(),
            (middle + half_width).tanh(),
            confidence,
            Method::FisherZ,
        ))
    }

    /// How likely a coefficient at least this far from 0 is where one figure
    /// tells nothing about the other; `None` for fewer than three pairs.
    ///
    /// - **Formula**: t = r √((n − 2) ÷ (1 − r²)) with n − 2 degrees of freedom.
    /// - **Source**: R. A. Fisher, *Frequency distribution of the values of
    ///   the correlation coefficient*, 1915.
    pub fn p(&self) -> Option<f64> {
        let degrees = real(self.n.checked_sub(2).filter(|degrees| *degrees > 0)?);
        if self.unexplained <= 0.0 {
            return Some(0.0);
        }
        let t = self.coefficient * (degrees / self.unexplained).sqrt();
        Some(student_t::two_sided_p(t, degrees))
    }
}

/// "0.41 over 120 pairs (says nothing of a cause)".
impl fmt::Display for Correlation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        write!(
            f,
            "{:.digits$} over {} pairs (says nothing of a cause)",
            self.coefficient, self.n
        )
    }
}
