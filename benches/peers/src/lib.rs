//! `support-kpi` beside the crates that people summarise times with today, and
//! the data that databases and data frames get to count the same.
//!
//! Two programs, which `compare.py` drives: `peers` runs one case at a time on
//! request, so that rounds of all contenders can take turns, and `memory` says
//! what thousands of groups weigh. The rows and the set of KPIs are those of
//! the library's own benches.

#[path = "../../full_set/mod.rs"]
pub mod full_set;
#[path = "../../shop/mod.rs"]
pub mod shop;

pub mod case;
pub mod column_files;
pub mod figures;
pub mod sketches;

/// What goes wrong is told to whoever asked, in words.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The rows of every comparison: so many from the one seed.
pub fn rows(tickets: usize) -> Vec<shop::Row> {
    shop::rows(tickets, 1)
}

/// The number after `--tickets`.
pub fn tickets_from_args() -> Outcome<usize> {
    let mut words = std::env::args().skip_while(|word| word != "--tickets");
    let number = words.nth(1).ok_or("expected --tickets NUMBER")?;
    Ok(number
        .parse()
        .map_err(|error| format!("--tickets {number}: {error}"))?)
}
