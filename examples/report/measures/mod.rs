//! What the facts of a folder add up to.

mod agents;
mod contacts;
mod months;
mod open;
mod out_of_hours;
mod purchases;
mod surveys;
mod tickets;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use support_kpi::kpi::{BacklogEvent, ContactRate};
use support_kpi::{Channel, Sign};

use super::rows::Facts;

pub(super) use self::agents::AgentFigures;
pub(super) use self::contacts::{ANSWER_TARGET, ContactKpis, ContactMeasures};
pub(super) use self::months::{Month, Months};
pub(super) use self::open::{Now, OpenTickets};
pub(super) use self::out_of_hours::{OutOfHoursByChannel, out_of_hours};
pub(super) use self::purchases::PurchaseMeasures;
pub(super) use self::surveys::{SatisfactionKpis, SurveyMeasures};
pub(super) use self::tickets::{TicketKpis, TicketMeasures};

/// What was measured; `None` where there is no file, or no row of it counts.
#[derive(Debug)]
pub(super) struct Measures {
    pub(super) tickets: Option<TicketMeasures>,
    pub(super) contacts: Option<ContactMeasures>,
    pub(super) surveys: Option<SurveyMeasures>,
    pub(super) purchases: Option<PurchaseMeasures>,
}

impl Measures {
    pub(super) fn of(facts: &Facts, now: Option<Now>, zone: Tz) -> Self {
        let tickets = Some(facts.tickets());
        let contacts = facts.contacts.as_ref().map(|all| all.facts.as_slice());
        let surveys = facts.surveys.as_ref().map(|all| all.facts.as_slice());
        let purchases = facts.purchases.as_ref().map(|all| all.facts.as_slice());
        Self {
            tickets: counted(tickets).map(|tickets| TicketMeasures::of(tickets, zone)),
            contacts: counted(contacts).map(ContactMeasures::of),
            surveys: counted(surveys).map(SurveyMeasures::of),
            purchases: counted(purchases)
                .zip(now)
                .map(|(purchases, now)| PurchaseMeasures::of(purchases, facts, now.at, zone)),
        }
    }

    /// The KPIs over tickets of a channel, or of all; `None` where it has none.
    pub(super) fn tickets(&self, channel: Option<Channel>) -> Option<TicketKpis> {
        let tickets = self.tickets.as_ref()?;
        match channel {
            Some(channel) => tickets.by_channel.get(&channel).cloned(),
            None => Some(tickets.all()),
        }
    }

    /// The KPIs over interactions of a channel, or of all; `None` where it has none.
    pub(super) fn contacts(&self, channel: Option<Channel>) -> Option<ContactKpis> {
        let contacts = self.contacts.as_ref()?;
        match channel {
            Some(channel) => contacts.by_channel.get(&channel).cloned(),
            None => Some(contacts.all()),
        }
    }

    /// Satisfaction on a channel, or on all; `None` where nobody was asked.
    pub(super) fn satisfaction(&self, channel: Option<Channel>) -> Option<SatisfactionKpis> {
        let surveys = self.surveys.as_ref()?;
        match channel {
            Some(_) => surveys.by_channel.get(&channel).cloned(),
            None => Some(surveys.satisfaction()),
        }
    }

    /// The contact rate: tickets for each purchase; `None` where one of them
    /// is not known.
    pub(super) fn tickets_per_purchase(&self) -> Option<Decimal> {
        let opened = self.tickets.as_ref()?.how_many(BacklogEvent::Opened)?;
        let mut rate = ContactRate::default();
        rate.add(Sign::Plus, opened);
        rate.per_order(self.purchases.as_ref()?.sales.orders()?)
    }

    /// Every agent that any file names, in the order of their names.
    pub(super) fn agents(&self) -> Vec<AgentFigures<'_>> {
        agents::all(self)
    }
}

/// The facts, where there are any.
fn counted<F>(facts: Option<&[F]>) -> Option<&[F]> {
    facts.filter(|facts| !facts.is_empty())
}
