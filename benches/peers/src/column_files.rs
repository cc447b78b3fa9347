//! The rows as columns in files, for the contenders that are written in other
//! languages: raw little-endian numbers, one file for each column.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support_kpi::{Elapsed, Resolver, TicketEnd};

use crate::Outcome;
use crate::shop::{CHANNELS, Row};

/// Writes all columns into a folder that exists.
///
/// Times are whole milliseconds, as the data is made: in nanoseconds their sum
/// would not fit into the 64 bits that some of the contenders add up in. What
/// is not there is zero, and a byte in a file of its own says so.
pub fn write(rows: &[Row], folder: &Path) -> Outcome<Value> {
    let bytes = |name: &str, column: &dyn Fn(&Row) -> Outcome<u8>| -> Outcome<()> {
        let column: Outcome<Vec<u8>> = rows.iter().map(column).collect();
        Ok(fs::write(folder.join(name), column?)?)
    };
    let times = |name: &str, column: &dyn Fn(&Row) -> Option<Elapsed>| -> Outcome<()> {
        let mut values = Vec::with_capacity(rows.len() * 8);
        for row in rows {
            let milliseconds = milliseconds(column(row).unwrap_or_default())?;
            values.extend_from_slice(&milliseconds.to_le_bytes());
        }
        fs::write(folder.join(name), values)?;
        let known = format!("{name}_known");
        bytes(&known, &|row| Ok(u8::from(column(row).is_some())))
    };

    times("first_response", &|row| row.ticket.first_response())?;
    times("response_total", &|row| row.ticket.response_total())?;
    times("resolution", &|row| row.ticket.resolution())?;
    bytes("replies", &|row| {
        let replies = row.ticket.replies().ok_or("a ticket without its replies")?;
        Ok(u8::try_from(replies)?)
    })?;
    bytes("end", &|row| end_code(row.ticket.end()))?;
    bytes("score", &|row| {
        Ok(row.score.map_or(0, |score| score.value()))
    })?;
    bytes("channel", &|row| channel_code(row))?;
    let agents: Vec<u8> = rows
        .iter()
        .flat_map(|row| row.agent.to_le_bytes())
        .collect();
    fs::write(folder.join("agent"), agents)?;
    Ok(json!({ "rows": rows.len() }))
}

fn milliseconds(time: Elapsed) -> Outcome<u64> {
    const MILLISECOND: u64 = 1_000_000;
    let nanoseconds = time.nanoseconds();
    if nanoseconds.is_multiple_of(MILLISECOND) {
        Ok(nanoseconds / MILLISECOND)
    } else {
        Err(format!("{nanoseconds} ns are not whole milliseconds").into())
    }
}

/// How a ticket ended, as the queries know it.
fn end_code(end: TicketEnd) -> Outcome<u8> {
    match end {
        TicketEnd::Open => Ok(0),
        TicketEnd::Abandoned => Ok(1),
        TicketEnd::Resolved(Resolver::Agent) => Ok(2),
        TicketEnd::Resolved(Resolver::Automation) => Ok(3),
        TicketEnd::Resolved(Resolver::Customer) => Ok(4),
        other => Err(format!("no code for {other:?}").into()),
    }
}

/// The place of a row's channel among the shop's.
pub fn channel_code(row: &Row) -> Outcome<u8> {
    let channel = row.ticket.channel();
    let place = CHANNELS.iter().position(|one| *one == channel);
    Ok(u8::try_from(place.ok_or("a channel of no shop")?)?)
}
