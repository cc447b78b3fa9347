//! A ticket that the team itself reviewed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::ModelError;

/// A ticket that the team itself reviewed, and the points it got: 0 to 100.
///
/// Points are whole. Where a rubric weighs several questions, round its result
/// before it becomes a review. Which ticket it was, whose, and who reviewed
/// it, are the caller's keys. It serialises as its number.
///
/// # Example: there is nothing above 100
///
/// ```
/// use support_kpi::QualityReview;
///
/// assert_eq!(QualityReview::new(87)?.points(), 87);
/// assert_eq!(
///     QualityReview::new(101).unwrap_err().to_string(),
///     "quality: expected 0 to 100 points, found 101",
/// );
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct QualityReview {
    points: u8,
}

impl QualityReview {
    /// A review that gave these points.
    ///
    /// # Errors
    ///
    /// [`ModelError::OutOfRange`] above 100.
    pub fn new(points: u8) -> Result<Self, ModelError> {
        if points > 100 {
            return Err(ModelError::OutOfRange {
                field: "quality",
                expected: "0 to 100 points",
                found: points.to_string(),
            });
        }
        Ok(Self { points })
    }

    /// The points.
    #[inline]
    pub const fn points(self) -> u8 {
        self.points
    }
}

impl TryFrom<u8> for QualityReview {
    type Error = ModelError;

    fn try_from(points: u8) -> Result<Self, ModelError> {
        Self::new(points)
    }
}

impl From<QualityReview> for u8 {
    fn from(review: QualityReview) -> Self {
        review.points
    }
}

impl fmt::Display for QualityReview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.points.fmt(f)
    }
}
