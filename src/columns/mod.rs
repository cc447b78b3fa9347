//! Facts as columns: borrowed slices of values, and which of them are known.
//!
//! Data frames and engines hold a column's values side by side. Counting them
//! as they lie there takes half the memory traffic of rows, and no row has to
//! be put together first: the way into Arrow, Polars, `DataFusion` and the like,
//! whose buffers these slices are.
//!
//! Columns are checked when they are made, then counting cannot fail: the
//! state is that of the same facts one at a time. Made from a batch of some
//! thousand rows at a time, as engines hand them on, the check finds them in
//! the near caches. An error calls a column by its kind, such as `times`;
//! [`ColumnError::in_column`] gives it the name that it has with the caller.
//!
//! | facts | columns | counted by |
//! |---|---|---|
//! | [`Ticket`] | [`TicketColumns`] | [`FirstResponseTime`], [`AverageResponseTime`], [`ResolutionTime`], [`ResolutionRate`], [`OneTouchRate`], [`SelfServiceRate`] |
//! | [`Elapsed`] | [`Times`] | [`DurationSummary`] |
//! | `bool` | [`Flags`] | [`Ratio`] |
//! | [`Score`] | [`Scores`] | [`ScoreCounts`] |
//!
//! Tuples of them count columns as they count facts.
//!
//! [`ColumnError::in_column`]: crate::ColumnError::in_column
//! [`FirstResponseTime`]: crate::kpi::FirstResponseTime
//! [`AverageResponseTime`]: crate::kpi::AverageResponseTime
//! [`ResolutionTime`]: crate::kpi::ResolutionTime
//! [`ResolutionRate`]: crate::kpi::ResolutionRate
//! [`OneTouchRate`]: crate::kpi::OneTouchRate
//! [`SelfServiceRate`]: crate::kpi::SelfServiceRate
//! [`DurationSummary`]: crate::summary::DurationSummary
//! [`Ratio`]: crate::summary::Ratio
//! [`ScoreCounts`]: crate::summary::ScoreCounts

mod bits;
pub(crate) mod classes;
mod column;
mod counts;
mod flags;
mod scores;
mod tickets;
mod times;

pub use bits::Bits;
pub use counts::Counts;
pub use flags::Flags;
pub use scores::Scores;
pub use tickets::{TicketColumns, TicketColumnsBuilder};
pub use times::{TimeUnit, Times};

use crate::calculator::{Calculator, Sign};
use crate::model::{Elapsed, Scale, Score, Ticket};

/// A fact that can come in columns.
pub trait ColumnFact {
    /// The columns it comes in.
    type Columns<'column>;
}

impl ColumnFact for Ticket {
    type Columns<'column> = TicketColumns<'column>;
}

impl ColumnFact for Elapsed {
    type Columns<'column> = Times<'column>;
}

impl ColumnFact for bool {
    type Columns<'column> = Flags<'column>;
}

impl<S: Scale> ColumnFact for Score<S> {
    type Columns<'column> = Scores<'column, S>;
}

/// A calculator that counts columns as they lie in memory.
///
/// The state is that of the same facts, one at a time.
pub trait ColumnCalculator: Calculator<Fact: ColumnFact> {
    /// Adds the contributions of all rows, or takes them away.
    fn apply_columns(&mut self, sign: Sign, columns: &<Self::Fact as ColumnFact>::Columns<'_>);

    /// Counts all rows.
    fn record_columns(&mut self, columns: &<Self::Fact as ColumnFact>::Columns<'_>) {
        self.apply_columns(Sign::Plus, columns);
    }

    /// Takes all rows back.
    fn retract_columns(&mut self, columns: &<Self::Fact as ColumnFact>::Columns<'_>) {
        self.apply_columns(Sign::Minus, columns);
    }
}
