//! The report: its figures recounted, its input broken, its page as it reads.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

// What the report finds beside its `main`.
use crate::folder::reader as folder;

use self::example::Outcome;

// What the report finds beside its `main`, too.
use self::conversations_of_messages as conversations;

mod bad_hours;
mod bad_input;
#[path = "report/conversations.rs"]
mod conversation_figures;
#[path = "../../examples/conversations/mod.rs"]
pub(crate) mod conversations_of_messages;
#[path = "../../examples/report/mod.rs"]
pub(crate) mod example;
mod hours;
mod intervals;
mod page;
mod rejected;
mod shop;

const TICKETS: &str = "id,channel,customer,agent,category,priority,opened_at,first_response_at,resolved_at,resolved_by,replies,reopens\n";
const INTERACTIONS: &str =
    "id,ticket,channel,customer,agent,started_at,answered_at,ended_at,outcome\n";
const SURVEYS: &str = "kind,score,answered_at,ticket,agent,channel\n";
const PURCHASES: &str = "customer,at,amount\n";

/// A folder with these files, under the name of the test that needs it.
fn folder_of(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("report")
        .join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    for (file, text) in files {
        fs::write(path.join(file), text).unwrap();
    }
    path
}

/// Runs the report with these arguments.
fn run<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Outcome {
    let name = OsString::from("report");
    example::run(
        [name]
            .into_iter()
            .chain(arguments.into_iter().map(Into::into)),
    )
}

/// What the report prints; an error is a failure of the test.
fn printed<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> String {
    match run(arguments) {
        Outcome::Printed(text) => text,
        Outcome::Refused(message) => panic!("{message}"),
    }
}

/// The page of a folder with these files.
fn page(name: &str, files: &[(&str, &str)]) -> String {
    printed([folder_of(name, files)])
}

/// The JSON of a folder with these files.
fn json(name: &str, files: &[(&str, &str)]) -> Value {
    let path = folder_of(name, files).into_os_string();
    serde_json::from_str(&printed([path, OsString::from("--json")])).unwrap()
}
