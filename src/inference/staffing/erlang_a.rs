//! Callers who wait until they lose patience: Erlang A.

use serde::Serialize;

use super::erlang_b::{Blocking, read};
use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::read_parameter;
use crate::inference::special::{real, stirling};

/// The largest load × patience ÷ handle time that is summed.
const MOST_WAITING: f64 = 1e13;

/// A part of a sum that is too small to matter, however many follow it.
const NEGLIGIBLE: f64 = 1e-22;

/// A waiting line that people leave.
///
/// - **Formula**: the stationary probabilities π of so many in the system,
///   with π(n + k) = π(n) Π η ÷ (c + i) over i up to k, where c = agents ×
///   patience ÷ handle time and η = load × patience ÷ handle time; those below
///   n by [`erlang_b`](super::erlang_b::erlang_b). Who is left waiting, over η,
///   is who abandons.
/// - Summed from the largest term outwards, so that no factor overflows: it
///   also answers where the load is far above the agents.
/// - **Assumes** calls that come by themselves, at one rate, and handle times
///   and patience that fall off exponentially. The mean patience is that of
///   all, also of those who were served first: estimate it as total waiting
///   time ÷ number who left, or from [`KaplanMeier`](crate::inference::KaplanMeier),
///   never as the mean wait of those who left.
/// - **Source**: C. Palm, *Research on telephone traffic carried by full
///   availability groups*, 1957; O. Garnett, A. Mandelbaum and M. Reiman,
///   *Designing a call center with impatient customers*, 2002.
///
/// # Example: 5 erlangs for 3 agents, who lose nearly half
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::ErlangA;
///
/// let minutes = |m: u64| Duration::from_secs(m * 60);
/// let line = ErlangA::new(5.0, 3, minutes(6), minutes(3))?;
/// assert_eq!(format!("{:.3}", line.abandon_probability()), "0.457");
/// assert_eq!(format!("{:.1} s", line.mean_wait()), "82.3 s");
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangA {
    wait_probability: f64,
    abandon_probability: f64,
    mean_wait: f64,
}

impl ErlangA {
    /// A line with this load in erlangs, so many agents, a mean handle time
    /// and a mean patience (numbers are read as seconds).
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] as [`erlang_b`](super::erlang_b::erlang_b),
    /// unless both times are more than 0, and where patience is so long that
    /// over 10^13 would wait.
    pub fn new<L: Quantity, H: Quantity, P: Quantity>(
        load: L,
        agents: u64,
        handle_time: H,
        patience: P,
    ) -> Result<Self, InferenceError> {
        let positive = |time: f64| time > 0.0;
        let (load, agents) = read(load, agents)?;
        let handle_time = read_parameter("handle_time", "more than 0", handle_time, positive)?;
        let patience = read_parameter("patience", "more than 0", patience, positive)?;
        let relative = patience.over(handle_time).value();
        let patience = patience.value();
        let (waiting, staying) = (load * relative, real(agents) * relative);
        if waiting.max(staying) > MOST_WAITING {
            return Err(InferenceError::OutOfRange {
                field: "patience",
                expected: "at most 1e13 × handle time ÷ load and ÷ agents",
                found: patience.to_string(),
            });
        }
        let mut recursion = Blocking::new(load);
        recursion.advance_to(agents);
        let queue = Queue::sum(waiting, staying);
        let wait_probability = queue.wait_probability(recursion.value());
        let abandon_probability = if waiting > 0.0 {
            (wait_probability * (queue.mean_length / waiting)).min(1.0)
        } else {
            // Nobody comes. One who did would be served at once, if by anybody.
            wait_probability
        };
        Ok(Self {
            wait_probability,
            abandon_probability,
            mean_wait: abandon_probability * patience,
        })
    }

    /// The probability that a caller does not get through at once.
    pub const fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// The share of callers who hang up before they are served.
    pub const fn abandon_probability(&self) -> f64 {
        self.abandon_probability
    }

    /// The mean wait over all callers, in seconds, served or not.
    pub const fn mean_wait(&self) -> f64 {
        self.mean_wait
    }
}

/// The states in which all agents are busy.
struct Queue {
    /// The sum of their probabilities over that of the likeliest.
    sum: f64,
    /// ln of the likeliest one's probability over that of the state in which
    /// nobody waits yet.
    ln_peak: f64,
    /// How many wait on average in these states.
    mean_length: f64,
}

impl Queue {
    fn sum(waiting: f64, staying: f64) -> Self {
        // Terms rise while η exceeds c + k.
        let peak = (waiting - staying).floor().max(0.0);
        let (mut sum, mut lengths) = (1.0, peak);
        let (mut term, mut k) = (1.0, peak);
        while term > 0.0 {
            k += 1.0;
            term *= waiting / (staying + k);
            sum += term;
            lengths += k * term;
            if k * term <= lengths * NEGLIGIBLE {
                break;
            }
        }
        (term, k) = (1.0, peak);
        while k > 0.0 && term > sum * NEGLIGIBLE {
            term *= (staying + k) / waiting;
            k -= 1.0;
            sum += term;
            lengths += k * term;
        }
        let ln_peak = if peak > 0.0 {
            stirling::ln_poisson(staying + peak, waiting) - stirling::ln_poisson(staying, waiting)
        } else {
            0.0
        };
        Self {
            sum,
            ln_peak,
            mean_length: lengths / sum,
        }
    }

    /// The share of time in which all agents are busy, given the share in
    /// which they were if nobody waited.
    fn wait_probability(&self, blocking: f64) -> f64 {
        if self.ln_peak > 0.0 {
            let below = (1.0 - blocking) / blocking * (-self.ln_peak).exp();
            self.sum / (below + self.sum)
        } else {
            let busy = blocking * self.sum;
            (busy / (1.0 - blocking + busy)).min(1.0)
        }
    }
}
