//! The cohort table against a table by hand, and against a count of customers.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use support_kpi::clock::Month;
use support_kpi::kpi::PurchaseCohorts;
use support_kpi::summary::Ratio;
use support_kpi::{ActiveMonth, Calculator};

use crate::customer_facts;

fn month(month: u32) -> Month {
    Month::new(2_024, month).expect("a month")
}

fn bought(first: u32, in_month: u32) -> ActiveMonth {
    ActiveMonth::new(month(first), month(in_month)).expect("months in order")
}

/// January: Aiko (1, 2, 3), Ben (1, 3), Chloé (1). March: Dai (3, 4).
fn table() -> PurchaseCohorts {
    PurchaseCohorts::of(&[
        bought(1, 1),
        bought(1, 2),
        bought(1, 3),
        bought(1, 1),
        bought(1, 3),
        bought(1, 1),
        bought(3, 3),
        bought(3, 4),
    ])
}

#[test]
fn a_table_by_hand() {
    //          0    1    2    3
    // January  3/3  1/3  2/3  0/3
    // March    1/1  (April runs)
    let rows = table().as_of(month(5));
    let shares = |row: usize| rows[row].shares().collect::<Vec<_>>();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].month(), rows[0].customers()), (month(1), Some(3)));
    assert_eq!(
        shares(0),
        [(3, 3), (1, 3), (2, 3), (0, 3)].map(|(part, whole)| Ratio::of_counts(part, whole))
    );
    assert_eq!((rows[1].month(), rows[1].customers()), (month(3), Some(1)));
    assert_eq!(shares(1), [Ratio::of_counts(1, 1), Ratio::of_counts(1, 1)]);
    // One month after: 1 of 3 and 1 of 1. Two months after: January only, 2 of 3.
    assert_eq!(table().overall(month(5), 1), Ratio::of_counts(2, 4));
    assert_eq!(table().overall(month(5), 2), Ratio::of_counts(2, 3));
}

#[test]
fn a_month_that_runs_has_no_cell() {
    let rows = table().as_of(month(3));
    assert_eq!(rows.len(), 1, "the cohort of March is not over");
    assert_eq!(rows[0].share(1), Some(Ratio::of_counts(1, 3)));
    assert_eq!(rows[0].share(2), None);
    assert_eq!(rows[0].shares().count(), 2);
    assert_eq!(table().overall(month(3), 2), Ratio::default());
    assert!(table().as_of(month(1)).is_empty());
}

#[test]
fn nothing_counted_is_no_value() {
    let cohorts = PurchaseCohorts::default();
    assert!(cohorts.as_of(month(5)).is_empty());
    assert_eq!(cohorts.overall(month(5), 0).percent(), None);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut cohorts = table();
    cohorts.retract(&bought(1, 4));
    let share = cohorts.as_of(month(5))[0].share(3).expect("April is over");
    assert_eq!((share.percent(), share.is_settled()), (None, false));
    assert_eq!(cohorts.overall(month(5), 3).percent(), None);
    cohorts.retract(&bought(2, 2));
    assert_eq!(cohorts.as_of(month(5))[1].customers(), None);
    cohorts.record(&bought(1, 4));
    assert_eq!(
        cohorts.as_of(month(5))[0].share(3),
        Some(Ratio::of_counts(0, 3))
    );
}

proptest! {
    #[test]
    fn it_agrees_with_customers_one_by_one(
        customers in prop::collection::vec(prop::collection::btree_set(customer_facts::month(), 1..5), 0..30),
        running in customer_facts::month(),
    ) {
        let facts = customers.iter().flat_map(|months| {
            let first = *months.first().expect("a month");
            months.iter().map(move |month| ActiveMonth::new(first, *month).expect("in order"))
        });
        let cohorts = PurchaseCohorts::of(&facts.collect::<Vec<_>>());
        let mut naive: BTreeMap<Month, Vec<&BTreeSet<Month>>> = BTreeMap::new();
        for months in &customers {
            naive.entry(*months.first().expect("a month")).or_default().push(months);
        }
        naive.retain(|month, _| *month < running);
        let rows = cohorts.as_of(running);
        prop_assert_eq!(
            rows.iter().map(|row| row.month()).collect::<Vec<_>>(),
            naive.keys().copied().collect::<Vec<_>>()
        );
        for row in &rows {
            let members = &naive[&row.month()];
            let (mut year, mut of_year, mut since) = (row.month().year(), row.month().month(), 0);
            while Month::new(year, of_year).expect("a month") < running {
                let cell = Month::new(year, of_year).expect("a month");
                let active = members.iter().filter(|months| months.contains(&cell)).count();
                let expected = Ratio::of_counts(active as i64, members.len() as i64);
                prop_assert_eq!(row.share(since), Some(expected));
                since += 1;
                (year, of_year) = if of_year == 12 { (year + 1, 1) } else { (year, of_year + 1) };
            }
            prop_assert_eq!(row.share(since), None);
            prop_assert_eq!(row.shares().count(), since as usize);
        }
    }
}
