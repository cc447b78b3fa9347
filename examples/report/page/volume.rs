//! When customers come: a heat map of the week.

use chrono::Weekday;
use rust_decimal::Decimal;
use support_kpi::clock::{HourOfWeek, WeekExposure};
use support_kpi::kpi::ContactVolume;

use super::super::scorecard::Scorecard;
use super::sheet::Sheet;
use super::text::{count, list, number, plural};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// From none to the most, each an hour of the week.
const SHADES: [&str; 5] = ["  ", "░░", "▒▒", "▓▓", "██"];

/// The widths of a weekday, an hour and a total.
const LABEL: usize = 6;
const HOUR: usize = 3;
const TOTAL: usize = 8;

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(tickets) = &scorecard.measures.tickets else {
        return;
    };
    let Some(hours) = tickets.openings.by_hour_of_week() else {
        return;
    };
    let counts: Vec<u64> = hours.iter().map(|(_, count)| *count).collect();
    let most = counts.iter().copied().max().unwrap_or_default();
    if most == 0 {
        return;
    }
    sheet.heading(&format!(
        "WHEN CUSTOMERS COME · tickets opened by weekday and hour, {}",
        scorecard.zone.name()
    ));
    let hours: String = (0..24).map(|hour| format!("{hour:>HOUR$}")).collect();
    sheet.verbatim([format!("{:LABEL$}{hours}{:>TOTAL$}", "", "all")]);
    for (weekday, counts) in WEEK.into_iter().zip(counts.chunks(24)) {
        let cells: String = counts
            .iter()
            .map(|count| format!(" {}", SHADES[shade(*count, most)]))
            .collect();
        let total: u64 = counts.iter().sum();
        let line = format!(
            "{:LABEL$}{cells}{:>TOTAL$}",
            weekday.to_string(),
            count(total)
        );
        sheet.verbatim([line]);
    }
    sheet.line(&legend(most));
    if let Some(busiest) = busiest(&tickets.openings, scorecard) {
        sheet.line(&busiest);
    }
}

/// The shade of a count: none for nothing, else by quarters of the most.
fn shade(count: u64, most: u64) -> usize {
    if count == 0 {
        return 0;
    }
    let quarter = (count * 4).div_ceil(most).clamp(1, 4);
    usize::try_from(quarter).unwrap_or(SHADES.len() - 1)
}

/// What the shades stand for.
fn legend(most: u64) -> String {
    let mut parts = vec!["blank 0".to_string()];
    for (quarter, shade) in (1..=4).zip(&SHADES[1..]) {
        let (over, up_to) = (most * (quarter - 1) / 4, most * quarter / 4);
        match up_to - over {
            0 => {}
            1 => parts.push(format!("{shade} {up_to}")),
            _ => parts.push(format!("{shade} {} to {up_to}", over + 1)),
        }
    }
    parts.join("   ")
}

fn busiest(openings: &ContactVolume, scorecard: &Scorecard) -> Option<String> {
    let hours = openings.busiest()?;
    let named: Vec<String> = hours.iter().map(HourOfWeek::to_string).collect();
    let first = *hours.first()?;
    let each = if hours.len() > 1 { " each" } else { "" };
    let tickets = plural(openings.contacts_in(first)?, "ticket");
    let mut text = format!("Busiest: {}, {tickets}{each}", list(&named));
    let (start, end) = scorecard.instants?;
    let exposure = WeekExposure::between(start, end, &scorecard.zone).ok();
    if let Some(mean) = exposure.and_then(|exposure| openings.mean_in(first, &exposure)) {
        let decimals = if mean < Decimal::ONE { 2 } else { 1 };
        let mean = number(mean, decimals);
        text = format!("{text}, {mean} in such an hour on average");
    }
    Some(format!("{text}."))
}
