//! Repeat purchases.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::indicator::{Better, Indicator, Outlook};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::CustomerPurchases;
use crate::summary::Ratio;

/// A purchase that shows a customer came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NthPurchase {
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
}

/// How many customers bought at least once, twice, three times and four times.
///
/// What [`RepeatPurchase`] reads: all shares come from these four counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepeatCustomers {
    /// Each count is of customers with at least this many purchases, from one.
    customers: i64,
    second: i64,
    third: i64,
    fourth: i64,
}

impl RepeatCustomers {
    /// No state that can be: it reads as `None`.
    const UNSETTLED: Self = Self {
        customers: -1,
        second: 0,
        third: 0,
        fourth: 0,
    };

    /// All customers, whether they came back or not; `None` while unsettled.
    pub const fn customers(&self) -> Option<u64> {
        self.share(self.customers, self.customers).whole()
    }

    /// The customers who came back: those with a second purchase. `None` while
    /// unsettled.
    pub const fn repeat_customers(&self) -> Option<u64> {
        self.of_all(NthPurchase::Second).part()
    }

    /// The customers with this purchase, of all customers.
    pub const fn of_all(&self, purchase: NthPurchase) -> Ratio {
        self.share(self.at_least(purchase), self.customers)
    }

    /// The customers with this purchase, of those with the one before it: the
    /// step from the second to the third, say.
    pub const fn of_previous(&self, purchase: NthPurchase) -> Ratio {
        let previous = match purchase {
            NthPurchase::Second => self.customers,
            NthPurchase::Third => self.second,
            NthPurchase::Fourth => self.third,
        };
        self.share(self.at_least(purchase), previous)
    }

    const fn at_least(&self, purchase: NthPurchase) -> i64 {
        match purchase {
            NthPurchase::Second => self.second,
            NthPurchase::Third => self.third,
            NthPurchase::Fourth => self.fourth,
        }
    }

    /// A share of two of the counts, unsettled where any of the four is.
    const fn share(&self, part: i64, whole: i64) -> Ratio {
        if self.is_settled() {
            Ratio::of_counts(part, whole)
        } else {
            Ratio::of_counts(0, -1)
        }
    }

    /// Whether the counts can be: whoever bought four times bought three times.
    pub const fn is_settled(&self) -> bool {
        0 <= self.fourth
            && self.fourth <= self.third
            && self.third <= self.second
            && self.second <= self.customers
    }

    /// Counts a customer who bought so many times.
    fn add(&mut self, sign: Sign, purchases: u64) {
        for (least, count) in (1_u64..).zip([
            &mut self.customers,
            &mut self.second,
            &mut self.third,
            &mut self.fourth,
        ]) {
            *count = count.wrapping_add(sign.of(i64::from(purchases >= least)));
        }
    }
}

impl Group for RepeatCustomers {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.customers = self.customers.wrapping_add(sign.of(other.customers));
        self.second = self.second.wrapping_add(sign.of(other.second));
        self.third = self.third.wrapping_add(sign.of(other.third));
        self.fourth = self.fourth.wrapping_add(sign.of(other.fourth));
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How many customers come back for a second, third and fourth purchase.
///
/// - **Formula**: customers with a 2nd (3rd, 4th) purchase ÷ customers × 100,
///   of all customers or of those who got as far as the purchase before.
/// - **Two readings**. [`ever`](Self::ever) counts every customer as of now. It
///   falls when many new customers come, who had no time yet to buy again.
///   [`within_window`](Self::within_window) is fair to them: it counts the
///   purchases within a set time of the first one, and only customers whose
///   time has run out. Who came back early is counted no sooner than the others.
/// - **Counted**: customers with a purchase, once each.
/// - **Not counted** within a window: customers whose fact has none.
/// - **No value** when there is no customer, or none whose window has run out,
///   or while unsettled.
/// - **Source**: the guide, 000:160, 004:6-7.
///
/// The stage [`Purchases`](crate::stage::Purchases) makes the facts, with the
/// window of its policy. States of different windows are different figures:
/// keep them apart, as they merge without a complaint.
///
/// # Example: the customer of yesterday does not count yet
///
/// ```
/// use std::time::Duration;
/// use support_kpi::kpi::{NthPurchase, RepeatPurchase};
/// use support_kpi::{Calculator, CustomerPurchases};
///
/// let month = Duration::from_secs(30 * 86_400);
/// let march = ["2024-03-01T09:00:00Z".parse()?, "2024-03-08T09:00:00Z".parse()?];
/// let april = ["2024-04-01T09:00:00Z".parse()?];
///
/// let repeat = RepeatPurchase::of(&[
///     CustomerPurchases::new(&march)?.with_window(month)?,
///     CustomerPurchases::new(&april)?.with_window(month)?,
/// ]);
/// assert_eq!(repeat.ever().of_all(NthPurchase::Second).to_string(), "1 of 2 (50 %)");
///
/// let as_of = "2024-04-02T00:00:00Z".parse()?;
/// let within = repeat.within_window(as_of);
/// assert_eq!(within.of_all(NthPurchase::Second).to_string(), "1 of 1 (100 %)");
/// assert_eq!(repeat.window_open(as_of), Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "repeat customers")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatPurchase {
    ever: RepeatCustomers,
    windows: Windows,
}

impl RepeatPurchase {
    /// Every customer, by all purchases so far.
    pub const fn ever(&self) -> RepeatCustomers {
        self.ever
    }

    /// The customers whose window has run out as of an instant, by their
    /// purchases within it.
    ///
    /// A window that ends at the very instant has run out. Any instant can be
    /// asked about, also one gone by: a verdict hangs on nothing after its window.
    pub fn within_window(&self, as_of: DateTime<Utc>) -> RepeatCustomers {
        self.windows.sum(|end| end <= as_of)
    }

    /// The customers whose window has not run out as of an instant: those that
    /// [`within_window`](Self::within_window) does not count yet. `None` while
    /// unsettled.
    pub fn window_open(&self, as_of: DateTime<Utc>) -> Option<u64> {
        self.windows.sum(|end| end > as_of).customers()
    }
}

impl Indicator for RepeatPurchase {
    const NAME: &'static str = "repeat purchase rate";
    const BETTER: Better = Better::Higher;
    const OUTLOOK: Outlook = Outlook::Lagging;
}

impl Group for RepeatPurchase {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.ever.combine(sign, &other.ever);
        for (end, customers) in &other.windows.by_end {
            self.windows
                .change(*end, |own| own.combine(sign, customers));
        }
    }

    fn is_empty(&self) -> bool {
        self.ever.is_empty() && self.windows.by_end.is_empty()
    }
}

impl Calculator for RepeatPurchase {
    type Fact = CustomerPurchases;

    fn apply(&mut self, sign: Sign, customer: &CustomerPurchases) {
        self.ever.add(sign, customer.number());
        if let (Some(end), Some(within)) = (customer.window_ends_at(), customer.within_window()) {
            self.windows.change(end, |own| own.add(sign, within));
        }
    }
}

/// The customers by the instant their window runs out: no more entries than
/// customers, and none that is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Windows {
    by_end: BTreeMap<DateTime<Utc>, RepeatCustomers>,
}

impl Windows {
    /// Changes the counts of an instant, and forgets them where nothing is left.
    fn change(&mut self, end: DateTime<Utc>, change: impl FnOnce(&mut RepeatCustomers)) {
        let own = self.by_end.entry(end).or_default();
        change(own);
        if own.is_empty() {
            self.by_end.remove(&end);
        }
    }

    /// The customers of the instants asked for, unsettled where one of them is.
    fn sum(&self, is_meant: impl Fn(DateTime<Utc>) -> bool) -> RepeatCustomers {
        let mut sum = RepeatCustomers::default();
        for (end, customers) in &self.by_end {
            if is_meant(*end) {
                if !customers.is_settled() {
                    return RepeatCustomers::UNSETTLED;
                }
                sum.merge(customers);
            }
        }
        sum
    }
}

/// Written as pairs, the earliest instant first.
impl Serialize for Windows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.by_end)
    }
}

impl<'de> Deserialize<'de> for Windows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut windows = Self::default();
        for (end, customers) in Vec::<(DateTime<Utc>, RepeatCustomers)>::deserialize(deserializer)?
        {
            if customers.is_empty() {
                return Err(D::Error::custom(format_args!(
                    "windows: expected customers at each instant, found none at {end}"
                )));
            }
            if windows.by_end.insert(end, customers).is_some() {
                return Err(D::Error::custom(format_args!(
                    "windows: expected each instant once, found {end} again"
                )));
            }
        }
        Ok(windows)
    }
}
