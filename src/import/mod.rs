//! Exercises from a table: each row becomes the text of a library file.
//!
//! The table is CSV with a line of column names; [`COLUMNS`] has them all. What a row says is not judged here: the file that
//! comes of it is read like any other, so that its mistakes are told in the same words.

mod column;
mod error;
mod row;

use std::collections::BTreeSet;

pub use column::{COLUMNS, Column};
pub use error::TableError;
pub use row::Row;

use crate::yaml::nearest;

/// Reads a table. The cells are parted by commas, semicolons or tabs, whichever the first line has most of.
///
/// # Errors
/// Fails if the table as a whole cannot be read: no text, no column names, or columns that nobody knows.
pub fn rows(table: &[u8]) -> Result<Vec<Row>, TableError> {
    // Spreadsheets mark their UTF-8 with three bytes.
    let table = table.strip_prefix(b"\xef\xbb\xbf").unwrap_or(table);
    let text = std::str::from_utf8(table).map_err(|_| TableError::NotText)?;
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let delimiter = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).trim(csv::Trim::All).from_reader(table);
    let header = reader.headers().map_err(|e| TableError::Unreadable(e.to_string()))?.clone();
    let columns: Vec<&'static Column> = header.iter().map(column).collect::<Result<_, _>>()?;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    if let Some(twice) = columns.iter().find(|column| !seen.insert(column.name)) {
        return Err(TableError::ColumnTwice(twice.name));
    }
    if let Some(missing) = COLUMNS.iter().find(|c| c.needed && !seen.contains(c.name)) {
        return Err(TableError::ColumnMissing(missing.name));
    }
    let mut rows = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut lines = Lines { table, at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|e| TableError::Unreadable(e.to_string()))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = record.position().map_or(0, |at| lines.at(at.byte()));
        let mut row = Row::new(line, &columns, &record);
        if !row.id().is_empty() && !ids.insert(row.id().to_owned()) {
            row.add_fault(format!("`{}` is in the table twice", row.id()));
        }
        rows.push(row);
    }
    Ok(rows)
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

fn column(name: &str) -> Result<&'static Column, TableError> {
    let plain = name.trim().to_lowercase().replace([' ', '_'], "-");
    COLUMNS.iter().find(|column| column.name == plain).ok_or_else(|| TableError::ColumnUnknown {
        name: name.to_owned(),
        near: nearest(&plain, COLUMNS.iter().map(|column| column.name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id;Family;name;steps;work\n";

    #[test]
    fn a_row_becomes_a_file() {
        let rows = rows(
            format!("{HEAD}wall-sit;legs;\"Wall: sit\";Lean. | Slide down.;quadriceps:isometric:mid\n;;;;\n")
                .as_bytes(),
        );
        let rows = rows.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].line(), rows[0].path().as_str()), (2, "legs/wall-sit.yaml"));
        let expected = "name: \"Wall: sit\"\nequipment: []\nsteps:\n  - Lean.\n  - Slide down.\nmistakes: []\n\
                        work:\n  - { muscle: quadriceps, action: isometric, length: mid }\nsoreness: []\navoid-if: []\n";
        assert_eq!(rows[0].text(), expected);
    }

    #[test]
    fn a_table_that_nobody_can_read_is_refused_as_a_whole() {
        let fails = |table: &[u8]| rows(table).unwrap_err().to_string();
        assert!(fails(b"id,nmae\n").contains("`nmae`"));
        assert!(fails(b"name\nBridge\n").contains("`id`"));
        assert!(fails(b"id,id\n").contains("twice"));
        assert!(fails(b"id,name\nx,\xff\n").contains("UTF-8"));
    }

    #[test]
    fn rows_are_told_by_the_lines_of_an_editor() {
        for mark in ["\n", "\r\n", "\r"] {
            let table = ["id,name", "a,\"x", "y\"", "", "b,B", "c,C", ""].join(mark);
            let rows = rows(table.as_bytes()).unwrap();
            let lines: Vec<(u64, &str)> = rows.iter().map(|row| (row.line(), row.id())).collect();
            assert_eq!(lines, [(2, "a"), (5, "b"), (6, "c")], "{mark:?}");
        }
    }

    #[test]
    fn faults_of_a_row_are_its_own() {
        let rows = rows(b"id,name,work\nbridge,Bridge,a:b\nbridge,Bridge,\n,Nameless,\nUp Down,x,,surplus\n").unwrap();
        let faults: Vec<usize> = rows.iter().map(|row| row.faults().len()).collect();
        assert_eq!(faults, [1, 1, 1, 2], "{rows:?}");
    }
}
