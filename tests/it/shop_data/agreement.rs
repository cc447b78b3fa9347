//! The files agree among themselves: each is recounted from the others.

use std::collections::BTreeSet;

use super::{QUARTER, Row, Shop, is};

/// The answer that ended the first wait that was answered.
fn first_response(history: &[Row]) -> String {
    for (position, event) in history.iter().enumerate() {
        if !is(event, "agent", "message") {
            continue;
        }
        let before = &history[..position];
        let ends = |e: &Row| {
            is(e, "agent", "message") || e["action"] == "resolve" || e["action"] == "abandon"
        };
        let spell = before
            .iter()
            .rposition(ends)
            .map_or(before, |end| &before[end + 1..]);
        let starts = |e: &Row| is(e, "customer", "message") || e["action"] == "reopen";
        if spell.iter().any(starts) {
            return event["at"].clone();
        }
    }
    String::new()
}

fn assert_tickets_follow_from_messages(shop: &Shop) {
    let ids: BTreeSet<&String> = shop.sound_tickets().map(|ticket| &ticket["id"]).collect();
    let threads: BTreeSet<&String> = shop
        .histories
        .keys()
        .filter(|ticket| ticket.starts_with("T-"))
        .collect();
    assert_eq!(ids, threads);

    for ticket in shop.sound_tickets() {
        let history = &shop.histories[&ticket["id"]];
        let opening = history
            .iter()
            .find(|event| is(event, "customer", "message"))
            .unwrap();
        assert_eq!(opening, &history[0], "nothing precedes the opening");
        let agents: Vec<&Row> = history
            .iter()
            .filter(|e| is(e, "agent", "message"))
            .collect();
        let position = |action: &str| history.iter().rposition(|event| event["action"] == action);
        // The last resolution, unless the ticket was reopened after it.
        let resolution = position("resolve")
            .filter(|&at| position("reopen").is_none_or(|reopened| reopened < at))
            .map(|at| &history[at]);
        let cell = |row: Option<&Row>, column: &str| {
            row.map(|row| row[column].clone()).unwrap_or_default()
        };
        let reopens = history
            .iter()
            .filter(|event| event["action"] == "reopen")
            .count();

        let recounted = [
            ("channel", opening["channel"].clone()),
            ("customer", opening["by"].clone()),
            ("agent", cell(agents.last().copied(), "by")),
            ("opened_at", opening["at"].clone()),
            ("first_response_at", first_response(history)),
            ("resolved_at", cell(resolution, "at")),
            ("resolved_by", cell(resolution, "author")),
            ("replies", agents.len().to_string()),
            ("reopens", reopens.to_string()),
        ];
        for (column, expected) in recounted {
            assert_eq!(ticket[column], expected, "{column} of {}", ticket["id"]);
        }
    }
}

/// Events that would mean different things to different readers do not occur.
fn assert_histories_make_sense(shop: &Shop) {
    for (ticket, history) in &shop.histories {
        let (mut is_open, mut is_held, mut is_abandoned) = (true, false, false);
        for event in history {
            match event["action"].as_str() {
                "resolve" => {
                    assert!(is_open && !is_abandoned, "{ticket} is resolved once");
                    (is_open, is_held) = (false, false);
                }
                "reopen" => {
                    assert!(
                        !is_open && !is_abandoned,
                        "{ticket} is reopened when resolved"
                    );
                    is_open = true;
                }
                "abandon" => {
                    assert!(is_open, "{ticket} is abandoned while open");
                    (is_open, is_abandoned) = (false, true);
                }
                "hold" => {
                    assert!(is_open && !is_held, "{ticket} is held once");
                    is_held = true;
                }
                "resume" => {
                    assert!(is_held, "{ticket} was held");
                    is_held = false;
                }
                _ => assert!(!is_abandoned, "{ticket}: nothing follows an abandonment"),
            }
            assert!(
                QUARTER.contains(&event["at"].as_str()),
                "{ticket} is in the quarter"
            );
        }
    }
}

fn assert_interactions_follow_from_messages(shop: &Shop) {
    let mut contacted: BTreeSet<&String> = BTreeSet::new();
    for contact in shop
        .interactions
        .iter()
        .filter(|row| row["id"].starts_with("I-2"))
    {
        let history = &shop.histories[&contact["ticket"]];
        contacted.insert(&contact["ticket"]);
        let id = &contact["id"];
        let at = |instant: &str, author: &str, action: &str| {
            history
                .iter()
                .any(|event| event["at"] == instant && is(event, author, action))
        };
        assert_eq!(
            contact["channel"],
            shop.channel_of(&contact["ticket"]),
            "{id}"
        );
        assert!(
            ["phone", "chat"].contains(&contact["channel"].as_str()),
            "{id}"
        );
        assert_eq!(contact["customer"], history[0]["by"], "{id}");
        let started = contact["started_at"].as_str();
        assert!(
            at(started, "customer", "message") || at(started, "automation", "handoff"),
            "{id}"
        );
        let answer = history
            .iter()
            .find(|event| event["at"].as_str() > started && is(event, "agent", "message"));
        if contact["answered_at"].is_empty() {
            assert_ne!(contact["outcome"], "answered", "{id}");
            assert_eq!((answer, contact["agent"].as_str()), (None, ""), "{id}");
        } else {
            assert_ne!(contact["outcome"], "waiting", "{id}");
            let answer = answer.unwrap();
            assert_eq!(
                (&contact["answered_at"], &contact["agent"]),
                (&answer["at"], &answer["by"])
            );
            assert!(contact["ended_at"] >= contact["answered_at"], "{id}");
        }
        let abandoned = at(&contact["ended_at"], "customer", "abandon");
        assert_eq!(contact["outcome"] == "abandoned", abandoned, "{id}");
        assert_eq!(
            contact["outcome"] == "waiting",
            contact["ended_at"].is_empty(),
            "{id}"
        );
    }
    // And the other way: whoever waited for a person on the phone or in a chat is listed.
    for ticket in shop.sound_tickets() {
        let history = &shop.histories[&ticket["id"]];
        let without_person =
            ticket["replies"] == "0" && history.iter().any(|event| event["action"] == "resolve");
        let is_contact = ["phone", "chat"].contains(&ticket["channel"].as_str());
        let expected = is_contact && !without_person;
        assert_eq!(
            contacted.contains(&ticket["id"]),
            expected,
            "{}",
            ticket["id"]
        );
    }
}

fn assert_surveys_follow_from_tickets(shop: &Shop) {
    for survey in &shop.surveys {
        assert_eq!(survey["score"].is_empty(), survey["answered_at"].is_empty());
        if survey["ticket"].is_empty() {
            continue;
        }
        let ticket = shop
            .tickets
            .iter()
            .find(|row| row["id"] == survey["ticket"])
            .unwrap();
        assert_eq!(survey["agent"], ticket["agent"]);
        assert_eq!(survey["channel"], ticket["channel"]);
        assert!(!ticket["resolved_at"].is_empty());
        if !survey["answered_at"].is_empty() {
            assert!(survey["answered_at"] > ticket["resolved_at"]);
            assert!(QUARTER.contains(&survey["answered_at"].as_str()));
        }
    }
}

#[test]
fn the_files_agree_among_themselves() {
    let mut shops = vec![Shop::committed()];
    shops.extend((1..6).map(|seed| Shop::of(seed, 400)));
    for shop in &shops {
        assert_tickets_follow_from_messages(shop);
        assert_histories_make_sense(shop);
        assert_interactions_follow_from_messages(shop);
        assert_surveys_follow_from_tickets(shop);
    }
}
