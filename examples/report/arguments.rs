//! What the report is asked for on the command line.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::{Parser, ValueEnum};

/// The scorecard of a service desk, from a folder of CSV files in the neutral layout
#[derive(Debug, Parser)]
#[command(name = "report")]
pub(super) struct Arguments {
    /// The folder; without it the small shop's quarter that comes with the project
    folder: Option<PathBuf>,
    /// Print JSON for programs, in place of the page
    #[arg(long)]
    pub(super) json: bool,
    /// Give levels by the thresholds of a policy file (JSON), in place of the guide's
    #[arg(long, value_name = "FILE")]
    pub(super) policy: Option<PathBuf>,
    /// Measure waits in opening hours: a file with a schedule (JSON), or with one for each channel
    #[arg(long, value_name = "FILE")]
    pub(super) hours: Option<PathBuf>,
    /// What "now" is, as an RFC 3339 instant; without it the folder's last instant
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(super) as_of: Option<DateTime<Utc>>,
    /// The language of the levels and of the guide's advice on the page
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub(super) language: Language,
}

/// The language of what the guide says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English
    En,
    /// Japanese, in the guide's own words
    Ja,
}

impl Arguments {
    /// Where the folder is.
    pub(super) fn folder(&self) -> PathBuf {
        self.folder
            .clone()
            .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data"))
    }

    /// What the page calls the folder: its name, without the way to it.
    pub(super) fn folder_name(&self) -> String {
        match &self.folder {
            None => "a small shop's quarter (examples/data)".to_string(),
            Some(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
        }
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.to_utc())
        .map_err(|_| "expected an RFC 3339 instant such as 2026-06-30T15:00:00Z".to_string())
}
