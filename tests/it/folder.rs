//! The examples' input layer: what it reads, and what it says of what it cannot.

use std::fs;
use std::path::PathBuf;

use support_kpi::Channel;

use self::reader::Folder;
use self::reader::desk::{Proactivity, SelfService, Target};
use self::reader::interactions::Outcome;
use self::reader::messages::{Action, Author};
use self::reader::surveys::SurveyKind;
use self::reader::tickets::Resolver;

#[path = "../../examples/folder/mod.rs"]
mod reader;

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

/// Texts in a table, each beside the message it must give.
fn assert_faults(name: &str, file: &str, cases: &[(String, &str)]) {
    for (text, expected) in cases {
        assert_eq!(fault(name, file, text), *expected, "{text:?}");
    }
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
fn a_broken_ticket_names_file_line_column_and_reason() {
    let ticket = |cells: &str| format!("{TICKETS}\r\n\r\n{cells}\r\n");
    assert_faults(
        "broken_tickets",
        "tickets.csv",
        &[
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,yesterday,,,"),
                "tickets.csv, line 4, column resolved_at: expected an RFC 3339 instant or nothing, found \"yesterday\"",
            ),
            (
                ticket("1,email,,,,,,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found nothing",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found \"2026-04-01T00:00:00\"",
            ),
            (
                ticket("1,email,,,,,2026-02-29T00:00:00Z,,,,,"),
                "tickets.csv, line 4, column opened_at: expected an RFC 3339 instant, found \"2026-02-29T00:00:00Z\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,robot,,"),
                "tickets.csv, line 4, column resolved_by: expected agent, automation, customer or nothing, found \"robot\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,, agent,,"),
                "tickets.csv, line 4, column resolved_by: expected agent, automation, customer or nothing, found \" agent\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,-1,"),
                "tickets.csv, line 4, column replies: expected a whole number from 0 to 4294967295 or nothing, found \"-1\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,1.0,"),
                "tickets.csv, line 4, column replies: expected a whole number from 0 to 4294967295 or nothing, found \"1.0\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,,4294967296"),
                "tickets.csv, line 4, column reopens: expected a whole number from 0 to 4294967295 or nothing, found \"4294967296\"",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,0"),
                "tickets.csv, line 4, column reopens: expected a row of 12 cells, found one of 11",
            ),
            (
                ticket("1,email,,,,,2026-04-01T00:00:00Z,,,,0,0,"),
                "tickets.csv, line 4, column 13: expected a row of 12 cells, found one of 13",
            ),
            (
                ticket(" "),
                "tickets.csv, line 4, column channel: expected a row of 12 cells, found one of 1",
            ),
            (
                ticket("1,email,\"a\nb\",,,,2026-04-01T00:00:00Z,,,,0,0"),
                "tickets.csv, line 4, column customer: expected text on one line (is a quotation mark missing?), found \"a\\nb\"",
            ),
        ],
    );
}

#[test]
fn a_broken_message_interaction_survey_or_purchase_is_named_likewise() {
    let message = |cells: &str| format!("{MESSAGES}{cells}");
    assert_faults(
        "broken_messages",
        "messages.csv",
        &[
            (
                message(",2026-04-01T00:00:00Z,,,,note"),
                "messages.csv, line 2, column ticket: expected text, found nothing",
            ),
            (
                message("1,now,,,,note"),
                "messages.csv, line 2, column at: expected an RFC 3339 instant, found \"now\"",
            ),
            (
                message("1,2026-04-01T00:00:00Z,bot,,,note"),
                "messages.csv, line 2, column author: expected customer, agent, automation or nothing, found \"bot\"",
            ),
            (
                message("1,2026-04-01T00:00:00Z,,,,close"),
                "messages.csv, line 2, column action: expected message, note, handoff, resolve, reopen, abandon, hold or resume, found \"close\"",
            ),
        ],
    );
    assert_faults(
        "broken_interactions",
        "interactions.csv",
        &[(
            format!("{INTERACTIONS},,,,,2026-04-01T00:00:00Z,,,"),
            "interactions.csv, line 2, column outcome: expected answered, abandoned or waiting, found nothing",
        )],
    );
    assert_faults(
        "broken_surveys",
        "surveys.csv",
        &[
            (
                format!("{SURVEYS}csat,5,,,,\nCSAT,5,,,,"),
                "surveys.csv, line 3, column kind: expected csat, nps or quality, found \"CSAT\"",
            ),
            (
                format!("{SURVEYS}csat,4.5,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"4.5\"",
            ),
            (
                format!("{SURVEYS}csat,+4,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"+4\"",
            ),
            // Beyond an i64: not a score of any scale, and not to be wrapped into one.
            (
                format!("{SURVEYS}csat,9223372036854775808,,,,"),
                "surveys.csv, line 2, column score: expected a whole number or nothing, found \"9223372036854775808\"",
            ),
            // The quotation mark would swallow the next row in silence.
            (
                format!("{SURVEYS}csat,4,,,,\"email\ncsat,5,,,,email\n"),
                "surveys.csv, line 2, column channel: expected text on one line (is a quotation mark missing?), found \"email\\ncsat,5,,,,email\\n\"",
            ),
        ],
    );
    let amount = |cell: &str| format!("{PURCHASES}c1,2026-04-01T00:00:00Z,{cell}\n");
    assert_faults(
        "broken_purchases",
        "purchases.csv",
        &[
            (
                amount(""),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found nothing",
            ),
            (
                amount("1e3"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1e3\"",
            ),
            (
                amount("1_000"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1_000\"",
            ),
            (
                amount("\"1,000\""),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"1,000\"",
            ),
            (
                amount(".5"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \".5\"",
            ),
            // One digit more than an exact decimal holds.
            (
                amount("0.00000000000000000000000000001"),
                "purchases.csv, line 2, column amount: expected a decimal number of at most 28 digits, found \"0.00000000000000000000000000001\"",
            ),
        ],
    );
}

#[test]
fn a_wrong_header_names_the_first_column_that_differs() {
    assert_faults(
        "header",
        "purchases.csv",
        &[
            (
                String::new(),
                "purchases.csv, line 1, column customer: expected the header \"customer\", found nothing",
            ),
            (
                "\n\ncustomer,at\n".to_string(),
                "purchases.csv, line 3, column amount: expected the header \"amount\", found nothing",
            ),
            (
                "customer,amount,at\n".to_string(),
                "purchases.csv, line 1, column at: expected the header \"at\", found \"amount\"",
            ),
            (
                "customer,at,Amount\n".to_string(),
                "purchases.csv, line 1, column amount: expected the header \"amount\", found \"Amount\"",
            ),
            (
                "customer;at;amount\n".to_string(),
                "purchases.csv, line 1, column customer: expected the header \"customer\", found \"customer;at;amount\"",
            ),
            (
                "customer,at,amount,\n".to_string(),
                "purchases.csv, line 1, column 4: expected a header of 3 columns, found nothing",
            ),
            (
                "customer,at,amount,currency\n".to_string(),
                "purchases.csv, line 1, column 4: expected a header of 3 columns, found \"currency\"",
            ),
        ],
    );
}

#[test]
fn text_that_is_not_utf_8_and_text_without_end_are_shown_with_care() {
    let mut bytes = PURCHASES.as_bytes().to_vec();
    bytes.extend_from_slice(b"c\xE9line,2026-04-01T00:00:00Z,1\n");
    assert_eq!(
        fault("latin_1", "purchases.csv", bytes),
        "purchases.csv, line 2, column customer: expected UTF-8 text, found \"c\u{fffd}line\""
    );
    let long = format!("{PURCHASES}c1,{},1\n", "é".repeat(100));
    assert_eq!(
        fault("long", "purchases.csv", long),
        format!(
            "purchases.csv, line 2, column at: expected an RFC 3339 instant, found \"{}\" and 40 more characters",
            "é".repeat(60)
        )
    );
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

#[test]
fn a_desk_declares_what_it_declares() {
    let text = r#"{
        "channels": {"offered": ["email", "chat"], "suitable": ["email"], "around_the_clock": false},
        "self_service": "detailed_faq", "proactivity": "reaches_out", "delight": true,
        "time_zone": "Asia/Tokyo",
        "goals": [
            {"kpi": "first_response_mean", "channel": "email", "at_most": 14400},
            {"kpi": "csat", "at_least": 82.07}
        ]
    }"#;
    let desk = read("desk_full", &[("desk.json", text)]).desk.unwrap();
    assert_eq!(desk.offered.unwrap(), [Channel::Email, Channel::Chat]);
    assert_eq!(desk.suitable.unwrap(), [Channel::Email]);
    assert_eq!(desk.around_the_clock, Some(false));
    assert_eq!(desk.self_service, Some(SelfService::DetailedFaq));
    assert_eq!(desk.proactivity, Some(Proactivity::ReachesOut));
    assert_eq!(desk.delight, Some(true));
    assert_eq!(desk.time_zone, Some(chrono_tz::Asia::Tokyo));
    assert_eq!(desk.goals[0].kpi, "first_response_mean");
    assert_eq!(desk.goals[0].channel, Some(Channel::Email));
    assert_eq!(
        desk.goals[0].target,
        Target::AtMost("14400".parse().unwrap())
    );
    assert_eq!(desk.goals[1].channel, None);
    assert_eq!(
        desk.goals[1].target,
        Target::AtLeast("82.07".parse().unwrap())
    );

    let desk = read("desk_empty", &[("desk.json", "\u{feff}{}\r\n")])
        .desk
        .unwrap();
    assert_eq!(
        (desk.offered, desk.delight, desk.time_zone),
        (None, None, None)
    );
    assert_eq!(desk.goals, []);
}

#[test]
fn a_desk_that_says_something_else_is_an_error() {
    let keys = "`channels`, `self_service`, `proactivity`, `delight`, `time_zone`, `goals`";
    let cases = [
        ("{\n  \"zone\": \"Asia/Tokyo\"}", format!("line 2, column 8: unknown field `zone`, expected one of {keys}")),
        (
            r#"{"channels": {"offer": []}}"#,
            "line 1, column 21: unknown field `offer`, expected one of `offered`, `suitable`, `around_the_clock`".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "agent": "mori"}]}"#,
            "line 1, column 34: unknown field `agent`, expected one of `kpi`, `channel`, `at_most`, `at_least`".to_string(),
        ),
        (r#"{"delight": true, "delight": true}"#, "line 1, column 27: duplicate field `delight`".to_string()),
        (r#"{"delight": "yes"}"#, "line 1, column 17: invalid type: string \"yes\", expected a boolean".to_string()),
        (
            r#"{"self_service": "lots"}"#,
            "line 1, column 23: unknown variant `lots`, expected one of `none`, `simple_faq`, `detailed_faq`, `advanced_tools`, `automated`".to_string(),
        ),
        (
            r#"{"proactivity": "lots"}"#,
            "line 1, column 22: unknown variant `lots`, expected one of `none`, `templates`, `notifies`, `reaches_out`, `anticipates`".to_string(),
        ),
        (
            r#"{"time_zone": "Mars"}"#,
            "line 1, column 21: time_zone: expected a name such as Asia/Tokyo, found \"Mars\"".to_string(),
        ),
        (
            r#"{"channels": {"offered": ["email", "email"]}}"#,
            "line 1, column 44: channels: expected each channel once, found \"email\" twice".to_string(),
        ),
        (
            r#"{"channels": {"suitable": [""]}}"#,
            "line 1, column 31: channels: expected a channel, found \"\"".to_string(),
        ),
        (r#"{"goals": [{"at_least": 3}]}"#, "line 1, column 26: missing field `kpi`".to_string()),
        (
            r#"{"goals": [{"kpi": "csat"}]}"#,
            "line 1, column 26: goal \"csat\": expected at_most or at_least, found neither".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "at_most": 1, "at_least": 1}]}"#,
            "line 1, column 55: goal \"csat\": expected at_most or at_least, found both".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "at_most": 1e30}]}"#,
            "line 1, column 43: goal \"csat\": expected a decimal number of at most 28 digits, found 1e+30".to_string(),
        ),
        (
            r#"{"goals": [{"kpi": "csat", "channel": "", "at_most": 1}]}"#,
            "line 1, column 55: goal \"csat\": expected a channel, found \"\"".to_string(),
        ),
        ("[]", "line 1, column 1: invalid type: sequence, expected an object".to_string()),
        ("", "line 1, column 1: EOF while parsing a value".to_string()),
        ("{} {}", "line 1, column 4: trailing characters".to_string()),
    ];
    for (text, expected) in cases {
        assert_eq!(
            fault("desk_faults", "desk.json", text),
            format!("desk.json, {expected}"),
            "{text}"
        );
    }
}
