//! A week's plan for the telephone: how many people each hour needs.
//!
//! `cargo run --release --example staffing` plans for the small shop in
//! `examples/data`; `-- FOLDER` for any other folder, and `--help` says what
//! the target is and how to ask for another.

#[path = "../folder/mod.rs"]
mod folder;
#[path = "mod.rs"]
mod staffing;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (written, code) = match staffing::run(env::args_os()) {
        Ok(text) => (io::stdout().write_all(text.as_bytes()), ExitCode::SUCCESS),
        Err(message) => (writeln!(io::stderr(), "{message}"), ExitCode::from(2)),
    };
    // Where whoever reads has gone, there is nobody left to tell.
    written.map_or(ExitCode::FAILURE, |()| code)
}
