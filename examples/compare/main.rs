//! This month against the last: every KPI of a folder, with what chance explains.
//!
//! `cargo run --release --example compare` compares the last two months of the
//! small shop in `examples/data`; `-- FOLDER` those of any other folder, and
//! `--help` says what else there is.

#[path = "mod.rs"]
mod compare;
#[path = "../folder/mod.rs"]
mod folder;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (written, code) = match compare::run(env::args_os()) {
        Ok(text) => (io::stdout().write_all(text.as_bytes()), ExitCode::SUCCESS),
        Err(message) => (writeln!(io::stderr(), "{message}"), ExitCode::from(2)),
    };
    // Where whoever reads has gone, there is nobody left to tell.
    written.map_or(ExitCode::FAILURE, |()| code)
}
