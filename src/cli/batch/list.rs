//! A list of handouts to make: a folder, a table, or lines of JSON.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::cli::args::{Takes, handout_option, handout_options};
use crate::cli::files::{Listed, NO_FILE};
use crate::cli::{clinic, files};
use backplan::import::{Table, TableRow, plain_name};
use backplan::yaml::nearest;

/// How the names of programmes end.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// The most that a list may have, in bytes: some hundred thousand rows.
const LARGEST: usize = 64 * 1024 * 1024;

/// The most that a cell may have, in bytes. Paths are shorter on every system.
const LARGEST_CELL: usize = 4096;

/// One handout to make, as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its number in the list, from 1.
    pub(super) number: usize,
    /// Its line in the file, from 1; a folder has none.
    pub(super) line: Option<u64>,
    /// The programme that it names, even where the rest of it cannot be read.
    pub(super) programme: Option<String>,
    /// What is wanted, or why the row cannot be read.
    pub(super) wanted: Result<Wanted, String>,
}

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Wanted {
    /// The programme: a path, or the name of a built-in one.
    pub(super) programme: String,
    /// The name of the PDF, below the folder of the batch.
    pub(super) output: Option<String>,
    /// Options of `backplan handout`, each with its value.
    pub(super) options: Vec<String>,
}

/// Reads a list.
///
/// # Errors
/// Fails if the list as a whole cannot be read; what is wrong with one row is kept in that row.
pub(super) fn read(source: &Path) -> Result<Vec<Row>> {
    if source.is_dir() {
        return folder(source);
    }
    let is_from_input = source.as_os_str() == "-";
    if !is_from_input && !source.exists() && !source.is_symlink() {
        bail!(
            "cannot read `{}`: it does not exist\n  hint: name a folder of programmes, or a list in .csv or .jsonl",
            source.display()
        );
    }
    let ending = source.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    match (is_from_input, ending.as_str()) {
        (true, _) | (false, "jsonl" | "ndjson") => json_lines(&bytes(source)?),
        (false, "csv" | "tsv") => table(&bytes(source)?).with_context(|| format!("cannot read `{}`", source.display())),
        _ => bail!(
            "`{}` is no list\n  hint: name a folder of programmes, or a list whose name ends in .csv or .jsonl",
            source.display()
        ),
    }
}

/// The bytes of a list.
fn bytes(source: &Path) -> Result<Vec<u8>> {
    let bytes = files::read_up_to(source, LARGEST as u64 + 1)?;
    if bytes.len() > LARGEST {
        // Of a row that is cut off, a name would be printed cut off.
        bail!(
            "cannot read `{}`: it is larger than {} MB\n  hint: make several lists of it",
            source.display(),
            LARGEST >> 20
        );
    }
    Ok(bytes)
}

/// A row for each programme in a folder and below it.
fn folder(folder: &Path) -> Result<Vec<Row>> {
    let mut found = files::list_all(folder, &ENDINGS)?;
    // A clinic's own file lies among its programmes.
    found.retain(|listed| listed.path.file_name().is_none_or(|name| name != clinic::FILE));
    if found.is_empty() {
        bail!("no programme in `{}`\n  hint: the names of programmes end in .yaml", folder.display());
    }
    let row = |(at, Listed { path, is_file }): (usize, &Listed)| Row {
        number: at + 1,
        line: None,
        programme: path.to_str().map(|_| files::slashed(path)),
        wanted: match path.to_str() {
            Some(_) if !is_file => Err(format!("cannot read `{}`: {NO_FILE}", folder.join(path).display())),
            Some(_) => Ok(Wanted { programme: files::slashed(path), ..Wanted::default() }),
            None => Err(format!("the name `{}` is not UTF-8; give it another", path.display())),
        },
    };
    Ok(found.iter().enumerate().map(row).collect())
}

fn table(bytes: &[u8]) -> Result<Vec<Row>> {
    let table = Table::read(bytes).map_err(|error| anyhow!("{error}\n  hint: {}", error.hint()))?;
    let columns: Vec<String> = table.names().iter().map(|name| plain_name(name)).collect();
    for (at, name) in columns.iter().enumerate() {
        // What it is called is not repeated: without a line that names the columns, it may be a patient.
        known(name).map_err(|fault| {
            anyhow!("column {} has a name that no list has: {fault}\n  hint: the first line names the columns", at + 1)
        })?;
        if columns.iter().skip(at + 1).any(|other| other == name) {
            bail!("the column `{name}` is there twice\n  hint: leave one of them out");
        }
    }
    if !columns.iter().any(|name| name == PROGRAMME) {
        bail!("no column `programme`\n  hint: the first line of the table names its columns");
    }
    let names_programme = columns.iter().position(|name| name == PROGRAMME);
    let is_parted = |row: &TableRow| columns.len() == 1 || row.cells().len() > 1 || !has_separator(row.cells());
    let row = |(at, row): (usize, &TableRow)| Row {
        number: at + 1,
        line: Some(row.line()),
        programme: names_programme.and_then(|at| shown(row.cells().get(at)?)).filter(|_| is_parted(row)),
        wanted: if !is_parted(row) {
            Err("its cells are not parted as those of the first line are".to_owned())
        } else if row.cells().len() > columns.len() {
            Err(format!("{} cells, but {} columns", row.cells().len(), columns.len()))
        } else if let Some((name, _)) = columns.iter().zip(row.cells()).find(|(_, cell)| cell.contains('\n')) {
            // An open mark swallows the rows below it, so this matters more than what else is wrong.
            Err(format!("`{name}` holds a line break, and perhaps the rows below it: is a quotation mark open?"))
        } else {
            let cells = columns.iter().zip(row.cells()).filter(|(_, cell)| !cell.is_empty());
            wanted(cells.map(|(name, cell)| (name.as_str(), Value::String(cell.clone()))))
        },
    };
    Ok(table.rows().iter().enumerate().map(row).collect())
}

fn json_lines(bytes: &[u8]) -> Result<Vec<Row>> {
    let Ok(text) = std::str::from_utf8(bytes) else { bail!("the list is not UTF-8 text") };
    let text = text.trim_start_matches('\u{feff}');
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let object = serde_json::from_str::<Object>(line);
        let named = object.as_ref().ok().and_then(|object| shown(object.get(PROGRAMME)?.as_str()?));
        let wanted = match object {
            Ok(object) => match object.twice() {
                Some(name) => Err(format!("`{name}` is there twice: leave one of them out")),
                None => wanted(object.0.iter().map(|(name, value)| (name.as_str(), value.clone()))),
            },
            Err(error) => Err(format!("no JSON object (column {})", error.column())),
        };
        rows.push(Row { number: rows.len() + 1, line: Some(at as u64 + 1), programme: named, wanted });
    }
    Ok(rows)
}

/// A JSON object as it is written: serde_json's own keeps the last of several values, and nobody would know of the others.
struct Object(Vec<(String, Value)>);

impl Object {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// A name that is there twice.
    fn twice(&self) -> Option<&str> {
        let names = || self.0.iter().map(|(name, _)| name.as_str());
        names().enumerate().find(|(at, name)| names().take(*at).any(|other| other == *name)).map(|(_, name)| name)
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// What is shown of the programme of a row.
fn shown(programme: impl AsRef<str>) -> Option<String> {
    Some(programme.as_ref().to_owned()).filter(|programme| programme.len() <= LARGEST_CELL)
}

/// Whether a cell holds what parts cells in some tables.
fn has_separator(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.contains([',', ';', '\t']))
}

const PROGRAMME: &str = "programme";
const OUTPUT: &str = "output";

/// Whether a row may have a column.
fn known(name: &str) -> Result<(), String> {
    if [PROGRAMME, OUTPUT].contains(&name) || handout_option(name).is_some() {
        return Ok(());
    }
    let options = handout_options();
    let all = [PROGRAMME, OUTPUT].into_iter().chain(options.iter().map(|(name, _)| name.as_str()));
    Err(match nearest(name, all.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", all.collect::<Vec<_>>().join(", ")),
    })
}

/// What the cells of a row ask for.
fn wanted<'a>(cells: impl Iterator<Item = (&'a str, Value)>) -> Result<Wanted, String> {
    let mut wanted = Wanted::default();
    for (at, (name, value)) in cells.enumerate() {
        known(name).map_err(|fault| format!("value {} has a name that no list has: {fault}", at + 1))?;
        match (name, handout_option(name)) {
            (PROGRAMME, _) => wanted.programme = word(name, &value)?,
            (OUTPUT, _) => wanted.output = Some(word(name, &value)?),
            (_, Some(Takes::Nothing)) => {
                if yes(name, &value)? {
                    wanted.options.push(format!("--{name}"));
                }
            }
            (_, Some(Takes::Values)) => {
                for value in words(name, &value)? {
                    // One word, so that a value may begin with a hyphen.
                    wanted.options.push(format!("--{name}={value}"));
                }
            }
            (_, Some(Takes::Value)) => wanted.options.push(format!("--{name}={}", word(name, &value)?)),
            // Looked at just before.
            (_, None) => {}
        }
    }
    if wanted.programme.is_empty() {
        return Err("no programme".to_owned());
    }
    Ok(wanted)
}

fn word(name: &str, value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) if text.len() > LARGEST_CELL => Err(format!("`{name}` is too long")),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(format!("`{name}` must be a text")),
    }
}

fn words(name: &str, value: &Value) -> Result<Vec<String>, String> {
    match value {
        Value::Array(values) => values.iter().map(|value| word(name, value)).collect(),
        _ => {
            let text = word(name, value)?;
            let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
            Ok(parts.map(str::to_owned).collect())
        }
    }
}

fn yes(name: &str, value: &Value) -> Result<bool, String> {
    match value {
        Value::Bool(yes) => Ok(*yes),
        Value::String(text) => match text.to_lowercase().as_str() {
            "yes" | "true" | "x" | "1" => Ok(true),
            "no" | "false" | "0" => Ok(false),
            _ => Err(format!("`{name}` must be yes or no")),
        },
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Err(format!("`{name}` must be true or false"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(row: &Row) -> Vec<&str> {
        row.wanted.as_ref().unwrap().options.iter().map(String::as_str).collect()
    }

    #[test]
    fn a_table_has_options_as_columns() {
        let rows =
            table(b"Programme;start;grey;condition\na.yaml;2026-11-30;yes;osteoporosis\n;;;\nb.yaml;;no;\n").unwrap();
        assert_eq!(rows.len(), 2, "an empty line is no row");
        assert_eq!(options(&rows[0]), ["--start=2026-11-30", "--grey", "--condition=osteoporosis"]);
        assert_eq!((rows[1].number, rows[1].line, options(&rows[1]).len()), (2, Some(4), 0));
    }

    #[test]
    fn a_bad_row_spoils_no_other() {
        let rows = table(b"programme,grey\na.yaml,perhaps\n,yes\nb.yaml,yes,more\nc.yaml,yes\n").unwrap();
        let is_sound: Vec<bool> = rows.iter().map(|row| row.wanted.is_ok()).collect();
        assert_eq!(is_sound, [false, false, false, true]);
        let rows =
            json_lines(b"{\"programme\": \"a\"}\n{broken\n[]\n{\"programme\": \"b\", \"condition\": [\"x\", \"y\"]}\n")
                .unwrap();
        let is_sound: Vec<bool> = rows.iter().map(|row| row.wanted.is_ok()).collect();
        assert_eq!(is_sound, [true, false, false, true]);
        assert_eq!(options(&rows[3]), ["--condition=x", "--condition=y"]);
        let rows = table(b"programme,patient\na.yaml,\"Mrs B\nb.yaml,Mrs C\n").unwrap();
        assert!(rows[0].wanted.as_ref().unwrap_err().contains("quotation mark"));
        let rows =
            json_lines(b"{\"programme\": \"a\", \"start\": \"2026-11-30\", \"start\": \"2026-12-07\"}\n").unwrap();
        assert!(rows[0].wanted.as_ref().unwrap_err().contains("`start` is there twice"));
        assert_eq!(rows[0].programme.as_deref(), Some("a"));
    }

    #[test]
    fn columns_that_nobody_knows_are_refused_at_once() {
        let fault = |text: &str| table(text.as_bytes()).unwrap_err().to_string();
        assert!(fault("programme,strat\n").contains("did you mean `start`"));
        assert!(fault("programme,start,start\n").contains("twice"));
        assert!(fault("start\n").contains("`programme`"));
        // Where no line names the columns, the first one is about a patient.
        let nameless = fault("Zebedee Quill,walking-start\n");
        assert!(nameless.contains("column 1") && nameless.contains("hint: "), "{nameless}");
        assert!(!nameless.to_lowercase().contains("zebedee"), "{nameless}");
        let rows = json_lines(b"{\"programme\": \"a\", \"Zebedee\": \"patient\"}\n").unwrap();
        let nameless = rows[0].wanted.as_ref().unwrap_err();
        assert!(nameless.contains("value 2") && !nameless.contains("Zebedee"), "{nameless}");
    }

    #[test]
    fn a_row_that_is_parted_otherwise_shows_nothing_of_itself() {
        let rows = table(b"programme,start,patient\na;2026-11-30;Zebedee\nb\nc,2026-11-30\n").unwrap();
        let (programmes, sound): (Vec<_>, Vec<_>) =
            rows.iter().map(|row| (row.programme.as_deref(), row.wanted.is_ok())).unzip();
        assert_eq!(programmes, [None, Some("b"), Some("c")]);
        assert_eq!(sound, [false, true, true]);
    }

    #[test]
    fn cells_without_end_are_not_repeated() {
        let text = format!("programme\n{}\n", "x".repeat(LARGEST_CELL + 1));
        let rows = table(text.as_bytes()).unwrap();
        assert_eq!(rows[0].programme, None);
        assert_eq!(rows[0].wanted, Err("`programme` is too long".to_owned()));
    }
}
