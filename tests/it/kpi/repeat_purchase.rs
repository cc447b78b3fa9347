//! Repeat purchases against a table by hand and against sorted lists.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use support_kpi::kpi::{Indicator, NthPurchase, Outlook, RepeatCustomers, RepeatPurchase};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, CustomerPurchases};

use crate::{customer_facts, facts};

const ALL: [NthPurchase; 3] = [NthPurchase::Second, NthPurchase::Third, NthPurchase::Fourth];

/// Midnight of a day after the tests' epoch.
fn day(day: i64) -> DateTime<Utc> {
    facts::epoch() + TimeDelta::days(day)
}

/// A customer who bought on these days, with thirty days to come back.
fn customer(days: &[i64]) -> CustomerPurchases {
    let purchases: Vec<DateTime<Utc>> = days.iter().map(|at| day(*at)).collect();
    CustomerPurchases::new(&purchases)
        .and_then(|customer| customer.with_window(Duration::from_secs(30 * 86_400)))
        .expect("a customer")
}

fn of_all(read: &RepeatCustomers) -> [Ratio; 3] {
    ALL.map(|nth| read.of_all(nth))
}

#[test]
fn a_table_by_hand() {
    let repeat = RepeatPurchase::of(&[
        customer(&[0, 10, 29, 30, 31]), // within 30 days: three; the fourth came as they ended
        customer(&[0, 45]),             // within 30 days: one
        customer(&[5, 6]),              // within 30 days: two
        customer(&[20]),
        customer(&[21, 22, 23, 24]),
    ]);
    // Ever: 4 of 5 came back, of whom 2 a third time, and both a fourth.
    let ever = repeat.ever();
    assert_eq!(ever.customers(), Some(5));
    assert_eq!(ever.repeat_customers(), Some(4));
    assert_eq!(
        of_all(&ever),
        [4, 2, 2].map(|part| Ratio::of_counts(part, 5))
    );
    assert_eq!(
        ALL.map(|nth| ever.of_previous(nth)),
        [(4, 5), (2, 4), (2, 2)].map(|(part, whole)| Ratio::of_counts(part, whole))
    );
    // As of day 35 three windows have run out, that of day 5 just now.
    let within = repeat.within_window(day(35));
    assert_eq!(
        of_all(&within),
        [2, 1, 0].map(|part| Ratio::of_counts(part, 3))
    );
    assert_eq!(repeat.window_open(day(35)), Some(2));
    // A nanosecond before, it has not.
    let before = repeat.within_window(day(35) - TimeDelta::nanoseconds(1));
    assert_eq!(
        of_all(&before),
        [1, 1, 0].map(|part| Ratio::of_counts(part, 2))
    );
    // Whoever came back early counts no sooner than whoever did not.
    assert_eq!(repeat.within_window(day(29)).customers(), Some(0));
    // In the end all five.
    let end = repeat.within_window(day(51));
    assert_eq!(
        of_all(&end),
        [3, 2, 1].map(|part| Ratio::of_counts(part, 5))
    );
    assert_eq!(repeat.window_open(day(51)), Some(0));
}

#[test]
fn nothing_counted_is_no_value() {
    let repeat = RepeatPurchase::default();
    assert_eq!(repeat.ever().repeat_customers(), Some(0));
    for nth in ALL {
        assert_eq!(repeat.ever().of_all(nth).percent(), None);
        assert_eq!(
            repeat.within_window(day(0)).of_previous(nth).percent(),
            None
        );
    }
    // Customers without a window are in no window.
    let customer = CustomerPurchases::new(&[day(0), day(1)]).expect("a customer");
    let repeat = RepeatPurchase::of(&[customer]);
    assert_eq!(repeat.ever().repeat_customers(), Some(1));
    assert_eq!(
        repeat.within_window(DateTime::<Utc>::MAX_UTC).customers(),
        Some(0)
    );
    assert_eq!(repeat.window_open(day(0)), Some(0));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut repeat = RepeatPurchase::of(&[customer(&[0, 1]), customer(&[0])]);
    repeat.retract(&customer(&[2, 3, 4]));
    // Of two customers less one, two less one came back: but a third purchase is below zero.
    assert_eq!(repeat.ever().repeat_customers(), None);
    assert_eq!(repeat.ever().of_all(NthPurchase::Second).percent(), None);
    assert_eq!(repeat.within_window(day(40)).customers(), None);
    // Up to day 31 nothing is amiss.
    assert_eq!(repeat.within_window(day(31)).customers(), Some(2));
    assert_eq!(repeat.window_open(day(31)), None);
    repeat.record(&customer(&[2, 3, 4]));
    assert_eq!(repeat.within_window(day(40)).customers(), Some(2));
}

#[test]
fn instants_that_come_twice_or_hold_nobody_are_refused() {
    let counts = r#"{"customers":1,"second":0,"third":0,"fourth":0}"#;
    let none = r#"{"customers":0,"second":0,"third":0,"fourth":0}"#;
    let end = "2024-03-01T00:00:00Z";
    for (windows, text) in [
        (
            format!(r#"[["{end}",{counts}],["{end}",{counts}]]"#),
            "windows: expected each instant once, found 2024-03-01 00:00:00 UTC again",
        ),
        (
            format!(r#"[["{end}",{none}]]"#),
            "windows: expected customers at each instant, found none at 2024-03-01 00:00:00 UTC",
        ),
    ] {
        let json = format!(r#"{{"ever":{counts},"windows":{windows}}}"#);
        let error = serde_json::from_str::<RepeatPurchase>(&json).expect_err(text);
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[test]
fn it_is_a_result() {
    assert_eq!(RepeatPurchase::OUTLOOK, Outlook::Lagging);
}

proptest! {
    #[test]
    fn it_agrees_with_sorted_lists(
        customers in prop::collection::vec(prop::collection::vec(customer_facts::instant(), 1..7), 0..20),
        window in 1_i64..60,
        as_of in customer_facts::instant(),
    ) {
        let window = TimeDelta::days(window);
        let facts: Vec<CustomerPurchases> = customers
            .iter()
            .map(|purchases| {
                CustomerPurchases::new(purchases)
                    .and_then(|customer| customer.with_window(window.to_std().expect("days")))
                    .expect("a customer")
            })
            .collect();
        let repeat = RepeatPurchase::of(&facts);
        let naive = |purchases: Vec<usize>| {
            let at_least = |least| purchases.iter().filter(|number| **number >= least).count() as i64;
            let whole = purchases.len() as i64;
            let of_all = [2, 3, 4].map(|least| Ratio::of_counts(at_least(least), whole));
            let steps = [2, 3, 4].map(|least| Ratio::of_counts(at_least(least), at_least(least - 1)));
            (of_all, steps)
        };
        let read = |found: RepeatCustomers| (of_all(&found), ALL.map(|nth| found.of_previous(nth)));
        prop_assert_eq!(read(repeat.ever()), naive(customers.iter().map(Vec::len).collect()));
        let (mut ripe, mut open) = (Vec::new(), 0);
        for purchases in &customers {
            let end = *purchases.iter().min().expect("a purchase") + window;
            if end <= as_of {
                ripe.push(purchases.iter().filter(|at| **at < end).count());
            } else {
                open += 1;
            }
        }
        prop_assert_eq!(read(repeat.within_window(as_of)), naive(ripe));
        prop_assert_eq!(repeat.window_open(as_of), Some(open));
    }
}
