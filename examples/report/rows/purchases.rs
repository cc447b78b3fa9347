//! Purchases from their rows.

use support_kpi::{ModelError, Purchase};

use super::super::folder::purchases::PurchaseRow;

/// A purchase with its customer.
#[derive(Debug)]
pub(crate) struct PurchaseFact {
    /// `None` is not known: the purchase is revenue, and nobody's.
    pub(crate) customer: Option<String>,
    pub(crate) purchase: Purchase,
}

pub(super) fn fact(row: &PurchaseRow) -> Result<PurchaseFact, ModelError> {
    Ok(PurchaseFact {
        customer: row.customer.clone(),
        purchase: Purchase::new(row.at, row.amount)?,
    })
}
