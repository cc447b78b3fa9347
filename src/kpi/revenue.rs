//! Revenue by satisfaction.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator, Outlook};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{Purchase, SatisfactionScale, Score};
use crate::summary::Money;

/// How satisfied the customer of a purchase is, in three bands of a CSAT
/// scale, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SatisfactionBand {
    /// The mirror image of satisfied, at the lower end of the scale.
    Dissatisfied,
    /// Between the two; a scale of good and bad has none.
    Neutral,
    /// The scores that CSAT counts as satisfied.
    Satisfied,
    /// The customer was not asked, or did not answer.
    NotSurveyed,
}

impl SatisfactionBand {
    /// The band of a score, or of a customer without one.
    ///
    /// Satisfied is what [CSAT](SatisfactionScale) takes for it. As many scores
    /// at the other end are dissatisfied: 1 and 2 of 1-5, 1 of 1-3, 1 and 2 of
    /// 1-7, 1 to 3 of 1-10, bad.
    ///
    /// # Example: the five scores of 1 to 5
    ///
    /// ```
    /// use support_kpi::kpi::SatisfactionBand::{self, *};
    /// use support_kpi::{OneToFive, Score};
    ///
    /// let band = |score| Ok(SatisfactionBand::of(Some(Score::<OneToFive>::new(score)?)));
    /// let bands: Result<Vec<_>, support_kpi::ModelError> = (1..=5).map(band).collect();
    /// assert_eq!(bands?, [Dissatisfied, Dissatisfied, Neutral, Satisfied, Satisfied]);
    /// assert_eq!(SatisfactionBand::of::<OneToFive>(None), NotSurveyed);
    /// # Ok::<(), support_kpi::ModelError>(())
    /// ```
    pub const fn of<S: SatisfactionScale>(score: Option<Score<S>>) -> Self {
        match score {
            None => Self::NotSurveyed,
            Some(score) if score.is_satisfied() => Self::Satisfied,
            Some(score) if score.reversed().is_satisfied() => Self::Dissatisfied,
            Some(_) => Self::Neutral,
        }
    }
}

/// How much of the revenue comes from satisfied customers.
///
/// - **Formula**: for each band of satisfaction, the sum of its customers'
///   purchases; its share is that ÷ the sum of all bands × 100.
/// - **Counted**: every purchase, under the band of its customer. Which score
///   of a customer stands for the purchase, the latest before it, say, is the
///   caller's choice.
/// - **Customers without a score** have a band of their own, so that the bands
///   add up to all revenue.
/// - **No value** where nothing was sold, while unsettled, or where a sum is
///   beyond what [`Money`] reads.
/// - **Source**: the guide, 001:32.
///
/// One currency each: keep several apart with [`By`].
///
/// # Example: a quarter of the revenue comes from dissatisfied customers
///
/// ```
/// use support_kpi::kpi::{RevenueBySatisfaction, SatisfactionBand};
/// use support_kpi::{Calculator, Purchase};
///
/// let bought = |amount: i64| Purchase::new("2024-03-01T09:00:00Z".parse().unwrap(), amount.into());
/// let revenue = RevenueBySatisfaction::of(&[
///     (SatisfactionBand::Satisfied, bought(60)?),
///     (SatisfactionBand::Dissatisfied, bought(20)?),
/// ]);
/// let share = revenue.share_percent(SatisfactionBand::Dissatisfied);
/// assert_eq!(share.unwrap().to_string(), "25");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RevenueBySatisfaction {
    bands: By<SatisfactionBand, Money>,
}

impl RevenueBySatisfaction {
    /// The revenue of a band: number, sum and mean of its purchases.
    pub fn of_band(&self, band: SatisfactionBand) -> Money {
        self.bands.get(&band).copied().unwrap_or_default()
    }

    /// The bands with a purchase, from dissatisfied on.
    pub fn bands(&self) -> impl Iterator<Item = (SatisfactionBand, Money)> {
        self.bands.iter().map(|(band, money)| (*band, *money))
    }

    /// The revenue of a band in percent of all revenue: exact, or to 28
    /// significant digits. `None` also where all purchases were for nothing.
    pub fn share_percent(&self, band: SatisfactionBand) -> Option<Decimal> {
        let mut all = Decimal::ZERO;
        for (_, money) in self.bands() {
            all = all.checked_add(money.total()?)?;
        }
        let part = self.of_band(band).total()?;
        let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(hundredfold.checked_div(all)?.normalize())
    }
}

impl Indicator for RevenueBySatisfaction {
    const NAME: &'static str = "revenue by satisfaction";
    const BETTER: Better = Better::Higher;
    const OUTLOOK: Outlook = Outlook::Lagging;
}

impl Group for RevenueBySatisfaction {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.bands.combine(sign, &other.bands);
    }

    fn is_empty(&self) -> bool {
        self.bands.is_empty()
    }
}

impl Calculator for RevenueBySatisfaction {
    type Fact = (SatisfactionBand, Purchase);

    #[inline]
    fn apply(&mut self, sign: Sign, (band, purchase): &(SatisfactionBand, Purchase)) {
        self.bands.group(band).apply(sign, &purchase.amount());
    }
}
