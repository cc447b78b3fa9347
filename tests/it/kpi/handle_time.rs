//! Handle time against a table by hand and plain sums.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::AverageHandleTime;
use support_kpi::summary::Percentile;
use support_kpi::{Calculator, Elapsed, HandleTime, Interaction, Outcome};

use super::abandonment::contact;
use crate::facts;

const ANSWERED: Outcome = Outcome::Answered {
    after: Elapsed::ZERO,
};

fn handled(talk: u64, hold: u64, after_work: u64) -> Interaction {
    let [talk, hold, after_work] = [talk, hold, after_work].map(Duration::from_secs);
    contact(ANSWERED)
        .with_handle_time(HandleTime::new(talk, hold, after_work).expect("minutes"))
        .expect("it was answered")
}

#[test]
fn a_table_by_hand() {
    let mut times = AverageHandleTime::of(&[
        handled(100, 20, 30), // 150
        handled(200, 0, 40),  // 240
        handled(60, 10, 20),  // 90
        contact(ANSWERED),
        contact(Outcome::StillWaiting),
    ]);
    times.record(&contact(Outcome::LeftWaiting {
        after: Elapsed::from_seconds(9),
    }));
    // 150 + 240 + 90 = 480 s over 3.
    assert_eq!(times.mean(), Some(Duration::from_secs(160)));
    assert_eq!(times.talk().mean(), Some(Duration::from_secs(120)));
    assert_eq!(times.hold().mean(), Some(Duration::from_secs(10)));
    assert_eq!(times.after_work().mean(), Some(Duration::from_secs(30)));
    assert_eq!(times.count(), Some(3));
    assert_eq!(
        (times.not_known(), times.not_answered()),
        (Some(1), Some(2))
    );
    let median = times.percentile(Percentile::P50).expect("a median");
    let exact = Duration::from_secs(150);
    assert!(median.at_least() <= exact && exact <= median.at_most());
}

#[test]
fn nothing_counted_is_no_value() {
    let times = AverageHandleTime::of(&[contact(ANSWERED)]);
    assert_eq!((times.mean(), times.count()), (None, Some(0)));
    assert_eq!(times.percentile(Percentile::P90), None);
    assert_eq!(times.not_known(), Some(1));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut times = AverageHandleTime::of(&[handled(1, 1, 1)]);
    times.retract(&handled(2, 2, 2));
    assert_eq!((times.mean(), times.count()), (None, None));
    times.record(&handled(2, 2, 2));
    assert_eq!(times.mean(), Some(Duration::from_secs(3)));
}

proptest! {
    #[test]
    fn it_agrees_with_plain_sums(contacts in prop::collection::vec(facts::interaction(), 0..60)) {
        let times = AverageHandleTime::of(&contacts);
        let known: Vec<HandleTime> = contacts.iter().filter_map(Interaction::handle_time).collect();
        let sum = |part: fn(HandleTime) -> Elapsed| {
            Some(known.iter().map(|handle| part(*handle).duration()).sum::<Duration>())
        };
        prop_assert_eq!(times.talk().sum(), sum(HandleTime::talk));
        prop_assert_eq!(times.hold().sum(), sum(HandleTime::hold));
        prop_assert_eq!(times.after_work().sum(), sum(HandleTime::after_work));
        let parts = [times.talk(), times.hold(), times.after_work()];
        let together: Option<Duration> = parts.iter().map(|part| part.sum()).sum();
        prop_assert_eq!(times.total().sum(), together);
        prop_assert_eq!(times.count(), Some(known.len() as u64));
        let all = [times.count(), times.not_known(), times.not_answered()];
        prop_assert_eq!(all.into_iter().sum::<Option<u64>>(), Some(contacts.len() as u64));
    }
}
