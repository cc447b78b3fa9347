//! Columns count what the same facts count one at a time, for every calculator
//! of columns by name.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use support_kpi::columns::{ColumnCalculator, ColumnFact, Flags, Scores, Times};
use support_kpi::model::Scale;
use support_kpi::summary::{DurationSummary, Ratio, ScoreCounts};
use support_kpi::{
    Elapsed, GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, Score, Sign, Ticket, ZeroToTen,
    kpi,
};

use super::layout::layout;
use super::table::{UNITS, table, time};
use crate::bulk::doubled;
use crate::facts;
use crate::named_calculators;

/// Checks columns against their facts, from an empty state and from those that have grown.
fn count_the_same<C>(
    columns: &<C::Fact as ColumnFact>::Columns<'_>,
    facts: &[C::Fact],
) -> Result<(), TestCaseError>
where
    C: ColumnCalculator + Debug,
{
    let grown = C::of(
        facts
            .iter()
            .cycle()
            .take(if facts.is_empty() { 0 } else { 1_050 }),
    );
    let wide = doubled(&C::of(facts), 33);
    for start in [C::default(), grown, wide] {
        for sign in [Sign::Plus, Sign::Minus] {
            let mut single = start.clone();
            for fact in facts {
                single.apply(sign, fact);
            }
            let mut state = start.clone();
            match sign {
                Sign::Plus => state.record_columns(columns),
                Sign::Minus => state.retract_columns(columns),
            }
            prop_assert_eq!(&state, &single, "{:?}", sign);
            state.apply_columns(sign.flipped(), columns);
            prop_assert_eq!(&state, &start, "{:?} and back", sign);
        }
    }
    Ok(())
}

fn run<T: Debug>(
    cases: u32,
    strategy: impl Strategy<Value = T>,
    test: impl Fn(T) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        source_file: Some(file!()),
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&strategy, test)
        .unwrap_or_else(|failure| panic!("{failure}"));
}

fn tickets<C: ColumnCalculator<Fact = Ticket> + Debug>() {
    run(24, table(), |table| {
        let laid_out = table.laid_out();
        let columns = laid_out.columns().expect("columns that can be");
        prop_assert_eq!(columns.rows(), table.rows.len());
        count_the_same::<C>(&columns, &table.tickets())
    });
}

fn times<C: ColumnCalculator<Fact = Elapsed> + Debug>() {
    let column = prop::sample::select(&UNITS[..])
        .prop_flat_map(|unit| (Just(unit), values(time(unit)), layout()));
    run(48, column, |((unit, factor, _), values, layout)| {
        let laid = layout.column(&values, |garbage| garbage);
        let columns = Times::new(&laid.values, unit, laid.validity()).expect("times");
        prop_assert_eq!(columns.rows(), values.len());
        let elapsed = |time: &i64| Elapsed::from_nanoseconds(time.unsigned_abs() * factor);
        let facts: Vec<Elapsed> = values.iter().flatten().map(elapsed).collect();
        count_the_same::<C>(&columns, &facts)
    });
}

fn flags<C: ColumnCalculator<Fact = bool> + Debug>() {
    let column = (values(any::<bool>()), any::<bool>(), layout(), layout());
    run(96, column, |(values, garbage, one, other)| {
        let known: Vec<bool> = values.iter().map(Option::is_some).collect();
        let bits: Vec<bool> = values
            .iter()
            .map(|value| value.unwrap_or(garbage))
            .collect();
        let (known, bits) = (one.bitmap(&known), other.bitmap(&bits));
        let columns = Flags::new(bits.bits(), Some(known.bits())).expect("flags");
        prop_assert_eq!(columns.rows(), values.len());
        let facts: Vec<bool> = values.iter().copied().flatten().collect();
        count_the_same::<C>(&columns, &facts)?;

        let all: Vec<bool> = bits.bits().iter().collect();
        count_the_same::<C>(&Flags::new(bits.bits(), None).expect("flags"), &all)
    });
}

fn scores<S: Scale, C>()
where
    C: ColumnCalculator<Fact = Score<S>> + Debug,
    Score<S>: for<'column> ColumnFact<Columns<'column> = Scores<'column, S>>,
{
    run(
        32,
        (values(facts::score::<S>()), layout()),
        |(values, layout)| {
            let numbers: Vec<Option<u8>> = values
                .iter()
                .map(|score| Some(score.as_ref()?.value()))
                .collect();
            let laid = layout.column(&numbers, |garbage| garbage as u8);
            let columns = Scores::<S>::new(&laid.values, laid.validity()).expect("scores");
            prop_assert_eq!(columns.rows(), values.len());
            let facts: Vec<Score<S>> = values.into_iter().flatten().collect();
            count_the_same::<C>(&columns, &facts)
        },
    );
}

/// Values with gaps or without, some tens of them or over a thousand.
fn values<T: Clone + Debug + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Vec<Option<T>>> {
    let value = value.boxed();
    let with_gaps = prop::option::of(value.clone()).boxed();
    let full = value.prop_map(Some).boxed();
    let length = || prop_oneof![9 => 0_usize..80, 1 => 1_020_usize..1_300];
    prop_oneof![
        3 => length().prop_flat_map(move |n| prop::collection::vec(with_gaps.clone(), n)),
        1 => length().prop_flat_map(move |n| prop::collection::vec(full.clone(), n)),
    ]
}

/// One test for each calculator, and the list of their names.
macro_rules! column_suite {
    ($($test:ident: $name:ident by $check:expr;)*) => {
        $(
            #[test]
            fn $test() {
                $check();
            }
        )*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

column_suite! {
    first_response_time: FirstResponseTime by tickets::<kpi::FirstResponseTime>;
    average_response_time: AverageResponseTime by tickets::<kpi::AverageResponseTime>;
    resolution_time: ResolutionTime by tickets::<kpi::ResolutionTime>;
    resolution_rate: ResolutionRate by tickets::<kpi::ResolutionRate>;
    one_touch_rate: OneTouchRate by tickets::<kpi::OneTouchRate>;
    self_service_rate: SelfServiceRate by tickets::<kpi::SelfServiceRate>;
    duration_summary: DurationSummary by times::<DurationSummary>;
    ratio: Ratio by flags::<Ratio>;
    score_counts_of_five: ScoreCounts by scores::<OneToFive, ScoreCounts<_>>;
    score_counts_of_three: ScoreCounts by scores::<OneToThree, ScoreCounts<_>>;
    score_counts_of_seven: ScoreCounts by scores::<OneToSeven, ScoreCounts<_>>;
    score_counts_of_ten: ScoreCounts by scores::<OneToTen, ScoreCounts<_>>;
    score_counts_of_two: ScoreCounts by scores::<GoodBad, ScoreCounts<_>>;
    score_counts_of_eleven: ScoreCounts by scores::<ZeroToTen, ScoreCounts<_>>;
}

#[test]
fn tuples_count_columns() {
    tickets::<(
        kpi::FirstResponseTime,
        kpi::AverageResponseTime,
        kpi::ResolutionTime,
        (kpi::ResolutionRate, kpi::OneTouchRate),
        kpi::SelfServiceRate,
    )>();
    times::<(DurationSummary, DurationSummary)>();
    flags::<(Ratio,)>();
    scores::<OneToFive, (ScoreCounts<_>, ScoreCounts<_>)>();
}

/// Every file of `src` that says `ColumnCalculator for NAME` is in the list.
#[test]
fn every_calculator_of_columns_is_in_the_suite() {
    let found = named_calculators::in_sources("ColumnCalculator for ");
    assert!(found.len() >= 9, "the search finds them: {found:?}");
    for name in found {
        assert!(NAMES.contains(&name.as_str()), "{name} is not in the suite");
    }
}
