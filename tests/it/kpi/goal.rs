//! Goals at, above and below their targets, and as they are written.

use std::time::Duration;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::inference::Confidence;
use support_kpi::kpi::{CustomerRetention, Goal, GoalCertainty, GoalResult, Goals};
use support_kpi::summary::{DurationSummary, Percentile, Ratio};
use support_kpi::{Calculator, Channel, Elapsed};

use crate::serialised::{through_json, through_postcard};

#[test]
fn at_the_target_is_reached() {
    for (goal, value, expected) in [
        (Goal::AtMost(10), 9, GoalResult::Reached { by: Some(1) }),
        (Goal::AtMost(10), 10, GoalResult::Reached { by: Some(0) }),
        (Goal::AtMost(10), 11, GoalResult::Missed { by: Some(1) }),
        (Goal::AtLeast(10), 9, GoalResult::Missed { by: Some(1) }),
        (Goal::AtLeast(10), 10, GoalResult::Reached { by: Some(0) }),
        (Goal::AtLeast(10), 11, GoalResult::Reached { by: Some(1) }),
        (
            Goal::AtMost(0),
            u64::MAX,
            GoalResult::Missed { by: Some(u64::MAX) },
        ),
    ] {
        assert_eq!(goal.judge(Some(value)), expected, "{goal:?} {value}");
        assert_eq!(goal.judge(None), GoalResult::NoValue);
    }
}

#[test]
fn a_kpi_is_judged_to_the_last_digit() {
    // (300 − 76) ÷ 350 is 64 %: 0.5 points short of 64.5.
    let retention = CustomerRetention::of_counts(350, 300, 76).expect("counts");
    let goal = Goal::AtLeast(Decimal::new(645, 1));
    assert_eq!(
        goal.judge(retention.percent()),
        GoalResult::Missed {
            by: Some(Decimal::new(5, 1))
        }
    );
    assert_eq!(
        Goal::AtLeast(Decimal::from(64)).judge(retention.percent()),
        GoalResult::Reached {
            by: Some(Decimal::ZERO)
        }
    );
    assert_eq!(
        goal.judge(CustomerRetention::default().percent()),
        GoalResult::NoValue
    );
}

#[test]
fn a_distance_beyond_its_type_is_none() {
    assert_eq!(
        Goal::AtMost(Decimal::MIN).judge(Some(Decimal::MAX)),
        GoalResult::Missed { by: None }
    );
}

#[test]
fn a_key_has_its_own_goal_or_the_general_one_or_none() {
    let hour = Duration::from_secs(3_600);
    let only_chat = Goals::default().with(Channel::Chat, Goal::AtMost(hour));
    assert_eq!(only_chat.judge(&Channel::Email, Some(hour)), None);
    assert_eq!(only_chat.general_goal(), None);
    assert_eq!(
        only_chat.judge(&Channel::Chat, None),
        Some(GoalResult::NoValue)
    );

    let goals = Goals::general(Goal::AtMost(hour))
        .with(Channel::Chat, Goal::AtMost(hour))
        .with(Channel::Chat, Goal::AtMost(hour / 60));
    assert_eq!(goals.goal(&Channel::Chat), Some(Goal::AtMost(hour / 60)));
    assert_eq!(goals.goal(&Channel::Email), Some(Goal::AtMost(hour)));
    assert_eq!(goals.general_goal(), Some(Goal::AtMost(hour)));
    assert_eq!(goals.own().count(), 1);
}

#[test]
fn goals_are_written_as_one_would_write_them() {
    let goals = Goals::general(Goal::AtLeast(Decimal::new(905, 1)))
        .with("Ben".to_string(), Goal::AtLeast(Decimal::from(80)));
    let json = r#"{"general":{"at_least":"90.5"},"own":[["Ben",{"at_least":"80"}]]}"#;
    assert_eq!(serde_json::to_string(&goals).expect("JSON"), json);
    assert_eq!(through_json(&goals), goals);
    assert_eq!(through_postcard(&goals), goals);
    let pairs = Goals::<(Channel, u8), Duration>::default().with(
        (Channel::Chat, 1),
        Goal::AtMost(Duration::from_millis(1_500)),
    );
    assert_eq!(through_json(&pairs), pairs);
    assert_eq!(through_postcard(&pairs), pairs);
}

#[test]
fn a_key_that_comes_twice_is_refused() {
    let json = r#"{"general":null,"own":[[1,{"at_most":5}],[1,{"at_most":6}]]}"#;
    let error = serde_json::from_str::<Goals<u8, u64>>(json).expect_err(json);
    let message = error.to_string();
    assert!(
        message.contains("goals: expected each key once, found the key of pair 1 again"),
        "{message}"
    );
}

proptest! {
    #[test]
    fn the_distance_leads_from_the_value_to_the_target(target in any::<u64>(), value in any::<u64>(), at_most in any::<bool>()) {
        let goal = if at_most { Goal::AtMost(target) } else { Goal::AtLeast(target) };
        let better_by = if at_most {
            i128::from(target) - i128::from(value)
        } else {
            i128::from(value) - i128::from(target)
        };
        let expected = match u64::try_from(better_by) {
            Ok(by) => GoalResult::Reached { by: Some(by) },
            Err(_) => GoalResult::Missed { by: u64::try_from(-better_by).ok() },
        };
        prop_assert_eq!(goal.judge(Some(value)), expected);
        prop_assert_eq!(goal.is_reached_by(value), better_by >= 0);
    }
}

#[test]
fn a_goal_is_reached_for_sure_perhaps_or_not() {
    let minutes = |minutes: u64| Some(Duration::from_secs(60 * minutes));
    let (most, least) = (
        Goal::AtMost(minutes(60).unwrap()),
        Goal::AtLeast(minutes(60).unwrap()),
    );
    for (low, high, at_most, at_least) in [
        (minutes(30), minutes(50), "reached for sure", "not reached"),
        (
            minutes(30),
            minutes(60),
            "reached for sure",
            "perhaps reached",
        ),
        (
            minutes(60),
            minutes(60),
            "reached for sure",
            "reached for sure",
        ),
        (
            minutes(60),
            minutes(90),
            "perhaps reached",
            "reached for sure",
        ),
        (minutes(61), minutes(90), "not reached", "reached for sure"),
        // Open ends.
        (None, minutes(50), "reached for sure", "not reached"),
        (None, minutes(90), "perhaps reached", "perhaps reached"),
        (minutes(30), None, "perhaps reached", "perhaps reached"),
        (minutes(90), None, "not reached", "reached for sure"),
        (None, None, "perhaps reached", "perhaps reached"),
    ] {
        assert_eq!(
            most.certainty(low, high).to_string(),
            at_most,
            "{low:?} {high:?}"
        );
        assert_eq!(
            least.certainty(low, high).to_string(),
            at_least,
            "{low:?} {high:?}"
        );
    }
    assert_eq!(
        serde_json::to_string(&GoalCertainty::ReachedForSure).unwrap(),
        "\"reached_for_sure\""
    );
}

/// 85 of 100 are 76.7 to 90.7 % (Wilson).
#[test]
fn intervals_decide_how_sure_a_goal_is() {
    let share = Ratio::of_counts(85, 100);
    let by_percent = |goal: Goal<Decimal>| {
        let certainty = goal.certainty_of_percent(&share, Confidence::P95);
        certainty.unwrap()
    };
    let percent = |tenths| Decimal::new(tenths, 1);
    assert_eq!(
        by_percent(Goal::AtLeast(percent(766))),
        GoalCertainty::ReachedForSure
    );
    assert_eq!(
        by_percent(Goal::AtLeast(percent(768))),
        GoalCertainty::Perhaps
    );
    assert_eq!(
        by_percent(Goal::AtLeast(percent(908))),
        GoalCertainty::NotReached
    );
    assert_eq!(
        by_percent(Goal::AtMost(percent(906))),
        GoalCertainty::Perhaps
    );
    assert_eq!(
        by_percent(Goal::AtMost(percent(908))),
        GoalCertainty::ReachedForSure
    );

    // Nothing, or one time: no interval. A percentile of one time has no ends.
    let one = DurationSummary::of(&[Elapsed::from_seconds(60)]);
    let goal = Goal::AtMost(Duration::from_secs(600));
    assert_eq!(goal.certainty_of_mean(&one, Confidence::P95), None);
    let median = |times: &DurationSummary| {
        goal.certainty_of_percentile(times, Percentile::P50, Confidence::P95)
    };
    assert_eq!(median(&one), Some(GoalCertainty::Perhaps));
    assert_eq!(median(&DurationSummary::default()), None);
    let many = DurationSummary::of(&[60; 6].map(Elapsed::from_seconds));
    assert_eq!(median(&many), Some(GoalCertainty::ReachedForSure));
}
