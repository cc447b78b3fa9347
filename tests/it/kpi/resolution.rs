//! Full, first and net resolution time against hand sums and sorted lists.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::{FirstResolutionTime, NetResolutionTime, ResolutionTime};
use support_kpi::summary::{DurationSummary, Percentile};
use support_kpi::{Calculator, Channel, Elapsed, Resolver, Ticket, TicketBuilder};

use crate::facts;

const HOUR: u64 = 3_600;

fn opened() -> TicketBuilder {
    Ticket::builder(Channel::Email, facts::epoch())
}

fn at_hour(hours: u64) -> chrono::DateTime<chrono::Utc> {
    facts::after(hours * HOUR * 1_000_000_000)
}

fn hours(hours: u64) -> Option<Duration> {
    Some(Duration::from_secs(hours * HOUR))
}

/// Resolved after 2 h; after 4 h and, reopened, 10 h, with 3 h on hold; open;
/// abandoned; resolved after 1 h and reopened; resolved after 9 h, reopened
/// before at an hour that nobody recorded.
fn tickets() -> Vec<Ticket> {
    [
        opened().resolved_at(at_hour(2), Resolver::Agent),
        opened()
            .first_resolved_at(at_hour(4))
            .resolved_at(at_hour(10), Resolver::Customer)
            .hold(Duration::from_secs(3 * HOUR)),
        opened(),
        opened().abandoned_at(at_hour(1)),
        opened().first_resolved_at(at_hour(1)).reopens(1),
        opened()
            .resolved_at(at_hour(9), Resolver::NotKnown)
            .reopens(1),
    ]
    .map(|builder| builder.build().expect("a ticket"))
    .to_vec()
}

#[test]
fn a_table_by_hand() {
    // Full: 2 + 10 + 9 = 21 h over 3 resolved.
    let full = ResolutionTime::of(&tickets());
    assert_eq!((full.mean(), full.count()), (hours(7), Some(3)));
    assert_eq!(full.unresolved(), Some(3));
    // First: 2 + 4 + 1 = 7 h over 3; one not known, two never resolved.
    let first = FirstResolutionTime::of(&tickets());
    assert_eq!(first.mean(), Some(Duration::from_secs(7 * HOUR / 3)));
    assert_eq!((first.count(), first.not_known()), (Some(3), Some(1)));
    assert_eq!(first.never_resolved(), Some(2));
    // Net: 2 + (10 - 3) + 9 = 18 h over 3.
    let net = NetResolutionTime::of(&tickets());
    assert_eq!((net.mean(), net.count()), (hours(6), Some(3)));
    assert_eq!(net.unresolved(), Some(3));
    // The second of three is the median: 9 h, 2 h and 7 h.
    for (median, exact) in [
        (full.median(), hours(9)),
        (first.median(), hours(2)),
        (net.median(), hours(7)),
    ] {
        let (median, exact) = (median.expect("a median"), exact.expect("hours"));
        assert!(median.at_least() <= exact && exact <= median.at_most());
    }
}

#[test]
fn nothing_resolved_is_no_value() {
    let open = [opened().build().expect("a ticket")];
    let full = ResolutionTime::of(&open);
    assert_eq!(
        (full.mean(), full.median(), full.count()),
        (None, None, Some(0))
    );
    let first = FirstResolutionTime::of(&open);
    assert_eq!(
        (first.mean(), first.median(), first.count()),
        (None, None, Some(0))
    );
    let net = NetResolutionTime::of(&open);
    assert_eq!(
        (net.mean(), net.median(), net.count()),
        (None, None, Some(0))
    );
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let other = opened()
        .resolved_at(at_hour(30), Resolver::Agent)
        .build()
        .expect("a ticket");
    let open = opened().build().expect("a ticket");
    let mut full = ResolutionTime::default();
    full.retract_slice(&[other, open]);
    assert_eq!(
        (full.mean(), full.count(), full.unresolved()),
        (None, None, None)
    );
    let mut first = FirstResolutionTime::default();
    first.retract_slice(&[other, open]);
    assert_eq!(
        (first.mean(), first.count(), first.never_resolved()),
        (None, None, None)
    );
    let mut net = NetResolutionTime::default();
    net.retract_slice(&[other, open]);
    assert_eq!(
        (net.mean(), net.count(), net.unresolved()),
        (None, None, None)
    );
    full.record_slice(&tickets());
    full.record_slice(&[other, open]);
    assert_eq!(full, ResolutionTime::of(&tickets()));
}

/// The summary against a sorted list of its times.
fn agrees(times: &DurationSummary, mut exact: Vec<Elapsed>) -> Result<(), TestCaseError> {
    exact.sort();
    let sum: u128 = exact.iter().map(|time| time.duration().as_nanos()).sum();
    prop_assert_eq!(times.count(), Some(exact.len() as u64));
    prop_assert_eq!(times.sum().map(|sum| sum.as_nanos()), Some(sum));
    prop_assert_eq!(times.mean().is_some(), !exact.is_empty());
    let ninetieth = (exact.len() * 9).div_ceil(10);
    if let Some(bracket) = times.percentile(Percentile::P90) {
        let exact = exact[ninetieth - 1].duration();
        prop_assert!(bracket.at_least() <= exact && exact <= bracket.at_most());
    }
    Ok(())
}

proptest! {
    #[test]
    fn they_agree_with_sorted_lists(tickets in prop::collection::vec(facts::ticket(), 0..60)) {
        let resolved: Vec<&Ticket> =
            tickets.iter().filter(|ticket| ticket.resolved_by().is_some()).collect();
        let unresolved = Some((tickets.len() - resolved.len()) as u64);

        let mut full = ResolutionTime::default();
        full.record_slice(&tickets);
        agrees(full.times(), resolved.iter().filter_map(|ticket| ticket.resolution()).collect())?;
        prop_assert_eq!(full.unresolved(), unresolved);

        let mut net = NetResolutionTime::default();
        net.record_slice(&tickets);
        let less_holds = |ticket: &&Ticket| {
            let time = ticket.resolution().expect("it is resolved").nanoseconds();
            let held = ticket.hold().nanoseconds();
            Elapsed::from_nanoseconds(time.max(held) - held)
        };
        agrees(net.times(), resolved.iter().map(less_holds).collect())?;
        prop_assert_eq!(net.unresolved(), unresolved);

        let mut first = FirstResolutionTime::default();
        first.record_slice(&tickets);
        let times: Vec<Elapsed> = tickets.iter().filter_map(Ticket::first_resolution).collect();
        let ever = tickets.iter().filter(|ticket| ticket.was_ever_resolved()).count();
        prop_assert_eq!(first.not_known(), Some((ever - times.len()) as u64));
        prop_assert_eq!(first.never_resolved(), Some((tickets.len() - ever) as u64));
        agrees(first.times(), times)?;
    }
}
