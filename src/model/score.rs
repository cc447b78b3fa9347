//! Scores, each with the scale it was given on in its type.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::num::NonZeroU8;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::ModelError;

pub(crate) mod sealed {
    /// What only this crate knows of a scale.
    pub trait Sealed {
        /// A count for each point, as wide as the scale.
        type Counts: Copy + Eq + Default + AsRef<[i64]> + AsMut<[i64]>;
    }
}

/// A scale that customers or reviewers score on.
///
/// The scale is a type, so that figures of different scales cannot be added
/// up or compared by mistake.
pub trait Scale: sealed::Sealed + Copy + fmt::Debug + Eq + Ord + Hash + 'static {
    /// The lowest score.
    const LOWEST: u8;
    /// The highest score; no scale has more than eleven points.
    const HIGHEST: u8;
    /// The scale in text, as serialised states carry it.
    const NAME: &'static str;
}

/// A scale of satisfaction: it says which scores count as satisfied.
pub trait SatisfactionScale: Scale {
    /// The lowest score of a satisfied customer.
    const SATISFIED_FROM: u8;
}

/// A scale whose scores are numbers, so that a mean makes sense.
pub trait NumericScale: Scale {}

macro_rules! scale {
    ($(#[$doc:meta])* $name:ident: $lowest:literal to $highest:literal, $text:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {}

        impl sealed::Sealed for $name {
            type Counts = [i64; $highest - $lowest + 1];
        }

        impl Scale for $name {
            const LOWEST: u8 = $lowest;
            const HIGHEST: u8 = $highest;
            const NAME: &'static str = $text;
        }
    };
}

scale! {
    /// 1 to 5: the guide's scale of satisfaction; 4 and 5 are satisfied.
    OneToFive: 1 to 5, "1-5"
}
scale! {
    /// 1 to 3; 3 is satisfied.
    OneToThree: 1 to 3, "1-3"
}
scale! {
    /// 1 to 7; 6 and 7 are satisfied. Also the usual scale of customer effort.
    OneToSeven: 1 to 7, "1-7"
}
scale! {
    /// 1 to 10; 8 to 10 are satisfied.
    OneToTen: 1 to 10, "1-10"
}
scale! {
    /// Bad (0) or good (1); good is satisfied, and there is no mean.
    GoodBad: 0 to 1, "good-bad"
}
scale! {
    /// 0 to 10: how likely a customer is to recommend the shop.
    ZeroToTen: 0 to 10, "0-10"
}

impl SatisfactionScale for OneToFive {
    const SATISFIED_FROM: u8 = 4;
}
impl SatisfactionScale for OneToThree {
    const SATISFIED_FROM: u8 = 3;
}
impl SatisfactionScale for OneToSeven {
    const SATISFIED_FROM: u8 = 6;
}
impl SatisfactionScale for OneToTen {
    const SATISFIED_FROM: u8 = 8;
}
impl SatisfactionScale for GoodBad {
    const SATISFIED_FROM: u8 = 1;
}

impl NumericScale for OneToFive {}
impl NumericScale for OneToThree {}
impl NumericScale for OneToSeven {}
impl NumericScale for OneToTen {}
impl NumericScale for ZeroToTen {}

/// A score on its scale.
///
/// # Example: eleven is not a score of 0 to 10
///
/// ```
/// use support_kpi::{Score, ZeroToTen};
///
/// assert_eq!(Score::<ZeroToTen>::new(10)?.value(), 10);
/// assert_eq!(
///     Score::<ZeroToTen>::new(11).unwrap_err().to_string(),
///     "score: expected 0-10, found 11",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
pub struct Score<S> {
    /// The score's number and one, so that "no score" takes no byte of its own
    /// and is counted without a branch.
    place: NonZeroU8,
    scale: PhantomData<S>,
}

impl<S: Scale> Score<S> {
    /// A score.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] where the scale has no such point.
    pub fn new(value: u8) -> Result<Self, ModelError> {
        if (S::LOWEST..=S::HIGHEST).contains(&value) {
            Ok(Self {
                place: place_of(value),
                scale: PhantomData,
            })
        } else {
            Err(ModelError::OutOfRange {
                field: "score",
                expected: S::NAME,
                found: value.to_string(),
            })
        }
    }

    /// The score as far from the other end of the scale: on 1 to 7 a 2 becomes a 6.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            // It never wraps: a score lies between the ends of its scale, and
            // the sum of the ends is at most 20.
            place: place_of(
                S::LOWEST
                    .wrapping_add(S::HIGHEST)
                    .wrapping_sub(self.value()),
            ),
            scale: PhantomData,
        }
    }
}

impl<S> Score<S> {
    /// The number of the score.
    #[inline]
    pub const fn value(self) -> u8 {
        self.place.get().wrapping_sub(1)
    }

    /// The number of a score and one; zero where there is no score.
    #[inline]
    pub(crate) const fn place_or_zero(score: Option<Self>) -> u8 {
        match score {
            Some(score) => score.place.get(),
            None => 0,
        }
    }
}

impl<S: SatisfactionScale> Score<S> {
    /// Whether the customer counts as satisfied on this scale.
    pub const fn is_satisfied(self) -> bool {
        self.value() >= S::SATISFIED_FROM
    }
}

impl Score<GoodBad> {
    /// The customer was content.
    pub const GOOD: Self = Self {
        place: place_of(1),
        scale: PhantomData,
    };
    /// The customer was not.
    pub const BAD: Self = Self {
        place: place_of(0),
        scale: PhantomData,
    };
}

/// Scores are so small that it never saturates.
const fn place_of(value: u8) -> NonZeroU8 {
    NonZeroU8::MIN.saturating_add(value)
}

// Derived impls would ask the same of the scale, which never exists as a value.
impl<S> Clone for Score<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Score<S> {}
impl<S> PartialEq for Score<S> {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}
impl<S> Eq for Score<S> {}
impl<S> PartialOrd for Score<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Score<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.place.cmp(&other.place)
    }
}
impl<S> Hash for Score<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.place.hash(state);
    }
}
impl<S> fmt::Debug for Score<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Score({})", self.value())
    }
}
impl<S> fmt::Display for Score<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}

impl<S> Serialize for Score<S> {
    fn serialize<W: Serializer>(&self, serializer: W) -> Result<W::Ok, W::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, S: Scale> Deserialize<'de> for Score<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u8::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
