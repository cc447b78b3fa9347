//! The scorecard for programs.
//!
//! A time is `{count, mean_s, p50_s, p90_s, p99_s}`, a share `{part, whole,
//! percent}`, both with their intervals at 95 %; what was not counted is null. Channels stand under their word in
//! the layout, or their own name.

mod agents;
mod contacts;
pub(crate) mod conversations;
mod figures;
mod goals;
mod hours;
mod months;
mod purchases;
mod surveys;
mod tickets;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use support_kpi::level::Assessment;

use self::agents::Agent;
use self::contacts::Interactions;
use self::conversations::Conversations;
use self::goals::Goal;
use self::hours::{Hours, OutOfHours};
use self::months::Month;
use self::purchases::Purchases;
use self::surveys::Surveys;
use self::tickets::Tickets;
use super::not_measured::{self, NotMeasured};
use super::scorecard::Scorecard;

#[derive(Debug, Serialize)]
struct Report<'a> {
    head: Head<'a>,
    /// By file: input = counted + rejected.
    rows: BTreeMap<&'static str, Rows>,
    /// The rows that parse and cannot be.
    rejected: Vec<Rejected<'a>>,
    tickets: Option<Tickets>,
    conversations: Option<Conversations>,
    interactions: Option<Interactions>,
    surveys: Option<Surveys>,
    purchases: Option<Purchases>,
    agents: BTreeMap<&'a str, Agent>,
    months: Vec<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    out_of_hours: Option<OutOfHours>,
    goals: Vec<Goal<'a>>,
    level: &'a Assessment,
    not_measured: Vec<NotMeasured>,
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    folder: &'a str,
    first: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    as_of: Option<DateTime<Utc>>,
    time_zone: &'a str,
    time_zone_is_declared: bool,
    clock: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours<'a>>,
    tickets_counted_by: &'static str,
    policy: &'static str,
    /// The names of the folder's own channels, by what the level calls them.
    channel_names: BTreeMap<String, String>,
    /// Files that are not of the layout, and were not read.
    ignored: &'a [String],
}

#[derive(Debug, Serialize)]
struct Rows {
    input: usize,
    counted: usize,
    rejected: usize,
}

#[derive(Debug, Serialize)]
struct Rejected<'a> {
    file: &'static str,
    line: u64,
    reason: &'a str,
}

/// The JSON, with a line feed at its end.
pub(super) fn text(scorecard: &Scorecard) -> Result<String, String> {
    let text = serde_json::to_string_pretty(&Report::of(scorecard));
    text.map(|text| text + "\n")
        .map_err(|fault| format!("the report cannot be written as JSON: {fault}"))
}

impl<'a> Report<'a> {
    fn of(scorecard: &'a Scorecard) -> Self {
        let files = &scorecard.files;
        Self {
            head: Head::of(scorecard),
            rows: files
                .iter()
                .map(|file| {
                    let rows = Rows {
                        input: file.input,
                        counted: file.counted,
                        rejected: file.rejected.len(),
                    };
                    (file.file, rows)
                })
                .collect(),
            rejected: files
                .iter()
                .flat_map(|file| {
                    file.rejected.iter().map(|row| Rejected {
                        file: file.file,
                        line: row.line,
                        reason: &row.text,
                    })
                })
                .collect(),
            tickets: Tickets::of(scorecard),
            conversations: Conversations::of(scorecard),
            interactions: Interactions::of(scorecard),
            surveys: Surveys::of(scorecard),
            purchases: Purchases::of(scorecard),
            agents: agents::all(scorecard),
            months: months::all(scorecard),
            out_of_hours: OutOfHours::of(scorecard),
            goals: goals::all(scorecard),
            level: &scorecard.assessment,
            not_measured: not_measured::of(scorecard),
        }
    }
}

impl<'a> Head<'a> {
    fn of(scorecard: &'a Scorecard) -> Self {
        Self {
            folder: &scorecard.asked.name,
            first: scorecard.instants.map(|(first, _)| first),
            last: scorecard.instants.map(|(_, last)| last),
            as_of: scorecard.now.map(|now| now.at),
            time_zone: scorecard.zone.name(),
            time_zone_is_declared: scorecard.zone_is_declared,
            clock: match &scorecard.asked.hours {
                None => "around the clock",
                Some(_) => "opening hours",
            },
            hours: Hours::of(scorecard),
            tickets_counted_by: "opening",
            policy: if scorecard.asked.has_own_policy {
                "own"
            } else {
                "documented"
            },
            channel_names: scorecard.labels.own_names(),
            ignored: &scorecard.ignored,
        }
    }
}
