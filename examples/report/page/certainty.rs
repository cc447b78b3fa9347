//! How sure the figures are: between what the true ones lie.

use std::time::Duration;

use support_kpi::Channel;
use support_kpi::inference::Interval;
use support_kpi::summary::{DurationSummary, Ratio};

use super::super::goals::CONFIDENCE;
use super::super::scorecard::Scorecard;
use super::shares;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{GLUE, NO_VALUE, or_none};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let channels = shares::channels(scorecard).into_iter().map(Some);
    let rows: Vec<[String; 7]> = std::iter::once(None)
        .chain(channels)
        .map(|channel| row(scorecard, channel))
        .filter(|row| row.iter().skip(1).any(|cell| cell != NO_VALUE))
        .collect();
    if rows.is_empty() {
        return;
    }
    sheet.heading("HOW SURE · between what the true figures lie, in 95 cases of 100");
    sheet.table(
        [
            Words("Channel"),
            Figures("First response"),
            Figures("Resolution"),
            Figures("One-touch"),
            Figures("Self-service"),
            Figures("Abandoned"),
            Figures("Satisfied"),
        ],
        rows,
    );
    sheet.line(
        "Times are means. The wider, the less is known: two figures whose ranges overlap may well \
         be the same. Nothing stands where too little was counted to tell.",
    );
}

fn row(scorecard: &Scorecard, channel: Option<Channel>) -> [String; 7] {
    let measures = &scorecard.measures;
    let none = || NO_VALUE.to_string();
    let [first_response, resolution, one_touch, self_service] = match measures.tickets(channel) {
        Some((first_response, resolution, one_touch, self_service, ..)) => [
            mean(first_response.waits()),
            mean(resolution.times()),
            share(one_touch.of_all()),
            share(self_service.of_all()),
        ],
        None => [none(), none(), none(), none()],
    };
    [
        channel.map_or_else(
            || "all channels".to_string(),
            |channel| scorecard.labels.shown(channel),
        ),
        first_response,
        resolution,
        one_touch,
        self_service,
        measures
            .contacts(channel)
            .map_or_else(none, |(abandonment, _)| {
                share(abandonment.before_solution())
            }),
        measures
            .satisfaction(channel)
            .map_or_else(none, |(satisfaction, _)| share(satisfaction.satisfied())),
    ]
}

fn mean(times: &DurationSummary) -> String {
    or_none(times.mean_interval(CONFIDENCE), |interval| {
        let [low, high] = [interval.low(), interval.high()].map(Duration::from_secs_f64);
        times_between(low, high)
    })
}

/// "44–49 %".
pub(super) fn share(ratio: Ratio) -> String {
    or_none(ratio.interval(CONFIDENCE), |interval| {
        format!("{}{GLUE}%", percents(&interval))
    })
}

/// The interval of a share in whole percents; tenths where those would be one.
fn percents(interval: &Interval) -> String {
    let [low, high] = [interval.low(), interval.high()].map(|end| 100.0 * end);
    let digits = usize::from(high - low < 2.0);
    format!("{low:.digits$}–{high:.digits$}")
}

/// "9.4–10.9 h": in the greatest unit of which the upper end has one.
fn times_between(low: Duration, high: Duration) -> String {
    let units = [(86_400.0, "d"), (3_600.0, "h"), (60.0, "min"), (1.0, "s")];
    let (high, low) = (high.as_secs_f64(), low.as_secs_f64());
    let fits = |(length, _): &(f64, &str)| high >= 2.0 * length;
    let (length, unit) = units.into_iter().find(fits).unwrap_or((1.0, "s"));
    let digits = usize::from(high / length < 20.0);
    let (low, high) = (low / length, high / length);
    format!("{low:.digits$}–{high:.digits$}{GLUE}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_share_the_unit_of_the_upper_end() {
        let between = |low: u64, high: u64| {
            let text = times_between(Duration::from_secs(low), Duration::from_secs(high));
            text.replace(GLUE, " ")
        };
        assert_eq!(between(33_840, 39_240), "9.4–10.9 h");
        assert_eq!(between(77, 92), "77–92 s");
        assert_eq!(between(600, 1_260), "10–21 min");
        assert_eq!(between(0, 0), "0.0–0.0 s");
        assert_eq!(between(86_400, 864_000), "1.0–10.0 d");
    }
}
