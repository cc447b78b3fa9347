//! The borders of the facts about purchases, and of a stage that was written.

use std::time::Duration;

use chrono::{DateTime, Datelike, Utc};
use support_kpi::stage::Purchases;
use support_kpi::{CustomerPurchases, Elapsed};

use crate::facts;

#[test]
fn a_customer_fact_is_small() {
    assert_eq!(size_of::<CustomerPurchases>(), 56);
}

#[test]
fn facts_that_cannot_be_are_errors() {
    let one = [facts::epoch()];
    let customer = CustomerPurchases::new(&one).expect("a customer");
    for (result, text) in [
        (
            CustomerPurchases::new(&[]),
            "purchases: expected at least one purchase, found nothing",
        ),
        (
            CustomerPurchases::new(&[DateTime::<Utc>::MAX_UTC]),
            "purchases: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, \
             found +262142-12-31T23:59:59.999999999Z",
        ),
        (
            customer.with_window(Duration::ZERO),
            "window: expected more than 0 s, found 0 s",
        ),
        (
            customer.with_window(Duration::MAX),
            "window: expected at most 18446744073 s (584 years), found 18446744073709551615 s",
        ),
    ] {
        assert_eq!(result.expect_err(text).to_string(), text);
    }
    let longest = customer
        .with_window(Elapsed::MAX.duration())
        .expect("584 years");
    assert_eq!(
        longest.window_ends_at().map(|end| end.year()),
        Some(2_608),
        "a window may end after the last instant of a fact"
    );
}

#[test]
fn what_is_deserialised_is_checked_as_strictly() {
    let (first, second) = (r#""2024-03-01T00:00:00Z""#, r#""2024-03-02T00:00:00Z""#);
    for (fields, text) in [
        (
            r#""earliest":[],"number":0,"window":null"#.to_string(),
            "purchases: expected at least one purchase, found nothing",
        ),
        (
            format!(r#""earliest":[{second},{first}],"number":2,"window":null"#),
            "earliest: expected 2024-03-02T00:00:00Z (the purchase before) or later, \
             found 2024-03-01T00:00:00Z",
        ),
        (
            format!(r#""earliest":[{first}],"number":2,"window":null"#),
            "earliest: expected an instant for each purchase, up to the fourth, \
             found 1 instants of 2 purchases",
        ),
        (
            format!(r#""earliest":[{first},{second}],"number":1,"window":null"#),
            "earliest: expected an instant for each purchase, up to the fourth, \
             found 2 instants of 1 purchases",
        ),
        (
            format!(
                r#""earliest":[{0},{0},{0},{0},{0}],"number":5,"window":null"#,
                first
            ),
            "earliest: expected an instant for each purchase, up to the fourth, \
             found 5 instants of 5 purchases",
        ),
        (
            format!(r#""earliest":[{first}],"number":1,"window":0"#),
            "window: expected more than 0 s, found 0 s",
        ),
    ] {
        let json = format!("{{{fields}}}");
        let error = serde_json::from_str::<CustomerPurchases>(&json).expect_err(text);
        assert!(error.to_string().contains(text), "{error}");
    }
    for (zone, window, customers, text) in [
        (
            "UTC",
            "0",
            String::new(),
            "window: expected more than 0 s, found 0 s",
        ),
        (
            "Mars",
            "null",
            String::new(),
            "time_zone: expected UTC or Etc/UTC, found \"Mars\"",
        ),
        (
            "UTC",
            "null",
            format!("[1,[[{first},1]]],[1,[[{first},1]]]"),
            "customers: expected each key once, found the key of pair 1 again",
        ),
        (
            "UTC",
            "null",
            "[1,[]]".to_string(),
            "customers: expected at least one purchase or retraction of a customer, found none",
        ),
        (
            "UTC",
            "null",
            format!("[1,[[{first},0]]]"),
            "customers: expected a number of purchases other than 0, found 0 at 2024-03-01",
        ),
        (
            "UTC",
            "null",
            format!("[1,[[{second},1],[{first},1]]]"),
            "customers: expected instants in order, each once, found 2024-03-01",
        ),
        (
            "UTC",
            "null",
            format!("[1,[[{first},1],[{first},-1]]]"),
            "customers: expected instants in order, each once, found 2024-03-01",
        ),
        (
            "UTC",
            "null",
            format!(
                "[1,[[{first},{0}],[{second},{0}],[\"2024-03-03T00:00:00Z\",{0}]]]",
                i64::MAX
            ),
            "customers: expected a number of purchases that fits in 8 bytes, \
             found 9223372036854775807 more at 2024-03-03",
        ),
    ] {
        let json = format!(
            r#"{{"policy":{{"time_zone":"{zone}","same_day":"apart","window":{window}}},"customers":[{customers}]}}"#
        );
        let error = serde_json::from_str::<Purchases<u8>>(&json).expect_err(text);
        assert!(error.to_string().contains(text), "{error}");
    }
}
