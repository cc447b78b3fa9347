//! What holds for every value, and oracles written another way.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::Channel;
use support_kpi::level::{
    GapPolicy, Judgement, Measurement, OverlapPolicy, Policy, Quality, Rate, Standing, Waiting,
};
use support_kpi::summary::Ratio;

/// Four weeks, by nanoseconds, with many values near the bounds.
fn times() -> impl Strategy<Value = Duration> {
    let near = prop::sample::select(vec![
        60_u64, 300, 600, 900, 1_800, 3_600, 10_800, 14_400, 43_200, 86_400, 259_200, 604_800,
    ]);
    prop_oneof![
        (0_u64..2_419_200_000_000_000).prop_map(Duration::from_nanos),
        (0_u64..90_000_000_000_000).prop_map(Duration::from_nanos),
        (near, 0_u64..5)
            .prop_map(|(seconds, off)| { Duration::from_nanos(seconds * 1_000_000_000 - 2 + off) }),
    ]
}

fn channels() -> impl Strategy<Value = Channel> {
    prop::sample::select(Channel::NAMED.to_vec())
}

fn policies() -> impl Strategy<Value = Policy> {
    let gaps = prop::sample::select(vec![GapPolicy::WorseOnGap, GapPolicy::Strict]);
    let overlaps = prop::sample::select(vec![OverlapPolicy::Better, OverlapPolicy::Worse]);
    (gaps, overlaps)
        .prop_map(|(gap, overlap)| Policy::builder().gap(gap).overlap(overlap).build().unwrap())
}

/// The level doubled; between two levels an odd number.
fn rank(judged: &Judgement) -> u8 {
    match judged.standing() {
        Standing::At(level) => 2 * level.number(),
        Standing::Between { better, worse } => better.number() + worse.number(),
        other => panic!("one time is not {other}"),
    }
}

/// The guide's response levels, line by line, in nanoseconds.
fn response_oracle(channel: Channel, nanos: u128) -> u8 {
    const MINUTE: u128 = 60_000_000_000;
    let minutes = |count: u128| nanos <= count * MINUTE;
    let slow = matches!(channel, Channel::Email | Channel::Web | Channel::Social);
    if slow {
        let best = if channel == Channel::Social { 15 } else { 60 };
        if minutes(best) {
            5
        } else if minutes(240) {
            4
        } else if minutes(1_440) {
            3
        } else if minutes(4_320) {
            2
        } else {
            1
        }
    } else {
        // A level for each bound that it is within.
        let bounds = [1, 5, 10, 60].map(|count| u8::from(minutes(count)));
        1 + bounds.iter().sum::<u8>()
    }
}

proptest! {
    #[test]
    fn a_longer_response_never_has_a_better_level(
        policy in policies(), channel in channels(), one in times(), other in times(),
    ) {
        let judged = [one.min(other), one.max(other)]
            .map(|time| policy.response_level(channel, time));
        if let [Ok(shorter), Ok(longer)] = judged {
            prop_assert!(rank(&shorter) >= rank(&longer));
        } else {
            prop_assert_eq!(channel, Channel::InPerson);
        }
    }

    #[test]
    fn a_longer_resolution_never_has_a_better_level(
        policy in policies(), channel in channels(), one in times(), other in times(),
        abandoned in 0_i64..=100,
    ) {
        let rate = Some(Rate::from(Ratio::of_counts(abandoned, 100)));
        let [shorter, longer] = [one.min(other), one.max(other)]
            .map(|time| policy.resolution_level(channel, time, rate).unwrap());
        prop_assert!(rank(&shorter) >= rank(&longer));
        prop_assert_eq!(rank(&shorter) == 2, abandoned >= 20 || {
            let week = if channel.is_real_time() { 10_800 } else { 604_800 };
            one.min(other) > Duration::from_secs(week)
        });
    }

    #[test]
    fn response_levels_are_those_of_the_guide(channel in channels(), time in times()) {
        prop_assume!(channel != Channel::InPerson);
        let level = Policy::documented().response_level(channel, time).unwrap().level().unwrap();
        prop_assert_eq!(level.number(), response_oracle(channel, time.as_nanos()));
    }

    #[test]
    fn quality_levels_equal_a_count_over_every_answer(
        counts in prop::array::uniform5(0_u64..30), weight in 1_u64..20,
    ) {
        let [ones, twos, threes, fours, fives] = counts;
        let counts = [ones, twos, threes, fours * weight, fives * weight * 4];
        let answers: Vec<u64> = (1..=5)
            .zip(counts)
            .flat_map(|(score, count)| (0..count).map(move |_| score))
            .collect();
        let judged = Policy::documented().quality_level(&Quality::of_counts(counts));
        if answers.is_empty() {
            prop_assert!(judged.is_err());
        } else {
            let all = answers.len();
            let from = |least: u64| answers.iter().filter(|score| **score >= least).count();
            let rules = [
                from(3) * 2 > all,
                from(4) * 10 >= all * 8,
                answers.iter().sum::<u64>() * 10 >= all as u64 * 48,
                from(5) * 10 >= all * 9,
            ];
            let level = 1 + rules.iter().take_while(|rule| **rule).count();
            prop_assert_eq!(usize::from(judged.unwrap().level().unwrap().number()), level);
        }
    }

    #[test]
    fn one_more_forgotten_never_lifts_a_level(
        channel in channels(), time in times(), ages in prop::collection::vec(times(), 0..20),
        more in times(), answered in 1_u64..100,
    ) {
        prop_assume!(channel != Channel::InPerson);
        let policy = Policy::documented();
        let judged = |ages: Vec<Duration>| {
            let measurement =
                Measurement::mean(time, answered).with_unanswered(Waiting::of_ages(ages));
            policy.response_time_level(channel, &measurement).unwrap()
        };
        let longer = ages.iter().copied().chain([more]).collect();
        prop_assert!(rank(&judged(ages)) >= rank(&judged(longer)));
    }

    #[test]
    fn a_pair_is_judged_as_its_two_ends(
        policy in policies(), channel in channels(), one in times(), other in times(),
    ) {
        prop_assume!(channel != Channel::InPerson);
        let median = policy
            .to_builder()
            .statistic(support_kpi::level::Statistic::Median)
            .build()
            .unwrap();
        let (low, high) = (one.min(other), one.max(other));
        let pair = Measurement::median(low, high, 1).unwrap();
        let judged = median.response_time_level(channel, &pair).unwrap().standing();
        let ends = [low, high].map(|end| median.response_level(channel, end).unwrap().standing());
        prop_assert_eq!(judged, Standing::spanning(ends[0], ends[1]));
    }

    #[test]
    fn the_missing_bound_when_met_gives_the_next_level(channel in channels(), time in times()) {
        prop_assume!(channel != Channel::InPerson);
        let policy = Policy::documented();
        let judged = policy.response_level(channel, time).unwrap();
        let Some(shortfall) = judged.missing().first().cloned() else {
            prop_assert_eq!(rank(&judged), 10);
            return Ok(());
        };
        let support_kpi::level::Condition::Time(reach) = shortfall.criterion().condition() else {
            panic!("a time is asked for");
        };
        let next = policy.response_level(channel, reach.end()).unwrap();
        prop_assert_eq!(rank(&next), rank(&judged) + 2);
    }
}
