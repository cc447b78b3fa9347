//! Measured times: who is forgotten, which statistic, and how much evidence.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::level::{
    Basis, Fulfilment, GapPolicy, Judgement, Level, Measurement, NotMeasured, Policy,
    PolicyBuilder, Statistic, Waiting,
};
use support_kpi::summary::Ratio;

fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

fn mean(count_of_minutes: u64, count: u64) -> Measurement {
    Measurement::mean(minutes(count_of_minutes), count)
}

fn built(change: impl FnOnce(PolicyBuilder) -> PolicyBuilder) -> Policy {
    change(Policy::builder()).build().unwrap()
}

fn email(policy: &Policy, measurement: &Measurement) -> Judgement {
    policy
        .response_time_level(Channel::Email, measurement)
        .unwrap()
}

fn missing(judgement: &Judgement) -> Vec<String> {
    judgement
        .missing()
        .iter()
        .map(ToString::to_string)
        .collect()
}

// Nobody is forgotten.

#[test]
fn nine_in_ten_never_answered_is_not_stellar() {
    let policy = Policy::documented();
    let week = minutes(7 * 24 * 60);
    let measurement = mean(1, 1).with_unanswered(Waiting::of_ages([week; 9]));
    let judged = email(&policy, &measurement);
    assert_eq!(judged.level(), Some(Level::Unacceptable));
    assert_eq!(judged.basis(), Basis::Read);
    assert_eq!(
        missing(&judged),
        ["no first response by e-mail for more than 72 h from 9 of 10 (90 %) to at most 10 %"],
    );
}

#[test]
fn a_tenth_is_borne_and_more_is_not() {
    let policy = Policy::documented();
    // Nine answered in 30 min; those who wait have waited 5 h: worse than levels 5 and 4.
    let judged = |waiting: usize, answered| {
        let waiting = Waiting::of_ages(vec![minutes(300); waiting]);
        email(&policy, &mean(30, answered).with_unanswered(waiting))
    };
    assert_eq!(judged(1, 9).level(), Some(Level::Stellar));
    let capped = judged(2, 17);
    assert_eq!(capped.level(), Some(Level::Average));
    assert_eq!(
        missing(&capped),
        ["no first response by e-mail for more than 4 h from 2 of 19 (10.5 %) to at most 10 %"],
    );
    assert_eq!(judged(2, 18).level(), Some(Level::Stellar));
}

#[test]
fn waits_that_were_given_up_count_with_those_that_last() {
    let policy = Policy::documented();
    let judged = |unanswered: &[u64], abandoned: &[u64]| {
        let waits = |list: &[u64]| Waiting::of_ages(list.iter().map(|each| minutes(*each)));
        let measurement = mean(2, 16)
            .with_unanswered(waits(unanswered))
            .with_abandoned(waits(abandoned));
        policy
            .response_time_level(Channel::Phone, &measurement)
            .unwrap()
            .level()
    };
    // A mean of 2 min is level 4, at most 5 min. Two of 18 are over a tenth, one of 17 is not.
    assert_eq!(judged(&[6], &[]), Some(Level::AboveAverage));
    assert_eq!(judged(&[], &[6]), Some(Level::AboveAverage));
    assert_eq!(judged(&[6], &[6]), Some(Level::Average));
    // Exactly the bound is within it, and who has only just come is not forgotten.
    assert_eq!(judged(&[5], &[5]), Some(Level::AboveAverage));
    assert_eq!(judged(&[0; 100], &[]), Some(Level::AboveAverage));
}

#[test]
fn a_cap_never_lifts_a_level() {
    let policy = Policy::documented();
    let slow = mean(30 * 60, 10).with_unanswered(Waiting::of_ages([minutes(70); 90]));
    assert_eq!(email(&policy, &slow).level(), Some(Level::BelowAverage));
}

#[test]
fn where_nobody_was_ever_answered_it_is_level_1_and_nobody_waiting_is_no_level() {
    let policy = Policy::documented();
    let judge = |measurement: Measurement| policy.response_time_level(Channel::Email, &measurement);
    let waiting = |hours: u64| {
        Measurement::nothing().with_unanswered(Waiting::of_ages([minutes(hours * 60); 3]))
    };
    let judged = judge(waiting(73)).unwrap();
    assert_eq!(
        (judged.level(), judged.count()),
        (Some(Level::Unacceptable), Some(3))
    );
    // An answer now would still be level 2: that is not known.
    assert_eq!(judge(waiting(72)), Err(NotMeasured::NothingCounted));
    assert_eq!(
        judge(Measurement::nothing()),
        Err(NotMeasured::NothingCounted)
    );
}

#[test]
fn counts_beyond_each_bound_serve_as_well_as_ages() {
    let policy = Policy::documented();
    let ends = [1, 4, 24, 72].map(|hours: u64| minutes(hours * 60));
    let counted = |counts: [u64; 4]| Waiting::of_counts(20, ends.into_iter().zip(counts)).unwrap();
    let judged = email(
        &policy,
        &mean(30, 80).with_unanswered(counted([20, 9, 8, 1])),
    );
    // 20 of 100 are over a tenth, 9 of 89 are over it, 8 of 88 are under it.
    assert_eq!(judged.level(), Some(Level::Average));

    let incomplete = Waiting::of_counts(20, [(minutes(60), 2)]).unwrap();
    let reason = policy
        .response_time_level(Channel::Email, &mean(30, 80).with_unanswered(incomplete))
        .unwrap_err();
    assert_eq!(reason.to_string(), "it was not counted at the bound of 4 h");
}

#[test]
fn what_does_not_fit_64_bits_is_unsettled() {
    let policy = Policy::documented();
    let ends = [1, 4, 24, 72].map(|hours: u64| (minutes(hours * 60), u64::MAX));
    let measurement =
        mean(1, u64::MAX).with_unanswered(Waiting::of_counts(u64::MAX, ends).unwrap());
    let judged = policy.response_time_level(Channel::Email, &measurement);
    assert_eq!(judged, Err(NotMeasured::Unsettled));
}

// Statistics.

#[test]
fn a_percentile_with_a_bound_between_its_ends_is_at_the_limit() {
    let p90 = Statistic::Percentile(90.into());
    let policy = built(|builder| builder.statistic(p90));
    let judged = |low: u64, high: u64| {
        let pair = Measurement::percentile(90.into(), minutes(low), minutes(high), 50).unwrap();
        email(&policy, &pair)
    };
    assert_eq!(judged(239, 240).level(), Some(Level::AboveAverage));
    assert_eq!(judged(241, 242).level(), Some(Level::Average));
    let limit = judged(239, 241);
    assert_eq!(limit.standing().to_string(), "at the limit of 4 and 3");
    assert_eq!(
        (limit.level(), limit.standing().worst()),
        (None, Level::Average)
    );
    assert_eq!(limit.criteria()[1].fulfilment(), Fulfilment::AtTheLimit);
    assert_eq!(
        missing(&limit),
        ["first response by e-mail from 3 h 59 min to 4 h 1 min to 4 h"]
    );
}

#[test]
fn both_ends_in_one_gap_are_in_it() {
    let policy = built(|builder| builder.gap(GapPolicy::Strict).statistic(Statistic::Median));
    let judged = |low: u64, high: u64| {
        let pair = Measurement::median(minutes(low), minutes(high), 50).unwrap();
        email(&policy, &pair).standing().to_string()
    };
    assert_eq!(judged(300, 310), "between 4 and 3");
    assert_eq!(judged(300, 800), "at the limit of 4 and 3");
}

#[test]
fn another_statistic_than_the_policy_judges_is_not_judged() {
    let median = Measurement::median(minutes(1), minutes(1), 9).unwrap();
    let reason = Policy::documented()
        .response_time_level(Channel::Email, &median)
        .unwrap_err();
    assert_eq!(
        reason.to_string(),
        "the policy judges the mean, measured was the median"
    );
    let p90 = built(|builder| builder.statistic(Statistic::Percentile(90.into())));
    let p50 = Measurement::percentile(50.into(), minutes(1), minutes(1), 9).unwrap();
    let reason = p90.response_time_level(Channel::Email, &p50).unwrap_err();
    assert_eq!(
        reason.to_string(),
        "the policy judges the p90, measured was the p50"
    );
    let shares = Measurement::shares_within([(minutes(60), Ratio::of_counts(1, 2))]);
    let reason = p90
        .response_time_level(Channel::Email, &shares)
        .unwrap_err();
    assert_eq!(
        reason.to_string(),
        "the policy judges the p90, measured was the shares within bounds"
    );
}

#[test]
fn a_level_by_share_counts_verdicts() {
    let policy = built(|builder| builder.statistic(Statistic::ShareWithin(Decimal::new(8, 1))));
    let ends = [1, 4, 24, 72].map(|hours: u64| minutes(hours * 60));
    let shares = |within: [i64; 4]| {
        let verdicts = within.map(|part| Ratio::of_counts(part, 100));
        Measurement::shares_within(ends.into_iter().zip(verdicts))
    };
    let judged = email(&policy, &shares([20, 79, 80, 100]));
    assert_eq!(judged.level(), Some(Level::Average));
    assert_eq!(
        missing(&judged),
        ["first response by e-mail within 4 h from 79 of 100 (79 %) to at least 80 %"],
    );
    assert_eq!(
        email(&policy, &shares([80, 80, 80, 80])).level(),
        Some(Level::Stellar)
    );
    assert_eq!(
        email(&policy, &shares([0, 0, 0, 79])).level(),
        Some(Level::Unacceptable)
    );

    // Who waits beyond a bound is not within it: 80 of 101 are under 80 %.
    let waiting = shares([80, 80, 80, 80]).with_unanswered(Waiting::of_ages([minutes(61)]));
    assert_eq!(email(&policy, &waiting).level(), Some(Level::AboveAverage));

    let incomplete = Measurement::shares_within([(minutes(60), Ratio::of_counts(1, 2))]);
    let reason = policy
        .response_time_level(Channel::Email, &incomplete)
        .unwrap_err();
    assert_eq!(reason.to_string(), "it was not counted at the bound of 4 h");
    let unsettled = Measurement::shares_within([(minutes(60), Ratio::of_counts(3, 2))]);
    assert_eq!(
        policy.response_time_level(Channel::Email, &unsettled),
        Err(NotMeasured::NothingCounted),
    );
}

#[test]
fn measurements_that_cannot_be_are_errors() {
    let median = Measurement::median(minutes(2), minutes(1), 5).unwrap_err();
    assert_eq!(
        median.to_string(),
        "at_most: expected no less than at_least, found 1 min under 2 min",
    );
    for bad in [0, 100] {
        let error = Measurement::percentile(bad.into(), minutes(1), minutes(2), 5).unwrap_err();
        let text = format!("percentile: expected over 0 and under 100, found {bad}");
        assert_eq!(error.to_string(), text);
    }
    assert_eq!(Measurement::mean_of(minutes(1), 0), Measurement::nothing());
    // More beyond a day than beyond an hour, whatever their order.
    let waiting = Waiting::of_counts(9, [(minutes(1_440), 3), (minutes(60), 2)]).unwrap_err();
    assert_eq!(
        waiting.to_string(),
        "beyond: expected at most those in all or beyond a shorter time, found 3 of 2 beyond 24 h",
    );
}

#[test]
fn a_mean_between_two_nanoseconds_is_judged_exactly() {
    let policy = Policy::documented();
    let level = |sum, count| email(&policy, &Measurement::mean_of(sum, count)).level();
    let nanosecond = Duration::from_nanos(1);
    let less = |time: Duration| time.checked_sub(nanosecond).unwrap();
    assert_eq!(level(minutes(720), 3), Some(Level::AboveAverage));
    assert_eq!(level(minutes(720) + nanosecond, 3), Some(Level::Average));
    assert_eq!(level(less(minutes(720)), 3), Some(Level::AboveAverage));
    assert_eq!(level(Duration::MAX, 1), Some(Level::Unacceptable));
    // Less than a business day: 2 days less 1 ns over 2 is under a day, though it rounds to it.
    let nearly = Measurement::mean_of(less(minutes(2 * 1_440)), 2);
    let judged = policy
        .resolution_time_level(Channel::Email, &nearly, None)
        .unwrap();
    assert_eq!(judged.level(), Some(Level::Stellar));
}

#[test]
fn too_little_evidence_is_no_level() {
    let policy = built(|builder| builder.minimum_count(30));
    let judge = |count| policy.response_time_level(Channel::Email, &mean(1, count));
    assert_eq!(judge(0), Err(NotMeasured::NothingCounted));
    assert_eq!(
        judge(29),
        Err(NotMeasured::TooFew {
            found: 29,
            minimum: 30
        })
    );
    assert!(judge(30).is_ok());
    // Four of twenty who gave up are too few to say it is high.
    let rate = |part, whole| Some(Ratio::of_counts(part, whole).into());
    let level = |rate| {
        policy
            .resolution_time_level(Channel::Email, &mean(60, 40), rate)
            .unwrap()
            .level()
    };
    assert_eq!(level(rate(4, 20)), Some(Level::Stellar));
    assert_eq!(level(rate(8, 40)), Some(Level::Unacceptable));
}
