//! The shop's quarter in `examples/data`: written by its generator, in
//! agreement with itself, and as believable as it is meant to be.
//!
//! The recount here reads the text with `split` and asks one question at a
//! time; it shares nothing with the generator or with the input layer.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::folder::reader::Folder;

mod agreement;
mod belief;

#[path = "../../examples/generate_shop/shop/mod.rs"]
mod shop;

/// A row as a map from column to cell.
type Row = BTreeMap<String, String>;

/// The files of rows; `desk.json` is the sixth.
const TABLES: [&str; 5] = [
    "tickets.csv",
    "messages.csv",
    "interactions.csv",
    "surveys.csv",
    "purchases.csv",
];

/// 1 April and 1 July 2026, midnight in Tokyo; instants of one form compare as text.
const QUARTER: std::ops::Range<&str> = "2026-03-31T15:00:00Z".."2026-06-30T15:00:00Z";

fn committed() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data"))
}

fn rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), header.len(), "{line}");
            let named = header.iter().zip(cells);
            named
                .map(|(name, cell)| ((*name).to_string(), cell.to_string()))
                .collect()
        })
        .collect()
}

/// The folder's rows, by file.
struct Shop {
    tickets: Vec<Row>,
    /// Each ticket's events, as the layout orders them.
    histories: BTreeMap<String, Vec<Row>>,
    interactions: Vec<Row>,
    surveys: Vec<Row>,
    purchases: Vec<Row>,
}

impl Shop {
    fn of(seed: u64, tickets: usize) -> Self {
        let files = BTreeMap::from(shop::files(seed, tickets));
        let [tickets, messages, interactions, surveys, purchases] =
            TABLES.map(|name| rows(&files[name]));
        let mut histories: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for message in messages {
            histories
                .entry(message["ticket"].clone())
                .or_default()
                .push(message);
        }
        for history in histories.values_mut() {
            history.sort_by_key(|event| (event["at"].clone(), rank(event), event["by"].clone()));
        }
        Self {
            tickets,
            histories,
            interactions,
            surveys,
            purchases,
        }
    }

    fn committed() -> Self {
        Self::of(shop::SEED, shop::TICKETS)
    }

    /// The tickets that can be.
    fn sound_tickets(&self) -> impl Iterator<Item = &Row> {
        self.tickets
            .iter()
            .filter(|ticket| ticket["id"].starts_with("T-"))
    }

    fn channel_of(&self, ticket: &str) -> &str {
        let found = self.tickets.iter().find(|row| row["id"] == ticket);
        &found.unwrap()["channel"]
    }
}

/// The layout's order of what happens at one instant.
fn rank(event: &Row) -> usize {
    const ORDER: [&str; 10] = [
        "customer message",
        "agent message",
        "automation message",
        "note",
        "handoff",
        "hold",
        "resume",
        "abandon",
        "resolve",
        "reopen",
    ];
    let action = &event["action"];
    let name = match action.as_str() {
        "message" => format!("{} message", event["author"]),
        _ => action.clone(),
    };
    ORDER.iter().position(|known| *known == name).unwrap()
}

fn is(event: &Row, author: &str, action: &str) -> bool {
    event["author"] == author && event["action"] == action
}

#[test]
fn the_committed_files_are_what_the_generator_writes() {
    let mut size = 0;
    for (name, text) in shop::files(shop::SEED, shop::TICKETS) {
        let found = fs::read_to_string(committed().join(name)).unwrap();
        size += found.len();
        // No diff of whole files: the first line that differs says enough.
        let differs = found
            .lines()
            .zip(text.lines())
            .find(|(found, text)| found != text);
        assert_eq!(differs, None, "{name}");
        assert!(found == text, "{name} differs in length or in line ends");
    }
    assert!(size < 1_200_000, "{size} bytes");
}

#[test]
fn a_seed_decides_everything_and_a_count_how_much() {
    assert_eq!(shop::files(7, 120), shop::files(7, 120));
    assert_ne!(shop::files(7, 120), shop::files(8, 120));
    for count in [0, 1, 2, 50] {
        assert_eq!(Shop::of(7, count).sound_tickets().count(), count);
    }
}

#[test]
fn the_input_layer_reads_every_row() {
    let folder = Folder::read(committed()).unwrap();
    let [tickets, messages, interactions, surveys, purchases] = TABLES.map(|name| {
        let text = fs::read_to_string(committed().join(name)).unwrap();
        text.lines().count() - 1
    });
    assert_eq!(folder.tickets.unwrap().len(), tickets);
    assert_eq!(folder.messages.unwrap().len(), messages);
    assert_eq!(folder.interactions.unwrap().len(), interactions);
    assert_eq!(folder.surveys.unwrap().len(), surveys);
    assert_eq!(folder.purchases.unwrap().len(), purchases);
    let desk = folder.desk.unwrap();
    assert_eq!(desk.time_zone, Some(chrono_tz::Asia::Tokyo));
    assert_eq!(desk.goals.len(), 11);
    assert_eq!(folder.channels.others(), [] as [&str; 0]);
    assert_eq!(folder.ignored, [] as [&str; 0]);
}

#[test]
fn chance_gives_the_published_numbers() {
    // The first five of the reference implementation (Vigna, splitmix64.c) for the seed 1234567.
    let mut random = shop::random::Random::new(1_234_567);
    let drawn: Vec<u64> = (0..5).map(|_| random.next()).collect();
    assert_eq!(
        drawn,
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ]
    );
}

#[test]
fn a_log_normal_draw_has_its_median_and_its_spread() {
    let mut random = shop::random::Random::new(1);
    let mut drawn: Vec<i64> = (0..20_001)
        .map(|_| random.log_normal(100_000, 100))
        .collect();
    drawn.sort_unstable();
    // One deviation above the median lies at 84.13 %: times e there, and by e below it.
    for (position, expected) in [(3_174, 36_788), (10_000, 100_000), (16_827, 271_828)] {
        let found = drawn[position];
        assert!(
            (found - expected).abs() * 100 < expected * 4,
            "{position}: {found}"
        );
    }
}
