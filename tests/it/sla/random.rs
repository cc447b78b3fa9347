//! Random conversations, targets and clocks: the library against the oracle.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;
use support_kpi::Channel;
use support_kpi::Resolver;
use support_kpi::clock::{AroundTheClock, Changing, Clock, ClosingPolicy};
use support_kpi::sla::{Judgement, Metric, Targets, Terms};
use support_kpi::stage::{Desk, Event, EventKind, Reopening};

use super::oracle::{self, Answer, Kind, stand};
use super::pattern::{Pattern, instant, pattern};

/// Everything of one conversation.
#[derive(Debug, Clone)]
struct Case {
    /// Sorted by second and kind.
    events: Vec<(i64, Kind)>,
    /// Those at the start, then those that each retargeting puts in their place.
    targets: Vec<Targets<Pattern>>,
    /// In which order the events are told.
    order: Vec<usize>,
    as_of: i64,
}

fn targets() -> impl Strategy<Value = Targets<Pattern>> {
    let within = || prop::option::weighted(0.8, 0_u64..25);
    (pattern(), [within(), within(), within()]).prop_map(|(pattern, within)| {
        let mut targets = Targets::on(pattern);
        for (metric, within) in Metric::ALL.into_iter().zip(within) {
            if let Some(within) = within {
                let within = Duration::from_secs(within);
                targets = targets.within(metric, within).expect("a target");
            }
        }
        targets
    })
}

fn case() -> impl Strategy<Value = Case> {
    let kind = prop_oneof![
        5 => Just(Kind::CustomerMessage),
        4 => Just(Kind::AgentReply),
        2 => Just(Kind::Handoff),
        3 => Just(Kind::Hold),
        2 => Just(Kind::Resume),
        1 => Just(Kind::Abandoned),
        2 => Just(Kind::Resolved),
        2 => Just(Kind::Reopened),
        3 => Just(Kind::Retargeted(0)),
    ];
    let events = prop::collection::vec((0_i64..60, kind), 0..14);
    let merged = prop::option::weighted(0.03, 0_i64..60);
    (
        events,
        merged,
        prop::collection::vec(targets(), 4),
        0_i64..80,
    )
        .prop_flat_map(|(mut events, merged, targets, as_of)| {
            events.push((0, Kind::CustomerMessage));
            events.extend(merged.map(|at| (at, Kind::Merged)));
            events.sort();
            let mut changes = 0;
            for (_, kind) in &mut events {
                if let Kind::Retargeted(to) = kind {
                    changes += 1;
                    *to = changes % 4;
                }
            }
            let order: Vec<usize> = (0..events.len()).collect();
            Just(order).prop_shuffle().prop_map(move |order| Case {
                events: events.clone(),
                targets: targets.clone(),
                order,
                as_of,
            })
        })
}

fn judge(case: &Case) -> Judgement {
    let mut desk = Desk::<u8, u8, usize>::new(AroundTheClock, Reopening::Explicit);
    let mut terms = Terms::of(&case.targets[0]);
    for &id in &case.order {
        let (at, kind) = case.events[id];
        let kind = match kind {
            Kind::CustomerMessage => EventKind::CustomerMessage(Channel::Email),
            Kind::AgentReply => EventKind::AgentReply,
            Kind::Handoff => EventKind::BotHandoff,
            Kind::Hold => EventKind::Hold,
            Kind::Resume => EventKind::Resume,
            Kind::Abandoned => EventKind::Abandoned,
            Kind::Resolved => EventKind::Resolved(Resolver::Agent),
            Kind::Reopened => EventKind::Reopened,
            Kind::Merged => EventKind::MergedInto(2),
            Kind::Retargeted(_) => continue,
        };
        let _ = desk
            .apply(Event::new(1, id, instant(at), kind).by(1))
            .expect("an event that can be");
    }
    for (at, kind) in &case.events {
        if let Kind::Retargeted(to) = kind {
            terms = terms.retargeted(instant(*at), &case.targets[*to]);
        }
    }
    let timeline = desk.timeline(&1).expect("a customer's message");
    Judgement::of(&timeline, &terms, instant(case.as_of))
}

/// A judgement in the oracle's words.
fn in_words(judgement: &Judgement) -> Answer {
    let mut outcomes = BTreeMap::new();
    for outcome in judgement.outcomes() {
        *outcomes.entry(*outcome).or_default() += 1;
    }
    Answer {
        states: Metric::ALL.map(|metric| judgement.state(metric).map(stand)),
        outcomes,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn it_agrees_with_a_walk_second_by_second(case in case()) {
        let judgement = judge(&case);
        let expected = oracle::answer(&case.events, &case.targets, case.as_of);
        prop_assert_eq!(in_words(&judgement), expected);
    }
}

proptest! {
    #[test]
    fn a_verdict_stands_whatever_comes_after_it(case in case()) {
        let mut earlier: Vec<_> = Vec::new();
        for as_of in 0..80 {
            let judgement = judge(&Case { as_of, ..case.clone() });
            if judgement == Judgement::default() || case.events.iter().any(|(at, kind)| *at <= as_of && *kind == Kind::Merged) {
                // Before the opening, or merged: none of its tickets counts.
                continue;
            }
            prop_assert!(judgement.verdicts().starts_with(&earlier));
            earlier = judgement.verdicts().to_vec();
        }
    }

    #[test]
    fn what_is_left_is_what_elapses_up_to_due(case in case()) {
        let judgement = judge(&case);
        for metric in Metric::ALL {
            let Some(state) = judgement.state(metric) else { continue };
            if let (Some(left), Some(due)) = (state.left(), state.due()) {
                let changes = case.events.iter().filter(|(at, _)| *at <= case.as_of);
                let mut last = changes.filter_map(|(_, kind)| match kind {
                    Kind::Retargeted(to) => Some(*to),
                    _ => None,
                });
                let clock = case.targets[last.next_back().unwrap_or(0)].clock();
                prop_assert_eq!(clock.elapsed(instant(case.as_of), due), left);
            }
        }
    }

    /// Clocks that change, against a sum over every second.
    #[test]
    fn changing_clocks_count_every_second_under_its_own(
        patterns in prop::collection::vec(pattern(), 1..4),
        starts in prop::collection::btree_set(0_i64..40, 3),
        from in 0_i64..50,
        length in 0_i64..50,
        budget in 0_u64..20,
    ) {
        let mut clock = Changing::new(patterns[0].clone());
        for (start, pattern) in starts.iter().zip(&patterns[1..]) {
            clock = clock.then(instant(*start), pattern.clone()).expect("in order");
        }
        let is_open = |second: i64| {
            let begun = starts.iter().take(patterns.len() - 1).filter(|start| **start <= second);
            patterns[begun.count()].is_open(second)
        };
        let to = from + length;
        let open = (from..to).filter(|second| is_open(*second)).count();
        prop_assert_eq!(clock.elapsed(instant(from), instant(to)).as_secs(), open as u64);
        prop_assert_eq!(clock.elapsed(instant(to), instant(from)).as_secs(), 0);

        // What counted up to each instant.
        let mut counted = vec![(from, 0_u64)];
        for second in from..from + 1_000 {
            let so_far = counted[counted.len() - 1].1;
            counted.push((second + 1, so_far + u64::from(is_open(second))));
        }
        let budget_time = Duration::from_secs(budget);
        let last = counted.iter().rev().find(|(_, counted)| *counted <= budget);
        let last = last.filter(|(until, _)| *until < from + 1_000);
        let last = last.map(|(until, _)| instant(*until));
        prop_assert_eq!(clock.deadline(instant(from), budget_time), last);

        let first = counted.iter().find(|(_, counted)| *counted == budget);
        if budget > 0 {
            let stays = clock.deadline_with(instant(from), budget_time, ClosingPolicy::Closing);
            prop_assert_eq!(stays, first.map(|(until, _)| instant(*until)));
        }
    }

    /// Without holds and changes a target on closing time stays there.
    #[test]
    fn due_on_closing_time_is_the_first_instant_that_uses_it_up(
        pattern in pattern(),
        within in 1_u64..20,
        opened in 0_i64..20,
        as_of in 20_i64..60,
    ) {
        let targets = Targets::on(pattern.clone())
            .closing(ClosingPolicy::Closing)
            .first_response(Duration::from_secs(within))
            .expect("a target");
        let events = vec![(opened, Kind::CustomerMessage)];
        let case = Case { events, targets: vec![targets], order: vec![0], as_of };
        let counted = |until: i64| (opened..until).filter(|second| pattern.is_open(*second)).count() as u64;
        let due = (opened..1_000).find(|until| counted(*until) == within);
        let late = due.filter(|due| *due < as_of);
        let seconds = late.map_or(0, |due| counted(as_of) - counted(due));
        let word = if late.is_some() { "overdue" } else { "running" };
        let state = judge(&case).state(Metric::FirstResponse).map(stand);
        prop_assert_eq!(state, Some((word, due, seconds)));
    }
}
