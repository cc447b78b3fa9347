//! The KPIs over purchases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use support_kpi::breakdown::{Calendar, Span};
use support_kpi::clock::Month;
use support_kpi::kpi::{
    CustomerRetention, LifetimeValue, PurchaseCohorts, RepeatPurchase, RevenueBySatisfaction,
    SatisfactionBand,
};
use support_kpi::stage::{PurchasePolicy, Purchases};
use support_kpi::{Calculator as _, OneToFive, Score};

use super::super::rows::{Asked, Facts, PurchaseFact};

/// What the purchases of a folder add up to.
#[derive(Debug)]
pub(crate) struct PurchaseMeasures {
    pub(crate) sales: LifetimeValue,
    pub(crate) repeat: RepeatPurchase,
    pub(crate) cohorts: PurchaseCohorts,
    /// Purchases without a customer: revenue, and nobody's return.
    pub(crate) without_customer: usize,
    pub(crate) by_satisfaction: RevenueBySatisfaction,
    /// From the month before the last one that is over to that one, by the
    /// customers who bought in each; `None` where two months are not over, or
    /// nobody bought in the first.
    pub(crate) retention: Option<(Span, Span, CustomerRetention)>,
    /// The month that runs.
    pub(crate) running: Month,
}

impl PurchaseMeasures {
    pub(crate) fn of(facts: &[PurchaseFact], all: &Facts, now: DateTime<Utc>, zone: Tz) -> Self {
        let mut stage = Purchases::<String, Tz>::new(PurchasePolicy::in_zone(zone));
        let scores = latest_scores(all);
        let mut measures = Self {
            sales: LifetimeValue::default(),
            repeat: RepeatPurchase::default(),
            cohorts: PurchaseCohorts::default(),
            without_customer: 0,
            by_satisfaction: RevenueBySatisfaction::default(),
            retention: retention(facts, now, zone),
            running: Month::of(now, &zone),
        };
        for fact in facts {
            measures.sales.record(&fact.purchase);
            let customer = fact.customer.as_deref();
            let score = customer.and_then(|customer| scores.get(customer)).copied();
            let band = SatisfactionBand::of(score);
            measures.by_satisfaction.record(&(band, fact.purchase));
            let Some(customer) = customer else {
                measures.without_customer += 1;
                continue;
            };
            let change = stage.record(customer, &fact.purchase);
            change.customer().apply_to(&mut measures.repeat);
            change.months().apply_to(&mut measures.cohorts);
        }
        measures
    }
}

/// What each customer answered last when asked how satisfied they are, by the
/// customer of the survey's ticket.
fn latest_scores(all: &Facts) -> BTreeMap<&str, Score<OneToFive>> {
    let tickets = all.tickets().iter();
    let customers: BTreeMap<&str, &str> = tickets
        .filter_map(|fact| Some((fact.id.as_deref()?, fact.customer.as_deref()?)))
        .collect();
    let mut latest = BTreeMap::<&str, (Option<DateTime<Utc>>, Score<OneToFive>)>::new();
    for fact in all.surveys.iter().flat_map(|surveys| &surveys.facts) {
        let Asked::Satisfaction(survey) = fact.asked else {
            continue;
        };
        let ticket = fact.ticket.as_deref();
        let customer = ticket.and_then(|ticket| customers.get(ticket));
        if let (Some(customer), Some(score)) = (customer, survey.score()) {
            let known = latest.entry(customer).or_insert((fact.answered_at, score));
            if fact.answered_at >= known.0 {
                *known = (fact.answered_at, score);
            }
        }
    }
    latest
        .into_iter()
        .map(|(customer, (_, score))| (customer, score))
        .collect()
}

fn retention(
    facts: &[PurchaseFact],
    now: DateTime<Utc>,
    zone: Tz,
) -> Option<(Span, Span, CustomerRetention)> {
    let months = Calendar::months(zone);
    let last = months.previous(months.span_of(now)?)?;
    let before = months.previous(last)?;
    let customers_in = |month: Span| -> BTreeSet<&str> {
        facts
            .iter()
            .filter(|fact| month.contains(fact.purchase.at()))
            .filter_map(|fact| fact.customer.as_deref())
            .collect()
    };
    let retention = CustomerRetention::of_customers(customers_in(before), customers_in(last));
    retention.percent()?;
    Some((before, last, retention))
}
