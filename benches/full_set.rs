//! The full set of KPIs over a shop's rows: overall, by channel, and by agent
//! and channel; one row at a time, in slices, from columns, by handles.
//!
//!     cargo bench --bench full_set
//!     cargo bench --bench full_set -- --tickets 10000000

#[path = "full_set/mod.rs"]
mod full_set;
mod runner;
mod shop;

use std::hash::Hash;
use std::hint::black_box;

use full_set::{Columns, Figures, FullSet};
use runner::Bench;
use shop::Row;
use support_kpi::breakdown::By;
use support_kpi::{Calculator, Channel};

fn main() {
    let rows = shop::rows(runner::tickets(), 1);
    let count = rows.len() as u64;
    let columns = Columns::of(&rows);
    let from_columns = columns.count().expect("columns that can be");
    assert!(
        Figures::of_columns(&from_columns) == Figures::of(&FullSet::of(&rows)),
        "rows and columns say the same"
    );

    let mut bench = Bench::from_args();
    bench.case("read each row, count nothing", count, || {
        rows.iter().fold(0, |sum, row| {
            // Something from either end of the row, and nothing to branch on.
            sum ^ row.ticket.hold().nanoseconds() ^ u64::from(row.agent)
        })
    });
    bench.case("overall, a row at a time", count, || {
        let set = FullSet::of(&rows);
        Figures::of(&set)
    });
    bench.case("overall, in slices", count, || {
        let mut set = FullSet::default();
        set.record_slice(&rows);
        Figures::of(&set)
    });
    bench.case("overall, from columns", count, || {
        let set = columns.count().expect("columns that can be");
        Figures::of_columns(&set)
    });
    bench.case("by channel, a row at a time", count, || {
        one_at_a_time(&rows, |row| row.ticket.channel())
    });
    bench.case("by channel, all rows in one call", count, || {
        let mut sets = By::<Channel, FullSet>::default();
        sets.record_by(&rows, |row| row.ticket.channel());
        figures(&sets);
    });
    bench.case("by agent and channel, a row at a time", count, || {
        one_at_a_time(&rows, Row::group)
    });
    bench.case("by agent and channel, all rows in one call", count, || {
        let mut sets = By::<(u16, Channel), FullSet>::default();
        sets.record_by(&rows, Row::group);
        figures(&sets);
    });
    // What handles save is a look-up: both have their groups made before.
    let groups = || {
        let mut sets = By::<(u16, Channel), FullSet>::default();
        let handles: Vec<_> = rows.iter().map(|row| sets.handle(&row.group())).collect();
        (sets, handles)
    };
    bench.prepared(
        "by agent and channel, groups made before, by keys",
        count,
        groups,
        |(sets, _)| {
            for row in &rows {
                sets.group(&row.group()).record(row);
            }
            figures(sets);
        },
    );
    bench.prepared(
        "by agent and channel, groups made before, by handles",
        count,
        groups,
        |(sets, handles)| {
            for (handle, row) in handles.iter().zip(&rows) {
                if let Some(set) = sets.group_at(*handle) {
                    set.record(row);
                }
            }
            figures(sets);
        },
    );
    bench.run();
    runner::finish();
}

fn one_at_a_time<K: Hash + Ord + Clone>(rows: &[Row], key: impl Fn(&Row) -> K) {
    let mut sets = By::<K, FullSet>::default();
    for row in rows {
        sets.group(&key(row)).record(row);
    }
    figures(&sets);
}

/// Reads every figure of every group.
fn figures<K: Hash + Ord + Clone>(sets: &By<K, FullSet>) {
    for (_, set) in sets.iter() {
        black_box(Figures::of(set));
    }
}
