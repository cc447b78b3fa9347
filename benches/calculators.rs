//! What it costs to record, to record a slice, and to merge.
//!
//!     cargo bench --bench calculators

mod runner;

use chrono::{DateTime, TimeDelta, Utc};
use support_kpi::breakdown::By;
use support_kpi::kpi::{FirstResponseTime, OneTouchRate, ResolutionTime, SelfServiceRate};
use support_kpi::{Calculator, Channel, Group, Resolver, Ticket};

use runner::Bench;

/// A dashboard's worth of KPIs over tickets.
type Dashboard = (
    FirstResponseTime,
    ResolutionTime,
    OneTouchRate,
    SelfServiceRate,
);

/// Tickets whose waits look log-normal, the same in each run.
fn tickets(count: u64) -> Vec<Ticket> {
    let mut state = 1_u64;
    let mut draw = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    // A product of many small factors has a logarithm that is nearly normal.
    let time = |median: u64, draw: &mut dyn FnMut(u64) -> u64| {
        (0..16).fold(median * 1_000, |time, _| time * (700 + draw(680)) / 1_000) / 1_000
    };
    let opened: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    (0..count)
        .map(|number| {
            let at = opened + TimeDelta::seconds(i64::try_from(number * 8).expect("a day"));
            let after = |time: u64| at + TimeDelta::seconds(i64::try_from(time).expect("a time"));
            let channel = Channel::NAMED[draw(6) as usize];
            let mut ticket = Ticket::builder(channel, at).replies(1 + draw(3) as u32);
            if draw(10) > 0 {
                ticket = ticket.first_response_at(after(time(1_800, &mut draw)));
            }
            if draw(20) > 0 {
                ticket = ticket.resolved_at(after(time(20_000, &mut draw)), Resolver::Agent);
            }
            ticket.build().expect("a ticket that can be")
        })
        .collect()
}

fn main() {
    let count = if Bench::from_args().is_smoke() {
        2_000
    } else {
        200_000
    };
    let tickets = tickets(count);
    let shards: Vec<Dashboard> = tickets.chunks(1_000).map(Dashboard::of).collect();

    let mut bench = Bench::from_args();
    bench.case("record, first response time", count, || {
        let state = FirstResponseTime::of(&tickets);
        state.count().unwrap_or(0)
    });
    bench.case("record a slice, first response time", count, || {
        let mut state = FirstResponseTime::default();
        state.record_slice(&tickets);
        state.count().unwrap_or(0)
    });
    bench.case("record and retract, first response time", count, || {
        let mut state = FirstResponseTime::of(&tickets);
        state.retract_slice(&tickets);
        u64::from(state.is_empty())
    });
    bench.case("record a slice, four KPIs", count, || {
        let mut state = Dashboard::default();
        state.record_slice(&tickets);
        state.0.count().unwrap_or(0)
    });
    bench.case("record, four KPIs by channel", count, || {
        let mut state = By::<Channel, Dashboard>::default();
        for ticket in &tickets {
            state.group(&ticket.channel()).record(ticket);
        }
        state.group_count() as u64
    });
    let states = shards.len() as u64;
    bench.case("merge, four KPIs of 1,000 tickets", states, || {
        let mut total = Dashboard::default();
        for shard in &shards {
            total.merge(shard);
        }
        total.0.count().unwrap_or(0)
    });

    bench.run(15);
}
