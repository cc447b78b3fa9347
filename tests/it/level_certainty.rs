//! Levels at both ends of an interval: "4, perhaps 3".

use std::time::Duration;

use proptest::prelude::*;
use rust_decimal::Decimal;
use support_kpi::inference::Confidence;
use support_kpi::level::{
    AcrossChannels, Certainty, ChannelOffer, Coverage, Dimension, Evidence, GapPolicy, Hours,
    Level, Measurement, NotMeasured, OverallRule, Policy, PolicyBuilder, Proactivity, Quality,
    Rate, SelfService, SelfServiceOffer, Statistic, Waiting,
};
use support_kpi::summary::{DurationSummary, Ratio};
use support_kpi::{Calculator, Channel, Elapsed};

fn policy() -> Policy {
    changed(|builder| builder)
}

fn changed(change: impl FnOnce(PolicyBuilder) -> PolicyBuilder) -> Policy {
    let builder = Policy::builder().certainty(Certainty::default());
    change(builder).build().unwrap()
}

fn hours(count: u64) -> Duration {
    Duration::from_secs(count * 3_600)
}

fn of_minutes(minutes: &[u32]) -> DurationSummary {
    let times: Vec<Elapsed> = minutes
        .iter()
        .map(|m| Elapsed::from_seconds(60 * m))
        .collect();
    DurationSummary::of(&times)
}

/// So many times evenly from one number of minutes to another.
fn evenly(from: u32, to: u32, count: u32) -> DurationSummary {
    let step = |i| from + (to - from) * i / (count - 1);
    of_minutes(&(0..count).map(step).collect::<Vec<_>>())
}

fn by(times: &DurationSummary, statistic: Statistic) -> Measurement {
    Measurement::of_times(times, statistic)
}

/// The level of first responses by e-mail, or why there is none.
fn email(policy: &Policy, measured: &Measurement) -> String {
    match policy.response_time_level(Channel::Email, measured) {
        Ok(judged) => judged.range().unwrap().to_string(),
        Err(reason) => reason.to_string(),
    }
}

#[test]
fn a_mean_is_judged_at_both_ends() {
    // From 0 to 7 h, 3 h 30 min on average and a deviation of 2 h 4 min: of 50
    // ± 35 min, past the 4 h of level 4; of 500 ± 11 min.
    let mean = |count| email(&policy(), &by(&evenly(0, 420, count), Statistic::Mean));
    assert_eq!(mean(50), "4, perhaps 3");
    assert_eq!(mean(500), "4");
    // Of 8 ± 1 h 50 min, still short of level 5.
    assert_eq!(mean(8), "4, perhaps 3");
    assert_eq!(
        mean(3),
        "not enough data, the level may be anything from 5 to 3"
    );
}

#[test]
fn a_value_just_beyond_its_bound_is_perhaps_better() {
    let mean = by(&evenly(0, 500, 60), Statistic::Mean);
    assert_eq!(email(&policy(), &mean), "3, perhaps 4");
    let three = changed(|builder| builder.certainty(Certainty::default().with_most_levels(3)));
    // 150 ± 147 min.
    let few = by(&evenly(0, 300, 5), Statistic::Mean);
    assert_eq!(email(&three, &few), "4, perhaps 5 or 3");
    assert!(email(&policy(), &few).starts_with("not enough data"));
}

/// Of 100 times the 40th and the 61st hold the median, the 83rd and the 96th
/// the 90th percentile: `qbinom` at 2.5 % on either side.
#[test]
fn percentiles_are_judged_by_their_ranks() {
    // One time a minute from the 141st on: the median is 190 min, from 180 to 201.
    let times = of_minutes(&(141..=240).collect::<Vec<_>>());
    let median = |bound_minutes: u64| {
        let bounds = support_kpi::level::ChannelBounds::new(
            Channel::Email,
            vec![support_kpi::level::Bound::new(
                Level::AboveAverage,
                support_kpi::level::Limit::AtMost(Duration::from_secs(60 * bound_minutes)),
                support_kpi::level::Basis::Own,
            )],
        );
        let policy = changed(|builder| builder.statistic(Statistic::Median).response(bounds));
        email(&policy, &by(&times, Statistic::Median))
    };
    assert_eq!(median(178), "3");
    assert_eq!(median(182), "3, perhaps 5");
    assert_eq!(median(199), "5, perhaps 3");
    assert_eq!(median(203), "5");

    // Of twenty, nothing is over the 90th percentile for certain.
    let p90 = Statistic::Percentile(Decimal::from(90));
    let policy = changed(|builder| builder.statistic(p90));
    let few = evenly(20 * 60, 85 * 60, 20);
    assert_eq!(email(&policy, &by(&few, p90)), "1, perhaps 2");
    let quick = evenly(5, 50, 20);
    assert_eq!(
        email(&policy, &by(&quick, p90)),
        "not enough data, the level may be anything from 5 to 1"
    );
}

/// 85 of 100 are 76.7 to 90.7 % (Wilson): 80 % lies within. 99 of 100 are
/// 94.6 % at least, 10 of 100 are 17.4 % at most.
#[test]
fn shares_within_bounds_are_judged_by_wilson() {
    let share = Statistic::ShareWithin(Decimal::new(8, 1));
    let policy = changed(|builder| builder.statistic(share));
    let within = |four_hours: i64, whole: i64| {
        let of = |part| Ratio::of_counts(part, whole);
        email(
            &policy,
            &Measurement::shares_within([
                (hours(1), of(whole / 10)),
                (hours(4), of(four_hours)),
                (hours(24), of(whole - whole / 100)),
                (hours(72), of(whole)),
            ]),
        )
    };
    assert_eq!(within(85, 100), "4, perhaps 3");
    assert_eq!(within(75, 100), "3, perhaps 4");
    assert_eq!(within(850, 1_000), "4");
    // 8 of 10 within 4 h are 49 to 94 %, 10 of 10 within 24 h 72 %, within 72 h the same.
    assert_eq!(
        within(8, 10),
        "not enough data, the level may be anything from 4 to 1"
    );
}

#[test]
fn without_a_spread_there_is_no_level_by_a_mean_that_is_measured() {
    let reason = "not enough data, the level may be anything from 5 to 1";
    assert_eq!(
        email(&policy(), &by(&of_minutes(&[30]), Statistic::Mean)),
        reason
    );
    assert_eq!(
        email(&policy(), &by(&of_minutes(&[30; 9]), Statistic::Mean)),
        reason
    );
    // A mean without its times is taken at its word, however few they are.
    let word = Measurement::mean(Duration::from_secs(1_800), 1);
    assert_eq!(email(&policy(), &word), "5");
    let word = word.with_times(&of_minutes(&[30]));
    assert_eq!(email(&policy(), &word), reason);
}

#[test]
fn the_level_of_the_value_is_that_without_certainty() {
    let measured = by(&evenly(0, 420, 50), Statistic::Mean);
    let plain = Policy::documented()
        .response_time_level(Channel::Email, &measured)
        .unwrap();
    assert_eq!(plain.range(), None);
    let ranged = policy()
        .response_time_level(Channel::Email, &measured)
        .unwrap();
    assert_eq!(plain.standing(), ranged.standing());
    assert_eq!(plain.missing(), ranged.missing());
    assert_eq!(
        ranged.to_string(),
        "level 4, perhaps 3, mean 3 h 29 min 35 s (50 counted); meets 4 h (documented)",
    );
}

/// Only levels 3 and 2 have bounds: 5 and 2 are two levels.
#[test]
fn levels_that_no_bound_tells_apart_are_one() {
    // 22 h on average of 40 between 2 and 42 h, ± 3 h 47 min; level 3 ends at 24 h.
    let measured = by(&evenly(120, 2_520, 40), Statistic::Mean);
    let judged = policy()
        .resolution_time_level(Channel::Email, &measured, None)
        .unwrap();
    assert_eq!(judged.range().unwrap().to_string(), "5, perhaps 2");
}

/// 30 of 200 are 10.7 to 20.6 %, 8 of 200 at most 7.7 %.
#[test]
fn a_rate_of_abandonment_is_uncertain_too() {
    let measured = by(&evenly(61, 150, 80), Statistic::Mean);
    let with = |part, whole| {
        let rate = Rate::from(Ratio::of_counts(part, whole));
        policy().resolution_time_level(Channel::Chat, &measured, Some(rate))
    };
    assert_eq!(with(8, 200).unwrap().range().unwrap().to_string(), "2");
    assert_eq!(
        with(30, 200).unwrap().range().unwrap().to_string(),
        "2, perhaps 1"
    );
    assert_eq!(
        with(45, 200).unwrap().range().unwrap().to_string(),
        "1, perhaps 2"
    );
    assert_eq!(with(80, 200).unwrap().range().unwrap().to_string(), "1");
    // Quick resolutions, and no saying whether a fifth gives up.
    let quick = by(&evenly(1, 20, 80), Statistic::Mean);
    let rate = Rate::from(Ratio::of_counts(1, 12));
    assert_eq!(
        policy().resolution_time_level(Channel::Chat, &quick, Some(rate)),
        Err(NotMeasured::NotEnoughData {
            best: Level::Stellar,
            worst: Level::Unacceptable
        }),
    );
}

/// 30 of 100 are 21.9 % at least; 3 of 10 are 10.8 to 60.3 %.
#[test]
fn abandonment_alone_is_level_1_where_it_is_high_for_sure() {
    let judged = |part, whole| {
        let rate = Rate::from(Ratio::of_counts(part, whole));
        policy().resolution_time_level(Channel::Chat, &Measurement::nothing(), Some(rate))
    };
    assert_eq!(judged(30, 100).unwrap().range().unwrap().to_string(), "1");
    assert_eq!(judged(3, 10), Err(NotMeasured::NothingCounted));
    let percentage = Rate::percent("abandonment", Decimal::from(30)).unwrap();
    let judged =
        policy().resolution_time_level(Channel::Chat, &Measurement::nothing(), Some(percentage));
    assert_eq!(judged.unwrap().range().unwrap().to_string(), "1");
}

/// Who waits is there, and no sample: 6 of 50 are over 10 %, 5 are not.
#[test]
fn the_forgotten_are_counted_as_they_are() {
    let judged = |waiting: usize| {
        let measured = by(&evenly(5, 30, 45), Statistic::Mean)
            .with_unanswered(Waiting::of_ages(vec![hours(200); waiting]));
        email(&policy(), &measured)
    };
    assert_eq!(judged(5), "5");
    assert_eq!(judged(6), "1");
}

#[test]
fn quality_is_as_sure_as_its_mean_and_its_shares() {
    let judged = |counts| {
        let judged = policy().quality_level(&Quality::of_counts(counts));
        judged.map(|judged| judged.range().unwrap().to_string())
    };
    // Mean 4.75 of 100 answers, 4.57 to 4.82: perhaps the 4.8 of level 4.
    assert_eq!(judged([0, 0, 5, 15, 80]).unwrap(), "3, perhaps 4");
    assert_eq!(judged([0, 0, 500, 1_500, 8_000]).unwrap(), "3");
    // 82 of 100 with 4 or 5 are 73.3 % at least, and 80 % are asked for.
    assert_eq!(judged([5, 5, 8, 42, 40]).unwrap(), "3, perhaps 2");
    // Five fives are no proof of anything.
    assert_eq!(
        judged([0, 0, 0, 0, 5]).unwrap_err().to_string(),
        "not enough data, the level may be anything from 5 to 2",
    );
    assert_eq!(judged([0, 0, 0, 0, 500]).unwrap(), "5");
}

/// 55 of 100 are 45.2 to 64.4 %: perhaps no more than half.
#[test]
fn what_is_declared_is_sure_and_a_rate_beside_it_is_not() {
    let judged = |rate: Ratio| {
        let service = SelfService::new(SelfServiceOffer::Automated).with_rate(rate);
        policy()
            .self_service_level(&service)
            .range()
            .unwrap()
            .to_string()
    };
    assert_eq!(judged(Ratio::of_counts(55, 100)), "5, perhaps 4");
    assert_eq!(judged(Ratio::of_counts(45, 100)), "4, perhaps 5");
    assert_eq!(judged(Ratio::of_counts(550, 1_000)), "5");

    let assessment = policy().assess(&desk());
    for dimension in [Dimension::Channels, Dimension::Proactivity] {
        let range = assessment.dimension(dimension).unwrap().range().unwrap();
        assert!(range.is_sure() && range.perhaps().is_empty(), "{dimension}");
    }
}

/// E-mail 4, perhaps 3; chat 4 for sure; phone not enough data; quality 5.
fn desk() -> Evidence {
    Evidence::new()
        .response(Channel::Email, by(&evenly(0, 420, 50), Statistic::Mean))
        .response(Channel::Chat, by(&evenly(1, 6, 300), Statistic::Mean))
        .response(Channel::Phone, by(&of_minutes(&[1, 9]), Statistic::Mean))
        .resolution(Channel::Email, by(&evenly(60, 600, 50), Statistic::Mean))
        .quality(Quality::of_counts([0, 0, 0, 0, 500]))
        .channels(ChannelOffer::new(
            [Channel::Email, Channel::Chat, Channel::Phone],
            [Channel::Email, Channel::Chat, Channel::Phone],
            Hours::AroundTheClock,
        ))
        .proactivity(Proactivity::Anticipates)
}

#[test]
fn the_whole_is_its_weakest_dimension_at_both_ends() {
    let assessment = policy().assess(&desk());
    let response = assessment.dimension(Dimension::ResponseTime).unwrap();
    assert_eq!(response.range().unwrap().to_string(), "4, perhaps 3");
    let ranges: Vec<String> = response
        .channels()
        .iter()
        .map(|channel| match channel.outcome().judgement() {
            Some(judged) => judged.range().unwrap().to_string(),
            None => channel.outcome().not_measured().unwrap().to_string(),
        })
        .collect();
    assert_eq!(
        ranges,
        [
            "4, perhaps 3",
            "4",
            "not enough data, the level may be anything from 5 to 2"
        ]
    );
    let overall = assessment.overall().unwrap();
    assert_eq!(overall.to_string(), "level 4, perhaps 3");
    assert_eq!(overall.coverage(), &Coverage::Complete);
    assert_eq!(overall.held_down_by(), [Dimension::ResponseTime]);
    assert!(assessment.to_string().starts_with(
        "Overall: level 4, perhaps 3, above average (平均以上)\n  held down by response time\n"
    ));
    assert!(assessment.to_string().contains(
        "1. Response time (応答時間): level 4, perhaps 3, above average (平均以上)\n   \
         e-mail: level 4, perhaps 3, mean 3 h 29 min 35 s (50 counted); meets 4 h (documented)\n"
    ));

    // The chat alone is sure, and the whole no more than its weakest part.
    let by_volume = changed(|b| b.across_channels(AcrossChannels::ByVolume)).assess(&desk());
    let response = by_volume.dimension(Dimension::ResponseTime).unwrap();
    // (50 · 3 + 300 · 4) ÷ 350 = 3.86 at the worse end.
    assert_eq!(response.range().unwrap().to_string(), "4, perhaps 3");

    let weights = vec![(Dimension::ResponseTime, 1), (Dimension::Quality, 1)];
    let weighted = changed(|b| b.overall(OverallRule::Weighted(weights))).assess(&desk());
    // (4 + 5) ÷ 2 falls to 4, and (3 + 5) ÷ 2 = 4: sure.
    assert_eq!(weighted.overall().unwrap().to_string(), "level 4");
}

#[test]
fn a_dimension_of_too_little_data_is_none() {
    let evidence = Evidence::new()
        .response(Channel::Phone, by(&of_minutes(&[1, 9]), Statistic::Mean))
        .quality(Quality::of_counts([0, 0, 0, 0, 500]));
    let assessment = policy().assess(&evidence);
    let response = assessment.dimension(Dimension::ResponseTime).unwrap();
    assert_eq!((response.standing(), response.range()), (None, None));
    assert_eq!(response.not_measured(), Some(&NotMeasured::NoChannel));
    let overall = assessment.overall().unwrap();
    assert_eq!(
        overall.to_string(),
        "level 5 (partial: no response time, no resolution time)"
    );
}

#[test]
fn in_a_gap_both_ends_are_told() {
    let strict = changed(|builder| builder.gap(GapPolicy::Strict));
    // Around 12 h, where the guide's level 3 starts.
    let around = by(&evenly(600, 860, 30), Statistic::Mean);
    assert_eq!(email(&strict, &around), "3, perhaps 4");
    let within = by(&evenly(300, 600, 30), Statistic::Mean);
    assert_eq!(email(&strict, &within), "between 4 and 3");
}

#[test]
fn a_range_serialises_with_its_words() {
    let assessment = policy().assess(&desk());
    let written = serde_json::to_value(&assessment).unwrap();
    let range = serde_json::json!(
        {"likely": {"at": 4}, "best": 4, "worst": 3, "text": "4, perhaps 3"}
    );
    assert_eq!(written["overall"]["range"], range);
    assert_eq!(written["dimensions"][0]["range"], range);
    let channels = &written["dimensions"][0]["channels"];
    assert_eq!(channels[0]["outcome"]["measured"]["range"], range);
    let plain = serde_json::to_value(Policy::documented().assess(&desk())).unwrap();
    assert!(plain["overall"]["range"].is_null());
}

#[test]
fn certainty_is_part_of_the_policy() {
    let asked = Certainty::new(Confidence::P99).with_most_levels(1);
    let policy = changed(|builder| builder.certainty(asked));
    assert_eq!(policy.certainty(), Some(asked));
    assert_eq!(
        (asked.confidence(), asked.most_levels()),
        (Confidence::P99, 1)
    );
    assert_eq!(asked.to_string(), "99 %, at most 1 level");
    let text = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), policy);
    let bytes = postcard::to_stdvec(&policy).unwrap();
    assert_eq!(postcard::from_bytes::<Policy>(&bytes).unwrap(), policy);

    let read = |text: &str| serde_json::from_str::<Policy>(text);
    assert_eq!(
        read(r#"{"certainty": {}}"#).unwrap().certainty(),
        Some(Certainty::default())
    );
    for (text, message) in [
        (
            r#"{"certainty": {"confidence": "1"}}"#,
            "certainty, confidence: expected more than 0 and less than 1, found 1",
        ),
        (
            r#"{"certainty": {"most_levels": 6}}"#,
            "certainty, most_levels: expected 1 to 5, found 6",
        ),
        (
            r#"{"certainty": {"confidnce": "0.9"}}"#,
            "unknown field `confidnce`",
        ),
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    // Only what is sure has a level.
    let sure = changed(|builder| builder.certainty(Certainty::default().with_most_levels(1)));
    let measured = by(&evenly(0, 420, 50), Statistic::Mean);
    assert!(email(&sure, &measured).starts_with("not enough data"));
}

proptest! {
    /// The value is within its range; more confidence never makes it narrower.
    #[test]
    fn ranges_hold_their_value_and_widen_with_confidence(
        minutes in prop::collection::vec(0_u32..6_000, 1..60),
        statistic in prop::sample::select(vec![
            Statistic::Mean, Statistic::Median, Statistic::Percentile(Decimal::from(90)),
        ]),
        gap in prop::sample::select(vec![GapPolicy::WorseOnGap, GapPolicy::Strict]),
    ) {
        let measured = by(&of_minutes(&minutes), statistic);
        let range = |confidence| {
            let certainty = Certainty::new(confidence).with_most_levels(5);
            let builder = Policy::builder().certainty(certainty);
            let policy = builder.gap(gap).statistic(statistic).build().unwrap();
            policy.response_time_level(Channel::Email, &measured).unwrap().range().unwrap()
        };
        let (narrow, wide) = (range(Confidence::P90), range(Confidence::P99));
        prop_assert_eq!(narrow.likely(), wide.likely());
        prop_assert!(narrow.best() >= narrow.likely().best());
        prop_assert!(narrow.worst() <= narrow.likely().worst());
        prop_assert!(wide.best() >= narrow.best() && wide.worst() <= narrow.worst());
    }
}
