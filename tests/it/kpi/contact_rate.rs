//! Contact rate against divisions by hand.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::ContactRate;
use support_kpi::{Calculator, Outcome, Sign};

use super::abandonment::contact;
use crate::facts;

#[test]
fn a_table_by_hand() {
    let mut rate = ContactRate::of(&[contact(Outcome::StillWaiting); 30]);
    // 30 ÷ 120 = 0.25; 30 ÷ 20 = 1.5: an order can bring more than one; 30 ÷ 900 = 0.0333…
    assert_eq!(rate.per_order(120), Some(Decimal::new(25, 2)));
    assert_eq!(rate.per_order(20), Some(Decimal::new(15, 1)));
    assert_eq!(
        rate.per_visit(900).map(|rate| rate.round_dp(6).to_string()),
        Some("0.033333".into())
    );
    // Thirty tickets counted elsewhere make it 60.
    rate.add(Sign::Plus, 30);
    assert_eq!(rate.contacts(), Some(60));
    assert_eq!(rate.per_order(120), Some(Decimal::new(5, 1)));
}

#[test]
fn over_nothing_is_no_value() {
    let rate = ContactRate::of(&[contact(Outcome::StillWaiting)]);
    assert_eq!((rate.per_order(0), rate.per_visit(0)), (None, None));
    assert_eq!(ContactRate::default().per_order(0), None);
    // No contact from ten orders is a value, and a good one.
    assert_eq!(ContactRate::default().per_order(10), Some(Decimal::ZERO));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut rate = ContactRate::default();
    rate.retract(&contact(Outcome::StillWaiting));
    assert_eq!((rate.contacts(), rate.per_order(10)), (None, None));
    rate.record(&contact(Outcome::StillWaiting));
    assert_eq!(rate.per_order(10), Some(Decimal::ZERO));
}

proptest! {
    #[test]
    fn every_contact_counts(
        contacts in prop::collection::vec(facts::interaction(), 0..40),
        orders in 1_u64..1_000,
    ) {
        let rate = ContactRate::of(&contacts);
        let again = rate.per_order(orders).map(|rate| rate * Decimal::from(orders));
        prop_assert_eq!(again.map(|n| n.round_dp(20)), Some(Decimal::from(contacts.len())));
    }
}
