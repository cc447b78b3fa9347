//! Revenue by satisfaction against a table by hand and a list of purchases.

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::{RevenueBySatisfaction, SatisfactionBand};
use support_kpi::model::SatisfactionScale;
use support_kpi::{
    Calculator, GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Purchase, Score,
};

use crate::{customer_facts, facts};

fn bought(band: SatisfactionBand, amount: &str) -> (SatisfactionBand, Purchase) {
    let amount = amount.parse().expect("a decimal");
    let purchase = Purchase::new(facts::epoch(), amount).expect("a purchase");
    (band, purchase)
}

#[test]
fn a_table_by_hand() {
    // Satisfied 60.10 + 39.90 = 100, dissatisfied 12.50, no score 87.50: 200 in all.
    let revenue = RevenueBySatisfaction::of(&[
        bought(SatisfactionBand::Satisfied, "60.10"),
        bought(SatisfactionBand::NotSurveyed, "87.50"),
        bought(SatisfactionBand::Satisfied, "39.90"),
        bought(SatisfactionBand::Dissatisfied, "12.50"),
    ]);
    let percent = |band| {
        revenue
            .share_percent(band)
            .map(|percent| percent.to_string())
    };
    assert_eq!(percent(SatisfactionBand::Satisfied).as_deref(), Some("50"));
    assert_eq!(
        percent(SatisfactionBand::Dissatisfied).as_deref(),
        Some("6.25")
    );
    assert_eq!(
        percent(SatisfactionBand::NotSurveyed).as_deref(),
        Some("43.75")
    );
    assert_eq!(percent(SatisfactionBand::Neutral).as_deref(), Some("0"));
    let satisfied = revenue.of_band(SatisfactionBand::Satisfied);
    assert_eq!(
        (satisfied.amounts(), satisfied.mean()),
        (Some(2), Some(50.into()))
    );
    let order: Vec<SatisfactionBand> = revenue.bands().map(|(band, _)| band).collect();
    assert_eq!(
        order,
        [
            SatisfactionBand::Dissatisfied,
            SatisfactionBand::Satisfied,
            SatisfactionBand::NotSurveyed
        ]
    );
}

#[test]
fn nothing_sold_is_no_value() {
    let nothing = RevenueBySatisfaction::default();
    assert_eq!(nothing.share_percent(SatisfactionBand::Satisfied), None);
    let gift = RevenueBySatisfaction::of(&[bought(SatisfactionBand::Satisfied, "0")]);
    assert_eq!(gift.share_percent(SatisfactionBand::Satisfied), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut revenue = RevenueBySatisfaction::of(&[bought(SatisfactionBand::Satisfied, "10")]);
    revenue.retract(&bought(SatisfactionBand::Neutral, "5"));
    assert_eq!(revenue.of_band(SatisfactionBand::Neutral).total(), None);
    assert_eq!(revenue.share_percent(SatisfactionBand::Satisfied), None);
    revenue.record(&bought(SatisfactionBand::Neutral, "5"));
    assert_eq!(
        revenue.share_percent(SatisfactionBand::Satisfied),
        Some(100.into())
    );
}

/// The bands of all scores of a scale, a letter each.
fn bands<S: SatisfactionScale>() -> String {
    (S::LOWEST..=S::HIGHEST)
        .map(|value| {
            let score = Score::<S>::new(value).expect("a point of the scale");
            match SatisfactionBand::of(Some(score)) {
                SatisfactionBand::Dissatisfied => 'd',
                SatisfactionBand::Neutral => 'n',
                SatisfactionBand::Satisfied => 's',
                _ => '?',
            }
        })
        .collect()
}

#[test]
fn every_score_of_every_scale_has_its_band() {
    assert_eq!(bands::<OneToFive>(), "ddnss");
    assert_eq!(bands::<OneToThree>(), "dns");
    assert_eq!(bands::<OneToSeven>(), "ddnnnss");
    assert_eq!(bands::<OneToTen>(), "dddnnnnsss");
    assert_eq!(bands::<GoodBad>(), "ds");
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(
        sales in prop::collection::vec((customer_facts::band(), facts::purchase()), 0..40),
        band in customer_facts::band(),
    ) {
        let revenue = RevenueBySatisfaction::of(&sales);
        let sum = |of_all: bool| -> Decimal {
            sales
                .iter()
                .filter(|(of, _)| of_all || *of == band)
                .map(|(_, purchase)| purchase.amount().decimal())
                .sum()
        };
        prop_assert_eq!(revenue.of_band(band).total(), Some(sum(false)));
        let percent = revenue.share_percent(band);
        prop_assert_eq!(percent.is_some(), !sum(true).is_zero());
        if let Some(percent) = percent {
            let found = percent / Decimal::ONE_HUNDRED * sum(true);
            let error = (found - sum(false)).abs();
            prop_assert!(error <= sum(true) * Decimal::new(1, 20) + Decimal::new(1, 12), "{error}");
        }
    }
}
