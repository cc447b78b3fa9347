//! The replay, without its process: from arguments to the text of the page.

mod arguments;
mod arrivals;
mod page;
mod random;
mod replay;
mod surroundings;

use std::ffi::OsString;

use clap::Parser as _;
use indicatif::{ProgressBar, ProgressStyle};

use self::arguments::Arguments;
use self::page::Page;
use self::replay::Replay;
use self::surroundings::Surroundings;
use super::conversations;
use super::folder::hours::HoursFile;
use super::folder::{self, Folder};
use super::report::{self, Outcome};

/// How many times on its way the page looks at the figures.
const LOOKS: usize = 10;

/// Runs the replay as the process would, its own name being the first argument.
pub(crate) fn run(
    arguments: impl IntoIterator<Item = OsString>,
    progress: &ProgressBar,
) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(fault) if fault.use_stderr() => return Outcome::Refused(fault.to_string()),
        Err(help) => return Outcome::Printed(help.to_string()),
    };
    match replay(&arguments, progress) {
        Ok(text) => Outcome::Printed(text),
        Err(message) => Outcome::Refused(message),
    }
}

fn replay(arguments: &Arguments, progress: &ProgressBar) -> Result<String, String> {
    let folder = Folder::read(&arguments.folder()).map_err(|fault| fault.to_string())?;
    let opening = arguments.hours.as_deref().map(HoursFile::read).transpose();
    let opening =
        opening.and_then(|file| file.map(|file| file.resolve(&folder.channels)).transpose());
    let surroundings = Surroundings::of(&folder, opening.map_err(|fault| fault.to_string())?);
    let rows = folder.messages.as_deref().unwrap_or_default();
    let arrivals = arrivals::of(rows, arguments.shuffle, arguments.duplicate);

    let style = "{bar:30} {human_pos}/{human_len} events  {wide_msg}";
    progress.set_style(
        ProgressStyle::with_template(style)
            .map_err(|fault| format!("the progress bar cannot be drawn: {fault}"))?,
    );
    progress.set_length(arrivals.len() as u64);

    let mut state = Replay::on(surroundings.hours());
    let mut page = Page::default();
    let mut refused = Vec::new();
    for (place, row) in (1..).zip(&arrivals) {
        if let Err(fault) = state.take(row, &surroundings) {
            refused.push((row.line, fault));
        }
        if arguments
            .restart_every()
            .is_some_and(|every| place % every == 0)
        {
            state = page.restarted(state)?;
        }
        let is_last = place == arrivals.len();
        if is_last {
            state.run_out(&surroundings);
        }
        if is_last || place * LOOKS / arrivals.len() > (place - 1) * LOOKS / arrivals.len() {
            page.look(place, &state);
        }
        progress.inc(1);
        // The words cost more than the event does.
        if !progress.is_hidden() && place % 50 == 0 {
            progress.set_message(page::in_short(&state));
        }
    }
    progress.finish_and_clear();

    if arguments.json {
        return surroundings.section(&state);
    }
    Ok(page.text(&state, &surroundings, &refused))
}
