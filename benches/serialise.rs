//! Writing states and reading them back, in JSON and in postcard: how long it
//! takes, and how many bytes it makes.
//!
//!     cargo bench --bench serialise

#[path = "full_set/mod.rs"]
mod full_set;
mod runner;
mod shop;

use std::fmt::Debug;

use chrono::Utc;
use full_set::FullSet;
use runner::Bench;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shop::Row;
use support_kpi::breakdown::{By, Calendar, Opening, Series};
use support_kpi::snapshot::Snapshot;
use support_kpi::summary::DurationSummary;
use support_kpi::{Calculator, Channel, Elapsed, Group};

fn main() {
    let rows = shop::rows(runner::tickets(), 1);
    let resolved = rows.iter().filter_map(|row| row.ticket.resolution());
    let times: Vec<Elapsed> = resolved.collect();
    let mut summary = DurationSummary::default();
    summary.record_slice(&times);
    let mut set = FullSet::default();
    set.record_slice(&rows);
    let mut by_group = By::<(u16, Channel), FullSet>::default();
    by_group.record_by(&rows, Row::group);
    let days = Calendar::days(Utc);
    let mut by_day = Series::<Opening, FullSet>::default();
    for row in &rows {
        let day = days.span_of(row.ticket.opened_at()).expect("a day");
        by_day.span(day).record(row);
    }

    let mut bench = Bench::from_args();
    let groups = by_group.group_count() as u64;
    let spans = by_day.iter().count() as u64;
    state(&mut bench, "a duration summary", 1, &summary);
    state(&mut bench, "a full set", 1, &set);
    snapshot(&mut bench, &set);
    state(&mut bench, "by agent and channel", groups, &by_group);
    state(&mut bench, "by day", spans, &by_day);
    bench.run();
    runner::finish();
}

/// Four cases and two sizes of a state of so many groups.
fn state<'work, S>(bench: &mut Bench<'work>, name: &str, groups: u64, state: &'work S)
where
    S: Group + Serialize + DeserializeOwned,
{
    let json = written(serde_json::to_string(state));
    let postcard = written(postcard::to_stdvec(state));
    assert!(
        read_json::<S>(&json) == *state && read_postcard::<S>(&postcard) == *state,
        "{name}: not read back as it was written"
    );
    bench.bytes(&format!("{name}, JSON"), json.len());
    bench.bytes(&format!("{name}, postcard"), postcard.len());

    bench.case(&format!("{name}, write JSON"), groups, || {
        written(serde_json::to_string(state))
    });
    bench.case(&format!("{name}, read JSON"), groups, move || {
        read_json::<S>(&json)
    });
    bench.case(&format!("{name}, write postcard"), groups, || {
        written(postcard::to_stdvec(state))
    });
    bench.case(&format!("{name}, read postcard"), groups, move || {
        read_postcard::<S>(&postcard)
    });
}

/// The same with a version and a checksum around it.
fn snapshot<'work>(bench: &mut Bench<'work>, set: &'work FullSet) {
    let write = || {
        let snapshot = Snapshot::of(set).expect("a state that is written");
        written(postcard::to_stdvec(&snapshot))
    };
    let bytes = write();
    bench.case("a full set's snapshot, write postcard", 1, write);
    bench.case("a full set's snapshot, read postcard", 1, move || {
        let read: Snapshot<FullSet> = postcard::from_bytes(&bytes).expect("a snapshot");
        read.into_state().expect("what was written")
    });
}

fn written<T, E: Debug>(result: Result<T, E>) -> T {
    result.expect("a state that is written")
}

fn read_json<S: DeserializeOwned>(text: &str) -> S {
    serde_json::from_str(text).expect("a state that was written")
}

fn read_postcard<S: DeserializeOwned>(bytes: &[u8]) -> S {
    postcard::from_bytes(bytes).expect("a state that was written")
}
