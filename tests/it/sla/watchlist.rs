//! The watchlist: outcomes that follow every event, and a queue in its order.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::clock::AroundTheClock;
use support_kpi::kpi::{SlaAttainment, SlaOutcome};
use support_kpi::sla::{Agreements, Judgement, Metric, Targets, Terms, Watchlist};
use support_kpi::stage::{Desk, Event, EventKind};
use support_kpi::{Calculator, Channel, Resolver};

use super::pattern::instant;

fn targets(first: u64, resolution: u64) -> Targets<AroundTheClock> {
    let targets = Targets::on(AroundTheClock)
        .first_response(Duration::from_secs(first))
        .and_then(|targets| targets.resolution(Duration::from_secs(resolution)));
    targets.expect("targets")
}

const MESSAGE: EventKind<u8> = EventKind::CustomerMessage(Channel::Email);

/// Desk, watchlist and attainment, one event after the other.
struct Watch {
    desk: Desk<u8, u8>,
    agreements: Agreements<u8, AroundTheClock>,
    watchlist: Watchlist<u8>,
    by_metric: By<Metric, SlaAttainment>,
    told: u64,
}

impl Watch {
    fn new() -> Self {
        Self {
            desk: Desk::default(),
            // Ticket 1 is urgent.
            agreements: Agreements::default()
                .with(1, targets(10, 50))
                .otherwise(targets(60, 600)),
            watchlist: Watchlist::default(),
            by_metric: By::default(),
            told: 0,
        }
    }

    fn tell(&mut self, ticket: u8, at: i64, kind: EventKind<u8>, now: i64) {
        self.told += 1;
        let event = Event::new(ticket, self.told, instant(at), kind).by(1);
        let _ = self.desk.apply(event).expect("an event that can be");
        self.judge(ticket, now);
    }

    fn judgement(&self, ticket: u8, now: i64) -> Judgement {
        let targets = self.agreements.of(&ticket).expect("targets of everybody");
        let timeline = self.desk.timeline(&ticket).expect("a ticket");
        Judgement::of(&timeline, &Terms::of(targets), instant(now))
    }

    fn judge(&mut self, ticket: u8, now: i64) {
        let judgement = self.judgement(ticket, now);
        self.watchlist
            .update(ticket, &judgement)
            .map(|(_, metric, outcome)| (*metric, *outcome))
            .apply_to(&mut self.by_metric);
    }

    /// Judges again what became late.
    fn pass(&mut self, now: i64) {
        let late = self.watchlist.late_by(instant(now));
        let late: Vec<u8> = late.map(|due| *due.ticket()).collect();
        for ticket in late {
            self.judge(ticket, now);
        }
        assert_eq!(self.watchlist.late_by(instant(now)).next(), None);
    }

    fn counted(&self, metric: Metric) -> (Option<u64>, Option<u64>, Option<u64>) {
        let attainment = self.by_metric.get(&metric).cloned().unwrap_or_default();
        (attainment.met(), attainment.missed(), attainment.running())
    }
}

#[test]
fn two_tickets_by_hand() {
    let mut watch = Watch::new();
    watch.tell(2, 0, MESSAGE, 5);
    watch.tell(1, 5, MESSAGE, 5);
    // Due: the urgent one at 15 and 55, the other at 60 and 600.
    let queue = |watch: &Watch| -> Vec<(i64, u8, Metric)> {
        let due = watch.watchlist.upcoming();
        due.map(|due| (due.at().timestamp(), *due.ticket(), due.metric()))
            .collect()
    };
    use Metric::{FirstResponse, Resolution};
    assert_eq!(
        queue(&watch),
        [
            (15, 1, FirstResponse),
            (55, 1, Resolution),
            (60, 2, FirstResponse),
            (600, 2, Resolution),
        ]
    );
    assert_eq!(watch.counted(FirstResponse), (Some(0), Some(0), Some(2)));

    watch.pass(15);
    assert_eq!(watch.counted(FirstResponse), (Some(0), Some(0), Some(2)));
    watch.pass(16);
    assert_eq!(watch.counted(FirstResponse), (Some(0), Some(1), Some(1)));
    let overdue: Vec<u8> = watch.watchlist.overdue().map(|due| *due.ticket()).collect();
    assert_eq!(overdue, [1]);

    watch.tell(2, 20, EventKind::AgentReply, 20);
    assert_eq!(watch.counted(FirstResponse), (Some(1), Some(1), Some(0)));
    // A reply of the urgent one comes to light that was in time after all.
    watch.tell(1, 12, EventKind::AgentReply, 21);
    assert_eq!(watch.counted(FirstResponse), (Some(2), Some(0), Some(0)));
    assert_eq!(watch.watchlist.overdue().next(), None);

    // It is merged: nothing of it counts, and nothing is due.
    watch.tell(1, 30, EventKind::MergedInto(2), 30);
    assert_eq!(watch.counted(FirstResponse), (Some(1), Some(0), Some(0)));
    assert_eq!(queue(&watch), [(600, 2, Resolution)]);
    let excluded = watch
        .by_metric
        .get(&FirstResponse)
        .map(SlaAttainment::excluded);
    assert_eq!(excluded, Some(Some(1)));

    let gone = watch.watchlist.remove(&2);
    assert_eq!(gone.retracted().len(), 2);
    assert_eq!(watch.watchlist.remove(&2).retracted(), []);
    assert_eq!(watch.watchlist.upcoming().next(), None);
}

proptest! {
    #[test]
    fn it_equals_a_recount_at_every_instant(
        events in prop::collection::vec((0_u8..4, 0_i64..100, 0_usize..7), 1..30),
    ) {
        let mut watch = Watch::new();
        let kinds = [
            MESSAGE,
            EventKind::AgentReply,
            EventKind::Hold,
            EventKind::Resume,
            EventKind::Resolved(Resolver::Agent),
            EventKind::Reopened,
            EventKind::Abandoned,
        ];
        // Events arrive late by up to a hundred seconds.
        for (now, (ticket, at, kind)) in (0_i64..).step_by(7).zip(events) {
            watch.pass(now);
            watch.tell(ticket, at.min(now), kinds[kind], now);
            let mut recount: By<Metric, SlaAttainment> = By::default();
            let mut due = Vec::new();
            for ticket in watch.desk.tickets() {
                let judgement = watch.judgement(*ticket, now);
                recount.record_slice(judgement.outcomes());
                for metric in Metric::ALL {
                    let running = judgement.state(metric)
                        .filter(|state| state.outcome() == SlaOutcome::Running);
                    due.extend(running.and_then(|state| Some((state.due()?, *ticket, metric))));
                }
            }
            prop_assert_eq!(&watch.by_metric, &recount);
            due.sort();
            let queue = watch.watchlist.upcoming();
            let queue: Vec<_> = queue.map(|due| (due.at(), *due.ticket(), due.metric())).collect();
            prop_assert_eq!(queue, due);
        }
    }
}
