//! Figures by segment and by span: one state for each key.

mod basis;
mod by;
mod calendar;
mod keyed;
mod series;
mod slots;
mod span;

pub use basis::{Basis, Closing, CountedBy, FirstResponse, Opening, Sale, Start};
pub use by::{By, GroupHandle};
pub use calendar::{Calendar, SpanUnit};
pub use series::{PutTogether, Series};
pub use span::Span;
