//! When customers come while nobody is there.

use support_kpi::breakdown::By;
use support_kpi::kpi::{ContactTime, OutOfHours};
use support_kpi::{Calculator as _, Channel};

use super::super::folder::hours::DeskHours;
use super::super::rows::TicketFact;

/// Tickets opened out of the hours of their channel, and at the weekend.
pub(crate) type OutOfHoursByChannel = By<Channel, OutOfHours>;

/// Channels that are there around the clock are not in it.
pub(crate) fn out_of_hours(facts: &[TicketFact], hours: &DeskHours) -> OutOfHoursByChannel {
    let mut by_channel = OutOfHoursByChannel::default();
    for fact in facts {
        let ticket = &fact.ticket;
        if let Some(opening) = hours.of(ticket.channel()).opening() {
            let time = ContactTime::of(ticket.opened_at(), opening);
            by_channel.group(&ticket.channel()).record(&time);
        }
    }
    by_channel
}
