//! Exercises from a table: each row becomes the text of a library file.
//!
//! The table is CSV with a line of column names; [`COLUMNS`] has them all. What a row says is not judged here: the file that
//! comes of it is read like any other, so that its mistakes are told in the same words.

mod column;
mod error;
mod row;
mod table;

use std::collections::BTreeSet;

pub use column::{COLUMNS, Column};
pub use error::TableError;
pub use row::Row;
pub use table::{Table, TableRow, plain_name};

use crate::yaml::nearest;

/// Reads a table of exercises.
///
/// # Errors
/// Fails if the table as a whole cannot be read: no text, no column names, or columns that nobody knows.
pub fn rows(table: &[u8]) -> Result<Vec<Row>, TableError> {
    let table = Table::read(table)?;
    let columns: Vec<&'static Column> = table.names().iter().map(|name| column(name)).collect::<Result<_, _>>()?;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    if let Some(twice) = columns.iter().find(|column| !seen.insert(column.name)) {
        return Err(TableError::ColumnTwice(twice.name));
    }
    if let Some(missing) = COLUMNS.iter().find(|c| c.needed && !seen.contains(c.name)) {
        return Err(TableError::ColumnMissing(missing.name));
    }
    let mut rows = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for written in table.rows() {
        let mut row = Row::new(written, &columns);
        if !row.id().is_empty() && !ids.insert(row.id().to_owned()) {
            row.add_fault(format!("`{}` is in the table twice", row.id()));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn column(name: &str) -> Result<&'static Column, TableError> {
    let plain = plain_name(name);
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
    fn no_soreness_and_no_cautions_have_to_be_written() {
        let rows = rows(b"id,soreness,avoid-if\na,none,None\nb,,none\nc,none,\nd,,\n").unwrap();
        let faults: Vec<usize> = rows.iter().map(|row| row.faults().len()).collect();
        assert_eq!(faults, [0, 1, 1, 2]);
        assert!(rows[0].text().contains("soreness: []\navoid-if: []\n"), "{}", rows[0].text());
        assert!(rows[1].faults()[0].contains("`soreness`") && rows[1].faults()[0].contains("`none`"));
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
        // Each says nothing of soreness and cautions besides.
        assert_eq!(faults, [3, 3, 3, 4], "{rows:?}");
    }
}
