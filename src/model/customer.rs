//! What became of one customer: kept or lost, and when it bought.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::elapsed::{Elapsed, Instant};
use crate::clock::Month;
use crate::error::ModelError;

/// Where a customer stood at the start of a period and at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CustomerPresence {
    /// A customer at the start, and still one at the end.
    Stayed,
    /// A customer at the start, and none at the end.
    Left,
    /// No customer at the start; acquired, and still there at the end.
    Joined,
    /// Acquired in the period, and gone again before its end.
    CameAndWent,
}

/// How many of a customer's first purchases are known by their instants.
const KNOWN: usize = 4;

/// What one customer has bought so far: how often, and when the first four times.
///
/// With a [window](Self::with_window) it also says how often the customer
/// bought within that time of the first purchase, and when the time runs out.
/// The window is half-open: a purchase at the very instant it ends is outside.
///
/// The stage [`Purchases`](crate::stage::Purchases) makes these facts of single
/// purchases and keeps them up to date. Who the customer is, is the caller's key.
///
/// # Example: two purchases, of which one within a month
///
/// ```
/// use std::time::Duration;
/// use support_kpi::CustomerPurchases;
///
/// let customer = CustomerPurchases::new(&[
///     "2024-05-07T10:00:00Z".parse()?,
///     "2024-03-01T09:00:00Z".parse()?,
/// ])?
/// .with_window(Duration::from_secs(30 * 86_400))?;
///
/// assert_eq!(customer.number(), 2);
/// assert_eq!(customer.window_ends_at(), Some("2024-03-31T09:00:00Z".parse()?));
/// assert_eq!(customer.within_window(), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "CustomerPurchasesFields", into = "CustomerPurchasesFields")]
pub struct CustomerPurchases {
    /// The instants of the first purchases, in order; places past the number
    /// of purchases repeat the last instant.
    earliest: [Instant; KNOWN],
    /// At least one.
    number: u64,
    /// Longer than zero; `None` where no window was set.
    window: Option<Elapsed>,
}

#[derive(Serialize, Deserialize)]
struct CustomerPurchasesFields {
    earliest: Vec<DateTime<Utc>>,
    number: u64,
    window: Option<Elapsed>,
}

impl From<CustomerPurchases> for CustomerPurchasesFields {
    fn from(customer: CustomerPurchases) -> Self {
        Self {
            earliest: customer.earliest().collect(),
            number: customer.number,
            window: customer.window,
        }
    }
}

impl TryFrom<CustomerPurchasesFields> for CustomerPurchases {
    type Error = ModelError;

    fn try_from(fields: CustomerPurchasesFields) -> Result<Self, ModelError> {
        let mut customer = Self::new(&fields.earliest)?;
        for (before, at) in fields.earliest.iter().zip(fields.earliest.iter().skip(1)) {
            if at < before {
                return Err(ModelError::Before {
                    field: "earliest",
                    earlier: "the purchase before",
                    expected: *before,
                    found: *at,
                });
            }
        }
        let known = fields.earliest.len();
        let more = u64::try_from(known).is_ok_and(|known| known < fields.number);
        if customer.number > fields.number || known > KNOWN || (more && known < KNOWN) {
            return Err(ModelError::Contradiction {
                field: "earliest",
                expected: "an instant for each purchase, up to the fourth",
                found: format!("{known} instants of {} purchases", fields.number),
            });
        }
        customer.number = fields.number;
        match fields.window {
            Some(window) => customer.with_window(window.duration()),
            None => Ok(customer),
        }
    }
}

impl CustomerPurchases {
    /// The purchases of one customer, in any order.
    ///
    /// # Errors
    ///
    /// [`ModelError::Missing`] where there are none, as nobody is a customer
    /// before a first purchase; [`ModelError::InstantOutOfRange`] outside the
    /// years 1677 to 2262.
    pub fn new(purchases: &[DateTime<Utc>]) -> Result<Self, ModelError> {
        let mut instants = purchases
            .iter()
            .map(|at| Instant::of_field("purchases", *at))
            .collect::<Result<Vec<_>, _>>()?;
        instants.sort_unstable();
        let number = u64::try_from(instants.len()).unwrap_or(u64::MAX);
        Self::of_earliest(instants, number, None).ok_or(ModelError::Missing {
            field: "purchases",
            expected: "at least one purchase",
        })
    }

    /// The fact of instants in order, of which only the first four are looked
    /// at, and the number of all of them; `None` where there are none.
    pub(crate) fn of_earliest(
        instants: impl IntoIterator<Item = Instant>,
        number: u64,
        window: Option<Elapsed>,
    ) -> Option<Self> {
        let mut instants = instants.into_iter();
        let mut latest = instants.next()?;
        let earliest = std::array::from_fn(|place| {
            if place > 0 {
                latest = instants.next().unwrap_or(latest);
            }
            latest
        });
        Some(Self {
            earliest,
            number,
            window,
        })
    }

    /// Says how long after the first purchase later ones count within the window.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the window is zero, as it would not
    /// even hold the purchase it begins with; [`ModelError::DurationOutOfRange`]
    /// where it is over 584 years.
    pub fn with_window(mut self, window: Duration) -> Result<Self, ModelError> {
        self.window = Some(checked_window(window)?);
        Ok(self)
    }

    /// How many purchases there are so far, at least one.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// When the customer first bought.
    pub const fn first_at(&self) -> DateTime<Utc> {
        let [first, ..] = self.earliest;
        first.utc()
    }

    /// When the customer bought the first four times, as far as there are so
    /// many, in order.
    pub fn earliest(&self) -> impl Iterator<Item = DateTime<Utc>> {
        (0..self.number).zip(self.earliest).map(|(_, at)| at.utc())
    }

    /// When the window runs out; `None` where no window was set.
    pub fn window_ends_at(&self) -> Option<DateTime<Utc>> {
        // Both times fit in 584 years, chrono's calendar in 262,000.
        let window = TimeDelta::from_std(self.window?.duration()).ok()?;
        self.first_at().checked_add_signed(window)
    }

    /// How many of the first four purchases lie within the window, from 1 to 4;
    /// `None` where no window was set.
    pub fn within_window(&self) -> Option<u64> {
        let end = self.window_ends_at()?;
        let within = self.earliest().take_while(|at| *at < end).count();
        u64::try_from(within).ok()
    }
}

/// A window for later purchases, checked to have a length that fits.
pub(crate) fn checked_window(window: Duration) -> Result<Elapsed, ModelError> {
    let window = Elapsed::of_field("window", window)?;
    if window == Elapsed::ZERO {
        return Err(ModelError::OutOfRange {
            field: "window",
            expected: "more than 0 s",
            found: "0 s".to_string(),
        });
    }
    Ok(window)
}

/// A month in which a customer bought, beside the month of the first purchase.
///
/// There is one such fact for each customer and month, however often the
/// customer bought in it. The stage [`Purchases`](crate::stage::Purchases)
/// makes them in its zone.
///
/// # Example: bought in March, and again in May
///
/// ```
/// use support_kpi::{ActiveMonth, clock::Month};
///
/// let (march, may) = (Month::new(2024, 3)?, Month::new(2024, 5)?);
/// assert_eq!(ActiveMonth::new(march, may)?.months_since(), 2);
/// assert_eq!(
///     ActiveMonth::new(may, march).unwrap_err().to_string(),
///     "month: expected 2024-05 (first) or later, found 2024-03",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "ActiveMonthFields")]
pub struct ActiveMonth {
    first: Month,
    month: Month,
}

#[derive(Deserialize)]
struct ActiveMonthFields {
    first: Month,
    month: Month,
}

impl TryFrom<ActiveMonthFields> for ActiveMonth {
    type Error = ModelError;

    fn try_from(fields: ActiveMonthFields) -> Result<Self, ModelError> {
        Self::new(fields.first, fields.month)
    }
}

impl ActiveMonth {
    /// The month of the first purchase, and a month in which the customer bought.
    ///
    /// # Errors
    ///
    /// [`ModelError::MonthBefore`] where it is before that of the first purchase.
    pub fn new(first: Month, month: Month) -> Result<Self, ModelError> {
        if month < first {
            return Err(ModelError::MonthBefore {
                field: "month",
                earlier: "first",
                expected: first,
                found: month,
            });
        }
        Ok(Self { first, month })
    }

    /// Two months that are known to be in order.
    pub(crate) const fn in_order(first: Month, month: Month) -> Self {
        Self { first, month }
    }

    /// The month of the customer's first purchase: the cohort.
    pub const fn first(&self) -> Month {
        self.first
    }

    /// The month in which the customer bought.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// How many months after the first; 0 in the first itself.
    pub const fn months_since(&self) -> u32 {
        self.month.since(self.first).unsigned_abs()
    }
}
