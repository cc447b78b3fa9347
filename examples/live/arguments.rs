//! What the replay is asked for on the command line.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Parser;

/// A service desk live: the events of a folder's messages.csv one by one, and the KPIs as they change
#[derive(Debug, Parser)]
#[command(name = "live")]
pub(super) struct Arguments {
    /// The folder; without it the small shop's quarter that comes with the project
    folder: Option<PathBuf>,
    /// Let the events arrive in an order drawn from this seed, in place of that of their instants
    #[arg(long, value_name = "SEED")]
    pub(super) shuffle: Option<u64>,
    /// Let so many events in a hundred arrive twice, drawn from the same seed (or from 0)
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(..=100))]
    pub(super) duplicate: u8,
    /// After every so many events write everything down, drop it, and restore it: in JSON and in postcard by turns
    #[arg(long, value_name = "N")]
    restart_every: Option<NonZeroUsize>,
    /// Measure waits in opening hours, as the report does: a file with a schedule (JSON), or with one for each channel
    #[arg(long, value_name = "FILE")]
    pub(super) hours: Option<PathBuf>,
    /// Print the section "conversations" of the report's JSON, byte for byte, in place of the page
    #[arg(long)]
    pub(super) json: bool,
}

impl Arguments {
    /// Where the folder is.
    pub(super) fn folder(&self) -> PathBuf {
        self.folder
            .clone()
            .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data"))
    }

    /// After how many events the state is restored; `None` is never.
    pub(super) fn restart_every(&self) -> Option<usize> {
        self.restart_every.map(NonZeroUsize::get)
    }
}
