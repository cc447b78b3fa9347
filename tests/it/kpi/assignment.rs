//! Assignment against hand sums and a list.

use std::time::Duration;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::kpi::Assignment;
use support_kpi::model::{Course, FirstAssignment};
use support_kpi::{Calculator, Elapsed};

use crate::conversation_facts;

fn assigned(first: FirstAssignment, handovers: u16) -> Course {
    Course::default()
        .assigned(first, handovers)
        .expect("a course")
}

#[test]
fn a_table_by_hand() {
    let after = |seconds| FirstAssignment::After(Elapsed::from_seconds(seconds));
    // 30 + 90 = 120 s over two: 60 s. 1 + 0 + 3 = 4 handovers over three tickets ever assigned.
    let kpi = Assignment::of(&[
        assigned(after(30), 1),
        assigned(after(90), 0),
        assigned(FirstAssignment::BeforeOpening, 3),
        assigned(FirstAssignment::None, 0),
    ]);
    assert_eq!(kpi.mean(), Some(Duration::from_secs(60)));
    assert_eq!(kpi.waits().count(), Some(2));
    assert_eq!(kpi.before_opening(), Some(1));
    assert_eq!(kpi.assigned().to_string(), "3 of 4 (75 %)");
    assert_eq!(kpi.handed_over().to_string(), "2 of 3 (66.7 %)");
    assert_eq!(kpi.handovers(), Some(4));
    let per_ticket = kpi.handovers_per_ticket().expect("a mean");
    assert_eq!(per_ticket, Decimal::from(4) / Decimal::from(3));
    let median = kpi.median().expect("a median");
    assert!(median.at_least() <= Duration::from_secs(30));
    assert!(median.at_most() >= Duration::from_secs(30));
}

#[test]
fn nothing_counted_is_no_value() {
    let kpi = Assignment::default();
    assert_eq!(
        (kpi.mean(), kpi.median(), kpi.handovers_per_ticket()),
        (None, None, None)
    );
    assert_eq!(kpi.handovers(), Some(0));
    assert_eq!(
        Assignment::of(&[Course::default()]).handovers_per_ticket(),
        None
    );
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut kpi = Assignment::default();
    kpi.retract(&assigned(FirstAssignment::BeforeOpening, 2));
    assert_eq!((kpi.handovers(), kpi.before_opening()), (None, None));
    assert_eq!(kpi.assigned().percent(), None);
    assert_eq!(kpi.handovers_per_ticket(), None);
}

#[test]
fn handovers_of_what_nobody_had_are_refused() {
    let error = Course::default()
        .assigned(FirstAssignment::None, 2)
        .expect_err("nobody had it");
    assert_eq!(
        error.to_string(),
        "handovers: expected none for a ticket that was not assigned, found 2",
    );
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(courses in prop::collection::vec(conversation_facts::course(), 0..60)) {
        let kpi = Assignment::of(&courses);
        let times: Vec<u128> = courses
            .iter()
            .filter_map(|course| match course.first_assignment() {
                FirstAssignment::After(time) => Some(time.duration().as_nanos()),
                _ => None,
            })
            .collect();
        let known = courses.iter().filter(|c| c.first_assignment() != FirstAssignment::None);
        prop_assert_eq!(kpi.waits().count(), Some(times.len() as u64));
        prop_assert_eq!(kpi.waits().sum().map(|s| s.as_nanos()), Some(times.iter().sum()));
        prop_assert_eq!(kpi.assigned().part(), Some(known.count() as u64));
        prop_assert_eq!(kpi.assigned().whole(), Some(courses.len() as u64));
        let handovers: u64 = courses.iter().map(|c| u64::from(c.handovers())).sum();
        prop_assert_eq!(kpi.handovers(), Some(handovers));
    }
}
