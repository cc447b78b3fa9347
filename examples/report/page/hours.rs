//! Whose minutes count, in words, and who comes when nobody is there.

use chrono::Weekday;
use chrono_tz::Tz;
use support_kpi::Group as _;
use support_kpi::clock::Schedule;
use support_kpi::kpi::{OutOfHours, PartOfWeek};

use super::super::folder::hours::{ChannelHours, OpeningHours};
use super::super::labels::Labels;
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{GLUE, counts, list, plural, share};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Which minutes count: "opening hours of hours.json: Mon to Fri 10:00-19:00, Asia/Tokyo".
pub(crate) fn clock(opening: Option<&OpeningHours>, labels: &Labels) -> String {
    let Some(OpeningHours { file, hours }) = opening else {
        return "around the clock: waits run on through nights and weekends".to_string();
    };
    let mut parts: Vec<String> = hours
        .own()
        .map(|(channel, clock)| format!("{}: {}", labels.shown(channel), in_words(clock)))
        .collect();
    let otherwise = in_words(hours.otherwise());
    if parts.is_empty() {
        parts.push(otherwise);
    } else {
        parts.push(format!("all other channels: {otherwise}"));
    }
    format!(
        "opening hours of {file}: {}. Waits and ages count while it is open, so 1{GLUE}d is \
         24{GLUE}h of opening hours; handling time, and days within which somebody comes back, \
         run around the clock",
        parts.join("; ")
    )
}

fn in_words(hours: &ChannelHours) -> String {
    hours
        .schedule()
        .map_or_else(|| "around the clock".to_string(), schedule_in_words)
}

/// "Mon to Fri 10:00-19:00, Sat 10:00-17:00, Asia/Tokyo, with 2 holidays".
fn schedule_in_words(schedule: &Schedule<Tz>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut days = WEEK.as_slice();
    while let [first, ..] = days {
        let spans = schedule.hours_of(*first);
        let alike = days
            .iter()
            .take_while(|day| schedule.hours_of(**day) == spans);
        let (run, rest) = days.split_at(alike.count());
        days = rest;
        if !spans.is_empty() {
            let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
            parts.push(format!("{} {}", run_in_words(run), list(&spans)));
        }
    }
    parts.push(schedule.zone().name().to_string());
    let beside: Vec<String> = [
        (schedule.holidays().len(), "holiday"),
        (schedule.annual_holidays().len(), "yearly holiday"),
        (schedule.shifts().len(), "date"),
        (schedule.breaks().len(), "date"),
    ]
    .into_iter()
    .zip(["", "", " of other hours", " with breaks"])
    .filter(|((number, _), _)| *number > 0)
    .map(|((number, what), which)| format!("{}{which}", plural(number as u64, what)))
    .collect();
    let week = parts.join(", ");
    if beside.is_empty() {
        week
    } else {
        format!("{week}, with {}", list(&beside))
    }
}

/// "Mon to Fri"; two days are "Sat and Sun".
fn run_in_words(days: &[Weekday]) -> String {
    match days {
        [] => String::new(),
        [day] => day.to_string(),
        [first, last] => format!("{first} and {last}"),
        [first, .., last] => format!("{first} to {last}"),
    }
}

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let by_channel = &scorecard.out_of_hours;
    if by_channel.is_empty() {
        return;
    }
    sheet.heading("OUT OF HOURS · tickets opened while nobody is there, and at the weekend");
    let mut rows = vec![row("all channels", &by_channel.total())];
    rows.extend(
        by_channel
            .iter()
            .map(|(channel, of_channel)| row(&scorecard.labels.shown(*channel), of_channel)),
    );
    sheet.table(
        [
            Words("Channel"),
            Figures("Out of hours"),
            Figures("Counts"),
            Figures("At weekends"),
            Figures("Counts"),
        ],
        rows,
    );
    let all = by_channel.total();
    sheet.line(&format!(
        "Out of hours are {} of those that come on weekdays, and {} of those at weekends, Saturday \
         and Sunday. A holiday is out of hours.",
        share(all.out_of_hours_on(PartOfWeek::Weekday)),
        share(all.out_of_hours_on(PartOfWeek::Weekend)),
    ));
}

fn row(channel: &str, contacts: &OutOfHours) -> [String; 5] {
    let (out, weekend) = (contacts.out_of_hours(), contacts.at_weekend());
    [
        channel.to_string(),
        share(out),
        counts(out),
        share(weekend),
        counts(weekend),
    ]
}
