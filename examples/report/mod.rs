//! The report, without its process: from arguments to the text of the page.

mod arguments;
mod goals;
pub(crate) mod json;
pub(crate) mod labels;
mod level;
mod measures;
mod not_measured;
pub(crate) mod page;
mod policy;
pub(crate) mod rows;
mod scorecard;

use std::ffi::OsString;

use clap::Parser as _;

use self::arguments::Arguments;
use self::policy::AskedPolicy;
use self::scorecard::{Asked, Scorecard};
use super::conversations;
use super::folder::hours::HoursFile;
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
    let hours = arguments.hours.as_deref().map(HoursFile::read);
    let hours = hours.transpose().map_err(|fault| fault.to_string())?;
    let policy = AskedPolicy::read(arguments.policy.as_deref())?;
    let folder = Folder::read(&arguments.folder()).map_err(|fault| fault.to_string())?;
    let hours = hours.map(|file| file.resolve(&folder.channels));
    let hours = hours.transpose().map_err(|fault| fault.to_string())?;
    let scorecard = Scorecard::of(
        &folder,
        Asked {
            name: arguments.folder_name(),
            policy: level::with_certainty(policy.in_hours(hours.as_ref())?)?,
            has_own_policy: arguments.policy.is_some(),
            as_of: arguments.as_of,
            hours,
        },
    );
    if arguments.json {
        json::text(&scorecard)
    } else {
        Ok(page::text(&scorecard, arguments.language))
    }
}
