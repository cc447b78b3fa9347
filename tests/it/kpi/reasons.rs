//! Top reasons against a hand table and a plain list.

use proptest::prelude::*;
use support_kpi::Calculator;
use support_kpi::kpi::TopReasons;
use support_kpi::summary::Ratio;

fn read<K: Clone + Ord + std::hash::Hash>(reasons: &TopReasons<K>) -> Vec<(K, Ratio, Ratio)> {
    reasons
        .ranked()
        .expect("settled")
        .iter()
        .map(|line| (line.reason().clone(), line.share(), line.pareto_share()))
        .collect()
}

#[test]
fn a_table_by_hand() {
    // Late 5, wrong address 3, wrong product 3, praise 1: 12 in all. Equal
    // numbers stand by name. So far: 5, 8, 11, 12.
    let mut reasons = TopReasons::default();
    for (reason, number) in [
        ("wrong product", 3),
        ("praise", 1),
        ("late", 5),
        ("wrong address", 3),
    ] {
        reasons.record_slice(&vec![reason; number]);
    }
    let of = |part| Ratio::of_counts(part, 12);
    assert_eq!(
        read(&reasons),
        [
            ("late", of(5), of(5)),
            ("wrong address", of(3), of(8)),
            ("wrong product", of(3), of(11)),
            ("praise", of(1), of(12)),
        ]
    );
    let complaint = |reason: &&str| *reason != "praise";
    assert_eq!(reasons.share_where(complaint), of(11));
    let complaints = reasons.ranked_where(complaint).expect("settled");
    assert_eq!(complaints.len(), 3);
    assert_eq!(complaints[1].share(), Ratio::of_counts(3, 11));
    assert_eq!(complaints[1].pareto_share(), Ratio::of_counts(8, 11));
    assert_eq!(complaints[2].pareto_share().percent(), Some(100.into()));
}

#[test]
fn tickets_without_a_category_are_a_line_of_the_callers() {
    let reasons = TopReasons::of(&[Some("late"), None, None]);
    assert_eq!(
        read(&reasons)[0],
        (None, Ratio::of_counts(2, 3), Ratio::of_counts(2, 3))
    );
}

#[test]
fn nothing_counted_is_no_value() {
    let reasons = TopReasons::<u8>::default();
    assert_eq!(reasons.ranked(), Some(vec![]));
    assert_eq!(reasons.share_where(|_| true).to_string(), "nothing counted");
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut reasons = TopReasons::of(&["late", "late", "late"]);
    reasons.retract(&"praise");
    assert_eq!(reasons.ranked(), None);
    // Also where only settled categories are asked for: the whole is not.
    assert_eq!(reasons.ranked_where(|reason| *reason == "late"), None);
    assert_eq!(
        reasons.share_where(|reason| *reason == "late").to_string(),
        "unsettled"
    );
    reasons.record(&"praise");
    assert_eq!(reasons, TopReasons::of(&["late", "late", "late"]));
}

proptest! {
    #[test]
    fn it_agrees_with_a_plain_list(facts in prop::collection::vec(0_u8..7, 0..60)) {
        let reasons = TopReasons::of(&facts);
        let number = |reason: u8| facts.iter().filter(|fact| **fact == reason).count() as i64;
        let mut expected: Vec<u8> = (0..7).filter(|reason| number(*reason) > 0).collect();
        expected.sort_by_key(|reason| (-number(*reason), *reason));
        let all = facts.len() as i64;
        let lines = read(&reasons);
        prop_assert_eq!(lines.iter().map(|line| line.0).collect::<Vec<_>>(), expected.clone());
        for (index, (reason, share, pareto)) in lines.into_iter().enumerate() {
            prop_assert_eq!(share, Ratio::of_counts(number(reason), all));
            let so_far = expected[..=index].iter().map(|reason| number(*reason)).sum();
            prop_assert_eq!(pareto, Ratio::of_counts(so_far, all));
        }
        let even = facts.iter().filter(|fact| *fact % 2 == 0).count() as i64;
        prop_assert_eq!(reasons.share_where(|reason| reason % 2 == 0), Ratio::of_counts(even, all));
    }
}
