//! Lifetime value against sums by hand and in whole numbers.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::{Horizon, LifetimeValue};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Purchase};

use crate::facts;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn bought(amount: &str) -> Purchase {
    Purchase::new(facts::epoch(), decimal(amount)).expect("a purchase")
}

fn horizon(spans: &str) -> Horizon {
    Horizon::new(decimal(spans)).expect("a horizon")
}

#[test]
fn a_table_by_hand() {
    // Five orders of 10.10 + 20.20 + 30.30 + 5.05 + 9.35 = 75 by 2 customers:
    // 2.5 orders of 15 each; over 1.5 spans 2.5 × 15 × 1.5 = 56.25.
    let value = LifetimeValue::of(&["10.10", "20.20", "30.30", "5.05", "9.35"].map(bought));
    assert_eq!(value.orders(), Some(5));
    assert_eq!(value.orders_per_customer(2), Some(decimal("2.5")));
    assert_eq!(value.order_value(), Some(decimal("15")));
    assert_eq!(
        value.per_customer(2, horizon("1.5")),
        Some(decimal("56.25"))
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let none = LifetimeValue::default();
    assert_eq!(none.per_customer(2, horizon("1")), None);
    assert_eq!(
        (none.orders_per_customer(2), none.order_value()),
        (None, None)
    );
    let one = LifetimeValue::of(&[bought("1")]);
    assert_eq!(one.per_customer(0, horizon("1")), None);
    assert_eq!(one.orders_per_customer(0), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut value = LifetimeValue::default();
    value.retract(&bought("7"));
    assert_eq!((value.orders(), value.order_value()), (None, None));
    assert_eq!(value.per_customer(1, horizon("1")), None);
    value.record(&bought("7"));
    value.record(&bought("8"));
    assert_eq!(value.per_customer(1, horizon("1")), Some(decimal("8")));
}

#[test]
fn a_value_beyond_decimals_is_no_value() {
    let value = LifetimeValue::of(&[bought("9223372036854.775807")]);
    assert_eq!(
        value.per_customer(1, horizon("79228162514264337593543950335")),
        None
    );
    assert!(value.per_customer(1, horizon("1000000")).is_some());
}

#[test]
fn a_horizon_is_more_than_nothing() {
    for (spans, text) in [
        ("0", "horizon: expected more than 0 spans, found 0"),
        ("-1.5", "horizon: expected more than 0 spans, found -1.5"),
    ] {
        let error = Horizon::new(decimal(spans)).expect_err(text);
        assert_eq!(error.to_string(), text);
    }
    // 36 of 100 lost: 100 ÷ 36 = 2.777…
    let stay = Horizon::of_churn(&Ratio::of_counts(36, 100)).expect("some are lost");
    assert_eq!(stay.spans().round_dp(6), decimal("2.777778"));
    for churned in [
        Ratio::of_counts(0, 100),
        Ratio::default(),
        Ratio::of_counts(2, 1),
    ] {
        assert_eq!(Horizon::of_churn(&churned), None);
    }
}

proptest! {
    #[test]
    fn it_agrees_with_whole_cents(
        cents in prop::collection::vec(0_i64..1_000_000_000, 1..50),
        customers in 1_u64..100,
        quarters in 1_i64..100,
    ) {
        let purchases: Vec<Purchase> = cents
            .iter()
            .map(|cents| Purchase::new(facts::epoch(), Decimal::new(*cents, 2)).expect("it"))
            .collect();
        let horizon = Horizon::new(Decimal::new(quarters * 25, 2)).expect("more than nothing");
        let value = LifetimeValue::of(&purchases)
            .per_customer(customers, horizon)
            .expect("purchases by customers");
        // In quarter cents: value × 400 × customers = cents × quarters, to the last digits.
        let exact = Decimal::from(cents.iter().sum::<i64>()) * Decimal::from(quarters);
        let found = value * Decimal::from(400 * customers);
        prop_assert!((found - exact).abs() < Decimal::new(1, 9), "{found} and {exact}");
    }
}
