//! A big shop's year, counted on all cores with rayon: each thread counts a part,
//! and merging the parts gives what one thread would have counted, to the bit.
//!
//! The library starts no threads: rayon is the caller's own, and any other way
//! to split the work does as well.

use std::error::Error;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::kpi::{FirstResponseTime, OneTouchRate, ResolutionTime, SelfServiceRate};
use support_kpi::summary::Percentile;
use support_kpi::{Channel, Group as _, ModelError, Resolver, Ticket};

/// The KPIs of each channel.
type Kpis = By<
    Channel,
    (
        FirstResponseTime,
        ResolutionTime,
        OneTouchRate,
        SelfServiceRate,
    ),
>;

/// How many tickets a thread counts at a time: enough that a merge costs nothing
/// beside them, and few enough that no thread waits long for the last one.
const PART: usize = 50_000;

fn count(tickets: &[Ticket]) -> Kpis {
    let mut kpis = Kpis::default();
    kpis.record_by(tickets, Ticket::channel);
    kpis
}

fn count_in_parallel(tickets: &[Ticket]) -> Kpis {
    tickets
        .par_chunks(PART)
        .map(count)
        .reduce(Kpis::default, |mut kpis, part| {
            kpis.merge(&part);
            kpis
        })
}

fn main() -> Result<(), Box<dyn Error>> {
    let tickets = tickets(2_000_000)?;
    let (one_thread, alone) = timed(|| count(&tickets));
    let (all_threads, together) = timed(|| count_in_parallel(&tickets));

    // Which thread counted what, and which part was merged first, is another
    // story in each run. The state is the same one.
    assert!(one_thread == all_threads, "the parts are the whole");
    println!(
        "{} tickets: {alone:.0?} on one thread, {together:.0?} on {}, {:.1} times as fast",
        tickets.len(),
        rayon::current_num_threads(),
        alone.as_secs_f64() / together.as_secs_f64(),
    );

    for (channel, (first_response, resolution, one_touch, self_service)) in all_threads.iter() {
        let median = first_response.percentile(Percentile::P50);
        let p90 = resolution.percentile(Percentile::P90);
        if let (Some(median), Some(p90)) = (median, p90) {
            println!(
                "{:10} first response {:>4} min (median), resolution {:>4} h (p90), \
                 one-touch {}, self-service {}",
                channel.to_string(),
                median.middle().as_secs() / 60,
                p90.middle().as_secs() / 3_600,
                one_touch.of_all(),
                self_service.of_all(),
            );
        }
    }
    Ok(())
}

/// What the work gives, and how long it took: the best of three.
fn timed<T>(work: impl Fn() -> T) -> (T, Duration) {
    let run = || {
        let start = Instant::now();
        let result = work();
        (result, start.elapsed())
    };
    let again = (0..2).map(|_| run());
    again.fold(
        run(),
        |best, next| if next.1 < best.1 { next } else { best },
    )
}

/// Tickets of a year, with waits that differ by channel. They are made by all
/// threads too: a ticket depends on its number alone.
fn tickets(how_many: u64) -> Result<Vec<Ticket>, Box<dyn Error>> {
    let start = "2026-01-01T00:00:00Z".parse::<DateTime<Utc>>()?;
    let ticket = |number: u64| -> Result<Ticket, ModelError> {
        // A multiplicative hash: the numbers look random, and the run repeats.
        let drawn = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let (channel, minutes) = match drawn % 8 {
            0..=3 => (Channel::Email, 400),
            4 | 5 => (Channel::Chat, 4),
            6 => (Channel::Phone, 2),
            _ => (Channel::Social, 90),
        };
        let opened = start + Duration::from_secs(number * 15);
        let wait = Duration::from_secs(1 + (drawn >> 3) % (60 * minutes));
        let ticket = Ticket::builder(channel, opened);
        match drawn % 100 {
            0..12 => ticket
                .replies(0)
                .resolved_at(opened + wait, Resolver::Customer),
            replied => ticket
                .first_response_at(opened + wait)
                .replies(1 + u32::from(replied % 4 == 0))
                .resolved_at(opened + 6 * wait, Resolver::Agent),
        }
        .build()
    };
    let tickets: Result<Vec<Ticket>, ModelError> =
        (0..how_many).into_par_iter().map(ticket).collect();
    Ok(tickets?)
}
