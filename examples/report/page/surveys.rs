//! What customers and reviewers think.

use support_kpi::inference::PromoterCounts;
use support_kpi::kpi::SurveyResponseRate;
use support_kpi::model::Scale;

use super::super::goals::CONFIDENCE;
use super::super::measures::SurveyMeasures;
use super::super::scorecard::Scorecard;
use super::certainty;
use super::sheet::Sheet;
use super::text::{count, counts, number, or_none, percent, score, share};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(surveys) = &scorecard.measures.surveys else {
        return;
    };
    let mut entries = Vec::new();
    satisfaction(&mut entries, surveys);
    recommendation(&mut entries, surveys);
    quality(&mut entries, surveys);
    if !entries.is_empty() {
        sheet.heading("SATISFACTION");
        sheet.entries(entries);
    }
}

fn satisfaction(entries: &mut Vec<(&str, String)>, surveys: &SurveyMeasures) {
    let (satisfaction, response) = surveys.satisfaction();
    let satisfied = satisfaction.satisfied();
    let Some(mean) = satisfaction.mean() else {
        return;
    };
    entries.push((
        "CSAT",
        format!(
            "{} satisfied (95 %: {}): {} answered 4 or 5; mean {}, top score {}",
            share(satisfied),
            certainty::share(satisfied),
            counts(satisfied),
            score(mean),
            share(satisfaction.top_box())
        ),
    ));
    let bounds = response.satisfied_bounds();
    entries.push((
        "",
        format!(
            "{}; whatever the silent think, from {} to {} of all asked are satisfied",
            answered(&response),
            share(bounds.at_least()),
            share(bounds.at_most())
        ),
    ));
}

fn recommendation(entries: &mut Vec<(&str, String)>, surveys: &SurveyMeasures) {
    let (nps, response) = &surveys.recommendation;
    let Some(score) = nps.score() else {
        return;
    };
    let sure = PromoterCounts::of_scores(nps.scores()).map_or_else(
        |_| String::new(),
        |counts| {
            let interval = counts.interval(CONFIDENCE);
            let end = |end: f64| format!("{end:.0}").replace('-', "−");
            format!(
                " (95 %: {} to {})",
                end(interval.low()),
                end(interval.high())
            )
        },
    );
    entries.push((
        "NPS",
        format!(
            "{}{sure} on a scale of −100 to 100: promoters {}, passives {}, detractors {}",
            number(score, 1),
            share(nps.promoters()),
            share(nps.passives()),
            share(nps.detractors())
        ),
    ));
    entries.push(("", answered(response)));
}

fn quality(entries: &mut Vec<(&str, String)>, surveys: &SurveyMeasures) {
    let quality = &surveys.quality;
    let Some(mean) = quality.mean() else {
        return;
    };
    let (satisfaction, _) = surveys.satisfaction();
    let gap = match quality.gap_to(&satisfaction.satisfied()) {
        Some(gap) if gap.is_sign_negative() => format!(
            "; {} points under what customers say (CSAT)",
            number(gap.abs(), 1)
        ),
        Some(gap) => format!("; {} points over what customers say (CSAT)", number(gap, 1)),
        None => String::new(),
    };
    entries.push((
        "Quality",
        format!(
            "{} of 100 in {} internal reviews, median {}{gap}",
            number(mean, 1),
            or_none(quality.count(), count),
            or_none(quality.median(), |points| points.to_string()),
        ),
    ));
}

fn answered<S: Scale>(response: &SurveyResponseRate<S>) -> String {
    let answered = response.answered();
    format!(
        "{} answered, {} of those asked",
        counts(answered),
        or_none(answered.percent(), percent)
    )
}
