//! Customer retention.

use std::collections::HashSet;
use std::hash::Hash;

use foldhash::fast::FixedState;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator, Outlook};
use crate::calculator::{Calculator, Group, Sign};
use crate::error::ModelError;
use crate::model::CustomerPresence;
use crate::summary::{Count, Ratio};

/// How many of the customers of a period's start are still there at its end.
///
/// - **Formula**: (end − new) ÷ start × 100, which is the customers who
///   [stayed](CustomerPresence::Stayed) ÷ the customers at the start. Churn is
///   the rest of the start.
/// - **New** are customers acquired in the period who are *still there at its
///   end*. Whoever was acquired and has left again is in none of the three
///   counts; put among the new ones, they would make the rate too low.
/// - **Counted**: by counts ([`of_counts`](Self::of_counts)), by identity
///   ([`of_customers`](Self::of_customers)), or a customer at a time, as a
///   calculator over [`CustomerPresence`]. All three merge with each other.
/// - **No value** when there was nobody at the start, or while unsettled.
/// - **Source**: the guide, 000:157-162.
///
/// # Example: the guide's own
///
/// ```
/// use support_kpi::kpi::CustomerRetention;
///
/// // 350 customers at the start of the year, 300 at its end, of whom 76 are new.
/// let year = CustomerRetention::of_counts(350, 300, 76)?;
/// assert_eq!(year.percent().unwrap().to_string(), "64");
/// assert_eq!(year.churn_percent().unwrap().to_string(), "36");
/// assert_eq!(year.net_growth(), Some(-50));
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[doc(alias = "churn")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CustomerRetention {
    stayed: Count,
    left: Count,
    joined: Count,
    came_and_went: Count,
}

/// The most customers that a count can hold.
const MOST: u64 = i64::MAX.unsigned_abs();

impl CustomerRetention {
    /// The retention of three counts: customers at the start, customers at the
    /// end, and those of the end who are new.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where there is nobody at the start, or a
    /// count is over 9,223,372,036,854,775,807; [`ModelError::MoreThanWhole`]
    /// where more are new than are there at the end, or the end less the new
    /// ones is more than the start.
    ///
    /// # Example: nobody can stay who was not there
    ///
    /// ```
    /// use support_kpi::kpi::CustomerRetention;
    ///
    /// let error = CustomerRetention::of_counts(350, 430, 76).unwrap_err();
    /// assert_eq!(error.to_string(), "end less new: expected at most 350 (start), found 354");
    /// ```
    pub fn of_counts(start: u64, end: u64, new: u64) -> Result<Self, ModelError> {
        for (field, count, least, expected) in [
            ("start", start, 1, "1 to 9223372036854775807"),
            ("end", end, 0, "0 to 9223372036854775807"),
        ] {
            if !(least..=MOST).contains(&count) {
                return Err(ModelError::OutOfRange {
                    field,
                    expected,
                    found: count.to_string(),
                });
            }
        }
        let stayed = less("new", new, "end", end)?;
        let left = less("end less new", stayed, "start", start)?;
        let mut state = Self::default();
        state.stayed.add(Sign::Plus, stayed);
        state.left.add(Sign::Plus, left);
        state.joined.add(Sign::Plus, new);
        Ok(state)
    }

    /// The retention of the customers themselves, by the caller's keys: those
    /// at the start, and those at the end.
    ///
    /// A key that comes several times is one customer. Nobody who came and
    /// went between the two is in either.
    ///
    /// # Example: one of three stayed
    ///
    /// ```
    /// use support_kpi::kpi::CustomerRetention;
    ///
    /// let year = CustomerRetention::of_customers(["Aiko", "Ben", "Chloé"], ["Ben", "Dai"]);
    /// assert_eq!(year.retained().to_string(), "1 of 3 (33.3 %)");
    /// assert_eq!((year.lost(), year.gained()), (Some(2), Some(1)));
    /// ```
    pub fn of_customers<K: Hash + Eq>(
        at_start: impl IntoIterator<Item = K>,
        at_end: impl IntoIterator<Item = K>,
    ) -> Self {
        let at_start: HashSet<K, FixedState> = at_start.into_iter().collect();
        let at_end: HashSet<K, FixedState> = at_end.into_iter().collect();
        let mut state = Self::default();
        for customer in &at_start {
            state.record(if at_end.contains(customer) {
                &CustomerPresence::Stayed
            } else {
                &CustomerPresence::Left
            });
        }
        for _ in at_end.difference(&at_start) {
            state.record(&CustomerPresence::Joined);
        }
        state
    }

    /// Those who stayed, of the customers at the start.
    pub const fn retained(&self) -> Ratio {
        let stayed = self.stayed.signed();
        Ratio::of_counts(stayed, stayed.wrapping_add(self.left.signed()))
    }

    /// Those who left, of the customers at the start.
    pub const fn churned(&self) -> Ratio {
        self.retained().complement()
    }

    /// The retention rate in percent: exact, or to 28 significant digits, and
    /// below 0.1 to 28 decimals.
    pub fn percent(&self) -> Option<Decimal> {
        self.retained().percent()
    }

    /// The churn rate in percent, which is what retention lacks of 100.
    pub fn churn_percent(&self) -> Option<Decimal> {
        self.churned().percent()
    }

    /// The customers at the start; `None` while unsettled.
    pub const fn start(&self) -> Option<u64> {
        self.retained().whole()
    }

    /// The customers at the end; `None` while unsettled.
    pub fn end(&self) -> Option<u64> {
        self.stayed.value()?.checked_add(self.joined.value()?)
    }

    /// Customers of the start who are gone at the end; `None` while unsettled.
    pub const fn lost(&self) -> Option<u64> {
        self.left.value()
    }

    /// Customers of the end who were none at the start; `None` while unsettled.
    pub const fn gained(&self) -> Option<u64> {
        self.joined.value()
    }

    /// Customers who came and went within the period, as far as they were
    /// recorded: counts and sets of the start and the end do not tell. `None`
    /// while unsettled.
    pub const fn came_and_went(&self) -> Option<u64> {
        self.came_and_went.value()
    }

    /// Gained less lost: a base that loses more than it gains cannot grow (the
    /// guide, 001:31). `None` while unsettled.
    pub fn net_growth(&self) -> Option<i64> {
        let gained = i64::try_from(self.gained()?).ok()?;
        gained.checked_sub(i64::try_from(self.lost()?).ok()?)
    }
}

/// The whole less its part.
fn less(
    field: &'static str,
    part: u64,
    whole_field: &'static str,
    whole: u64,
) -> Result<u64, ModelError> {
    whole.checked_sub(part).ok_or(ModelError::MoreThanWhole {
        field,
        whole: whole_field,
        expected: whole,
        found: part,
    })
}

impl Indicator for CustomerRetention {
    const NAME: &'static str = "customer retention";
    const BETTER: Better = Better::Higher;
    const OUTLOOK: Outlook = Outlook::Lagging;
}

impl Group for CustomerRetention {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.stayed.combine(sign, &other.stayed);
        self.left.combine(sign, &other.left);
        self.joined.combine(sign, &other.joined);
        self.came_and_went.combine(sign, &other.came_and_went);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for CustomerRetention {
    type Fact = CustomerPresence;

    #[inline]
    fn apply(&mut self, sign: Sign, presence: &CustomerPresence) {
        let count = match presence {
            CustomerPresence::Stayed => &mut self.stayed,
            CustomerPresence::Left => &mut self.left,
            CustomerPresence::Joined => &mut self.joined,
            CustomerPresence::CameAndWent => &mut self.came_and_went,
        };
        count.add(sign, 1);
    }
}
