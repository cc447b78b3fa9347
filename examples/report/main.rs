//! The scorecard of a service desk, from a folder of CSV files in the neutral layout.
//!
//! `cargo run --release --example report` prints that of the small shop's
//! quarter in `examples/data`; `-- FOLDER` that of any other folder, `--json`
//! the same for programs, and `--help` says what else there is.

#[path = "../folder/mod.rs"]
mod folder;
#[path = "mod.rs"]
mod report;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use self::report::Outcome;

fn main() -> ExitCode {
    match report::run(env::args_os()) {
        Outcome::Printed(text) => match io::stdout().write_all(text.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            // Whoever reads has gone: there is nobody left to tell.
            Err(_) => ExitCode::FAILURE,
        },
        Outcome::Refused(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
