//! Counting in bulk equals counting one at a time, by every way in: slices,
//! references, facts among which some are missing, tuples, and parts of a row.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::iter::repeat_n;

use support_kpi::scorecard::{On, Part};
use support_kpi::{Calculator, Group, Sign};

/// A row of the caller's own, which may hold a fact.
struct Row<F> {
    fact: Option<F>,
}

/// The row's fact, lent.
struct Lent;

impl<F> Part<Row<F>> for Lent {
    type Fact = F;

    fn of(row: &Row<F>) -> Option<impl Borrow<F>> {
        row.fact.as_ref()
    }
}

/// The row's fact, made anew.
struct Owned;

impl<F: Clone> Part<Row<F>> for Owned {
    type Fact = F;

    fn of(row: &Row<F>) -> Option<impl Borrow<F>> {
        row.fact.clone()
    }
}

/// About a chunk of a tuple, two of them, the room of a narrow lane, and a
/// thousand values, where a list of buckets ends.
const LENGTHS: [usize; 14] = [
    0, 1, 15, 16, 17, 33, 63, 64, 65, 127, 128, 129, 1_000, 1_025,
];

/// Checks every way in, from an empty state and from those that have grown.
///
/// There have to be more facts than the greatest of the lengths.
pub fn equals_single_facts<C>(facts: &[C::Fact])
where
    C: Calculator + Debug,
    C::Fact: Clone,
{
    let each_sign = |start: &C, length: usize| {
        for sign in [Sign::Plus, Sign::Minus] {
            every_way(start, sign, &facts[..length]);
        }
    };
    for length in LENGTHS {
        each_sign(&C::default(), length);
    }
    let grown = C::of(&facts[..1_100]);
    let doubled = doubled(&grown, 33);
    for length in [1, 17, 65] {
        each_sign(&grown, length);
        each_sign(&doubled, length);
    }
}

/// The state merged with itself so many times over: counts that no stream of
/// facts reaches.
pub fn doubled<G: Group>(state: &G, times: u32) -> G {
    let mut sum = state.clone();
    for _ in 0..times {
        let same = sum.clone();
        sum.merge(&same);
    }
    sum
}

fn every_way<C>(start: &C, sign: Sign, facts: &[C::Fact])
where
    C: Calculator + Debug,
    C::Fact: Clone,
{
    let mut single = start.clone();
    for fact in facts {
        single.apply(sign, fact);
    }
    let same = |way: &str, counted: &C| {
        assert_eq!(counted, &single, "{way}, {sign:?}, {} facts", facts.len());
    };

    same("slice", &after(start, |s| s.apply_slice(sign, facts)));
    same(
        "all, lent",
        &after(start, |s| s.apply_all(sign, facts.iter().map(Some))),
    );
    same(
        "all, owned",
        &after(start, |s| {
            s.apply_all(sign, facts.iter().cloned().map(Some))
        }),
    );
    let none = after(start, |s| {
        s.apply_all(sign, repeat_n(None::<&C::Fact>, facts.len()));
    });
    assert_eq!(&none, start, "missing facts count nothing");
    let mut back = after(start, |s| s.apply_slice(sign, facts));
    back.apply_slice(sign.flipped(), facts);
    assert_eq!(&back, start, "there and back by slices");

    let rows = rows_of(facts);
    let present = || rows.iter().map(|row| row.fact.as_ref());
    same(
        "all, some missing",
        &after(start, |s| s.apply_all(sign, present())),
    );

    let pair = (start.clone(), start.clone());
    for (way, (one, other)) in [
        ("slice", after(&pair, |s| s.apply_slice(sign, facts))),
        ("all", after(&pair, |s| s.apply_all(sign, present()))),
    ] {
        same(&format!("{way}, first of a tuple"), &one);
        same(&format!("{way}, second of a tuple"), &other);
    }

    let parts = (
        On::<Lent, C, Row<C::Fact>>::new(start.clone()),
        On::<Owned, C, Row<C::Fact>>::new(start.clone()),
    );
    for (way, (lent, owned)) in [
        ("slice", after(&parts, |s| s.apply_slice(sign, &rows))),
        (
            "all",
            after(&parts, |s| {
                let some_missing = rows.iter().flat_map(|row| [None, Some(row)]);
                s.apply_all(sign, some_missing);
            }),
        ),
        (
            "one by one",
            after(&parts, |s| {
                for row in &rows {
                    s.apply(sign, row);
                }
            }),
        ),
    ] {
        same(&format!("{way}, a part that is lent"), &lent);
        same(&format!("{way}, a part that is owned"), &owned);
    }
    let mut alone = On::<Lent, C, Row<C::Fact>>::new(start.clone());
    alone.apply_slice(sign, &rows);
    same("slice, a part on its own", &alone);
}

fn after<S: Clone>(start: &S, change: impl FnOnce(&mut S)) -> S {
    let mut state = start.clone();
    change(&mut state);
    state
}

/// The facts in rows, in their order, with rows between them that have none:
/// whole chunks of them at the start, and one after each third fact.
fn rows_of<F: Clone>(facts: &[F]) -> Vec<Row<F>> {
    let empty = || Row { fact: None };
    let mut rows: Vec<Row<F>> = (0..130).map(|_| empty()).collect();
    for (number, fact) in facts.iter().enumerate() {
        rows.push(Row {
            fact: Some(fact.clone()),
        });
        if number % 3 == 0 {
            rows.push(empty());
        }
    }
    rows
}
