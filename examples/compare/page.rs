//! The page.

use chrono_tz::Tz;
use support_kpi::inference::{Confidence, Effect, Interval, Verdict};
use support_kpi::kpi::Better;

use super::comparison::{Compared, Comparison};
use super::figures::Kind;
use super::months::Months;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{self, GLUE, NO_VALUE};

/// What no two months can be compared by, and why.
const NOT_COMPARED: [&str; 5] = [
    "resolution rate: the tickets opened last have had less time to be resolved",
    "backlog and unanswered tickets: they are counted whole at an instant, and no sample of anything",
    "repeat purchases and cohorts: who bought before the folder begins is not known",
    "lifetime value: how long customers stay is declared nowhere; the value of an order stands instead",
    "answers to the question of recommendation: who did not answer was asked at no known instant",
];

/// Whether a kind of figure stands in a table.
type Fits = fn(Kind) -> bool;

/// The tables, by what their figures are.
const TABLES: [(&str, Fits); 4] = [
    ("TIMES · means", |kind| matches!(kind, Kind::Time(_))),
    ("SHARES · the change in percentage points", |kind| {
        kind == Kind::Share
    }),
    (
        "SCORES AND AMOUNTS · the change in their own points",
        |kind| matches!(kind, Kind::Score | Kind::Money),
    ),
    ("VOLUMES · a day; the change as a ratio", |kind| {
        kind == Kind::Volume
    }),
];

pub(super) fn text(
    comparison: &Comparison,
    months: &Months,
    left_out: &[String],
    confidence: Confidence,
    zone: Tz,
) -> String {
    let mut sheet = Sheet::default();
    let named = [&months.last, &months.this].map(|month| text::month(month.span.start(), zone));
    sheet.title(&format!("{} AGAINST {}", named[1], named[0]).to_uppercase());
    if months.now < months.this.span.end() {
        let now = text::instant(months.now, zone);
        sheet.line(&format!(
            "{} is told so far as the folder goes: to {now}.",
            named[1]
        ));
    }
    summary(&mut sheet, comparison, confidence);

    for (heading, fits) in TABLES {
        table(&mut sheet, comparison, &named, confidence, (heading, fits));
    }
    not_compared(&mut sheet, comparison);
    how_to_read(&mut sheet, comparison);
    if !left_out.is_empty() {
        sheet.heading("LEFT OUT · rows that cannot be");
        for rows in left_out {
            sheet.point(rows);
        }
    }
    sheet.into_text()
}

/// The evidence in words.
fn summary(sheet: &mut Sheet, comparison: &Comparison, confidence: Confidence) {
    sheet.heading(&format!(
        "EVIDENCE · at {confidence}, beside the other figures"
    ));
    let verdicts = [
        (Verdict::Better, "Better"),
        (Verdict::Worse, "Worse"),
        (Verdict::Higher, "Higher, which is neither"),
        (Verdict::Lower, "Lower, which is neither"),
    ];
    let entries = verdicts.map(|(verdict, words)| match comparison.with(verdict) {
        names if names.is_empty() => (words, "nothing".to_string()),
        names => (words, text::list(&names)),
    });
    sheet.entries(entries.into());
    let without = comparison.with(Verdict::NoEvidence).len();
    sheet.line(&format!(
        "Of the other {without} figures there is no evidence of a difference, which is not evidence \
         that there is none."
    ));
}

fn table(
    sheet: &mut Sheet,
    comparison: &Comparison,
    named: &[String; 2],
    confidence: Confidence,
    (heading, fits): (&str, Fits),
) {
    let of_kinds = comparison.figures.iter();
    let rows: Vec<_> = of_kinds
        .filter(|each| each.alone.is_some() && fits(each.figure.kind))
        .filter_map(row)
        .collect();
    if rows.is_empty() {
        return;
    }
    sheet.heading(heading);
    let [last, this] = named.each_ref().map(|month| month.replace(' ', "\n"));
    sheet.table(
        [
            Words("Figure"),
            Words("↑↓"),
            Figures(&last),
            Figures(&this),
            Figures("Change"),
            Figures(&format!("Interval\n({confidence})")),
            Figures("p\nalone"),
            Figures("p of\nall"),
            Words("Evidence"),
        ],
        rows,
    );
}

fn row(compared: &Compared) -> Option<[String; 9]> {
    let figure = &compared.figure;
    let reading = figure.reading.as_ref().ok()?;
    let [last, this] = figure.values.clone();
    Some([
        figure.name.clone(),
        match figure.better {
            Better::Higher => "↑",
            Better::Lower => "↓",
            _ => NO_VALUE,
        }
        .to_string(),
        last,
        this,
        reading.effect().map_or_else(
            || "from 0".to_string(),
            |effect| change(figure.kind, effect),
        ),
        text::or_none(reading.interval(), |interval| {
            ends(figure.kind, reading.effect(), &interval)
        }),
        text::or_none(compared.alone, probability),
        probability(reading.p()),
        match reading.verdict() {
            Verdict::NoEvidence => "none".to_string(),
            verdict => verdict.to_string(),
        },
    ])
}

fn change(kind: Kind, effect: Effect) -> String {
    match effect {
        Effect::Ratio(ratio) => format!("×{GLUE}{ratio:.2}"),
        Effect::Difference(difference) => signed(kind, difference),
        _ => NO_VALUE.to_string(),
    }
}

fn ends(kind: Kind, effect: Option<Effect>, interval: &Interval) -> String {
    let end = |end| match effect {
        Some(Effect::Difference(_)) => signed(kind, end),
        _ => format!("{end:.2}"),
    };
    format!("{} to {}", end(interval.low()), end(interval.high()))
}

/// A difference with its sign.
fn signed(kind: Kind, difference: f64) -> String {
    let size = difference.abs();
    let size = match kind {
        Kind::Time(unit) => format!("{:.1}", unit.of_seconds(size)),
        Kind::Share => format!("{:.1}", 100.0 * size),
        Kind::Money => format!("{size:.0}"),
        Kind::Score | Kind::Volume => format!("{size:.2}"),
    };
    let is_nothing = !size.contains(|digit: char| digit.is_ascii_digit() && digit != '0');
    match difference {
        _ if is_nothing => size,
        ..0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

fn probability(p: f64) -> String {
    if p < 0.001 {
        format!("<{GLUE}0.001")
    } else {
        format!("{p:.3}")
    }
}

fn not_compared(sheet: &mut Sheet, comparison: &Comparison) {
    sheet.heading("NOT COMPARED");
    for each in &comparison.figures {
        if let Err(why) = &each.figure.reading {
            sheet.point(&format!("{}: {why}", each.figure.name));
        }
    }
    for why in NOT_COMPARED {
        sheet.point(why);
    }
}

fn how_to_read(sheet: &mut Sheet, comparison: &Comparison) {
    sheet.heading("HOW TO READ IT");
    sheet.point(&format!(
        "↑ more is better, ↓ less is better, {NO_VALUE} neither is. The change is from the last month to \
         this one; of a change that is no evidence the interval says how large it may be."
    ));
    sheet.point(&format!(
        "p of all is Holm's, over the {} figures of this page: the evidence goes by it, so that \
         hardly ever even one difference is claimed that is not there. p alone and the interval are \
         those of a figure by itself.",
        comparison.tests(),
    ));
    sheet.point(
        "Times and means are compared by Welch, shares by Newcombe's interval and the N − 1 test, \
         promoters by the adjusted Wald interval (its change is that of the adjusted scores), \
         volumes by the exact test of two counts.",
    );
    sheet.point(
        "Each ticket, answer and order is taken to come by itself. A customer with many tickets, or \
         an incident that brings fifty, makes the evidence look better than it is; and means over \
         all channels also move where customers change the channel.",
    );
    sheet.point(
        "A ticket counts as opened in the month of its opening, by its first response in that of \
         the response, and by what became of it in that of its closing.",
    );
}
