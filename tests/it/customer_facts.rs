//! Facts about customers for property tests, and the mixed facts of a scorecard.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use support_kpi::clock::Month;
use support_kpi::kpi::SatisfactionBand;
use support_kpi::scorecard::Fact;
use support_kpi::{ActiveMonth, CustomerPresence, CustomerPurchases, Elapsed};

use crate::facts;

/// What became of any customer.
pub fn presence() -> impl Strategy<Value = CustomerPresence> {
    prop::sample::select(
        &[
            CustomerPresence::Stayed,
            CustomerPresence::Left,
            CustomerPresence::Joined,
            CustomerPresence::CameAndWent,
        ][..],
    )
}

/// Any band of satisfaction.
pub fn band() -> impl Strategy<Value = SatisfactionBand> {
    prop::sample::select(
        &[
            SatisfactionBand::Dissatisfied,
            SatisfactionBand::Neutral,
            SatisfactionBand::Satisfied,
            SatisfactionBand::NotSurveyed,
        ][..],
    )
}

/// An instant of a hundred days, at one of four hours: many are equal, and
/// many share a day.
pub fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..400).prop_map(|quarter| facts::epoch() + TimeDelta::hours(6 * quarter))
}

/// A window of some days, or of centuries.
pub fn window() -> impl Strategy<Value = Elapsed> {
    prop_oneof![
        9 => (1_u32..60).prop_map(|days| Elapsed::from_seconds(days * 86_400)),
        1 => Just(Elapsed::from_nanoseconds(1)),
        1 => Just(Elapsed::MAX),
    ]
}

/// Any customer with up to six purchases, with a window or without.
pub fn customer_purchases() -> impl Strategy<Value = CustomerPurchases> {
    let at = prop_oneof![9 => instant(), 1 => facts::nanoseconds().prop_map(facts::after)];
    (prop::collection::vec(at, 1..7), prop::option::of(window())).prop_map(|(at, window)| {
        let customer = CustomerPurchases::new(&at).expect("a customer");
        match window {
            Some(window) => customer.with_window(window.duration()).expect("a window"),
            None => customer,
        }
    })
}

/// Any month of some years about the tests' epoch.
pub fn month() -> impl Strategy<Value = Month> {
    (2_022_i32..2_026, 1_u32..=12).prop_map(|(year, month)| Month::new(year, month).expect("it"))
}

/// Any month in which a customer bought.
pub fn active_month() -> impl Strategy<Value = ActiveMonth> {
    (month(), month()).prop_map(|(one, other)| {
        ActiveMonth::new(one.min(other), one.max(other)).expect("months in order")
    })
}

/// Any fact of a scorecard.
pub fn fact() -> impl Strategy<Value = Fact> {
    prop_oneof![
        facts::ticket().prop_map(Fact::from),
        facts::interaction().prop_map(Fact::from),
        facts::survey().prop_map(Fact::Satisfaction),
        facts::survey().prop_map(Fact::Recommendation),
        facts::survey().prop_map(Fact::Effort),
        facts::quality_review().prop_map(Fact::from),
        facts::purchase().prop_map(Fact::from),
        customer_purchases().prop_map(Fact::from),
        active_month().prop_map(Fact::from),
    ]
}
