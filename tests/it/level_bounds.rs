//! The level of every bound, just below, at and just above it, on every channel.
//!
//! The tables are written by hand from the text of the levels, not from the policy.

use std::time::Duration;

use support_kpi::Channel;
use support_kpi::level::{
    Basis, GapPolicy, Level, OverlapPolicy, Policy, PolicyBuilder, Rate, Standing,
};
use support_kpi::summary::Ratio;

use Basis::{Documented, Read};

const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

/// A nanosecond less, the time itself, a nanosecond more.
fn around(seconds: u64) -> [Duration; 3] {
    let nanos = seconds * 1_000_000_000;
    [nanos - 1, nanos, nanos + 1].map(Duration::from_nanos)
}

/// Level 5 to 2: at most so many seconds, and the basis.
type Row = (Channel, [(u64, Basis); 4]);

const RESPONSE: [Row; 7] = [
    (
        Channel::Email,
        [
            (HOUR, Documented),
            (4 * HOUR, Documented),
            (24 * HOUR, Documented),
            (72 * HOUR, Read),
        ],
    ),
    (
        Channel::Web,
        [
            (HOUR, Read),
            (4 * HOUR, Read),
            (24 * HOUR, Read),
            (72 * HOUR, Read),
        ],
    ),
    (
        Channel::Social,
        [
            (15 * MINUTE, Documented),
            (4 * HOUR, Documented),
            (24 * HOUR, Documented),
            (72 * HOUR, Read),
        ],
    ),
    (
        Channel::Chat,
        [
            (MINUTE, Documented),
            (5 * MINUTE, Documented),
            (10 * MINUTE, Documented),
            (60 * MINUTE, Documented),
        ],
    ),
    (
        Channel::Sms,
        [
            (MINUTE, Documented),
            (5 * MINUTE, Documented),
            (10 * MINUTE, Read),
            (60 * MINUTE, Documented),
        ],
    ),
    (
        Channel::Messaging,
        [
            (MINUTE, Read),
            (5 * MINUTE, Read),
            (10 * MINUTE, Read),
            (60 * MINUTE, Read),
        ],
    ),
    (
        Channel::Phone,
        [
            (MINUTE, Read),
            (5 * MINUTE, Documented),
            (10 * MINUTE, Read),
            (60 * MINUTE, Documented),
        ],
    ),
];

fn policy(change: impl FnOnce(PolicyBuilder) -> PolicyBuilder) -> Policy {
    change(Policy::builder()).build().unwrap()
}

fn response(policy: &Policy, channel: Channel, time: Duration) -> (String, Basis) {
    let judged = policy.response_level(channel, time).unwrap();
    (judged.standing().to_string(), judged.basis())
}

#[test]
fn response_levels_at_every_bound() {
    let policy = Policy::documented();
    for (channel, bounds) in RESPONSE {
        for (position, (seconds, basis)) in bounds.into_iter().enumerate() {
            let level = 5 - position;
            let here = (level.to_string(), basis);
            // Level 1 has the basis of level 2's bound.
            let next_basis = bounds.get(position + 1).map_or(basis, |(_, basis)| *basis);
            let next = ((level - 1).to_string(), next_basis);
            let found = around(seconds).map(|time| response(&policy, channel, time));
            assert_eq!(found, [here.clone(), here, next], "{channel}");
        }
        assert_eq!(response(&policy, channel, Duration::ZERO).0, "5");
        assert_eq!(response(&policy, channel, Duration::MAX).0, "1");
    }
}

#[test]
fn strict_reports_the_gaps_that_the_guide_leaves() {
    // Each just below, at and just above.
    let table = [
        (Channel::Email, 4 * HOUR, ["4", "4", "between 4 and 3"]),
        (Channel::Email, 12 * HOUR, ["between 4 and 3", "3", "3"]),
        (Channel::Email, 24 * HOUR, ["3", "3", "2"]),
        (Channel::Email, 72 * HOUR, ["2", "2", "1"]),
        (Channel::Social, 15 * MINUTE, ["5", "5", "4"]),
        (Channel::Social, 4 * HOUR, ["4", "4", "between 4 and 3"]),
        (Channel::Social, 12 * HOUR, ["between 4 and 3", "3", "3"]),
        (Channel::Chat, MINUTE, ["5", "5", "4"]),
        (Channel::Chat, 5 * MINUTE, ["4", "4", "between 4 and 3"]),
        (
            Channel::Chat,
            10 * MINUTE,
            ["between 4 and 3", "3", "between 3 and 2"],
        ),
        (Channel::Chat, 30 * MINUTE, ["between 3 and 2", "2", "2"]),
        (Channel::Chat, 60 * MINUTE, ["2", "2", "1"]),
        // What is read has no lower end, so no gap.
        (Channel::Web, 12 * HOUR, ["3", "3", "3"]),
        (Channel::Sms, 5 * MINUTE, ["4", "4", "3"]),
        (Channel::Sms, 10 * MINUTE, ["3", "3", "2"]),
        (Channel::Phone, 30 * MINUTE, ["2", "2", "2"]),
        (Channel::Messaging, 10 * MINUTE, ["3", "3", "2"]),
    ];
    let strict = policy(|builder| builder.gap(GapPolicy::Strict));
    for (channel, seconds, expected) in table {
        let found = around(seconds).map(|time| response(&strict, channel, time).0);
        assert_eq!(found, expected, "{channel} at {seconds} s");
    }
}

#[test]
fn worse_takes_the_times_of_two_levels_to_the_worse_one() {
    let table = [
        (Channel::Email, 24 * HOUR, ["3", "2", "2"]),
        (Channel::Social, 24 * HOUR, ["3", "2", "2"]),
        (Channel::Chat, 60 * MINUTE, ["2", "1", "1"]),
        // "Other instant channels, one hour or more" is level 1 in the guide, too.
        (Channel::Sms, 60 * MINUTE, ["2", "1", "1"]),
        (Channel::Phone, 60 * MINUTE, ["2", "1", "1"]),
        // No text gives these times to two levels.
        (Channel::Web, 24 * HOUR, ["3", "3", "2"]),
        (Channel::Messaging, 60 * MINUTE, ["2", "2", "1"]),
        (Channel::Email, 4 * HOUR, ["4", "4", "3"]),
        (Channel::Email, 72 * HOUR, ["2", "2", "1"]),
        (Channel::Chat, 10 * MINUTE, ["3", "3", "2"]),
    ];
    let worse = policy(|builder| builder.overlap(OverlapPolicy::Worse));
    for (channel, seconds, expected) in table {
        let found = around(seconds).map(|time| response(&worse, channel, time).0);
        assert_eq!(found, expected, "{channel} at {seconds} s");
    }
}

/// A bound in seconds, and the level just below, at and just above it.
type Around = (u64, [&'static str; 3]);

/// The bounds of level 3 and of level 2.
const RESOLUTION: [(Channel, [Around; 2]); 8] = {
    const SLOW: [Around; 2] = [(DAY, ["5", "2", "2"]), (7 * DAY, ["2", "2", "1"])];
    const REAL_TIME: [Around; 2] = [(HOUR, ["5", "5", "2"]), (3 * HOUR, ["2", "2", "1"])];
    [
        (Channel::Email, SLOW),
        (Channel::Web, SLOW),
        (Channel::Social, SLOW),
        (Channel::Chat, REAL_TIME),
        (Channel::Sms, REAL_TIME),
        (Channel::Messaging, REAL_TIME),
        (Channel::Phone, REAL_TIME),
        (Channel::InPerson, REAL_TIME),
    ]
};

fn resolution(policy: &Policy, channel: Channel, time: Duration) -> String {
    let judged = policy.resolution_level(channel, time, None).unwrap();
    judged.standing().to_string()
}

#[test]
fn resolution_levels_at_every_bound() {
    let better = Policy::documented();
    let other = policy(|builder| builder.gap(GapPolicy::Strict).overlap(OverlapPolicy::Worse));
    for (channel, bounds) in RESOLUTION {
        for (seconds, expected) in bounds {
            let times = around(seconds);
            assert_eq!(
                times.map(|time| resolution(&better, channel, time)),
                expected
            );
            // The guide has neither gaps with a lower end nor points in two levels here.
            assert_eq!(
                times.map(|time| resolution(&other, channel, time)),
                expected
            );
        }
    }
}

#[test]
fn the_basis_of_a_resolution_level_is_that_of_its_bound() {
    let policy = Policy::documented();
    let basis = |channel, seconds, abandonment| {
        policy
            .resolution_level(channel, Duration::from_secs(seconds), abandonment)
            .unwrap()
            .basis()
    };
    assert_eq!(basis(Channel::Email, HOUR, None), Documented);
    assert_eq!(basis(Channel::Email, 2 * DAY, None), Read);
    assert_eq!(basis(Channel::Email, 9 * DAY, None), Read);
    assert_eq!(basis(Channel::Chat, 1, None), Read);
    let high = Some(Rate::from(Ratio::of_counts(1, 2)));
    assert_eq!(basis(Channel::Email, HOUR, high), Read);
}

#[test]
fn a_business_day_is_as_long_as_the_policy_says() {
    let eight_hours = policy(|builder| builder.business_day(Duration::from_secs(8 * HOUR)));
    let found = around(8 * HOUR).map(|time| resolution(&eight_hours, Channel::Email, time));
    assert_eq!(found, ["5", "2", "2"]);
    // The real-time bounds and the seven days are no business days.
    assert_eq!(
        resolution(&eight_hours, Channel::Chat, Duration::from_secs(HOUR)),
        "5"
    );
    assert_eq!(
        resolution(&eight_hours, Channel::Email, Duration::from_secs(7 * DAY)),
        "2"
    );
}

#[test]
fn an_abandonment_of_a_fifth_is_level_1_whatever_the_time() {
    let policy = Policy::documented();
    let level = |part, whole| {
        let rate = Rate::from(Ratio::of_counts(part, whole));
        policy
            .resolution_level(Channel::Chat, Duration::ZERO, Some(rate))
            .unwrap()
            .standing()
    };
    assert_eq!(level(199_999, 1_000_000), Standing::At(Level::Stellar));
    assert_eq!(level(200_000, 1_000_000), Standing::At(Level::Unacceptable));
    assert_eq!(level(200_001, 1_000_000), Standing::At(Level::Unacceptable));
    // Nothing counted and unsettled counts forbid nothing.
    assert_eq!(level(0, 0), Standing::At(Level::Stellar));
    assert_eq!(level(3, 2), Standing::At(Level::Stellar));
}

#[test]
fn own_numbers_between_3_and_5_limit_the_resolution() {
    use support_kpi::level::{Bound, ChannelBounds, Limit};
    let hours = |count: u64| Limit::AtMost(Duration::from_secs(count * HOUR));
    let bounds = vec![
        Bound::new(Level::Stellar, hours(2), Basis::Own),
        Bound::new(Level::AboveAverage, hours(8), Basis::Own),
        Bound::new(Level::Average, Limit::LessThanBusinessDays(1), Documented),
    ];
    let own = policy(|builder| builder.resolution(ChannelBounds::new(Channel::Email, bounds)));
    let levels = [2, 8, 9, 24, 9_999]
        .map(|count| resolution(&own, Channel::Email, Duration::from_secs(count * HOUR)));
    // No bound of level 2: nothing forbids it.
    assert_eq!(levels, ["5", "4", "3", "2", "2"]);
}
