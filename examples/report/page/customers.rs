//! What customers buy, and whether they come back.

use support_kpi::kpi::{Cohort, NthPurchase, RepeatCustomers, SatisfactionBand};
use support_kpi::summary::Money;

use super::super::measures::PurchaseMeasures;
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, count, counts, month, number, or_none, percent, share};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(purchases) = &scorecard.measures.purchases else {
        return;
    };
    sheet.heading("CUSTOMERS");
    let mut entries = vec![("Revenue", revenue(purchases))];
    if let Some((from, to, retention)) = &purchases.retention {
        entries.push((
            "Retention",
            format!(
                "{}: {} who bought in {} bought again in {}",
                share(retention.retained()),
                counts(retention.retained()),
                month(from.start(), scorecard.zone),
                month(to.start(), scorecard.zone)
            ),
        ));
    }
    sheet.entries(entries);
    sheet.gap();

    let ever = purchases.repeat.ever();
    sheet.table(
        [
            Words("Repeat purchase, ever so far"),
            Figures("Share"),
            Figures("Customers"),
            Figures("Of those with the one before"),
        ],
        vec![
            repeat("a 2nd purchase", &ever, NthPurchase::Second),
            repeat("a 3rd purchase", &ever, NthPurchase::Third),
            repeat("a 4th purchase", &ever, NthPurchase::Fourth),
        ],
    );
    by_satisfaction(sheet, purchases);
    cohorts(sheet, purchases);
}

fn revenue(purchases: &PurchaseMeasures) -> String {
    let sales = &purchases.sales;
    let customers = purchases.repeat.ever().customers().unwrap_or_default();
    let money = sales.revenue();
    let mut text = format!(
        "{} from {} purchases of {} customers",
        or_none(money.total(), |total| number(total, decimals(money))),
        or_none(sales.orders(), count),
        count(customers),
    );
    if let Some(value) = sales.order_value() {
        text = format!("{text}; {} a purchase", number(value, 2));
    }
    if let Some(orders) = sales.orders_per_customer(customers) {
        text = format!("{text}, {} purchases a customer", number(orders, 2));
    }
    match purchases.without_customer {
        0 => text,
        some => format!("{text}; {some} purchases name no customer, and are nobody's return"),
    }
}

/// As many decimals as the amounts have.
fn decimals(money: Money) -> u32 {
    money
        .total()
        .map_or(0, |total| total.normalize().scale().min(2))
}

fn repeat(what: &str, ever: &RepeatCustomers, purchase: NthPurchase) -> [String; 4] {
    [
        what.to_string(),
        share(ever.of_all(purchase)),
        counts(ever.of_all(purchase)),
        share(ever.of_previous(purchase)),
    ]
}

fn by_satisfaction(sheet: &mut Sheet, purchases: &PurchaseMeasures) {
    let revenue = &purchases.by_satisfaction;
    let surveyed = [
        SatisfactionBand::Satisfied,
        SatisfactionBand::Neutral,
        SatisfactionBand::Dissatisfied,
    ];
    let has_any = |band: &SatisfactionBand| revenue.of_band(*band).amounts() > Some(0);
    if !surveyed.iter().any(has_any) {
        return;
    }
    let rows = surveyed
        .into_iter()
        .chain([SatisfactionBand::NotSurveyed])
        .map(|band| {
            let money = revenue.of_band(band);
            [
                match band {
                    SatisfactionBand::Satisfied => "satisfied customers",
                    SatisfactionBand::Neutral => "neither",
                    SatisfactionBand::Dissatisfied => "dissatisfied customers",
                    _ => "no answer known",
                }
                .to_string(),
                or_none(revenue.share_percent(band), percent),
                or_none(money.amounts(), count),
                or_none(money.mean(), |mean| number(mean, 2)),
            ]
        });
    sheet.gap();
    sheet.table(
        [
            Words("Revenue from, by their latest answer"),
            Figures("Share"),
            Figures("Purchases"),
            Figures("Each"),
        ],
        rows.collect(),
    );
}

/// How many months after the first the table shows.
const MONTHS: u32 = 5;

fn cohorts(sheet: &mut Sheet, purchases: &PurchaseMeasures) {
    let cohorts = purchases.cohorts.as_of(purchases.running);
    // Without a month after the first there is nothing to tell yet.
    let tells = |cohort: &Cohort| cohort.share(1).is_some();
    if !cohorts.iter().any(tells) {
        return;
    }
    let cell = |cohort: &Cohort, since: u32| {
        cohort
            .share(since)
            .map_or_else(|| NO_VALUE.to_string(), share)
    };
    let rows: Vec<[String; 7]> = cohorts
        .iter()
        .map(|cohort| {
            let mut months = (1..=MONTHS).map(|since| cell(cohort, since));
            let mut next = || months.next().unwrap_or_default();
            [
                cohort.month().to_string(),
                or_none(cohort.customers(), count),
                next(),
                next(),
                next(),
                next(),
                next(),
            ]
        })
        .collect();
    sheet.gap();
    sheet.table(
        [
            Words("First bought in"),
            Figures("Customers"),
            Figures("1 month on"),
            Figures("2 on"),
            Figures("3 on"),
            Figures("4 on"),
            Figures("5 on"),
        ],
        rows,
    );
}
