//! Answers requests: a line comes in, a line of JSON goes out.
//!
//!     peers --tickets 1000000
//!     write FOLDER   writes the rows as a file for each column
//!     figures        what the full set says, overall, by channel and by group
//!     sketches       what the summaries of times say, and how large ours is
//!     run CASE       runs a case once and says how many seconds it took

use std::io::{BufRead as _, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use support_kpi_peers::case::{Case, Data};
use support_kpi_peers::{Outcome, column_files, figures, sketches, tickets_from_args};

fn main() -> Outcome<()> {
    let data = Data::new(tickets_from_args()?);
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let answer = answer(&data, &line)
            .unwrap_or_else(|error| json!({ "error": format!("{line}: {error}") }));
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(data: &Data, line: &str) -> Outcome<Value> {
    match line.split_once(' ').unwrap_or((line, "")) {
        ("write", folder) => column_files::write(&data.rows, Path::new(folder)),
        ("figures", "") => figures::of_rows(&data.rows),
        ("sketches", "") => sketches::readings(&data.times),
        ("run", name) => {
            let (took, checked) = Case::named(name)?.run(data)?;
            Ok(json!({ "seconds": took.as_secs_f64(), "checked": checked }))
        }
        _ => Err("expected write FOLDER, figures, sketches or run CASE".into()),
    }
}
