//! A clock that is replaced by others in the course of time.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Clock, ClosingPolicy};
use crate::error::CalendarError;

/// A clock for each spell of time: opening hours that changed.
///
/// Each instant counts under the clock of its own spell, so time that elapses
/// over several spells is the sum of what each clock says of its own. A spell
/// begins at the instant of the change, and ends just before the next one.
///
/// A budget runs on under the clocks that follow. Where it is used up in
/// closed hours before a change, it ends at the first instant that is open
/// under the next clock (or, under [`ClosingPolicy::Closing`], at the closing
/// time before).
///
/// # Example: longer hours from Wednesday on
///
/// ```
/// use std::time::Duration;
/// use chrono::{Utc, Weekday::*};
/// use support_kpi::clock::{BusinessHours, Changing, Clock, Schedule};
///
/// let week = |hours: &str| {
///     let schedule = Schedule::new(Utc).open([Mon, Tue, Wed, Thu, Fri], [hours.parse()?])?;
///     Ok::<_, support_kpi::CalendarError>(BusinessHours::new(schedule))
/// };
/// let wednesday = "2024-03-06T00:00:00Z".parse()?;
/// let hours = Changing::new(week("09:00-17:00")?).then(wednesday, week("09:00-21:00")?)?;
///
/// // Eight hours on Tuesday, twelve on Wednesday.
/// let (tuesday, thursday) = ("2024-03-05T00:00:00Z".parse()?, "2024-03-07T00:00:00Z".parse()?);
/// assert_eq!(hours.elapsed(tuesday, thursday), Duration::from_secs(20 * 3_600));
/// assert_eq!(
///     hours.deadline(tuesday, Duration::from_secs(18 * 3_600)),
///     Some("2024-03-06T19:00:00Z".parse()?),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Spells<C>")]
pub struct Changing<C> {
    first: C,
    /// The clocks that follow, each with its start, in their order.
    later: Vec<(DateTime<Utc>, C)>,
}

/// The clocks as they are read.
#[derive(Deserialize)]
struct Spells<C> {
    first: C,
    later: Vec<(DateTime<Utc>, C)>,
}

impl<C> TryFrom<Spells<C>> for Changing<C> {
    type Error = CalendarError;

    fn try_from(spells: Spells<C>) -> Result<Self, CalendarError> {
        let first = Self::new(spells.first);
        let mut later = spells.later.into_iter();
        later.try_fold(first, |clock, (at, next)| clock.then(at, next))
    }
}

impl<C> Changing<C> {
    /// One clock for all time, until the first change.
    pub const fn new(first: C) -> Self {
        Self {
            first,
            later: Vec::new(),
        }
    }

    /// Goes on with another clock from an instant on.
    ///
    /// # Errors
    ///
    /// [`CalendarError::ChangeNotAfter`] where the last change is not before it.
    ///
    /// # Example: changes come in their order
    ///
    /// ```
    /// use support_kpi::clock::{AroundTheClock, Changing};
    ///
    /// let at = "2024-03-06T00:00:00Z".parse()?;
    /// let clock = Changing::new(AroundTheClock).then(at, AroundTheClock)?;
    /// assert_eq!(
    ///     clock.then(at, AroundTheClock).unwrap_err().to_string(),
    ///     "changes: expected an instant after 2024-03-06T00:00:00Z, found 2024-03-06T00:00:00Z",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn then(mut self, at: DateTime<Utc>, clock: C) -> Result<Self, CalendarError> {
        if let Some((last, _)) = self.later.last()
            && *last >= at
        {
            return Err(CalendarError::ChangeNotAfter {
                expected: *last,
                found: at,
            });
        }
        self.later.push((at, clock));
        Ok(self)
    }

    /// Goes on with another clock from an instant that is not before the last
    /// change; at that of the last change it takes its place.
    pub(crate) fn replace_from(&mut self, at: DateTime<Utc>, clock: C) {
        self.later.retain(|(start, _)| *start < at);
        self.later.push((at, clock));
    }

    /// The clock that counts at an instant.
    pub fn at(&self, at: DateTime<Utc>) -> &C {
        let begun = self.later.iter().rev().find(|(start, _)| *start <= at);
        begun.map_or(&self.first, |(_, clock)| clock)
    }

    /// The clocks with the starts of their spells; the first has none.
    pub fn spells(&self) -> impl Iterator<Item = (Option<DateTime<Utc>>, &C)> {
        let later = self
            .later
            .iter()
            .map(|(start, clock)| (Some(*start), clock));
        std::iter::once((None, &self.first)).chain(later)
    }

    /// The clocks with the spells that lie after an instant: each with its
    /// start, no earlier than that instant, and the start of the next one.
    fn spells_from(
        &self,
        from: DateTime<Utc>,
    ) -> impl Iterator<Item = (DateTime<Utc>, Option<DateTime<Utc>>, &C)> {
        let ends = self.later.iter().map(|(start, _)| Some(*start));
        self.spells()
            .zip(ends.chain([None]))
            .filter(move |(_, end)| end.is_none_or(|end| from < end))
            .map(move |((start, clock), end)| {
                let start = start.map_or(from, |start| start.max(from));
                (start, end, clock)
            })
    }
}

impl<C: Clock> Clock for Changing<C> {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        self.spells_from(from)
            .take_while(|(start, _, _)| *start < to)
            .fold(Duration::ZERO, |sum, (start, end, clock)| {
                let end = end.map_or(to, |end| end.min(to));
                // Chrono's years are fewer than a Duration's.
                sum.saturating_add(clock.elapsed(start, end))
            })
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        self.deadline_with(from, budget, ClosingPolicy::NextOpening)
    }

    fn deadline_with(
        &self,
        from: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        let mut left = budget;
        for (start, end, clock) in self.spells_from(from) {
            let deadline = clock.deadline_with(start, left, policy);
            let Some(end) = end else { return deadline };
            if let Some(deadline) = deadline {
                // Used up at the very end of a spell: under Closing that is it,
                // else the next clock says when it is open.
                let stays = policy == ClosingPolicy::Closing && !left.is_zero();
                if deadline < end || (deadline == end && stays) {
                    return Some(deadline);
                }
            }
            // What a deadline beyond the spell leaves over is not negative.
            left = left.saturating_sub(clock.elapsed(start, end));
        }
        None
    }
}
