//! The error is that of the first row that cannot be, and none is made of what
//! is not known: against a walk over the rows.

use proptest::prelude::*;
use support_kpi::columns::{Scores, TimeUnit, Times};
use support_kpi::model::Scale;
use support_kpi::{GoodBad, OneToFive, OneToSeven, OneToTen, OneToThree, ZeroToTen};

use super::layout::{Layout, layout};
use super::table::{Presence, Row, Table, UNITS, replies, symbol, table_of};

/// Rows of which many cannot be; times are up to the unit's longest.
fn any_row(_: (TimeUnit, u64, i64)) -> impl Strategy<Value = Row> {
    let time = || prop_oneof![2 => Just(0_i64), 1 => 0_i64..1_000];
    // Most rows agree with themselves, so that the first that does not may be any of them.
    let (agrees, total_agrees) = (
        prop::bool::weighted(0.95),
        prop_oneof![19 => Just(None), 1 => time().prop_map(Some)],
    );
    (
        prop_oneof![99 => 0_u8..7, 1 => 7_u8..=255],
        prop::option::of(time()),
        (agrees, time()),
        prop::option::of(replies()),
        (prop::option::of((0_u32..2, 1_i64..9)), total_agrees),
    )
        .prop_map(
            |(end, first_response, (agrees, time), replies, (counted, other_total))| Row {
                end,
                first_response,
                resolution: ((3..7).contains(&end) == agrees).then_some(time),
                replies,
                responses: counted.map(|(count, _)| count),
                response_total: match other_total {
                    Some(total) => Some(total).filter(|total| total % 2 == 0),
                    None => counted.map(|(count, total)| i64::from(count) * total),
                },
            },
        )
}

/// What is wrong with a table, if anything: ends before resolutions before responses.
fn naive(table: &Table) -> Option<String> {
    let rows = || table.rows.iter().enumerate();
    let [_, resolution, _, responses] = table.presences;
    let unit = symbol(table.unit.0);
    let end = rows().find_map(|(number, row)| {
        (row.end > 6).then(|| {
            let found = row.end;
            format!("ends, row {number}: expected a code from 0 to 6, found {found}")
        })
    });
    let resolution = rows().find_map(|(number, row)| {
        let time = row.resolution.filter(|_| resolution != Presence::Absent);
        let end = row.end;
        let text = match (row.is_resolved(), time) {
            (true, None) => {
                format!("expected a time, as the ticket is resolved, found nothing (ends: {end})")
            }
            (false, Some(time)) => format!(
                "expected none, as the ticket is not resolved, found {time}{unit} (ends: {end})"
            ),
            _ => return None,
        };
        Some(format!("resolution, row {number}: {text}"))
    });
    let responses = rows().find_map(|(number, row)| {
        if responses == Presence::Absent {
            return None;
        }
        let text = match (row.responses, row.response_total) {
            (Some(0), Some(total @ 1..)) => format!(
                "response_total, row {number}: expected no time for no responses, \
                 found {total}{unit}"
            ),
            (Some(count), None) => format!(
                "response_total, row {number}: expected a time, as they are counted, \
                 found nothing (responses: {count})"
            ),
            (None, Some(total)) => format!(
                "responses, row {number}: expected a count, as their time is given, \
                 found nothing (response_total: {total}{unit})"
            ),
            _ => return None,
        };
        Some(text)
    });
    end.or(resolution).or(responses)
}

/// Values of which few are off, and gaps.
fn values<T: std::fmt::Debug + Clone>(
    fine: impl Strategy<Value = T> + 'static,
    any: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Vec<Option<T>>> {
    let value = prop_oneof![19 => fine.boxed(), 1 => any.boxed()];
    prop::collection::vec(prop::option::of(value), 0..60)
}

fn scores_are_checked<S: Scale>(
    values: &[Option<u8>],
    layout: &Layout,
) -> Result<(), TestCaseError> {
    let laid = layout.column(values, |garbage| garbage as u8);
    let found = Scores::<S>::new(&laid.values, laid.validity()).map(|scores| scores.rows());
    let expected = values.iter().enumerate().find_map(|(row, value)| {
        let value = value.filter(|value| *value < S::LOWEST || *value > S::HIGHEST)?;
        let scale = S::NAME;
        Some(format!(
            "scores, row {row}: expected {scale}, found {value}"
        ))
    });
    let found = found.map_err(|error| error.to_string());
    prop_assert_eq!(found, expected.map_or(Ok(values.len()), Err));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn of_tickets(table in table_of(any_row, 0..30)) {
        let laid_out = table.laid_out();
        let found = laid_out.columns().map(|columns| columns.rows());
        let expected = naive(&table).map_or(Ok(table.rows.len()), Err);
        prop_assert_eq!(found.map_err(|error| error.to_string()), expected);
    }

    #[test]
    fn of_times(
        (unit, values) in prop::sample::select(&UNITS[..]).prop_flat_map(|unit| {
            let (_, _, longest) = unit;
            let edges = [-1, i64::MIN, i64::MAX, longest, longest.saturating_add(1)];
            let any = prop_oneof![prop::sample::select(edges.to_vec()), any::<i64>()];
            (Just(unit), values(0..=longest, any))
        }),
        layout in layout(),
    ) {
        let (unit, _, longest) = unit;
        let laid = layout.column(&values, |garbage| garbage);
        let found = Times::new(&laid.values, unit, laid.validity()).map(|times| times.rows());
        let expected = values.iter().enumerate().find_map(|(row, value)| {
            let value = value.filter(|value| *value < 0 || *value > longest)?;
            let symbol = symbol(unit);
            Some(format!(
                "times, row {row}: expected a time from 0 to 584 years, found {value}{symbol}"
            ))
        });
        let expected = expected.map_or(Ok(values.len()), Err);
        prop_assert_eq!(found.map_err(|error| error.to_string()), expected);
    }

    #[test]
    fn of_scores(values in values(1_u8..=3, any::<u8>()), layout in layout()) {
        scores_are_checked::<OneToThree>(&values, &layout)?;
        scores_are_checked::<OneToFive>(&values, &layout)?;
        scores_are_checked::<OneToSeven>(&values, &layout)?;
        scores_are_checked::<OneToTen>(&values, &layout)?;
        scores_are_checked::<ZeroToTen>(&values, &layout)?;
        let low: Vec<Option<u8>> = values.iter().map(|value| value.map(|it| it / 2)).collect();
        scores_are_checked::<GoodBad>(&low, &layout)?;
    }
}

/// The strategies above make tables that can be, and each kind that cannot.
#[test]
fn all_kinds_of_errors_are_found_among_the_random_tables() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..1_000 {
        let tree = table_of(any_row, 0..30).new_tree(&mut runner);
        let text = naive(&tree.expect("a table").current()).unwrap_or_default();
        let (kind, _) = text.split_once(", found").unwrap_or_default();
        kinds.insert(kind.replace(|letter: char| letter.is_ascii_digit(), ""));
    }
    assert_eq!(kinds.len(), 7, "none, and six errors: {kinds:?}");
}
