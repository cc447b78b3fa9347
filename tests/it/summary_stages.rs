//! `DurationSummary` in every stage its histogram has: a list of buckets, a
//! narrow window, and a wide one for counts beyond four bytes. Which it is in,
//! and how it got there, makes no difference to anything.

use proptest::prelude::*;
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator, Elapsed, Group, Sign};

use crate::bulk::doubled;
use crate::facts;
use crate::serialised::{through_json, through_postcard};

/// A way to a stage: what is there before the facts come, and leaves after them.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    /// Nothing: a few facts stay a list.
    Plain,
    /// Retracted and recorded again: a list with retractions in it.
    ThereAndBack,
    /// Enough for a window.
    Narrow,
    /// Enough for a window over all times there are.
    NarrowFromEndToEnd,
    /// More of each than four bytes count.
    Wide,
    /// Less of each than four bytes count.
    WideBelow,
    /// It was written and read.
    ReadBack,
}

const WAYS: [Way; 7] = [
    Way::Plain,
    Way::ThereAndBack,
    Way::Narrow,
    Way::NarrowFromEndToEnd,
    Way::Wide,
    Way::WideBelow,
    Way::ReadBack,
];

impl Way {
    /// The state of these facts, by this way.
    pub fn state(self, facts: &[(Sign, Elapsed)]) -> DurationSummary {
        let apply = |state: &mut DurationSummary, flip: bool| {
            for (sign, time) in facts {
                state.apply(if flip { sign.flipped() } else { *sign }, time);
            }
        };
        let minute = Elapsed::from_seconds(60);
        let before = match self {
            Self::Plain | Self::ThereAndBack | Self::ReadBack => DurationSummary::default(),
            Self::Narrow => DurationSummary::of(&[minute; 1_100]),
            Self::NarrowFromEndToEnd => DurationSummary::of(&vec![Elapsed::ZERO; 1_100]),
            Self::Wide | Self::WideBelow => doubled(&DurationSummary::of(&[minute]), 33),
        };
        let below = matches!(self, Self::WideBelow);
        let mut state = before.clone();
        if below {
            state.unmerge(&doubled(&before, 1));
        }
        if matches!(self, Self::NarrowFromEndToEnd) {
            state.record(&Elapsed::MAX);
        }
        apply(&mut state, false);
        match self {
            Self::ThereAndBack => {
                apply(&mut state, true);
                apply(&mut state, false);
            }
            Self::NarrowFromEndToEnd => state.retract(&Elapsed::MAX),
            Self::ReadBack => state = through_postcard(&through_json(&state)),
            _ => {}
        }
        state.combine(if below { Sign::Plus } else { Sign::Minus }, &before);
        state
    }
}

pub fn way() -> impl Strategy<Value = Way> {
    prop::sample::select(&WAYS[..])
}

pub fn sign() -> impl Strategy<Value = Sign> {
    prop_oneof![2 => Just(Sign::Plus), 1 => Just(Sign::Minus)]
}

/// Few times, many of them equal, so that some retractions find their record.
fn time() -> impl Strategy<Value = Elapsed> {
    prop_oneof![
        6 => (0_u32..6).prop_map(|tens| Elapsed::from_seconds(tens * 10)),
        2 => facts::elapsed(),
    ]
}

fn some_facts() -> impl Strategy<Value = Vec<(Sign, Elapsed)>> {
    prop::collection::vec((sign(), time()), 0..30)
}

fn merged(one: &DurationSummary, other: &DurationSummary) -> DurationSummary {
    let mut sum = one.clone();
    sum.merge(other);
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_way_to_a_state_makes_no_difference(
        facts in some_facts(),
        order in any::<prop::sample::Index>(),
    ) {
        let plain = Way::Plain.state(&facts);
        let mut turned = facts.clone();
        turned.rotate_left(order.index(facts.len() + 1));
        for way in WAYS {
            let state = way.state(&facts);
            prop_assert_eq!(&state, &plain, "{:?}", way);
            prop_assert_eq!(&plain, &state, "{:?}", way);
            prop_assert_eq!(&way.state(&turned), &plain, "{:?}", way);
            prop_assert_eq!(state.is_empty(), plain.is_empty());
            prop_assert_eq!(state.is_settled(), plain.is_settled());
            prop_assert_eq!(state.count(), plain.count());
            prop_assert_eq!(state.buckets(), plain.buckets());
            prop_assert_eq!(
                serde_json::to_string(&state).expect("JSON"),
                serde_json::to_string(&plain).expect("JSON")
            );
        }
    }

    #[test]
    fn the_laws_hold_for_every_mix_of_stages(
        (a, b, c) in (some_facts(), some_facts(), some_facts()),
        third in way(),
        doubtful in some_facts(),
    ) {
        let empty = DurationSummary::default();
        let all = [a.clone(), b.clone(), c.clone()].concat();
        let whole = Way::Plain.state(&all);
        let c = third.state(&c);
        for one in WAYS {
            let a = one.state(&a);
            prop_assert_eq!(&merged(&a, &empty), &a);
            prop_assert_eq!(&merged(&empty, &a), &a);
            // A retraction before its record, and after it.
            let mut early = a.clone();
            for (sign, time) in &doubtful {
                early.apply(*sign, time);
            }
            let mut restored = through_postcard(&early);
            prop_assert_eq!(&restored, &early);
            for (sign, time) in &doubtful {
                restored.apply(sign.flipped(), time);
            }
            prop_assert_eq!(&restored, &a);
            for other in WAYS {
                let b = other.state(&b);
                prop_assert_eq!(merged(&a, &b), merged(&b, &a), "{:?} and {:?}", one, other);
                let both = merged(&a, &b);
                prop_assert_eq!(&merged(&both, &c), &whole);
                prop_assert_eq!(&merged(&a, &merged(&b, &c)), &whole);
                let mut undone = both.clone();
                undone.unmerge(&b);
                prop_assert_eq!(&undone, &a, "{:?} less {:?}", one, other);
                let mut early = empty.clone();
                early.unmerge(&b);
                early.merge(&both);
                prop_assert_eq!(&early, &a);
                early.unmerge(&a);
                prop_assert!(early.is_empty(), "{:?}", early);
            }
        }
    }

    #[test]
    fn folding_splits_anywhere_in_every_stage(
        facts in prop::collection::vec(time(), 0..40),
        many in prop_oneof![0_u32..4, 28_u32..34],
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 3),
    ) {
        let whole = doubled(&DurationSummary::of(&facts), many);
        for cut in cuts {
            let at = cut.index(facts.len() + 1);
            let (left, right) = facts.split_at(at);
            // One of the two has grown before they meet, or both have.
            let left = DurationSummary::of(left);
            let right = doubled(&DurationSummary::of(right), many);
            let mut sum = doubled(&left, many);
            sum.merge(&right);
            prop_assert_eq!(&sum, &whole);
            sum.unmerge(&right);
            prop_assert_eq!(&sum, &doubled(&left, many));
        }
    }
}
