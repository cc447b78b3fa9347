//! Goals as programs read them.

use serde::Serialize;
use support_kpi::kpi::GoalCertainty;

use super::super::folder::desk::Target;
use super::super::goals::{Figure, GoalLine, Unit, Verdict};
use super::super::scorecard::Scorecard;
use super::figures::{number, seconds};

#[derive(Debug, Serialize)]
pub(super) struct Goal<'a> {
    kpi: &'a str,
    /// Null is every channel together.
    channel: Option<String>,
    /// Times are seconds.
    at_most: Option<f64>,
    at_least: Option<f64>,
    unit: &'static str,
    actual: Option<f64>,
    verdict: &'static str,
    /// How far the actual figure is from the target, on the side of the verdict.
    by: Option<f64>,
    not_measured: Option<&'a str>,
    /// At 95 %: "reached_for_sure", "perhaps" or "not_reached"; null where the
    /// figure has no interval.
    certainty: Option<GoalCertainty>,
}

pub(super) fn all(scorecard: &Scorecard) -> Vec<Goal<'_>> {
    let goals = scorecard.goals.iter();
    goals.map(|goal| Goal::of(goal, scorecard)).collect()
}

impl<'a> Goal<'a> {
    fn of(goal: &'a GoalLine, scorecard: &Scorecard) -> Self {
        let (at_most, at_least) = match goal.target {
            Target::AtMost(bound) => (Some(number(bound)), None),
            Target::AtLeast(bound) => (None, Some(number(bound))),
        };
        let (verdict, actual, by, not_measured) = match &goal.verdict {
            Verdict::Reached { actual, by } => ("reached", Some(*actual), Some(*by), None),
            Verdict::Missed { actual, by } => ("missed", Some(*actual), Some(*by), None),
            Verdict::AtTheLimit { actual } => ("at_the_limit", Some(*actual), None, None),
            Verdict::NotMeasured { why } => ("not_measured", None, None, Some(why.as_str())),
        };
        Self {
            kpi: &goal.kpi,
            channel: goal.channel.map(|channel| scorecard.labels.key(channel)),
            at_most,
            at_least,
            unit: match goal.unit {
                Unit::Seconds => "seconds",
                Unit::Percent => "percent",
                Unit::Points => "points",
            },
            actual: actual.map(figure),
            verdict,
            by: by.map(figure),
            not_measured,
            certainty: goal.certainty,
        }
    }
}

fn figure(figure: Figure) -> f64 {
    match figure {
        Figure::Time(time) => seconds(time),
        Figure::Between(ends) => seconds(ends.middle()),
        Figure::Number(value) => number(value),
    }
}
