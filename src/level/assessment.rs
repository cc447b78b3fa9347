//! The assessment of a desk: each dimension, each channel, and the whole.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::advice::{self, Advice};
use super::{Dimension, Judgement, LevelRange, NotMeasured, Overall, Shortfall, Standing};
use crate::model::Channel;

/// The level of something, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// There is a level.
    Measured(Judgement),
    /// There is none.
    NotMeasured(NotMeasured),
}

impl Outcome {
    /// The judgement; `None` where there is none.
    pub const fn judgement(&self) -> Option<&Judgement> {
        match self {
            Self::Measured(judgement) => Some(judgement),
            Self::NotMeasured(_) => None,
        }
    }

    /// Why there is no level; `None` where there is one.
    pub const fn not_measured(&self) -> Option<&NotMeasured> {
        match self {
            Self::Measured(_) => None,
            Self::NotMeasured(reason) => Some(reason),
        }
    }
}

impl From<Result<Judgement, NotMeasured>> for Outcome {
    fn from(result: Result<Judgement, NotMeasured>) -> Self {
        match result {
            Ok(judgement) => Self::Measured(judgement),
            Err(reason) => Self::NotMeasured(reason),
        }
    }
}

/// One channel in a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelAssessment {
    pub(super) channel: Channel,
    pub(super) volume: u64,
    pub(super) outcome: Outcome,
}

impl ChannelAssessment {
    /// The channel.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// How many came in by it: those that were measured, those that wait and
    /// those that left.
    pub const fn volume(&self) -> u64 {
        self.volume
    }

    /// Its level, or why it has none.
    pub const fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// The levels between which it lies; `None` where it is not measured.
    pub(super) fn range(&self) -> Option<LevelRange> {
        self.outcome.judgement().map(range_or_standing)
    }

    /// Where it stands; `None` where it is not measured.
    pub(super) fn standing(&self) -> Option<Standing> {
        self.outcome.judgement().map(Judgement::standing)
    }
}

/// The range of a judgement, or its standing as a range that is sure.
fn range_or_standing(judgement: &Judgement) -> LevelRange {
    let sure = LevelRange::sure(judgement.standing());
    judgement.range().unwrap_or(sure)
}

/// What a dimension was judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parts {
    /// One value for the desk.
    Whole(Outcome),
    /// A value for each channel.
    Channels {
        channels: Vec<ChannelAssessment>,
        standing: Result<(Standing, Option<Decimal>), NotMeasured>,
        range: Option<LevelRange>,
    },
}

/// One dimension of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionAssessment {
    pub(super) dimension: Dimension,
    pub(super) parts: Parts,
}

impl DimensionAssessment {
    /// The dimension.
    pub const fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// Where it stands; `None` where it is not measured.
    pub fn standing(&self) -> Option<Standing> {
        match &self.parts {
            Parts::Whole(outcome) => outcome.judgement().map(Judgement::standing),
            Parts::Channels { standing, .. } => {
                standing.as_ref().ok().map(|(standing, _)| *standing)
            }
        }
    }

    /// The levels at both ends of its interval, those of its weakest channels
    /// where it has channels; `None` where it is not measured, and where the
    /// policy asks for no [certainty](super::Certainty).
    pub fn range(&self) -> Option<LevelRange> {
        match &self.parts {
            Parts::Whole(outcome) => outcome.judgement().and_then(Judgement::range),
            Parts::Channels { range, .. } => *range,
        }
    }

    /// Why it is not measured; `None` where it is.
    pub const fn not_measured(&self) -> Option<&NotMeasured> {
        match &self.parts {
            Parts::Whole(outcome) => outcome.not_measured(),
            Parts::Channels { standing, .. } => match standing {
                Ok(_) => None,
                Err(reason) => Some(reason),
            },
        }
    }

    /// The judgement of a dimension that is judged for the desk as a whole;
    /// `None` for one that is judged by channel, and where it is not measured.
    pub const fn judgement(&self) -> Option<&Judgement> {
        match &self.parts {
            Parts::Whole(outcome) => outcome.judgement(),
            Parts::Channels { .. } => None,
        }
    }

    /// Its channels, measured or not; empty for a dimension that is judged
    /// for the desk as a whole.
    pub fn channels(&self) -> &[ChannelAssessment] {
        match &self.parts {
            Parts::Whole(_) => &[],
            Parts::Channels { channels, .. } => channels,
        }
    }

    /// The mean of the channels' levels by volume; `None` where the policy
    /// takes the weakest channel, or none is measured.
    pub fn score(&self) -> Option<Decimal> {
        match &self.parts {
            Parts::Whole(_) => None,
            Parts::Channels { standing, .. } => {
                standing.as_ref().ok().and_then(|(_, score)| *score)
            }
        }
    }

    /// What is missing to the next level: on the channels that are weakest,
    /// where there are channels.
    pub fn missing(&self) -> Vec<Shortfall> {
        self.weakest().flat_map(Judgement::missing).collect()
    }

    /// The guide's advice for the step to the next level; none at the best,
    /// and where it is not measured.
    pub fn advice(&self) -> Vec<&'static Advice> {
        match (&self.parts, self.standing()) {
            (Parts::Whole(outcome), _) => outcome
                .judgement()
                .map(Judgement::advice)
                .unwrap_or_default(),
            (Parts::Channels { .. }, Some(standing)) => {
                advice::for_dimension(self.dimension, standing.worst())
            }
            (Parts::Channels { .. }, None) => Vec::new(),
        }
    }

    /// The judgements of the weakest parts.
    fn weakest(&self) -> impl Iterator<Item = &Judgement> {
        let all = || {
            let whole = self.judgement().into_iter();
            let channels = self.channels().iter();
            whole.chain(channels.filter_map(|channel| channel.outcome.judgement()))
        };
        let worst = all().map(|judgement| judgement.standing().worst()).min();
        all().filter(move |judgement| Some(judgement.standing().worst()) == worst)
    }
}

/// A dimension as serde writes it: with all that can be read off it.
#[derive(Serialize)]
struct Written<'a> {
    dimension: Dimension,
    standing: Option<Standing>,
    range: Option<LevelRange>,
    not_measured: Option<&'a NotMeasured>,
    #[serde(with = "rust_decimal::serde::str_option")]
    score: Option<Decimal>,
    judgement: Option<&'a Judgement>,
    channels: &'a [ChannelAssessment],
    missing: Vec<Shortfall>,
    advice: Vec<&'static Advice>,
}

impl Serialize for DimensionAssessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written {
            dimension: self.dimension,
            standing: self.standing(),
            range: self.range(),
            not_measured: self.not_measured(),
            score: self.score(),
            judgement: self.judgement(),
            channels: self.channels(),
            missing: self.missing(),
            advice: self.advice(),
        }
        .serialize(serializer)
    }
}

/// The assessment of a desk by a policy: the seven dimensions in the guide's
/// order, and the level of the whole.
///
/// It is data, and its text explains it: per dimension and channel the value,
/// the bound met, what is missing to the next level, and the guide's advice
/// for that step.
///
/// # Example: it explains itself
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Evidence, Measurement, Policy};
///
/// let evidence = Evidence::new()
///     .response(Channel::Email, Measurement::mean(Duration::from_secs(18_600), 120));
/// let text = Policy::documented().assess(&evidence).to_string();
///
/// assert!(text.contains(
///     "   e-mail: level 3, mean 5 h 10 min (120 counted); meets 24 h (documented)\n     \
///      to level 4: first response by e-mail from 5 h 10 min to 4 h (documented)\n",
/// ));
/// assert!(text.contains("loyalty programme (ブランド ロイヤルティ プログラムの作成, 000:60)"));
/// assert!(text.contains("3. Quality (品質): not measured: no evidence was given\n"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assessment {
    pub(super) overall: Option<Overall>,
    pub(super) dimensions: Vec<DimensionAssessment>,
}

impl Assessment {
    /// The level of the desk as a whole; `None` where nothing is measured
    /// that the policy's rule counts.
    pub const fn overall(&self) -> Option<&Overall> {
        self.overall.as_ref()
    }

    /// The seven dimensions, the most important first, measured or not.
    pub fn dimensions(&self) -> &[DimensionAssessment] {
        &self.dimensions
    }

    /// One dimension; `None` for none of the seven.
    pub fn dimension(&self, dimension: Dimension) -> Option<&DimensionAssessment> {
        self.dimensions
            .iter()
            .find(|each| each.dimension == dimension)
    }

    /// What is missing to the next level of the whole: in the dimensions that
    /// hold it down.
    pub fn missing(&self) -> Vec<Shortfall> {
        let held_down_by = self
            .overall()
            .map(Overall::held_down_by)
            .unwrap_or_default();
        self.dimensions
            .iter()
            .filter(|each| held_down_by.contains(&each.dimension))
            .flat_map(DimensionAssessment::missing)
            .collect()
    }

    /// The guide's advice for the step to the next level of the whole; none
    /// at the best, and where nothing is measured.
    pub fn advice(&self) -> Vec<&'static Advice> {
        self.overall()
            .map(|overall| advice::for_step(overall.standing().worst()))
            .unwrap_or_default()
    }
}
