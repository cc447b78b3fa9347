//! Single purchases, made into what each customer has bought so far.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

use chrono::{TimeZone, Utc};
use foldhash::fast::FixedState;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::change::Change;
use super::purchase_history::{Moment, PurchaseHistory, StoredHistory};
use super::purchase_policy::PurchasePolicy;
use crate::calculator::Sign;
use crate::clock::Zone;
use crate::model::{ActiveMonth, CustomerPurchases, Purchase};

/// What a purchase changed: about its customer, and about the customer's months.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use = "facts that no calculator gets are not counted"]
pub struct PurchaseChange {
    customer: Change<CustomerPurchases>,
    months: Change<ActiveMonth>,
}

impl PurchaseChange {
    /// What the customer has bought so far: for
    /// [`RepeatPurchase`](crate::kpi::RepeatPurchase).
    pub const fn customer(&self) -> &Change<CustomerPurchases> {
        &self.customer
    }

    /// The months in which the customer bought: for
    /// [`PurchaseCohorts`](crate::kpi::PurchaseCohorts).
    pub const fn months(&self) -> &Change<ActiveMonth> {
        &self.months
    }
}

/// Makes single purchases, in any order, into what each customer has bought so far.
///
/// Whether a purchase is a first or a fourth one hangs on all others of its
/// customer. So the stage keeps the instants of everybody's purchases, under
/// the caller's own key, and answers each purchase with what it changes. At
/// any time the facts that were recorded and not retracted are those of a
/// recount of all purchases so far.
///
/// - **Order** does not matter: a late purchase moves the later ones on.
/// - **Two purchases at one instant** are two; amounts play no part here.
/// - **A retraction ahead of its record** changes nothing yet: it waits, is
///   counted under [`waiting_retractions`](Self::waiting_retractions), and
///   cancels the purchase when that comes.
/// - **Days and months** are those of the policy's zone.
/// - **Memory** grows with the purchases: the instant of each is kept, and
///   none is forgotten.
///
/// # Example: a purchase that comes late is still the first
///
/// ```
/// use support_kpi::{Purchase, kpi::RepeatPurchase, stage::Purchases};
///
/// let march = Purchase::new("2024-03-01T09:00:00Z".parse()?, 20.into())?;
/// let may = Purchase::new("2024-05-07T10:00:00Z".parse()?, 35.into())?;
///
/// let mut purchases = Purchases::<String>::default();
/// let mut repeat = RepeatPurchase::default();
/// purchases.record("Aiko", &may).customer().apply_to(&mut repeat);
/// assert_eq!(repeat.ever().repeat_customers(), Some(0));
///
/// purchases.record("Aiko", &march).customer().apply_to(&mut repeat);
/// assert_eq!(repeat.ever().repeat_customers(), Some(1));
/// assert_eq!(purchases.get("Aiko").unwrap().first_at(), march.at());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Purchases<K, Tz = Utc> {
    policy: PurchasePolicy<Tz>,
    /// Customers with a purchase or a waiting retraction, and no others.
    customers: HashMap<K, PurchaseHistory, FixedState>,
}

impl<K, Tz> Purchases<K, Tz>
where
    K: Hash + Eq + Ord + Clone,
    Tz: TimeZone,
{
    /// A stage without purchases, under a policy.
    pub fn new(policy: PurchasePolicy<Tz>) -> Self {
        Self {
            policy,
            customers: HashMap::with_hasher(FixedState::default()),
        }
    }

    /// The policy that the facts are made by.
    pub const fn policy(&self) -> &PurchasePolicy<Tz> {
        &self.policy
    }

    /// Counts a purchase of a customer.
    ///
    /// The key can be borrowed: it is cloned only for a new customer.
    pub fn record<Q>(&mut self, customer: &Q, purchase: &Purchase) -> PurchaseChange
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        self.apply(Sign::Plus, customer, purchase)
    }

    /// Takes back a purchase of a customer: it was cancelled, or never made.
    pub fn retract<Q>(&mut self, customer: &Q, purchase: &Purchase) -> PurchaseChange
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        self.apply(Sign::Minus, customer, purchase)
    }

    /// Counts a purchase of a customer, or takes it back.
    pub fn apply<Q>(&mut self, sign: Sign, customer: &Q, purchase: &Purchase) -> PurchaseChange
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let moment = Moment::new(purchase.instant(), self.policy.zone());
        let state = match self.customers.get_mut(customer) {
            Some(state) => state,
            None => self.customers.entry(customer.to_owned()).or_default(),
        };
        let (before, months_before) = (state.purchases(&self.policy), state.months());
        state.apply(sign, moment);
        let (after, months_after) = (state.purchases(&self.policy), state.months());
        let change = PurchaseChange {
            customer: difference(before.as_slice(), after.as_slice()),
            months: difference(&months_before, &months_after),
        };
        if state.is_empty() {
            self.customers.remove(customer);
        }
        change
    }

    /// What a customer has bought so far; `None` before the first purchase.
    pub fn get<Q>(&self, customer: &Q) -> Option<CustomerPurchases>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.customers.get(customer)?.purchases(&self.policy)
    }

    /// What each customer has bought so far, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, CustomerPurchases)> {
        self.sorted()
            .into_iter()
            .filter_map(|(key, customer)| Some((key, customer.purchases(&self.policy)?)))
    }

    /// How many retractions wait for the purchase that they take back.
    ///
    /// Other than zero for long, it tells of purchases that never came.
    pub fn waiting_retractions(&self) -> u64 {
        let waiting = self.customers.values().map(PurchaseHistory::waiting);
        waiting.fold(0, u64::wrapping_add)
    }

    fn sorted(&self) -> Vec<(&K, &PurchaseHistory)> {
        let mut customers: Vec<_> = self.customers.iter().collect();
        customers.sort_unstable_by_key(|(key, _)| *key);
        customers
    }
}

impl<K> Default for Purchases<K>
where
    K: Hash + Eq + Ord + Clone,
{
    fn default() -> Self {
        Self::new(PurchasePolicy::default())
    }
}

impl<K: Hash + Eq, Tz: PartialEq> PartialEq for Purchases<K, Tz> {
    fn eq(&self, other: &Self) -> bool {
        self.policy == other.policy && self.customers == other.customers
    }
}

impl<K: Hash + Eq, Tz: Eq> Eq for Purchases<K, Tz> {}

/// The change of some facts, sorted and each there once, into others.
fn difference<F: Copy + Ord>(before: &[F], after: &[F]) -> Change<F> {
    let lacking = |facts: &[F], others: &[F]| {
        let lacking = facts
            .iter()
            .filter(|fact| others.binary_search(fact).is_err());
        lacking.copied().collect()
    };
    Change::new(lacking(before, after), lacking(after, before))
}

/// A stage as it is written.
#[derive(Serialize, Deserialize)]
#[serde(
    rename = "Purchases",
    bound(
        serialize = "K: Serialize, Tz: Zone",
        deserialize = "K: Deserialize<'de>, Tz: Zone"
    )
)]
struct Stored<K, Tz> {
    policy: PurchasePolicy<Tz>,
    customers: Vec<(K, StoredHistory)>,
}

/// Written with its policy, and the customers in the order of their keys.
impl<K, Tz> Serialize for Purchases<K, Tz>
where
    K: Hash + Eq + Ord + Clone + Serialize,
    Tz: Zone,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sorted = self.sorted().into_iter();
        Stored {
            policy: self.policy.clone(),
            customers: sorted
                .map(|(key, customer)| (key, customer.stored()))
                .collect(),
        }
        .serialize(serializer)
    }
}

impl<'de, K, Tz> Deserialize<'de> for Purchases<K, Tz>
where
    K: Hash + Eq + Ord + Clone + Deserialize<'de>,
    Tz: Zone,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::<K, Tz>::deserialize(deserializer)?;
        let mut purchases = Self::new(stored.policy);
        for (position, (key, instants)) in stored.customers.into_iter().enumerate() {
            let customer = PurchaseHistory::restored(&instants, purchases.policy.zone());
            let customer = customer.map_err(D::Error::custom)?;
            if purchases.customers.insert(key, customer).is_some() {
                return Err(D::Error::custom(format_args!(
                    "customers: expected each key once, found the key of pair {position} again"
                )));
            }
        }
        Ok(purchases)
    }
}
