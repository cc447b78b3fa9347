//! When customers write, and on which channel.

use support_kpi::Channel;

use super::calendar::{DAYS, HOUR, MINUTE, day_weight, hour_weight, midnight};
use super::cast::PACES;
use super::random::Random;

/// A customer turns to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrival {
    pub(crate) at: i64,
    pub(crate) channel: Channel,
    pub(crate) staffing: Staffing,
}

/// Whether anybody is there for the channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Staffing {
    Staffed,
    /// A call after hours, to the voice box.
    VoiceBox,
}

/// So many arrivals, in order of time.
pub(crate) fn arrivals(seed: u64, count: usize) -> Vec<Arrival> {
    // Calls after hours on the last evening: they wait for the morning after the quarter.
    let mut arrivals: Vec<Arrival> = [(20, 41), (21, 17), (22, 5)]
        .into_iter()
        .map(|(hour, minute)| Arrival {
            at: midnight(DAYS - 1) + hour * HOUR + minute * MINUTE + 24,
            channel: Channel::Phone,
            staffing: Staffing::VoiceBox,
        })
        .take(count)
        .collect();
    for number in arrivals.len()..count {
        let mut random = Random::stream(seed, "arrival", number);
        let channel = PACES[random.weighted(PACES.iter().map(|pace| pace.weight))].channel;
        let day = drawn(random.weighted((0..DAYS).map(|day| day_weight(channel, day))));
        let hour = drawn(random.weighted((0..24).map(|hour| hour_weight(channel, day, hour))));
        arrivals.push(Arrival {
            at: midnight(day) + hour * HOUR + random.below(HOUR),
            channel,
            staffing: Staffing::Staffed,
        });
    }
    arrivals.sort_unstable();
    arrivals
}

fn drawn(position: usize) -> i64 {
    i64::try_from(position).expect("a day and an hour are small numbers")
}
