//! One CSV file: its lines, its header, its rows.

use std::fs;
use std::path::Path;

use super::cells::{Cells, nothing, shown};
use super::channel_names::ChannelNames;
use super::error::FolderError;

/// A kind of row: the file it stands in, its columns, how it is read.
pub(super) trait Row: Sized {
    /// The file's name.
    const FILE: &'static str;
    /// The header, in its order.
    const COLUMNS: &'static [&'static str];

    /// Reads one row whose number of cells is right.
    fn read(cells: &Cells<'_>) -> Result<Self, FolderError>;
}

/// A file's bytes, without the byte order mark.
#[derive(Debug)]
pub(super) struct Sheet {
    file: &'static str,
    bytes: Vec<u8>,
}

impl Sheet {
    pub(super) fn open(folder: &Path, file: &'static str) -> Result<Self, FolderError> {
        let path = folder.join(file);
        let mut bytes = fs::read(&path).map_err(|fault| FolderError::Unreadable {
            path: path.display().to_string(),
            reason: fault.to_string(),
        })?;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        Ok(Self { file, bytes })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn check_header<R: Row>(&self) -> Result<(), FolderError> {
        let mut header = csv::ByteRecord::new();
        let line = self.records().next(&mut header)?.unwrap_or(1);
        let columns = R::COLUMNS.len().max(header.len());
        for position in 0..columns {
            let found = header.get(position);
            let (expected, found) = match R::COLUMNS.get(position) {
                Some(name) if found == Some(name.as_bytes()) => continue,
                Some(name) => (
                    format!("the header {name:?}"),
                    found.map_or_else(nothing, shown),
                ),
                None => (
                    format!("a header of {} columns", R::COLUMNS.len()),
                    format!("one of {}", header.len()),
                ),
            };
            let column = column_name(R::COLUMNS, position);
            return Err(FolderError::Broken {
                file: self.file,
                line,
                column,
                expected,
                found,
            });
        }
        Ok(())
    }

    /// Every text in the column `channel`, from the rows that can be read.
    pub(super) fn channel_texts(&self) -> Vec<String> {
        let mut records = self.records();
        let mut record = csv::ByteRecord::new();
        let mut position = None;
        let mut texts: Vec<String> = Vec::new();
        // A record that cannot be read ends the search: the rows' own pass reports it.
        while let Ok(Some(_)) = records.next(&mut record) {
            match position {
                None => position = record.iter().position(|name| name == b"channel"),
                Some(position) => {
                    let cell = record.get(position).unwrap_or_default();
                    let text = std::str::from_utf8(cell).unwrap_or_default();
                    // Runs of one channel are common, and every text once is enough.
                    if !text.is_empty() && texts.last().is_none_or(|last| last != text) {
                        texts.push(text.to_string());
                    }
                }
            }
        }
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    /// The rows below the header.
    pub(super) fn rows<R: Row>(&self, channels: &ChannelNames) -> Result<Vec<R>, FolderError> {
        let mut records = self.records();
        let mut record = csv::ByteRecord::new();
        records.next(&mut record)?;
        let mut rows = Vec::new();
        while let Some(line) = records.next(&mut record)? {
            if record.len() != R::COLUMNS.len() {
                return Err(FolderError::Broken {
                    file: self.file,
                    line,
                    column: column_name(R::COLUMNS, record.len().min(R::COLUMNS.len())),
                    expected: format!("a row of {} cells", R::COLUMNS.len()),
                    found: format!("one of {}", record.len()),
                });
            }
            rows.push(R::read(&Cells::new::<R>(line, &record, channels))?);
        }
        Ok(rows)
    }

    fn records(&self) -> Records<'_> {
        Records {
            file: self.file,
            bytes: &self.bytes,
            reader: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(&self.bytes),
            line: 1,
            counted: 0,
        }
    }
}

/// What to call a column: its name, or its number from 1 where the layout has none.
fn column_name(columns: &[&str], position: usize) -> String {
    columns
        .get(position)
        .map_or_else(|| (position + 1).to_string(), ToString::to_string)
}

/// A file's records with their lines.
struct Records<'a> {
    file: &'static str,
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    /// The line of the byte `counted`.
    line: u64,
    counted: usize,
}

impl Records<'_> {
    /// Reads the next record and answers its line; `None` at the end of the file.
    fn next(&mut self, record: &mut csv::ByteRecord) -> Result<Option<u64>, FolderError> {
        let read = self.reader.read_byte_record(record);
        let more = read.map_err(|fault| FolderError::Unreadable {
            path: self.file.to_string(),
            reason: fault.to_string(),
        })?;
        if !more {
            return Ok(None);
        }
        let start = record.position().map_or(0, csv::Position::byte);
        Ok(Some(
            self.line_of(usize::try_from(start).unwrap_or(usize::MAX)),
        ))
    }

    /// The line of the first character at or after a byte.
    ///
    /// The reader's own line is that of the line break before the record where
    /// lines are empty or end in CRLF, so lines are counted here.
    fn line_of(&mut self, start: usize) -> u64 {
        while let Some(&byte) = self.bytes.get(self.counted) {
            let is_break = match byte {
                b'\n' => true,
                b'\r' => self.bytes.get(self.counted + 1) != Some(&b'\n'),
                _ if self.counted >= start => break,
                _ => false,
            };
            self.line += u64::from(is_break);
            self.counted += 1;
        }
        self.line
    }
}
