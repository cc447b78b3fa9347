//! A service desk live: the events of a folder's `messages.csv` go through
//! `stage::Desk` one by one, and the KPIs change with each.
//!
//! `cargo run --release --example live` replays the small shop's quarter in
//! `examples/data`; `-- FOLDER` any other folder. Events may come in any order
//! (`--shuffle SEED`), some of them twice (`--duplicate PERCENT`), and the
//! process may die and come back (`--restart-every N`): the figures are those
//! of the example `report` all the same, and `--json` shows that to the byte.

#[path = "../conversations/mod.rs"]
mod conversations;
#[path = "../folder/mod.rs"]
mod folder;
#[path = "mod.rs"]
mod live;
// Of the report only what shows conversations is needed.
#[allow(dead_code)]
#[path = "../report/mod.rs"]
mod report;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use indicatif::ProgressBar;

use self::report::Outcome;

fn main() -> ExitCode {
    // On the error stream, and only where that is a terminal.
    let outcome = live::run(env::args_os(), &ProgressBar::new(0));
    let written = match &outcome {
        Outcome::Printed(text) => io::stdout().write_all(text.as_bytes()),
        Outcome::Refused(message) => writeln!(io::stderr(), "{message}"),
    };
    match written {
        Ok(()) => ExitCode::from(outcome.exit_code()),
        // Whoever reads has gone: there is nobody left to tell.
        Err(_) => ExitCode::FAILURE,
    }
}
