//! Dimensions and whole desks at both ends of their intervals.

use support_kpi::Channel;
use support_kpi::level::{
    AcrossChannels, ChannelOffer, Coverage, Dimension, Evidence, Hours, NotMeasured, OverallRule,
    Policy, Proactivity, Quality, Statistic,
};

use super::level_certainty::{by, changed, evenly, of_minutes, policy};

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
fn what_is_declared_is_sure() {
    let assessment = policy().assess(&desk());
    for dimension in [Dimension::Channels, Dimension::Proactivity] {
        let range = assessment.dimension(dimension).unwrap().range().unwrap();
        assert!(range.is_sure() && range.perhaps().is_empty(), "{dimension}");
    }
}
