//! Double answers.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::Course;
use crate::summary::{Count, Ratio};

/// How often the team answers what was answered already.
///
/// - **Formula**: replies to a message that had its reply already ÷ all
///   replies × 100. Two readings: by anybody ([`of_replies`](Self::of_replies)),
///   which counts every further message of a run, and by another agent than the
///   one who had answered ([`by_another_agent`](Self::by_another_agent)), where
///   two people did the same work.
/// - **Counted**: public replies from the customer's first message on, also
///   after a resolution.
/// - **Not counted**: notes, bots. The first reply after a closing without
///   words is no double answer.
/// - **No value** when there is no reply, or while unsettled.
/// - **Source**: the guide, 004:36-38.
///
/// # Example: two agents, one question
///
/// ```
/// use support_kpi::Calculator;
/// use support_kpi::kpi::DoubleAnswers;
/// use support_kpi::model::Course;
///
/// let answered_by_two = Course::default().replied(2, 1, 1)?;
/// let answered_in_two_messages = Course::default().replied(2, 1, 0)?;
///
/// let doubles = DoubleAnswers::of(&[answered_by_two, answered_in_two_messages]);
/// assert_eq!(doubles.of_replies().to_string(), "2 of 4 (50 %)");
/// assert_eq!(doubles.by_another_agent().to_string(), "1 of 4 (25 %)");
/// assert_eq!(doubles.tickets().to_string(), "2 of 2 (100 %)");
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DoubleAnswers {
    replies: Count,
    repeated: Count,
    by_another: Count,
    tickets: Ratio,
}

impl DoubleAnswers {
    /// Replies to what was answered already, of all replies.
    pub const fn of_replies(&self) -> Ratio {
        Ratio::of_counts(self.repeated.signed(), self.replies.signed())
    }

    /// Replies to what another agent had answered already, of all replies.
    pub const fn by_another_agent(&self) -> Ratio {
        Ratio::of_counts(self.by_another.signed(), self.replies.signed())
    }

    /// Tickets with any double answer, of all tickets.
    pub const fn tickets(&self) -> Ratio {
        self.tickets
    }
}

impl Indicator for DoubleAnswers {
    const NAME: &'static str = "double answers";
    const BETTER: Better = Better::Lower;
}

impl Group for DoubleAnswers {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.replies.combine(sign, &other.replies);
        self.repeated.combine(sign, &other.repeated);
        self.by_another.combine(sign, &other.by_another);
        self.tickets.combine(sign, &other.tickets);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for DoubleAnswers {
    type Fact = Course;

    #[inline]
    fn apply(&mut self, sign: Sign, course: &Course) {
        self.replies.add(sign, course.replies().into());
        self.repeated.add(sign, course.repeated_replies().into());
        self.by_another
            .add(sign, course.repeated_by_another().into());
        self.tickets.apply(sign, &(course.repeated_replies() > 0));
    }
}
