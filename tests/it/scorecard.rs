//! The scorecard: each adapter counts its own facts and no others.

use proptest::prelude::*;
use support_kpi::kpi::{
    AbandonmentRate, CustomerEffort, CustomerSatisfaction, FirstResponseTime, InternalQuality,
    LifetimeValue, NetPromoterScore, PurchaseCohorts, RepeatPurchase,
};
use support_kpi::scorecard::{
    Fact, OnActiveMonths, OnCustomers, OnEffort, OnInteractions, OnPurchases, OnQualityReviews,
    OnRecommendation, OnSatisfaction, OnTickets,
};
use support_kpi::stage::Purchases;
use support_kpi::{Calculator, Group, OneToFive, OneToTen, Purchase, Score, Survey};

use crate::serialised::{through_json, through_postcard};
use crate::{customer_facts, facts};

type Card = (
    OnTickets<FirstResponseTime>,
    OnInteractions<AbandonmentRate>,
    OnSatisfaction<CustomerSatisfaction<OneToFive>>,
    OnRecommendation<NetPromoterScore>,
    OnEffort<CustomerEffort>,
    OnQualityReviews<InternalQuality>,
    OnPurchases<LifetimeValue>,
    OnCustomers<RepeatPurchase>,
    OnActiveMonths<PurchaseCohorts>,
);

proptest! {
    #[test]
    fn one_stream_equals_a_pass_for_each_kind(stream in prop::collection::vec(customer_facts::fact(), 0..60)) {
        let mut card = Card::default();
        card.record_slice(&stream);

        let mut tickets = FirstResponseTime::default();
        let mut contacts = AbandonmentRate::default();
        let mut satisfaction = CustomerSatisfaction::default();
        let mut promoters = NetPromoterScore::default();
        let mut effort = CustomerEffort::default();
        let mut quality = InternalQuality::default();
        let mut purchases = LifetimeValue::default();
        let mut customers = RepeatPurchase::default();
        let mut months = PurchaseCohorts::default();
        for fact in &stream {
            match fact {
                Fact::Ticket(ticket) => tickets.record(ticket),
                Fact::Interaction(contact) => contacts.record(contact),
                Fact::Satisfaction(survey) => satisfaction.record(survey),
                Fact::Recommendation(survey) => promoters.record(survey),
                Fact::Effort(survey) => effort.record(survey),
                Fact::QualityReview(review) => quality.record(review),
                Fact::Purchase(purchase) => purchases.record(purchase),
                Fact::Customer(customer) => customers.record(customer),
                Fact::ActiveMonth(month) => months.record(month),
                other => panic!("{other:?} is counted nowhere"),
            }
        }
        prop_assert_eq!(&*card.0, &tickets);
        prop_assert_eq!(&*card.1, &contacts);
        prop_assert_eq!(&*card.2, &satisfaction);
        prop_assert_eq!(&*card.3, &promoters);
        prop_assert_eq!(&*card.4, &effort);
        prop_assert_eq!(&*card.5, &quality);
        prop_assert_eq!(&*card.6, &purchases);
        prop_assert_eq!(&*card.7, &customers);
        prop_assert_eq!(&*card.8, &months);

        prop_assert_eq!(&through_json(&stream), &stream);
        prop_assert_eq!(&through_postcard(&stream), &stream);
        prop_assert_eq!(&through_postcard(&card), &card);
        card.retract_slice(&stream);
        prop_assert!(card.is_empty());
    }
}

#[test]
fn an_adapter_is_written_as_the_calculator_inside() {
    let inside = LifetimeValue::of(&[Purchase::new(facts::epoch(), 5.into()).expect("a purchase")]);
    let adapter = OnPurchases::<LifetimeValue>::new(inside);
    let json = serde_json::to_string(&adapter).expect("JSON");
    assert_eq!(json, serde_json::to_string(&inside).expect("JSON"));
}

#[test]
fn satisfaction_is_scored_on_the_scale_that_was_chosen() {
    let answer = Survey::answered(Score::<OneToTen>::new(9).expect("a score"));
    let purchase = Purchase::new(facts::epoch(), 5.into()).expect("a purchase");
    let csat = OnSatisfaction::<CustomerSatisfaction<OneToTen>, OneToTen>::of(&[
        Fact::Satisfaction(answer),
        Fact::from(purchase),
    ]);
    assert_eq!(csat.satisfied().to_string(), "1 of 1 (100 %)");
}

#[test]
fn what_a_stage_emits_goes_into_the_scorecard() {
    let mut purchases = Purchases::<u8>::default();
    let mut card = <(OnCustomers<RepeatPurchase>, OnActiveMonths<PurchaseCohorts>)>::default();
    for day in [3, 1, 2] {
        let at = facts::epoch() + chrono::TimeDelta::days(day);
        let change = purchases.record(&1, &Purchase::new(at, 5.into()).expect("a purchase"));
        change
            .customer()
            .map(|fact| Fact::from(*fact))
            .apply_to(&mut card);
        change
            .months()
            .map(|fact| Fact::from(*fact))
            .apply_to(&mut card);
    }
    assert_eq!(card.0.ever().customers(), Some(1));
    assert_eq!(card.0.ever().repeat_customers(), Some(1));
    assert_eq!(card.1.as_of("2024-04".parse().expect("a month")).len(), 1);
}
