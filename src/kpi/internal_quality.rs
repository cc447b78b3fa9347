//! Internal quality score.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::model::QualityReview;
use crate::summary::{Count, Percentile, Ratio};

/// What the team thinks of its own work: the points of tickets that it reviewed.
///
/// - **Formula**: the mean of the reviews, 0 to 100 points; how far they
///   spread, because quality is to be consistent too; and the gap to what
///   customers think, in points.
/// - **Counted**: every review. A ticket that was reviewed twice counts twice.
/// - **Not counted**: tickets that nobody reviewed; how they were sampled is
///   not known here.
/// - **No value** when nothing was reviewed, or while unsettled.
/// - **Source**: the guide, 000:154 (internal quality score), 002:25
///   (consistency), 002:10 (87 % of firms, 11 % of customers: the gap).
///
/// # Example: the team is content, and its customers are not
///
/// ```
/// use support_kpi::{Calculator, QualityReview, kpi::InternalQuality, summary::Ratio};
///
/// let review = QualityReview::new;
/// let quality = InternalQuality::of(&[review(80)?, review(90)?, review(91)?]);
///
/// assert_eq!(quality.mean().unwrap().to_string(), "87");
/// assert_eq!(quality.quartiles(), Some((80, 91)));
/// let satisfied = Ratio::of_counts(11, 100);
/// assert_eq!(quality.gap_to(&satisfied).unwrap().to_string(), "76");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "IQS")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InternalQuality {
    /// How often each number of points was given: all figures are read from it.
    reviews: By<QualityReview, Count>,
}

impl InternalQuality {
    /// How many reviews there are; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.reviews_where(|_| true)
    }

    /// The mean points: exact, or to 28 significant digits.
    pub fn mean(&self) -> Option<Decimal> {
        let moments = self.moments()?;
        divide(moments.sum, moments.count)
    }

    /// The mean squared distance of the reviews from their mean, in points
    /// squared: exact, or to 28 significant digits. `None` also where the
    /// squares of more than 10¹² reviews are beyond a [`Decimal`].
    pub fn variance(&self) -> Option<Decimal> {
        let moments = self.moments()?;
        divide(moments.distances()?, moments.count.checked_pow(2)?)
    }

    /// The variance that all tickets are estimated to have, where those
    /// reviewed are a random sample: the squared distances over the count less
    /// one. `None` also with a single review, and where the squares of more
    /// than 10¹² are beyond a [`Decimal`].
    pub fn sample_variance(&self) -> Option<Decimal> {
        let moments = self.moments()?;
        let less_one = moments.count.checked_sub(1)?;
        divide(moments.distances()?, moments.count.checked_mul(less_one)?)
    }

    /// The standard deviation of the reviews, the root of
    /// [`variance`](Self::variance), in points: rounded down to four decimals.
    /// `None` also where the squares of more than 10¹³ reviews are beyond 128 bits.
    pub fn standard_deviation(&self) -> Option<Decimal> {
        let moments = self.moments()?;
        let root = moments
            .distances()?
            .checked_mul(100_000_000)? // the square of the four decimals
            .checked_div(moments.count.checked_pow(2)?)?
            .isqrt();
        Some(Decimal::new(i64::try_from(root).ok()?, 4).normalize())
    }

    /// The points at a percentile, by nearest rank: exact.
    pub fn percentile(&self, percentile: Percentile) -> Option<u8> {
        let rank = percentile.rank(self.count()?)?;
        let mut seen = 0_u64;
        for (review, count) in self.reviews.iter() {
            seen = seen.checked_add(count.value()?)?;
            if seen >= rank {
                return Some(review.points());
            }
        }
        None
    }

    /// The median points.
    pub fn median(&self) -> Option<u8> {
        self.percentile(Percentile::P50)
    }

    /// The lower and the upper quartile: half of the reviews lie between them.
    pub fn quartiles(&self) -> Option<(u8, u8)> {
        self.percentile(Percentile::P25)
            .zip(self.percentile(Percentile::P75))
    }

    /// The reviews of at least these points, of all reviews.
    pub fn at_least(&self, review: QualityReview) -> Ratio {
        Ratio::of_readings(self.reviews_where(|other| other >= review), self.count())
    }

    /// How many points the team's mean lies above the percentage of satisfied
    /// customers; negative where customers think better of it than it does.
    ///
    /// `None` also where that percentage has no value.
    pub fn gap_to(&self, satisfied: &Ratio) -> Option<Decimal> {
        let gap = self.mean()?.checked_sub(satisfied.percent()?)?;
        Some(gap.normalize())
    }

    /// How many reviews are chosen; `None` while any count is unsettled.
    fn reviews_where(&self, chosen: impl Fn(QualityReview) -> bool) -> Option<u64> {
        self.reviews.iter().try_fold(0_u64, |sum, (review, count)| {
            let count = count.value()?;
            sum.checked_add(if chosen(*review) { count } else { 0 })
        })
    }

    /// Sums over the reviews; `None` without any, or while unsettled.
    fn moments(&self) -> Option<Moments> {
        let count = self.count().filter(|count| *count > 0)?;
        let (mut sum, mut squares) = (0_u128, 0_u128);
        for (review, count) in self.reviews.iter() {
            let points = u128::from(review.points());
            let of_points = u128::from(count.value()?).checked_mul(points)?;
            sum = sum.checked_add(of_points)?;
            squares = squares.checked_add(of_points.checked_mul(points)?)?;
        }
        Some(Moments {
            count: count.into(),
            sum,
            squares,
        })
    }
}

/// How many values there are, their sum, and the sum of their squares.
struct Moments {
    count: u128,
    sum: u128,
    squares: u128,
}

impl Moments {
    /// The squared distances from the mean, times the count, which keeps them whole.
    fn distances(&self) -> Option<u128> {
        let square_of_sum = self.sum.checked_pow(2)?;
        self.count
            .checked_mul(self.squares)?
            .checked_sub(square_of_sum)
    }
}

fn divide(sum: u128, by: u128) -> Option<Decimal> {
    let quotient = Decimal::from_u128(sum)?.checked_div(Decimal::from_u128(by)?)?;
    Some(quotient.normalize())
}

impl Indicator for InternalQuality {
    const NAME: &'static str = "internal quality score";
    const BETTER: Better = Better::Higher;
}

impl Group for InternalQuality {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.reviews.combine(sign, &other.reviews);
    }

    fn is_empty(&self) -> bool {
        self.reviews.is_empty()
    }
}

impl Calculator for InternalQuality {
    type Fact = QualityReview;

    #[inline]
    fn apply(&mut self, sign: Sign, review: &QualityReview) {
        self.reviews.group(review).add(sign, 1);
    }
}
