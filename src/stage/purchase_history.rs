//! The instants at which one customer bought, and what follows from them.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{DateTime, TimeZone, Utc};

use super::purchase_policy::{PurchasePolicy, SameDay};
use crate::calculator::Sign;
use crate::clock::{Month, day_of};
use crate::error::ModelError;
use crate::model::{ActiveMonth, CustomerPurchases, Instant};

/// A history as it is written: instants in order, with how many purchases were
/// made at each, or, below zero, how many retractions wait for one.
pub(super) type StoredHistory = Vec<(DateTime<Utc>, i64)>;

/// The purchases of one customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PurchaseHistory {
    /// How many were made at each moment, never none.
    made: BTreeMap<Moment, u64>,
    /// How many retractions wait for a purchase of an instant, never none.
    waiting: BTreeMap<Instant, u64>,
    /// How many were made.
    number: u64,
    /// On how many days.
    days: u64,
}

/// An instant with its place in the calendar of the zone. A later instant
/// never has an earlier day, so the order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    month: Month,
    /// Days since 1970-01-01.
    day: i64,
    at: Instant,
}

impl Moment {
    pub(super) fn new<Tz: TimeZone>(at: Instant, zone: &Tz) -> Self {
        let day = day_of(zone, at.utc().timestamp());
        Self {
            month: Month::of_day(day),
            day,
            at,
        }
    }

    /// Not after any moment of a later day of the same month, or of a later month.
    const fn end_of_day(self) -> Self {
        Self {
            day: self.day.saturating_add(1),
            at: Instant::MIN,
            ..self
        }
    }

    /// Not after any moment of a later month.
    const fn end_of_month(self) -> Self {
        Self {
            month: self.month.next(),
            day: i64::MIN,
            at: Instant::MIN,
        }
    }
}

impl PurchaseHistory {
    /// Adds a purchase, or takes one away.
    pub(super) fn apply(&mut self, sign: Sign, moment: Moment) {
        match sign {
            Sign::Plus if take_one(&mut self.waiting, moment.at) => {}
            Sign::Plus => {
                self.days = self.days.wrapping_add(u64::from(!self.has_day_of(moment)));
                self.number = self.number.wrapping_add(1);
                add_one(&mut self.made, moment);
            }
            Sign::Minus if take_one(&mut self.made, moment) => {
                self.number = self.number.wrapping_sub(1);
                self.days = self.days.wrapping_sub(u64::from(!self.has_day_of(moment)));
            }
            Sign::Minus => add_one(&mut self.waiting, moment.at),
        }
    }

    /// Whether a purchase was made on the day of a moment.
    fn has_day_of(&self, moment: Moment) -> bool {
        let start = Moment {
            at: Instant::MIN,
            ..moment
        };
        self.made.range(start..moment.end_of_day()).next().is_some()
    }

    /// The first purchase of each day, month or whatever `end` ends.
    fn first_of_each(&self, end: impl Fn(Moment) -> Moment) -> impl Iterator<Item = Moment> {
        let first = self.made.keys().next().copied();
        std::iter::successors(first, move |moment| {
            let mut later = self.made.range(end(*moment)..);
            later.next().map(|(moment, _)| *moment)
        })
    }

    /// What the customer has bought so far; `None` before the first purchase.
    pub(super) fn purchases<Tz: TimeZone>(
        &self,
        policy: &PurchasePolicy<Tz>,
    ) -> Option<CustomerPurchases> {
        let window = policy.window();
        match policy.same_day() {
            SameDay::Apart => {
                let each = self
                    .made
                    .iter()
                    .flat_map(|(moment, number)| (0..*number).map(|_| moment.at));
                CustomerPurchases::of_earliest(each, self.number, window)
            }
            SameDay::AsOne => {
                let each = self
                    .first_of_each(Moment::end_of_day)
                    .map(|moment| moment.at);
                CustomerPurchases::of_earliest(each, self.days, window)
            }
        }
    }

    /// The months in which the customer bought, in order.
    pub(super) fn months(&self) -> Vec<ActiveMonth> {
        let mut months = self
            .first_of_each(Moment::end_of_month)
            .map(|moment| moment.month);
        let Some(first) = months.next() else {
            return Vec::new();
        };
        std::iter::once(first)
            .chain(months)
            .map(|month| ActiveMonth::in_order(first, month))
            .collect()
    }

    /// How many retractions wait for the purchase that they take back.
    pub(super) fn waiting(&self) -> u64 {
        self.waiting.values().copied().fold(0, u64::wrapping_add)
    }

    /// Whether nothing was made and nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.made.is_empty() && self.waiting.is_empty()
    }

    /// The history as it is written.
    pub(super) fn stored(&self) -> StoredHistory {
        let made = self
            .made
            .iter()
            .map(|(moment, number)| (moment.at, number.cast_signed()));
        let waiting = self
            .waiting
            .iter()
            .map(|(at, number)| (*at, number.cast_signed().wrapping_neg()));
        let mut all: Vec<_> = made.chain(waiting).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(at, number)| (at.utc(), number))
            .collect()
    }

    /// The history that was written, checked.
    pub(super) fn restored<Tz: TimeZone>(
        stored: &StoredHistory,
        zone: &Tz,
    ) -> Result<Self, ModelError> {
        let wrong = |expected, found| ModelError::Contradiction {
            field: "customers",
            expected,
            found,
        };
        let mut customer = Self::default();
        let mut before = None;
        for (at, number) in stored {
            let instant = Instant::of_field("customers", *at)?;
            if before >= Some(instant) {
                return Err(wrong("instants in order, each once", at.to_string()));
            }
            before = Some(instant);
            let moment = Moment::new(instant, zone);
            let count = number.unsigned_abs();
            match number.cmp(&0) {
                Ordering::Less => {
                    customer.waiting.insert(instant, count);
                }
                Ordering::Equal => {
                    return Err(wrong(
                        "a number of purchases other than 0",
                        format!("0 at {at}"),
                    ));
                }
                Ordering::Greater => {
                    customer.days = customer
                        .days
                        .wrapping_add(u64::from(!customer.has_day_of(moment)));
                    customer.number = customer.number.checked_add(count).ok_or_else(|| {
                        wrong(
                            "a number of purchases that fits in 8 bytes",
                            format!("{count} more at {at}"),
                        )
                    })?;
                    customer.made.insert(moment, count);
                }
            }
        }
        if customer.is_empty() {
            return Err(wrong(
                "at least one purchase or retraction of a customer",
                "none".to_string(),
            ));
        }
        Ok(customer)
    }
}

/// One more of a key.
fn add_one<T: Ord>(counts: &mut BTreeMap<T, u64>, key: T) {
    let count = counts.entry(key).or_default();
    *count = count.wrapping_add(1);
}

/// One less of a key, which is then gone where there was one; whether there was any.
fn take_one<T: Ord>(counts: &mut BTreeMap<T, u64>, key: T) -> bool {
    let Entry::Occupied(mut entry) = counts.entry(key) else {
        return false;
    };
    match entry.get().checked_sub(1) {
        None | Some(0) => {
            entry.remove();
        }
        Some(left) => *entry.get_mut() = left,
    }
    true
}
