//! Judging at both ends of an interval.

use std::cmp::Ordering;

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::best_allowed;
use super::{Certainty, Judgement, Level, LevelRange, NotMeasured, Policy, ends};

/// Whether a criterion is met at the better and at the worse end.
pub(super) type AtEnds = [bool; 2];

/// Whether a criterion is met at the ends of the share that was found; where
/// none was, as it is.
pub(super) fn at_ends(criterion: &Criterion, asked: Certainty) -> AtEnds {
    let as_it_is = [
        criterion.fulfilment != Fulfilment::Missed,
        criterion.fulfilment == Fulfilment::Met,
    ];
    let Found::Share(ratio) = criterion.found else {
        return as_it_is;
    };
    let against = |threshold| ends::share(ratio, threshold, asked);
    let found = match criterion.condition {
        Condition::ShareWithin { at_least, .. } | Condition::ConsistentScores { at_least, .. } => {
            against(at_least).map(|ends| rising(ends, Ordering::is_ge))
        }
        Condition::MostScores { over, .. } | Condition::SelfServiceRate { over } => {
            against(over).map(|ends| rising(ends, Ordering::is_gt))
        }
        // The lower the better: the lower end is the better one.
        Condition::Abandonment { below } => against(below).map(|ends| ends.map(Ordering::is_lt)),
        _ => None,
    };
    found.unwrap_or(as_it_is)
}

/// The higher the better: the upper end is the better one.
pub(super) fn rising([low, high]: [Ordering; 2], is_met: fn(Ordering) -> bool) -> AtEnds {
    [is_met(high), is_met(low)]
}

/// The best levels that criteria allow at the better and at the worse end.
pub(super) fn levels_at_ends<'c>(
    criteria: &(impl Iterator<Item = &'c Criterion> + Clone),
    met: impl Fn(&Criterion) -> AtEnds,
) -> [Level; 2] {
    let at = |end: usize| {
        let met = criteria.clone().map(|criterion| {
            let met = met(criterion).into_iter().nth(end);
            (criterion.level, met.unwrap_or(false))
        });
        best_allowed(met)
    };
    [at(0), at(1)]
}

impl Policy {
    /// The judgement with the levels at both ends of its criteria, where the
    /// policy asks for certainty.
    pub(super) fn ranged(
        &self,
        judgement: Judgement,
        met: impl Fn(&Criterion, Certainty) -> AtEnds,
    ) -> Judgement {
        let Some(asked) = self.certainty() else {
            return judgement;
        };
        let criteria = judgement.criteria().iter();
        let [best, worst] = levels_at_ends(&criteria, |criterion| met(criterion, asked));
        let range = LevelRange::new(judgement.standing(), best, worst);
        judgement.with_range(range)
    }

    /// The judgement, unless its ends lie further apart than the policy allows.
    pub(super) fn sure_enough(&self, judgement: Judgement) -> Result<Judgement, NotMeasured> {
        let (Some(asked), Some(range)) = (self.certainty(), judgement.range()) else {
            return Ok(judgement);
        };
        let (best, worst) = (range.best(), range.worst());
        // Levels that no bound tells apart are one: 5 and 2, where only 3 and 2 have bounds.
        let mut bounds: Vec<Level> = judgement
            .criteria()
            .iter()
            .map(Criterion::level)
            .filter(|level| worst < *level && *level <= best)
            .collect();
        bounds.sort_unstable();
        bounds.dedup();
        if bounds.len() < usize::from(asked.most_levels()) {
            Ok(judgement)
        } else {
            Err(NotMeasured::NotEnoughData { best, worst })
        }
    }
}
