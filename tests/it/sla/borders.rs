//! Targets at the borders: none, centuries, a calendar that never opens, spam.

use std::time::Duration;

use chrono::{DateTime, Utc, Weekday};
use support_kpi::clock::{AroundTheClock, BusinessHours, Changing, Clock, Schedule};
use support_kpi::kpi::SlaOutcome;
use support_kpi::sla::{Agreements, Judgement, Metric, SlaState, Targets, Terms, Verdict};
use support_kpi::stage::{ChannelClocks, Desk, Event, EventKind, Reopening};
use support_kpi::{Channel, ModelError};

const MESSAGE: EventKind<u8> = EventKind::CustomerMessage(Channel::Email);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn desk(events: &[(&str, EventKind<u8>)], reopening: Reopening) -> Desk<u8, u8> {
    let mut desk = Desk::new(AroundTheClock, reopening);
    for (id, (instant, kind)) in (0..).zip(events) {
        let event = Event::new(1, id, at(instant), *kind).by(1);
        let _ = desk.apply(event).expect("an event that can be");
    }
    desk
}

fn judge(desk: &Desk<u8, u8>, terms: &Terms<'_, impl Clock>, as_of: &str) -> Judgement {
    Judgement::of(&desk.timeline(&1).expect("a ticket"), terms, at(as_of))
}

#[test]
fn a_target_of_centuries_is_refused_only_beyond_what_a_time_holds() {
    let longest = Duration::from_nanos(u64::MAX);
    let targets = Targets::on(AroundTheClock).resolution(longest);
    assert_eq!(
        targets.map(|targets| targets.of(Metric::Resolution)),
        Ok(Some(longest))
    );
    let longer = longest + Duration::from_nanos(1);
    for (metric, field) in [
        (Metric::FirstResponse, "first_response"),
        (Metric::NextResponse, "next_response"),
        (Metric::Resolution, "resolution"),
    ] {
        let found = Targets::on(AroundTheClock).within(metric, longer);
        let expected = ModelError::DurationOutOfRange {
            field,
            found: longer,
        };
        assert_eq!(found, Err(expected));
    }
}

#[test]
fn a_calendar_that_never_opens_is_never_due() {
    let never = BusinessHours::new(Schedule::new(Utc));
    let targets = Targets::on(&never)
        .first_response(Duration::ZERO)
        .expect("a target");
    let desk = desk(&[("2024-03-01T09:00:00Z", MESSAGE)], Reopening::Explicit);
    let judgement = judge(&desk, &Terms::of(&targets), "2260-03-01T09:00:00Z");
    let running = SlaState::Running {
        due: None,
        left: Duration::ZERO,
    };
    assert_eq!(judgement.state(Metric::FirstResponse), Some(running));
    assert_eq!(running.due(), None);
}

#[test]
fn the_longest_target_of_the_shortest_week_is_due_or_never_without_a_loop() {
    let schedule = Schedule::new(Utc)
        .open(
            [chrono::Weekday::Mon],
            ["09:00-09:01".parse().expect("a span")],
        )
        .expect("a schedule");
    let hours = BusinessHours::new(schedule);
    let targets = Targets::on(&hours)
        .first_response(Duration::from_nanos(u64::MAX))
        .expect("a target");
    let desk = desk(&[("2024-03-01T09:00:00Z", MESSAGE)], Reopening::Explicit);
    let judgement = judge(&desk, &Terms::of(&targets), "2260-03-01T09:00:00Z");
    // A minute a week: 18,446,744,073 s take over five million years.
    let state = judgement.state(Metric::FirstResponse).expect("it runs");
    assert_eq!((state.outcome(), state.due()), (SlaOutcome::Running, None));
}

#[test]
fn no_targets_are_no_states_and_no_outcomes() {
    let targets = Targets::on(AroundTheClock);
    let events = [
        ("2024-03-01T09:00:00Z", MESSAGE),
        ("2024-03-01T10:00:00Z", EventKind::AgentReply),
    ];
    let desk = desk(&events, Reopening::Explicit);
    let judgement = judge(&desk, &Terms::of(&targets), "2024-03-02T09:00:00Z");
    assert_eq!(judgement, Judgement::default());
}

#[test]
fn spam_is_excluded_with_every_verdict() {
    let targets = Targets::on(AroundTheClock)
        .first_response(Duration::from_secs(60))
        .and_then(|targets| targets.resolution(Duration::from_secs(60)))
        .expect("targets");
    let events = [
        ("2024-03-01T09:00:00Z", MESSAGE),
        ("2024-03-01T10:00:00Z", EventKind::AgentReply),
        ("2024-03-01T11:00:00Z", EventKind::MarkedAsSpam),
    ];
    let desk = desk(&events, Reopening::Explicit);
    let judgement = judge(&desk, &Terms::of(&targets), "2024-03-02T09:00:00Z");
    let excluded = [
        (Metric::FirstResponse, SlaOutcome::Excluded),
        (Metric::Resolution, SlaOutcome::Excluded),
    ];
    assert_eq!(judgement.outcomes(), excluded);
    assert_eq!(judgement.state(Metric::FirstResponse), None);
    assert!(judgement.verdicts().is_empty());
}

/// A desk whose customers reopen by writing: their message is the reopening.
#[test]
fn a_message_that_reopens_starts_the_wait() {
    let targets = Targets::on(AroundTheClock)
        .next_response(Duration::from_secs(3_600))
        .expect("a target");
    let events = [
        ("2024-03-01T09:00:00Z", MESSAGE),
        ("2024-03-01T10:00:00Z", EventKind::AgentReply),
        (
            "2024-03-01T10:00:00Z",
            EventKind::Resolved(support_kpi::Resolver::Agent),
        ),
        ("2024-03-04T10:00:00Z", MESSAGE),
    ];
    let desk = desk(&events, Reopening::ByCustomerMessage);
    let judgement = judge(&desk, &Terms::of(&targets), "2024-03-04T10:15:00Z");
    let state = judgement.state(Metric::NextResponse).expect("it runs");
    assert_eq!(state.due(), Some(at("2024-03-04T11:00:00Z")));
    assert_eq!(state.left(), Some(Duration::from_secs(2_700)));
}

#[test]
fn every_verdict_says_what_it_was_made_of() {
    let targets = Targets::on(AroundTheClock)
        .next_response(Duration::from_secs(60))
        .expect("a target");
    let events = [
        ("2024-03-01T09:00:00Z", MESSAGE),
        ("2024-03-01T09:00:10Z", EventKind::AgentReply),
        ("2024-03-01T10:00:00Z", MESSAGE),
        ("2024-03-01T10:01:00Z", EventKind::AgentReply),
        ("2024-03-01T11:00:00Z", MESSAGE),
        ("2024-03-01T11:01:30Z", EventKind::AgentReply),
    ];
    let desk = desk(&events, Reopening::Explicit);
    let judgement = judge(&desk, &Terms::of(&targets), "2024-03-02T00:00:00Z");
    let told: Vec<_> = judgement
        .verdicts()
        .iter()
        .map(|judged| (judged.verdict(), judged.at(), judged.late().as_secs()))
        .collect();
    assert_eq!(
        told,
        [
            (Verdict::Met, at("2024-03-01T10:01:00Z"), 0),
            (Verdict::Missed, at("2024-03-01T11:01:30Z"), 30),
        ]
    );
    let last = judgement.verdicts().last().expect("a verdict");
    assert_eq!(last.due(), Some(at("2024-03-01T11:01:00Z")));
    assert_eq!(last.metric(), Metric::NextResponse);
    assert_eq!(
        judgement.state(Metric::NextResponse),
        Some(SlaState::Judged(*last))
    );
}

#[test]
fn every_channel_is_due_in_its_own_hours() {
    let week = |hours: &str| {
        let days = [Weekday::Mon, Weekday::Fri];
        let spans = [hours.parse().expect("a span")];
        BusinessHours::new(Schedule::new(Utc).open(days, spans).expect("a week"))
    };
    let (email, phone) = (week("09:00-17:00"), week("08:00-20:00"));
    let two_hours = Duration::from_secs(7_200);
    let within = |clock| {
        Targets::on(clock)
            .first_response(two_hours)
            .expect("a target")
    };
    let agreements = Agreements::default()
        .with(Channel::Phone, within(&phone))
        .otherwise(within(&email));

    // A Friday at four, on a desk that measures by channel too.
    let clocks = ChannelClocks::new(&email).with(Channel::Phone, &phone);
    let mut desk = Desk::<u8, u8, u8, _>::new(clocks, Reopening::Explicit);
    let friday = at("2024-03-01T16:00:00Z");
    for (ticket, channel, due) in [
        (1, Channel::Email, "2024-03-04T10:00:00Z"),
        (2, Channel::Phone, "2024-03-01T18:00:00Z"),
    ] {
        let message = EventKind::CustomerMessage(channel);
        let _ = desk
            .apply(Event::new(ticket, 1, friday, message))
            .expect("an event that can be");
        let targets = agreements.of(&channel).expect("targets");
        let timeline = desk.timeline(&ticket).expect("a ticket");
        let judgement = Judgement::of(&timeline, &Terms::of(targets), friday);
        let state = judgement.state(Metric::FirstResponse).expect("a state");
        assert_eq!(state.due(), Some(at(due)), "{channel}");
        assert_eq!(state.left(), Some(two_hours), "{channel}");
    }
}

#[test]
fn a_key_without_targets_has_none() {
    let agreements: Agreements<&str, AroundTheClock> = Agreements::default();
    assert_eq!(agreements.of(&"urgent"), None);
}

#[test]
fn clocks_that_change_are_checked_when_they_are_read() {
    let noon = at("2024-03-01T12:00:00Z");
    let clock = Changing::new(AroundTheClock)
        .then(noon, AroundTheClock)
        .expect("in order");
    let text = serde_json::to_string(&clock).expect("JSON");
    assert_eq!(
        text,
        r#"{"first":null,"later":[["2024-03-01T12:00:00Z",null]]}"#
    );
    assert_eq!(
        serde_json::from_str::<Changing<AroundTheClock>>(&text).ok(),
        Some(clock.clone())
    );
    let bytes = postcard::to_stdvec(&clock).expect("postcard");
    assert_eq!(
        postcard::from_bytes::<Changing<AroundTheClock>>(&bytes),
        Ok(clock)
    );

    let twice = text.replace("]]", r#"],["2024-03-01T12:00:00Z",null]]"#);
    let refused = serde_json::from_str::<Changing<AroundTheClock>>(&twice);
    let message = refused.expect_err("the same instant twice").to_string();
    assert!(
        message.starts_with(
            "changes: expected an instant after 2024-03-01T12:00:00Z, found 2024-03-01T12:00:00Z"
        ),
        "{message}"
    );
}

#[test]
fn a_clock_that_changes_knows_whose_spell_it_is() {
    let noon = at("2024-03-01T12:00:00Z");
    let clock = Changing::new(1).then(noon, 2).expect("in order");
    assert_eq!(clock.at(noon), &2);
    assert_eq!(clock.at(noon - chrono::TimeDelta::nanoseconds(1)), &1);
    let spells: Vec<_> = clock
        .spells()
        .map(|(start, clock)| (start, *clock))
        .collect();
    assert_eq!(spells, [(None, 1), (Some(noon), 2)]);
}
