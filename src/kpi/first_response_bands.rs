//! Shares of tickets within bounds of their first response.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::error::ModelError;
use crate::model::{Elapsed, Ticket};
use crate::summary::{Count, Ratio};

/// The caller's bounds of a wait, the shortest first.
///
/// They judge a wait when the fact is made, exactly; what is counted is the
/// [`ResponseBand`]. Channels may have bounds of their own.
///
/// # Example: a bound belongs to its band
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Elapsed, kpi::{ResponseBand, ResponseBands}};
///
/// let bands = ResponseBands::new([60, 3_600].map(Duration::from_secs))?;
/// assert_eq!(bands.of_wait(Elapsed::from_seconds(60)), ResponseBand::Within(0));
/// assert_eq!(bands.of_wait(Elapsed::from_seconds(61)), ResponseBand::Within(1));
/// assert_eq!(bands.of_wait(Elapsed::from_seconds(3_601)), ResponseBand::Beyond);
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Elapsed>", into = "Vec<Elapsed>")]
pub struct ResponseBands {
    /// 1 to 255 of them, each greater than the one before.
    bounds: Vec<Elapsed>,
}

impl ResponseBands {
    /// Bands between these bounds, which are the longest waits of each band.
    ///
    /// # Errors
    ///
    /// - [`ModelError::OutOfRange`]: no bound or more than 255, or a bound that
    ///   is not greater than the one before it.
    /// - [`ModelError::DurationOutOfRange`]: a bound of more than 584 years.
    ///
    /// # Example: bounds out of order
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::kpi::ResponseBands;
    ///
    /// assert_eq!(
    ///     ResponseBands::new([3_600, 60].map(Duration::from_secs)).unwrap_err().to_string(),
    ///     "response bands: expected each bound to be greater than the one before, \
    ///      found 60s after 3600s",
    /// );
    /// ```
    pub fn new(bounds: impl IntoIterator<Item = Duration>) -> Result<Self, ModelError> {
        let bounds = bounds
            .into_iter()
            .map(|bound| Elapsed::of_field(FIELD, bound))
            .collect::<Result<Vec<Elapsed>, ModelError>>()?;
        Self::try_from(bounds)
    }

    /// The bounds with the numbers of their bands, counted from 0.
    pub fn bounds(&self) -> impl Iterator<Item = (u8, Duration)> {
        (0..=u8::MAX).zip(self.bounds.iter().map(|bound| bound.duration()))
    }

    /// The band of a wait that ended.
    pub fn of_wait(&self, wait: Elapsed) -> ResponseBand {
        self.bounds()
            .find(|(_, bound)| wait.duration() <= *bound)
            .map_or(ResponseBand::Beyond, |(number, _)| {
                ResponseBand::Within(number)
            })
    }

    /// The band of a ticket's first response.
    pub fn of_ticket(&self, ticket: &Ticket) -> ResponseBand {
        ticket
            .first_response()
            .map_or(ResponseBand::Unanswered, |wait| self.of_wait(wait))
    }
}

const FIELD: &str = "response bands";

impl TryFrom<Vec<Elapsed>> for ResponseBands {
    type Error = ModelError;

    fn try_from(bounds: Vec<Elapsed>) -> Result<Self, ModelError> {
        if bounds.is_empty() || bounds.len() > usize::from(u8::MAX) {
            return Err(ModelError::OutOfRange {
                field: FIELD,
                expected: "1 to 255 bounds",
                found: bounds.len().to_string(),
            });
        }
        for (shorter, longer) in bounds.iter().zip(bounds.iter().skip(1)) {
            if shorter >= longer {
                return Err(ModelError::OutOfRange {
                    field: FIELD,
                    expected: "each bound to be greater than the one before",
                    found: format!("{longer} after {shorter}"),
                });
            }
        }
        Ok(Self { bounds })
    }
}

impl From<ResponseBands> for Vec<Elapsed> {
    fn from(bands: ResponseBands) -> Self {
        bands.bounds
    }
}

/// How a first response lies to the caller's bounds: a verdict that is made
/// with the fact, by [`ResponseBands`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ResponseBand {
    /// At most the bound of this number (counted from 0), and beyond the one before.
    Within(u8),
    /// Beyond every bound.
    Beyond,
    /// There is no first response yet.
    Unanswered,
}

/// What share of tickets is answered within each of the caller's bounds.
///
/// - **Formula**: first responses within a bound ÷ answered tickets
///   ([`of_answered`](Self::of_answered)), or ÷ all tickets
///   ([`of_all`](Self::of_all)).
/// - **Counted**: every ticket. One without an answer is within no bound.
/// - **Not counted** as an answer: notes, bots, automatic answers.
/// - **No value** when nothing was counted, or while unsettled.
/// - **Source**: the guide's bounds of response times per channel (000:23,
///   000:39, 000:53, 000:68, 000:82) are of this form.
///
/// The state counts numbers of bands and knows no bounds: count verdicts of
/// one set of bounds in one state, and keep channels whose bounds differ apart
/// ([`By`] channel).
///
/// # Example: within a minute, within an hour
///
/// ```
/// use std::time::Duration;
/// use support_kpi::{Calculator, Elapsed};
/// use support_kpi::kpi::{FirstResponseBands, ResponseBand, ResponseBands};
///
/// let bounds = ResponseBands::new([60, 3_600].map(Duration::from_secs))?;
/// let mut bands = FirstResponseBands::default();
/// for wait in [30, 45, 600] {
///     bands.record(&bounds.of_wait(Elapsed::from_seconds(wait)));
/// }
/// bands.record(&ResponseBand::Unanswered);
///
/// assert_eq!(bands.of_answered(0).to_string(), "2 of 3 (66.7 %)");
/// assert_eq!(bands.of_answered(1).to_string(), "3 of 3 (100 %)");
/// assert_eq!(bands.of_all(1).to_string(), "3 of 4 (75 %)");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstResponseBands {
    within: By<u8, Count>,
    beyond: Count,
    unanswered: Count,
}

impl FirstResponseBands {
    /// Tickets answered within the bound of this number ÷ answered tickets.
    pub fn of_answered(&self, number: u8) -> Ratio {
        self.ratio(self.sum(|band| band <= number), self.answered_signed())
    }

    /// Tickets answered within the bound of this number ÷ all tickets.
    pub fn of_all(&self, number: u8) -> Ratio {
        self.ratio(
            self.sum(|band| band <= number),
            self.answered_signed()
                .wrapping_add(self.unanswered.signed()),
        )
    }

    /// Tickets in the band of this number alone, so beyond the bound before
    /// it, ÷ answered tickets.
    pub fn in_band(&self, number: u8) -> Ratio {
        self.ratio(self.sum(|band| band == number), self.answered_signed())
    }

    /// Tickets answered beyond every bound ÷ answered tickets.
    pub fn beyond(&self) -> Ratio {
        self.ratio(self.beyond.signed(), self.answered_signed())
    }

    /// Tickets with a first response ÷ all tickets.
    pub fn answered(&self) -> Ratio {
        let answered = self.answered_signed();
        self.ratio(answered, answered.wrapping_add(self.unanswered.signed()))
    }

    /// How many tickets have no first response; `None` while unsettled.
    pub const fn unanswered(&self) -> Option<u64> {
        self.unanswered.value()
    }

    fn answered_signed(&self) -> i64 {
        self.sum(|_| true).wrapping_add(self.beyond.signed())
    }

    /// How many are in the chosen bands.
    fn sum(&self, chosen: impl Fn(u8) -> bool) -> i64 {
        self.within
            .iter()
            .filter(|(number, _)| chosen(**number))
            .fold(0, |sum, (_, count)| sum.wrapping_add(count.signed()))
    }

    /// The ratio of two counts, unless some band counts less than nothing.
    fn ratio(&self, part: i64, whole: i64) -> Ratio {
        let negative = |count: &Count| count.value().is_none();
        if self.within.iter().any(|(_, count)| negative(count))
            || negative(&self.beyond)
            || negative(&self.unanswered)
        {
            Ratio::UNSETTLED
        } else {
            Ratio::of_counts(part, whole)
        }
    }
}

impl Indicator for FirstResponseBands {
    const NAME: &'static str = "first response within bounds";
    const BETTER: Better = Better::Higher;
}

impl Group for FirstResponseBands {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.within.combine(sign, &other.within);
        self.beyond.combine(sign, &other.beyond);
        self.unanswered.combine(sign, &other.unanswered);
    }

    fn is_empty(&self) -> bool {
        self.within.is_empty() && self.beyond.is_empty() && self.unanswered.is_empty()
    }
}

impl Calculator for FirstResponseBands {
    type Fact = ResponseBand;

    #[inline]
    fn apply(&mut self, sign: Sign, band: &ResponseBand) {
        let count = match band {
            ResponseBand::Within(number) => self.within.group(number),
            ResponseBand::Beyond => &mut self.beyond,
            ResponseBand::Unanswered => &mut self.unanswered,
        };
        count.add(sign, 1);
    }
}
