//! Callers who find all busy and go away: Erlang B.

use crate::error::InferenceError;
use crate::inference::Quantity;
use crate::inference::quantity::read_parameter;
use crate::inference::special::real;

/// The most agents, and the largest load, that are computed: the recursion
/// takes a step for each agent.
const MOST: u64 = 10_000_000;

/// The share of callers who find all agents busy, where nobody waits.
///
/// The load is in erlangs: calls per unit of time × the time each takes.
///
/// - **Formula**: (aⁿ ÷ n!) ÷ Σ aⁱ ÷ i!, by the recursion B(n) = a B(n − 1) ÷
///   (n + a B(n − 1)) from B(0) = 1, in which nothing cancels or overflows:
///   tried to loads of 20,000 against 40-digit arithmetic.
/// - **Assumes** calls that come by themselves, at one rate, and a caller who
///   finds all busy does not come back. Handle times may be of any kind.
/// - **Source**: A. K. Erlang, *Solution of some problems in the theory of
///   probabilities of significance in automatic telephone exchanges*, 1917.
///
/// # Errors
///
/// [`InferenceError::OutOfRange`] where the load is negative or no number, or
/// load or agents are over ten million.
///
/// # Example: the classic table, 1 % lost
///
/// ```
/// use support_kpi::inference::erlang_b;
///
/// assert_eq!(format!("{:.4}", erlang_b(4.46, 10)?), "0.0100");
/// assert_eq!(
///     erlang_b(-1.0, 10).unwrap_err().to_string(),
///     "load: expected from 0 to 10000000 erlangs, found -1",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn erlang_b<Q: Quantity>(load: Q, agents: u64) -> Result<f64, InferenceError> {
    let (load, agents) = read(load, agents)?;
    let mut recursion = Blocking::new(load);
    recursion.advance_to(agents);
    Ok(recursion.value)
}

/// Checks a load and a number of agents.
pub(super) fn read<Q: Quantity>(load: Q, agents: u64) -> Result<(f64, u64), InferenceError> {
    let most = real(MOST);
    let load = read_parameter("load", "from 0 to 10000000 erlangs", load, |load| {
        (0.0..=most).contains(&load)
    })?;
    if agents > MOST {
        return Err(InferenceError::OutOfRange {
            field: "agents",
            expected: "at most 10000000",
            found: agents.to_string(),
        });
    }
    Ok((load.value(), agents))
}

/// The recursion, as far as it has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blocking {
    load: f64,
    agents: u64,
    value: f64,
}

impl Blocking {
    /// No agents: all are turned away.
    pub(super) const fn new(load: f64) -> Self {
        Self {
            load,
            agents: 0,
            value: 1.0,
        }
    }

    /// One more agent.
    pub(super) fn advance(&mut self) {
        self.agents = self.agents.saturating_add(1);
        let offered = self.load * self.value;
        self.value = offered / (real(self.agents) + offered);
    }

    pub(super) fn advance_to(&mut self, agents: u64) {
        while self.agents < agents {
            self.advance();
        }
    }

    pub(super) const fn agents(&self) -> u64 {
        self.agents
    }

    pub(super) const fn load(&self) -> f64 {
        self.load
    }

    pub(super) const fn value(&self) -> f64 {
        self.value
    }
}
