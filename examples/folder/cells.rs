//! The cells of one row, read by their column's name.

use std::str;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use support_kpi::Channel;

use super::channel_names::ChannelNames;
use super::error::FolderError;
use super::sheet::Row;

/// A column that takes one of a list of words.
pub(super) trait Word: Copy + 'static {
    /// The words and what they stand for.
    const WORDS: &'static [(&'static str, Self)];
}

/// The cells of one row.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    file: &'static str,
    columns: &'static [&'static str],
    line: u64,
    record: &'a csv::ByteRecord,
    channels: &'a ChannelNames,
}

impl<'a> Cells<'a> {
    pub(super) fn new<R: Row>(
        line: u64,
        record: &'a csv::ByteRecord,
        channels: &'a ChannelNames,
    ) -> Self {
        Self {
            file: R::FILE,
            columns: R::COLUMNS,
            line,
            record,
            channels,
        }
    }

    /// The row's line in its file, from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    pub(super) fn text(&self, column: &'static str) -> Result<Option<String>, FolderError> {
        self.optional(column, "text", |text| Some(text.to_string()))
    }

    pub(super) fn required_text(&self, column: &'static str) -> Result<String, FolderError> {
        self.required(column, "text", |text| Some(text.to_string()))
    }

    pub(super) fn instant(
        &self,
        column: &'static str,
    ) -> Result<Option<DateTime<Utc>>, FolderError> {
        self.optional(column, INSTANT, instant)
    }

    pub(super) fn required_instant(
        &self,
        column: &'static str,
    ) -> Result<DateTime<Utc>, FolderError> {
        self.required(column, INSTANT, instant)
    }

    /// A count that is at most `u32::MAX`.
    pub(super) fn count(&self, column: &'static str) -> Result<Option<u32>, FolderError> {
        self.optional(column, "a whole number from 0 to 4294967295", |text| {
            digits(text).and_then(|digits| digits.parse().ok())
        })
    }

    /// A score on whichever scale: whether the scale has it is the model's to say.
    pub(super) fn score(&self, column: &'static str) -> Result<Option<i64>, FolderError> {
        self.optional(column, "a whole number", |text| {
            digits(text.strip_prefix('-').unwrap_or(text))?;
            text.parse().ok()
        })
    }

    /// An amount of money, exact: at most 28 digits, none of them rounded away.
    pub(super) fn required_amount(&self, column: &'static str) -> Result<Decimal, FolderError> {
        self.required(column, "a decimal number of at most 28 digits", |text| {
            let unsigned = text.strip_prefix('-').unwrap_or(text);
            let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
            digits(whole)?;
            digits(fraction)?;
            Decimal::from_str_exact(text).ok()
        })
    }

    pub(super) fn word<W: Word>(&self, column: &'static str) -> Result<Option<W>, FolderError> {
        self.optional(column, &words::<W>(", "), word)
    }

    pub(super) fn required_word<W: Word>(&self, column: &'static str) -> Result<W, FolderError> {
        self.required(column, &words::<W>(" or "), word)
    }

    pub(super) fn channel(&self, column: &'static str) -> Result<Option<Channel>, FolderError> {
        self.optional(column, "a channel", |text| self.channels.channel(text))
    }

    /// A cell that may be empty.
    fn optional<T>(
        &self,
        column: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, FolderError> {
        let (cell, text) = self.cell(column)?;
        if text.is_empty() {
            return Ok(None);
        }
        parse(text)
            .map(Some)
            .ok_or_else(|| self.broken(column, format!("{expected} or nothing"), shown(cell)))
    }

    /// A cell without which the row says nothing.
    fn required<T>(
        &self,
        column: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, FolderError> {
        let (cell, text) = self.cell(column)?;
        Some(text)
            .filter(|text| !text.is_empty())
            .and_then(parse)
            .ok_or_else(|| self.broken(column, expected.to_string(), shown(cell)))
    }

    /// A cell's bytes, and the same as text on one line.
    fn cell(&self, column: &'static str) -> Result<(&'a [u8], &'a str), FolderError> {
        let position = self.columns.iter().position(|name| *name == column);
        let cell = position.and_then(|position| self.record.get(position));
        let cell = cell.unwrap_or_default();
        let text = str::from_utf8(cell)
            .map_err(|_| self.broken(column, "UTF-8 text".to_string(), shown(cell)))?;
        if text.contains(['\n', '\r']) {
            let expected = "text on one line (is a quotation mark missing?)";
            return Err(self.broken(column, expected.to_string(), shown(cell)));
        }
        Ok((cell, text))
    }

    fn broken(&self, column: &'static str, expected: String, found: String) -> FolderError {
        FolderError::Broken {
            file: self.file,
            line: self.line,
            column: column.to_string(),
            expected,
            found,
        }
    }
}

const INSTANT: &str = "an RFC 3339 instant";

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|instant| instant.to_utc())
}

/// The text, where it is made of digits only.
fn digits(text: &str) -> Option<&str> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(text)
}

fn word<W: Word>(text: &str) -> Option<W> {
    W::WORDS
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, meaning)| *meaning)
}

/// The words of a column in a sentence, with this before the last one.
fn words<W: Word>(before_last: &str) -> String {
    let mut words: Vec<&str> = W::WORDS.iter().map(|(word, _)| *word).collect();
    let last = words.pop().unwrap_or_default();
    [words.join(", ").as_str(), last].join(before_last)
}

/// What messages say where there is no text.
pub(super) fn nothing() -> String {
    "nothing".to_string()
}

/// A cell as messages show it: quoted, and no longer than a line can bear.
pub(super) fn shown(cell: &[u8]) -> String {
    const LONGEST: usize = 60;
    if cell.is_empty() {
        return nothing();
    }
    let text = String::from_utf8_lossy(cell);
    let start: String = text.chars().take(LONGEST).collect();
    match text.chars().skip(LONGEST).count() {
        0 => format!("{start:?}"),
        more => format!("{start:?} and {more} more characters"),
    }
}
