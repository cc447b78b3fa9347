//! The assessment: channels, dimensions, the whole, and who is forgotten.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::level::{
    AcrossChannels, Assessment, ChannelOffer, Coverage, Delight, Dimension, Evidence, GapPolicy,
    Hours, Judgement, Level, Measurement, NotMeasured, OverallRule, Policy, PolicyBuilder,
    Proactivity, Quality, SelfService, SelfServiceOffer, Standing, Statistic,
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

fn missing(judgement: &Judgement) -> Vec<String> {
    judgement
        .missing()
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn standing(assessment: &Assessment, dimension: Dimension) -> Option<Standing> {
    assessment.dimension(dimension).unwrap().standing()
}

#[test]
fn a_channel_without_bounds_is_shown_and_not_measured() {
    let evidence = Evidence::new()
        .response(Channel::Other(1), mean(1, 10))
        .response(Channel::InPerson, mean(1, 10));
    let assessment = Policy::documented().assess(&evidence);
    let response = assessment.dimension(Dimension::ResponseTime).unwrap();
    assert_eq!(response.channels().len(), 2);
    for channel in response.channels() {
        assert_eq!(
            channel.outcome().not_measured(),
            Some(&NotMeasured::NoBounds)
        );
    }
    assert_eq!(response.not_measured(), Some(&NotMeasured::NoChannel));
    assert_eq!(assessment.overall(), None);
    assert!(
        assessment
            .to_string()
            .starts_with("Overall: not measured\n")
    );
}

#[test]
fn abandonment_alone_tells_level_1_and_no_other() {
    let assess = |part| {
        let evidence = Evidence::new().abandonment(Channel::Phone, Ratio::of_counts(part, 100));
        Policy::documented().assess(&evidence)
    };
    let high = assess(20);
    let resolution = high.dimension(Dimension::ResolutionTime).unwrap();
    assert_eq!(
        resolution.standing(),
        Some(Standing::At(Level::Unacceptable))
    );
    let judgement = resolution.channels()[0].outcome().judgement().unwrap();
    assert_eq!(
        missing(judgement),
        ["abandonment by phone from 20 of 100 (20 %) to less than 20 %"],
    );
    let sources: Vec<_> = judgement
        .advice()
        .iter()
        .map(|each| each.source())
        .collect();
    assert!(sources.ends_with(&["000:144", "000:145"]), "{sources:?}");
    assert_eq!(standing(&assess(19), Dimension::ResolutionTime), None);
}

// Channels and dimensions.

#[test]
fn a_dimension_is_its_weakest_channel_or_weighted_by_volume() {
    let evidence = Evidence::new()
        .response(Channel::Email, mean(30, 60)) // level 5
        .response(Channel::Chat, mean(8, 30)) // level 3
        .response(Channel::Phone, mean(20, 10)) // level 2
        .response(Channel::Other(1), mean(1, 1_000)); // no level
    let of = |policy: Policy| {
        let assessment = policy.assess(&evidence);
        let response = assessment.dimension(Dimension::ResponseTime).unwrap();
        assert_eq!(response.channels().len(), 4);
        (response.standing().unwrap().to_string(), response.score())
    };
    assert_eq!(of(Policy::documented()), ("2".to_owned(), None));
    let by_volume = |gap| built(|b| b.across_channels(AcrossChannels::ByVolume).gap(gap));
    // (60 · 5 + 30 · 3 + 10 · 2) ÷ 100 = 4.1. Strict has the chat's 8 min between 4 and 3:
    // (60 · 5 + 30 · 3.5 + 10 · 2) ÷ 100 = 4.25.
    assert_eq!(
        of(by_volume(GapPolicy::WorseOnGap)),
        ("4".to_owned(), Some(Decimal::new(41, 1)))
    );
    assert_eq!(
        of(by_volume(GapPolicy::Strict)),
        ("between 5 and 4".to_owned(), Some(Decimal::new(425, 2))),
    );
}

#[test]
fn a_channel_without_enough_evidence_does_not_weigh() {
    let policy = built(|builder| builder.minimum_count(5));
    let evidence = Evidence::new()
        .response(Channel::Email, mean(30, 60))
        .response(Channel::Chat, mean(50, 4));
    let assessment = policy.assess(&evidence);
    assert_eq!(
        standing(&assessment, Dimension::ResponseTime),
        Some(Standing::At(Level::Stellar)),
    );
    assert!(
        assessment
            .to_string()
            .contains("live chat: not measured: 4 counted, 5 are asked for")
    );
}

/// Response 4, resolution 5, quality 3, channels 2, self-service 1, proactivity 5.
fn desk() -> Evidence {
    Evidence::new()
        .response(Channel::Email, mean(120, 50))
        .resolution(Channel::Email, mean(600, 50))
        .quality(Quality::of_counts([0, 0, 20, 80, 0]))
        .channels(ChannelOffer::new(
            [Channel::Email, Channel::Web],
            [Channel::Email, Channel::Web, Channel::Chat],
            Hours::OpeningHours,
        ))
        .self_service(SelfService::new(SelfServiceOffer::None))
        .proactivity(Proactivity::Anticipates)
}

#[test]
fn the_overall_level_is_the_weakest_dimension_the_core_three_or_by_weights() {
    let of = |rule| {
        let assessment = built(|builder| builder.overall(rule)).assess(&desk());
        let overall = assessment.overall().unwrap().clone();
        assert_eq!(overall.coverage(), &Coverage::Complete);
        (
            overall.standing().to_string(),
            overall.held_down_by().to_vec(),
            overall.score(),
        )
    };
    assert_eq!(
        of(OverallRule::Weakest),
        ("1".to_owned(), vec![Dimension::SelfService], None)
    );
    assert_eq!(
        of(OverallRule::CoreThree),
        ("3".to_owned(), vec![Dimension::Quality], None)
    );
    let weights = vec![
        (Dimension::SelfService, 1),
        (Dimension::ResponseTime, 3),
        (Dimension::ResolutionTime, 4),
    ];
    // (1 · 1 + 3 · 4 + 4 · 5) ÷ 8 = 33 ÷ 8
    assert_eq!(
        of(OverallRule::Weighted(weights)),
        (
            "4".to_owned(),
            vec![Dimension::SelfService],
            Some(Decimal::new(4_125, 3))
        ),
    );
}

#[test]
fn without_the_core_three_the_overall_level_is_partial() {
    let partial = |rule, evidence: &Evidence| {
        let assessment = built(|builder| builder.overall(rule)).assess(evidence);
        assessment.overall().map(ToString::to_string)
    };
    let no_quality = Evidence::new()
        .response(Channel::Email, mean(120, 50))
        .resolution(Channel::Email, mean(600, 50));
    let text = Some("level 4 (partial: no quality)".to_owned());
    assert_eq!(partial(OverallRule::Weakest, &no_quality), text);
    assert_eq!(partial(OverallRule::CoreThree, &no_quality), text);
    let weights = || OverallRule::Weighted(vec![(Dimension::ResponseTime, 1)]);
    assert_eq!(partial(weights(), &no_quality), Some("level 4".to_owned()));

    let declared = Evidence::new().proactivity(Proactivity::Notifies);
    assert_eq!(
        partial(OverallRule::Weakest, &declared),
        Some("level 3 (partial: no response time, no resolution time, no quality)".to_owned()),
    );
    assert_eq!(partial(OverallRule::CoreThree, &declared), None);
    assert_eq!(partial(weights(), &declared), None);
    assert_eq!(partial(OverallRule::Weakest, &Evidence::new()), None);
}

#[test]
fn a_level_at_the_limit_makes_the_whole_at_the_limit() {
    let policy = built(|b| {
        b.statistic(Statistic::Median)
            .overall(OverallRule::CoreThree)
    });
    let pair = |low, high| Measurement::median(minutes(low), minutes(high), 9).unwrap();
    let overall = |counts| {
        let evidence = Evidence::new()
            .response(Channel::Email, pair(239, 241))
            .resolution(Channel::Email, pair(60, 60))
            .quality(Quality::of_counts(counts));
        let assessment = policy.assess(&evidence);
        assessment.overall().unwrap().standing().to_string()
    };
    assert_eq!(overall([0, 0, 0, 0, 9]), "at the limit of 4 and 3");
    assert_eq!(overall([0, 0, 1, 8, 0]), "3");
    assert_eq!(overall([0, 0, 9, 0, 0]), "2");
}

// The gate.

#[test]
fn delight_counts_only_behind_the_gate_and_never_raises_a_level() {
    let gestures = |evidence: Evidence| {
        let assessment = Policy::documented().assess(&evidence.delight(Delight::PersonalGestures));
        let delight = assessment.dimension(Dimension::Delight).unwrap();
        (
            delight.standing(),
            delight.not_measured().map(ToString::to_string),
        )
    };
    assert_eq!(gestures(desk()), (Some(Standing::At(Level::Stellar)), None));
    let closed = |dimension| {
        Some(format!(
            "it counts only where {dimension} is at least average"
        ))
    };
    let slow_response = desk().response(Channel::Email, mean(1_441, 50));
    assert_eq!(gestures(slow_response), (None, closed("response time")));
    let slow_resolution = desk().resolution(Channel::Email, mean(1_440, 50));
    assert_eq!(gestures(slow_resolution), (None, closed("resolution time")));
    // What is not measured opens no gate.
    let unknown = Evidence::new().response(Channel::Email, mean(1, 50));
    assert_eq!(gestures(unknown), (None, closed("resolution time")));

    for rule in [OverallRule::Weakest, OverallRule::CoreThree] {
        let policy = built(|builder| builder.overall(rule));
        let overall = |evidence: &Evidence| policy.assess(evidence).overall().cloned();
        let with = desk().delight(Delight::PersonalGestures);
        assert_eq!(overall(&with), overall(&desk()));
    }
    let none = Policy::documented().assess(&desk().delight(Delight::None));
    let delight = none.dimension(Dimension::Delight).unwrap();
    assert_eq!(delight.not_measured(), Some(&NotMeasured::NoLevelForIt));
}

// The text and the data.

#[test]
fn an_assessment_explains_itself() {
    let evidence = Evidence::new()
        .response(Channel::Email, mean(310, 120))
        .response(Channel::Chat, mean(1, 40))
        .resolution(Channel::Email, mean(1_800, 110))
        .quality(Quality::of_counts([1, 1, 3, 10, 35]));
    let text = Policy::documented().assess(&evidence).to_string();
    let expected = "\
Overall: level 2, below average (平均以下)
  held down by resolution time

1. Response time (応答時間): level 3, average (平均)
   e-mail: level 3, mean 5 h 10 min (120 counted); meets 24 h (documented)
     to level 4: first response by e-mail from 5 h 10 min to 4 h (documented)
   live chat: level 5, mean 1 min (40 counted); meets 1 min (documented)
   advice: loyalty programme (ブランド ロイヤルティ プログラムの作成, 000:60)
   advice: customer-first policies (refund exceptions for VIPs) (VIP 顧客に対する払い戻しの例外を設けるなど, 000:61)
   advice: improve response: templates, automation, one feed (エージェントのテンプレート応答の作成 / 自動化を使用してクエリを即座に確認または解決する / すべてのチャネルからの会話を 1 つのフィードにまとめる, 000:103–106)

2. Resolution time (解決時間): level 2, below average (平均以下)
   e-mail: level 2, mean 30 h (110 counted); meets 168 h (read)
     to level 3: resolution by e-mail from 30 h to less than 24 h (documented)
   advice: analyse ticket volume to staff channels properly (スタッフ チャネルへのチケット ボリュームの分析を正しく開始する, 000:46)
   advice: onboarding and training; escalate complex questions (オンボーディングとトレーニングを通じて品質に投資し, 000:48)
   advice: automate common queries; record customer data; integrate tools (一般的なクエリを自動化します, 000:114–116)
   advice: complete answers (\"forward resolution\") raise one-touch rate (順方向解決の実践であり、ワンタッチ解決率を上げるための鍵です, 000:136–137)

3. Quality (品質): level 3, average (平均)
   level 3, mean score 4.54 (50 counted); meets answers of 4 and 5 at least 80 % (read)
     to level 4: mean score from 4.54 to at least 4.8 (documented)
   advice: loyalty programme (ブランド ロイヤルティ プログラムの作成, 000:60)
   advice: customer-first policies (refund exceptions for VIPs) (VIP 顧客に対する払い戻しの例外を設けるなど, 000:61)

4. Channels (アクセシビリティ (サポート チャネル)): not measured: no evidence was given

5. Self-service (セルフサービス): not measured: no evidence was given

6. Proactivity (積極性): not measured: no evidence was given

7. Delight (喜び): not measured: no evidence was given
";
    assert_eq!(text, expected);
}

#[test]
fn an_assessment_is_data() {
    let evidence = desk().response(Channel::Chat, mean(8, 30));
    let assessment = Policy::documented().assess(&evidence);
    let json = serde_json::to_value(&assessment).unwrap();
    let response = &json["dimensions"][0];
    assert_eq!(json["overall"]["standing"], serde_json::json!({"at": 1}));
    assert_eq!(json["overall"]["coverage"], "complete");
    assert_eq!(response["dimension"], "response_time");
    let chat = &response["channels"][1]["outcome"]["measured"];
    assert_eq!(chat["channel"], "chat");
    assert_eq!(chat["found"]["time"]["at_most"], "8 min");
    assert_eq!(chat["found"]["time"]["statistic"], "mean");
    assert_eq!(chat["basis"], "documented");
    assert_eq!(
        chat["met"]["condition"],
        serde_json::json!({"time": {"at_most": "10 min"}})
    );
    assert_eq!(
        chat["missing"][0]["text"],
        "first response by live chat from 8 min to 5 min"
    );
    assert_eq!(
        chat["advice"][0]["japanese"],
        "ブランド ロイヤルティ プログラムの作成"
    );
    assert_eq!(
        json["dimensions"][6]["not_measured"],
        "no evidence was given"
    );
    assert!(!postcard::to_stdvec(&assessment).unwrap().is_empty());
}
