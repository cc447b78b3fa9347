//! The KPIs that are shares, of the desk and by channel.

use std::collections::BTreeSet;

use support_kpi::Channel;
use support_kpi::summary::Ratio;

use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, counts, share};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let measures = &scorecard.measures;
    let mut rows = Vec::new();
    if let Some((_, _, one_touch, self_service, reopened, resolved)) = measures.tickets(None) {
        rows.extend([
            row(
                "One-touch resolution",
                one_touch.of_all(),
                "resolved with exactly one reply, of all tickets",
            ),
            row(
                "… of the resolved",
                one_touch.of_resolved(),
                "the same, of the resolved tickets",
            ),
            row(
                "Self-service",
                self_service.of_all(),
                "resolved without any reply by an agent",
            ),
            row(
                "Resolution rate",
                resolved.of_opened(),
                "of the tickets opened",
            ),
            row(
                "Reopened",
                reopened.of_ever_resolved(),
                "of the tickets that were ever resolved",
            ),
        ]);
    }
    if let Some((abandonment, _)) = measures.contacts(None) {
        rows.extend([
            row(
                "Abandonment",
                abandonment.before_solution(),
                "left before the problem was solved",
            ),
            row(
                "… while waiting",
                abandonment.before_answer(),
                "left before anyone answered",
            ),
        ]);
    }
    // What has no value is listed under what is not measured.
    rows.retain(|[_, _, counts, _]| counts != NO_VALUE);
    if rows.is_empty() {
        return;
    }
    sheet.heading("SHARES");
    sheet.table(
        [
            Words("KPI"),
            Figures("Share"),
            Figures("Counts"),
            Words("What it is"),
        ],
        rows,
    );

    let channels = channels(scorecard);
    if channels.is_empty() {
        return;
    }
    let rows = channels
        .into_iter()
        .map(|channel| by_channel(scorecard, channel));
    sheet.gap();
    sheet.table(
        [
            Words("Channel"),
            Figures("One-touch"),
            Figures("Self-service"),
            Figures("Resolved"),
            Figures("Reopened"),
            Figures("Abandoned"),
            Figures("Satisfied"),
        ],
        rows.collect(),
    );
}

fn row(kpi: &str, ratio: Ratio, what: &str) -> [String; 4] {
    [
        kpi.to_string(),
        share(ratio),
        counts(ratio),
        what.to_string(),
    ]
}

pub(super) fn channels(scorecard: &Scorecard) -> BTreeSet<Channel> {
    let measures = &scorecard.measures;
    let tickets = measures
        .tickets
        .iter()
        .flat_map(|all| all.by_channel.iter());
    let contacts = measures
        .contacts
        .iter()
        .flat_map(|all| all.by_channel.iter());
    tickets
        .map(|(channel, _)| *channel)
        .chain(contacts.map(|(channel, _)| *channel))
        .collect()
}

fn by_channel(scorecard: &Scorecard, channel: Channel) -> [String; 7] {
    let measures = &scorecard.measures;
    let none = || NO_VALUE.to_string();
    let [one_touch, self_service, resolved, reopened] = match measures.tickets(Some(channel)) {
        Some((_, _, one_touch, self_service, reopened, resolved)) => [
            share(one_touch.of_all()),
            share(self_service.of_all()),
            share(resolved.of_opened()),
            share(reopened.of_ever_resolved()),
        ],
        None => [none(), none(), none(), none()],
    };
    [
        scorecard.labels.shown(channel),
        one_touch,
        self_service,
        resolved,
        reopened,
        measures
            .contacts(Some(channel))
            .map_or_else(none, |(abandonment, _)| {
                share(abandonment.before_solution())
            }),
        measures
            .satisfaction(Some(channel))
            .map_or_else(none, |(satisfaction, _)| share(satisfaction.satisfied())),
    ]
}
