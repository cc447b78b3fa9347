//! The goals that the desk declares, against what was measured.

use std::time::Duration;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use support_kpi::Channel;
use support_kpi::inference::{Confidence, Interval, PromoterCounts};
use support_kpi::kpi::{Goal, GoalCertainty, GoalResult, Measure};
use support_kpi::summary::{Bracket, DurationSummary, Percentile, Ratio};

use super::folder::desk::{self, Target};
use super::measures::Measures;

/// A goal with what became of it.
#[derive(Debug)]
pub(super) struct GoalLine {
    pub(super) kpi: String,
    /// `None` is every channel together.
    pub(super) channel: Option<Channel>,
    pub(super) target: Target,
    pub(super) unit: Unit,
    pub(super) verdict: Verdict,
    /// `None` where the figure has no interval.
    pub(super) certainty: Option<GoalCertainty>,
}

/// What a figure is counted in, and its target with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Percent,
    /// Points of a scale.
    Points,
}

/// A figure in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figure {
    Time(Duration),
    /// A percentile from buckets.
    Between(Bracket),
    Number(Decimal),
}

/// What became of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Reached {
        actual: Figure,
        by: Figure,
    },
    Missed {
        actual: Figure,
        by: Figure,
    },
    /// The target lies between the two ends of a percentile from buckets.
    AtTheLimit {
        actual: Figure,
    },
    NotMeasured {
        why: String,
    },
}

/// What can be a goal: its name in `desk.json`, and its reading on a channel,
/// or on all of them.
struct Kpi {
    name: &'static str,
    unit: Unit,
    read: fn(&Measures, Option<Channel>) -> Option<Reading>,
}

enum Reading {
    Mean(DurationSummary, Duration),
    Between(DurationSummary, Percentile, Bracket),
    Share(Ratio, Decimal),
    Number(Decimal, Option<Interval>),
}

/// How sure goals and figures are told.
pub(super) const CONFIDENCE: Confidence = Confidence::P95;

const KPIS: [Kpi; 17] = [
    time("first_response_mean", |m, c| mean(m.tickets(c)?.0.waits())),
    time("first_response_median", |m, c| {
        between(m.tickets(c)?.0.waits(), Percentile::P50)
    }),
    time("first_response_p90", |m, c| {
        between(m.tickets(c)?.0.waits(), Percentile::P90)
    }),
    time("resolution_mean", |m, c| mean(m.tickets(c)?.1.times())),
    time("resolution_median", |m, c| {
        between(m.tickets(c)?.1.times(), Percentile::P50)
    }),
    time("resolution_p90", |m, c| {
        between(m.tickets(c)?.1.times(), Percentile::P90)
    }),
    percent("one_touch", |m, c| share(m.tickets(c)?.2.of_all())),
    percent("self_service", |m, c| share(m.tickets(c)?.3.of_all())),
    percent("reopened", |m, c| share(m.tickets(c)?.4.of_ever_resolved())),
    percent("resolution_rate", |m, c| share(m.tickets(c)?.5.of_opened())),
    percent("abandonment", |m, c| {
        share(m.contacts(c)?.0.before_solution())
    }),
    percent("abandoned_waiting", |m, c| {
        share(m.contacts(c)?.0.before_answer())
    }),
    time("handle_time_mean", |m, c| mean(m.contacts(c)?.1.total())),
    percent("csat", |m, c| share(m.satisfaction(c)?.0.satisfied())),
    percent("survey_response", |m, c| {
        share(m.satisfaction(c)?.1.answered())
    }),
    points("csat_mean", |m, c| {
        let (satisfaction, _) = m.satisfaction(c)?;
        let interval = satisfaction.scores().mean_interval(CONFIDENCE);
        Some(Reading::Number(satisfaction.mean()?, interval))
    }),
    points("nps", nps),
];

const fn time(name: &'static str, read: fn(&Measures, Option<Channel>) -> Option<Reading>) -> Kpi {
    Kpi {
        name,
        unit: Unit::Seconds,
        read,
    }
}

const fn percent(
    name: &'static str,
    read: fn(&Measures, Option<Channel>) -> Option<Reading>,
) -> Kpi {
    Kpi {
        name,
        unit: Unit::Percent,
        read,
    }
}

const fn points(
    name: &'static str,
    read: fn(&Measures, Option<Channel>) -> Option<Reading>,
) -> Kpi {
    Kpi {
        name,
        unit: Unit::Points,
        read,
    }
}

fn mean(times: &DurationSummary) -> Option<Reading> {
    Some(Reading::Mean(times.clone(), times.mean()?))
}

fn between(times: &DurationSummary, percentile: Percentile) -> Option<Reading> {
    let ends = times.percentile(percentile)?;
    Some(Reading::Between(times.clone(), percentile, ends))
}

fn share(ratio: Ratio) -> Option<Reading> {
    Some(Reading::Share(ratio, ratio.percent()?))
}

/// The score of the desk: customers are asked about the shop, not a channel.
fn nps(measures: &Measures, channel: Option<Channel>) -> Option<Reading> {
    let surveys = measures.surveys.as_ref().filter(|_| channel.is_none())?;
    let (nps, _) = &surveys.recommendation;
    let counts = PromoterCounts::of_scores(nps.scores()).ok()?;
    Some(Reading::Number(
        nps.score()?,
        Some(counts.interval(CONFIDENCE)),
    ))
}

/// Judges each goal by what was measured.
pub(super) fn judged(goals: &[desk::Goal], measures: &Measures) -> Vec<GoalLine> {
    goals.iter().map(|goal| judge(goal, measures)).collect()
}

fn judge(goal: &desk::Goal, measures: &Measures) -> GoalLine {
    let known = KPIS.iter().find(|kpi| kpi.name == goal.kpi);
    let (verdict, certainty) = match known {
        None => {
            let why = format!("no goal has this name; known are {}", names());
            (not_measured(why), None)
        }
        Some(kpi) => match (kpi.read)(measures, goal.channel) {
            None => (not_measured("nothing was counted".to_string()), None),
            Some(reading) => (
                by_reading(goal.target, &reading),
                certainty(goal.target, &reading),
            ),
        },
    };
    GoalLine {
        kpi: goal.kpi.clone(),
        channel: goal.channel,
        target: goal.target,
        unit: known.map_or(Unit::Points, |kpi| kpi.unit),
        verdict,
        certainty,
    }
}

fn names() -> String {
    KPIS.map(|kpi| kpi.name).join(", ")
}

const fn not_measured(why: String) -> Verdict {
    Verdict::NotMeasured { why }
}

fn by_reading(target: Target, reading: &Reading) -> Verdict {
    let by_time = |judged: &dyn Fn(Goal<Duration>) -> Verdict| {
        time_goal(target).map_or_else(|| not_measured("its target is no time".to_string()), judged)
    };
    match reading {
        Reading::Number(value, _) | Reading::Share(_, value) => {
            judge_value(number_goal(target), *value, Figure::Number)
        }
        Reading::Mean(_, mean) => by_time(&|goal| judge_value(goal, *mean, Figure::Time)),
        Reading::Between(_, _, ends) => by_time(&|goal| judge_percentile(goal, *ends)),
    }
}

/// Whether the goal is reached for sure, perhaps, or not.
fn certainty(target: Target, reading: &Reading) -> Option<GoalCertainty> {
    match reading {
        Reading::Number(_, interval) => {
            Some(number_goal(target).certainty_within(interval.as_ref()?))
        }
        Reading::Share(share, _) => number_goal(target).certainty_of_percent(share, CONFIDENCE),
        Reading::Mean(times, _) => time_goal(target)?.certainty_of_mean(times, CONFIDENCE),
        Reading::Between(times, percentile, _) => {
            time_goal(target)?.certainty_of_percentile(times, *percentile, CONFIDENCE)
        }
    }
}

/// Judges by both ends, and says how far by the middle.
fn judge_percentile(goal: Goal<Duration>, ends: Bracket) -> Verdict {
    let actual = Figure::Between(ends);
    if goal.is_reached_by(ends.at_least()) != goal.is_reached_by(ends.at_most()) {
        return Verdict::AtTheLimit { actual };
    }
    match judge_value(goal, ends.middle(), Figure::Time) {
        Verdict::Reached { by, .. } => Verdict::Reached { actual, by },
        Verdict::Missed { by, .. } => Verdict::Missed { actual, by },
        other => other,
    }
}

fn judge_value<V: Measure>(goal: Goal<V>, value: V, figure: fn(V) -> Figure) -> Verdict {
    let actual = figure(value);
    match goal.judge(Some(value)) {
        GoalResult::Reached { by: Some(by) } => Verdict::Reached {
            actual,
            by: figure(by),
        },
        GoalResult::Missed { by: Some(by) } => Verdict::Missed {
            actual,
            by: figure(by),
        },
        _ => not_measured("it is too far from its target to say".to_string()),
    }
}

const fn number_goal(target: Target) -> Goal<Decimal> {
    match target {
        Target::AtMost(bound) => Goal::AtMost(bound),
        Target::AtLeast(bound) => Goal::AtLeast(bound),
    }
}

/// The goal in time; `None` where its seconds are no time.
fn time_goal(target: Target) -> Option<Goal<Duration>> {
    Some(match target {
        Target::AtMost(bound) => Goal::AtMost(time_of(bound)?),
        Target::AtLeast(bound) => Goal::AtLeast(time_of(bound)?),
    })
}

/// Seconds as a time; `None` where they are negative or over 584 years.
pub(super) fn time_of(seconds: Decimal) -> Option<Duration> {
    let nanoseconds = seconds.checked_mul(Decimal::from(1_000_000_000))?;
    Some(Duration::from_nanos(nanoseconds.to_u64()?))
}
