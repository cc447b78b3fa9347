//! `purchases.csv`: one row per purchase.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::cells::Cells;
use super::error::FolderError;
use super::sheet::Row;

/// A row of `purchases.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PurchaseRow {
    /// The line in the file, from 1.
    pub(crate) line: u64,
    /// `None` is not known.
    pub(crate) customer: Option<String>,
    pub(crate) at: DateTime<Utc>,
    pub(crate) amount: Decimal,
}

impl Row for PurchaseRow {
    const FILE: &'static str = "purchases.csv";
    const COLUMNS: &'static [&'static str] = &["customer", "at", "amount"];

    fn read(cells: &Cells<'_>) -> Result<Self, FolderError> {
        Ok(Self {
            line: cells.line(),
            customer: cells.text("customer")?,
            at: cells.required_instant("at")?,
            amount: cells.required_amount("amount")?,
        })
    }
}
