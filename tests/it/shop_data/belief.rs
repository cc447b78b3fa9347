//! What the quarter shows, and the few rows of it that cannot be.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, Shop, is};

#[test]
fn exactly_the_documented_rows_cannot_be() {
    let shop = Shop::committed();
    let ids = |rows: Vec<&Row>, column: &str| -> Vec<String> {
        rows.into_iter().map(|row| row[column].clone()).collect()
    };
    let early =
        |row: &&Row, column: &str, than: &str| !row[column].is_empty() && row[column] < row[than];

    let bad = shop.tickets.iter().filter(|row| {
        early(row, "first_response_at", "opened_at") || early(row, "resolved_at", "opened_at")
    });
    assert_eq!(ids(bad.collect(), "id"), ["P-0001", "P-0002"]);

    let from_customer = |row: &Row| is(row, "customer", "message");
    let bad = shop
        .histories
        .iter()
        .filter(|(_, history)| !history.iter().any(from_customer));
    let bad: Vec<(&str, usize)> = bad
        .map(|(id, history)| (id.as_str(), history.len()))
        .collect();
    assert_eq!(bad, [("O-0001", 2)]);

    let bad = shop.interactions.iter().filter(|row| {
        early(row, "answered_at", "started_at") || early(row, "ended_at", "answered_at")
    });
    assert_eq!(ids(bad.collect(), "id"), ["I-90001", "I-90002"]);

    let bad = shop.surveys.iter().filter(|row| {
        let range = match row["kind"].as_str() {
            "csat" => 1..=5,
            "nps" => 0..=10,
            _ => 0..=100,
        };
        row["score"]
            .parse::<i64>()
            .is_ok_and(|score| !range.contains(&score))
    });
    assert_eq!(ids(bad.collect(), "score"), ["11", "0"]);

    let bad = shop
        .purchases
        .iter()
        .filter(|row| row["amount"].starts_with('-'));
    assert_eq!(ids(bad.collect(), "amount"), ["-3280"]);
}

#[test]
fn the_quarter_is_believable() {
    let shop = Shop::committed();
    let tickets: Vec<&Row> = shop.sound_tickets().collect();
    let whole = tickets.len();
    // Between so many in a thousand tickets.
    let share = |name: &str, part: usize, range: std::ops::RangeInclusive<usize>| {
        assert!(
            range.contains(&(part * 1_000 / whole)),
            "{name}: {part} of {whole}"
        );
    };
    let count = |which: &dyn Fn(&Row) -> bool| tickets.iter().filter(|row| which(row)).count();
    let channels: BTreeSet<&str> = tickets.iter().map(|row| row["channel"].as_str()).collect();
    let expected = [
        "chat",
        "email",
        "in_person",
        "messaging",
        "phone",
        "sms",
        "social",
        "web",
    ];
    assert_eq!(channels.into_iter().collect::<Vec<_>>(), expected);

    let events = |action: &str| -> BTreeSet<&String> {
        let has = |history: &[Row]| history.iter().any(|event| event["action"] == action);
        shop.histories
            .iter()
            .filter(|(_, history)| has(history))
            .map(|(id, _)| id)
            .collect()
    };
    share("abandoned", events("abandon").len(), 40..=60);
    share("reopened", events("reopen").len(), 25..=60);
    share("held", events("hold").len(), 30..=90);
    share("handed over by the bot", events("handoff").len(), 50..=120);
    share("with a note", events("note").len(), 30..=90);
    let alone = |row: &Row| row["replies"] == "0" && !row["resolved_at"].is_empty();
    share("self-served", count(&alone), 100..=140);
    let regular = |row: &Row| row["customer"].starts_with("vip-");
    share("by regulars", count(&regular), 60..=150);
    let abandoned = events("abandon");
    let silent = |row: &Row| {
        row["resolved_at"].is_empty() && row["replies"] == "0" && !abandoned.contains(&row["id"])
    };
    share("still open and unanswered", count(&silent), 8..=40);
    let reopened = |row: &Row| row["reopens"] != "0" && row["resolved_at"].is_empty();
    share("reopened and not resolved again", count(&reopened), 0..=10);
    assert!(count(&reopened) > 0);
    let unknown = |row: &Row| !row["resolved_at"].is_empty() && row["resolved_by"].is_empty();
    share("resolved by nobody knows whom", count(&unknown), 5..=30);

    let outcomes: BTreeSet<&str> = shop
        .interactions
        .iter()
        .map(|row| row["outcome"].as_str())
        .collect();
    assert_eq!(
        outcomes.into_iter().collect::<Vec<_>>(),
        ["abandoned", "answered", "waiting"]
    );

    let asked = |kind: &str| {
        shop.surveys
            .iter()
            .filter(|row| row["kind"] == kind)
            .count()
    };
    let answered = |kind: &str| {
        let of_kind = shop.surveys.iter().filter(|row| row["kind"] == kind);
        of_kind.filter(|row| !row["score"].is_empty()).count()
    };
    for kind in ["csat", "nps"] {
        assert!(
            (250..=450).contains(&(answered(kind) * 1_000 / asked(kind))),
            "{kind}"
        );
    }
    assert!(answered("quality") > 80 && answered("quality") == asked("quality"));

    let mut orders: BTreeMap<&str, usize> = BTreeMap::new();
    for purchase in &shop.purchases {
        *orders.entry(&purchase["customer"]).or_default() += 1;
    }
    assert_eq!(orders.len(), 910);
    let again = orders.values().filter(|count| **count > 1).count();
    assert!(
        (300..=500).contains(&(again * 1_000 / orders.len())),
        "{again}"
    );
}
