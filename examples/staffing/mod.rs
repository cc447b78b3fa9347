//! The plan, without its process: from arguments to the text of the page.

mod calls;
// What the report makes of rows, and how it writes a page, is shared with it;
// each example needs only some of it.
#[path = "../report/labels.rs"]
#[allow(dead_code)]
mod labels;
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
use std::time::Duration;

use chrono_tz::Tz;
use clap::Parser;
use rust_decimal::Decimal;
use support_kpi::inference::{OneAtATime, PlannedHour, Requirement, plan_week};
use support_kpi::summary::Percentile;

use self::calls::Calls;
use super::folder::{self, Folder};

/// How many people the telephone needs in each hour of a week
#[derive(Debug, Parser)]
#[command(name = "staffing")]
struct Arguments {
    /// A folder of CSV files in the neutral layout; without it the small shop's quarter
    folder: Option<PathBuf>,
    /// The share of callers to be answered in time, of 1
    #[arg(long, default_value = "0.8")]
    share: Decimal,
    /// In which time, in seconds
    #[arg(long, default_value_t = 20)]
    within: u64,
    /// The most that anybody is to be busy, of 1
    #[arg(long, default_value = "0.85")]
    occupancy: Decimal,
    /// The share of their paid time that people are away from the line, of 1
    #[arg(long, default_value = "0.3")]
    shrinkage: Decimal,
    /// The percentile of the past weeks' volumes that is planned for
    #[arg(long, default_value = "90")]
    percentile: Decimal,
}

/// The plan, and what it was made of.
struct Plan {
    calls: Calls,
    hours: Vec<PlannedHour>,
    handle_time: Duration,
    zone: Tz,
}

/// Plans as the process would, its own name being the first argument.
///
/// # Errors
///
/// Why there is no plan: what is wrong with the arguments or the folder, or
/// that it tells of no calls.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<String, String> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(fault) if fault.use_stderr() => return Err(fault.to_string()),
        Err(help) => return Ok(help.to_string()),
    };
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let path = arguments.folder.as_deref().unwrap_or(&own);
    let folder = Folder::read(path).map_err(|fault| fault.to_string())?;
    let declared = folder.desk.as_ref().and_then(|desk| desk.time_zone);
    let zone = declared.unwrap_or(Tz::UTC);
    let calls = Calls::of(&folder, zone)?;
    let handle_time = calls
        .handling
        .mean()
        .ok_or("no answered call says when it ended: there is no handle time to plan by")?;
    let hours = planned(&arguments, &calls, handle_time).map_err(|fault| fault.to_string())?;
    let plan = Plan {
        calls,
        hours,
        handle_time,
        zone,
    };
    Ok(page::text(&arguments, &plan))
}

fn planned(
    arguments: &Arguments,
    calls: &Calls,
    handle_time: Duration,
) -> Result<Vec<PlannedHour>, Box<dyn std::error::Error>> {
    let target = Requirement::new(arguments.share, Duration::from_secs(arguments.within))?
        .with_most_occupancy(arguments.occupancy)?
        .with_shrinkage(arguments.shrinkage)?;
    let upper = Percentile::of_percent(arguments.percentile)?;
    let hours = calls.hourly_volumes()?;
    let plan = plan_week(OneAtATime::PHONE, &hours, upper, handle_time, &target)?;
    Ok(plan)
}
