//! First contact resolution.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{FirstContact, FirstContactOutcome};
use crate::summary::Ratio;

/// How many tickets were resolved in the first conversation, for good.
///
/// - **Formula**: outcomes whose first conversation was enough ÷ all outcomes × 100.
/// - **Counted**: resolved tickets whose window has run out, successes and
///   failures alike. Counting a failure as soon as it shows would make recent
///   days look worse than they are.
/// - **Not counted**: tickets that are open, abandoned, or reopened and not
///   resolved again; tickets whose window still runs.
/// - **No value** when no window has run out, or while unsettled.
/// - What "enough" means is the [rule](crate::stage::FirstContactRule) of the
///   [`Recontacts`](crate::stage::Recontacts) that made the outcomes. It is
///   not one-touch resolution, which counts replies.
/// - **Source**: the guide, 003:65.
///
/// # Example: three of four
///
/// ```
/// use support_kpi::kpi::FirstContactResolution;
/// use support_kpi::model::{FirstContact, FirstContactOutcome, FirstConversation, Recontact};
/// use support_kpi::{Calculator, Channel};
///
/// let chat = FirstConversation::open(Channel::Chat, "2024-03-01T09:00:00Z".parse()?)?
///     .resolved("2024-03-01T09:20:00Z".parse()?, 1)?;
/// let enough = FirstContactOutcome::of(&chat, FirstContact::Resolved, Recontact::StayedAway)?;
/// let returned = FirstContactOutcome::of(&chat, FirstContact::NotResolved, Recontact::CameBack)?;
///
/// let fcr = FirstContactResolution::of(&[enough, enough, returned, enough]);
/// assert_eq!(fcr.rate().to_string(), "3 of 4 (75 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "FCR")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FirstContactResolution {
    resolved: Ratio,
}

impl FirstContactResolution {
    /// Resolved at first contact, of all whose window has run out.
    pub const fn rate(&self) -> Ratio {
        self.resolved
    }
}

impl Indicator for FirstContactResolution {
    const NAME: &'static str = "first contact resolution rate";
    const BETTER: Better = Better::Higher;
}

impl Group for FirstContactResolution {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.resolved.combine(sign, &other.resolved);
    }

    fn is_empty(&self) -> bool {
        self.resolved.is_empty()
    }
}

impl Calculator for FirstContactResolution {
    type Fact = FirstContactOutcome;

    #[inline]
    fn apply(&mut self, sign: Sign, outcome: &FirstContactOutcome) {
        let enough = outcome.first_contact() == FirstContact::Resolved;
        self.resolved.apply(sign, &enough);
    }
}
