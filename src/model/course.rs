//! How a conversation went: on whom it waited, who had it, how often it was answered.

use serde::{Deserialize, Serialize};

use super::elapsed::Elapsed;
use crate::error::ModelError;

/// When a ticket was first given to an agent.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FirstAssignment {
    /// It was not, as far as is known.
    #[default]
    None,
    /// It was some agent's already when the customer first wrote.
    BeforeOpening,
    /// So long after the customer first wrote.
    After(Elapsed),
}

/// How a conversation went, beside what its [`Ticket`](super::Ticket) tells.
///
/// An open ticket waits on somebody at every instant: it is on hold, or else
/// the customer waits for the team, or else the team has answered and waits
/// for the customer. A closed one waits on nobody. Spells count when they have
/// ended.
///
/// # Example: an answer after an hour, the thanks a day later
///
/// ```
/// use support_kpi::Elapsed;
/// use support_kpi::model::Course;
///
/// let hour = Elapsed::from_seconds(3_600);
/// let day = Elapsed::from_seconds(86_400);
/// let course = Course::default().waited(hour, day, Elapsed::ZERO).replied(1, 0, 0)?;
/// assert_eq!(course.for_customer(), day);
/// assert!(course.replied(1, 2, 0).is_err());
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "CourseFields", into = "CourseFields")]
pub struct Course {
    for_team: Elapsed,
    for_customer: Elapsed,
    on_hold: Elapsed,
    first_assignment: FirstAssignment,
    handovers: u16,
    replies: u32,
    repeated_replies: u32,
    repeated_by_another: u32,
}

#[derive(Serialize, Deserialize)]
struct CourseFields {
    for_team: Elapsed,
    for_customer: Elapsed,
    on_hold: Elapsed,
    first_assignment: FirstAssignment,
    handovers: u16,
    replies: u32,
    repeated_replies: u32,
    repeated_by_another: u32,
}

impl TryFrom<CourseFields> for Course {
    type Error = ModelError;

    fn try_from(fields: CourseFields) -> Result<Self, ModelError> {
        Self::default()
            .waited(fields.for_team, fields.for_customer, fields.on_hold)
            .assigned(fields.first_assignment, fields.handovers)?
            .replied(
                fields.replies,
                fields.repeated_replies,
                fields.repeated_by_another,
            )
    }
}

impl From<Course> for CourseFields {
    fn from(course: Course) -> Self {
        Self {
            for_team: course.for_team,
            for_customer: course.for_customer,
            on_hold: course.on_hold,
            first_assignment: course.first_assignment,
            handovers: course.handovers,
            replies: course.replies,
            repeated_replies: course.repeated_replies,
            repeated_by_another: course.repeated_by_another,
        }
    }
}

impl Course {
    /// Says how long the customer waited for the team, the team for the
    /// customer, and nobody for anybody.
    #[must_use]
    pub const fn waited(
        mut self,
        for_team: Elapsed,
        for_customer: Elapsed,
        on_hold: Elapsed,
    ) -> Self {
        self.for_team = for_team;
        self.for_customer = for_customer;
        self.on_hold = on_hold;
        self
    }

    /// Says when the ticket was first given to an agent, and how often it went
    /// from one to another after its opening.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`]: handovers of a ticket that nobody had.
    pub fn assigned(mut self, first: FirstAssignment, handovers: u16) -> Result<Self, ModelError> {
        if first == FirstAssignment::None && handovers > 0 {
            return Err(ModelError::Contradiction {
                field: "handovers",
                expected: "none for a ticket that was not assigned",
                found: handovers.to_string(),
            });
        }
        self.first_assignment = first;
        self.handovers = handovers;
        Ok(self)
    }

    /// Says how many replies there were, how many of them answered what had
    /// been answered already, and how many of those were by another agent than
    /// the one who had.
    ///
    /// # Errors
    ///
    /// [`ModelError::Contradiction`]: as many repeated replies as replies, or
    /// more (one came first), or more by another agent than there are repeated.
    pub fn replied(
        mut self,
        replies: u32,
        repeated: u32,
        by_another: u32,
    ) -> Result<Self, ModelError> {
        if repeated > replies.saturating_sub(1) {
            return Err(ModelError::Contradiction {
                field: "repeated_replies",
                expected: "fewer than the replies",
                found: format!("{repeated} of {replies}"),
            });
        }
        if by_another > repeated {
            return Err(ModelError::Contradiction {
                field: "repeated_by_another",
                expected: "at most the repeated replies",
                found: format!("{by_another} of {repeated}"),
            });
        }
        self.replies = replies;
        self.repeated_replies = repeated;
        self.repeated_by_another = by_another;
        Ok(self)
    }

    /// How long the customer waited for the team, holds left out.
    pub const fn for_team(&self) -> Elapsed {
        self.for_team
    }

    /// How long the team, having answered, waited for the customer.
    pub const fn for_customer(&self) -> Elapsed {
        self.for_customer
    }

    /// How long the ticket was on hold.
    pub const fn on_hold(&self) -> Elapsed {
        self.on_hold
    }

    /// When the ticket was first given to an agent.
    pub const fn first_assignment(&self) -> FirstAssignment {
        self.first_assignment
    }

    /// How often it went from one agent to another after its opening.
    pub const fn handovers(&self) -> u16 {
        self.handovers
    }

    /// How many public messages the team's people wrote.
    pub const fn replies(&self) -> u32 {
        self.replies
    }

    /// How many of them answered what had been answered already.
    pub const fn repeated_replies(&self) -> u32 {
        self.repeated_replies
    }

    /// How many of those were by another agent than the one who had answered.
    pub const fn repeated_by_another(&self) -> u32 {
        self.repeated_by_another
    }
}
