//! What a customer bought, and the amount as an exact decimal.

use std::fmt;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::elapsed::Instant;
use crate::error::ModelError;

/// How many decimals an amount may have.
const DECIMALS: u32 = 6;

/// An amount of money, exact to six decimals; the currency is the caller's key.
///
/// From 0 to 9,223,372,036,854.775807, in millionths. It serialises as text.
///
/// # Example: exact decimals
///
/// ```
/// use support_kpi::Amount;
///
/// let amount = Amount::try_from("139.12".parse::<rust_decimal::Decimal>()?)?;
/// assert_eq!(amount.to_string(), "139.12");
/// assert_eq!(
///     Amount::try_from("-1".parse::<rust_decimal::Decimal>()?).unwrap_err().to_string(),
///     "amount: expected 0 to 9223372036854.775807, found -1",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    /// Never negative.
    millionths: i64,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self { millionths: 0 };

    /// The amount in millionths of a unit, never negative.
    #[inline]
    pub const fn millionths(self) -> i64 {
        self.millionths
    }

    /// The amount as a decimal, without trailing zeros.
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.millionths), DECIMALS).normalize()
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = ModelError;

    fn try_from(decimal: Decimal) -> Result<Self, ModelError> {
        let normal = decimal.normalize();
        if normal.scale() > DECIMALS {
            return Err(ModelError::OutOfRange {
                field: "amount",
                expected: "at most 6 decimals",
                found: decimal.to_string(),
            });
        }
        let factor = 10_i128.checked_pow(DECIMALS.saturating_sub(normal.scale()));
        factor
            .and_then(|factor| normal.mantissa().checked_mul(factor))
            .and_then(|millionths| i64::try_from(millionths).ok())
            .filter(|millionths| *millionths >= 0)
            .map(|millionths| Self { millionths })
            .ok_or_else(|| ModelError::OutOfRange {
                field: "amount",
                expected: "0 to 9223372036854.775807",
                found: decimal.to_string(),
            })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        rust_decimal::serde::str::serialize(&self.decimal(), serializer)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let decimal: Decimal = text.parse().map_err(|_| {
            de::Error::custom(format_args!(
                "amount: expected a decimal number as text, found {text:?}"
            ))
        })?;
        Self::try_from(decimal).map_err(de::Error::custom)
    }
}

/// What a customer bought at an instant; whose it is, is the caller's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "PurchaseFields", into = "PurchaseFields")]
pub struct Purchase {
    at: Instant,
    amount: Amount,
}

#[derive(Serialize, Deserialize)]
struct PurchaseFields {
    at: DateTime<Utc>,
    amount: Amount,
}

impl TryFrom<PurchaseFields> for Purchase {
    type Error = ModelError;

    fn try_from(fields: PurchaseFields) -> Result<Self, ModelError> {
        Self::of_amount(fields.at, fields.amount)
    }
}

impl From<Purchase> for PurchaseFields {
    fn from(purchase: Purchase) -> Self {
        Self {
            at: purchase.at(),
            amount: purchase.amount,
        }
    }
}

impl Purchase {
    /// A purchase.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the amount is negative, too large or
    /// has more than six decimals; [`ModelError::InstantOutOfRange`] outside
    /// the years 1677 to 2262.
    pub fn new(at: DateTime<Utc>, amount: Decimal) -> Result<Self, ModelError> {
        Self::of_amount(at, Amount::try_from(amount)?)
    }

    fn of_amount(at: DateTime<Utc>, amount: Amount) -> Result<Self, ModelError> {
        let at = Instant::of_field("at", at)?;
        Ok(Self { at, amount })
    }

    /// When it was bought.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at.utc()
    }

    /// When it was bought, as facts hold it.
    #[inline]
    pub(crate) const fn instant(&self) -> Instant {
        self.at
    }

    /// What it cost.
    #[inline]
    pub const fn amount(&self) -> Amount {
        self.amount
    }
}
