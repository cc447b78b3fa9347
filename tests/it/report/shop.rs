//! The shop's quarter: figures recounted from the text of its files.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;

use super::*;

type Row = BTreeMap<String, String>;

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data");

fn rows(file: &str) -> Vec<Row> {
    let text = fs::read_to_string(Path::new(SHOP).join(file)).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let cells = header.iter().zip(line.split(','));
            cells
                .map(|(name, cell)| ((*name).to_string(), cell.to_string()))
                .collect()
        })
        .collect()
}

/// Seconds from one cell to another; `None` where one of them is empty.
fn seconds(row: &Row, from: &str, to: &str) -> Option<i64> {
    let instant = |cell: &str| DateTime::parse_from_rfc3339(&row[cell]).ok();
    Some((instant(to)? - instant(from)?).num_seconds())
}

fn report() -> Value {
    serde_json::from_str(&printed(["--json"])).unwrap()
}

fn assert_mean(figure: &Value, seconds: &[i64]) {
    assert_eq!(figure["count"], seconds.len());
    let mean = seconds.iter().sum::<i64>() as f64 / seconds.len() as f64;
    let found = figure["mean_s"].as_f64().unwrap();
    assert!((found - mean).abs() <= 1e-9 * mean, "{found} is not {mean}");

    let mut sorted = seconds.to_vec();
    sorted.sort_unstable();
    for (key, percent) in [("p50_s", 50), ("p90_s", 90), ("p99_s", 99)] {
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        let exact = sorted[rank - 1] as f64;
        let found = figure[key].as_f64().unwrap();
        assert!(
            (found - exact).abs() <= 0.004 * exact,
            "{key}: {found} is not {exact}"
        );
    }
}

fn assert_ratio(figure: &Value, part: usize, whole: usize) {
    assert_eq!(
        (&figure["part"], &figure["whole"]),
        (&part.into(), &whole.into())
    );
    let percent = 100.0 * part as f64 / whole as f64;
    assert!((figure["percent"].as_f64().unwrap() - percent).abs() < 1e-9);
}

#[test]
fn tickets_are_those_of_the_file() {
    let sound: Vec<Row> = rows("tickets.csv")
        .into_iter()
        .filter(|row| {
            let before = |to| seconds(row, "opened_at", to).is_some_and(|time| time < 0);
            !before("first_response_at") && !before("resolved_at")
        })
        .collect();
    let report = report();
    let tickets = &report["tickets"];
    assert_eq!(tickets["tickets"], sound.len());
    assert_eq!(tickets["rejected"], 2);

    let times = |rows: &[&Row], to: &str| -> Vec<i64> {
        rows.iter()
            .filter_map(|row| seconds(row, "opened_at", to))
            .collect()
    };
    let all: Vec<&Row> = sound.iter().collect();
    assert_mean(
        &tickets["first_response"],
        &times(&all, "first_response_at"),
    );
    assert_mean(&tickets["resolution"], &times(&all, "resolved_at"));
    let channels: BTreeSet<&String> = sound.iter().map(|row| &row["channel"]).collect();
    assert_eq!(
        tickets["by_channel"].as_object().unwrap().len(),
        channels.len()
    );
    for channel in channels {
        let of_channel: Vec<&Row> = sound
            .iter()
            .filter(|row| row["channel"] == *channel)
            .collect();
        let found = &tickets["by_channel"][channel];
        assert_eq!(found["tickets"], of_channel.len(), "{channel}");
        assert_mean(
            &found["first_response"],
            &times(&of_channel, "first_response_at"),
        );
        assert_mean(&found["resolution"], &times(&of_channel, "resolved_at"));
    }

    let count = |chosen: &dyn Fn(&Row) -> bool| sound.iter().filter(|row| chosen(row)).count();
    let resolved = |row: &Row| !row["resolved_at"].is_empty();
    let one_touch = count(&|row| resolved(row) && row["replies"] == "1");
    assert_ratio(&tickets["one_touch"], one_touch, sound.len());
    let alone = count(&|row| {
        ["customer", "automation"].contains(&row["resolved_by"].as_str()) && row["replies"] == "0"
    });
    assert_ratio(&tickets["self_service"], alone, sound.len());
    let reopened = count(&|row| row["reopens"] != "0");
    let ever = count(&|row| resolved(row) || row["reopens"] != "0");
    assert_ratio(&tickets["reopened"], reopened, ever);

    for hour in 0..24 {
        let opened = count(&|row| row["opened_at"][11..13] == format!("{hour:02}"));
        assert_eq!(tickets["opened_by_hour"][hour], opened, "hour {hour}");
    }
    let categories: BTreeMap<&str, usize> = sound.iter().fold(BTreeMap::new(), |mut all, row| {
        *all.entry(row["category"].as_str()).or_default() += 1;
        all
    });
    let most = categories.values().max().unwrap();
    assert_eq!(tickets["reasons"][0]["share"]["part"], *most);
}

#[test]
fn what_is_open_is_what_was_neither_resolved_nor_given_up() {
    let messages = rows("messages.csv");
    let tickets = rows("tickets.csv");
    let open: Vec<&Row> = tickets
        .iter()
        .filter(|row| row["resolved_at"].is_empty() && row["id"].starts_with('T'))
        // The last of abandonment, resolution and reopening is no abandonment.
        .filter(|row| {
            let of_ticket = messages.iter().filter(|event| event["ticket"] == row["id"]);
            let ends = ["abandon", "resolve", "reopen"];
            let last = of_ticket
                .filter(|event| ends.contains(&event["action"].as_str()))
                .max_by_key(|event| event["at"].clone());
            last.is_none_or(|event| event["action"] != "abandon")
        })
        .collect();
    let unanswered: Vec<&&Row> = open.iter().filter(|row| row["replies"] == "0").collect();
    let report = report();
    let found = &report["tickets"]["open"];
    assert_eq!(found["backlog"]["count"], open.len());
    assert_eq!(found["unanswered"]["count"], unanswered.len());
    let oldest = unanswered
        .iter()
        .min_by_key(|row| &row["opened_at"])
        .unwrap();
    assert_eq!(found["oldest_unanswered"]["ticket"], oldest["id"].as_str());
    let resolved = tickets
        .iter()
        .filter(|row| !row["resolved_at"].is_empty())
        .count()
        - 2;
    assert_eq!(
        report["tickets"]["abandoned"],
        1_300 - resolved - open.len()
    );
}

#[test]
fn interactions_surveys_and_purchases_are_those_of_the_files() {
    let report = report();
    let contacts: Vec<Row> = rows("interactions.csv")
        .into_iter()
        .filter(|row| !row["id"].starts_with("I-9"))
        .collect();
    let outcome = |row: &Row| (row["outcome"].clone(), !row["answered_at"].is_empty());
    let count = |chosen: &[(&str, bool)]| {
        let chosen = |row: &&Row| {
            chosen
                .iter()
                .any(|(word, answered)| outcome(row) == ((*word).to_string(), *answered))
        };
        contacts.iter().filter(chosen).count()
    };
    let found = &report["interactions"];
    assert_eq!(found["interactions"], contacts.len());
    let left = count(&[("abandoned", true), ("abandoned", false)]);
    assert_ratio(&found["abandonment"], left, contacts.len());
    assert_ratio(
        &found["abandoned_waiting"],
        count(&[("abandoned", false)]),
        contacts.len(),
    );
    let waits: Vec<i64> = contacts
        .iter()
        .filter_map(|row| seconds(row, "started_at", "answered_at"))
        .collect();
    assert_mean(&found["wait_answered"], &waits);
    let mori = contacts
        .iter()
        .filter(|row| row["agent"] == "mori" && !row["answered_at"].is_empty());
    assert_eq!(found["handled_by_agent"]["mori"], mori.count());

    let surveys = rows("surveys.csv");
    let scores = |kind: &str, range: std::ops::RangeInclusive<u32>| -> Vec<u32> {
        let of_kind = surveys.iter().filter(|row| row["kind"] == kind);
        of_kind
            .filter_map(|row| row["score"].parse().ok())
            .filter(|score| range.contains(score))
            .collect()
    };
    let csat = scores("csat", 1..=5);
    let satisfied = csat.iter().filter(|score| **score >= 4).count();
    assert_ratio(
        &report["surveys"]["csat"]["satisfied"],
        satisfied,
        csat.len(),
    );
    let nps = scores("nps", 0..=10);
    let promoters = nps.iter().filter(|score| **score >= 9).count();
    let detractors = nps.iter().filter(|score| **score <= 6).count();
    let score = 100.0 * (promoters as f64 - detractors as f64) / nps.len() as f64;
    assert!((report["surveys"]["nps"]["score"].as_f64().unwrap() - score).abs() < 1e-9);

    let purchases: Vec<Row> = rows("purchases.csv")
        .into_iter()
        .filter(|row| !row["amount"].starts_with('-'))
        .collect();
    let mut by_customer = BTreeMap::<&str, usize>::new();
    for row in &purchases {
        *by_customer.entry(&row["customer"]).or_default() += 1;
    }
    let found = &report["purchases"];
    assert_eq!(found["purchases"], purchases.len());
    for times in 2..=4 {
        let repeat = by_customer
            .values()
            .filter(|bought| **bought >= times)
            .count();
        assert_ratio(
            &found["repeat"][times.to_string()],
            repeat,
            by_customer.len(),
        );
    }
    let amount: u64 = purchases
        .iter()
        .map(|row| row["amount"].parse::<u64>().unwrap())
        .sum();
    assert_eq!(found["amount"], amount.to_string());
}

#[test]
fn goals_and_level_are_there_with_their_reasons() {
    let report = report();
    let goals = report["goals"].as_array().unwrap();
    assert_eq!(goals.len(), 11);
    for goal in goals {
        let actual = goal["actual"].as_f64().unwrap();
        let reached = match (goal["at_most"].as_f64(), goal["at_least"].as_f64()) {
            (Some(bound), None) => actual <= bound,
            (None, Some(bound)) => actual >= bound,
            other => panic!("{other:?}"),
        };
        assert_eq!(goal["verdict"] == "reached", reached, "{goal}");
    }
    let level = &report["level"];
    assert_eq!(level["overall"]["held_down_by"][0], "resolution_time");
    assert_eq!(level["dimensions"].as_array().unwrap().len(), 7);
    let advice = &level["dimensions"][1]["advice"][0];
    assert!(advice["english"].is_string() && advice["japanese"].is_string());
}
