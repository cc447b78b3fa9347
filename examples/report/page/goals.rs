//! Goals against what was measured.

use rust_decimal::Decimal;
use support_kpi::kpi::GoalCertainty;

use super::super::folder::desk::Target;
use super::super::goals::{Figure, GoalLine, Unit, Verdict};
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, number, percent, roundest, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    if scorecard.goals.is_empty() {
        return;
    }
    sheet.heading("GOALS · declared in desk.json");
    let rows = scorecard.goals.iter().map(|goal| row(goal, scorecard));
    sheet.table(
        [
            Words("KPI"),
            Words("Channel"),
            Words("Goal"),
            Figures("Actual"),
            Words("Result"),
        ],
        rows.collect(),
    );
    if scorecard.goals.iter().any(|goal| goal.certainty.is_some()) {
        sheet.line(
            "For sure: so it is at both ends of what the true figure may be, in 95 cases of 100; \
             perhaps: at one of them.",
        );
    }
}

fn row(goal: &GoalLine, scorecard: &Scorecard) -> [String; 5] {
    let show = |figure: &Figure| shown(*figure, goal.unit);
    let (actual, result) = match &goal.verdict {
        Verdict::Reached { actual, by } => {
            let reached = match goal.certainty {
                Some(GoalCertainty::ReachedForSure) => "reached for sure",
                Some(GoalCertainty::Perhaps) => "perhaps reached",
                _ => "reached",
            };
            let by = distance(*by, goal.unit);
            let text = match goal.certainty {
                Some(_) => format!("{reached}, by {by}"),
                None => format!("{reached}, {by} to spare"),
            };
            (show(actual), text)
        }
        Verdict::Missed { actual, by } => {
            let missed = match goal.certainty {
                Some(GoalCertainty::NotReached) => "missed for sure, by",
                Some(GoalCertainty::Perhaps) => "perhaps missed, by",
                _ => "missed by",
            };
            let by = distance(*by, goal.unit);
            (show(actual), format!("{missed} {by}"))
        }
        Verdict::AtTheLimit { actual } => (
            show(actual),
            "at the limit: within 0.8 % of the goal, on either side".to_string(),
        ),
        Verdict::NotMeasured { why } => (NO_VALUE.to_string(), format!("not measured: {why}")),
    };
    [
        goal.kpi.replace('_', " "),
        goal.channel.map_or_else(
            || "all".to_string(),
            |channel| scorecard.labels.shown(channel),
        ),
        target(goal),
        actual,
        result,
    ]
}

fn target(goal: &GoalLine) -> String {
    let (words, bound) = match goal.target {
        Target::AtMost(bound) => ("at most", bound),
        Target::AtLeast(bound) => ("at least", bound),
    };
    let figure = match (goal.unit, super::super::goals::time_of(bound)) {
        (Unit::Seconds, Some(time)) => Figure::Time(time),
        _ => Figure::Number(bound),
    };
    format!("{words} {}", shown(figure, goal.unit))
}

fn shown(figure: Figure, unit: Unit) -> String {
    match (figure, unit) {
        (Figure::Time(length), _) => time(length),
        (Figure::Between(ends), _) => roundest(ends),
        (Figure::Number(value), Unit::Percent) => percent(value),
        (Figure::Number(value), Unit::Seconds | Unit::Points) => number(value, decimals(value)),
    }
}

/// How far apart two figures are: percentages by points.
fn distance(figure: Figure, unit: Unit) -> String {
    match (figure, unit) {
        (Figure::Time(length), _) => time(length),
        (Figure::Between(ends), _) => roundest(ends),
        (Figure::Number(value), Unit::Percent) => format!("{} points", number(value, 1)),
        (Figure::Number(value), Unit::Seconds | Unit::Points) => number(value, decimals(value)),
    }
}

/// One decimal for scores with many, none for whole ones.
fn decimals(value: Decimal) -> u32 {
    value.normalize().scale().min(1)
}
