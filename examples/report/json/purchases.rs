//! Purchases as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::kpi::{NthPurchase, SatisfactionBand};

use super::super::measures::PurchaseMeasures;
use super::super::scorecard::Scorecard;
use super::figures::Ratio;

#[derive(Debug, Serialize)]
pub(super) struct Purchases {
    purchases: Option<u64>,
    rejected: usize,
    customers: Option<u64>,
    without_customer: usize,
    /// An exact decimal, as text.
    amount: Option<String>,
    order_value: Option<String>,
    /// Purchases of one day counted apart.
    repeat: BTreeMap<&'static str, Option<Ratio>>,
    /// Of those with the purchase before.
    repeat_stepwise: BTreeMap<&'static str, Option<Ratio>>,
    retention: Option<Retention>,
    cohorts: Vec<Cohort>,
    /// Revenue by the satisfaction of its customer, as text.
    revenue_by_satisfaction: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
struct Retention {
    /// The two months, each as an interval of ISO 8601.
    from: String,
    to: String,
    retained: Option<Ratio>,
    churned: Option<Ratio>,
}

#[derive(Debug, Serialize)]
struct Cohort {
    month: String,
    customers: Option<u64>,
    /// From month 0, the months that are over.
    shares: Vec<Option<Ratio>>,
}

const TIMES: [(&str, NthPurchase); 3] = [
    ("2", NthPurchase::Second),
    ("3", NthPurchase::Third),
    ("4", NthPurchase::Fourth),
];

const BANDS: [(&str, SatisfactionBand); 4] = [
    ("dissatisfied", SatisfactionBand::Dissatisfied),
    ("neutral", SatisfactionBand::Neutral),
    ("satisfied", SatisfactionBand::Satisfied),
    ("not_surveyed", SatisfactionBand::NotSurveyed),
];

impl Purchases {
    /// `None` where there is no row.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        let file = scorecard
            .file("purchases.csv")
            .filter(|file| file.input > 0)?;
        let rejected = file.rejected.len();
        let Some(measures) = &scorecard.measures.purchases else {
            return Some(Self::nothing(rejected));
        };
        let ever = measures.repeat.ever();
        Some(Self {
            purchases: measures.sales.orders(),
            rejected,
            customers: ever.customers(),
            without_customer: measures.without_customer,
            amount: measures
                .sales
                .revenue()
                .total()
                .map(|total| total.to_string()),
            order_value: measures.sales.order_value().map(|value| value.to_string()),
            repeat: TIMES
                .map(|(key, time)| (key, Ratio::of(ever.of_all(time))))
                .into(),
            repeat_stepwise: TIMES
                .map(|(key, time)| (key, Ratio::of(ever.of_previous(time))))
                .into(),
            retention: retention(measures),
            cohorts: cohorts(measures),
            revenue_by_satisfaction: BANDS
                .into_iter()
                .filter_map(|(key, band)| {
                    let money = measures.by_satisfaction.of_band(band);
                    money.amounts().filter(|amounts| *amounts > 0)?;
                    Some((key, money.total()?.to_string()))
                })
                .collect(),
        })
    }

    const fn nothing(rejected: usize) -> Self {
        Self {
            purchases: None,
            rejected,
            customers: None,
            without_customer: 0,
            amount: None,
            order_value: None,
            repeat: BTreeMap::new(),
            repeat_stepwise: BTreeMap::new(),
            retention: None,
            cohorts: Vec::new(),
            revenue_by_satisfaction: BTreeMap::new(),
        }
    }
}

fn retention(measures: &PurchaseMeasures) -> Option<Retention> {
    let (from, to, retention) = measures.retention.as_ref()?;
    Some(Retention {
        from: from.to_string(),
        to: to.to_string(),
        retained: Ratio::of(retention.retained()),
        churned: Ratio::of(retention.churned()),
    })
}

fn cohorts(measures: &PurchaseMeasures) -> Vec<Cohort> {
    let cohorts = measures.cohorts.as_of(measures.running).into_iter();
    cohorts
        .map(|cohort| Cohort {
            month: cohort.month().to_string(),
            customers: cohort.customers(),
            shares: cohort.shares().map(Ratio::of).collect(),
        })
        .collect()
}
