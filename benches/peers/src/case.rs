//! What is timed: a fresh state, filled and read within the time.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use support_kpi::breakdown::By;
use support_kpi::{Calculator as _, Channel};

use crate::Outcome;
use crate::full_set::{Columns, Figures, FullSet};
use crate::shop::Row;
use crate::sketches::{self, Times};

/// What all cases work on.
pub struct Data {
    pub rows: Vec<Row>,
    /// As many bytes as the rows.
    words: Vec<Word>,
    /// The same rows as columns.
    columns: Columns,
    pub times: Times,
}

/// The unit of plain reading.
type Word = u64;

impl Data {
    /// The data of so many tickets.
    pub fn new(tickets: usize) -> Self {
        let rows = crate::rows(tickets);
        let words = size_of_val(rows.as_slice()) / size_of::<Word>();
        Self {
            // Written, so that every page is there before it is read.
            words: (0..words as Word).collect(),
            columns: Columns::of(&rows),
            rows,
            times: Times::new(),
        }
    }
}

/// A piece of work that can be timed. Its number depends on all that it did.
#[derive(Clone, Copy)]
pub struct Case(fn(&Data) -> Outcome<u64>);

impl Case {
    /// The case of a name.
    pub fn named(name: &str) -> Outcome<Self> {
        let work: fn(&Data) -> Outcome<u64> = match name {
            "read" => |data| Ok(read(&data.words)),
            "overall" => |data| Ok(overall(&data.rows)),
            "channel" => |data| Ok(by_channel(&data.rows)),
            "groups" => |data| Ok(by_group(&data.rows)),
            "columns" => |data| columns(&data.columns),
            "summary_record" => |data| sketches::summary_record(&data.times),
            "summary_batch" => |data| sketches::summary_batch(&data.times),
            "hdrhistogram" => |data| sketches::hdrhistogram(&data.times),
            "ddsketch" => |data| sketches::ddsketch(&data.times),
            "histogram" => |data| sketches::histogram(&data.times),
            "tdigest" => |data| sketches::tdigest(&data.times),
            _ => return Err("no such case".into()),
        };
        Ok(Self(work))
    }

    /// Runs it once: how long it took, and its number.
    pub fn run(self, data: &Data) -> Outcome<(Duration, u64)> {
        let start = processor_time()?;
        let checked = black_box((self.0)(black_box(data))?);
        let took = processor_time()?.checked_sub(start);
        Ok((took.ok_or("the clock went back")?, checked))
    }
}

/// How long this process has had the processor.
///
/// On a quiet machine that is the time that went by. On a busy one it leaves
/// out the waiting for others, which long pieces of work do more of.
fn processor_time() -> Outcome<Duration> {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let nanoseconds = u32::try_from(time.tv_nsec)?;
    Ok(Duration::new(u64::try_from(time.tv_sec)?, nanoseconds))
}

/// Reads as many bytes as the rows have, and does nothing with them.
///
/// Plain words: reading through the tickets' own methods asks
/// of each value whether it is there, which is more than reading.
fn read(words: &[Word]) -> u64 {
    words.iter().fold(0, |mixed, word| mixed ^ word)
}

fn overall(rows: &[Row]) -> u64 {
    let mut set = FullSet::default();
    set.record_slice(rows);
    check(&set)
}

fn by_channel(rows: &[Row]) -> u64 {
    let mut sets = By::<Channel, FullSet>::default();
    sets.record_by(rows, |row| row.ticket.channel());
    sets.iter().map(|(_, set)| check(set)).sum()
}

fn by_group(rows: &[Row]) -> u64 {
    let mut sets = By::<(u16, Channel), FullSet>::default();
    sets.record_by(rows, Row::group);
    sets.iter().map(|(_, set)| check(set)).sum()
}

fn columns(columns: &Columns) -> Outcome<u64> {
    let set = columns.count()?;
    Ok(black_box(Figures::of_columns(&set)).tickets)
}

/// Reads every figure, as a database returns every column.
fn check(set: &FullSet) -> u64 {
    black_box(Figures::of(set)).tickets
}
