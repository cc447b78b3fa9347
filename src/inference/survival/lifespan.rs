//! When tickets began and ended, as facts and as a live state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::competing_risks::CompetingRisks;
use super::kaplan_meier::KaplanMeier;
use super::spell::{Ending, Spell};
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::Clock;
use crate::error::ModelError;
use crate::model::Elapsed;
use crate::summary::{DurationSummary, Openings};

/// When a ticket began and, where it did, ended.
///
/// # Example: last week's figure, with what was open then
///
/// A ticket that was closed since was open then.
///
/// ```
/// use chrono::{DateTime, Utc};
/// use std::time::Duration;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::inference::{Ending, Lifespan, Spell};
///
/// let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
/// let ticket = Lifespan::ended(
///     at("2026-03-02T09:00:00Z"),
///     at("2026-03-09T09:00:00Z"),
///     Ending::Resolved,
///     &AroundTheClock,
/// )?;
/// let as_of = |text| ticket.as_of(at(text), &AroundTheClock);
///
/// let hours = |h: u64| Duration::from_secs(h * 3_600);
/// assert_eq!(as_of("2026-03-03T09:00:00Z"), Some(Spell::open(hours(24))));
/// assert_eq!(as_of("2026-03-09T09:00:00Z"), Some(Spell::ended(hours(168), Ending::Resolved)));
/// assert_eq!(as_of("2026-03-01T00:00:00Z"), None);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lifespan {
    began: DateTime<Utc>,
    end: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct End {
    at: DateTime<Utc>,
    lasted: Elapsed,
    ending: Ending,
}

impl Lifespan {
    /// It began then, and goes on.
    pub const fn open(began: DateTime<Utc>) -> Self {
        Self { began, end: None }
    }

    /// It began and ended then, in this way; how long it lasted is measured
    /// here, on the caller's clock.
    ///
    /// # Errors
    ///
    /// [`ModelError::Before`] where it ended before it began, and
    /// [`ModelError::DurationOutOfRange`].
    pub fn ended(
        began: DateTime<Utc>,
        ended: DateTime<Utc>,
        ending: Ending,
        clock: &impl Clock,
    ) -> Result<Self, ModelError> {
        if ended < began {
            return Err(ModelError::Before {
                field: "ended",
                earlier: "began",
                expected: began,
                found: ended,
            });
        }
        Ok(Self {
            began,
            end: Some(End {
                at: ended,
                lasted: Elapsed::of_field("lasted", clock.elapsed(began, ended))?,
                ending,
            }),
        })
    }

    /// What was known of it at this instant; what happens at the instant is
    /// known. `None` where it had not begun.
    ///
    /// The clock measures how long it had been open, and is to be the one
    /// that measured its end.
    pub fn as_of(&self, instant: DateTime<Utc>, clock: &impl Clock) -> Option<Spell> {
        if instant < self.began {
            return None;
        }
        match self.end {
            Some(end) if end.at <= instant => Some(Spell::ended(end.lasted, end.ending)),
            _ => Some(Spell::open(clock.elapsed(self.began, instant))),
        }
    }
}

/// How long tickets take, as a live state: of those that ended how long they
/// lasted, of those that go on when they began.
///
/// It grows with the tickets that are open, not with all that ever were. When
/// a ticket ends, its open lifespan is retracted and the ended one recorded.
///
/// - **Exact**: how many, and how long each open ticket has been there.
/// - **Within 0.4 %**: how long each ended one lasted ([`DurationSummary`]).
///   For an exact curve, or one as of an earlier instant, keep the lifespans:
///   [`Lifespan::as_of`] and [`KaplanMeier::of`].
///
/// # Example: as of now, the open ticket counts for its age
///
/// ```
/// use chrono::{DateTime, Utc};
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::inference::{Ending, Lifespan, Lifespans};
/// use support_kpi::Calculator;
///
/// let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
/// let monday = at("2026-03-02T09:00:00Z");
///
/// let mut desk = Lifespans::default();
/// desk.record(&Lifespan::open(monday));
/// let curve = desk.survival(at("2026-03-04T09:00:00Z"), &AroundTheClock, Ending::Resolved);
/// assert_eq!(curve.unwrap().median(), None);
///
/// // It is resolved after 50 hours.
/// let noon = at("2026-03-04T11:00:00Z");
/// desk.retract(&Lifespan::open(monday));
/// desk.record(&Lifespan::ended(monday, noon, Ending::Resolved, &AroundTheClock)?);
/// let curve = desk.survival(noon, &AroundTheClock, Ending::Resolved).unwrap();
/// assert_eq!(curve.median().unwrap().as_secs().div_ceil(3_600), 50);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifespans {
    resolved: DurationSummary,
    abandoned: DurationSummary,
    open: Openings,
}

impl Lifespans {
    /// The share that lasts longer than any time, as of this instant.
    ///
    /// The clock is to be the one that measured those that ended. What begins
    /// later than the instant is not there yet; what ended later should not
    /// have been recorded yet. `None` where nothing had begun, or while the
    /// state is unsettled.
    pub fn survival(
        &self,
        now: DateTime<Utc>,
        clock: &impl Clock,
        ending: Ending,
    ) -> Option<KaplanMeier> {
        KaplanMeier::of_counts(self.spells(now, clock)?, ending).ok()
    }

    /// Resolution against abandonment, as of this instant; see
    /// [`survival`](Self::survival).
    pub fn competing_risks(
        &self,
        now: DateTime<Utc>,
        clock: &impl Clock,
    ) -> Option<CompetingRisks> {
        CompetingRisks::of_counts(self.spells(now, clock)?).ok()
    }

    /// Spells with how often each occurs; `None` while unsettled.
    fn spells(&self, now: DateTime<Utc>, clock: &impl Clock) -> Option<Vec<(Spell, u64)>> {
        let mut spells = Vec::new();
        for (times, ending) in [
            (&self.resolved, Ending::Resolved),
            (&self.abandoned, Ending::Abandoned),
        ] {
            times.is_settled().then_some(())?;
            for (bucket, count) in times.buckets()? {
                spells.push((Spell::ended(bucket.middle(), ending), count));
            }
        }
        let ages = self.open.as_of_on(now, clock)?;
        let open = ages.counts().iter();
        spells.extend(open.map(|(age, count)| (Spell::open(*age), *count)));
        Some(spells)
    }
}

impl Group for Lifespans {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.resolved.combine(sign, &other.resolved);
        self.abandoned.combine(sign, &other.abandoned);
        self.open.combine(sign, &other.open);
    }

    fn is_empty(&self) -> bool {
        self.resolved.is_empty() && self.abandoned.is_empty() && self.open.is_empty()
    }
}

impl Calculator for Lifespans {
    type Fact = Lifespan;

    fn apply(&mut self, sign: Sign, lifespan: &Lifespan) {
        match lifespan.end {
            None => self.open.apply(sign, &lifespan.began),
            Some(end) => match end.ending {
                Ending::Resolved => self.resolved.apply(sign, &end.lasted),
                Ending::Abandoned => self.abandoned.apply(sign, &end.lasted),
            },
        }
    }
}
