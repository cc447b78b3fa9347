//! When what is open now was opened.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ages::Ages;
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::{AroundTheClock, Clock};

/// When what is open now was opened: how old it is can be read at any moment.
///
/// What is opened is recorded, what is closed is retracted, so the state holds
/// the open alone, one count for each instant at which some were opened. Ages
/// go on growing without a record; they are measured when they are read.
///
/// - **No value** while unsettled: something was closed at an opening that was
///   not recorded yet.
///
/// # Example: ages grow by themselves
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, summary::Openings};
///
/// let mut open = Openings::of(&["2024-03-01T09:00:00Z".parse()?, "2024-03-01T10:00:00Z".parse()?]);
/// let noon = "2024-03-01T12:00:00Z".parse()?;
/// assert_eq!(open.as_of(noon).unwrap().oldest(), Some(Duration::from_secs(3 * 3_600)));
///
/// open.retract(&"2024-03-01T09:00:00Z".parse()?); // closed
/// assert_eq!(open.as_of(noon).unwrap().oldest(), Some(Duration::from_secs(2 * 3_600)));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openings {
    /// No count is zero: equal states are equal maps.
    counts: BTreeMap<DateTime<Utc>, i64>,
}

impl Openings {
    /// The ages at an instant, measured around the clock; `None` while unsettled.
    ///
    /// The state knows what is open now. At an earlier instant it does not
    /// know what was open then and is closed by now.
    pub fn as_of(&self, now: DateTime<Utc>) -> Option<Ages> {
        self.as_of_on(now, &AroundTheClock)
    }

    /// The ages at an instant, measured on the caller's clock; `None` while unsettled.
    pub fn as_of_on(&self, now: DateTime<Utc>, clock: &impl Clock) -> Option<Ages> {
        let mut ages = Vec::new();
        let mut later = 0_u64;
        for (&opened_at, &count) in &self.counts {
            let count = u64::try_from(count).ok()?;
            if opened_at <= now {
                ages.push((clock.elapsed(opened_at, now), count));
            } else {
                later = later.checked_add(count)?;
            }
        }
        Ages::of_counts(ages, later)
    }

    fn add(&mut self, opened_at: DateTime<Utc>, number: i64) {
        let count = self.counts.entry(opened_at).or_default();
        *count = count.wrapping_add(number);
        if *count == 0 {
            self.counts.remove(&opened_at);
        }
    }
}

impl Group for Openings {
    fn combine(&mut self, sign: Sign, other: &Self) {
        for (opened_at, count) in &other.counts {
            self.add(*opened_at, sign.of(*count));
        }
    }

    fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl Calculator for Openings {
    type Fact = DateTime<Utc>;

    fn apply(&mut self, sign: Sign, opened_at: &DateTime<Utc>) {
        self.add(*opened_at, sign.unit());
    }
}

/// Serialised as pairs of an instant and its count, the earliest first.
impl Serialize for Openings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.counts)
    }
}

impl<'de> Deserialize<'de> for Openings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(DateTime<Utc>, i64)>::deserialize(deserializer)?;
        let mut counts = BTreeMap::new();
        for (opened_at, count) in pairs {
            if count == 0 {
                return Err(D::Error::custom(format_args!(
                    "openings: expected a count other than 0 at {opened_at:?}, found 0"
                )));
            }
            if counts.insert(opened_at, count).is_some() {
                return Err(D::Error::custom(format_args!(
                    "openings: expected each instant once, found {opened_at:?} again"
                )));
            }
        }
        Ok(Self { counts })
    }
}
