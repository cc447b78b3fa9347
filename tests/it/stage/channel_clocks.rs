//! Opening hours per channel: a ticket is measured on the clock of its channel.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use support_kpi::Channel;
use support_kpi::clock::{AroundTheClock, Clock};
use support_kpi::stage::{ChannelClocks, Desk, DeskClock, Event, EventKind, Reopening};

use super::convergence::{
    Counted, EverySecondMinute, arrivals, converges_on, equals_the_recount_after_every_event,
    long_history,
};
use super::oracle::{TestEvent, recount};
use crate::facts::after;

/// One of two clocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Either {
    #[default]
    Always,
    EverySecondMinute,
}

impl Clock for Either {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        match self {
            Self::Always => AroundTheClock.elapsed(from, to),
            Self::EverySecondMinute => EverySecondMinute.elapsed(from, to),
        }
    }

    fn deadline(&self, _: DateTime<Utc>, _: Duration) -> Option<DateTime<Utc>> {
        None
    }
}

/// Chat at every minute, all others in every second one.
fn clocks() -> ChannelClocks<Either> {
    ChannelClocks::new(Either::EverySecondMinute).with(Channel::Chat, Either::Always)
}

/// A ticket, opened by chat or e-mail at the first second and answered in the
/// fourth minute: three minutes and twenty seconds of all, two of every second one.
fn answered(channel: Channel) -> [TestEvent; 2] {
    let second = |count: u64| after(count * 1_000_000_000);
    [
        Event::new(1, 1, second(0), EventKind::CreatedByCustomer(channel)),
        Event::new(1, 2, second(200), EventKind::AgentReply).by(7),
    ]
}

fn first_response(desk: &Desk<u8, u8, u8, ChannelClocks<Either>>) -> u64 {
    let fact = desk.timeline(&1).unwrap().ticket().unwrap();
    fact.ticket().first_response().unwrap().duration().as_secs()
}

#[test]
fn the_first_messages_channel_decides_for_the_whole_ticket() {
    for (channel, expected) in [(Channel::Chat, 200), (Channel::Email, 120)] {
        let mut desk = Desk::new(clocks(), Reopening::Explicit);
        for event in answered(channel) {
            let _ = desk.apply(event).unwrap();
        }
        assert_eq!(first_response(&desk), expected, "{channel}");
        // A later message by the other channel changes neither clock nor channel.
        let other = EventKind::CustomerMessage(Channel::Phone);
        let _ = desk
            .apply(Event::new(1, 3, after(240_000_000_000), other))
            .unwrap();
        let reply = Event::new(1, 4, after(400_000_000_000), EventKind::AgentReply).by(7);
        let _ = desk.apply(reply).unwrap();
        assert_eq!(first_response(&desk), expected, "{channel}");
        let contacts = desk.timeline(&1).unwrap().contacts();
        let second = contacts[1].response().unwrap().duration().as_secs();
        // From minute 4 to 6:40: 160 s of all, minutes 4 and 6 of every second.
        assert_eq!(second, if channel == Channel::Chat { 160 } else { 100 });
        assert_eq!(contacts[1].interaction().channel(), Channel::Phone);
    }
}

#[test]
fn a_corrected_channel_measures_everything_anew() {
    let mut desk = Desk::new(clocks(), Reopening::Explicit);
    let mut counted = Counted::default();
    let [opened, reply] = answered(Channel::Chat);
    let second = after(100_000_000_000);
    let mut arrivals = vec![
        opened,
        Event::new(1, 3, second, EventKind::CustomerMessage(Channel::Chat)),
        reply,
    ];
    let corrected = EventKind::CreatedByCustomer(Channel::Email);
    arrivals.push(Event::new(1, 1, after(0), corrected).version(1));
    for event in arrivals {
        counted.take(&desk.apply(event).unwrap());
    }
    assert_eq!(first_response(&desk), 120);
    let mut anew = Counted::default();
    anew.take(&desk.facts());
    assert_eq!(counted, anew);
}

#[test]
fn clocks_are_written_and_read() {
    let text = serde_json::to_string(&clocks()).unwrap();
    assert_eq!(
        text,
        r#"{"own":[["chat","Always"]],"otherwise":"EverySecondMinute"}"#
    );
    assert_eq!(
        serde_json::from_str::<ChannelClocks<Either>>(&text).unwrap(),
        clocks()
    );
    let bytes = postcard::to_stdvec(&clocks()).unwrap();
    assert_eq!(
        postcard::from_bytes::<ChannelClocks<Either>>(&bytes).unwrap(),
        clocks()
    );
    let twice = text.replace("]]", r#"],["chat","Always"]]"#);
    let fault = serde_json::from_str::<ChannelClocks<Either>>(&twice).unwrap_err();
    assert!(
        fault
            .to_string()
            .starts_with("own: expected each channel once, found chat twice"),
        "{fault}"
    );
}

/// The tickets of each channel, as the whole history has them in the end.
fn by_channel(events: &[TestEvent]) -> BTreeMap<Channel, Vec<TestEvent>> {
    let whole = recount(events, &AroundTheClock, Reopening::Explicit);
    let mut split = BTreeMap::<Channel, Vec<TestEvent>>::new();
    for event in events {
        // What does not count goes to any of the desks.
        let counted = whole.tickets.get(event.ticket());
        let channel = counted.map_or(Channel::Email, |(ticket, ..)| ticket.channel());
        split.entry(channel).or_default().push(*event);
    }
    split
}

proptest! {
    /// One desk with a clock for each channel counts what a desk for each
    /// channel, with its own clock, count together: in states that merge.
    #[test]
    fn it_equals_a_desk_for_each_channel(events in arrivals(40)) {
        let mut one = Desk::new(clocks(), Reopening::Explicit);
        let mut together = Counted::default();
        for event in &events {
            together.take(&one.apply(*event).expect("an event that can be"));
        }
        let mut apart = Counted::default();
        for (channel, events) in by_channel(&events) {
            let clock = *clocks().of(channel);
            let mut desk = Desk::<u8, u8, u8, Either>::new(clock, Reopening::Explicit);
            for event in events {
                let _ = desk.apply(event).expect("an event that can be");
            }
            apart.take(&desk.facts());
        }
        prop_assert_eq!(together, apart);
    }

    #[test]
    fn it_equals_the_recount_after_every_event(events in arrivals(40)) {
        equals_the_recount_after_every_event(&events, clocks(), Reopening::Explicit);
    }

    #[test]
    fn one_clock_for_all_is_that_clock(events in arrivals(20)) {
        let measured = |clock: &dyn DeskClock| {
            let times = events.windows(2).filter_map(|pair| Some((pair[0].at()?, pair[1].at()?)));
            let times = times.map(|(from, to)| clock.elapsed_on(Channel::Sms, from, to));
            times.collect::<Vec<_>>()
        };
        let all = ChannelClocks::new(EverySecondMinute);
        prop_assert_eq!(measured(&all), measured(&EverySecondMinute));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn long_histories(history in long_history()) {
        converges_on(history, clocks());
    }
}
