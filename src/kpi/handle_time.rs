//! Handle time.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Interaction;
use crate::summary::{Bracket, Count, DurationSummary, Percentile};

/// How long an answered contact keeps an agent busy.
///
/// - **Formula**: over the contacts whose handle time is known, the mean or
///   any percentile of talk + hold + after-work; each of the three beside it.
/// - **Counted**: every interaction. Answered ones whose handle time is known
///   make the times, the other answered ones are
///   [`not_known`](Self::not_known), and those that nobody answered are
///   [`not_answered`](Self::not_answered).
/// - **Not counted** as time: the wait before the answer.
/// - **No value** when no handle time is known, or while unsettled.
/// - It says how many agents a volume of contacts needs. Shorter is better
///   only as long as quality stays: too much speed makes service inefficient
///   (the guide, 002:26).
/// - **Source**: telephone practice; talk, hold and after-work as workforce
///   planning adds them up.
///
/// # Example: four minutes of talk, one of notes
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Channel, Elapsed, HandleTime, Interaction, Outcome};
/// use support_kpi::kpi::AverageHandleTime;
///
/// let minutes = |n: u64| Duration::from_secs(60 * n);
/// let answered = Outcome::Answered { after: Elapsed::from_seconds(20) };
/// let call = Interaction::new(Channel::Phone, "2024-03-01T09:00:00Z".parse()?, answered)?
///     .with_handle_time(HandleTime::new(minutes(4), Duration::ZERO, minutes(1))?)?;
///
/// let handled = AverageHandleTime::of(&[call]);
/// assert_eq!(handled.mean(), Some(minutes(5)));
/// assert_eq!(handled.after_work().mean(), Some(minutes(1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "AHT")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AverageHandleTime {
    total: DurationSummary,
    talk: DurationSummary,
    hold: DurationSummary,
    after_work: DurationSummary,
    not_known: Count,
    not_answered: Count,
}

impl AverageHandleTime {
    /// How many answered contacts have a known handle time; `None` while unsettled.
    pub fn count(&self) -> Option<u64> {
        self.total.count()
    }

    /// How many answered contacts have none; `None` while unsettled.
    pub const fn not_known(&self) -> Option<u64> {
        self.not_known.value()
    }

    /// How many contacts nobody answered; `None` while unsettled.
    pub const fn not_answered(&self) -> Option<u64> {
        self.not_answered.value()
    }

    /// The mean of talk, hold and after-work together.
    pub fn mean(&self) -> Option<Duration> {
        self.total.mean()
    }

    /// A percentile of talk, hold and after-work together.
    pub fn percentile(&self, percentile: Percentile) -> Option<Bracket> {
        self.total.percentile(percentile)
    }

    /// Talk, hold and after-work together.
    pub const fn total(&self) -> &DurationSummary {
        &self.total
    }

    /// The time spent talking or writing.
    pub const fn talk(&self) -> &DurationSummary {
        &self.talk
    }

    /// The time that customers were kept on hold.
    pub const fn hold(&self) -> &DurationSummary {
        &self.hold
    }

    /// The time spent on contacts after the customer had gone.
    pub const fn after_work(&self) -> &DurationSummary {
        &self.after_work
    }
}

impl Indicator for AverageHandleTime {
    const NAME: &'static str = "handle time";
    const BETTER: Better = Better::Lower;
}

impl Group for AverageHandleTime {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.total.combine(sign, &other.total);
        self.talk.combine(sign, &other.talk);
        self.hold.combine(sign, &other.hold);
        self.after_work.combine(sign, &other.after_work);
        self.not_known.combine(sign, &other.not_known);
        self.not_answered.combine(sign, &other.not_answered);
    }

    fn is_empty(&self) -> bool {
        self.total.is_empty()
            && self.talk.is_empty()
            && self.hold.is_empty()
            && self.after_work.is_empty()
            && self.not_known.is_empty()
            && self.not_answered.is_empty()
    }
}

impl Calculator for AverageHandleTime {
    type Fact = Interaction;

    #[inline]
    fn apply(&mut self, sign: Sign, interaction: &Interaction) {
        match interaction.handle_time() {
            Some(handle) => {
                self.total.apply(sign, &handle.total());
                self.talk.apply(sign, &handle.talk());
                self.hold.apply(sign, &handle.hold());
                self.after_work.apply(sign, &handle.after_work());
            }
            None if interaction.was_answered() => self.not_known.add(sign, 1),
            None => self.not_answered.add(sign, 1),
        }
    }
}
