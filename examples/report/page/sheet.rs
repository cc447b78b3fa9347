//! The page as it is written: headings, lines and tables, 100 columns wide.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::text::{GLUE, name};

/// How wide the page is.
pub(super) const WIDTH: u16 = 100;
const INDENT: &str = "  ";

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    text: String,
}

/// A column of a table: its heading, and the side its cells stand on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column<'a> {
    Words(&'a str),
    Figures(&'a str),
}

impl Sheet {
    /// The title, underlined.
    pub(super) fn title(&mut self, title: &str) {
        self.push(title);
        self.push(&"═".repeat(usize::from(WIDTH)));
    }

    /// The heading of a section, with an empty line before it.
    pub(super) fn heading(&mut self, heading: &str) {
        self.push("");
        self.push(heading);
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.push("");
    }

    /// A sentence, over as many lines as it takes.
    pub(super) fn line(&mut self, sentence: &str) {
        self.grid(Table::new().add_row([name(sentence)]));
    }

    /// A sentence of a list.
    pub(super) fn point(&mut self, sentence: &str) {
        let mut table = Table::new();
        table.add_row(["•".to_string(), name(sentence)]);
        self.grid(&mut table);
    }

    /// What something is, and its value beside it.
    pub(super) fn entries(&mut self, entries: Vec<(&str, String)>) {
        let mut table = Table::new();
        for (what, value) in entries {
            table.add_row([what.to_string(), name(&value)]);
        }
        self.grid(&mut table);
    }

    /// A table with headings.
    pub(super) fn table<const COLUMNS: usize>(
        &mut self,
        columns: [Column<'_>; COLUMNS],
        rows: Vec<[String; COLUMNS]>,
    ) {
        let mut table = Table::new();
        table.set_header(columns.map(|column| column.heading().to_string()));
        table.add_rows(rows.into_iter().map(|row| row.map(|cell| name(&cell))));
        for (position, column) in columns.into_iter().enumerate() {
            if let (Column::Figures(_), Some(place)) = (column, table.column_mut(position)) {
                place.set_cell_alignment(CellAlignment::Right);
            }
        }
        self.grid(&mut table);
    }

    /// Lines as they stand.
    pub(super) fn verbatim(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.push(&format!("{INDENT}{line}"));
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn grid(&mut self, table: &mut Table) {
        table
            .load_style(
                TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')),
            )
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(WIDTH);
        if let Some(first) = table.column_mut(0) {
            first.set_padding((2, 1));
        }
        for line in table.lines() {
            // The rule under the headings begins where they do.
            match line.strip_prefix("──") {
                Some(rule) => self.push(&format!("{INDENT}{rule}")),
                None => self.push(&line),
            }
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line.replace(GLUE, " ").trim_end());
        self.text.push('\n');
    }
}

impl<'a> Column<'a> {
    const fn heading(self) -> &'a str {
        match self {
            Self::Words(heading) | Self::Figures(heading) => heading,
        }
    }
}
