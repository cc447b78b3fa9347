//! The four readings against a published example, and against plain sums.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::kpi::{AnswerTarget, AnswerVerdict, PhoneServiceLevel, ServiceLevelReading};
use support_kpi::{Calculator, Elapsed, Group, Outcome};

use super::abandonment::contact;
use crate::facts;

/// The example of ICMI, "Service Level Calculations", QueueTips, 2002: 1,000
/// calls answered, 860 of them within 20 s; 60 abandoned, 20 within 20 s.
fn published() -> PhoneServiceLevel {
    let quick = Elapsed::from_seconds(20);
    let slow = Elapsed::from_seconds(45);
    let mut calls = PhoneServiceLevel::of(&[AnswerVerdict::AnsweredInTime { after: quick }; 860]);
    calls.record_slice(&[AnswerVerdict::AnsweredLate { after: slow }; 140]);
    calls.record_slice(&[AnswerVerdict::AbandonedInTime; 20]);
    calls.record_slice(&[AnswerVerdict::AbandonedLate; 40]);
    calls
}

#[test]
fn a_published_example_in_which_the_four_differ() {
    let calls = published();
    let shown = ServiceLevelReading::ALL.map(|reading| calls.level(reading).to_string());
    assert_eq!(
        shown,
        [
            // 860 ÷ 1,000, ÷ 1,060, ÷ 1,040, and (860 + 20) ÷ 1,060.
            "860 of 1000 (86 %) answered in time, of answered",
            "860 of 1060 (81.1 %) answered in time, of answered and abandoned",
            "860 of 1040 (82.7 %) answered in time, of answered and abandoned late",
            "880 of 1060 (83 %) answered or abandoned in time, of answered and abandoned",
        ]
    );
    for reading in ServiceLevelReading::ALL {
        assert_eq!(calls.level(reading).reading(), reading);
    }
    // (860 × 20 + 140 × 45) ÷ 1,000 = 23,500 ÷ 1,000 s.
    assert_eq!(
        calls.average_speed_of_answer(),
        Some(Duration::from_millis(23_500))
    );
    assert_eq!(calls.abandoned(), Some(60));
}

#[test]
fn the_target_itself_is_in_time() {
    let target = AnswerTarget::within(Duration::from_secs(20));
    let after = Elapsed::from_nanoseconds;
    for (nanoseconds, in_time) in [
        (19_999_999_999, true),
        (20_000_000_000, true),
        (20_000_000_001, false),
    ] {
        let after = after(nanoseconds);
        let (answered, abandoned) = if in_time {
            (
                AnswerVerdict::AnsweredInTime { after },
                AnswerVerdict::AbandonedInTime,
            )
        } else {
            (
                AnswerVerdict::AnsweredLate { after },
                AnswerVerdict::AbandonedLate,
            )
        };
        let judge = |outcome| target.judge(&contact(outcome));
        assert_eq!(judge(Outcome::Answered { after }), answered);
        assert_eq!(judge(Outcome::LeftAfterAnswer { after }), answered);
        assert_eq!(judge(Outcome::LeftWaiting { after }), abandoned);
    }
}

#[test]
fn who_still_waits_is_outside_and_beside() {
    let mut calls = published();
    let before = ServiceLevelReading::ALL.map(|reading| calls.level(reading));
    calls.record_slice(&[AnswerVerdict::StillWaiting; 7]);
    assert_eq!(
        ServiceLevelReading::ALL.map(|reading| calls.level(reading)),
        before
    );
    assert_eq!(calls.still_waiting(), Some(7));
}

#[test]
fn nothing_counted_is_no_value() {
    let calls = PhoneServiceLevel::of(&[AnswerVerdict::StillWaiting]);
    for reading in ServiceLevelReading::ALL {
        assert_eq!(calls.level(reading).calls().percent(), None);
    }
    assert_eq!(calls.average_speed_of_answer(), None);

    // Only early abandons: two readings have something to count, two do not.
    let calls = PhoneServiceLevel::of(&[AnswerVerdict::AbandonedInTime]);
    let percents = ServiceLevelReading::ALL.map(|reading| {
        let percent = calls.level(reading).calls().percent()?;
        Some(percent.to_string())
    });
    assert_eq!(percents, [None, Some("0".into()), None, Some("100".into())]);
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let after = Elapsed::from_seconds(20);
    for verdict in [
        AnswerVerdict::AnsweredInTime { after },
        AnswerVerdict::AnsweredLate { after },
        AnswerVerdict::AbandonedInTime,
        AnswerVerdict::AbandonedLate,
    ] {
        let mut calls = PhoneServiceLevel::default();
        calls.retract(&verdict);
        for reading in ServiceLevelReading::ALL {
            assert_eq!(calls.level(reading).calls().to_string(), "unsettled");
        }
    }
    // One in time recorded, one late taken back: 1 in time of 0 answered.
    let mut calls = PhoneServiceLevel::of(&[
        AnswerVerdict::AnsweredInTime { after },
        AnswerVerdict::AbandonedLate,
    ]);
    calls.retract(&AnswerVerdict::AnsweredLate { after });
    let level = calls.level(ServiceLevelReading::OfAnsweredAndAbandoned);
    assert_eq!(level.calls().to_string(), "unsettled");
}

#[test]
fn counts_at_the_edge_of_their_type() {
    let mut calls = published();
    for _ in 0..53 {
        calls.merge(&calls.clone());
    }
    // 1,060 × 2⁵³ ≈ 9.5 × 10¹⁸ calls are more than a ratio holds, 1,000 × 2⁵³ are not.
    let level = |reading| calls.level(reading).calls().percent();
    assert_eq!(level(ServiceLevelReading::OfAnswered), Some(86.into()));
    assert_eq!(level(ServiceLevelReading::OfAnsweredAndAbandoned), None);
}

proptest! {
    #[test]
    fn it_agrees_with_the_formulas_over_a_list(
        contacts in prop::collection::vec(facts::interaction(), 0..60),
        limit in facts::elapsed(),
    ) {
        let target = AnswerTarget::within(limit.duration());
        let verdicts: Vec<AnswerVerdict> = contacts.iter().map(|c| target.judge(c)).collect();
        let calls = PhoneServiceLevel::of(&verdicts);

        let (mut answered, mut abandoned) = (Vec::new(), Vec::new());
        for contact in &contacts {
            match contact.outcome() {
                Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } => {
                    answered.push(after);
                }
                Outcome::LeftWaiting { after } => abandoned.push(after),
                _ => {}
            }
        }
        let in_time = |waits: &[Elapsed]| waits.iter().filter(|wait| **wait <= limit).count();
        let all = answered.len() + abandoned.len();
        let formulas = [
            (ServiceLevelReading::OfAnswered, in_time(&answered), answered.len()),
            (ServiceLevelReading::OfAnsweredAndAbandoned, in_time(&answered), all),
            (
                ServiceLevelReading::WithoutEarlyAbandons,
                in_time(&answered),
                all - in_time(&abandoned),
            ),
            (
                ServiceLevelReading::EarlyAbandonsInTime,
                in_time(&answered) + in_time(&abandoned),
                all,
            ),
        ];
        for (reading, part, whole) in formulas {
            let level = calls.level(reading).calls();
            prop_assert_eq!(level.part(), Some(part as u64));
            prop_assert_eq!(level.whole(), Some(whole as u64));
        }
        prop_assert_eq!(calls.abandoned(), Some(abandoned.len() as u64));
        prop_assert_eq!(calls.waits_of_answered().count(), Some(answered.len() as u64));
    }
}
