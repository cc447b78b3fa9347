//! Quality, channels, self-service, proactivity: the levels without a clock.

use rust_decimal::Decimal;
use support_kpi::Channel;
use support_kpi::level::{
    Basis, ChannelOffer, Hours, Judgement, Level, NotMeasured, Policy, Proactivity, Quality, Rate,
    SelfService, SelfServiceOffer,
};
use support_kpi::summary::Ratio;

fn quality(counts: [u64; 5]) -> Judgement {
    Policy::documented()
        .quality_level(&Quality::of_counts(counts))
        .unwrap()
}

fn number(judgement: &Judgement) -> u8 {
    judgement.level().unwrap().number()
}

#[test]
fn quality_levels_at_every_bound() {
    let table = [
        // Level 2: more than half are 3 or more.
        ([50, 0, 50, 0, 0], 1),
        ([49, 0, 51, 0, 0], 2),
        ([0, 499_999, 500_000, 0, 0], 2),
        // Level 3: 80 % are 4 or 5.
        ([0, 0, 21, 79, 0], 2),
        ([0, 0, 20, 80, 0], 3),
        // Level 4: the mean is 4.8. 4 · 21 + 5 · 79 = 479, 4 · 20 + 5 · 80 = 480.
        ([0, 0, 0, 21, 79], 3),
        ([0, 0, 0, 20, 80], 4),
        // Level 5: 90 % are 5.
        ([0, 0, 0, 11, 89], 4),
        ([0, 0, 0, 10, 90], 5),
    ];
    for (counts, level) in table {
        assert_eq!(number(&quality(counts)), level, "{counts:?}");
    }
}

#[test]
fn a_level_of_quality_needs_the_levels_below_it() {
    // 90 % fives are enough for level 5 alone; the mean is (10 + 450) ÷ 100 = 4.6.
    let nested = quality([10, 0, 0, 0, 90]);
    assert_eq!(number(&nested), 3);
    let missing: Vec<_> = nested.missing().iter().map(ToString::to_string).collect();
    assert_eq!(missing, ["mean score from 4.6 to at least 4.8"]);
    assert_eq!(
        nested.met().unwrap().condition().to_string(),
        "at least 80 %"
    );
    assert_eq!(nested.basis(), Basis::Read);
}

#[test]
fn a_mean_just_under_the_bound_does_not_read_as_the_bound() {
    // (4 · 2,001 + 5 · 7,999) ÷ 10,000 = 4.7999
    let judged = quality([0, 0, 0, 2_001, 7_999]);
    assert_eq!(number(&judged), 3);
    assert_eq!(
        judged.missing()[0].to_string(),
        "mean score from 4.79 to at least 4.8"
    );
}

#[test]
fn internal_quality_counts_where_answers_are_reviewed() {
    let level = |score: Decimal| {
        let quality = Quality::of_counts([0, 0, 0, 0, 10])
            .with_internal_quality(score)
            .unwrap();
        Policy::documented().quality_level(&quality).unwrap()
    };
    assert_eq!(number(&level(90.into())), 5);
    let under = level(Decimal::new(899_999, 4));
    assert_eq!(number(&under), 4);
    assert_eq!(
        under.missing()[0].to_string(),
        "internal quality from 89.99 to at least 90"
    );
    for bad in [Decimal::NEGATIVE_ONE, Decimal::new(10_001, 2)] {
        let error = Quality::default().with_internal_quality(bad).unwrap_err();
        let text = format!("internal_quality: expected 0 to 100, found {bad}");
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn no_answers_are_no_level_and_counts_at_the_edge_do_no_harm() {
    let policy = Policy::documented();
    let judged = |counts| policy.quality_level(&Quality::of_counts(counts));
    assert_eq!(judged([0; 5]), Err(NotMeasured::NothingCounted));
    assert_eq!(judged([u64::MAX; 5]), Err(NotMeasured::Unsettled));
    assert_eq!(judged([0, 0, 0, 0, u64::MAX]), Err(NotMeasured::Unsettled));
    let most = i64::MAX.unsigned_abs();
    assert_eq!(number(&judged([0, 0, 0, 0, most]).unwrap()), 5);
    // One answer short of 80 % of 9,223,372,036,854,775,805: a quotient would round.
    let four_fifths = 7_378_697_629_483_820_644;
    let rest = 1_844_674_407_370_955_161;
    assert_eq!(number(&judged([rest, 0, 0, four_fifths, 0]).unwrap()), 3);
    assert_eq!(
        number(&judged([rest + 1, 0, 0, four_fifths - 1, 0]).unwrap()),
        2
    );
}

#[test]
fn too_few_answers_are_not_measured() {
    let policy = Policy::builder().minimum_count(30).build().unwrap();
    let reason = policy
        .quality_level(&Quality::of_counts([0, 0, 0, 0, 29]))
        .unwrap_err();
    assert_eq!(reason.to_string(), "29 counted, 30 are asked for");
    assert!(
        policy
            .quality_level(&Quality::of_counts([0, 0, 0, 0, 30]))
            .is_ok()
    );
}

/// What is offered, what suits, when; the level and its basis.
type Offer<'a> = (&'a [Channel], &'a [Channel], Hours, u8, Basis);

#[test]
fn channel_levels_follow_what_suits_and_then_the_number() {
    use Channel::{Chat, Email, Phone, Social, Web};
    use Hours::{AroundTheClock, OpeningHours};
    let five = [Email, Web, Social, Chat, Phone];
    let table: [Offer<'_>; 13] = [
        (&[], &five, OpeningHours, 1, Basis::Documented),
        (&[Email], &five, OpeningHours, 1, Basis::Documented),
        (&[Chat], &five, AroundTheClock, 1, Basis::Documented),
        (&[Email, Email], &five, OpeningHours, 1, Basis::Documented),
        (&[Email, Web], &five, OpeningHours, 2, Basis::Documented),
        (&[Email, Chat], &five, OpeningHours, 3, Basis::Documented),
        (&[Email, Web, Social], &five, OpeningHours, 3, Basis::Read),
        (
            &[Email, Web, Social, Chat],
            &five,
            AroundTheClock,
            3,
            Basis::Documented,
        ),
        (&five, &five, OpeningHours, 4, Basis::Documented),
        (&five, &five, AroundTheClock, 5, Basis::Documented),
        // However many they are: one that suits is all that suit.
        (&[Phone], &[Phone], OpeningHours, 4, Basis::Documented),
        (
            &[Phone, Email],
            &[Phone],
            AroundTheClock,
            5,
            Basis::Documented,
        ),
        // Nothing is known to suit, so the number decides.
        (&[Email, Chat], &[], AroundTheClock, 3, Basis::Documented),
    ];
    for (offered, suitable, hours, level, basis) in table {
        let offer = ChannelOffer::new(offered.iter().copied(), suitable.iter().copied(), hours);
        let judged = Policy::documented().channels_level(&offer);
        assert_eq!(
            (number(&judged), judged.basis()),
            (level, basis),
            "{offered:?}"
        );
    }
}

#[test]
fn what_is_missing_of_the_channels_is_named() {
    use Channel::{Chat, Email, Phone, Social};
    let missing = |offered: &[Channel], hours| -> Vec<String> {
        let offer = ChannelOffer::new(offered.iter().copied(), [Email, Social, Chat, Phone], hours);
        let judged = Policy::documented().channels_level(&offer);
        judged.missing().iter().map(ToString::to_string).collect()
    };
    let opening = Hours::OpeningHours;
    assert_eq!(
        missing(&[Email], opening),
        ["channels from 1 (0 real-time) to 2, or all that suit"]
    );
    assert_eq!(
        missing(&[Email, Social], opening),
        ["channels from 2 (0 real-time) to 2 with 1 real-time, 3, or all that suit"],
    );
    assert_eq!(
        missing(&[Email, Chat], opening),
        ["channels from all but social media, phone to all that suit"],
    );
    assert_eq!(
        missing(&[Email, Social, Chat, Phone], opening),
        ["channels open from opening hours only to around the clock"],
    );
    assert!(missing(&[Email, Social, Chat, Phone], Hours::AroundTheClock).is_empty());
}

#[test]
fn self_service_levels() {
    use SelfServiceOffer::{AdvancedTools, Automated, DetailedFaq, SimpleFaq};
    let judged = |offer, rate: Option<(i64, i64)>| {
        let service = SelfService::new(offer);
        let service = match rate {
            Some((part, whole)) => service.with_rate(Ratio::of_counts(part, whole)),
            None => service,
        };
        Policy::documented().self_service_level(&service)
    };
    let table = [
        (SelfServiceOffer::None, None, 1),
        (SelfServiceOffer::None, Some((9, 10)), 1),
        (SimpleFaq, None, 2),
        (DetailedFaq, None, 3),
        (AdvancedTools, Some((9, 10)), 4),
        (Automated, None, 4),
        (Automated, Some((500, 1_000)), 4),
        (Automated, Some((501, 1_000)), 5),
        (Automated, Some((0, 0)), 4),
    ];
    for (offer, rate, level) in table {
        assert_eq!(number(&judged(offer, rate)), level, "{offer:?} {rate:?}");
    }
    assert_eq!(
        judged(Automated, None).missing()[0].to_string(),
        "self-service rate from not measured to over 50 %",
    );
    assert_eq!(
        judged(Automated, Some((1, 2))).missing()[0].to_string(),
        "self-service rate from 1 of 2 (50 %) to over 50 %",
    );
    let negative = Rate::percent("rate_percent", Decimal::NEGATIVE_ONE).unwrap_err();
    assert_eq!(
        negative.to_string(),
        "rate_percent: expected 0 to 100, found -1"
    );
}

#[test]
fn a_rate_with_too_little_evidence_does_not_reach_level_5() {
    let policy = Policy::builder().minimum_count(30).build().unwrap();
    let service = SelfService::new(SelfServiceOffer::Automated);
    let level = |part, whole| {
        let service = service.with_rate(Ratio::of_counts(part, whole));
        policy.self_service_level(&service).level()
    };
    assert_eq!(level(29, 29), Some(Level::AboveAverage));
    assert_eq!(level(30, 30), Some(Level::Stellar));
}

#[test]
fn proactivity_levels_and_their_words() {
    let table = [
        ("none", 1),
        ("templates", 2),
        ("notifies", 3),
        ("reaches_out", 4),
        ("anticipates", 5),
    ];
    for (word, level) in table {
        let proactivity: Proactivity = serde_json::from_value(word.into()).unwrap();
        assert_eq!(number(&proactivity.judgement()), level);
    }
}
