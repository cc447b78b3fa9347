//! The clock of business hours: elapsed time, deadlines, and budgets backwards.
//!
//! Everything is counted in whole seconds that are open or closed; what an
//! instant has of its own second is added or taken away where that one is open.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use super::days::{END_OF_TIME, FIRST_SECOND};
use super::instant::Instant;
use super::table::Place;
use super::{BusinessHours, Clock, ClosingPolicy};

impl<Tz: TimeZone> Clock for BusinessHours<Tz> {
    #[inline]
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        match self.timeline.table().elapsed(from, to) {
            Some(elapsed) => elapsed,
            None => self.elapsed_outside(from, to),
        }
    }

    /// The deadline under [`ClosingPolicy::NextOpening`].
    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        self.deadline_with(from, budget, ClosingPolicy::NextOpening)
    }

    /// Without a budget it is `from` itself where that is open, and under
    /// [`ClosingPolicy::Closing`] also where it is a closing time; else the next opening.
    fn deadline_with(
        &self,
        from: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        let place = self.timeline.place(from);
        let is_open = match place {
            Some(place) => place.is_open,
            None => self.timeline.is_open(Instant::of(from).second),
        };
        // What its first second has behind it is given back, so that all is
        // counted from the start of a second: a closed one counts nothing.
        let begun = if is_open { Instant::of(from).nanos } else { 0 };
        let budget = budget.checked_add(Duration::from_nanos(u64::from(begun)))?;
        let (seconds, nanos) = (budget.as_secs(), budget.subsec_nanos());
        if nanos > 0 || policy == ClosingPolicy::NextOpening {
            return self.nth_open(from, place, seconds, nanos);
        }
        match seconds.checked_sub(1) {
            Some(last) => {
                let last = Instant::of(self.nth_open(from, place, last, 0)?);
                time(last.second.saturating_add(1))
            }
            None if self.is_closing(from) => time(Instant::of(from).second),
            None => self.nth_open(from, place, 0, 0),
        }
    }
}

impl<Tz: TimeZone> BusinessHours<Tz> {
    /// The last instant from which the whole budget elapses by `until`: a
    /// deadline counted backwards. `None` where there is not that much open
    /// time before `until`.
    ///
    /// A budget that reaches back exactly to an opening answers that opening.
    /// Without a budget it is `until` itself where that is open, an opening or
    /// a closing time, else the closing time before it.
    ///
    /// # Example: to be done by Monday noon
    ///
    /// ```
    /// use std::time::Duration;
    /// use chrono::{Utc, Weekday::{Fri, Mon}};
    /// use support_kpi::clock::{BusinessHours, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon, Fri], ["09:00-17:00".parse()?])?);
    /// let noon = "2024-03-04T12:00:00Z".parse()?;
    ///
    /// let start = |hour: u64| hours.latest_start(noon, Duration::from_secs(hour * 3_600));
    /// assert_eq!(start(3), Some("2024-03-04T09:00:00Z".parse()?));
    /// assert_eq!(start(4), Some("2024-03-01T16:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn latest_start(&self, until: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        self.latest_start_with(until, budget, ClosingPolicy::NextOpening)
    }

    /// As [`latest_start`](Self::latest_start), and where the budget reaches back
    /// exactly to an opening, the policy says whether it is that opening or the
    /// closing time before it.
    ///
    /// # Example: an opening, or the closing time before it
    ///
    /// ```
    /// use std::time::Duration;
    /// use chrono::{Utc, Weekday::{Fri, Mon}};
    /// use support_kpi::clock::{BusinessHours, ClosingPolicy, Schedule};
    ///
    /// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon, Fri], ["09:00-17:00".parse()?])?);
    /// let noon = "2024-03-04T12:00:00Z".parse()?;
    ///
    /// let start = |policy| hours.latest_start_with(noon, Duration::from_secs(3 * 3_600), policy);
    /// assert_eq!(start(ClosingPolicy::NextOpening), Some("2024-03-04T09:00:00Z".parse()?));
    /// assert_eq!(start(ClosingPolicy::Closing), Some("2024-03-01T17:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn latest_start_with(
        &self,
        until: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        let at = Instant::of(until);
        let is_open = self.timeline.is_open(at.second);
        // The part of its last second that counts is taken first.
        let begun = Duration::from_nanos(if is_open { u64::from(at.nanos) } else { 0 });
        let Some(left) = budget.checked_sub(begun) else {
            let nanos = begun.checked_sub(budget)?.subsec_nanos();
            return Instant { nanos, ..at }.time();
        };
        if left.is_zero() {
            let was_open = self.timeline.nth_open_back(at.second, 0);
            let closing = was_open.map(|second| second.saturating_add(1));
            let is_closing = closing == Some(at.second);
            let is_opening = is_open && policy == ClosingPolicy::NextOpening;
            return time(if is_closing || is_opening {
                at.second
            } else {
                closing?
            });
        }
        let (seconds, nanos) = (left.as_secs(), left.subsec_nanos());
        if nanos == 0 && policy == ClosingPolicy::NextOpening {
            let nth = seconds.checked_sub(1)?;
            return time(self.timeline.nth_open_back(at.second, nth)?);
        }
        // The end of the second before those whole ones, less its part.
        let second = self.timeline.nth_open_back(at.second, seconds)?;
        let part = TimeDelta::nanoseconds(i64::from(nanos));
        time(second.saturating_add(1))?.checked_sub_signed(part)
    }

    /// The time between two instants of which at least one lies outside the table.
    #[cold]
    fn elapsed_outside(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let (from, to) = (Instant::of(from), Instant::of(to));
        if to <= from {
            return Duration::ZERO;
        }
        let open_nanos = |at: Instant| {
            let counts = at.nanos > 0 && self.timeline.is_open(at.second);
            Duration::from_nanos(if counts { u64::from(at.nanos) } else { 0 })
        };
        let seconds = self.timeline.open_seconds(from.second, to.second);
        // An open second that `from` has begun is among those counted, or the
        // one that `to` has begun: the difference is never negative.
        Duration::from_secs(seconds)
            .saturating_add(open_nanos(to))
            .saturating_sub(open_nanos(from))
    }

    /// The open second with so many open ones before it, counted from the second
    /// of an instant on, and some nanoseconds of it.
    #[inline]
    fn nth_open(
        &self,
        from: DateTime<Utc>,
        place: Option<Place>,
        nth: u64,
        nanos: u32,
    ) -> Option<DateTime<Utc>> {
        let in_table = place
            .and_then(|place| u32::try_from(nth).ok()?.checked_add(place.before))
            .and_then(|before| self.timeline.table().nth_open_time(before, nanos));
        in_table.or_else(|| self.nth_open_outside(from, nth, nanos))
    }

    #[cold]
    fn nth_open_outside(&self, from: DateTime<Utc>, nth: u64, nanos: u32) -> Option<DateTime<Utc>> {
        let from = Instant::of(from).second;
        let second = self.timeline.nth_open(from, nth, END_OF_TIME)?;
        Instant { second, nanos }.time()
    }

    /// Whether it closes at this instant.
    fn is_closing(&self, at: DateTime<Utc>) -> bool {
        let at = Instant::of(at);
        at.nanos == 0
            && FIRST_SECOND < at.second
            && !self.timeline.is_open(at.second)
            && self.timeline.is_open(at.second.saturating_sub(1))
    }
}

/// The start of a second; `None` outside the years of [`DateTime`].
fn time(second: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(second, 0)
}
