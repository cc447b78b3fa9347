//! The borders of the model: what is accepted, what is not, and how it is written.

use std::time::Duration;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use support_kpi::{
    Channel, Elapsed, HandleTime, Interaction, OneToFive, Outcome, Purchase, Resolver, Score,
    Survey, Ticket, TicketRow,
};

use crate::facts;
use crate::serialised::{through_json, through_postcard};

#[test]
fn a_ticket_takes_80_bytes() {
    assert_eq!(size_of::<Ticket>(), 80);
}

#[test]
fn errors_name_the_field_and_both_values() {
    let builder = || Ticket::builder(Channel::Email, facts::epoch());
    let early = facts::epoch() - chrono::TimeDelta::seconds(1);
    let far = chrono::DateTime::<chrono::Utc>::MAX_UTC;
    let century = Duration::from_secs(600 * 366 * 86_400);
    let cases = [
        (
            builder().first_response_at(early).build().map(drop),
            "first_response_at: expected 2024-03-01T00:00:00Z (opened_at) or later, \
             found 2024-02-29T23:59:59Z",
        ),
        (
            builder()
                .resolved_at(early, Resolver::Agent)
                .build()
                .map(drop),
            "resolved_at: expected 2024-03-01T00:00:00Z (opened_at) or later, \
             found 2024-02-29T23:59:59Z",
        ),
        (
            builder().abandoned_at(early).build().map(drop),
            "abandoned_at: expected 2024-03-01T00:00:00Z (opened_at) or later, \
             found 2024-02-29T23:59:59Z",
        ),
        (
            builder()
                .first_resolved_at(facts::after(2_000_000_000))
                .resolved_at(facts::after(1_000_000_000), Resolver::Agent)
                .build()
                .map(drop),
            "resolved_at: expected 2024-03-01T00:00:02Z (first_resolved_at) or later, \
             found 2024-03-01T00:00:01Z",
        ),
        (
            builder().first_response_at(far).build().map(drop),
            "first_response_at: expected an instant from 1677-09-21T00:12:44Z to \
             2262-04-11T23:47:16Z, found +262142-12-31T23:59:59.999999999Z",
        ),
        (
            builder().hold(century).build().map(drop),
            "hold: expected at most 18446744073 s (584 years), found 18973440000 s",
        ),
        (
            builder()
                .first_response_took(Duration::ZERO)
                .build()
                .map(drop),
            "first_response_at: expected the instant of the first response, whose wait is given, \
             found nothing",
        ),
        (
            builder()
                .responses(0, Duration::from_secs(5))
                .build()
                .map(drop),
            "responses: expected no time for no responses, found 5s",
        ),
        (
            builder().resolution_took(Duration::ZERO).build().map(drop),
            "resolved_at: expected the instant of the resolution, whose time is given, found nothing",
        ),
        (
            Score::<OneToFive>::new(0).map(drop),
            "score: expected 1-5, found 0",
        ),
        (
            Survey::<OneToFive>::declined()
                .with_delay(Elapsed::ZERO)
                .map(drop),
            "delay: expected none for a survey without an answer, found 0ns",
        ),
        (
            Purchase::new(facts::epoch(), "0.0000001".parse().expect("a decimal")).map(drop),
            "amount: expected at most 6 decimals, found 0.0000001",
        ),
        (
            Purchase::new(facts::epoch(), "9223372036855".parse().expect("a decimal")).map(drop),
            "amount: expected 0 to 9223372036854.775807, found 9223372036855",
        ),
        (
            HandleTime::new(century / 2, century / 2, century / 2).map(drop),
            "handle_time: expected at most 18446744073 s (584 years), found 28460160000 s",
        ),
        (
            Interaction::new(Channel::Phone, facts::epoch(), Outcome::StillWaiting)
                .and_then(|call| call.with_handle_time(HandleTime::default()))
                .map(drop),
            "handle: expected none for a contact that nobody answered, found 0ns",
        ),
    ];
    for (result, text) in cases {
        assert_eq!(result.expect_err(text).to_string(), text);
    }
}

#[test]
fn what_is_deserialised_is_checked_as_strictly() {
    let refused = |json: &str| {
        serde_json::from_str::<Ticket>(json)
            .expect_err(json)
            .to_string()
    };
    let opened = r#""channel":"email","opened_at":"2024-03-01T09:00:00Z""#;
    for (rest, text) in [
        (
            r#""first_response_at":"2024-03-01T08:00:00Z""#,
            "first_response_at: expected 2024-03-01T09:00:00Z (opened_at) or later",
        ),
        (r#""state":"resolved""#, "closed_at: expected the instant"),
        (
            r#""closed_at":"2024-03-02T08:00:00Z""#,
            "closed_at: expected none for an open ticket, found 2024-03-02",
        ),
        (
            r#""responses":2"#,
            "response_total_ns: expected a time, as responses are given",
        ),
        (
            r#""replies":-1"#,
            "invalid value: integer `-1`, expected a whole number from 0 to 4294967295",
        ),
        (r#""state":"lost""#, "expected open, on_hold, reopened"),
    ] {
        let message = refused(&format!("{{{opened},{rest}}}"));
        assert!(message.contains(text), "{message}");
    }
    let survey = r#"{"response":{"answered":6},"delay":null}"#;
    let message = serde_json::from_str::<Survey<OneToFive>>(survey)
        .expect_err(survey)
        .to_string();
    assert!(
        message.contains("score: expected 1-5, found 6"),
        "{message}"
    );
    let handled = r#"{"talk":18446744073709551615,"hold":1,"after_work":0}"#;
    let message = serde_json::from_str::<HandleTime>(handled)
        .expect_err(handled)
        .to_string();
    assert!(
        message.contains("handle_time: expected at most"),
        "{message}"
    );
    let purchase = r#"{"at":"2024-03-01T09:00:00Z","amount":"-1"}"#;
    let message = serde_json::from_str::<Purchase>(purchase)
        .expect_err(purchase)
        .to_string();
    assert!(message.contains("amount: expected 0 to"), "{message}");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
    agent: String,
    #[serde(flatten)]
    ticket: Ticket,
}

#[test]
fn a_ticket_flattens_into_a_json_row_and_is_read_so_from_csv() {
    let ticket = Ticket::builder(Channel::Other(3), facts::epoch())
        .first_response_at(facts::after(1_500_000_000))
        .resolved_at(facts::after(60_000_000_000), Resolver::NotKnown)
        .replies(2)
        .build()
        .expect("a ticket");
    let row = Row {
        id: 7,
        agent: "Aiko".into(),
        ticket,
    };
    assert_eq!(through_json(&row), row);

    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .serialize(TicketRow::new(7, &ticket))
        .expect("a flat row");
    let text = String::from_utf8(writer.into_inner().expect("a buffer")).expect("text");
    assert_eq!(
        text,
        "key,channel,opened_at,first_response_at,first_response_ns,responses,response_total_ns,\
         replies,state,closed_at,resolved_by,resolution_ns,first_resolution_ns,hold_ns,reopens,\
         handovers,bot\n\
         7,other:3,2024-03-01T00:00:00Z,2024-03-01T00:00:01.500Z,1500000000,,,2,resolved,\
         2024-03-01T00:01:00Z,not_known,60000000000,60000000000,0,,,none\n",
    );

    let renamed = text
        .replacen("key,", "id,agent,", 1)
        .replacen("\n7,", "\n7,Aiko,", 1);
    let read: Vec<Row> = csv::Reader::from_reader(renamed.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("rows with blank cells");
    assert_eq!(read, [row]);
}

proptest! {
    #[test]
    fn facts_are_read_back_as_they_were(
        ticket in facts::ticket(),
        interaction in facts::interaction(),
        survey in facts::survey::<OneToFive>(),
        purchase in facts::purchase(),
        channel in facts::channel(),
    ) {
        prop_assert_eq!(through_json(&ticket), ticket);
        prop_assert_eq!(through_postcard(&ticket), ticket);
        prop_assert_eq!(TicketRow::new((), &ticket).ticket(), Ok(ticket));
        prop_assert_eq!(through_json(&interaction), interaction);
        prop_assert_eq!(through_postcard(&interaction), interaction);
        prop_assert_eq!(through_json(&survey), survey);
        prop_assert_eq!(through_postcard(&survey), survey);
        prop_assert_eq!(through_json(&purchase), purchase);
        prop_assert_eq!(through_postcard(&purchase), purchase);
        prop_assert_eq!(channel.to_string().parse(), Ok(channel));
        prop_assert_eq!(ticket.channel().to_string().parse(), Ok(ticket.channel()));
    }
}
