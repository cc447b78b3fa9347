//! Opening hours that change in a ticket's life: each span counts under its
//! own, holds too. Every expected time is counted by hand.

use std::time::Duration;

use chrono::{DateTime, Utc, Weekday};
use support_kpi::clock::{BusinessHours, Changing, Schedule};
use support_kpi::stage::{ChannelClocks, Desk, DeskClock, Event, EventKind, Reopening, TicketFact};
use support_kpi::{Channel, Resolver};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn week(hours: &str) -> BusinessHours<Utc> {
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
    ];
    BusinessHours::new(
        Schedule::new(Utc)
            .open(days, [hours.parse().unwrap()])
            .unwrap(),
    )
}

/// Nine to five until Wednesday 6 March 2024, then eight to eight.
fn changing() -> Changing<BusinessHours<Utc>> {
    let wednesday = at("2024-03-06T00:00:00Z");
    Changing::new(week("09:00-17:00"))
        .then(wednesday, week("08:00-20:00"))
        .unwrap()
}

/// A ticket of Tuesday afternoon, on hold over the change, answered on
/// Wednesday and resolved on Thursday.
fn ticket(clock: impl DeskClock, channel: Channel) -> TicketFact<&'static str> {
    let mut desk = Desk::<u8, &str, u8, _>::new(clock, Reopening::Explicit);
    for (id, (instant, kind)) in (0..).zip([
        (
            "2024-03-05T15:00:00Z",
            EventKind::CreatedByCustomer(channel),
        ),
        ("2024-03-05T16:00:00Z", EventKind::Hold),
        ("2024-03-06T09:30:00Z", EventKind::Resume),
        ("2024-03-06T18:00:00Z", EventKind::AgentReply),
        ("2024-03-07T08:00:00Z", EventKind::Resolved(Resolver::Agent)),
    ]) {
        let event = Event::new(1, id, at(instant), kind).by("Aiko");
        let _ = desk.apply(event).unwrap();
    }
    desk.timeline(&1).unwrap().ticket().unwrap()
}

/// First response, hold, resolution, and resolution net of the hold, in minutes.
fn minutes(fact: &TicketFact<&str>) -> [u64; 4] {
    let ticket = fact.ticket();
    [
        ticket.first_response().unwrap().duration(),
        ticket.hold().duration(),
        ticket.resolution().unwrap().duration(),
        ticket.net_resolution().unwrap().duration(),
    ]
    .map(|time: Duration| time.as_secs() / 60)
}

#[test]
fn each_span_counts_under_its_own_hours() {
    // Tuesday from three to five, Wednesday from eight to six and to eight.
    // On hold: Tuesday's last hour, Wednesday's first hour and a half.
    let expected = [120 + 600, 60 + 90, 120 + 720, 120 + 720 - 150];
    assert_eq!(minutes(&ticket(changing(), Channel::Email)), expected);
}

#[test]
fn hours_may_change_for_one_channel_only() {
    let always_nine = Changing::new(week("09:00-17:00"));
    let clocks = || ChannelClocks::new(always_nine.clone()).with(Channel::Chat, changing());
    assert_eq!(
        minutes(&ticket(clocks(), Channel::Chat)),
        minutes(&ticket(changing(), Channel::Chat))
    );
    // Wednesday from nine to five: the answer and the resolution come after it.
    let expected = [120 + 480, 60 + 30, 120 + 480, 120 + 480 - 90];
    assert_eq!(minutes(&ticket(clocks(), Channel::Sms)), expected);
}
