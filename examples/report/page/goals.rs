//! Goals against what was measured.

use rust_decimal::Decimal;

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
}

fn row(goal: &GoalLine, scorecard: &Scorecard) -> [String; 5] {
    let show = |figure: &Figure| shown(*figure, goal.unit);
    let (actual, result) = match &goal.verdict {
        Verdict::Reached { actual, by } => (
            show(actual),
            format!("reached, {} to spare", distance(*by, goal.unit)),
        ),
        Verdict::Missed { actual, by } => (
            show(actual),
            format!("missed by {}", distance(*by, goal.unit)),
        ),
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
