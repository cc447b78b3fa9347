//! The end of the page: what was not measured, and what became of every row.

use super::super::not_measured;
use super::super::rows::FileCount;
use super::super::scorecard::Scorecard;
use super::conversations::set_aside;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{count, list};

/// How many lines of a file the page names for one reason.
const LINES: usize = 12;

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let not_measured = not_measured::of(scorecard);
    if !not_measured.is_empty() {
        sheet.heading("NOT MEASURED");
        for figure in not_measured {
            sheet.point(&format!("{}: {}", figure.what, figure.why));
        }
    }
    if !scorecard.files.is_empty() {
        sheet.heading("ROWS · read = counted + rejected");
        let rows = scorecard.files.iter().map(|file| {
            [
                file.file.to_string(),
                count(file.input),
                count(file.counted),
                count(file.rejected.len()),
            ]
        });
        sheet.table(
            [
                Words("File"),
                Figures("Read"),
                Figures("Counted"),
                Figures("Rejected"),
            ],
            rows.collect(),
        );
        for file in &scorecard.files {
            rejected(sheet, file);
        }
        if let Some(set_aside) = scorecard.conversations.as_ref().and_then(set_aside) {
            sheet.point(&set_aside);
        }
    }
    if !scorecard.ignored.is_empty() {
        let ignored = list(&scorecard.ignored);
        sheet.line(&format!("Not of the layout, and not read: {ignored}."));
    }
}

/// The rejected rows of a file by reason, each with its lines.
fn rejected(sheet: &mut Sheet, file: &FileCount) {
    for reason in file.reasons() {
        let mut lines: Vec<String> = reason
            .rows
            .iter()
            .take(LINES)
            .map(|row| row.line.to_string())
            .collect();
        if reason.rows.len() > LINES {
            lines.push(format!("{} more", reason.rows.len() - LINES));
        }
        let line = if reason.rows.len() == 1 {
            "line"
        } else {
            "lines"
        };
        let text = match reason.rows.as_slice() {
            [only] => only.text.clone(),
            _ => reason.kind.to_string(),
        };
        sheet.point(&format!("{}, {line} {}: {text}", file.file, list(&lines),));
    }
}
