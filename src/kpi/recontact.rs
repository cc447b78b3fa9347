//! Recontact rate.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{FirstContactOutcome, Recontact};
use crate::summary::Ratio;

/// How many customers come back with the same problem.
///
/// - **Formula**: outcomes whose customer came back within the window ÷ all
///   outcomes × 100.
/// - **Counted**: resolved tickets whose window has run out, and each ticket
///   once, however often its customer came back.
/// - **Not counted**: what [`FirstContactResolution`](super::FirstContactResolution)
///   does not count. What an agent did without the customer, a reopening or a
///   follow-up, is no recontact.
/// - **No value** when no window has run out, or while unsettled.
/// - **Source**: the guide, 002:35.
///
/// # Example: one of two came back
///
/// ```
/// use support_kpi::kpi::RecontactRate;
/// use support_kpi::model::{FirstContact, FirstContactOutcome, FirstConversation, Recontact};
/// use support_kpi::{Calculator, Channel};
///
/// let call = FirstConversation::open(Channel::Phone, "2024-03-01T09:00:00Z".parse()?)?
///     .resolved("2024-03-01T09:20:00Z".parse()?, 0)?;
/// let quiet = FirstContactOutcome::of(&call, FirstContact::Resolved, Recontact::StayedAway)?;
/// let returned = FirstContactOutcome::of(&call, FirstContact::NotResolved, Recontact::CameBack)?;
///
/// let recontacts = RecontactRate::of(&[quiet, returned]);
/// assert_eq!(recontacts.rate().to_string(), "1 of 2 (50 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecontactRate {
    came_back: Ratio,
}

impl RecontactRate {
    /// Tickets whose customer came back, of all whose window has run out.
    pub const fn rate(&self) -> Ratio {
        self.came_back
    }
}

impl Indicator for RecontactRate {
    const NAME: &'static str = "recontact rate";
    const BETTER: Better = Better::Lower;
}

impl Group for RecontactRate {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.came_back.combine(sign, &other.came_back);
    }

    fn is_empty(&self) -> bool {
        self.came_back.is_empty()
    }
}

impl Calculator for RecontactRate {
    type Fact = FirstContactOutcome;

    #[inline]
    fn apply(&mut self, sign: Sign, outcome: &FirstContactOutcome) {
        let came_back = outcome.recontact() == Recontact::CameBack;
        self.came_back.apply(sign, &came_back);
    }
}
