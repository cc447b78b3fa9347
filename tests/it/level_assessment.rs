//! The assessment: channels, dimensions, the whole, and who is forgotten.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::level::{
    AcrossChannels, Assessment, Basis, ChannelOffer, Coverage, Delight, Dimension, Evidence,
    Fulfilment, GapPolicy, Hours, Judgement, Level, Measurement, NotMeasured, OverallRule, Policy,
    PolicyBuilder, Proactivity, Quality, SelfService, SelfServiceOffer, Standing, Statistic,
    Waiting,
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

fn standing(assessment: &Assessment, dimension: Dimension) -> Option<Standing> {
    assessment.dimension(dimension).unwrap().standing()
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
    let counted = |counts: [u64; 4]| Waiting::of_counts(20, ends.into_iter().zip(counts));
    let judged = email(
        &policy,
        &mean(30, 80).with_unanswered(counted([20, 9, 8, 1])),
    );
    // 20 of 100 are over a tenth, 9 of 89 are over it, 8 of 88 are under it.
    assert_eq!(judged.level(), Some(Level::Average));

    let incomplete = Waiting::of_counts(20, [(minutes(60), 2)]);
    let reason = policy
        .response_time_level(Channel::Email, &mean(30, 80).with_unanswered(incomplete))
        .unwrap_err();
    assert_eq!(reason.to_string(), "it was not counted at the bound of 4 h");
}

#[test]
fn what_does_not_fit_64_bits_is_unsettled() {
    let policy = Policy::documented();
    let ends = [1, 4, 24, 72].map(|hours: u64| (minutes(hours * 60), u64::MAX));
    let measurement = mean(1, u64::MAX).with_unanswered(Waiting::of_counts(u64::MAX, ends));
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
}

#[test]
fn a_mean_between_two_nanoseconds_is_judged_exactly() {
    let policy = Policy::documented();
    let level = |sum, count| email(&policy, &Measurement::mean_of(sum, count)).level();
    let nanosecond = Duration::from_nanos(1);
    assert_eq!(level(minutes(720), 3), Some(Level::AboveAverage));
    assert_eq!(level(minutes(720) + nanosecond, 3), Some(Level::Average));
    assert_eq!(
        level(minutes(720) - nanosecond, 3),
        Some(Level::AboveAverage)
    );
    assert_eq!(level(Duration::MAX, 1), Some(Level::Unacceptable));
    // Less than a business day: 2 days less 1 ns over 2 is under a day, though it rounds to it.
    let nearly = Measurement::mean_of(minutes(2 * 1_440) - nanosecond, 2);
    let judged = policy
        .resolution_time_level(Channel::Email, &nearly, None)
        .unwrap();
    assert_eq!(judged.level(), Some(Level::Stellar));
}

// Evidence.

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
    let sources: Vec<_> = judgement.advice().iter().map(|each| each.source).collect();
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
   level 3, 4.54 (50 counted); meets answers of 4 and 5 at least 80 % (read)
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
