//! Each stage against a recount of everything it was told.

mod purchase_borders;
mod purchases;
