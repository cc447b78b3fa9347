//! The report, without its process: from arguments to the text of the page.

mod arguments;
mod goals;
pub(crate) mod json;
pub(crate) mod labels;
mod level;
mod measures;
mod not_measured;
pub(crate) mod page;
pub(crate) mod rows;
mod scorecard;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use clap::Parser as _;
use support_kpi::level::Policy;

use self::arguments::Arguments;
use self::scorecard::{Asked, Scorecard};
use super::conversations;
use super::folder::{self, Folder};

/// What the report has to say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The page, the JSON or the help, with its last line's end.
    Printed(String),
    /// Why there is none: the input is broken.
    Refused(String),
}

impl Outcome {
    /// What the process ends with.
    pub(crate) const fn exit_code(&self) -> u8 {
        match self {
            Self::Printed(_) => 0,
            Self::Refused(_) => 2,
        }
    }
}

/// Runs the report as the process would, its own name being the first argument.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(fault) if fault.use_stderr() => return Outcome::Refused(fault.to_string()),
        Err(help) => return Outcome::Printed(help.to_string()),
    };
    match report(&arguments) {
        Ok(text) => Outcome::Printed(text),
        Err(message) => Outcome::Refused(message),
    }
}

fn report(arguments: &Arguments) -> Result<String, String> {
    let policy = match &arguments.policy {
        Some(path) => read_policy(path)?,
        None => Policy::documented(),
    };
    let policy = level::with_certainty(policy)?;
    let folder = Folder::read(&arguments.folder()).map_err(|fault| fault.to_string())?;
    let scorecard = Scorecard::of(
        &folder,
        Asked {
            name: arguments.folder_name(),
            policy,
            has_own_policy: arguments.policy.is_some(),
            as_of: arguments.as_of,
        },
    );
    if arguments.json {
        json::text(&scorecard)
    } else {
        Ok(page::text(&scorecard, arguments.language))
    }
}

fn read_policy(path: &Path) -> Result<Policy, String> {
    let shown = path.display();
    let bytes = fs::read(path).map_err(|fault| format!("{shown}: cannot be read: {fault}"))?;
    serde_json::from_slice(&bytes).map_err(|fault| format!("{shown}: {fault}"))
}
