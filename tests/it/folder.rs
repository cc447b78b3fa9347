//! The examples' input layer: what it reads, and what it says of what it cannot.

use std::fs;
use std::path::PathBuf;

use support_kpi::Channel;

use self::reader::Folder;
use self::reader::interactions::Outcome;
use self::reader::messages::{Action, Author};
use self::reader::surveys::SurveyKind;
use self::reader::tickets::Resolver;

mod broken;
mod desk;
#[path = "../../examples/folder/mod.rs"]
pub(crate) mod reader;

const TICKETS: &str = "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens\n";
const MESSAGES: &str = "ticket,at,author,by,channel,action\n";
const INTERACTIONS: &str =
    "id,ticket,channel,customer,agent,started_at,answered_at,ended_at,outcome\n";
const SURVEYS: &str = "kind,score,answered_at,ticket,agent,channel\n";
const PURCHASES: &str = "customer,at,amount\n";

/// A folder with these files, under the name of the test that needs it.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("folder")
        .join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    for (file, bytes) in files {
        fs::write(path.join(file), bytes).unwrap();
    }
    path
}

fn read(name: &str, files: &[(&str, &str)]) -> Folder {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(f, text)| (*f, text.as_bytes()))
        .collect();
    Folder::read(&folder(name, &files)).unwrap()
}

/// What reading a folder with this one file says.
fn fault(name: &str, file: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder(name, &[(file, bytes.as_ref())]);
    Folder::read(&path).unwrap_err().to_string()
}

#[test]
fn every_kind_of_row_is_read_as_it_stands() {
    let tickets = format!(
        "{TICKETS}T-1,email,c1,mori,refund,high,2026-04-01T00:00:00Z,2026-04-01T01:00:00Z,\
         2026-04-02T00:00:00Z,automation,2,0\n,,,,,,2026-04-01T09:00:00+09:00,,,,,\n"
    );
    let messages = format!(
        "{MESSAGES}T-1,2026-04-01T00:00:00.5Z,customer,c1,web,message\nT-1,2026-04-01T00:00:01Z,,,,resolve\n"
    );
    let interactions = format!(
        "{INTERACTIONS}I-1,T-1,phone,c1,mori,2026-04-01T00:00:00Z,,2026-04-01T00:01:00Z,abandoned\n"
    );
    let surveys =
        format!("{SURVEYS}csat,4,,,,\nnps,,,,,\nquality,-3,2026-04-01T00:00:00Z,T-1,mori,chat\n");
    let purchases = format!("{PURCHASES}c1,2026-04-01T00:00:00Z,-12.50\n");
    let read = read(
        "every_kind",
        &[
            ("tickets.csv", &tickets),
            ("messages.csv", &messages),
            ("interactions.csv", &interactions),
            ("surveys.csv", &surveys),
            ("purchases.csv", &purchases),
            ("desk.json", "{}"),
            ("zeal.csv", ""),
            ("README.md", ""),
        ],
    );

    let rows = read.tickets.unwrap();
    assert_eq!((rows[0].line, rows[1].line), (2, 3));
    assert_eq!(rows[0].id.as_deref(), Some("T-1"));
    assert_eq!(rows[0].channel, Some(Channel::Email));
    assert_eq!(rows[0].customer.as_deref(), Some("c1"));
    assert_eq!(rows[0].agent.as_deref(), Some("mori"));
    assert_eq!(rows[0].category.as_deref(), Some("refund"));
    assert_eq!(rows[0].priority.as_deref(), Some("high"));
    assert_eq!(rows[0].opened_at.to_rfc3339(), "2026-04-01T00:00:00+00:00");
    let answered = rows[0].first_response_at.unwrap();
    assert_eq!(answered.to_rfc3339(), "2026-04-01T01:00:00+00:00");
    let resolved = rows[0].resolved_at.unwrap();
    assert_eq!(resolved.to_rfc3339(), "2026-04-02T00:00:00+00:00");
    assert_eq!(rows[0].resolved_by, Some(Resolver::Automation));
    assert_eq!((rows[0].replies, rows[0].reopens), (Some(2), Some(0)));
    // An instant with another offset is the same instant: 09:00 in Tokyo is midnight in UTC.
    assert_eq!(rows[1].opened_at, rows[0].opened_at);
    assert_eq!((rows[1].id.as_deref(), rows[1].channel), (None, None));
    assert_eq!(
        (rows[1].first_response_at, rows[1].resolved_at),
        (None, None)
    );
    assert_eq!(
        (rows[1].resolved_by, rows[1].replies, rows[1].reopens),
        (None, None, None)
    );

    let rows = read.messages.unwrap();
    assert_eq!(rows[0].at.to_rfc3339(), "2026-04-01T00:00:00.500+00:00");
    assert_eq!(
        (rows[0].author, rows[0].action),
        (Some(Author::Customer), Action::Message)
    );
    assert_eq!((rows[1].author, rows[1].action), (None, Action::Resolve));
    assert_eq!((rows[1].by.as_deref(), rows[1].channel), (None, None));

    let rows = read.interactions.unwrap();
    assert_eq!(
        (rows[0].outcome, rows[0].answered_at),
        (Outcome::Abandoned, None)
    );
    assert_eq!(
        rows[0].ended_at.unwrap().to_rfc3339(),
        "2026-04-01T00:01:00+00:00"
    );

    // A review of -3 parses: whether it can be is for the model to say.
    let rows = read.surveys.unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.kind, row.score, row.channel))
        .collect();
    assert_eq!(
        told,
        [
            (SurveyKind::Csat, Some(4), None),
            (SurveyKind::Nps, None, None),
            (SurveyKind::Quality, Some(-3), Some(Channel::Chat)),
        ]
    );
    assert_eq!(read.purchases.unwrap()[0].amount.to_string(), "-12.50");
    assert_eq!(read.ignored, ["README.md", "zeal.csv"]);
}

#[test]
fn a_file_that_is_not_there_differs_from_one_without_rows() {
    let read = read("header_only", &[("tickets.csv", TICKETS)]);
    assert_eq!(read.tickets.unwrap(), []);
    assert_eq!(read.purchases, None);
    assert_eq!(read.desk, None);
}

#[test]
fn line_endings_blank_lines_and_a_byte_order_mark_change_nothing() {
    let plain = "customer,at,amount\nc1,2026-04-01T00:00:00Z,1\nc2,2026-04-01T00:00:00Z,2\n";
    let texts = [
        ("final", plain.trim_end().to_string()),
        ("crlf", plain.replace('\n', "\r\n")),
        ("cr", plain.replace('\n', "\r")),
        ("mark", format!("\u{feff}{plain}")),
        ("quoted", plain.replace("c1", "\"c1\"")),
    ];
    let expected = read("endings_plain", &[("purchases.csv", plain)]).purchases;
    for (name, text) in texts {
        let read = read(&format!("endings_{name}"), &[("purchases.csv", &text)]);
        assert_eq!(read.purchases, expected, "{name}");
    }
    let blank = plain.replace('\n', "\r\n\r\n");
    let rows = read("endings_blank", &[("purchases.csv", &blank)])
        .purchases
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 5]);
}

#[test]
fn a_path_without_a_folder_of_the_layout_is_an_error() {
    let path = folder("no_folder", &[("notes.txt", b""), ("Tickets.csv", b"")]);
    fs::create_dir(path.join("archive")).unwrap();
    let message = |path: PathBuf| Folder::read(&path).unwrap_err().to_string();
    let shown = path.display().to_string();
    assert_eq!(
        message(path.join("missing")),
        format!(
            "{}: expected a folder, found nothing",
            path.join("missing").display()
        )
    );
    assert_eq!(
        message(path.join("notes.txt")),
        format!(
            "{}: expected a folder, found a file",
            path.join("notes.txt").display()
        )
    );
    let known =
        "tickets.csv, messages.csv, interactions.csv, surveys.csv, purchases.csv, desk.json";
    assert_eq!(
        message(path.clone()),
        format!(
            "{shown}: expected at least one of {known}, found Tickets.csv, archive/, notes.txt"
        )
    );
    let empty = path.join("archive");
    assert_eq!(
        message(empty.clone()),
        format!(
            "{}: expected at least one of {known}, found nothing",
            empty.display()
        )
    );
    // A folder in a file's place is said to be unreadable, in the system's words.
    fs::create_dir(path.join("tickets.csv")).unwrap();
    let place = path.join("tickets.csv").display().to_string();
    let text = message(path);
    assert!(
        text.starts_with(&format!("{place}: cannot be read: ")),
        "{text}"
    );
}

#[test]
fn other_channels_are_numbered_by_name_whatever_the_order_of_rows() {
    let surveys = format!("{SURVEYS}csat,4,,,,fax\ncsat,4,,,,other:7\ncsat,4,,,,email\n");
    let tickets = format!(
        "{TICKETS}1,letter,,,,,2026-04-01T00:00:00Z,,,,,\n2,Email,,,,,2026-04-01T00:00:00Z,,,,,\n"
    );
    let desk = r#"{"channels": {"offered": ["carrier pigeon", "phone"]}, "goals": [{"kpi": "csat", "channel": "fax", "at_least": 90}]}"#;
    let files = [
        ("surveys.csv", surveys.as_str()),
        ("tickets.csv", &tickets),
        ("desk.json", desk),
    ];
    let read = read("other_channels", &files);

    assert_eq!(
        read.channels.others(),
        ["Email", "carrier pigeon", "fax", "letter", "other:7"]
    );
    let channels: Vec<_> = read
        .surveys
        .unwrap()
        .iter()
        .map(|row| row.channel)
        .collect();
    assert_eq!(
        channels,
        [
            Some(Channel::Other(2)),
            Some(Channel::Other(4)),
            Some(Channel::Email)
        ]
    );
    let channels: Vec<_> = read
        .tickets
        .unwrap()
        .iter()
        .map(|row| row.channel)
        .collect();
    assert_eq!(channels, [Some(Channel::Other(3)), Some(Channel::Other(0))]);
    let desk = read.desk.unwrap();
    assert_eq!(desk.offered.unwrap(), [Channel::Other(1), Channel::Phone]);
    assert_eq!(desk.goals[0].channel, Some(Channel::Other(2)));

    assert_eq!(read.channels.name(Channel::Other(1)), "carrier pigeon");
    assert_eq!(read.channels.name(Channel::InPerson), "in_person");
    assert_eq!(read.channels.channel("letter"), Some(Channel::Other(3)));
    assert_eq!(read.channels.channel("telex"), None);
    // A number that no name of the folder has.
    assert_eq!(read.channels.name(Channel::Other(9)), "other:9");
}

#[test]
fn there_are_as_many_other_channels_as_numbers() {
    let of = |count: u32| {
        let rows: Vec<String> = (0..count).map(|n| format!("csat,4,,,,desk {n}")).collect();
        let rows = rows.join("\n");
        folder(
            "many_channels",
            &[("surveys.csv", format!("{SURVEYS}{rows}").as_bytes())],
        )
    };
    let read = Folder::read(&of(65_536)).unwrap();
    assert_eq!(read.channels.others().len(), 65_536);
    assert_eq!(
        Folder::read(&of(65_537)).unwrap_err().to_string(),
        "channel: expected at most 65536 channels without a name of the layout, found 65537"
    );
}
