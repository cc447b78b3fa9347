//! How many agents a target takes.

use std::time::Duration;

use rust_decimal::Decimal;
use serde::Serialize;

use super::demand::{Demand, ceiling, seconds};
use super::erlang_b::Blocking;
use super::erlang_c::ErlangC;
use crate::error::InferenceError;
use crate::inference::special::double_double::DoubleDouble;

/// How far a share of callers may be off by rounding, relative to itself.
const ROUNDING: f64 = 1e-12;

/// What the line is to be like, and how much of their time people are away
/// from it.
///
/// # Example: 80 % within 20 seconds, nobody busy over 85 %, a third away
///
/// ```
/// use rust_decimal::Decimal;
/// use std::time::Duration;
/// use support_kpi::inference::{Demand, OneAtATime, Requirement};
///
/// let minutes = |m: u64| Duration::from_secs(m * 60);
/// let demand = Demand::new(OneAtATime::PHONE, 100, minutes(30), minutes(3))?;
///
/// let staffing = Requirement::new(Decimal::new(80, 2), Duration::from_secs(20))?
///     .with_most_occupancy(Decimal::new(85, 2))?
///     .with_shrinkage(Decimal::new(30, 2))?
///     .agents_for(&demand)?;
/// assert_eq!((staffing.agents(), staffing.scheduled()), (14, 20));
/// assert_eq!(format!("{:.3}", staffing.service_level()), "0.888");
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Requirement {
    share: Decimal,
    within: Decimal,
    most_occupancy: Decimal,
    shrinkage: Decimal,
}

impl Requirement {
    /// This share of callers is to be answered within this time.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless the share is more than 0 and less
    /// than 1: no number of agents answers everybody in time.
    pub fn new(share: Decimal, within: Duration) -> Result<Self, InferenceError> {
        let fits = Decimal::ZERO < share && share < Decimal::ONE;
        check("share", "more than 0 and less than 1", share, fits)?;
        Ok(Self {
            share,
            within: seconds(within),
            most_occupancy: Decimal::ONE,
            shrinkage: Decimal::ZERO,
        })
    }

    /// Nobody is to be busy for more than this share of their time: people
    /// who never pause make mistakes, and leave.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless it is more than 0 and at most 1.
    pub fn with_most_occupancy(self, most_occupancy: Decimal) -> Result<Self, InferenceError> {
        let fits = Decimal::ZERO < most_occupancy && most_occupancy <= Decimal::ONE;
        check(
            "most_occupancy",
            "more than 0 and at most 1",
            most_occupancy,
            fits,
        )?;
        Ok(Self {
            most_occupancy,
            ..self
        })
    }

    /// This share of the time that people are paid for they are away from the
    /// line: breaks, training, meetings, illness, leave.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] unless it is 0 or more and less than 1.
    pub fn with_shrinkage(self, shrinkage: Decimal) -> Result<Self, InferenceError> {
        let fits = Decimal::ZERO <= shrinkage && shrinkage < Decimal::ONE;
        check("shrinkage", "0 or more and less than 1", shrinkage, fits)?;
        Ok(Self { shrinkage, ..self })
    }

    /// The fewest agents who meet it, and how many to put on the schedule.
    ///
    /// - **Formula**: the least n above the load for which [`ErlangC`] serves
    ///   the share in time, and the load ÷ n is at most the occupancy;
    ///   scheduled are n ÷ (1 − shrinkage), rounded up exactly.
    /// - Where nobody comes, nobody is needed.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where that takes over ten million agents.
    pub fn agents_for(&self, demand: &Demand) -> Result<Staffing, InferenceError> {
        let load = demand.erlangs();
        let too_many = || InferenceError::OutOfRange {
            field: "load",
            expected: "one that at most 10000000 agents serve",
            found: load.to_string(),
        };
        let least = demand
            .agents_at_occupancy(self.most_occupancy)
            .ok_or_else(too_many)?;
        super::erlang_b::read(load, least).map_err(|_| too_many())?;
        let mut recursion = Blocking::new(load);
        recursion.advance_to(least);
        let within = DoubleDouble::of_decimal(self.within).value();
        // A target that is met to the digit is met: one agent for 0.2 erlangs
        // answers 80 % at once, which in floats is a hair less.
        let share = DoubleDouble::of_decimal(self.share).value() * (1.0 - ROUNDING);
        let mut line = ErlangC::of(&recursion, demand.handle_time());
        // Each agent above the load brings the share nearer to 1.
        while load > 0.0 && line.served_within(within) < share {
            recursion.advance();
            line = ErlangC::of(&recursion, demand.handle_time());
        }
        let agents = recursion.agents();
        let present = Decimal::ONE.saturating_sub(self.shrinkage);
        Ok(Staffing {
            agents,
            scheduled: ceiling(Decimal::from(agents), present).ok_or_else(too_many)?,
            load,
            service_level: if load > 0.0 {
                line.served_within(within)
            } else {
                1.0
            },
            mean_wait: line.mean_wait().unwrap_or_default(),
            occupancy: if load > 0.0 { line.occupancy() } else { 0.0 },
        })
    }
}

fn check(
    field: &'static str,
    expected: &'static str,
    found: Decimal,
    fits: bool,
) -> Result<(), InferenceError> {
    if fits {
        Ok(())
    } else {
        Err(InferenceError::OutOfRange {
            field,
            expected,
            found: found.to_string(),
        })
    }
}

/// How many people an interval needs, and what the line is like with them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Staffing {
    agents: u64,
    scheduled: u64,
    load: f64,
    service_level: f64,
    mean_wait: f64,
    occupancy: f64,
}

impl Staffing {
    /// How many have to be on the line.
    pub const fn agents(&self) -> u64 {
        self.agents
    }

    /// How many have to be on the schedule, those away from the line included.
    pub const fn scheduled(&self) -> u64 {
        self.scheduled
    }

    /// The load, in erlangs.
    pub const fn load(&self) -> f64 {
        self.load
    }

    /// The share answered in time; 1 where nobody comes.
    pub const fn service_level(&self) -> f64 {
        self.service_level
    }

    /// The mean wait over all callers, in seconds; 0 where nobody comes.
    pub const fn mean_wait(&self) -> f64 {
        self.mean_wait
    }

    /// The share of their time that agents are busy; 0 where nobody comes.
    pub const fn occupancy(&self) -> f64 {
        self.occupancy
    }
}
