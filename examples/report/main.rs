//! The scorecard of a service desk, from a folder of CSV files in the neutral layout.
//!
//! `cargo run --release --example report` prints that of the small shop's
//! quarter in `examples/data`; `-- FOLDER` that of any other folder, `--json`
//! the same for programs, and `--help` says what else there is.

#[path = "../conversations/mod.rs"]
mod conversations;
#[path = "../folder/mod.rs"]
mod folder;
#[path = "mod.rs"]
mod report;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use self::report::Outcome;

fn main() -> ExitCode {
    let outcome = report::run(env::args_os());
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
