//! Tables of tickets: rows as they are meant, and the columns they are laid out in.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::columns::{Counts, TicketColumns, TimeUnit, Times};
use support_kpi::{Channel, ColumnError, Resolver, Ticket, TicketEnd};

use super::layout::{Laid, Layout, layout};
use crate::facts;

/// The units, each with its nanoseconds and the longest time it can tell.
pub const UNITS: [(TimeUnit, u64, i64); 4] = [
    (TimeUnit::Second, 1_000_000_000, 18_446_744_073),
    (TimeUnit::Millisecond, 1_000_000, 18_446_744_073_709),
    (TimeUnit::Microsecond, 1_000, 18_446_744_073_709_551),
    (TimeUnit::Nanosecond, 1, i64::MAX),
];

/// How errors write a unit.
pub fn symbol(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "µs",
        TimeUnit::Nanosecond => "ns",
        other => panic!("{other:?} has no symbol"),
    }
}

/// A row; a time is a number of the table's unit.
#[derive(Debug, Clone)]
pub struct Row {
    pub end: u8,
    pub first_response: Option<i64>,
    pub resolution: Option<i64>,
    pub replies: Option<u32>,
    pub responses: Option<u32>,
    pub response_total: Option<i64>,
}

impl Row {
    pub const fn is_resolved(&self) -> bool {
        self.end >= 3
    }

    fn ticket(&self, factor: u64) -> Ticket {
        let opened = facts::epoch();
        let took = |time: i64| Duration::from_nanos(time.unsigned_abs() * factor);
        let mut builder = Ticket::builder(Channel::Web, opened);
        let resolved = |by| Ticket::builder(Channel::Web, opened).resolved_at(opened, by);
        builder = match self.end {
            0 => builder,
            1 => builder.on_hold(),
            2 => builder.abandoned_at(opened),
            3 => resolved(Resolver::Agent),
            4 => resolved(Resolver::Automation),
            5 => resolved(Resolver::Customer),
            6 => resolved(Resolver::NotKnown),
            code => panic!("{code} is no end"),
        };
        if let Some(time) = self.first_response {
            builder = builder
                .first_response_at(opened)
                .first_response_took(took(time));
        }
        if let Some(time) = self.resolution {
            builder = builder.resolution_took(took(time));
        }
        if let Some(count) = self.replies {
            builder = builder.replies(count);
        }
        if let (Some(count), Some(total)) = (self.responses, self.response_total) {
            builder = builder.responses(count, took(total));
        }
        builder.build().expect("a ticket that can be")
    }
}

/// Whether a column is there, and whether it has gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Absent,
    WithGaps,
    Full,
}

/// First responses, resolutions, replies, and responses with their times.
type Presences = [Presence; 4];

fn presences() -> impl Strategy<Value = Presences> {
    prop::array::uniform4(prop_oneof![
        1 => Just(Presence::Absent),
        3 => Just(Presence::WithGaps),
        1 => Just(Presence::Full),
    ])
}

#[derive(Debug, Clone)]
pub struct Table {
    pub unit: (TimeUnit, u64, i64),
    pub rows: Vec<Row>,
    pub presences: Presences,
    layouts: [Layout; 5],
}

/// A table of any rows, made by a unit's strategy.
pub fn table_of<S: Strategy<Value = Row>>(
    row: impl Fn((TimeUnit, u64, i64)) -> S + Clone,
    length: std::ops::Range<usize>,
) -> impl Strategy<Value = Table> {
    let layouts = prop::array::uniform5(layout());
    (prop::sample::select(&UNITS[..]), presences(), layouts).prop_flat_map(
        move |(unit, presences, layouts)| {
            prop::collection::vec(row(unit), length.clone()).prop_map(move |rows| Table {
                unit,
                rows,
                presences,
                layouts: layouts.clone(),
            })
        },
    )
}

/// A time of a unit: short ones, and up to the longest.
pub fn time((_, _, longest): (TimeUnit, u64, i64)) -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 6 => 0_i64..10_000, 2 => 0..=longest, 1 => Just(longest)]
}

pub fn replies() -> impl Strategy<Value = u32> {
    prop_oneof![9 => 0_u32..5, 1 => Just(u32::MAX)]
}

/// A table that can be: each row agrees with itself, and the columns with the rows.
pub fn table() -> impl Strategy<Value = Table> {
    let row = |unit| {
        let counted = prop::option::of((prop_oneof![0_u32..3, any::<u32>()], time(unit)));
        (
            0_u8..7,
            prop::option::of(time(unit)),
            time(unit),
            prop::option::of(replies()),
            counted,
        )
            .prop_map(|(end, first_response, resolution, replies, counted)| Row {
                end,
                first_response,
                resolution: Some(resolution),
                replies,
                responses: counted.map(|(count, _)| count),
                response_total: counted.map(|(count, total)| if count == 0 { 0 } else { total }),
            })
    };
    table_of(row, 0..70).prop_map(Table::made_to_agree)
}

impl Table {
    fn made_to_agree(mut self) -> Self {
        let [first, resolution, replies, responses] = self.presences;
        for row in &mut self.rows {
            row.first_response = with_presence(row.first_response, first);
            row.replies = with_presence(row.replies, replies);
            row.responses = with_presence(row.responses, responses);
            row.response_total = with_presence(row.response_total, responses);
            // No column of resolutions goes with no resolution, a full one with nothing else.
            row.end = match resolution {
                Presence::Absent => row.end % 3,
                Presence::WithGaps => row.end,
                Presence::Full => 3 + row.end % 4,
            };
            row.resolution = row.resolution.filter(|_| row.is_resolved());
        }
        self
    }

    /// The same rows, one ticket each.
    pub fn tickets(&self) -> Vec<Ticket> {
        let (_, factor, _) = self.unit;
        self.rows.iter().map(|row| row.ticket(factor)).collect()
    }

    pub fn laid_out(&self) -> LaidOut {
        let times = |layout: &Layout, time: fn(&Row) -> Option<i64>| {
            layout.column(&self.rows.iter().map(time).collect::<Vec<_>>(), |it| it)
        };
        let counts = |layout: &Layout, count: fn(&Row) -> Option<u32>| {
            let values: Vec<_> = self.rows.iter().map(count).collect();
            layout.column(&values, |it| it as u32)
        };
        let [one, two, three, four, five] = &self.layouts;
        LaidOut {
            unit: self.unit.0,
            presences: self.presences,
            ends: self.rows.iter().map(|row| row.end).collect(),
            first_response: times(one, |row| row.first_response),
            resolution: times(two, |row| row.resolution),
            replies: counts(three, |row| row.replies),
            responses: counts(four, |row| row.responses),
            response_total: times(five, |row| row.response_total),
        }
    }
}

fn with_presence<T: Default>(value: Option<T>, presence: Presence) -> Option<T> {
    match presence {
        Presence::Absent => None,
        Presence::WithGaps => value,
        Presence::Full => Some(value.unwrap_or_default()),
    }
}

/// A table's columns in memory.
pub struct LaidOut {
    unit: TimeUnit,
    presences: Presences,
    ends: Vec<u8>,
    first_response: Laid<i64>,
    resolution: Laid<i64>,
    replies: Laid<u32>,
    responses: Laid<u32>,
    response_total: Laid<i64>,
}

impl LaidOut {
    pub fn columns(&self) -> Result<TicketColumns<'_>, ColumnError> {
        fn times(laid: &Laid<i64>, unit: TimeUnit) -> Result<Times<'_>, ColumnError> {
            Times::new(&laid.values, unit, laid.validity())
        }
        fn counts(laid: &Laid<u32>) -> Result<Counts<'_>, ColumnError> {
            Counts::new(&laid.values, laid.validity())
        }
        let is_there = self.presences.map(|presence| presence != Presence::Absent);
        let [first, resolution, replies, responses] = is_there;
        let mut builder = TicketColumns::builder(&self.ends);
        if first {
            builder = builder.first_response(times(&self.first_response, self.unit)?);
        }
        if resolution {
            builder = builder.resolution(times(&self.resolution, self.unit)?);
        }
        if replies {
            builder = builder.replies(counts(&self.replies)?);
        }
        if responses {
            let total = times(&self.response_total, self.unit)?;
            builder = builder.responses(counts(&self.responses)?, total);
        }
        builder.build()
    }
}

#[test]
fn the_codes_of_ends_are_those_of_the_rows() {
    for code in 0..7 {
        let row = Row {
            end: code,
            first_response: None,
            resolution: None,
            replies: None,
            responses: None,
            response_total: None,
        };
        assert_eq!(row.ticket(1).end().code(), code);
        assert_eq!(row.is_resolved(), row.ticket(1).is_resolved());
        assert_eq!(TicketEnd::from_code(code), Some(row.ticket(1).end()));
    }
    for code in 7..=u8::MAX {
        assert_eq!(TicketEnd::from_code(code), None);
    }
}
