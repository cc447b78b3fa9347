//! Writes a small shop's quarter in the neutral CSV layout, from a seed.
//!
//! `cargo run --release --example generate_shop -- examples/data` writes the
//! folder that comes with the project; without a folder it says how it is used.

mod shop;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

/// Writes a small shop's quarter in the neutral CSV layout.
#[derive(Parser)]
struct Arguments {
    /// Where to write the files; made where it is missing, files of the same names are replaced
    folder: Option<PathBuf>,
    /// What chance follows from
    #[arg(long, default_value_t = shop::SEED)]
    seed: u64,
    /// How many tickets to make; customers are seven for every ten
    #[arg(long, default_value_t = shop::TICKETS)]
    tickets: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(folder) = arguments.folder else {
        print!("{}", Arguments::command().render_help());
        return ExitCode::SUCCESS;
    };
    let written = fs::create_dir_all(&folder).and_then(|()| {
        let files = shop::files(arguments.seed, arguments.tickets);
        for (name, text) in &files {
            fs::write(folder.join(name), text)?;
            println!(
                "{}: {} lines",
                folder.join(name).display(),
                text.lines().count()
            );
        }
        Ok(())
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{}: cannot be written: {fault}", folder.display());
            ExitCode::from(2)
        }
    }
}
