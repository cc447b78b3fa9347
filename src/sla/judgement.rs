//! What the targets of one ticket come to.

use chrono::{DateTime, Utc};

use super::state::{Judged, SlaState};
use super::{Metric, Terms, judge};
use crate::clock::Clock;
use crate::kpi::SlaOutcome;
use crate::stage::{DeskClock, Key, Timeline};

/// What the targets of one ticket come to, at one instant.
///
/// It follows from the conversation, its [`Terms`] and the instant alone: the
/// desk's [`Timeline`] goes in, and what comes later than the instant is left out.
///
/// # Waits
///
/// A second unanswered message moves no due instant. The first response is
/// judged on the first wait that is answered; a bot's hand-off and a reopening
/// before it start its time again. Each wait that starts after it is judged as
/// a next response, a hand-off starts that again too. A wait that a resolution
/// or an abandonment ends without an answer is [excluded](SlaOutcome::Excluded)
/// where it was in time, and missed where it was late.
///
/// # Resolution
///
/// It is judged by the first resolution, from the opening on. An abandonment
/// leaves nothing to judge, unless it was late by then, which is missed; a
/// reopening puts it back.
///
/// # Verdicts
///
/// A verdict stands, whatever comes after it. What is late when a hand-off, a
/// reopening or other targets would give it a new start is missed. Of the three
/// metrics, resolution is not touched by a hand-off or a reopening.
///
/// # Holds
///
/// A hold stops all three clocks: the due instant moves on by what the hold
/// takes on the same clock. What was late before stays late, and gets no later.
///
/// A ticket that the customer never wrote on has no state; one that is merged
/// or spam has none either, and all its outcomes are excluded.
///
/// # Example: answered in time, and late for its resolution
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::sla::{Judgement, Metric, SlaState, Targets, Terms, Verdict};
/// use support_kpi::stage::{Desk, Event, EventKind};
///
/// let mut desk = Desk::<u64, &str>::default();
/// desk.apply(Event::new(1, 1, "2024-03-01T09:00:00Z".parse()?, EventKind::CreatedByCustomer(Channel::Email)))?;
/// desk.apply(Event::new(1, 2, "2024-03-01T09:20:00Z".parse()?, EventKind::AgentReply).by("Aiko"))?;
///
/// let targets = Targets::on(AroundTheClock)
///     .first_response(Duration::from_secs(1_800))?
///     .resolution(Duration::from_secs(7_200))?;
/// let noon = "2024-03-01T12:00:00Z".parse()?;
/// let judgement = Judgement::of(&desk.timeline(&1).unwrap(), &Terms::of(&targets), noon);
///
/// let first_response = judgement.state(Metric::FirstResponse).unwrap();
/// assert_eq!(first_response.verdict(), Some(Verdict::Met));
/// let late = SlaState::Overdue {
///     due: "2024-03-01T11:00:00Z".parse()?,
///     late: Duration::from_secs(3_600),
/// };
/// assert_eq!(judgement.state(Metric::Resolution), Some(late));
/// assert_eq!(judgement.state(Metric::NextResponse), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    pub(super) states: [Option<SlaState>; 3],
    pub(super) verdicts: Vec<Judged>,
    pub(super) outcomes: Vec<(Metric, SlaOutcome)>,
}

impl Judgement {
    /// Judges a conversation at an instant: what happened at it counts.
    pub fn of<K: Key, A: Key, I: Key>(
        timeline: &Timeline<'_, K, A, I, impl DeskClock>,
        terms: &Terms<'_, impl Clock>,
        as_of: DateTime<Utc>,
    ) -> Self {
        judge::judge(timeline.moments(), terms, as_of)
    }

    /// How a target stands; `None` where nothing waits for it, and nothing was
    /// judged by it.
    ///
    /// For the next response it is how the wait stands that runs, or else the
    /// last verdict; earlier ones are among the [verdicts](Self::verdicts).
    pub const fn state(&self, metric: Metric) -> Option<SlaState> {
        let [first_response, next_response, resolution] = self.states;
        match metric {
            Metric::FirstResponse => first_response,
            Metric::NextResponse => next_response,
            Metric::Resolution => resolution,
        }
    }

    /// All verdicts, in the order in which they were made.
    pub fn verdicts(&self) -> &[Judged] {
        &self.verdicts
    }

    /// What there is to count: an outcome for each ticket and target, and for
    /// the next response one for each wait.
    pub fn outcomes(&self) -> &[(Metric, SlaOutcome)] {
        &self.outcomes
    }
}
