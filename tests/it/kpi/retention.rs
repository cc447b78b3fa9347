//! Customer retention against the guide, published samples, sets and long division.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;
use support_kpi::kpi::{Better, CustomerRetention, Indicator, Outlook};
use support_kpi::{Calculator, CustomerPresence, Group};

use crate::customer_facts;

#[test]
fn the_guides_example_is_exactly_64() {
    // (300 − 76) ÷ 350 × 100 = 224 ÷ 350 × 100 = 64 (the guide, 000:161-162).
    let year = CustomerRetention::of_counts(350, 300, 76).expect("the guide's counts");
    assert_eq!(year.percent(), Some(64.into()));
    assert_eq!(year.churn_percent(), Some(36.into()));
    assert_eq!(year.retained().to_string(), "224 of 350 (64 %)");
    assert_eq!((year.start(), year.end()), (Some(350), Some(300)));
    // Lost 350 − 224 = 126, gained 76: 50 fewer.
    assert_eq!((year.lost(), year.gained()), (Some(126), Some(76)));
    assert_eq!(year.net_growth(), Some(-50));
}

#[test]
fn whoever_came_and_went_is_not_new() {
    // Of four customers two stayed; one joined; one came and went.
    let presences = [
        CustomerPresence::Stayed,
        CustomerPresence::Stayed,
        CustomerPresence::Left,
        CustomerPresence::Left,
        CustomerPresence::Joined,
        CustomerPresence::CameAndWent,
    ];
    let retention = CustomerRetention::of(&presences);
    assert_eq!(retention.percent(), Some(50.into()));
    assert_eq!(retention.came_and_went(), Some(1));
    assert_eq!(
        (retention.end(), retention.net_growth()),
        (Some(3), Some(-1))
    );
}

#[test]
fn counts_that_cannot_be_are_errors() {
    let most = i64::MAX.unsigned_abs();
    for ((start, end, new), text) in [
        (
            (0, 10, 10),
            "start: expected 1 to 9223372036854775807, found 0",
        ),
        (
            (most + 1, 1, 0),
            "start: expected 1 to 9223372036854775807, found 9223372036854775808",
        ),
        (
            (1, u64::MAX, u64::MAX),
            "end: expected 0 to 9223372036854775807, found 18446744073709551615",
        ),
        (
            (350, 300, 301),
            "new: expected at most 300 (end), found 301",
        ),
        (
            (350, 427, 76),
            "end less new: expected at most 350 (start), found 351",
        ),
    ] {
        let error = CustomerRetention::of_counts(start, end, new).expect_err(text);
        assert_eq!(error.to_string(), text);
    }
    // The bounds themselves can be.
    for (start, end, new, percent) in [
        (most, most, 0, 100),
        (1, most, most, 0),
        (350, 426, 76, 100),
    ] {
        let retention = CustomerRetention::of_counts(start, end, new).expect("counts that can be");
        assert_eq!(retention.percent(), Some(percent.into()));
    }
}

#[test]
fn nothing_counted_is_no_value() {
    let retention = CustomerRetention::default();
    assert_eq!(
        (retention.percent(), retention.churn_percent()),
        (None, None)
    );
    assert_eq!(
        (retention.start(), retention.net_growth()),
        (Some(0), Some(0))
    );
    // Nobody at the start: who joined cannot have stayed.
    let opened = CustomerRetention::of_customers([], ["Aiko"]);
    assert_eq!((opened.percent(), opened.net_growth()), (None, Some(1)));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut retention = CustomerRetention::of_counts(4, 3, 1).expect("counts");
    for _ in 0..3 {
        retention.retract(&CustomerPresence::Left);
    }
    assert_eq!((retention.percent(), retention.lost()), (None, None));
    assert_eq!((retention.start(), retention.net_growth()), (None, None));
    retention.record(&CustomerPresence::Left);
    assert_eq!(retention.percent(), Some(100.into()));
}

#[test]
fn it_is_a_result_and_better_when_high() {
    assert_eq!(CustomerRetention::BETTER, Better::Higher);
    assert_eq!(CustomerRetention::OUTLOOK, Outlook::Lagging);
}

#[derive(Deserialize)]
struct Case {
    inputs: Inputs,
    expected: Expected,
}

#[derive(Deserialize)]
struct Inputs {
    start: u64,
    end: u64,
    new: u64,
}

#[derive(Deserialize)]
struct Expected {
    percent: String,
    churn_percent: String,
}

#[test]
fn it_agrees_with_the_samples_to_28_digits() {
    let digits = |text: &str| {
        let number: Decimal = text.parse().expect("a decimal");
        number.round_sf(28).map(|number| number.normalize())
    };
    let cases = include_str!("../cases/retention.jsonl");
    for line in cases.lines() {
        let Case { inputs, expected } = serde_json::from_str(line).expect("a case");
        let retention = CustomerRetention::of_counts(inputs.start, inputs.end, inputs.new)
            .expect("counts that can be");
        let [percent, churn] = [retention.percent(), retention.churn_percent()]
            .map(|percent| digits(&percent.expect("a value").to_string()));
        assert_eq!(percent, digits(&expected.percent), "{line}");
        assert_eq!(churn, digits(&expected.churn_percent), "{line}");
    }
    assert_eq!(cases.lines().count(), 3);
}

/// Whole × 10^scale ÷ divisor, rounded down, and what remains of it.
fn long_division(whole: u128, divisor: u128, scale: u32) -> (u128, u128) {
    let mut quotient = whole / divisor;
    let mut rest = whole % divisor;
    for _ in 0..scale {
        quotient = quotient * 10 + rest * 10 / divisor;
        rest = rest * 10 % divisor;
    }
    (quotient, rest)
}

proptest! {
    #[test]
    fn it_agrees_with_long_division(start in 1_u64..1_000_000_000_000, kept in 0.0..1.0_f64, new in 0_u64..1_000) {
        let stayed = ((start as f64 * kept) as u64).min(start);
        let retention = CustomerRetention::of_counts(start, stayed + new, new).expect("counts");
        for (part, percent) in [
            (stayed, retention.percent()),
            (start - stayed, retention.churn_percent()),
        ] {
            let percent = percent.expect("somebody was there");
            let (hundredfold, whole) = (u128::from(part) * 100, u128::from(start));
            // As many decimals as make 28 digits, 28 at most, or all there are.
            let scale = (0..=28)
                .rev()
                .find(|scale| long_division(hundredfold, whole, *scale).0 < 10_u128.pow(28))
                .expect("a scale")
                .max(percent.scale());
            let (down, rest) = long_division(hundredfold, whole, scale);
            let missing_zeros = 10_u128.pow(scale - percent.scale());
            let found = percent.mantissa().unsigned_abs() * missing_zeros;
            let nearest = down + u128::from(rest * 2 > whole);
            let half = rest * 2 == whole && found == down + 1;
            prop_assert!(found == nearest || half, "{part} of {start}: {percent}");
        }
    }

    #[test]
    fn by_identity_agrees_with_lists_and_with_counts(
        start in prop::collection::vec(0_u8..20, 0..30),
        end in prop::collection::vec(0_u8..20, 0..30),
    ) {
        let retention = CustomerRetention::of_customers(&start, &end);
        let distinct = |keys: &[u8]| keys.iter().copied().collect::<BTreeSet<u8>>();
        let (first, last) = (distinct(&start), distinct(&end));
        let new = last.iter().filter(|key| !start.contains(key)).count() as u64;
        prop_assert_eq!(retention.gained(), Some(new));
        prop_assert_eq!(retention.start(), Some(first.len() as u64));
        prop_assert_eq!(retention.end(), Some(last.len() as u64));
        prop_assert_eq!(
            retention.net_growth(),
            Some(last.len() as i64 - first.len() as i64)
        );
        match CustomerRetention::of_counts(first.len() as u64, last.len() as u64, new) {
            Ok(by_counts) => prop_assert_eq!(by_counts, retention),
            Err(_) => prop_assert!(first.is_empty()),
        }
    }

    #[test]
    fn two_shops_add_up(
        one in prop::collection::vec(customer_facts::presence(), 0..20),
        other in prop::collection::vec(customer_facts::presence(), 0..20),
    ) {
        let mut both = CustomerRetention::of(&one);
        both.merge(&CustomerRetention::of(&other));
        let all = [one, other].concat();
        let count = |meant| all.iter().filter(|presence| **presence == meant).count() as i64;
        let (stayed, left) = (count(CustomerPresence::Stayed), count(CustomerPresence::Left));
        let expected = (stayed + left > 0)
            .then(|| (Decimal::from(100 * stayed) / Decimal::from(stayed + left)).normalize());
        prop_assert_eq!(both.percent(), expected);
    }
}
