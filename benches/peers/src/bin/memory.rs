//! What the full set weighs by agent and channel: 3,000 groups of two
//! histograms each.
//!
//! A program of its own, because counting every allocation slows the timed
//! cases down.

use std::alloc::System;

use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support_kpi::Channel;
use support_kpi::breakdown::By;
use support_kpi_peers::full_set::FullSet;
use support_kpi_peers::shop::Row;
use support_kpi_peers::{Outcome, rows, tickets_from_args};

#[global_allocator]
static COUNTED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Outcome<()> {
    let rows = rows(tickets_from_args()?);
    let region = Region::new(COUNTED);
    let mut sets = By::<(u16, Channel), FullSet>::default();
    sets.record_by(&rows, Row::group);
    let change = region.change();

    let held = change
        .bytes_allocated
        .checked_sub(change.bytes_deallocated)
        .ok_or("more was freed than allocated")?;
    println!(
        "{}",
        json!({
            "groups": sets.group_count(),
            // Megabytes of 1,000,000 bytes that the state holds in the end.
            "groups_mb": held as f64 / 1e6,
            "allocated_mb": change.bytes_allocated as f64 / 1e6,
            "allocations": change.allocations + change.reallocations,
        })
    );
    Ok(())
}
