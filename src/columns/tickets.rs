//! Tickets as columns.

use super::bits::{each, eight_of, expect_rows, highest_bits};
use super::counts::Counts;
use super::times::Times;
use crate::error::ColumnError;
use crate::model::{ReplyFlags, TicketEnd};

/// Tickets as columns: what a data frame or an engine has, borrowed as it lies there.
///
/// A ticket's end is a byte, [`TicketEnd::code`]. A column that is not given
/// is as one whose values are all not known. What is checked is what
/// [`Ticket::builder`](crate::Ticket::builder) checks of a row: a resolution
/// time stands beside every resolution and nowhere else, and no responses
/// took no time.
///
/// # Example: three tickets
///
/// ```
/// use std::time::Duration;
/// use support_kpi::columns::{Bits, ColumnCalculator, Counts, TicketColumns, TimeUnit, Times};
/// use support_kpi::kpi::{FirstResponseTime, OneTouchRate};
/// use support_kpi::{Resolver, TicketEnd};
///
/// let by_agent = TicketEnd::Resolved(Resolver::Agent).code();
/// let ends = [by_agent, TicketEnd::Open.code(), by_agent];
/// let answered = Bits::new(&[0b101], 0, 3)?;
///
/// let tickets = TicketColumns::builder(&ends)
///     .first_response(Times::new(&[60, 0, 180], TimeUnit::Second, Some(answered))?)
///     .resolution(Times::new(&[600, 0, 900], TimeUnit::Second, Some(answered))?)
///     .replies(Counts::new(&[1, 0, 2], None)?)
///     .build()?;
///
/// let mut desk = <(FirstResponseTime, OneTouchRate)>::default();
/// desk.record_columns(&tickets);
/// assert_eq!(desk.0.mean(), Some(Duration::from_secs(120)));
/// assert_eq!(desk.1.of_all().to_string(), "1 of 3 (33.3 %)");
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TicketColumns<'column> {
    ends: &'column [u8],
    first_response: Option<Times<'column>>,
    resolution: Option<Times<'column>>,
    replies: Option<Counts<'column>>,
    responses: Option<(Counts<'column>, Times<'column>)>,
}

/// Puts [`TicketColumns`] together, and checks them.
#[derive(Debug, Clone, Copy)]
#[must_use = "a builder makes columns only when it is built"]
pub struct TicketColumnsBuilder<'column> {
    columns: TicketColumns<'column>,
}

impl<'column> TicketColumns<'column> {
    /// Starts columns: where each ticket stands, by [`TicketEnd::code`].
    pub const fn builder(ends: &'column [u8]) -> TicketColumnsBuilder<'column> {
        TicketColumnsBuilder {
            columns: Self {
                ends,
                first_response: None,
                resolution: None,
                replies: None,
                responses: None,
            },
        }
    }

    /// How many tickets there are.
    pub const fn rows(&self) -> usize {
        self.ends.len()
    }

    pub(crate) const fn ends(&self) -> &'column [u8] {
        self.ends
    }

    pub(crate) const fn first_response(&self) -> Option<&Times<'column>> {
        self.first_response.as_ref()
    }

    pub(crate) const fn resolution(&self) -> Option<&Times<'column>> {
        self.resolution.as_ref()
    }

    /// The waits answered and their times, zero where not known, and whether known.
    pub(crate) fn masked_responses(
        &self,
    ) -> Option<impl Iterator<Item = (u64, u32, bool)> + Clone + use<'column>> {
        let (counts, times) = self.responses.as_ref()?;
        let counts = counts.column().masked().map(|(count, _)| count);
        let times = times.masked();
        Some(
            counts
                .zip(times)
                .map(|(count, (time, known))| (time, count, known)),
        )
    }

    /// The number of replies, zero where not known, and its flags.
    #[inline]
    pub(crate) fn flagged_replies(
        &self,
    ) -> Option<impl Iterator<Item = (u32, ReplyFlags)> + use<'column>> {
        let replies = self.replies.as_ref()?.column().masked().zip(self.ends);
        Some(replies.map(|((replies, known), end)| (replies, ReplyFlags::new(*end, known))))
    }
}

impl<'column> TicketColumnsBuilder<'column> {
    /// The waits for the first response, known where a person of the team has replied.
    pub const fn first_response(mut self, waits: Times<'column>) -> Self {
        self.columns.first_response = Some(waits);
        self
    }

    /// The times from the opening to the last resolution, known where a ticket is resolved.
    pub const fn resolution(mut self, times: Times<'column>) -> Self {
        self.columns.resolution = Some(times);
        self
    }

    /// How many public messages the team's people wrote.
    pub const fn replies(mut self, counts: Counts<'column>) -> Self {
        self.columns.replies = Some(counts);
        self
    }

    /// How many of the customer's waits were answered, and how long they were
    /// in all; both are known, or neither is.
    pub const fn responses(mut self, counts: Counts<'column>, total: Times<'column>) -> Self {
        self.columns.responses = Some((counts, total));
        self
    }

    /// The columns.
    ///
    /// # Errors
    ///
    /// - [`ColumnError::Rows`]: a column of another length than `ends`.
    /// - [`ColumnError::Value`]: an end that is no [`TicketEnd::code`], a
    ///   resolution time without a resolution, a resolution without its time,
    ///   a number of responses without their time or the other way round, and
    ///   no responses that took some time.
    ///
    /// # Example: a resolution without its time
    ///
    /// ```
    /// use support_kpi::TicketEnd;
    /// use support_kpi::columns::TicketColumns;
    ///
    /// let ends = [TicketEnd::Abandoned.code(), 4];
    /// let error = TicketColumns::builder(&ends).build().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "resolution, row 1: expected a time, as the ticket is resolved, found nothing (ends: 4)",
    /// );
    /// ```
    pub fn build(&self) -> Result<TicketColumns<'column>, ColumnError> {
        let columns = self.columns;
        let rows = columns.rows();
        for (name, found) in [
            ("first_response", columns.first_response.map(|c| c.rows())),
            ("resolution", columns.resolution.map(|c| c.rows())),
            ("replies", columns.replies.map(|c| c.rows())),
            ("responses", columns.responses.map(|(c, _)| c.rows())),
            ("response_total", columns.responses.map(|(_, c)| c.rows())),
        ] {
            expect_rows(name, rows, found.unwrap_or(rows))?;
        }
        columns.check_ends()?;
        columns.check_resolutions()?;
        columns.check_responses()?;
        Ok(columns)
    }
}

fn value(
    column: &'static str,
    row: usize,
    expected: &'static str,
    found: &impl ToString,
) -> ColumnError {
    ColumnError::Value {
        column,
        row,
        expected,
        found: found.to_string(),
    }
}

/// A bit for each ticket that is resolved, the first one lowest.
#[inline]
fn resolved_bits(ends: &[u8]) -> u64 {
    let eights = ends.chunks(8).map(eight_of);
    eights.rev().fold(0, |bits, ends| {
        // A code from 3 on carries into the highest bit of its byte.
        let resolved = ends.wrapping_add(each(TicketEnd::CARRIES_RESOLVED));
        bits << 8 | highest_bits(resolved)
    })
}

impl TicketColumns<'_> {
    fn check_ends(&self) -> Result<(), ColumnError> {
        let greatest = self
            .ends
            .iter()
            .fold(0, |greatest, end| (*end).max(greatest));
        if TicketEnd::from_code(greatest).is_some() {
            return Ok(());
        }
        let is_off = |end: &u8| TicketEnd::from_code(*end).is_none();
        let row = self.ends.iter().position(is_off).unwrap_or(0);
        let found = self.ends.get(row).copied().unwrap_or(greatest);
        Err(value("ends", row, "a code from 0 to 6", &found))
    }

    fn check_resolutions(&self) -> Result<(), ColumnError> {
        let times = self.resolution.as_ref().map(Times::column);
        let is_known = |row| times.is_some_and(|column| column.is_known(row));
        let differs = |(row, end): (usize, &u8)| TicketEnd::is_resolved_code(*end) != is_known(row);
        let all_agree = match times {
            Some(column) => {
                let mut blocks = self.ends.chunks(64).zip(column.blocks());
                blocks.all(|(ends, (_, known))| resolved_bits(ends) == known)
            }
            None => !self
                .ends
                .iter()
                .any(|end| TicketEnd::is_resolved_code(*end)),
        };
        if all_agree {
            return Ok(());
        }
        let row = self.ends.iter().enumerate().position(differs).unwrap_or(0);
        let end = self.ends.get(row).copied().unwrap_or(0);
        let (expected, found) = match self.resolution.and_then(|times| times.text(row)) {
            Some(time) => ("none, as the ticket is not resolved", time),
            None => ("a time, as the ticket is resolved", "nothing".to_string()),
        };
        let found = format!("{found} (ends: {end})");
        Err(value("resolution", row, expected, &found))
    }

    fn check_responses(&self) -> Result<(), ColumnError> {
        let Some((counts, total)) = &self.responses else {
            return Ok(());
        };
        let (counts, times) = (counts.column(), total.column());
        let odd = |((count, counted), (time, timed)): ((u32, bool), (i64, bool))| {
            counted != timed || (count == 0 && time != 0)
        };
        let both = || counts.masked().zip(times.masked());
        if !both().fold(false, |any, pair| any | odd(pair)) {
            return Ok(());
        }
        let row = both().position(odd).unwrap_or(0);
        Err(match (counts.known(row), total.text(row)) {
            (Some(count), None) => value(
                "response_total",
                row,
                "a time, as they are counted",
                &format!("nothing (responses: {count})"),
            ),
            (None, time) => value(
                "responses",
                row,
                "a count, as their time is given",
                &format!("nothing (response_total: {})", time.unwrap_or_default()),
            ),
            (Some(_), Some(time)) => {
                value("response_total", row, "no time for no responses", &time)
            }
        })
    }
}
