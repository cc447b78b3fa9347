//! A part of a whole, as two counts.

use std::borrow::Borrow;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calculator::{Calculator, Group, Sign};
use crate::columns::{ColumnCalculator, Flags};

/// A part of a whole, as two counts.
///
/// Both counts stay with the value, so that any share can be defended, added
/// to another one exactly, and given an interval.
///
/// - **Formula**: part ÷ whole × 100.
/// - **No value** when nothing was counted, or while the state is unsettled
///   (a count is negative, or the part is greater than the whole).
///
/// # Example: shares add up by their counts, never by their percentages
///
/// ```
/// use support_kpi::{Group, summary::Ratio};
///
/// let mut team = Ratio::of_counts(1, 2);
/// assert_eq!(team.percent().unwrap().to_string(), "50");
///
/// team.merge(&Ratio::of_counts(8, 8));
/// assert_eq!(team.to_string(), "9 of 10 (90 %)");
/// assert_eq!(Ratio::default().percent(), None);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio {
    part: i64,
    whole: i64,
}

impl Ratio {
    /// A ratio that reads as no value.
    pub(crate) const UNSETTLED: Self = Self::of_counts(0, -1);

    /// The ratio of two counts.
    ///
    /// Counts that cannot be (a negative one, a part greater than its whole)
    /// make an unsettled ratio, which reads as `None`.
    pub const fn of_counts(part: i64, whole: i64) -> Self {
        Self { part, whole }
    }

    /// The ratio of two readings: unsettled where one of them is.
    pub(crate) fn of_readings(part: Option<u64>, whole: Option<u64>) -> Self {
        let signed = |count: Option<u64>| i64::try_from(count?).ok();
        match (signed(part), signed(whole)) {
            (Some(part), Some(whole)) => Self { part, whole },
            _ => Self::UNSETTLED,
        }
    }

    /// How many are in the part; `None` while unsettled.
    pub const fn part(&self) -> Option<u64> {
        if self.is_settled() {
            Some(self.part.unsigned_abs())
        } else {
            None
        }
    }

    /// How many were counted in all; `None` while unsettled.
    pub const fn whole(&self) -> Option<u64> {
        if self.is_settled() {
            Some(self.whole.unsigned_abs())
        } else {
            None
        }
    }

    /// The part in percent of the whole: exact, or to 28 significant digits.
    pub fn percent(&self) -> Option<Decimal> {
        if !self.is_settled() || self.whole == 0 {
            return None;
        }
        let hundredfold = Decimal::from(self.part).checked_mul(Decimal::ONE_HUNDRED)?;
        let percent = hundredfold.checked_div(Decimal::from(self.whole))?;
        Some(percent.normalize())
    }

    /// The part that is not in the part: the same whole, seen from the other side.
    #[must_use]
    pub const fn complement(&self) -> Self {
        Self {
            part: self.whole.wrapping_sub(self.part),
            whole: self.whole,
        }
    }

    /// Whether the counts can be: no retraction stands without its record.
    pub const fn is_settled(&self) -> bool {
        0 <= self.part && self.part <= self.whole
    }
}

/// "9 of 10 (90 %)", rounded to one decimal as the formatter asks (`{:.0}` for none).
impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.percent() {
            Some(percent) => {
                let digits = f.precision().unwrap_or(1);
                let digits = u32::try_from(digits).unwrap_or(u32::MAX);
                let shown = percent.round_dp(digits).normalize();
                write!(f, "{} of {} ({shown} %)", self.part, self.whole)
            }
            None if self.is_settled() => f.write_str("nothing counted"),
            None => f.write_str("unsettled"),
        }
    }
}

impl Group for Ratio {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.part = self.part.wrapping_add(sign.of(other.part));
        self.whole = self.whole.wrapping_add(sign.of(other.whole));
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Counts yes and no: the fact says whether this one is in the part.
impl Calculator for Ratio {
    type Fact = bool;

    #[inline]
    fn apply(&mut self, sign: Sign, in_part: &bool) {
        self.part = self.part.wrapping_add(sign.of(i64::from(*in_part)));
        self.whole = self.whole.wrapping_add(sign.unit());
    }

    #[inline]
    fn apply_all<F: Borrow<bool>>(
        &mut self,
        sign: Sign,
        facts: impl Iterator<Item = Option<F>> + Clone,
    ) {
        let (mut part, mut whole) = (0_i64, 0_i64);
        for fact in facts {
            let in_part = fact.as_ref().is_some_and(|in_part| *in_part.borrow());
            part = part.wrapping_add(i64::from(in_part));
            whole = whole.wrapping_add(i64::from(fact.is_some()));
        }
        self.part = self.part.wrapping_add(sign.of(part));
        self.whole = self.whole.wrapping_add(sign.of(whole));
    }
}

impl ColumnCalculator for Ratio {
    fn apply_columns(&mut self, sign: Sign, flags: &Flags<'_>) {
        let (part, whole) = flags.counts();
        self.part = self.part.wrapping_add(sign.of(part.cast_signed()));
        self.whole = self.whole.wrapping_add(sign.of(whole.cast_signed()));
    }
}
