//! Surveys as programs read them.

use std::collections::BTreeMap;

use serde::Serialize;
use support_kpi::inference::PromoterCounts;
use support_kpi::kpi::{InternalQuality, SurveyResponseRate};
use support_kpi::model::Scale;
use support_kpi::summary::ScoreCounts;

use super::super::goals::CONFIDENCE;
use super::super::measures::{SatisfactionKpis, SurveyMeasures};
use super::super::scorecard::Scorecard;
use super::figures::{Ratio, ends, number};

#[derive(Debug, Serialize)]
pub(super) struct Surveys {
    rejected: usize,
    csat: Option<Satisfaction>,
    nps: Option<Recommendation>,
    quality: Option<Quality>,
    /// CSAT by channel; the empty key is not known.
    csat_by_channel: BTreeMap<String, Satisfaction>,
}

#[derive(Debug, Serialize)]
struct Satisfaction {
    invited: Option<u64>,
    answered: Option<u64>,
    mean: Option<f64>,
    /// At 95 %, in points.
    mean_interval: Option<[f64; 2]>,
    counts: BTreeMap<String, u64>,
    satisfied: Option<Ratio>,
    top_box: Option<Ratio>,
    response_rate: Option<Ratio>,
    /// Were all who did not answer dissatisfied.
    satisfied_at_least: Option<Ratio>,
    /// Were all who did not answer satisfied.
    satisfied_at_most: Option<Ratio>,
}

#[derive(Debug, Serialize)]
struct Recommendation {
    invited: Option<u64>,
    answered: Option<u64>,
    mean: Option<f64>,
    counts: BTreeMap<String, u64>,
    promoters: Option<u64>,
    passives: Option<u64>,
    detractors: Option<u64>,
    score: Option<f64>,
    /// At 95 %, in points.
    score_interval: Option<[f64; 2]>,
    response_rate: Option<Ratio>,
}

#[derive(Debug, Serialize)]
struct Quality {
    reviews: u64,
    not_reviewed: Option<u64>,
    mean: Option<f64>,
    median: Option<u8>,
    standard_deviation: Option<f64>,
    /// The mean review less the percentage of satisfied customers.
    gap_to_csat: Option<f64>,
}

impl Surveys {
    /// `None` where there is no row.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        let file = scorecard
            .file("surveys.csv")
            .filter(|file| file.input > 0)?;
        let measures = scorecard.measures.surveys.as_ref();
        let by_channel = measures.iter().flat_map(|all| all.by_channel.iter());
        Some(Self {
            rejected: file.rejected.len(),
            csat: measures.and_then(|all| Satisfaction::of(&all.satisfaction())),
            nps: measures.and_then(Recommendation::of),
            quality: measures.and_then(Quality::of),
            csat_by_channel: by_channel
                .filter_map(|(channel, kpis)| {
                    let key = channel.map(|channel| scorecard.labels.key(channel));
                    Some((key.unwrap_or_default(), Satisfaction::of(kpis)?))
                })
                .collect(),
        })
    }
}

impl Satisfaction {
    /// `None` where nobody was asked.
    fn of((satisfaction, response): &SatisfactionKpis) -> Option<Self> {
        let bounds = response.satisfied_bounds();
        Some(Self {
            invited: Some(invited(response)?),
            answered: satisfaction.answers(),
            mean: satisfaction.mean().map(number),
            mean_interval: satisfaction
                .scores()
                .mean_interval(CONFIDENCE)
                .map(|each| ends(&each)),
            counts: counts(satisfaction.scores()),
            satisfied: Ratio::of(satisfaction.satisfied()),
            top_box: Ratio::of(satisfaction.top_box()),
            response_rate: Ratio::of(response.answered()),
            satisfied_at_least: Ratio::of(bounds.at_least()),
            satisfied_at_most: Ratio::of(bounds.at_most()),
        })
    }
}

impl Recommendation {
    /// `None` where nobody was asked.
    fn of(measures: &SurveyMeasures) -> Option<Self> {
        let (nps, response) = &measures.recommendation;
        Some(Self {
            invited: Some(invited(response)?),
            answered: nps.answers(),
            mean: nps.mean().map(number),
            counts: counts(nps.scores()),
            promoters: nps.promoters().part(),
            passives: nps.passives().part(),
            detractors: nps.detractors().part(),
            score: nps.score().map(number),
            score_interval: PromoterCounts::of_scores(nps.scores())
                .ok()
                .map(|counts| ends(&counts.interval(CONFIDENCE))),
            response_rate: Ratio::of(response.answered()),
        })
    }
}

impl Quality {
    /// `None` where nothing was reviewed.
    fn of(measures: &SurveyMeasures) -> Option<Self> {
        let quality: &InternalQuality = &measures.quality;
        let (satisfaction, _) = measures.satisfaction();
        Some(Self {
            reviews: quality.count().filter(|count| *count > 0)?,
            not_reviewed: measures.not_reviewed.value(),
            mean: quality.mean().map(number),
            median: quality.median(),
            standard_deviation: quality.standard_deviation().map(number),
            gap_to_csat: quality.gap_to(&satisfaction.satisfied()).map(number),
        })
    }
}

/// How many were asked; `None` where nobody was.
fn invited<S: Scale>(response: &SurveyResponseRate<S>) -> Option<u64> {
    response.invited().filter(|invited| *invited > 0)
}

/// The scores that were given, each with its number of answers.
fn counts<S: Scale>(scores: &ScoreCounts<S>) -> BTreeMap<String, u64> {
    let counts = scores.counts().unwrap_or_default().into_iter();
    counts
        .filter(|(_, count)| *count > 0)
        .map(|(score, count)| (score.to_string(), count))
        .collect()
}
