//! Lifetime value of a customer.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator, Outlook};
use crate::calculator::{Calculator, Group, Sign};
use crate::error::ModelError;
use crate::model::Purchase;
use crate::summary::{Money, Ratio};

/// How long a customer is expected to stay, in spans as long as the one counted.
///
/// A customer who stays three years has a horizon of 3 beside the orders of
/// one year, and of 12 beside those of a quarter.
///
/// # Example: with a quarter lost each year, customers stay four years
///
/// ```
/// use support_kpi::{kpi::Horizon, summary::Ratio};
///
/// assert_eq!(Horizon::of_churn(&Ratio::of_counts(25, 100)), Some(Horizon::new(4.into())?));
/// assert_eq!(
///     Horizon::new(0.into()).unwrap_err().to_string(),
///     "horizon: expected more than 0 spans, found 0",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Horizon {
    spans: Decimal,
}

impl Horizon {
    /// So many spans, a fraction of one included.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where they are not more than 0.
    pub fn new(spans: Decimal) -> Result<Self, ModelError> {
        if spans <= Decimal::ZERO {
            return Err(ModelError::OutOfRange {
                field: "horizon",
                expected: "more than 0 spans",
                found: spans.to_string(),
            });
        }
        Ok(Self { spans })
    }

    /// The mean stay where the same share is lost in every span: 1 ÷ churn,
    /// the mean of a geometric distribution.
    ///
    /// `None` where the churn has no value, or nobody is lost and so no end in
    /// sight.
    pub fn of_churn(churned: &Ratio) -> Option<Self> {
        let lost = Decimal::from(churned.part()?);
        let spans = Decimal::from(churned.whole()?).checked_div(lost)?;
        Self::new(spans.normalize()).ok()
    }

    /// How many spans.
    pub const fn spans(self) -> Decimal {
        self.spans
    }
}

/// What a customer is worth over the whole time of being one.
///
/// - **Formula**: orders per customer × mean order value × horizon. As orders
///   cancel out, it is revenue ÷ customers × horizon, and worked out so.
/// - **Counted**: every purchase. How many customers there were, and how long
///   they stay, are given when it is read.
/// - **Not counted**: costs, interest, and that customers change. It is the
///   simple value the guide's reader can check by hand, no forecast.
/// - **No value** without purchases or customers, while unsettled, or where it
///   is beyond the 28 digits of [`Decimal`]. It is exact, or rounded to those.
/// - **Source**: the guide, 004:6.
///
/// One currency each: keep several apart with [`By`](crate::breakdown::By).
///
/// # Example: 1.5 orders a year, of 40 each, for 3 years
///
/// ```
/// use support_kpi::{Calculator, Purchase, kpi::{Horizon, LifetimeValue}};
///
/// let bought = |amount: i64| Purchase::new("2024-03-01T09:00:00Z".parse().unwrap(), amount.into());
/// let year = LifetimeValue::of(&[bought(30)?, bought(40)?, bought(50)?]);
///
/// assert_eq!(year.orders_per_customer(2).unwrap().to_string(), "1.5");
/// assert_eq!(year.order_value().unwrap().to_string(), "40");
/// let value = year.per_customer(2, Horizon::new(3.into())?);
/// assert_eq!(value.unwrap().to_string(), "180");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "LTV")]
#[doc(alias = "CLV")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LifetimeValue {
    revenue: Money,
}

impl LifetimeValue {
    /// How many purchases there were; `None` while unsettled.
    pub const fn orders(&self) -> Option<u64> {
        self.revenue.amounts()
    }

    /// What they brought in: sum and mean.
    pub const fn revenue(&self) -> Money {
        self.revenue
    }

    /// The mean order value.
    pub fn order_value(&self) -> Option<Decimal> {
        self.revenue.mean()
    }

    /// The mean number of orders of each of so many customers.
    pub fn orders_per_customer(&self, customers: u64) -> Option<Decimal> {
        let orders = Decimal::from(self.orders().filter(|orders| *orders > 0)?);
        Some(orders.checked_div(Decimal::from(customers))?.normalize())
    }

    /// The value of each of so many customers, over a horizon.
    pub fn per_customer(&self, customers: u64, horizon: Horizon) -> Option<Decimal> {
        self.orders().filter(|orders| *orders > 0)?;
        let revenue = self.revenue.total()?.checked_mul(horizon.spans)?;
        Some(revenue.checked_div(Decimal::from(customers))?.normalize())
    }
}

impl Indicator for LifetimeValue {
    const NAME: &'static str = "lifetime value";
    const BETTER: Better = Better::Higher;
    const OUTLOOK: Outlook = Outlook::Lagging;
}

impl Group for LifetimeValue {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.revenue.combine(sign, &other.revenue);
    }

    fn is_empty(&self) -> bool {
        self.revenue.is_empty()
    }
}

impl Calculator for LifetimeValue {
    type Fact = Purchase;

    #[inline]
    fn apply(&mut self, sign: Sign, purchase: &Purchase) {
        self.revenue.apply(sign, &purchase.amount());
    }
}
