//! Proactivity and delight: what a desk does before it is asked, and beyond.

use serde::{Deserialize, Serialize};

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::Judgement;
use super::{Basis, Dimension, Level};

/// How the desk reaches out, from the guide's levels 1 to 5.
///
/// # Example: what a desk does before it is asked
///
/// ```
/// use support_kpi::level::{Level, Proactivity};
///
/// assert_eq!(Proactivity::Notifies.judgement().level(), Some(Level::Average));
/// assert_eq!(
///     Proactivity::Notifies.judgement().missing()[0].to_string(),
///     "proactivity from telling of problems and occasions to reaching out in chat",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Proactivity {
    /// Not at all (000:27).
    None,
    /// A library of templates is at hand (000:43).
    Templates,
    /// Customers are told of problems and occasions (000:57).
    Notifies,
    /// The desk reaches out in chat (000:72).
    ReachesOut,
    /// Problems are anticipated, one to one (000:86).
    Anticipates,
}

impl Proactivity {
    const STEPS: [(Level, Self); 4] = [
        (Level::BelowAverage, Self::Templates),
        (Level::Average, Self::Notifies),
        (Level::AboveAverage, Self::ReachesOut),
        (Level::Stellar, Self::Anticipates),
    ];

    /// In words.
    pub const fn english(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Templates => "a library of templates",
            Self::Notifies => "telling of problems and occasions",
            Self::ReachesOut => "reaching out in chat",
            Self::Anticipates => "anticipating, one to one",
        }
    }

    /// Its level.
    pub fn judgement(self) -> Judgement {
        let criteria = Self::STEPS
            .into_iter()
            .map(|(level, asked)| Criterion {
                level,
                condition: Condition::Proactivity(asked),
                found: Found::Proactivity(self),
                fulfilment: Fulfilment::of(self >= asked),
                basis: Basis::Documented,
            })
            .collect();
        Judgement::by_criteria(
            Dimension::Proactivity,
            Found::Proactivity(self),
            None,
            criteria,
        )
    }
}

/// Whether the desk goes beyond.
///
/// The guide has delight at level 5 alone (000:88), so only gestures have a
/// level; and it warns of seeking delight before fast, easy service is there
/// (000:90), so they count only behind the gate of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Delight {
    /// It does not.
    None,
    /// Personal gestures: handwritten notes, birthdays.
    PersonalGestures,
}

impl Delight {
    /// In words.
    pub const fn english(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::PersonalGestures => "personal gestures",
        }
    }

    /// The level of gestures; `None` where there are none, since the guide
    /// has no lower level for them.
    pub(super) fn judgement(self) -> Option<Judgement> {
        let criterion = Criterion {
            level: Level::Stellar,
            condition: Condition::Delight(Self::PersonalGestures),
            found: Found::Delight(self),
            fulfilment: Fulfilment::Met,
            basis: Basis::Documented,
        };
        (self == Self::PersonalGestures).then(|| {
            Judgement::by_criteria(
                Dimension::Delight,
                Found::Delight(self),
                None,
                vec![criterion],
            )
        })
    }
}
