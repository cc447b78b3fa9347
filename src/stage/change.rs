//! What a stage hands on: the facts that no longer hold, and those that now do.

use crate::calculator::Calculator;

/// The facts that no longer hold, and those that now do.
///
/// A stage makes a change of everything it is told. Applied to any calculator
/// that has counted all earlier changes, it leaves the state of a recount.
///
/// # Example: two changes undo each other
///
/// ```
/// use support_kpi::{Calculator, stage::Change, summary::Ratio};
///
/// let mut ratio = Ratio::default();
/// Change::new(vec![], vec![true]).apply_to(&mut ratio);
/// Change::new(vec![true], vec![false]).apply_to(&mut ratio);
/// assert_eq!(ratio, Ratio::of(&[false]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "facts that no calculator gets are not counted"]
pub struct Change<F> {
    retract: Vec<F>,
    record: Vec<F>,
}

impl<F> Change<F> {
    /// A change of these facts into those.
    pub const fn new(retract: Vec<F>, record: Vec<F>) -> Self {
        Self { retract, record }
    }

    /// The facts that no longer hold.
    pub fn retracted(&self) -> &[F] {
        &self.retract
    }

    /// The facts that now hold.
    pub fn recorded(&self) -> &[F] {
        &self.record
    }

    /// Whether nothing changed.
    pub const fn is_empty(&self) -> bool {
        self.retract.is_empty() && self.record.is_empty()
    }

    /// Retracts and records the facts.
    pub fn apply_to(&self, calculator: &mut impl Calculator<Fact = F>) {
        calculator.retract_slice(&self.retract);
        calculator.record_slice(&self.record);
    }

    /// The same change of facts of another form: with a key beside them, say.
    pub fn map<G>(&self, mut form: impl FnMut(&F) -> G) -> Change<G> {
        Change {
            retract: self.retract.iter().map(&mut form).collect(),
            record: self.record.iter().map(form).collect(),
        }
    }

    /// The same change of those facts that have the other form: the answered
    /// ones under their agent, say.
    pub fn filter_map<G>(&self, mut form: impl FnMut(&F) -> Option<G>) -> Change<G> {
        Change {
            retract: self.retract.iter().filter_map(&mut form).collect(),
            record: self.record.iter().filter_map(form).collect(),
        }
    }
}

impl<F> Default for Change<F> {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}
