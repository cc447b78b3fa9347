//! Shards that are counted apart and merged are the whole, to the last bit:
//! over threads, over a wire, and when one of them is taken out again.

use std::error::Error;
use std::thread;
use std::time::Duration;

use support_kpi::breakdown::By;
use support_kpi::kpi::{FirstResponseTime, OneTouchRate, ResolutionTime};
use support_kpi::summary::Percentile;
use support_kpi::{Channel, Group as _, ModelError, Resolver, Ticket};

type Kpis = By<Channel, (FirstResponseTime, ResolutionTime, OneTouchRate)>;

/// Tickets with waits from a second to some days.
fn tickets(how_many: u64) -> Result<Vec<Ticket>, Box<dyn Error>> {
    let start = "2026-04-01T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?;
    let ticket = |number: u64| {
        let channel = Channel::NAMED[usize::try_from(number % 8).unwrap_or(0)];
        let opened = start + Duration::from_secs(number * 61);
        // A multiplicative hash: every wait is another one, and the run repeats.
        let wait = Duration::from_secs(1 + number * 2_654_435_761 % 200_000);
        Ticket::builder(channel, opened)
            .first_response_at(opened + wait)
            .replies(1 + u32::try_from(number % 4).unwrap_or(0))
            .resolved_at(opened + 2 * wait, Resolver::Agent)
            .build()
    };
    let tickets: Result<Vec<Ticket>, ModelError> = (0..how_many).map(ticket).collect();
    Ok(tickets?)
}

fn count(tickets: &[Ticket]) -> Kpis {
    let mut kpis = Kpis::default();
    kpis.record_by(tickets, Ticket::channel);
    kpis
}

fn main() -> Result<(), Box<dyn Error>> {
    let tickets = tickets(100_000)?;
    let whole = count(&tickets);

    // Each shard is counted by a thread of its own.
    let shards: Vec<Kpis> = thread::scope(|scope| {
        let threads: Vec<_> = tickets
            .chunks(13_777)
            .map(|shard| scope.spawn(|| count(shard)))
            .collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .collect()
    });
    let mut merged = Kpis::default();
    for shard in shards.iter().rev() {
        merged.merge(shard);
    }
    println!(
        "{} shards, merged: equal to the whole is {}",
        shards.len(),
        merged == whole
    );

    // As bytes from other machines, the last one first.
    let mut received = Kpis::default();
    let mut bytes_in_all = 0;
    for shard in shards.iter().rev() {
        let bytes = postcard::to_stdvec(shard)?;
        bytes_in_all += bytes.len();
        received.merge(&postcard::from_bytes(&bytes)?);
    }
    println!(
        "{} shards, as {bytes_in_all} bytes: equal to the whole is {}",
        shards.len(),
        received == whole
    );

    // A shard that turns out to be wrong is taken out, and is as if it never was.
    if let (Some(wrong), Some(rest)) = (shards.first(), tickets.get(13_777..)) {
        merged.unmerge(wrong);
        println!(
            "without the first shard: equal to a recount is {}",
            merged == count(rest)
        );
    }

    let (first_response, _, one_touch) = whole.total();
    if let Some(p99) = first_response.percentile(Percentile::P99) {
        let (least, most) = (p99.at_least().as_secs(), p99.at_most().as_secs());
        println!(
            "99 in 100 were answered within {least} to {most} s; one-touch: {}",
            one_touch.of_all()
        );
    }
    Ok(())
}
