//! The full set of KPIs over a million rows: overall, by channel, and by agent
//! and channel, one row at a time and in slices.
//!
//!     cargo bench --bench full_set

#[path = "full_set/mod.rs"]
mod full_set;
mod runner;
mod shop;

use full_set::{Columns, Figures, FullSet};
use runner::Bench;
use support_kpi::breakdown::By;
use support_kpi::{Calculator, Channel, Sign};

fn main() {
    let is_smoke = Bench::from_args().is_smoke();
    let rows = shop::rows(if is_smoke { 2_000 } else { 1_000_000 }, 1);
    let count = rows.len() as u64;

    let columns = Columns::of(&rows);
    let mut bench = Bench::from_args();
    bench.case("read each row, count nothing", count, || {
        rows.iter().fold(0, |sum, row| {
            // Something from either end of the row, and nothing to branch on.
            sum ^ row.ticket.hold().nanoseconds() ^ u64::from(row.agent)
        })
    });
    bench.case("overall, a row at a time", count, || {
        let set = FullSet::of(&rows);
        Figures::of(&set).tickets
    });
    bench.case("overall, in slices", count, || {
        let mut set = FullSet::default();
        set.record_slice(&rows);
        Figures::of(&set).tickets
    });
    bench.case("overall, from columns", count, || {
        let set = columns.count().expect("columns that can be");
        Figures::of_columns(&set).tickets
    });
    bench.case("by channel", count, || {
        let mut sets = By::<Channel, FullSet>::default();
        sets.apply_by(Sign::Plus, &rows, |row| row.ticket.channel());
        sets.iter().map(|(_, set)| Figures::of(set).tickets).sum()
    });
    bench.case("by agent and channel", count, || {
        let mut sets = By::<(u16, Channel), FullSet>::default();
        sets.apply_by(Sign::Plus, &rows, shop::Row::group);
        sets.iter().map(|(_, set)| Figures::of(set).tickets).sum()
    });
    bench.run(15);
}
