//! An exact sum of amounts.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::count::Count;
use super::wide;
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Amount;

/// An exact sum of amounts, and how many there were.
///
/// It is kept in millionths of a unit, in 128 bits. Amounts of different
/// currencies do not add up: make the currency part of the caller's key.
///
/// - **No value** while unsettled, or where the sum is beyond
///   79,228,162,514,264,337,593,543.950335 units, the most that [`Decimal`]
///   holds with six decimals.
///
/// # Example: ten cents ten times
///
/// ```
/// use support_kpi::{Amount, Calculator, summary::Money};
///
/// let amount = Amount::try_from("0.10".parse::<rust_decimal::Decimal>()?)?;
/// let revenue = Money::of(&[amount; 10]);
/// assert_eq!(revenue.total().unwrap().to_string(), "1");
/// assert_eq!(revenue.mean().unwrap().to_string(), "0.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    #[serde(with = "wide")]
    millionths: i128,
    amounts: Count,
}

impl Money {
    /// How many amounts were added; `None` while unsettled.
    pub const fn amounts(&self) -> Option<u64> {
        self.amounts.value()
    }

    /// The sum of all amounts, zero where there are none.
    pub fn total(&self) -> Option<Decimal> {
        self.amounts.value()?;
        if self.millionths < 0 {
            return None;
        }
        let total = Decimal::try_from_i128_with_scale(self.millionths, 6).ok()?;
        Some(total.normalize())
    }

    /// The mean amount: exact, or to 28 significant digits. `None` without amounts.
    pub fn mean(&self) -> Option<Decimal> {
        self.mean_over(self.amounts.value()?)
    }

    /// The sum over another count: customers, say. `None` over nothing.
    pub fn mean_over(&self, count: u64) -> Option<Decimal> {
        Some(self.total()?.checked_div(Decimal::from(count))?.normalize())
    }
}

impl Group for Money {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.millionths = self.millionths.wrapping_add(sign.of_wide(other.millionths));
        self.amounts.combine(sign, &other.amounts);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for Money {
    type Fact = Amount;

    #[inline]
    fn apply(&mut self, sign: Sign, amount: &Amount) {
        let millionths = i128::from(amount.millionths());
        self.millionths = self.millionths.wrapping_add(sign.of_wide(millionths));
        self.amounts.add(sign, 1);
    }
}
