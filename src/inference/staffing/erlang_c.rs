//! Callers who wait until they are served: Erlang C.

use serde::Serialize;

use super::erlang_b::{Blocking, read};
use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::read_parameter;
use crate::inference::special::real;

/// A waiting line that nobody leaves.
///
/// - **Formula**: C = n B ÷ (n − a (1 − B)) with B of [`erlang_b`](super::erlang_b::erlang_b);
///   served within T: 1 − C e^(−(n − a) T ÷ handle time).
/// - **Assumes** calls that come by themselves, at one rate, handle times that
///   fall off exponentially, and callers who never hang up: where some do, it
///   asks for too many agents ([`ErlangA`](super::erlang_a::ErlangA) does not).
/// - Where the load reaches the agents the line grows without end: everybody
///   waits, nobody is served in time, and there is no mean wait.
/// - **Source**: A. K. Erlang, 1917.
///
/// # Example: 10 erlangs and 14 agents serve 89 % within 20 seconds
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::ErlangC;
///
/// let handle_time = Duration::from_secs(180);
/// let line = ErlangC::new(10.0, 14, handle_time)?;
/// let share = line.service_level(Duration::from_secs(20))?;
/// assert_eq!(format!("{share:.3}"), "0.888");
///
/// let overrun = ErlangC::new(14.0, 14, handle_time)?;
/// assert_eq!(overrun.wait_probability(), 1.0);
/// assert_eq!(overrun.mean_wait(), None);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangC {
    load: f64,
    agents: u64,
    handle_time: f64,
    wait_probability: f64,
    at_once: f64,
}

/// The probability that a caller waits: [`ErlangC`] where only that is asked.
///
/// # Errors
///
/// [`InferenceError::OutOfRange`], as [`erlang_b`](super::erlang_b::erlang_b).
///
/// # Example: never above 1, however large the load
///
/// ```
/// use support_kpi::inference::erlang_c;
///
/// assert_eq!(erlang_c(20_000.0, 19_000)?, 1.0);
/// assert!(erlang_c(20_000.0, 20_001)? < 1.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn erlang_c<Q: Quantity>(load: Q, agents: u64) -> Result<f64, InferenceError> {
    Ok(ErlangC::new(load, agents, 1.0)?.wait_probability)
}

impl ErlangC {
    /// A line with this load in erlangs, so many agents, and a mean handle
    /// time (a number is read as seconds).
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] as [`erlang_b`](super::erlang_b::erlang_b),
    /// and unless the handle time is more than 0.
    pub fn new<L: Quantity, H: Quantity>(
        load: L,
        agents: u64,
        handle_time: H,
    ) -> Result<Self, InferenceError> {
        let (load, agents) = read(load, agents)?;
        let handle_time =
            read_parameter("handle_time", "more than 0", handle_time, |time| time > 0.0)?;
        let mut recursion = Blocking::new(load);
        recursion.advance_to(agents);
        Ok(Self::of(&recursion, handle_time.value()))
    }

    pub(super) fn of(recursion: &Blocking, handle_time: f64) -> Self {
        let (load, agents) = (recursion.load(), recursion.agents());
        let (n, blocking) = (real(agents), recursion.value());
        let spare = n - load;
        let (wait_probability, at_once) = if spare > 0.0 {
            let below = spare + load * blocking;
            (
                (n * blocking / below).min(1.0),
                (spare * (1.0 - blocking) / below).min(1.0),
            )
        } else {
            (1.0, 0.0)
        };
        Self {
            load,
            agents,
            handle_time,
            wait_probability,
            at_once,
        }
    }

    /// The probability that a caller waits; 1 where the load reaches the agents.
    pub const fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// The share served within this time (a number is read as seconds); 0
    /// where the load reaches the agents.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where the time is negative or no number.
    pub fn service_level<T: Quantity>(&self, within: T) -> Result<f64, InferenceError> {
        let within = read_parameter("within", "0 or more", within, |time| time >= 0.0)?;
        Ok(self.served_within(within.value()))
    }

    pub(super) fn served_within(&self, seconds: f64) -> f64 {
        let spare = real(self.agents) - self.load;
        if spare <= 0.0 {
            return 0.0;
        }
        // Those who do not wait, and of the others those served by then.
        let served = -(-spare * (seconds / self.handle_time)).exp_m1();
        (self.at_once + self.wait_probability * served).min(1.0)
    }

    /// The mean wait over all callers, in seconds, also called average speed
    /// of answer; `None` where the load reaches the agents.
    pub fn mean_wait(&self) -> Option<f64> {
        let spare = real(self.agents) - self.load;
        (spare > 0.0).then(|| self.wait_probability * self.handle_time / spare)
    }

    /// The share of their time that agents are busy; 1 where the load reaches
    /// the agents.
    pub fn occupancy(&self) -> f64 {
        let n = real(self.agents);
        if self.load < n { self.load / n } else { 1.0 }
    }
}
