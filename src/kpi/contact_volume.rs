//! Contact volume by weekday and hour.

use std::cmp::Ordering;

use chrono::Weekday;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::{HourOfWeek, WeekExposure};
use crate::summary::Count;

/// When customers come: how many contacts in each hour of the week.
///
/// - **Formula**: a count for each weekday and hour of the caller's zone; over
///   the hours that really were in a span, the mean per hour.
/// - **Counted**: every contact, by the hour that the zone's clocks showed when
///   it came ([`HourOfWeek::of`]). By channel, category or agent:
///   [`By`]`<_, ContactVolume>`.
/// - **No value** while unsettled; no busiest hour when nothing was counted.
/// - In a year some hours come 52 times and some 53; on a day of 25 hours one
///   comes twice, on one of 23 hours one is left out. A [`WeekExposure`] knows,
///   and only means over it are fair.
/// - **Source**: the guide, 000:31 (by day and hour, to staff by it), 000:46
///   (by channel) and 002:35 (the busiest times).
///
/// # Example: Monday at nine
///
/// ```
/// use chrono::Weekday;
/// use chrono_tz::Asia::Tokyo;
/// use support_kpi::{Calculator, clock::HourOfWeek, kpi::ContactVolume};
///
/// let mut volume = ContactVolume::default();
/// for text in ["2024-03-04T00:05:00Z", "2024-03-11T00:59:59Z", "2024-03-11T01:00:00Z"] {
///     volume.record(&HourOfWeek::of(text.parse()?, &Tokyo));
/// }
/// let monday_at_nine = HourOfWeek::new(Weekday::Mon, 9)?;
/// assert_eq!(volume.contacts_in(monday_at_nine), Some(2));
/// assert_eq!(volume.busiest(), Some(vec![monday_at_nine]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactVolume {
    hours: By<HourOfWeek, Count>,
}

impl ContactVolume {
    /// How many contacts there are; `None` while unsettled.
    pub fn contacts(&self) -> Option<u64> {
        self.contacts_where(|_| true)
    }

    /// How many came in an hour of the week; `None` while any hour is unsettled.
    pub fn contacts_in(&self, hour: HourOfWeek) -> Option<u64> {
        self.contacts_where(|other| other == hour)
    }

    /// How many came on a weekday; `None` while any hour is unsettled.
    pub fn contacts_on(&self, weekday: Weekday) -> Option<u64> {
        self.contacts_where(|hour| hour.weekday() == weekday)
    }

    /// How many came in an hour of the day, 0 to 23, whatever the weekday;
    /// `None` while any hour of the week is unsettled.
    pub fn contacts_at(&self, hour_of_day: u8) -> Option<u64> {
        self.contacts_where(|hour| hour.hour() == hour_of_day)
    }

    /// How many came in each hour of the week, from Monday's first on, those
    /// with none too; `None` while any hour is unsettled.
    pub fn by_hour_of_week(&self) -> Option<Vec<(HourOfWeek, u64)>> {
        HourOfWeek::all()
            .map(|hour| {
                let contacts = self.hours.get(&hour).copied().unwrap_or_default();
                Some((hour, contacts.value()?))
            })
            .collect()
    }

    /// The mean number of contacts in one such hour of the span: exact, or to
    /// 28 significant digits.
    ///
    /// `None` where the span does not hold the hour, while unsettled, or
    /// beyond 10¹⁶ contacts, which a [`Decimal`] of nanoseconds does not hold.
    pub fn mean_in(&self, hour: HourOfWeek, exposure: &WeekExposure) -> Option<Decimal> {
        let contacts = Decimal::from(self.contacts_in(hour)?);
        let time = Decimal::from(exposure.nanoseconds_in(hour));
        let mean = contacts
            .checked_mul(Decimal::from(NANOSECONDS_OF_AN_HOUR))?
            .checked_div(time)?;
        Some(mean.normalize())
    }

    /// The hours of the week in which most contacts came: several where they
    /// tie. `None` when nothing was counted, or while unsettled.
    pub fn busiest(&self) -> Option<Vec<HourOfWeek>> {
        self.busiest_by(|_| Some(1))
    }

    /// The hours of the week in which most contacts came per hour that really
    /// was in the span: several where they tie.
    ///
    /// `None` when nothing was counted, while unsettled, or where contacts
    /// came in an hour that the span does not hold.
    pub fn busiest_on_average(&self, exposure: &WeekExposure) -> Option<Vec<HourOfWeek>> {
        self.busiest_by(|hour| Some(exposure.nanoseconds_in(hour)).filter(|time| *time > 0))
    }

    /// The hours with the most contacts for their weight, compared as exact
    /// fractions; `None` also where an hour with contacts has no weight.
    fn busiest_by(&self, weight: impl Fn(HourOfWeek) -> Option<u64>) -> Option<Vec<HourOfWeek>> {
        let mut busiest = Vec::new();
        let (mut most, mut for_weight) = (0_u128, 1_u128);
        for (hour, contacts) in self.by_hour_of_week()? {
            if contacts == 0 {
                continue;
            }
            let (contacts, weight) = (u128::from(contacts), u128::from(weight(hour)?));
            // Products of two numbers of 64 bits do not wrap in 128.
            let order = contacts
                .wrapping_mul(for_weight)
                .cmp(&most.wrapping_mul(weight));
            if order == Ordering::Greater {
                busiest.clear();
                (most, for_weight) = (contacts, weight);
            }
            if order != Ordering::Less {
                busiest.push(hour);
            }
        }
        Some(busiest).filter(|hours| !hours.is_empty())
    }

    /// How many came in the hours chosen; `None` while any hour is unsettled.
    fn contacts_where(&self, chosen: impl Fn(HourOfWeek) -> bool) -> Option<u64> {
        self.hours.iter().try_fold(0_u64, |sum, (hour, count)| {
            let contacts = count.value()?;
            sum.checked_add(if chosen(*hour) { contacts } else { 0 })
        })
    }
}

const NANOSECONDS_OF_AN_HOUR: u64 = 3_600_000_000_000;

impl Indicator for ContactVolume {
    const NAME: &'static str = "contact volume";
    const BETTER: Better = Better::Neither;
}

impl Group for ContactVolume {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.hours.combine(sign, &other.hours);
    }

    fn is_empty(&self) -> bool {
        self.hours.is_empty()
    }
}

impl Calculator for ContactVolume {
    type Fact = HourOfWeek;

    #[inline]
    fn apply(&mut self, sign: Sign, hour: &HourOfWeek) {
        self.hours.group(hour).add(sign, 1);
    }
}
