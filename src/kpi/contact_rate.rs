//! Contact rate.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Interaction;
use crate::summary::Count;

/// How many contacts an order, or a visit to the shop, brings to the desk.
///
/// - **Formula**: contacts ÷ orders, or ÷ visits, of the same period. The
///   orders and visits are given when the rate is read; one order can bring
///   several contacts, so it is no share and may be over 1.
/// - **Counted**: every interaction, however it ended.
/// - **Not counted**: questions that the FAQ or the shop answered without a contact.
/// - **No value** over no orders or visits, or while unsettled. No contacts
///   from some orders is a rate of 0.
/// - **Source**: the guide, 004:29 and 30: an FAQ, a manual or a chat bot
///   reduces the number of enquiries.
///
/// # Example: a contact for every fourth order
///
/// ```
/// use support_kpi::{Calculator, Channel, Interaction, Outcome, kpi::ContactRate};
///
/// let at = "2024-03-01T09:00:00Z".parse()?;
/// let contact = Interaction::new(Channel::Chat, at, Outcome::StillWaiting)?;
/// let rate = ContactRate::of(&[contact; 5]);
///
/// assert_eq!(rate.per_order(20).unwrap().to_string(), "0.25");
/// assert_eq!(rate.per_order(0), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactRate {
    contacts: Count,
}

impl ContactRate {
    /// Adds contacts that were counted elsewhere, or takes them away: the
    /// tickets of a desk that keeps no interactions.
    pub const fn add(&mut self, sign: Sign, contacts: u64) {
        self.contacts.add(sign, contacts);
    }

    /// How many contacts there are; `None` while unsettled.
    pub const fn contacts(&self) -> Option<u64> {
        self.contacts.value()
    }

    /// Contacts ÷ orders: exact, or to 28 significant digits.
    pub fn per_order(&self, orders: u64) -> Option<Decimal> {
        self.over(orders)
    }

    /// Contacts ÷ visits: exact, or to 28 significant digits.
    pub fn per_visit(&self, visits: u64) -> Option<Decimal> {
        self.over(visits)
    }

    fn over(self, exposure: u64) -> Option<Decimal> {
        let contacts = Decimal::from(self.contacts()?);
        Some(contacts.checked_div(Decimal::from(exposure))?.normalize())
    }
}

impl Indicator for ContactRate {
    const NAME: &'static str = "contact rate";
    const BETTER: Better = Better::Lower;
}

impl Group for ContactRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.contacts.combine(sign, &other.contacts);
    }

    fn is_empty(&self) -> bool {
        self.contacts.is_empty()
    }
}

impl Calculator for ContactRate {
    type Fact = Interaction;

    #[inline]
    fn apply(&mut self, sign: Sign, _contact: &Interaction) {
        self.contacts.add(sign, 1);
    }
}
