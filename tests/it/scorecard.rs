//! The scorecard: each adapter counts its own facts and no others.

use proptest::prelude::*;
use support_kpi::kpi::{FirstResponseTime, LifetimeValue, PurchaseCohorts, RepeatPurchase};
use support_kpi::model::Scale;
use support_kpi::scorecard::{
    Fact, OnActiveMonths, OnCustomers, OnEffort, OnInteractions, OnPurchases, OnRecommendation,
    OnSatisfaction, OnTickets,
};
use support_kpi::stage::Purchases;
use support_kpi::summary::Count;
use support_kpi::{
    Calculator, Group, Interaction, OneToFive, OneToSeven, OneToTen, Purchase, Score, Sign, Survey,
    ZeroToTen,
};

use crate::serialised::{through_json, through_postcard};
use crate::{customer_facts, facts};

/// Counts facts of any kind.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct Tally<F> {
    count: Count,
    #[serde(skip)]
    of: std::marker::PhantomData<F>,
}

impl<F> Default for Tally<F> {
    fn default() -> Self {
        Self {
            count: Count::default(),
            of: std::marker::PhantomData,
        }
    }
}

impl<F: Clone + PartialEq> Group for Tally<F> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.count.combine(sign, &other.count);
    }

    fn is_empty(&self) -> bool {
        self.count.is_empty()
    }
}

impl<F: Clone + PartialEq> Calculator for Tally<F> {
    type Fact = F;

    fn apply(&mut self, sign: Sign, _: &F) {
        self.count.add(sign, 1);
    }
}

type Card = (
    OnTickets<FirstResponseTime>,
    OnInteractions<Tally<Interaction>>,
    OnSatisfaction<Tally<Survey<OneToFive>>>,
    OnRecommendation<Tally<Survey<ZeroToTen>>>,
    OnEffort<Tally<Survey<OneToSeven>>>,
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
        let mut purchases = LifetimeValue::default();
        let mut customers = RepeatPurchase::default();
        let mut months = PurchaseCohorts::default();
        let (mut interactions, mut csat, mut nps, mut effort) = (0, 0, 0, 0);
        for fact in &stream {
            match fact {
                Fact::Ticket(ticket) => tickets.record(ticket),
                Fact::Interaction(_) => interactions += 1,
                Fact::Satisfaction(_) => csat += 1,
                Fact::Recommendation(_) => nps += 1,
                Fact::Effort(_) => effort += 1,
                Fact::Purchase(purchase) => purchases.record(purchase),
                Fact::Customer(customer) => customers.record(customer),
                Fact::ActiveMonth(month) => months.record(month),
                other => panic!("{other:?} is counted nowhere"),
            }
        }
        prop_assert_eq!(&*card.0, &tickets);
        prop_assert_eq!(card.1.count.value(), Some(interactions));
        prop_assert_eq!(card.2.count.value(), Some(csat));
        prop_assert_eq!(card.3.count.value(), Some(nps));
        prop_assert_eq!(card.4.count.value(), Some(effort));
        prop_assert_eq!(&*card.5, &purchases);
        prop_assert_eq!(&*card.6, &customers);
        prop_assert_eq!(&*card.7, &months);

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
fn satisfaction_on_another_scale_is_another_stream() {
    let answer = Survey::answered(Score::<OneToTen>::new(9).expect("a score"));
    let mut csat = OnSatisfaction::<Tally<Survey<OneToTen>>, OneToTen>::default();
    csat.record(&Fact::Satisfaction(answer));
    csat.record(&Fact::from(
        Purchase::new(facts::epoch(), 5.into()).expect("a purchase"),
    ));
    assert_eq!(csat.count.value(), Some(1));
    assert_eq!(OneToTen::NAME, "1-10");
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
