//! A plain count that can go back.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calculator::{Group, Sign};

/// A plain count that can go back.
///
/// # Example: it reads `None` while a retraction stands without its record
///
/// ```
/// use support_kpi::{Sign, summary::Count};
///
/// let mut count = Count::default();
/// count.add(Sign::Minus, 1);
/// assert_eq!(count.value(), None);
/// count.add(Sign::Plus, 1);
/// assert_eq!(count.value(), Some(0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Count {
    signed: i64,
}

impl Count {
    /// Adds a number, or takes it away.
    #[inline]
    pub const fn add(&mut self, sign: Sign, number: u64) {
        // Wrapping is what keeps it a group at its edges.
        self.signed = self.signed.wrapping_add(sign.of(number.cast_signed()));
    }

    /// The count; `None` while unsettled, which is below zero.
    pub const fn value(self) -> Option<u64> {
        if self.signed < 0 {
            None
        } else {
            Some(self.signed.unsigned_abs())
        }
    }

    /// This count for each of another one: replies per ticket, say. Exact, or
    /// to 28 significant digits; `None` over nothing, or while one is unsettled.
    pub fn per(self, other: Self) -> Option<Decimal> {
        let quotient = Decimal::from(self.value()?).checked_div(Decimal::from(other.value()?))?;
        Some(quotient.normalize())
    }

    /// Several counts together, wrapping.
    pub(crate) fn sum(counts: &[Self]) -> Self {
        let signed = counts
            .iter()
            .fold(0_i64, |sum, count| sum.wrapping_add(count.signed));
        Self { signed }
    }

    /// The count as it stands, negative while unsettled.
    #[inline]
    pub const fn signed(self) -> i64 {
        self.signed
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(count) => count.fmt(f),
            None => f.pad("unsettled"),
        }
    }
}

impl Group for Count {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.signed = self.signed.wrapping_add(sign.of(other.signed));
    }

    fn is_empty(&self) -> bool {
        self.signed == 0
    }
}
