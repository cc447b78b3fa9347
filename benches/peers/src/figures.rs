//! What the full set says of the rows, for the others to agree with.

use serde_json::{Value, json};
use support_kpi::Calculator as _;
use support_kpi::breakdown::By;
use support_kpi::summary::Percentile;

use crate::Outcome;
use crate::column_files::channel_code;
use crate::full_set::{Columns, Figures, FullSet};
use crate::shop::Row;

/// The percentiles that are compared.
pub const PERCENTILES: [Percentile; 3] = [Percentile::P50, Percentile::P90, Percentile::P99];

/// Overall, by channel, and by agent and channel; groups in the order of their keys.
pub fn of_rows(rows: &[Row]) -> Outcome<Value> {
    let mut overall = FullSet::default();
    overall.record_slice(rows);

    // Through the codes that the others group by, so that keys are the same.
    let mut by_channel = By::<u8, FullSet>::default();
    let mut by_group = By::<(u16, u8), FullSet>::default();
    for row in rows {
        let channel = channel_code(row)?;
        by_channel.group(&channel).record(row);
        by_group.group(&(row.agent, channel)).record(row);
    }
    // The timed cases count in bulk: that has to be the same.
    let mut in_bulk = By::<(u16, support_kpi::Channel), FullSet>::default();
    in_bulk.record_by(rows, Row::group);
    let by_one = rows.iter().fold(
        By::<(u16, support_kpi::Channel), FullSet>::default(),
        |mut sets, row| {
            sets.group(&row.group()).record(row);
            sets
        },
    );
    if in_bulk != by_one || by_channel.total() != overall || by_group.total() != overall {
        return Err("counted in bulk, the states are not the same".into());
    }
    // What the others agree with below are the figures from rows.
    let from_columns = Figures::of_columns(&Columns::of(rows).count()?);
    if from_columns != Figures::of(&overall) {
        return Err(
            format!("counted from columns, the figures are others: {from_columns:?}").into(),
        );
    }

    let by_channel: Vec<Value> = by_channel
        .iter()
        .map(|(channel, set)| json!({ "key": [channel], "figures": of_set(set) }))
        .collect();
    let by_group: Vec<Value> = by_group
        .iter()
        .map(|((agent, channel), set)| json!({ "key": [agent, channel], "figures": of_set(set) }))
        .collect();
    Ok(json!({
        "overall": [{ "key": [], "figures": of_set(&overall) }],
        "channel": by_channel,
        "groups": by_group,
    }))
}

/// Counts, means in milliseconds, rates in percent, and the two bounds and the
/// middle of each percentile in milliseconds.
fn of_set(set: &FullSet) -> Value {
    let figures = Figures::of(set);
    let (tickets, _, answers) = set;
    let (first_response, _, resolution, _, _) = &**tickets;
    let milliseconds = |time: Option<f64>| time.map(|nanoseconds| nanoseconds / 1e6);
    let brackets = |times: &support_kpi::summary::DurationSummary| -> Vec<Option<[f64; 2]>> {
        let bounds = |p| {
            let bracket = times.percentile(p)?;
            Some([bracket.at_least(), bracket.at_most()].map(|time| time.as_secs_f64() * 1e3))
        };
        PERCENTILES.map(bounds).to_vec()
    };
    json!({
        "tickets": figures.tickets,
        "first_responses": first_response.count(),
        "resolutions": resolution.count(),
        "answers": answers.answers(),
        "first_response_mean": milliseconds(figures.first_response_mean),
        "response_mean": milliseconds(figures.response_mean),
        "resolution_mean": milliseconds(figures.resolution_mean),
        "one_touch": figures.one_touch,
        "self_service": figures.self_service,
        "abandonment": figures.abandonment,
        "csat": figures.csat,
        "first_response": figures.first_response.map(milliseconds),
        "resolution": figures.resolution.map(milliseconds),
        "first_response_bounds": brackets(first_response.waits()),
        "resolution_bounds": brackets(resolution.times()),
    })
}
