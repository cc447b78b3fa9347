//! What is wrong with a question that is put to the numbers.

use crate::model::Channel;

/// A question that has no answer: the counts cannot be, there are too few of
/// them, or a parameter makes no sense.
///
/// A question that makes sense and happens to have no answer, such as the
/// median of a desk that has not resolved half of its tickets yet, is no
/// error but a `None`, whose meaning stands with it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InferenceError {
    /// A number outside the range of its field.
    #[error("{field}: expected {expected}, found {found}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// The range, in words.
        expected: &'static str,
        /// The number found.
        found: String,
    },
    /// A number in a list that is not finite, or too large or small to be squared.
    #[error(
        "{field}[{position}]: expected 0 or a number of magnitude 1e-100 to 1e100, found {found}"
    )]
    NotMeasurable {
        /// The field.
        field: &'static str,
        /// The place in the list, from 0.
        position: usize,
        /// The number found.
        found: String,
    },
    /// More in the part than in the whole.
    #[error("{field}: expected at most {expected} ({whole}), found {found}")]
    PartExceedsWhole {
        /// The field of the part.
        field: &'static str,
        /// The field of the whole.
        whole: &'static str,
        /// The whole.
        expected: u64,
        /// The part.
        found: u64,
    },
    /// Too few values to answer from.
    #[error("{field}: expected at least {expected}, found {found}")]
    TooFew {
        /// The field.
        field: &'static str,
        /// How many it takes.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// Two lists that go together and differ in length.
    #[error("{field}: expected {expected} values, as many as {other}, found {found}")]
    Unequal {
        /// The field.
        field: &'static str,
        /// The field it goes with.
        other: &'static str,
        /// How many the other one has.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Values that are all the same where a spread is needed.
    #[error("{field}: expected values that vary, found {found} everywhere")]
    NothingVaries {
        /// The field.
        field: &'static str,
        /// The one value.
        found: f64,
    },
    /// A count between a retraction that came early and its record.
    #[error("{field}: expected counts that can be, found an unsettled state")]
    Unsettled {
        /// The field.
        field: &'static str,
    },
    /// A channel to which the waiting-line formulas do not apply.
    #[error(
        "channel: expected one where the customer waits for one person who serves nobody else \
         meanwhile (phone, in_person, or another one declared so), found {found}"
    )]
    NotOneAtATime {
        /// The channel.
        found: Channel,
    },
}
