//! First response and resolution, by channel.

use support_kpi::summary::{DurationSummary, Percentile};

use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, count, or_none, roundest, spread};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(tickets) = &scorecard.measures.tickets else {
        return;
    };
    let (first_response, resolution, .., resolved) = tickets.all();
    let opened = resolved.of_opened().whole();

    let mut responses = vec![row("all channels", opened, first_response.waits())];
    let mut resolutions = vec![row("all channels", opened, resolution.times())];
    for (channel, (first_response, resolution, .., resolved)) in tickets.by_channel.iter() {
        let channel = scorecard.labels.shown(*channel);
        let opened = resolved.of_opened().whole();
        responses.push(row(&channel, opened, first_response.waits()));
        resolutions.push(row(&channel, opened, resolution.times()));
    }

    sheet.heading(
        "FIRST RESPONSE TIME · from the customer's first message to the first human reply",
    );
    let figures = [
        Figures("Mean"),
        Figures("Median"),
        Figures("p90"),
        Figures("p99"),
    ];
    let [mean, median, p90, p99] = figures;
    let head = |count| {
        [
            Words("Channel"),
            Figures("Tickets"),
            Figures(count),
            mean,
            median,
            p90,
            p99,
        ]
    };
    sheet.table(head("Answered"), responses);
    sheet.heading("RESOLUTION TIME · from the first message to the last resolution");
    sheet.table(head("Resolved"), resolutions);
    sheet.line(
        "A ticket without a reply, or not resolved, adds no time, and is no zero. The mean is exact; \
         median, p90 and p99 are round, and within 0.8 %.",
    );
}

fn row(channel: &str, opened: Option<u64>, times: &DurationSummary) -> [String; 7] {
    let [mean, median, p90] = spread(times);
    let count = |number: Option<u64>| number.map_or_else(|| NO_VALUE.to_string(), count);
    [
        channel.to_string(),
        count(opened),
        count(times.count()),
        mean,
        median,
        p90,
        or_none(times.percentile(Percentile::P99), roundest),
    ]
}
