//! Conversations: put together by the desk, the same as the tickets they are
//! the story of, and the same in any order.

use chrono::{DateTime, Utc};

use super::conversations_of_messages::{Conversations, event};
use super::*;
use crate::folder::reader::Folder;

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");
const MESSAGES: &str = "ticket,at,author,by,channel,action\n";

#[test]
fn the_shops_messages_tell_what_its_tickets_tell() {
    let report: Value = serde_json::from_str(&printed(["--json"])).unwrap();
    let (tickets, conversations) = (&report["tickets"], &report["conversations"]);
    // O-0001 has no message of a customer; T-… are the sound tickets.
    assert_eq!(conversations["rejected"], 1);
    assert_eq!(conversations["left_out"]["without a customer's message"], 1);
    for figure in [
        "tickets",
        "resolution",
        "one_touch",
        "self_service",
        "opened_by_hour",
    ] {
        assert_eq!(conversations[figure], tickets[figure], "{figure}");
    }
    // A bot's hand-off starts the wait again, and only the messages tell of it.
    let responses = |of: &Value| {
        let figure = &of["first_response"];
        let count = figure["count"].as_f64().unwrap();
        (count, count * figure["mean_s"].as_f64().unwrap())
    };
    let ((all, from_openings), (answered, from_hand_offs)) =
        (responses(tickets), responses(conversations));
    assert_eq!(all, answered);
    let at_the_bot = from_openings - from_hand_offs;
    assert!(
        (at_the_bot - seconds_at_the_bot()).abs() < 1e-6,
        "{at_the_bot}"
    );
    assert_eq!(
        conversations["reopened"]["part"],
        tickets["reopened"]["part"]
    );
    let events = &conversations["events"];
    let part = |key: &str| events[key].as_u64().unwrap();
    assert_eq!(part("received"), 6_383);
    assert_eq!(part("counted") + part("set_aside"), 6_383);
}

/// How long customers had waited, in all, when a bot handed them over to the
/// person who gave the first response.
fn seconds_at_the_bot() -> f64 {
    let rows = |file: &str| -> Vec<Vec<String>> {
        let text = fs::read_to_string(Path::new(SHOP).join(file)).unwrap();
        let lines = text.lines().skip(1);
        lines
            .map(|line| line.split(',').map(str::to_string).collect())
            .collect()
    };
    let seconds = |text: &str| text.parse::<DateTime<Utc>>().unwrap().timestamp();
    let messages = rows("messages.csv");
    let mut waited = 0;
    for ticket in rows("tickets.csv")
        .iter()
        .filter(|row| row[0].starts_with('T'))
    {
        let (opened, answered) = (&ticket[6], &ticket[7]);
        let handed_over = messages
            .iter()
            .filter(|row| row[0] == ticket[0] && row[5] == "handoff" && row[1] < *answered)
            .map(|row| seconds(&row[1]))
            .max();
        if let Some(at) = handed_over {
            waited += at - seconds(opened);
        }
    }
    waited as f64
}

/// The shop's events, counted in an order.
fn counted(in_order: impl FnOnce(&mut Vec<usize>)) -> Conversations {
    let folder = Folder::read(Path::new(SHOP)).unwrap();
    let rows = folder.messages.unwrap();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    in_order(&mut order);
    let mut conversations = Conversations::default();
    for place in order {
        let row = &rows[place];
        let taken = conversations.take(event(row, row.channel.unwrap()).unwrap());
        assert!(taken.is_ok());
    }
    conversations
}

fn assert_same(one: &Conversations, other: &Conversations) {
    assert_eq!(one.by_channel, other.by_channel);
    assert_eq!(one.responses, other.responses);
    assert_eq!(one.courses, other.courses);
    assert_eq!(one.bots, other.bots);
    assert_eq!(one.openings, other.openings);
}

#[test]
fn any_order_of_the_rows_comes_to_the_same_figures() {
    let as_it_stands = counted(|_| {});
    assert_eq!(as_it_stands.responses.count().unwrap(), 1_792);
    let backwards = counted(|order| order.reverse());
    // A stride that shares no factor with the 6,383 rows visits each once.
    let scattered = counted(|order| {
        let rows = order.len();
        for (step, place) in order.iter_mut().enumerate() {
            *place = step * 2_731 % rows;
        }
    });
    for other in [&backwards, &scattered] {
        assert_same(&as_it_stands, other);
    }
    assert_same(&as_it_stands, &as_it_stands.recounted());
}

/// Two conversations and a half: worked out by hand below.
fn small() -> String {
    let rows = [
        // Waits 30 min for a reply; asks again, waits 10 min; resolved at 02:00.
        "A,2026-04-06T00:00:00Z,customer,c1,email,message",
        "A,2026-04-06T00:30:00Z,agent,ito,email,message",
        "A,2026-04-06T01:00:00Z,customer,c1,email,message",
        "A,2026-04-06T01:10:00Z,agent,mori,email,message",
        "A,2026-04-06T02:00:00Z,agent,mori,,resolve",
        // A bot answers and hands over an hour later; nobody has replied since.
        "B,2026-04-06T00:00:00Z,customer,c2,fax,message",
        "B,2026-04-06T00:00:05Z,automation,,fax,message",
        "B,2026-04-06T01:00:00Z,automation,,,handoff",
        "B,2026-04-06T01:00:01Z,agent,ito,,resume",
        // Nobody asked.
        "C,2026-04-06T00:00:00Z,agent,ito,email,message",
        // Who wrote this is not known: a reply, or none.
        "A,2026-04-06T03:00:00Z,,,email,message",
        "A,1492-04-06T03:00:00Z,customer,c1,email,message",
    ];
    format!("{MESSAGES}{}\n", rows.join("\n"))
}

#[test]
fn a_folder_of_messages_alone_makes_tickets() {
    let messages = small();
    let report = json("messages_json", &[("messages.csv", &messages)]);
    assert!(report["tickets"].is_null());
    let rows = &report["rows"]["messages.csv"];
    assert_eq!(
        (&rows["input"], &rows["counted"], &rows["rejected"]),
        (&12.into(), &10.into(), &2.into())
    );
    let reasons: Vec<&str> = report["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        reasons,
        [
            "author: expected customer, agent or automation where the action is message, found nothing",
            "at: expected an instant from 1677-09-21T00:12:44Z to 2262-04-11T23:47:16Z, found 1492-04-06T03:00:00Z",
        ]
    );
    let found = &report["conversations"];
    assert_eq!(
        (&found["tickets"], &found["rejected"]),
        (&2.into(), &1.into())
    );
    assert_eq!(found["first_response"]["mean_s"], 1_800.0);
    // 30 and 10 minutes over two responses, and over two tickets.
    assert_eq!(found["response"]["count"], 2);
    assert_eq!(found["response"]["mean_s"], 1_200.0);
    assert_eq!(found["response"]["per_ticket_mean_s"], 1_200.0);
    assert_eq!(found["resolution"]["mean_s"], 7_200.0);
    assert_eq!(found["one_touch"]["part"], 0);
    assert_eq!(found["by_channel"]["fax"]["tickets"], 1);
    assert_eq!(found["handed_over_by_bot"]["percent"], 100.0);
    assert_eq!(
        found["events"]["set_aside_by_reason"]["resumed without a hold"],
        1
    );
    assert_eq!(report["agents"]["ito"]["answered"], 1);
    assert_eq!(report["agents"]["mori"]["resolved"], 1);
    let last: DateTime<Utc> = "2026-04-06T02:00:00Z".parse().unwrap();
    assert_eq!(report["head"]["as_of"], serde_json::to_value(last).unwrap());

    let page = page("messages_page", &[("messages.csv", &messages)]);
    assert!(page.contains(
        "  Tickets   2 of messages.csv count, each in the period of its opening; 1 left out: without a\n            customer's message\n"
    ), "{page}");
    assert!(
        page.contains("Longest without a reply: B, fax, for 2 h."),
        "{page}"
    );
}
