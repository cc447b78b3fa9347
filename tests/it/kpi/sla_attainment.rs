//! SLA attainment by hand, and at its edges.

use support_kpi::Calculator;
use support_kpi::kpi::{SlaAttainment, SlaOutcome};

#[test]
fn a_table_by_hand() {
    use SlaOutcome::{Excluded, Met, Missed, Paused, Running};
    // 5 met and 3 missed are judged: 5 / 8 = 62.5 %.
    let outcomes = [
        [Met; 5].as_slice(),
        &[Missed; 3],
        &[Running; 4],
        &[Paused; 2],
        &[Excluded],
    ]
    .concat();
    let attainment = SlaAttainment::of(&outcomes);
    assert_eq!(attainment.attained().to_string(), "5 of 8 (62.5 %)");
    assert_eq!(
        (
            attainment.met(),
            attainment.missed(),
            attainment.running(),
            attainment.paused(),
            attainment.excluded(),
        ),
        (Some(5), Some(3), Some(4), Some(2), Some(1))
    );
}

#[test]
fn nothing_judged_is_no_value() {
    assert_eq!(SlaAttainment::default().attained().percent(), None);
    let running = SlaAttainment::of(&[SlaOutcome::Running, SlaOutcome::Excluded]);
    assert_eq!(running.attained().percent(), None);
    assert_eq!(running.attained().whole(), Some(0));
}

#[test]
fn what_runs_becomes_a_verdict() {
    let mut attainment = SlaAttainment::of(&[SlaOutcome::Running]);
    attainment.record(&SlaOutcome::Missed);
    attainment.retract(&SlaOutcome::Running);
    assert_eq!(attainment, SlaAttainment::of(&[SlaOutcome::Missed]));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut attainment = SlaAttainment::of(&[SlaOutcome::Missed]);
    attainment.retract(&SlaOutcome::Met);
    assert!(!attainment.attained().is_settled());
    assert_eq!(attainment.met(), None);
    attainment.record(&SlaOutcome::Met);
    assert_eq!(attainment.attained().to_string(), "0 of 1 (0 %)");
}
