//! What came and went, and what is open now.

use support_kpi::kpi::BacklogEvent;
use support_kpi::summary::{Ages, Percentile};

use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, name, or_none, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let (Some(tickets), Some(open)) = (&scorecard.measures.tickets, &scorecard.open) else {
        return;
    };
    sheet.heading("OPEN NOW");
    let how_many = |event| or_none(tickets.how_many(event), count);
    sheet.line(&format!(
        "Opened {}, resolved {}, abandoned {}; open now {}.",
        how_many(BacklogEvent::Opened),
        how_many(BacklogEvent::Resolved),
        how_many(BacklogEvent::Abandoned),
        count(open.all.count()),
    ));
    sheet.table(
        [
            Words("Tickets"),
            Figures("Number"),
            Figures("Median age"),
            Figures("p90"),
            Figures("Oldest"),
        ],
        vec![
            row("backlog", &open.all),
            row("of them unanswered", &open.unanswered),
        ],
    );
    if let Some(oldest) = &open.oldest_unanswered {
        let ticket = oldest.id.as_deref().unwrap_or("a ticket without a number");
        sheet.line(&format!(
            "Longest without a reply: {}, {}, for {}.",
            name(ticket),
            scorecard.labels.shown(oldest.channel),
            time(oldest.age)
        ));
    }
}

fn row(what: &str, ages: &Ages) -> [String; 5] {
    [
        what.to_string(),
        count(ages.count()),
        or_none(ages.median(), time),
        or_none(ages.percentile(Percentile::P90), time),
        or_none(ages.oldest(), time),
    ]
}
