//! The rows as columns, and the full set of KPIs over them.

use support_kpi::columns::{
    Bits, ColumnCalculator, Counts, Flags, Scores, TicketColumns, TimeUnit, Times,
};
use support_kpi::summary::{Ratio, ScoreCounts};
use support_kpi::{ColumnError, Elapsed, OneToFive};

use super::TicketSet;
use crate::shop::Row;

/// The full set of KPIs, counted from columns.
pub type ColumnSet = (TicketSet, Ratio, ScoreCounts<OneToFive>);

/// How many rows are counted at a time, as engines hand them on: a multiple of 8.
const BATCH: usize = 8_192;

/// The rows as a data frame holds them: times in whole milliseconds, and a bit
/// for what is known.
pub struct Columns {
    ends: Vec<u8>,
    first_response: Vec<i64>,
    has_first_response: Vec<u8>,
    resolution: Vec<i64>,
    is_resolved: Vec<u8>,
    response_total: Vec<i64>,
    responses: Vec<u32>,
    replies: Vec<u32>,
    abandoned: Vec<u8>,
    scores: Vec<u8>,
    has_score: Vec<u8>,
}

/// A bit for each row, the first one lowest.
fn bits(rows: &[Row], bit: impl Fn(&Row) -> bool) -> Vec<u8> {
    rows.chunks(8)
        .map(|eight| {
            let bits = eight.iter().rev();
            bits.fold(0, |bits, row| bits << 1 | u8::from(bit(row)))
        })
        .collect()
}

fn milliseconds(time: Option<Elapsed>) -> i64 {
    time.map_or(0, |time| (time.nanoseconds() / 1_000_000).cast_signed())
}

/// A column of times; an error tells which one.
fn times<'column>(
    name: &'static str,
    values: &'column [i64],
    known: Option<Bits<'column>>,
) -> Result<Times<'column>, ColumnError> {
    Times::new(values, TimeUnit::Millisecond, known).map_err(|error| error.in_column(name))
}

impl Columns {
    pub fn of(rows: &[Row]) -> Self {
        let tickets = || rows.iter().map(|row| &row.ticket);
        let score = |row: &Row| row.score.map_or(0, |score| score.value());
        Self {
            ends: tickets().map(|ticket| ticket.end().code()).collect(),
            first_response: tickets()
                .map(|t| milliseconds(t.first_response()))
                .collect(),
            has_first_response: bits(rows, |row| row.ticket.has_first_response()),
            resolution: tickets().map(|t| milliseconds(t.resolution())).collect(),
            is_resolved: bits(rows, |row| row.ticket.is_resolved()),
            response_total: tickets()
                .map(|t| milliseconds(t.response_total()))
                .collect(),
            responses: tickets().map(|t| t.responses().unwrap_or(0)).collect(),
            replies: tickets().map(|t| t.replies().unwrap_or(0)).collect(),
            abandoned: bits(rows, |row| row.ticket.is_abandoned()),
            scores: rows.iter().map(score).collect(),
            has_score: bits(rows, |row| row.score.is_some()),
        }
    }

    /// Counts all rows, a batch at a time.
    pub fn count(&self) -> Result<ColumnSet, ColumnError> {
        let mut set = ColumnSet::default();
        for start in (0..self.ends.len()).step_by(BATCH) {
            let end = self.ends.len().min(start + BATCH);
            self.count_batch(start, end, &mut set)?;
        }
        Ok(set)
    }

    fn count_batch(
        &self,
        start: usize,
        end: usize,
        (tickets, abandoned, scores): &mut ColumnSet,
    ) -> Result<(), ColumnError> {
        let bits = |name, bytes| {
            Bits::new(bytes, start, end - start).map_err(|error| error.in_column(name))
        };
        let columns = TicketColumns::builder(&self.ends[start..end])
            .first_response(times(
                "first_response",
                &self.first_response[start..end],
                Some(bits("has_first_response", &self.has_first_response)?),
            )?)
            .resolution(times(
                "resolution",
                &self.resolution[start..end],
                Some(bits("is_resolved", &self.is_resolved)?),
            )?)
            .responses(
                Counts::new(&self.responses[start..end], None)?,
                times("response_total", &self.response_total[start..end], None)?,
            )
            .replies(Counts::new(&self.replies[start..end], None)?)
            .build()?;
        tickets.record_columns(&columns);
        abandoned.record_columns(&Flags::new(bits("abandoned", &self.abandoned)?, None)?);
        let answered = bits("has_score", &self.has_score)?;
        scores.record_columns(&Scores::new(&self.scores[start..end], Some(answered))?);
        Ok(())
    }
}
