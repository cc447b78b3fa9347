//! The five levels: where the desk stands, what holds it down, and the way up.

use support_kpi::level::{
    Advice, ChannelAssessment, Coverage, Dimension, DimensionAssessment, Found, Judgement, Level,
    LevelRange, NotMeasured, Outcome, Standing,
};

use super::super::arguments::Language;
use super::super::labels::Labels;
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, list, number, plural};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard, language: Language) {
    let assessment = &scorecard.assessment;
    let basis = if scorecard.asked.has_own_policy {
        "by a policy of the desk's own"
    } else {
        "by the guide's thresholds"
    };
    sheet.heading(&format!("SERVICE LEVEL · {basis}"));
    match assessment.overall() {
        Some(overall) => {
            let held_down_by: Vec<String> = overall
                .held_down_by()
                .iter()
                .map(|dimension| dimension_name(*dimension, language))
                .collect();
            let level = of_five(overall.standing(), overall.range(), language);
            let mut text = format!("Level {level}");
            if !held_down_by.is_empty() {
                text = format!("{text}, held down by {}", list(&held_down_by));
            }
            if let Coverage::Partial { missing } = overall.coverage() {
                let missing: Vec<String> = missing
                    .iter()
                    .map(|dimension| dimension_name(*dimension, language))
                    .collect();
                text = format!("{text}; it is partial, without {}", list(&missing));
            }
            sheet.line(&format!("{text}."));
        }
        None => sheet.line("Not measured: no dimension has evidence."),
    }
    let rows = assessment
        .dimensions()
        .iter()
        .map(|dimension| row(dimension, &scorecard.labels, language));
    sheet.table(
        [
            Words("Dimension"),
            Figures("Level"),
            Words("Because of"),
            Words("To the next level"),
        ],
        rows.collect(),
    );
    if let Some(certainty) = scorecard.asked.policy.certainty() {
        sheet.line(&format!(
            "Perhaps: the level at the other end of what the true figure may be, at {}. Where that \
             spans more than {}, there is not enough data.",
            certainty.confidence(),
            plural(u64::from(certainty.most_levels()), "level")
        ));
    }
    by_channel(sheet, scorecard);
    way_up(sheet, scorecard, language);
}

/// "2 of 5 (below average), perhaps 3".
pub(super) fn of_five(standing: Standing, range: Option<LevelRange>, language: Language) -> String {
    let likely = match standing.level() {
        Some(level) => format!("{} of 5 ({})", level.number(), level_name(level, language)),
        None => format!("{standing}, of 5"),
    };
    let perhaps: Vec<String> = range
        .map(LevelRange::perhaps)
        .unwrap_or_default()
        .iter()
        .map(|level| level.number().to_string())
        .collect();
    match perhaps.as_slice() {
        [] => likely,
        levels => format!("{likely}, perhaps {}", levels.join(" or ")),
    }
}

/// "2, perhaps 3".
fn shown(standing: Standing, range: Option<LevelRange>) -> String {
    range.map_or_else(|| standing.to_string(), |range| range.to_string())
}

const fn level_name(level: Level, language: Language) -> &'static str {
    match language {
        Language::En => level.english(),
        Language::Ja => level.japanese(),
    }
}

pub(super) fn dimension_name(dimension: Dimension, language: Language) -> String {
    match language {
        Language::En => dimension.english(),
        Language::Ja => dimension.japanese(),
    }
    .to_string()
}

fn row(dimension: &DimensionAssessment, labels: &Labels, language: Language) -> [String; 4] {
    let name = dimension_name(dimension.dimension(), language);
    let Some(standing) = dimension.standing() else {
        let why = match dimension.not_measured() {
            Some(NotMeasured::NotGiven) => not_given(dimension.dimension()).to_string(),
            Some(reason) => reason.to_string(),
            None => String::new(),
        };
        return [
            name,
            NO_VALUE.to_string(),
            format!("not measured: {why}"),
            String::new(),
        ];
    };
    let because = match dimension.judgement() {
        Some(judgement) => found(judgement),
        None => weakest(dimension, labels),
    };
    let missing = dimension.missing();
    let next = match missing.as_slice() {
        [] => String::new(),
        [only] => only.to_string(),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
    };
    [name, shown(standing, dimension.range()), because, next]
}

/// Which file a dimension would have its evidence from.
const fn not_given(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::ResponseTime | Dimension::ResolutionTime => "no ticket counts",
        Dimension::Quality => "no survey counts",
        _ => "desk.json does not declare it",
    }
}

/// The value that was judged, with its count.
fn found(judgement: &Judgement) -> String {
    let found = judgement.found();
    match (found, judgement.count()) {
        (Found::Score(_), Some(count)) => {
            format!("mean score {found} of {}", plural(count, "answer"))
        }
        (Found::Channels { .. }, _) => format!("{found} offered"),
        _ => found.to_string(),
    }
}

/// The channels that a dimension stands on.
fn weakest(dimension: &DimensionAssessment, labels: &Labels) -> String {
    let worst = |channel: &ChannelAssessment| {
        let judgement = channel.outcome().judgement()?;
        Some(judgement.standing().worst())
    };
    let least = dimension.channels().iter().filter_map(worst).min();
    let weakest: Vec<String> = dimension
        .channels()
        .iter()
        .filter(|channel| least.is_some() && worst(channel) == least)
        .map(|channel| labels.shown(channel.channel()))
        .collect();
    match dimension.score() {
        Some(score) => format!("{} by volume; weakest {}", number(score, 2), list(&weakest)),
        None => format!("weakest: {}", list(&weakest)),
    }
}

/// Each channel's levels in the two dimensions that have channels.
fn by_channel(sheet: &mut Sheet, scorecard: &Scorecard) {
    let dimension = |dimension| {
        scorecard
            .assessment
            .dimension(dimension)
            .map_or(&[][..], DimensionAssessment::channels)
    };
    let (responses, resolutions) = (
        dimension(Dimension::ResponseTime),
        dimension(Dimension::ResolutionTime),
    );
    let mut channels: Vec<_> = responses
        .iter()
        .chain(resolutions)
        .map(ChannelAssessment::channel)
        .collect();
    channels.sort_unstable();
    channels.dedup();
    if channels.is_empty() {
        return;
    }
    let rows = channels.into_iter().map(|channel| {
        let of = |all: &[ChannelAssessment]| {
            all.iter()
                .find(|each| each.channel() == channel)
                .map_or_else(|| [NO_VALUE.to_string(), String::new()], cells)
        };
        let [response, response_by] = of(responses);
        let [resolution, resolution_by] = of(resolutions);
        [
            scorecard.labels.shown(channel),
            response,
            response_by,
            resolution,
            resolution_by,
        ]
    });
    sheet.gap();
    sheet.table(
        [
            Words("Channel"),
            Figures("Response"),
            Words("Meets"),
            Figures("Resolution"),
            Words("Meets"),
        ],
        rows.collect(),
    );
    sheet.line(
        "documented: the guide's own number; read: a reading of its words where it has no number; \
         own: a number of the desk's.",
    );
}

/// A channel's level, and the bound it meets or why it has none.
fn cells(channel: &ChannelAssessment) -> [String; 2] {
    match channel.outcome() {
        Outcome::Measured(judgement) => {
            let meets = match judgement.met() {
                Some(met) => format!("{} ({})", met.condition(), met.basis()),
                None => "no bound".to_string(),
            };
            [shown(judgement.standing(), judgement.range()), meets]
        }
        Outcome::NotMeasured(NotMeasured::NotEnoughData { best, worst }) => [
            NO_VALUE.to_string(),
            format!("not enough data: {} to {}", best.number(), worst.number()),
        ],
        Outcome::NotMeasured(reason) => [NO_VALUE.to_string(), reason.to_string()],
        _ => [NO_VALUE.to_string(), String::new()],
    }
}

/// What is missing to the next level of the desk, and the guide's advice.
fn way_up(sheet: &mut Sheet, scorecard: &Scorecard, language: Language) {
    let assessment = &scorecard.assessment;
    let Some(overall) = assessment.overall() else {
        return;
    };
    let Some(next) = overall.standing().worst().above() else {
        return;
    };
    sheet.heading(&format!(
        "THE WAY TO LEVEL {} ({})",
        next.number(),
        level_name(next, language)
    ));
    for shortfall in assessment.missing() {
        sheet.point(&format!("{shortfall} ({})", shortfall.criterion().basis()));
    }
    let mut advice: Vec<&Advice> = Vec::new();
    for dimension in overall.held_down_by() {
        let of_dimension = assessment
            .dimension(*dimension)
            .map(DimensionAssessment::advice)
            .unwrap_or_default();
        for each in of_dimension {
            if !advice.contains(&each) {
                advice.push(each);
            }
        }
    }
    if advice.is_empty() {
        return;
    }
    sheet.line("The guide's advice for this step, with its place there:");
    for each in advice {
        let text = match language {
            Language::En => each.english(),
            Language::Ja => each.japanese(),
        };
        sheet.point(&format!("{text} ({})", each.source()));
    }
}
