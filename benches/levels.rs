//! Judging figures by the five service levels: single times, and whole desks.
//!
//!     cargo bench --bench levels

#[path = "full_set/mod.rs"]
mod full_set;
mod runner;
mod shop;

use std::hint::black_box;
use std::time::Duration;

use full_set::FullSet;
use runner::Bench;
use shop::Row;
use support_kpi::breakdown::By;
use support_kpi::level::{
    Assessment, ChannelOffer, Delight, Evidence, Hours, Measurement, Policy, Proactivity, Quality,
    SelfService, SelfServiceOffer,
};
use support_kpi::{Channel, Elapsed, Group};

/// All channels of an agent, whose desk is judged.
type Desk = Vec<(Channel, FullSet)>;

fn main() {
    let rows = shop::rows(runner::tickets(), 1);
    let policy = Policy::documented();
    let responses = times(&rows, |row| row.ticket.first_response());
    let resolutions = times(&rows, |row| row.ticket.resolution());
    let desks = desks(&rows);
    let evidence = desks.iter().map(|desk| evidence_of(desk, &policy));
    let evidence: Vec<Evidence> = evidence.collect();
    let assessments = evidence.iter().map(|evidence| policy.assess(evidence));
    let assessments: Vec<Assessment> = assessments.collect();
    let overall = assessments.iter().filter(|desk| desk.overall().is_some());
    assert!(overall.count() > 0, "no desk has an overall level");

    let mut bench = Bench::from_args();
    let verdicts = responses.len() as u64;
    bench.case("response level of a time", verdicts, || {
        each(&responses, |(channel, time)| {
            policy.response_level(*channel, *time)
        });
    });
    let verdicts = resolutions.len() as u64;
    bench.case("resolution level of a time", verdicts, || {
        each(&resolutions, |(channel, time)| {
            policy.resolution_level(*channel, *time, None)
        });
    });
    let count = desks.len() as u64;
    bench.case("evidence of a desk's figures", count, || {
        each(&desks, |desk| evidence_of(desk, &policy));
    });
    bench.case("assessment of a desk", count, || {
        each(&evidence, |evidence| policy.assess(evidence));
    });
    bench.case("the way up, with advice", count, || {
        each(&assessments, |desk| (desk.missing(), desk.advice()));
    });
    bench.run();
    runner::finish();
}

/// Does something with each, and gives the result away.
fn each<T, R>(all: &[T], mut work: impl FnMut(&T) -> R) {
    for one in all {
        black_box(work(one));
    }
}

/// One of the times of each tenth row, as a verdict takes longer than a count.
fn times(rows: &[Row], time: impl Fn(&Row) -> Option<Elapsed>) -> Vec<(Channel, Duration)> {
    let some = rows.iter().step_by(10);
    some.filter_map(|row| Some((row.ticket.channel(), time(row)?.duration())))
        .collect()
}

/// What each agent's desk counted, channel by channel.
fn desks(rows: &[Row]) -> Vec<Desk> {
    let mut sets = By::<(u16, Channel), FullSet>::default();
    sets.record_by(rows, Row::group);
    let mut desks: Vec<Desk> = (0..shop::AGENTS).map(|_| Desk::new()).collect();
    for ((agent, channel), set) in sets.iter() {
        desks[usize::from(*agent)].push((*channel, set.clone()));
    }
    desks.retain(|desk| !desk.is_empty());
    desks
}

/// What is known of a desk: what was counted, and what it declares.
fn evidence_of(desk: &Desk, policy: &Policy) -> Evidence {
    let statistic = policy.statistic();
    let mut evidence = Evidence::new()
        .channels(ChannelOffer::new(
            shop::CHANNELS,
            shop::CHANNELS,
            Hours::OpeningHours,
        ))
        .proactivity(Proactivity::Templates)
        .delight(Delight::None);
    let mut whole = FullSet::default();
    for (channel, set) in desk {
        let (first_response, _, resolution, ..) = &*set.0;
        let response = Measurement::of_times(first_response.waits(), statistic);
        let resolved = Measurement::of_times(resolution.times(), statistic);
        evidence = evidence
            .response(*channel, response)
            .resolution(*channel, resolved)
            .abandonment(*channel, *set.1);
        whole.merge(set);
    }
    let self_service = SelfService::new(SelfServiceOffer::DetailedFaq);
    evidence = evidence.self_service(self_service.with_rate(whole.0.4.of_all()));
    match Quality::of_scores(&whole.2) {
        Some(quality) => evidence.quality(quality),
        None => evidence,
    }
}
