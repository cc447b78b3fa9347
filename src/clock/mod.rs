//! Whose minutes count: around the clock, or in business hours.
//!
//! A wait is measured once, when a fact is made, on a clock that the caller
//! chose. No clock of this module tells the time of day: instants are passed in.
//!
//! [`AroundTheClock`] counts every minute. [`BusinessHours`] counts those in
//! which a desk is open, by a [`Schedule`] on the wall clock of its zone.
//! [`Changing`] goes from one clock to the next where hours change.

mod around_the_clock;
mod business_hours;
mod changing;
mod closing_policy;
mod day_of_year;
mod days;
mod deadline;
mod half_day;
mod hour_of_week;
mod instant;
mod month;
mod open_period;
mod period;
mod row;
mod rules;
mod schedule;
mod schedule_text;
mod table;
mod table_years;
mod time_of_day;
mod timeline;
mod week_exposure;
mod written_hours;
mod zone;

use std::time::Duration;

use chrono::{DateTime, Utc};

pub use around_the_clock::AroundTheClock;
pub use business_hours::BusinessHours;
pub use changing::Changing;
pub use closing_policy::ClosingPolicy;
pub use day_of_year::DayOfYear;
pub use hour_of_week::HourOfWeek;
pub use month::Month;
pub use open_period::{OpenPeriod, OpenPeriods};
pub use schedule::Schedule;
pub use time_of_day::{DaySpan, TimeOfDay};
pub use week_exposure::WeekExposure;
pub(crate) use zone::day_of;
pub use zone::{Zone, resolve_local_time};

/// Measures the time between two instants, and finds the instant a time ends.
///
/// Spans are half-open: the start belongs to a span, the end does not.
///
/// The two questions are each other's inverse: where a deadline exists, the
/// time that elapses up to it is the budget.
///
/// # Example: what elapses up to a deadline is the budget
///
/// ```
/// use std::time::Duration;
/// use chrono::{Utc, Weekday::Mon};
/// use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, Schedule};
///
/// let hours = BusinessHours::new(Schedule::new(Utc).open([Mon], ["09:00-17:00".parse()?])?);
/// let clocks: [&dyn Clock; 2] = [&AroundTheClock, &hours];
///
/// let from = "2024-03-01T17:00:00Z".parse()?;
/// let budget = Duration::from_secs(100 * 3_600);
/// for clock in clocks {
///     let due = clock.deadline(from, budget).unwrap();
///     assert_eq!(clock.elapsed(from, due), budget);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Clock {
    /// The time that counts between two instants; zero where `to` is not after `from`.
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration;

    /// An instant by which the whole budget has elapsed since `from`, and no
    /// more; `None` where it never does, or beyond the last instant there is.
    ///
    /// A clock that stands still between two such instants answers the later
    /// one, as [`ClosingPolicy::NextOpening`] does.
    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>>;

    /// The deadline under a policy for budgets that end exactly on closing time.
    ///
    /// A clock without closing times has no use for it, and answers [`deadline`](Self::deadline).
    fn deadline_with(
        &self,
        from: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        let _ = policy;
        self.deadline(from, budget)
    }
}

impl<C: Clock + ?Sized> Clock for &C {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        (**self).elapsed(from, to)
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        (**self).deadline(from, budget)
    }

    fn deadline_with(
        &self,
        from: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        (**self).deadline_with(from, budget, policy)
    }
}
