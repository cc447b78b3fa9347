//! The backlog against hand tables and plain filters.

use std::time::Duration;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::clock::Clock;
use support_kpi::kpi::{Backlog, BacklogState};
use support_kpi::summary::{Ages, Percentile};
use support_kpi::{Calculator, Channel, Resolver, Ticket, TicketBuilder};

use crate::facts;

fn at(seconds: u64) -> DateTime<Utc> {
    facts::after(seconds * 1_000_000_000)
}

fn opened(seconds: u64) -> TicketBuilder {
    Ticket::builder(Channel::Email, at(seconds))
}

fn built(builder: &TicketBuilder) -> Ticket {
    builder.build().expect("a ticket")
}

/// New at 0 and 50; in progress since 10; on hold since 20; closed at 70 and 80.
fn tickets() -> [Ticket; 6] {
    [
        opened(0),
        opened(50).replies(0),
        opened(10).first_response_at(at(60)),
        opened(20).on_hold(),
        opened(30)
            .first_response_at(at(40))
            .resolved_at(at(70), Resolver::Agent),
        opened(30).abandoned_at(at(80)),
    ]
    .map(|builder| built(&builder))
}

fn seconds(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

#[test]
fn a_table_by_hand() {
    let backlog = Backlog::of(&tickets()).as_of(at(100)).expect("a backlog");
    let state = |state| backlog.state(state);
    assert_eq!(state(BacklogState::New).count(), 2);
    assert_eq!(state(BacklogState::New).oldest(), seconds(100));
    assert_eq!(state(BacklogState::New).median(), seconds(50));
    assert_eq!(state(BacklogState::InProgress).count(), 1);
    assert_eq!(state(BacklogState::OnHold).oldest(), seconds(80));
    // Ages 50, 80, 90 and 100 s: the second of four, and the fourth (3.6 up).
    let all = backlog.all();
    assert_eq!((all.count(), all.later()), (4, 0));
    assert_eq!((all.median(), all.oldest()), (seconds(80), seconds(100)));
    assert_eq!(all.percentile(Percentile::P90), seconds(100));
}

#[test]
fn earlier_instants_by_hand() {
    // At 65: 0, 20, 30 (abandoned later) and 50 unanswered; 10 and 30 answered.
    let then = Backlog::at(at(65), &tickets());
    assert_eq!((then.unanswered().count(), then.answered().count()), (4, 2));
    assert_eq!(then.unanswered().oldest(), seconds(65));
    assert_eq!(then.answered().oldest(), seconds(55));
    assert_eq!(then.all().median(), seconds(35));
    // At 15: 0 and 10, nobody answered; four open later.
    let before = Backlog::at(at(15), &tickets());
    assert_eq!(
        (before.unanswered().count(), before.answered().count()),
        (2, 0)
    );
    assert_eq!(before.all().later(), 4);
    // A response at 60 exactly has come by 60.
    assert_eq!(Backlog::at(at(60), &tickets()).answered().count(), 2);
    // Closed at 70 exactly is closed at 70; at the opening it is open.
    assert_eq!(Backlog::at(at(70), &tickets()).answered().count(), 1);
    assert_eq!(Backlog::at(at(0), &tickets()).all().oldest(), seconds(0));
}

#[test]
fn an_empty_backlog_is_a_count_of_zero_and_no_age() {
    let backlog = Backlog::default().as_of(at(0)).expect("a backlog");
    assert_eq!((backlog.all().count(), backlog.all().median()), (0, None));
    let none = Backlog::at(at(0), &[]);
    assert_eq!((none.all().count(), none.all().oldest()), (0, None));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut backlog = Backlog::of(&tickets());
    backlog.retract(&built(&opened(0).on_hold()));
    assert_eq!(backlog.as_of(at(100)), None);
    backlog.record(&built(&opened(0).on_hold()));
    assert_eq!(backlog, Backlog::of(&tickets()));
}

/// A clock on which only every other minute counts, to see that it is asked.
struct HalfTime;

impl Clock for HalfTime {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        (to - from).to_std().unwrap_or_default() / 2
    }

    fn deadline(&self, _: DateTime<Utc>, _: Duration) -> Option<DateTime<Utc>> {
        None
    }
}

#[test]
fn ages_are_measured_on_the_clock_that_is_given() {
    let backlog = Backlog::of(&tickets());
    let ages = backlog.as_of_on(at(100), &HalfTime).expect("a backlog");
    assert_eq!(ages.all().oldest(), seconds(50));
    let then = Backlog::at_on(at(65), &tickets(), &HalfTime);
    assert_eq!(
        then.answered().oldest(),
        Some(Duration::from_millis(27_500))
    );
}

fn ages(mut exact: Vec<Duration>, read: &Ages) -> Result<(), TestCaseError> {
    exact.sort();
    prop_assert_eq!(read.count(), exact.len() as u64);
    prop_assert_eq!(read.oldest(), exact.last().copied());
    let median = exact
        .len()
        .div_ceil(2)
        .checked_sub(1)
        .map(|index| exact[index]);
    prop_assert_eq!(read.median(), median);
    Ok(())
}

proptest! {
    #[test]
    fn it_agrees_with_filters(
        tickets in prop::collection::vec((0_u8..3, facts::ticket()), 0..60),
        now in 0_u64..9_000_000_000_000_000,
    ) {
        let now = facts::after(now);
        let by_agent = By::<u8, Backlog>::of(&tickets);
        let total = by_agent.total().as_of(now).expect("settled");
        let exact = |of: &dyn Fn(&Ticket) -> bool| -> Vec<Duration> {
            tickets
                .iter()
                .filter(|(_, ticket)| ticket.is_open() && ticket.opened_at() <= now && of(ticket))
                .filter_map(|(_, ticket)| (now - ticket.opened_at()).to_std().ok())
                .collect()
        };
        let held = |ticket: &Ticket| ticket.end() == support_kpi::TicketEnd::OnHold;
        ages(exact(&|ticket| held(ticket)), total.state(BacklogState::OnHold))?;
        ages(exact(&|ticket| !held(ticket) && !ticket.has_reply()), total.state(BacklogState::New))?;
        ages(exact(&|ticket| !held(ticket) && ticket.has_reply()), total.state(BacklogState::InProgress))?;
        ages(exact(&|_| true), total.all())?;
        for agent in 0..3 {
            let own = tickets
                .iter()
                .filter(|(of, ticket)| *of == agent && ticket.is_open() && ticket.opened_at() <= now)
                .count();
            let load = by_agent
                .get(&agent)
                .and_then(|backlog| backlog.as_of(now))
                .map_or(0, |backlog| backlog.all().count());
            prop_assert_eq!(load, own as u64);
        }
    }

    #[test]
    fn earlier_instants_agree_with_filters(
        tickets in prop::collection::vec(facts::ticket(), 0..60),
        instant in 0_u64..9_000_000_000_000_000,
    ) {
        let instant = facts::after(instant);
        let open = |ticket: &&Ticket| {
            ticket.opened_at() <= instant && !matches!(ticket.closed_at(), Some(at) if at <= instant)
        };
        let answered = |ticket: &Ticket| matches!(ticket.first_responded_at(), Some(at) if at <= instant);
        let exact = |with: bool| -> Vec<Duration> {
            tickets
                .iter()
                .filter(open)
                .filter(|ticket| answered(ticket) == with)
                .filter_map(|ticket| (instant - ticket.opened_at()).to_std().ok())
                .collect()
        };
        let then = Backlog::at(instant, &tickets);
        ages(exact(true), then.answered())?;
        ages(exact(false), then.unanswered())?;
        ages([exact(true), exact(false)].concat(), then.all())?;
        // At an instant after all there is, it is the state's own count.
        let end = DateTime::<Utc>::MAX_UTC;
        let now = Backlog::of(&tickets).as_of(end).expect("settled");
        let at_the_end = Backlog::at(end, &tickets);
        prop_assert_eq!(at_the_end.all(), now.all());
    }
}
