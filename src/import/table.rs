//! A table as a spreadsheet writes it: CSV with a line of column names.

use super::error::TableError;

/// A table with the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    names: Vec<String>,
    rows: Vec<TableRow>,
}

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    line: u64,
    cells: Vec<String>,
}

impl TableRow {
    /// The line in which it begins, as an editor counts, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The cells, without blanks around them; there may be more or fewer than there are columns.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

impl Table {
    /// Reads a table. The cells are parted by commas, semicolons or tabs, whichever the first line has most of.
    ///
    /// # Errors
    /// Fails if it is no text, or no CSV.
    pub fn read(table: &[u8]) -> Result<Self, TableError> {
        // Spreadsheets mark their UTF-8 with three bytes.
        let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table);
        let text = std::str::from_utf8(table).map_err(|_| TableError::NotText)?;
        let first = text.lines().next().unwrap_or_default();
        let count = |mark: char| first.matches(mark).count();
        let delimiter = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).trim(csv::Trim::All).from_reader(table);
        let unreadable = |e: csv::Error| TableError::Unreadable(e.to_string());
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<String>>();
        let names = owned(reader.headers().map_err(unreadable)?);
        let mut lines = Lines { table, at: 0, line: 1 };
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(unreadable)?;
            if !record.iter().all(str::is_empty) {
                let line = record.position().map_or(0, |at| lines.at(at.byte()));
                rows.push(TableRow { line, cells: owned(&record) });
            }
        }
        Ok(Self { names, rows })
    }

    /// The names of the columns, as they are written.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The rows, in order.
    pub fn rows(&self) -> &[TableRow] {
        &self.rows
    }
}

/// A column's name without what spreadsheets make of it: in small letters, with hyphens for blanks.
pub fn plain_name(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '_'], "-")
}

/// The lines of a table as an editor counts them. The reader of CSV counts line feeds, and takes the one after a carriage
/// return for part of the next row.
struct Lines<'t> {
    table: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of what begins at a byte or after the line breaks there; to be asked in order.
    fn at(&mut self, byte: u64) -> u64 {
        let begins = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(byte) = self.table.get(self.at) {
            let is_break = matches!(byte, b'\r' | b'\n');
            if self.at >= begins && !is_break {
                break;
            }
            self.at += 1;
            // Two bytes may make one line break.
            if *byte == b'\n' || (*byte == b'\r' && self.table.get(self.at) != Some(&b'\n')) {
                self.line += 1;
            }
        }
        self.line
    }
}
