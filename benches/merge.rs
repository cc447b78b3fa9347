//! Merging what was counted apart: full sets, full sets by agent and channel,
//! and full sets by day.
//!
//!     cargo bench --bench merge

#[path = "full_set/mod.rs"]
mod full_set;
mod runner;
mod shop;

use chrono::Utc;
use full_set::FullSet;
use runner::Bench;
use shop::Row;
use support_kpi::breakdown::{By, Calendar, Opening, Series, Span};
use support_kpi::{Calculator, Channel, Group};

type ByGroup = By<(u16, Channel), FullSet>;
type ByDay = Series<Opening, FullSet>;

fn main() {
    let rows = shop::rows(runner::tickets(), 1);
    let small: Vec<FullSet> = rows.chunks(1_000).map(full_set_of).collect();
    let large: Vec<FullSet> = rows.chunks(100_000).map(full_set_of).collect();
    // Two machines, each of which saw every group and every day.
    let (one, other) = halves(&rows);
    let groups = [by_group(&one), by_group(&other)];
    let days = [by_day(&one), by_day(&other)];
    let spans: Vec<Span> = days[0].iter().map(|(span, _)| span).collect();
    let observed = Span::new(spans[0].start(), spans[spans.len() - 1].end());
    let observed = observed.expect("days in order");

    let mut bench = Bench::from_args();
    into_one(&mut bench, "of 1,000 rows", &small);
    into_one(&mut bench, "of 100,000 rows", &large);
    let both = groups[1].group_count();
    both_ways(&mut bench, "by agent and channel", both, &groups);
    both_ways(&mut bench, "by day", spans.len(), &days);
    bench.case("merge, all days into one", spans.len() as u64, || {
        days[0].within(observed)
    });
    bench.case("merge, days into weeks", spans.len() as u64, || {
        days[0].put_together(&Calendar::weeks(Utc), observed)
    });
    bench.run();
    runner::finish();
}

/// Merges states into an empty one.
fn into_one<'work>(bench: &mut Bench<'work>, of: &str, states: &'work [FullSet]) {
    let name = format!("merge, full sets {of}");
    bench.case(&name, states.len() as u64, move || {
        let mut total = FullSet::default();
        for state in states {
            total.merge(state);
        }
        total
    });
}

/// Merges one state of so many groups into another, and takes it out again.
fn both_ways<'work, G: Group>(
    bench: &mut Bench<'work>,
    of: &str,
    groups: usize,
    [one, other]: &'work [G; 2],
) {
    let items = groups as u64;
    let name = format!("merge, full sets {of}");
    bench.prepared(
        &name,
        items,
        || one.clone(),
        |state| {
            state.merge(other);
        },
    );
    let mut merged = one.clone();
    merged.merge(other);
    let mut unmerged = merged.clone();
    unmerged.unmerge(other);
    assert!(unmerged == *one, "{of}: unmerging undoes merging");
    let name = format!("unmerge, full sets {of}");
    bench.prepared(
        &name,
        items,
        move || merged.clone(),
        |state| {
            state.unmerge(other);
        },
    );
}

fn full_set_of(rows: &[Row]) -> FullSet {
    let mut set = FullSet::default();
    set.record_slice(rows);
    set
}

fn by_group(rows: &[&Row]) -> ByGroup {
    let mut sets = ByGroup::default();
    sets.record_by(rows.iter().copied(), Row::group);
    sets
}

fn by_day(rows: &[&Row]) -> ByDay {
    let days = Calendar::days(Utc);
    let mut sets = ByDay::default();
    for row in rows {
        let day = days.span_of(row.ticket.opened_at()).expect("a day");
        sets.span(day).record(row);
    }
    sets
}

/// Every second row, and the others.
fn halves(rows: &[Row]) -> (Vec<&Row>, Vec<&Row>) {
    let others = rows.iter().skip(1).step_by(2);
    (rows.iter().step_by(2).collect(), others.collect())
}
