//! The change of the backlog against hand sums and the backlog itself.

use proptest::prelude::*;
use support_kpi::kpi::{Backlog, BacklogEvent, BacklogFlow};
use support_kpi::{Calculator, Group};

use crate::facts;

const ALL: [BacklogEvent; 6] = [
    BacklogEvent::Opened,
    BacklogEvent::Reopened,
    BacklogEvent::Resolved,
    BacklogEvent::Abandoned,
    BacklogEvent::Merged,
    BacklogEvent::Spam,
];

#[test]
fn a_table_by_hand() {
    // 50 + 4 - 30 - 3 - 2 - 1 = 18.
    let mut flow = BacklogFlow::default();
    for (event, number) in ALL.into_iter().zip([50, 4, 30, 3, 2, 1]) {
        flow.record_slice(&vec![event; number]);
        assert_eq!(flow.count(event), Some(number as u64));
    }
    assert_eq!(flow.change(), Some(18));
    // 18 + 4 - 30 = -8 more without what was opened.
    let mut shrinking = BacklogFlow::of(&[BacklogEvent::Resolved; 9]);
    shrinking.record(&BacklogEvent::Reopened);
    assert_eq!(shrinking.change(), Some(-8));
}

#[test]
fn a_day_without_events_changes_nothing() {
    assert_eq!(BacklogFlow::default().change(), Some(0));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for event in ALL {
        let mut flow = BacklogFlow::of(&[BacklogEvent::Opened, BacklogEvent::Resolved]);
        flow.retract_slice(&[event; 2]);
        assert_eq!((flow.change(), flow.count(event)), (None, None));
        flow.record_slice(&[event; 2]);
        assert_eq!(flow.change(), Some(0));
    }
}

proptest! {
    #[test]
    fn the_flows_lead_from_one_backlog_to_another(
        tickets in prop::collection::vec(facts::ticket(), 0..60),
        first in 0_u64..9_000_000_000_000_000,
        second in 0_u64..9_000_000_000_000_000,
    ) {
        let (from, to) = (facts::after(first.min(second)), facts::after(first.max(second)));
        let mut flow = BacklogFlow::default();
        for (at, event) in tickets.iter().flat_map(BacklogEvent::of_ticket) {
            if from < at && at <= to {
                flow.record(&event);
            }
        }
        let open = |instant| Backlog::at(instant, &tickets).all().count() as i64;
        prop_assert_eq!(flow.change(), Some(open(to) - open(from)));
    }

    #[test]
    fn it_agrees_with_filters(events in prop::collection::vec(facts::backlog_event(), 0..60)) {
        let flow = BacklogFlow::of(&events);
        let mut expected = 0;
        for event in ALL {
            let count = events.iter().filter(|other| **other == event).count();
            prop_assert_eq!(flow.count(event), Some(count as u64));
            match event {
                BacklogEvent::Opened | BacklogEvent::Reopened => expected += count as i64,
                _ => expected -= count as i64,
            }
        }
        prop_assert_eq!(flow.change(), Some(expected));
        prop_assert_eq!(flow.is_empty(), events.is_empty());
    }
}
