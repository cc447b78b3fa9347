//! Purchases by cohort.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator, Outlook};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::Month;
use crate::model::ActiveMonth;
use crate::summary::{Count, Ratio};

/// Which share of the customers of a month buys again, month after month.
///
/// A cohort is the customers who first bought in one month.
///
/// - **Formula**: for each cohort and each number of months since, the
///   customers who bought in that month ÷ the customers of the cohort × 100.
/// - **Counted**: each customer once a month, for one purchase or many. In
///   month 0 it is all of them.
/// - **Not counted**: a month that is not over yet. Its cell is absent, never
///   a share that has yet to grow; so is the cohort of the month that runs.
/// - **No value** in a cell while unsettled.
/// - **Source**: the guide, 000:160 (customers who come back over a period).
///
/// The stage [`Purchases`](crate::stage::Purchases) makes the facts, by the
/// months of its zone; ask as of a month of the same zone.
///
/// # Example: of two customers of January, one bought in February
///
/// ```
/// use support_kpi::{ActiveMonth, Calculator, clock::Month, kpi::PurchaseCohorts};
///
/// let (january, february) = (Month::new(2024, 1)?, Month::new(2024, 2)?);
/// let cohorts = PurchaseCohorts::of(&[
///     ActiveMonth::new(january, january)?,
///     ActiveMonth::new(january, january)?,
///     ActiveMonth::new(january, february)?,
/// ]);
///
/// // In March, January and February are over.
/// let rows = cohorts.as_of(Month::new(2024, 3)?);
/// assert_eq!(rows[0].month(), january);
/// assert_eq!(rows[0].share(1).unwrap().to_string(), "1 of 2 (50 %)");
/// assert_eq!(rows[0].share(2), None);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "cohort table")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PurchaseCohorts {
    customers: By<ActiveMonth, Count>,
}

/// The customers who first bought in one month, and how many of them bought in
/// each month since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    month: Month,
    /// How many months since, from 0, are over.
    over: u32,
    /// Signed counts of customers by the months since, in order, without zeros.
    bought: Vec<(u32, i64)>,
}

impl PurchaseCohorts {
    /// The cohorts, earliest first, while a month runs: with all months before it.
    ///
    /// A cohort that is not over has no row, and a month without new customers
    /// has none.
    pub fn as_of(&self, running: Month) -> Vec<Cohort> {
        let mut cohorts: Vec<Cohort> = Vec::new();
        for (active, customers) in self.customers.iter() {
            let Ok(over @ 1..) = u32::try_from(running.since(active.first())) else {
                continue;
            };
            let bought = (active.months_since(), customers.signed());
            match cohorts.last_mut() {
                Some(cohort) if cohort.month == active.first() => cohort.bought.push(bought),
                _ => cohorts.push(Cohort {
                    month: active.first(),
                    over,
                    bought: vec![bought],
                }),
            }
        }
        cohorts
    }

    /// The share of all cohorts together that bought so many months after the
    /// first purchase, of the cohorts for which that month is over.
    pub fn overall(&self, running: Month, months_since: u32) -> Ratio {
        let mut overall = Ratio::default();
        for cohort in self.as_of(running) {
            match cohort.share(months_since) {
                Some(share) if !share.is_settled() => return share,
                Some(share) => overall.merge(&share),
                None => {}
            }
        }
        overall
    }
}

impl Cohort {
    /// The month of the first purchases.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// How many customers first bought in the month; `None` while unsettled.
    pub fn customers(&self) -> Option<u64> {
        u64::try_from(self.count(0)).ok()
    }

    /// The customers who bought so many months after their first purchase, of
    /// the cohort; `None` where that month is not over.
    pub fn share(&self, months_since: u32) -> Option<Ratio> {
        (months_since < self.over)
            .then(|| Ratio::of_counts(self.count(months_since), self.count(0)))
    }

    /// The shares of all months that are over, from month 0.
    pub fn shares(&self) -> impl Iterator<Item = Ratio> {
        (0..self.over).map_while(|months_since| self.share(months_since))
    }

    fn count(&self, months_since: u32) -> i64 {
        let place = self
            .bought
            .binary_search_by_key(&months_since, |(since, _)| *since);
        let found = place.ok().and_then(|place| self.bought.get(place));
        found.map_or(0, |(_, customers)| *customers)
    }
}

impl Indicator for PurchaseCohorts {
    const NAME: &'static str = "purchases by cohort";
    const BETTER: Better = Better::Higher;
    const OUTLOOK: Outlook = Outlook::Lagging;
}

impl Group for PurchaseCohorts {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.customers.combine(sign, &other.customers);
    }

    fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }
}

impl Calculator for PurchaseCohorts {
    type Fact = ActiveMonth;

    fn apply(&mut self, sign: Sign, month: &ActiveMonth) {
        self.customers.group(month).add(sign, 1);
    }
}
