//! Why customers get in touch.

use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, or_none, share};

/// How many reasons the page lists; the JSON has them all.
const MOST: usize = 10;

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let tickets = scorecard.measures.tickets.as_ref();
    let Some(ranked) = tickets.and_then(|all| all.reasons.ranked()) else {
        return;
    };
    // Where no row has a category, there is nothing to rank.
    if ranked.iter().all(|reason| reason.reason().is_none()) {
        return;
    }
    sheet.heading("TOP REASONS");
    let rows = ranked.iter().take(MOST).map(|reason| {
        let category = reason.reason().as_deref().unwrap_or("(not known)");
        [
            category.to_string(),
            or_none(reason.share().part(), count),
            share(reason.share()),
            share(reason.pareto_share()),
        ]
    });
    sheet.table(
        [
            Words("Category"),
            Figures("Tickets"),
            Figures("Share"),
            Figures("With all above"),
        ],
        rows.collect(),
    );
    if ranked.len() > MOST {
        sheet.line(&format!("And {} more.", ranked.len() - MOST));
    }
}
