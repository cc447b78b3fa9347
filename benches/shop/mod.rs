//! A big shop's tickets, made from a seed: the data of every bench.
//!
//! Times are log-normal and whole milliseconds; six channels, 500 agents;
//! 12 % are served without an agent, 5 % abandoned, 30 % surveyed. The same
//! seed makes the same rows everywhere.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, LogNormal};
use support_kpi::{Channel, OneToFive, Resolver, Score, Ticket};

/// The channels that customers write by.
pub const CHANNELS: [Channel; 6] = [
    Channel::Email,
    Channel::Social,
    Channel::Chat,
    Channel::Sms,
    Channel::Messaging,
    Channel::Phone,
];

/// How many agents there are.
pub const AGENTS: u16 = 500;

/// A row as a warehouse joins it: a ticket, which knows whether it was
/// abandoned, its survey's score, and whose it was.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub ticket: Ticket,
    /// `None` where the customer was not asked, or did not answer.
    pub score: Option<Score<OneToFive>>,
    pub agent: u16,
}

impl Row {
    /// Whose ticket it is, and by which channel.
    pub fn group(&self) -> (u16, Channel) {
        (self.agent, self.ticket.channel())
    }
}

/// So many rows from a seed.
pub fn rows(count: usize, seed: u64) -> Vec<Row> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let first = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    (0..count)
        .map(|number| {
            // A ticket every eight seconds.
            let after = TimeDelta::seconds(8 * i64::try_from(number).expect("a number of rows"));
            row(first + after, &mut random)
        })
        .collect()
}

/// A log-normal time in whole milliseconds, by its median in seconds.
fn time(median: f64, spread: f64, random: &mut impl Rng) -> Duration {
    let seconds = LogNormal::new(median.ln(), spread)
        .expect("a finite spread")
        .sample(random);
    // Within 30 days and above one millisecond, so that no row is odd.
    let milliseconds = (seconds * 1_000.0).clamp(1.0, 2_592_000_000.0).round();
    Duration::from_millis(milliseconds as u64)
}

fn row(opened_at: DateTime<Utc>, random: &mut ChaCha8Rng) -> Row {
    let channel = CHANNELS[random.random_range(0..CHANNELS.len())];
    let (first_median, full_median) = match channel {
        Channel::Email | Channel::Social => (3_600.0, 30_000.0),
        _ => (60.0, 900.0),
    };
    let agent = random.random_range(0..AGENTS);
    let first = time(first_median, 1.0, random);
    let full = first + time(full_median, 1.2, random);
    let ticket = Ticket::builder(channel, opened_at);
    let ticket = match random.random_range(0..100_u32) {
        0..12 => {
            let by = if random.random_bool(0.5) {
                Resolver::Customer
            } else {
                Resolver::Automation
            };
            ticket
                .resolved_at(opened_at + full, by)
                .responses(0, Duration::ZERO)
                .replies(0)
        }
        12..15 => ticket
            .abandoned_at(opened_at + first)
            .responses(0, Duration::ZERO)
            .replies(0),
        kind => {
            let later = random.random_range(0..4_u32);
            let waits = (0..later).map(|_| time(first_median, 0.8, random));
            let total = waits.fold(first, |total, wait| total + wait);
            let ticket = ticket
                .first_response_at(opened_at + first)
                .responses(1 + later, total)
                .replies(1 + later + u32::from(random.random_bool(0.2)));
            match kind {
                15..17 => ticket.abandoned_at(opened_at + full),
                17..20 => ticket,
                _ => ticket.resolved_at(opened_at + full, Resolver::Agent),
            }
        }
    };
    let score = random.random_bool(0.3).then(|| {
        let score = [1, 2, 3, 4, 4, 4, 5, 5, 5, 5][random.random_range(0..10_usize)];
        Score::new(score).expect("one to five")
    });
    Row {
        ticket: ticket.build().expect("a ticket that can be"),
        score,
        agent,
    }
}
