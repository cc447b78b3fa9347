//! The comparison, without its process: from arguments to the text of the page.

mod comparison;
mod figures;
// What the report makes of rows, and how it writes a page, is shared with it;
// each example needs only some of it.
#[path = "../report/labels.rs"]
#[allow(dead_code)]
mod labels;
mod months;
mod page;
mod rows;
#[path = "../report/page/sheet.rs"]
#[allow(dead_code)]
mod sheet;
#[path = "../report/page/text.rs"]
#[allow(dead_code)]
mod text;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use clap::Parser;
use support_kpi::inference::Confidence;

use self::comparison::Comparison;
use self::months::Months;
use self::rows::Facts;
use super::folder::{self, Folder};

/// Every KPI of this month against the last, with what chance explains
#[derive(Debug, Parser)]
#[command(name = "compare")]
struct Arguments {
    /// A folder of CSV files in the neutral layout; without it the small shop's quarter
    folder: Option<PathBuf>,
    /// How sure "better" and "worse" have to be, of 1
    #[arg(long, default_value = "0.95")]
    confidence: Confidence,
}

/// Compares as the process would, its own name being the first argument.
///
/// # Errors
///
/// Why there is no page: what is wrong with the arguments or the folder.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<String, String> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(fault) if fault.use_stderr() => return Err(fault.to_string()),
        Err(help) => return Ok(help.to_string()),
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let folder =
        Folder::read(&arguments.folder.unwrap_or(own)).map_err(|fault| fault.to_string())?;
    let declared = folder.desk.as_ref().and_then(|desk| desk.time_zone);
    let zone = declared.unwrap_or(Tz::UTC);
    let facts = Facts::of(&folder);
    let months = Months::of(&facts, zone)?;
    let figures = figures::all(&months, arguments.confidence);
    let comparison = Comparison::adjusted(figures).map_err(|fault| fault.to_string())?;
    Ok(page::text(
        &comparison,
        &months,
        &facts.left_out,
        arguments.confidence,
        zone,
    ))
}
