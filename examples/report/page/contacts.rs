//! Calls and chats: who waited, who left, and the telephone's service level.

use support_kpi::kpi::ServiceLevelReading;
use support_kpi::summary::DurationSummary;

use super::super::measures::{ANSWER_TARGET, ContactMeasures};
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, counts, number, or_none, share, spread, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(contacts) = &scorecard.measures.contacts else {
        return;
    };
    let (abandonment, handle_time) = contacts.all();
    sheet.heading("CALLS AND CHATS");
    sheet.table(
        [
            Words("Time"),
            Figures("Contacts"),
            Figures("Mean"),
            Figures("Median"),
            Figures("p90"),
        ],
        vec![
            row("wait of the answered", abandonment.waits_of_answered()),
            row(
                "wait of those who left unanswered",
                abandonment.waits_of_abandoned(),
            ),
            row("handling, from answer to end", handle_time.total()),
        ],
    );
    if let Some(waiting) = abandonment.still_waiting().filter(|waiting| *waiting > 0) {
        sheet.line(&format!("Still waiting: {}.", count(waiting)));
    }
    if let Some(rate) = scorecard.measures.tickets_per_purchase() {
        sheet.line(&format!(
            "Contact rate: {} tickets for each purchase.",
            number(rate, 2)
        ));
    }
    telephone(sheet, contacts);
}

fn row(what: &str, times: &DurationSummary) -> [String; 5] {
    let [mean, median, p90] = spread(times);
    [
        what.to_string(),
        or_none(times.count(), count),
        mean,
        median,
        p90,
    ]
}

fn telephone(sheet: &mut Sheet, contacts: &ContactMeasures) {
    let calls = &contacts.calls;
    let rows: Vec<[String; 3]> = ServiceLevelReading::ALL
        .into_iter()
        .map(|reading| (reading, calls.level(reading).calls()))
        .filter(|(_, ratio)| ratio.percent().is_some())
        .map(|(reading, ratio)| [reading.to_string(), share(ratio), counts(ratio)])
        .collect();
    if rows.is_empty() {
        return;
    }
    sheet.heading(&format!(
        "TELEPHONE SERVICE LEVEL · within {}, in its four readings",
        time(ANSWER_TARGET)
    ));
    sheet.table([Words("Calls"), Figures("Share"), Figures("Counts")], rows);
    if let Some(mean) = calls.average_speed_of_answer() {
        sheet.line(&format!("Average speed of answer: {}.", time(mean)));
    }
}
