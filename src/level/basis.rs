//! Where a number comes from.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Where the number of a bound comes from.
///
/// # Example: a number of one's own does not pass for the guide's
///
/// ```
/// use support_kpi::level::Basis;
///
/// assert_eq!(Basis::default(), Basis::Own);
/// assert_eq!(Basis::Documented.to_string(), "documented");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// The guide states the number.
    Documented,
    /// The guide has words and no number here; the number is this crate's reading of them.
    Read,
    /// The number is the caller's own.
    #[default]
    Own,
}

/// The word as serde writes it.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Documented => "documented",
            Self::Read => "read",
            Self::Own => "own",
        })
    }
}

/// A number that decides, with the basis it stands on.
///
/// What the number means (a share of 1, a mean score, a score of 100) is said
/// where it is used; its range is checked when the policy is built.
///
/// # Example: a share of one's own
///
/// ```
/// use rust_decimal::Decimal;
/// use support_kpi::level::{Basis, Threshold};
///
/// let three_quarters = Threshold::own(Decimal::new(75, 2));
/// assert_eq!(three_quarters.value().to_string(), "0.75");
/// assert_eq!(three_quarters.basis(), Basis::Own);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    #[serde(with = "rust_decimal::serde::str")]
    value: Decimal,
    #[serde(default)]
    basis: Basis,
}

impl Threshold {
    /// A number with its basis.
    pub const fn new(value: Decimal, basis: Basis) -> Self {
        Self { value, basis }
    }

    /// A number of the caller's own.
    pub const fn own(value: Decimal) -> Self {
        Self::new(value, Basis::Own)
    }

    /// The number.
    pub const fn value(&self) -> Decimal {
        self.value
    }

    /// Where the number comes from.
    pub const fn basis(&self) -> Basis {
        self.basis
    }
}
