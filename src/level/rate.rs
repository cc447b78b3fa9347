//! A rate that a level asks for.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::criterion::Found;
use super::threshold::compare;
use crate::error::ModelError;
use crate::summary::Ratio;

/// A rate that a level asks for: with its counts, or in percent alone.
///
/// # Example: counts are evidence, a percentage is taken at its word
///
/// ```
/// use support_kpi::level::Rate;
/// use support_kpi::summary::Ratio;
///
/// assert_eq!(Rate::from(Ratio::of_counts(1, 4)).count(), Some(4));
/// assert_eq!(Rate::percent("abandonment_percent", 25.into())?.count(), None);
/// assert_eq!(
///     Rate::percent("abandonment_percent", 120.into()).unwrap_err().to_string(),
///     "abandonment_percent: expected 0 to 100, found 120",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate(Form);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Counted(Ratio),
    Percent(Decimal),
}

impl From<Ratio> for Rate {
    fn from(ratio: Ratio) -> Self {
        Self(Form::Counted(ratio))
    }
}

impl Rate {
    /// A rate in percent, without counts; the field is named in the error.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where it is not from 0 to 100.
    pub fn percent(field: &'static str, percent: Decimal) -> Result<Self, ModelError> {
        if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
            return Err(ModelError::OutOfRange {
                field,
                expected: "0 to 100",
                found: percent.to_string(),
            });
        }
        Ok(Self(Form::Percent(percent)))
    }

    /// How many were counted in all; `None` for a percentage alone, and while
    /// the counts are unsettled.
    pub const fn count(&self) -> Option<u64> {
        match self.0 {
            Form::Counted(ratio) => ratio.whole(),
            Form::Percent(_) => None,
        }
    }

    /// Whether so many were counted; a percentage alone is taken at its word.
    pub(super) fn has_counted(&self, minimum: u64) -> bool {
        match self.0 {
            Form::Counted(ratio) => ratio.whole().is_some_and(|whole| whole >= minimum),
            Form::Percent(_) => true,
        }
    }

    /// How it compares with a share of 1; `None` where nothing was counted.
    pub(super) fn compare(&self, share: Decimal) -> Option<Ordering> {
        match self.0 {
            Form::Counted(ratio) => {
                let (part, whole) = (ratio.part()?, ratio.whole()?);
                (whole > 0).then(|| compare(u128::from(part), u128::from(whole), share))
            }
            Form::Percent(percent) => Some(percent.cmp(&share.checked_mul(Decimal::ONE_HUNDRED)?)),
        }
    }

    pub(super) const fn found(&self) -> Found {
        match self.0 {
            Form::Counted(ratio) => Found::Share(ratio),
            Form::Percent(percent) => Found::Percent(percent),
        }
    }
}
