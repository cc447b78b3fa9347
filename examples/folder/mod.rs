//! A folder in the neutral CSV layout, read into plain rows: what the examples share.
//!
//! A folder holds any of `tickets.csv`, `messages.csv`, `interactions.csv`,
//! `surveys.csv`, `purchases.csv` and `desk.json`. Two kinds of faults exist,
//! and only the first is found here:
//!
//! - A row that cannot be **parsed** is broken: reading stops with a
//!   [`FolderError`] that names file, line, column, what was expected and what
//!   was found. So does a folder without any of the files.
//! - A row that parses but **cannot be** (a score of 11, a response before the
//!   opening) is handed on as it stands, with its line: the model rejects it,
//!   and its caller counts it.
//!
//! What the layout leaves open is settled here:
//!
//! - An empty cell is not known, and reads as `None`. Where a row says nothing
//!   without the cell (an instant of opening, a kind of survey), it is broken.
//! - The header is matched word by word, in its order. A byte order mark before
//!   it is passed over, as spreadsheets write one. So are lines without a
//!   single character: they carry no row. Lines end in LF, CRLF or CR.
//! - Cells are taken as they are: nothing is trimmed, no case is changed. A
//!   line break inside a quoted cell is a fault, because no column of the
//!   layout has a use for one and a forgotten quotation mark would otherwise
//!   swallow rows in silence.
//! - Instants with another offset than `Z` are the same instants in UTC.
//! - Other files are listed, not read.

// Every example reads what it needs of a row.
#![allow(dead_code)]

mod cells;
pub(crate) mod channel_names;
pub(crate) mod desk;
pub(crate) mod error;
pub(crate) mod hours;
pub(crate) mod interactions;
pub(crate) mod messages;
mod object;
pub(crate) mod purchases;
mod sheet;
pub(crate) mod surveys;
pub(crate) mod tickets;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use self::channel_names::ChannelNames;
use self::desk::{Desk, DeskText};
use self::error::FolderError;
use self::interactions::InteractionRow;
use self::messages::MessageRow;
use self::purchases::PurchaseRow;
use self::sheet::{Row, Sheet};
use self::surveys::SurveyRow;
use self::tickets::TicketRow;

/// The files of the layout, in its order.
const KNOWN: [&str; 6] = [
    TicketRow::FILE,
    MessageRow::FILE,
    InteractionRow::FILE,
    SurveyRow::FILE,
    PurchaseRow::FILE,
    DeskText::FILE,
];

/// What a folder holds. A file's rows are `None` where the folder has no such
/// file, and empty where the file has a header only.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) tickets: Option<Vec<TicketRow>>,
    pub(crate) messages: Option<Vec<MessageRow>>,
    pub(crate) interactions: Option<Vec<InteractionRow>>,
    pub(crate) surveys: Option<Vec<SurveyRow>>,
    pub(crate) purchases: Option<Vec<PurchaseRow>>,
    /// What the desk declares; `None` where the folder has no `desk.json`.
    pub(crate) desk: Option<Desk>,
    /// The names behind [`Channel::Other`](support_kpi::Channel::Other) in the rows and in the desk.
    pub(crate) channels: ChannelNames,
    /// What else lies in the folder and was not read, by name; folders end in `/`.
    pub(crate) ignored: Vec<String>,
}

impl Folder {
    /// Reads a folder whole.
    ///
    /// # Errors
    ///
    /// The first fault: in the headers, in `desk.json`, then in the rows, each in
    /// the order of the layout.
    pub(crate) fn read(path: &Path) -> Result<Self, FolderError> {
        let (known, ignored) = list(path)?;
        if known.is_empty() {
            return Err(FolderError::NothingKnown {
                folder: path.display().to_string(),
                expected: KNOWN.join(", "),
                found: if ignored.is_empty() {
                    "nothing".to_string()
                } else {
                    ignored.join(", ")
                },
            });
        }
        let open = |file: &'static str| {
            known
                .contains(file)
                .then(|| Sheet::open(path, file))
                .transpose()
        };
        let tickets = open(TicketRow::FILE)?;
        let messages = open(MessageRow::FILE)?;
        let interactions = open(InteractionRow::FILE)?;
        let surveys = open(SurveyRow::FILE)?;
        let purchases = open(PurchaseRow::FILE)?;
        let desk = open(DeskText::FILE)?;

        // The headers first: a wrong one makes nonsense of every cell below it.
        check_header::<TicketRow>(tickets.as_ref())?;
        check_header::<MessageRow>(messages.as_ref())?;
        check_header::<InteractionRow>(interactions.as_ref())?;
        check_header::<SurveyRow>(surveys.as_ref())?;
        check_header::<PurchaseRow>(purchases.as_ref())?;
        let desk = desk.as_ref().map(DeskText::parse).transpose()?;

        // Then every channel's name, so that numbers do not depend on the order of rows.
        let sheets = [&tickets, &messages, &interactions, &surveys];
        let mut names: BTreeSet<String> = sheets
            .into_iter()
            .flatten()
            .flat_map(Sheet::channel_texts)
            .collect();
        names.extend(desk.iter().flat_map(DeskText::channel_texts));
        let channels = ChannelNames::number(names)?;

        Ok(Self {
            tickets: rows(tickets.as_ref(), &channels)?,
            messages: rows(messages.as_ref(), &channels)?,
            interactions: rows(interactions.as_ref(), &channels)?,
            surveys: rows(surveys.as_ref(), &channels)?,
            purchases: rows(purchases.as_ref(), &channels)?,
            desk: desk.map(|text| text.resolve(&channels)),
            channels,
            ignored,
        })
    }
}

/// The names in a folder: those of the layout, and the others, sorted.
fn list(path: &Path) -> Result<(BTreeSet<String>, Vec<String>), FolderError> {
    let folder = path.display().to_string();
    let unreadable = |fault: std::io::Error| FolderError::Unreadable {
        path: folder.clone(),
        reason: fault.to_string(),
    };
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(FolderError::NotAFolder { path: folder }),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
            return Err(FolderError::Missing { path: folder });
        }
        Err(fault) => return Err(unreadable(fault)),
    }
    let mut known = BTreeSet::new();
    let mut ignored = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if KNOWN.contains(&name.as_str()) {
            known.insert(name);
        } else if entry.path().is_dir() {
            ignored.push(format!("{name}/"));
        } else {
            ignored.push(name);
        }
    }
    ignored.sort_unstable();
    Ok((known, ignored))
}

fn check_header<R: Row>(sheet: Option<&Sheet>) -> Result<(), FolderError> {
    sheet.map_or(Ok(()), Sheet::check_header::<R>)
}

fn rows<R: Row>(
    sheet: Option<&Sheet>,
    channels: &ChannelNames,
) -> Result<Option<Vec<R>>, FolderError> {
    sheet.map(|sheet| sheet.rows(channels)).transpose()
}
