//! The judgement of a measured time, which response and resolution share.

use std::time::Duration;

use rust_decimal::Decimal;

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::{Judgement, Subject, best_allowed};
use super::measurement::{ExactTime, Reading};
use super::ranging::{at_ends, levels_at_ends};
use super::threshold::compare;
use super::{
    Bound, GapPolicy, Level, LevelRange, Measurement, NotMeasured, Policy, Rate, Reach, Standing,
    Statistic,
};
use crate::summary::Ratio;

/// The bounds of one channel under a policy, ready to judge.
pub(super) struct Timing<'a> {
    policy: &'a Policy,
    subject: Subject,
    bounds: &'a [Bound],
}

/// A criterion that can only hold a level down, and how many it rests on.
struct Cap {
    criterion: Criterion,
    evidence: Option<u64>,
}

impl<'a> Timing<'a> {
    pub(super) const fn new(policy: &'a Policy, subject: Subject, bounds: &'a [Bound]) -> Self {
        Self {
            policy,
            subject,
            bounds,
        }
    }

    /// Judges one time, taken at its word.
    pub(super) fn of_time(&self, time: Duration, abandonment: Option<Rate>) -> Judgement {
        let caps = self.abandonment_cap(abandonment).into_iter().collect();
        self.of_pair(None, time.into(), time.into(), None, caps)
    }

    /// Judges a measurement with its evidence.
    pub(super) fn of_measurement(
        &self,
        measurement: &Measurement,
        abandonment: Option<Rate>,
    ) -> Result<Judgement, NotMeasured> {
        let mut caps = self.forgotten_caps(measurement)?;
        caps.extend(self.abandonment_cap(abandonment));
        let reading = self.reading(measurement);
        let reason = match (reading, self.policy.statistic()) {
            (
                Ok(Reading::Time {
                    statistic,
                    at_least,
                    at_most,
                }),
                asked,
            ) if statistic.is(asked) => {
                let count = Some(measurement.count());
                let pair = [*at_least, *at_most];
                let range = self.levels_of_pair(pair, measurement, &caps);
                let judgement = self.of_pair(Some(asked), *at_least, *at_most, count, caps);
                return self.policy.sure_enough(match range {
                    Some([best, worst]) => {
                        let range = LevelRange::new(judgement.standing(), best, worst);
                        judgement.with_range(range)
                    }
                    None => judgement,
                });
            }
            (Ok(Reading::Shares(shares)), Statistic::ShareWithin(least)) => {
                return self.of_shares(shares, least, measurement, caps);
            }
            (Ok(Reading::Time { statistic, .. }), asked) => NotMeasured::OtherStatistic {
                expected: asked.to_string(),
                found: statistic.named().to_string(),
            },
            (Ok(Reading::Shares(_)), asked) => NotMeasured::OtherStatistic {
                expected: asked.to_string(),
                found: "shares within bounds".to_owned(),
            },
            (Err(reason), _) => reason,
        };
        self.of_caps_alone(caps).ok_or(reason)
    }

    /// What was measured, if there is enough of it.
    fn reading<'m>(&self, measurement: &'m Measurement) -> Result<&'m Reading, NotMeasured> {
        let reading = measurement.reading().ok_or(NotMeasured::NothingCounted)?;
        self.policy.enough(measurement.count())?;
        Ok(reading)
    }

    /// The judgement where no time was measured, and yet nothing that could
    /// be measured would lift it over level 1.
    fn of_caps_alone(&self, caps: Vec<Cap>) -> Option<Judgement> {
        let decisive = caps.iter().find(|cap| {
            cap.criterion.level == Level::BelowAverage
                && cap.criterion.fulfilment == Fulfilment::Missed
                && cap
                    .evidence
                    .is_none_or(|count| count >= self.policy.minimum_count())
                && self.is_missed_for_sure(&cap.criterion)
        })?;
        let (found, count) = (decisive.criterion.found.clone(), decisive.evidence);
        let criteria = caps.into_iter().map(|cap| cap.criterion).collect();
        let standing = Standing::At(Level::Unacceptable);
        let judgement = Judgement::new(self.subject, found, count, standing, criteria);
        Some(match self.policy.certainty() {
            Some(_) => judgement.with_range(LevelRange::sure(standing)),
            None => judgement,
        })
    }

    /// Whether a criterion that is missed is so at both ends, where certainty is asked for.
    fn is_missed_for_sure(&self, criterion: &Criterion) -> bool {
        let at_ends = self
            .policy
            .certainty()
            .map(|asked| at_ends(criterion, asked));
        at_ends.is_none_or(|[at_best, _]| !at_best)
    }

    /// The levels at both ends of the interval of a time, or of the time itself
    /// where that is taken at its word; `None` where none are asked for.
    fn levels_of_pair(
        &self,
        pair: [ExactTime; 2],
        measurement: &Measurement,
        caps: &[Cap],
    ) -> Option<[Level; 2]> {
        let asked = self.policy.certainty()?;
        let [shortest, longest] = measurement.at_ends(asked).unwrap_or(pair);
        let criteria = caps.iter().map(|cap| &cap.criterion);
        let [best, worst] = levels_at_ends(&criteria, |criterion| at_ends(criterion, asked));
        Some([
            self.standing_of(shortest).best().min(best),
            self.standing_of(longest).worst().min(worst),
        ])
    }

    /// Judges a time that is known as a pair of ends: the same function at both.
    fn of_pair(
        &self,
        statistic: Option<Statistic>,
        at_least: ExactTime,
        at_most: ExactTime,
        count: Option<u64>,
        caps: Vec<Cap>,
    ) -> Judgement {
        let cap = capped_level(&caps);
        let at = |time| {
            let standing = self.standing_of(time);
            Standing::weakest([standing, Standing::At(cap)]).unwrap_or(standing)
        };
        let standing = Standing::spanning(at(at_least), at(at_most));
        let found = Found::Time {
            statistic,
            at_least: at_least.rounded_down(),
            at_most: at_most.rounded_up(),
        };
        let criteria = self.bounds.iter().map(|bound| {
            let reach = self.policy.reach(bound);
            let ends = [at_least, at_most].map(|end| reach.admits_exactly(end));
            Criterion {
                level: bound.level(),
                condition: Condition::Time(reach),
                found: found.clone(),
                fulfilment: match ends {
                    [_, true] => Fulfilment::Met,
                    [true, false] => Fulfilment::AtTheLimit,
                    [false, false] => Fulfilment::Missed,
                },
                basis: bound.basis(),
            }
        });
        let criteria = criteria
            .chain(caps.into_iter().map(|cap| cap.criterion))
            .collect();
        Judgement::new(self.subject, found, count, standing, criteria)
    }

    /// Where one time stands by the bounds alone.
    fn standing_of(&self, time: ExactTime) -> Standing {
        let admits = |bound: &Bound| self.policy.reach(bound).admits_exactly(time);
        let level = best_allowed(
            self.bounds
                .iter()
                .map(|bound| (bound.level(), admits(bound))),
        );
        let before_lower_end = self
            .bounds
            .iter()
            .find(|bound| bound.level() == level)
            .and_then(Bound::lower_end)
            .is_some_and(|from| time < ExactTime::from(from));
        match (self.policy.gap(), level.above()) {
            (GapPolicy::Strict, Some(better)) if before_lower_end => Standing::Between {
                better,
                worse: level,
            },
            _ => Standing::At(level),
        }
    }

    /// Judges the shares within each bound; who waits beyond it is not within.
    fn of_shares(
        &self,
        shares: &[(Duration, Ratio)],
        least: Decimal,
        measurement: &Measurement,
        caps: Vec<Cap>,
    ) -> Result<Judgement, NotMeasured> {
        let mut criteria = Vec::with_capacity(self.bounds.len());
        for bound in self.bounds {
            let reach = self.policy.reach(bound);
            let (_, ratio) = shares
                .iter()
                .find(|(end, _)| *end == reach.end())
                .ok_or(NotMeasured::NotCountedAt { bound: reach })?;
            let (part, whole) = ratio
                .part()
                .zip(ratio.whole())
                .ok_or(NotMeasured::Unsettled)?;
            let beyond = forgotten(measurement, reach)?;
            let all = whole.checked_add(beyond).ok_or(NotMeasured::Unsettled)?;
            criteria.push(Criterion {
                level: bound.level(),
                condition: Condition::ShareWithin {
                    within: reach,
                    at_least: least,
                },
                found: Found::Share(settled(part, all)?),
                fulfilment: Fulfilment::of(
                    compare(u128::from(part), u128::from(all), least).is_ge(),
                ),
                basis: bound.basis(),
            });
        }
        criteria.extend(caps.into_iter().map(|cap| cap.criterion));
        let level = best_allowed(
            criteria
                .iter()
                .map(|criterion| (criterion.level, criterion.fulfilment == Fulfilment::Met)),
        );
        // The share that decides: the one that is missed at the next level, or the best one met.
        let decisive = criteria
            .iter()
            .filter(|criterion| !criterion.condition.is_cap())
            .filter(|criterion| level.above().is_none_or(|next| criterion.level <= next))
            .max_by_key(|criterion| criterion.level);
        let found = decisive.map_or(Found::Nothing, |criterion| criterion.found.clone());
        let count = Some(measurement.count());
        let standing = Standing::At(level);
        let judgement = Judgement::new(self.subject, found, count, standing, criteria);
        self.policy
            .sure_enough(self.policy.ranged(judgement, at_ends))
    }

    /// Nobody is forgotten: for each bound, how many have no answer beyond it.
    fn forgotten_caps(&self, measurement: &Measurement) -> Result<Vec<Cap>, NotMeasured> {
        if measurement.unanswered().total() == 0 && measurement.abandoned().total() == 0 {
            return Ok(Vec::new());
        }
        let most = self.policy.forgotten();
        let cap = |bound: &Bound| {
            let reach = self.policy.reach(bound);
            let beyond = forgotten(measurement, reach)?;
            let all = measurement
                .count()
                .checked_add(beyond)
                .ok_or(NotMeasured::Unsettled)?;
            let is_borne = compare(u128::from(beyond), u128::from(all), most.value()).is_le();
            Ok(Cap {
                criterion: Criterion {
                    level: bound.level(),
                    condition: Condition::Forgotten {
                        beyond: reach,
                        at_most: most.value(),
                    },
                    found: Found::Share(settled(beyond, all)?),
                    fulfilment: Fulfilment::of(is_borne),
                    basis: most.basis(),
                },
                evidence: Some(all),
            })
        };
        self.bounds.iter().map(cap).collect()
    }

    /// A high abandonment rate is level 1; none where the rate is not known,
    /// or has too little evidence.
    fn abandonment_cap(&self, rate: Option<Rate>) -> Option<Cap> {
        let rate = rate.filter(|rate| rate.has_counted(self.policy.minimum_count()))?;
        let below = self.policy.abandonment();
        let order = rate.compare(below.value())?;
        Some(Cap {
            criterion: Criterion {
                level: Level::BelowAverage,
                condition: Condition::Abandonment {
                    below: below.value(),
                },
                found: rate.found(),
                fulfilment: Fulfilment::of(order.is_lt()),
                basis: below.basis(),
            },
            evidence: rate.count(),
        })
    }
}

/// How many have no answer beyond a bound.
fn forgotten(measurement: &Measurement, reach: Reach) -> Result<u64, NotMeasured> {
    let unknown = NotMeasured::NotCountedAt { bound: reach };
    let unanswered = measurement.unanswered().beyond(reach);
    let abandoned = measurement.abandoned().beyond(reach);
    let (unanswered, abandoned) = unanswered.zip(abandoned).ok_or(unknown)?;
    unanswered
        .checked_add(abandoned)
        .ok_or(NotMeasured::Unsettled)
}

/// The best level that the caps allow.
fn capped_level(caps: &[Cap]) -> Level {
    best_allowed(caps.iter().map(|cap| {
        let criterion = &cap.criterion;
        (criterion.level, criterion.fulfilment == Fulfilment::Met)
    }))
}

/// The ratio of counts that fit.
fn settled(part: u64, whole: u64) -> Result<Ratio, NotMeasured> {
    match (i64::try_from(part), i64::try_from(whole)) {
        (Ok(part), Ok(whole)) => Ok(Ratio::of_counts(part, whole)),
        _ => Err(NotMeasured::Unsettled),
    }
}
