//! A policy: checked when it is built and when it is read.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::error::PolicyError;
use support_kpi::level::{
    AcrossChannels, Basis, Bound, ChannelBounds, ChannelCount, ChannelRules, Dimension, GapPolicy,
    Level, Limit, OverallRule, OverlapPolicy, Policy, PolicyBuilder, QualityRules, Statistic,
    Threshold,
};

fn hours(count: u64) -> Duration {
    Duration::from_secs(count * 3_600)
}

fn at_most(level: Level, count: u64) -> Bound {
    Bound::new(level, Limit::AtMost(hours(count)), Basis::Own)
}

fn share(percent: i64) -> Threshold {
    Threshold::own(Decimal::new(percent, 2))
}

#[test]
fn the_documented_policy_passes_its_own_checks() {
    assert_eq!(Policy::builder().build(), Ok(Policy::documented()));
}

/// Asserts that the policy is refused with this text, when built and when read.
fn assert_refused(table: Vec<(PolicyBuilder, &str)>) {
    for (builder, text) in table {
        let error: PolicyError = builder.clone().build().unwrap_err();
        assert_eq!(error.to_string(), text);

        // A builder is an unchecked policy in serde.
        let json = serde_json::to_string(&builder).unwrap();
        let read = serde_json::from_str::<Policy>(&json).unwrap_err();
        assert!(read.to_string().starts_with(text), "{read}");
        let bytes = postcard::to_stdvec(&builder).unwrap();
        assert!(postcard::from_bytes::<Policy>(&bytes).is_err());
    }
}

#[test]
fn bounds_that_make_no_sense_are_refused() {
    use Level::{AboveAverage, Average, BelowAverage, Stellar, Unacceptable};
    let email = |bounds| Policy::builder().response(ChannelBounds::new(Channel::Email, bounds));
    assert_refused(vec![
        (
            email(vec![at_most(Stellar, 8), at_most(AboveAverage, 4)]),
            "response, email, level 4: expected more than 8 h (level 5), found 4 h",
        ),
        (
            email(vec![at_most(Stellar, 8), at_most(AboveAverage, 8)]),
            "response, email, level 4: expected more than 8 h (level 5), found 8 h",
        ),
        (
            email(vec![at_most(Average, 8), at_most(AboveAverage, 9)]),
            "response, email, level 4: expected a level under 3 after it, found 4",
        ),
        (
            email(vec![at_most(Average, 8), at_most(Average, 9)]),
            "response, email, level 3: expected a level under 3 after it, found 3",
        ),
        (
            email(vec![at_most(Unacceptable, 8)]),
            "response, email, level: expected 2 to 5, found 1",
        ),
        (
            email(vec![at_most(Stellar, 0)]),
            "response, email, level 5: expected more than 0 s, found 0 s",
        ),
        (
            email(vec![Bound::new(
                Stellar,
                Limit::LessThanBusinessDays(0),
                Basis::Own,
            )]),
            "response, email, level 5: expected more than 0 s, found 0 business days",
        ),
        (
            email(vec![]),
            "response, email: expected a bound for one level or more, found nothing",
        ),
        (
            email(vec![
                at_most(Stellar, 1),
                at_most(AboveAverage, 4).starting_at(hours(5)),
            ]),
            "response, email, level 4, from: expected at most 4 h (its end), found 5 h",
        ),
        (
            email(vec![
                at_most(Stellar, 2),
                at_most(AboveAverage, 4).starting_at(hours(1)),
            ]),
            "response, email, level 4, from: expected at least 2 h (the end of level 5), found 1 h",
        ),
        (
            email(vec![
                at_most(Stellar, 2),
                at_most(Average, 4).starting_at(hours(3)),
            ]),
            "response, email, level 3, from: expected none without a bound of level 4 above it, found 3 h",
        ),
        (
            email(vec![at_most(BelowAverage, 4).starting_at(hours(3))]),
            "response, email, level 2, from: expected none without a bound of level 3 above it, found 3 h",
        ),
        (
            Policy::builder().all_resolution(vec![
                ChannelBounds::new(Channel::Email, vec![at_most(Average, 4)]),
                ChannelBounds::new(Channel::Other(3), vec![at_most(Average, 4)]),
                ChannelBounds::new(Channel::Email, vec![at_most(Average, 5)]),
            ]),
            "resolution: expected each channel once, found email at 1 and at 3",
        ),
        (
            // A business day is compared as long as it is.
            Policy::builder().resolution(ChannelBounds::new(
                Channel::Web,
                vec![
                    at_most(AboveAverage, 30),
                    Bound::new(Average, Limit::LessThanBusinessDays(1), Basis::Own),
                ],
            )),
            "resolution, web, level 3: expected more than 30 h (level 4), found 24 h",
        ),
    ]);
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    let quality = |rules| Policy::builder().quality(rules);
    let documented = QualityRules::documented;
    assert_refused(vec![
        (
            Policy::builder().business_day(Duration::ZERO),
            "business_day: expected over 0 s and at most 25 h, found 0 s",
        ),
        (
            Policy::builder().business_day(hours(25) + Duration::from_nanos(1)),
            "business_day: expected over 0 s and at most 25 h, found 25 h 0.000000001 s",
        ),
        (
            Policy::builder().abandonment(share(0)),
            "abandonment: expected over 0 and at most 1, found 0.00",
        ),
        (
            Policy::builder().forgotten(share(101)),
            "forgotten: expected over 0 and at most 1, found 1.01",
        ),
        (
            Policy::builder().self_service(share(-50)),
            "self_service: expected over 0 and at most 1, found -0.50",
        ),
        (
            Policy::builder().self_service(Threshold::own(Decimal::new(5_000_001, 7))),
            "self_service: expected at most 6 decimals, found 0.5000001",
        ),
        (
            Policy::builder().statistic(Statistic::Percentile(100.into())),
            "statistic, percentile: expected over 0 and under 100, found 100",
        ),
        (
            Policy::builder().statistic(Statistic::Percentile(0.into())),
            "statistic, percentile: expected over 0 and under 100, found 0",
        ),
        (
            Policy::builder().statistic(Statistic::ShareWithin(80.into())),
            "statistic, share_within: expected over 0 and at most 1, found 80",
        ),
        (
            quality(documented().with_most(share(200))),
            "quality, most: expected over 0 and at most 1, found 2.00",
        ),
        (
            quality(documented().with_consistently_good(share(0))),
            "quality, consistently_good: expected over 0 and at most 1, found 0.00",
        ),
        (
            quality(documented().with_consistently_best(share(101))),
            "quality, consistently_best: expected over 0 and at most 1, found 1.01",
        ),
        (
            quality(documented().with_mean(Threshold::own(Decimal::new(51, 1)))),
            "quality, mean: expected 1 to 5, found 5.1",
        ),
        (
            quality(documented().with_mean(Threshold::own(Decimal::new(48_000_001, 7)))),
            "quality, mean: expected at most 6 decimals, found 4.8000001",
        ),
        (
            quality(documented().with_internal_quality(Threshold::own(101.into()))),
            "quality, internal_quality: expected 0 to 100, found 101",
        ),
        (
            Policy::builder().minimum_count(0),
            "minimum_count: expected 1 or more, found 0",
        ),
    ]);
}

#[test]
fn lists_that_make_no_sense_are_refused() {
    let weights = |weights| Policy::builder().overall(OverallRule::Weighted(weights));
    let count = |channels, real_time| ChannelCount::new(channels, real_time, Basis::Own);
    let channels = |low, high| Policy::builder().channels(ChannelRules::new(low, high));
    assert_refused(vec![
        (
            channels(count(0, 0), vec![count(2, 1)]),
            "channels, below_average: expected 1 channel or more, found 0",
        ),
        (
            channels(count(2, 3), vec![count(2, 1)]),
            "channels, below_average: expected at most 2 real-time, found 3",
        ),
        (
            channels(count(2, 0), vec![]),
            "channels, average: expected a number of channels, found nothing",
        ),
        (
            channels(count(3, 0), vec![count(3, 1), count(2, 0)]),
            "channels, average: expected at least 3 channels (level 2), found 2",
        ),
        (
            weights(vec![]),
            "overall, weighted: expected a weight for one dimension or more, found nothing",
        ),
        (
            weights(vec![(Dimension::Quality, 1), (Dimension::Quality, 2)]),
            "overall, weighted: expected each dimension once, found quality at 1 and at 2",
        ),
        (
            weights(vec![(Dimension::Quality, 0)]),
            "overall, weighted, quality: expected 1 or more, found 0",
        ),
        (
            weights(vec![(Dimension::Delight, 2)]),
            "overall, weighted, delight: expected no weight, as delight never raises a level, found 2",
        ),
    ]);
}

#[test]
fn what_is_no_policy_is_not_read() {
    let table = [
        (r#"{"gaps": "strict"}"#, "unknown field `gaps`"),
        (r#"{"gap": "lenient"}"#, "unknown variant `lenient`"),
        (r#"{"gate": 0}"#, "level: expected 1 to 5, found 0"),
        (
            r#"{"response": [{"channel": "email", "bounds": [{"level": 9, "limit": {"at_most": "1 h"}}]}]}"#,
            "level: expected 1 to 5, found 9",
        ),
        (
            r#"{"response": [{"channel": "fax", "bounds": []}]}"#,
            "channel: expected email, social,",
        ),
        (
            r#"{"business_day": "1 day"}"#,
            "time: expected hours, minutes and seconds such as \"4 h\", \"5 h 10 min\" or \"0.5 s\", found \"1 day\"",
        ),
        (r#"{"forgotten": {"value": "a tenth"}}"#, "a tenth"),
        (
            r#"{"forgotten": {"value": "0.1", "unit": "%"}}"#,
            "unknown field `unit`",
        ),
    ];
    for (json, text) in table {
        let error = serde_json::from_str::<Policy>(json)
            .unwrap_err()
            .to_string();
        assert!(error.contains(text), "{error}");
    }
}

#[test]
fn keys_left_out_are_as_documented() {
    assert_eq!(
        serde_json::from_str::<Policy>("{}").unwrap(),
        Policy::documented()
    );
    let strict: Policy = serde_json::from_str(r#"{"gap": "strict"}"#).unwrap();
    assert_eq!(
        strict,
        Policy::builder().gap(GapPolicy::Strict).build().unwrap()
    );
    let mean: Policy = serde_json::from_str(r#"{"quality": {"mean": {"value": "4.5"}}}"#).unwrap();
    assert_eq!(mean.quality().mean(), Threshold::own(Decimal::new(45, 1)));
    assert_eq!(mean.quality().most(), QualityRules::documented().most());
}

#[test]
fn policies_go_through_json_and_postcard_unchanged() {
    let changed = Policy::builder()
        .gap(GapPolicy::Strict)
        .overlap(OverlapPolicy::Worse)
        .statistic(Statistic::Percentile(Decimal::new(995, 1)))
        .business_day(Duration::new(8 * 3_600, 1))
        .response(ChannelBounds::new(
            Channel::Other(7),
            vec![
                Bound::new(Level::AboveAverage, Limit::LessThan(hours(2)), Basis::Own),
                Bound::new(Level::Average, Limit::Shared(hours(6)), Basis::Read)
                    .starting_at(hours(3)),
            ],
        ))
        .abandonment(share(15))
        .forgotten(share(5))
        .self_service(share(60))
        .quality(QualityRules::documented().with_mean(Threshold::own(Decimal::new(45, 1))))
        .channels(ChannelRules::new(
            ChannelCount::new(2, 1, Basis::Own),
            vec![ChannelCount::new(4, 2, Basis::Own)],
        ))
        .minimum_count(30)
        .across_channels(AcrossChannels::ByVolume)
        .overall(OverallRule::Weighted(vec![
            (Dimension::ResponseTime, 3),
            (Dimension::Quality, 1),
        ]))
        .gate(Level::AboveAverage)
        .build()
        .unwrap();
    let share_within = Policy::builder()
        .statistic(Statistic::ShareWithin(Decimal::new(8, 1)))
        .overall(OverallRule::CoreThree)
        .build()
        .unwrap();
    for policy in [Policy::documented(), changed, share_within] {
        let json = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
        let bytes = postcard::to_stdvec(&policy).unwrap();
        assert_eq!(postcard::from_bytes::<Policy>(&bytes).unwrap(), policy);
        assert_eq!(policy.to_builder().build(), Ok(policy));
    }
}

#[test]
fn a_policy_file_can_be_read_by_people() {
    let json = serde_json::to_value(Policy::documented()).unwrap();
    assert_eq!(json["business_day"], "24 h");
    assert_eq!(
        json["forgotten"],
        serde_json::json!({"value": "0.1", "basis": "read"})
    );
    assert_eq!(
        json["response"][0]["bounds"][2],
        serde_json::json!({
            "level": 3, "limit": {"shared": "24 h"}, "from": "12 h", "basis": "documented",
        }),
    );
    assert_eq!(
        json["resolution"][0]["bounds"][0]["limit"],
        serde_json::json!({"less_than_business_days": 1}),
    );
}

#[test]
fn levels_are_their_numbers_in_serde() {
    for level in Level::ALL {
        let json = serde_json::to_string(&level).unwrap();
        assert_eq!(json, level.number().to_string());
        assert_eq!(serde_json::from_str::<Level>(&json).unwrap(), level);
        let bytes = postcard::to_stdvec(&level).unwrap();
        assert_eq!(postcard::from_bytes::<Level>(&bytes).unwrap(), level);
    }
    assert!(postcard::from_bytes::<Level>(&[6]).is_err());
}
