//! What conversations add up to, at any moment.

use chrono::Utc;
use serde::{Deserialize, Serialize};
use support_kpi::Channel;
use support_kpi::breakdown::By;
use support_kpi::clock::HourOfWeek;
use support_kpi::error::EventError;
use support_kpi::kpi::{
    Bots, ContactVolume, DoubleAnswers, FirstResponseTime, OneTouchRate, ReopenRate,
    ResolutionRate, ResolutionTime, ResponseTimes, SelfServiceRate, WaitingOnWhom,
};
use support_kpi::stage::{Desk, DeskChange, Event, Reopening};

use super::super::folder::hours::DeskHours;
use super::Agent;

/// The KPIs over tickets, whichever file tells of them.
pub(crate) type TicketKpis = (
    FirstResponseTime,
    ResolutionTime,
    OneTouchRate,
    SelfServiceRate,
    ReopenRate,
    ResolutionRate,
);

/// A desk, and what its facts add up to: after each event the same as a
/// recount of all events so far. The default is measured around the clock.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Conversations {
    pub(crate) desk: Desk<String, Agent, u64, DeskHours>,
    pub(crate) by_channel: By<Channel, TicketKpis>,
    /// One time for each response, the first and all later ones.
    pub(crate) responses: ResponseTimes,
    pub(crate) courses: (WaitingOnWhom, DoubleAnswers),
    pub(crate) bots: Bots,
    /// Openings by the hour of the week in UTC.
    pub(crate) openings: ContactVolume,
}

impl Conversations {
    /// No conversation yet, on a desk of these hours.
    pub(crate) fn on(hours: DeskHours) -> Self {
        Self {
            desk: Desk::new(hours, Reopening::Explicit),
            ..Self::default()
        }
    }

    /// Takes an event, and counts what it changes.
    ///
    /// # Errors
    ///
    /// [`EventError`] where the desk does not take it; nothing has changed then.
    pub(crate) fn take(
        &mut self,
        event: Event<String, Agent>,
    ) -> Result<DeskChange<String, Agent>, EventError> {
        let change = self.desk.apply(event)?;
        self.count(&change);
        Ok(change)
    }

    /// The same figures, counted anew from all that the desk holds.
    pub(crate) fn recounted(&self) -> Self {
        let mut recount = Self {
            desk: self.desk.clone(),
            ..Self::default()
        };
        recount.count(&self.desk.facts());
        recount
    }

    /// All channels together.
    pub(crate) fn all(&self) -> TicketKpis {
        self.by_channel.total()
    }

    fn count(&mut self, change: &DeskChange<String, Agent>) {
        let tickets = change.tickets();
        tickets
            .map(|(_, fact)| (fact.ticket().channel(), *fact.ticket()))
            .apply_to(&mut self.by_channel);
        tickets
            .map(|(_, fact)| *fact.course())
            .apply_to(&mut self.courses);
        tickets
            .map(|(_, fact)| *fact.ticket())
            .apply_to(&mut self.bots);
        tickets
            .map(|(_, fact)| HourOfWeek::of(fact.ticket().opened_at(), &Utc))
            .apply_to(&mut self.openings);
        change
            .contacts()
            .filter_map(|(_, wait)| wait.response())
            .apply_to(&mut self.responses);
    }
}
