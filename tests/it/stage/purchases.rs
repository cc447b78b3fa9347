//! The stage of purchases against a recount after every event.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use chrono::{DateTime, Datelike, FixedOffset, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::clock::Month;
use support_kpi::kpi::{PurchaseCohorts, RepeatPurchase};
use support_kpi::stage::{PurchasePolicy, Purchases, SameDay};
use support_kpi::{ActiveMonth, Calculator, CustomerPurchases, Purchase, Sign};

use crate::customer_facts;
use crate::serialised::{through_json, through_postcard};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn purchase(text: &str) -> Purchase {
    Purchase::new(at(text), 1.into()).expect("a purchase")
}

/// What all events so far come to: the facts of the customers, and of their months.
fn recount(
    events: &[(u8, Purchase, Sign)],
    policy: &PurchasePolicy<Tz>,
) -> (Vec<CustomerPurchases>, Vec<ActiveMonth>) {
    let mut net: BTreeMap<u8, BTreeMap<DateTime<Utc>, i64>> = BTreeMap::new();
    for (customer, purchase, sign) in events {
        let instants = net.entry(*customer).or_default();
        *instants.entry(purchase.at()).or_default() += sign.unit();
    }
    let (mut customers, mut months) = (Vec::new(), Vec::new());
    for instants in net.into_values() {
        let mut counted: Vec<DateTime<Utc>> = Vec::new();
        let (mut days, mut active) = (BTreeSet::new(), BTreeSet::new());
        for (at, times) in instants {
            for _ in 0..times {
                let date = at.with_timezone(policy.zone()).date_naive();
                active.insert((date.year(), date.month()));
                if days.insert(date) || policy.same_day() == SameDay::Apart {
                    counted.push(at);
                }
            }
        }
        if counted.is_empty() {
            continue;
        }
        let customer = CustomerPurchases::new(&counted).expect("a customer");
        customers.push(match policy.window() {
            Some(window) => customer.with_window(window.duration()).expect("a window"),
            None => customer,
        });
        let active: Vec<Month> = active
            .into_iter()
            .map(|(year, month)| Month::new(year, month).expect("a month"))
            .collect();
        months.extend(
            active
                .iter()
                .map(|month| ActiveMonth::new(active[0], *month).expect("months in order")),
        );
    }
    (customers, months)
}

/// Any policy whose zone is one of these.
fn policy<Z>(zones: Vec<Z>) -> impl Strategy<Value = PurchasePolicy<Z>>
where
    Z: TimeZone + Copy + Debug + 'static,
{
    let zone = prop::sample::select(zones);
    let same_day = prop::sample::select(&[SameDay::Apart, SameDay::AsOne][..]);
    let window = prop::option::of(customer_facts::window());
    (zone, same_day, window).prop_map(|(zone, same_day, window)| {
        let policy = PurchasePolicy::in_zone(zone).with_same_day(same_day);
        match window {
            Some(window) => policy.with_window(window.duration()).expect("a window"),
            None => policy,
        }
    })
}

/// Zones east and west, with and without summer time.
fn named_zones() -> Vec<Tz> {
    vec![
        Tz::UTC,
        Tz::Asia__Tokyo,
        Tz::America__New_York,
        Tz::Pacific__Apia,
    ]
}

/// Zones that can be written whatever the features of the crate.
fn offsets() -> Vec<FixedOffset> {
    [-12, 0, 9]
        .map(|hours| FixedOffset::east_opt(hours * 3_600).expect("an offset"))
        .to_vec()
}

/// Purchases of three customers, each told more than once and taken back now
/// and then, in any order.
fn events() -> impl Strategy<Value = Vec<(u8, Purchase, Sign)>> {
    let purchase =
        customer_facts::instant().prop_map(|at| Purchase::new(at, 5.into()).expect("a purchase"));
    let told = prop_oneof![
        4 => Just(vec![Sign::Plus]),
        2 => Just(vec![Sign::Plus, Sign::Minus]),
        1 => Just(vec![Sign::Plus, Sign::Plus]),
        1 => Just(vec![Sign::Plus, Sign::Minus, Sign::Plus]),
        1 => Just(vec![Sign::Minus]),
    ];
    prop::collection::vec((0_u8..3, purchase, told), 0..20)
        .prop_map(|purchases| {
            purchases
                .into_iter()
                .flat_map(|(customer, purchase, signs)| {
                    signs
                        .into_iter()
                        .map(move |sign| (customer, purchase, sign))
                })
                .collect::<Vec<_>>()
        })
        .prop_shuffle()
}

proptest! {
    #[test]
    fn it_equals_a_recount_after_every_event(events in events(), policy in policy(named_zones())) {
        let mut purchases = Purchases::<u8, Tz>::new(policy);
        let mut live = (RepeatPurchase::default(), PurchaseCohorts::default());
        for (told, (customer, purchase, sign)) in events.iter().enumerate() {
            let change = purchases.apply(*sign, customer, purchase);
            change.customer().apply_to(&mut live.0);
            change.months().apply_to(&mut live.1);

            let (customers, months) = recount(&events[..=told], &policy);
            prop_assert_eq!(&live.0, &RepeatPurchase::of(&customers));
            prop_assert_eq!(&live.1, &PurchaseCohorts::of(&months));
            let facts: Vec<CustomerPurchases> = purchases.iter().map(|(_, fact)| fact).collect();
            prop_assert_eq!(facts, customers);
        }
    }

    #[test]
    fn the_order_of_arrival_makes_no_difference(
        (events, shuffled) in events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        policy in policy(offsets()),
    ) {
        let told = |events: &[(u8, Purchase, Sign)]| {
            let mut purchases = Purchases::<u8, FixedOffset>::new(policy);
            for (customer, purchase, sign) in events {
                let _ = purchases.apply(*sign, customer, purchase);
            }
            purchases
        };
        let purchases = told(&events);
        prop_assert_eq!(&told(&shuffled), &purchases);
        prop_assert_eq!(&through_json(&purchases), &purchases);
        prop_assert_eq!(&through_postcard(&purchases), &purchases);
    }

    #[test]
    fn a_stage_that_was_read_back_goes_on_to_the_same_end(events in events(), cut in any::<prop::sample::Index>(), policy in policy(offsets())) {
        let mut purchases = Purchases::<u8, FixedOffset>::new(policy);
        let mut restored = purchases.clone();
        let cut = cut.index(events.len() + 1);
        for (told, (customer, purchase, sign)) in events.iter().enumerate() {
            if told == cut {
                restored = through_postcard(&restored);
            }
            let change = restored.apply(*sign, customer, purchase);
            prop_assert_eq!(change, purchases.apply(*sign, customer, purchase));
        }
        prop_assert_eq!(restored, purchases);
    }
}

#[test]
fn a_change_says_only_what_changed() {
    let mut purchases = Purchases::<String>::default();
    let change = purchases.record("Aiko", &purchase("2024-03-10T09:00:00Z"));
    assert!(change.customer().retracted().is_empty());
    assert_eq!(change.months().recorded().len(), 1);
    // A second one in March: the customer changes, the months do not.
    let change = purchases.record("Aiko", &purchase("2024-03-20T09:00:00Z"));
    assert_eq!(change.customer().retracted()[0].number(), 1);
    assert_eq!(change.customer().recorded()[0].number(), 2);
    assert!(change.months().is_empty());
    // One of February comes late: March is now a month later than the first.
    let change = purchases.record("Aiko", &purchase("2024-02-29T09:00:00Z"));
    let months = |facts: &[ActiveMonth]| -> Vec<u32> {
        facts.iter().map(ActiveMonth::months_since).collect()
    };
    assert_eq!(months(change.months().retracted()), [0]);
    assert_eq!(months(change.months().recorded()), [0, 1]);
    // Nobody else is touched.
    assert_eq!(purchases.get("Ben"), None);
    assert_eq!(purchases.iter().count(), 1);
}

#[test]
fn a_retraction_waits_for_its_purchase() {
    let mut purchases = Purchases::<u32>::default();
    let (kept, cancelled) = (
        purchase("2024-03-10T09:00:00Z"),
        purchase("2024-03-11T09:00:00Z"),
    );
    let empty = purchases.clone();
    assert_eq!(purchases.retract(&7, &cancelled), Default::default());
    assert_eq!(
        (purchases.waiting_retractions(), purchases.get(&7)),
        (1, None)
    );
    let _ = purchases.record(&7, &kept);
    assert_eq!(purchases.get(&7).map(|fact| fact.number()), Some(1));
    assert_eq!(purchases.record(&7, &cancelled), Default::default());
    assert_eq!(purchases.waiting_retractions(), 0);
    let change = purchases.retract(&7, &kept);
    assert_eq!(change.customer().retracted().len(), 1);
    assert!(change.customer().recorded().is_empty());
    assert_eq!(
        purchases, empty,
        "nothing is left of a customer without purchases"
    );
}

#[test]
fn purchases_of_a_day_are_one_in_the_zone_of_the_policy() {
    // 2024-03-10 in Tokyo runs from 15:00 to 15:00 UTC.
    let told = [
        "2024-03-09T14:59:59Z",
        "2024-03-09T15:00:00Z",
        "2024-03-10T14:59:59Z",
        "2024-03-10T15:00:00Z",
    ];
    let facts = |policy: PurchasePolicy<Tz>| {
        let mut purchases = Purchases::<u8, Tz>::new(policy);
        for text in told {
            let _ = purchases.record(&1, &purchase(text));
        }
        purchases.get(&1).expect("a customer")
    };
    let tokyo = PurchasePolicy::in_zone(Tz::Asia__Tokyo);
    assert_eq!(facts(tokyo).number(), 4);
    let as_one = facts(tokyo.with_same_day(SameDay::AsOne));
    assert_eq!(as_one.number(), 3);
    assert_eq!(
        as_one.earliest().collect::<Vec<_>>(),
        [told[0], told[1], told[3]].map(at)
    );
    let in_utc = facts(PurchasePolicy::in_zone(Tz::UTC).with_same_day(SameDay::AsOne));
    assert_eq!(in_utc.number(), 2);
}

#[test]
fn midnight_twice_makes_no_third_day() {
    // In 2010 the clocks of St John's went back from 00:01 to 23:01, at 02:31
    // UTC: the wall clock shows Sunday, Saturday again, and Sunday.
    let zone = Tz::America__St_Johns;
    let instants = [
        "2010-11-07T02:30:30Z",
        "2010-11-07T03:00:00Z",
        "2010-11-07T03:31:00Z",
    ];
    let shown = instants.map(|text| zone.from_utc_datetime(&at(text).naive_utc()).day());
    assert_eq!(shown, [7, 6, 7]);
    let policy = PurchasePolicy::in_zone(zone).with_same_day(SameDay::AsOne);
    let mut purchases = Purchases::<u8, Tz>::new(policy);
    for text in instants {
        let _ = purchases.record(&1, &purchase(text));
    }
    assert_eq!(purchases.get(&1).map(|fact| fact.number()), Some(1));
}

#[test]
fn four_purchases_at_one_instant_are_four() {
    let mut purchases = Purchases::<u8>::default();
    for _ in 0..5 {
        let _ = purchases.record(&1, &purchase("2024-03-10T09:00:00Z"));
    }
    let fact = purchases.get(&1).expect("a customer");
    assert_eq!((fact.number(), fact.earliest().count()), (5, 4));
    let _ = purchases.retract(&1, &purchase("2024-03-10T09:00:00Z"));
    assert_eq!(purchases.get(&1).map(|fact| fact.number()), Some(4));
}
