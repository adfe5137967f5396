//! One row of a table, and the file that it becomes.

use super::column::{COLUMNS, Column, Goes, NEVER_EMPTY};
use super::table::TableRow;
use crate::draft::scalar;
use crate::library::ExerciseId;

/// What a cell says that holds nothing on purpose.
const NONE: &str = "none";

/// What parts the things in a cell.
const BETWEEN: char = '|';

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    line: u64,
    id: String,
    family: String,
    text: String,
    faults: Vec<String>,
}

impl Row {
    pub(super) fn new(row: &TableRow, columns: &[&'static Column]) -> Self {
        let cells = row.cells();
        let cell = |name: &str| {
            let at = columns.iter().position(|column| column.name == name);
            at.and_then(|at| cells.get(at)).map_or("", String::as_str)
        };
        let (id, family) = (cell("id"), cell("family"));
        let mut faults = Vec::new();
        if ExerciseId::new(id).is_none() {
            faults.push(format!("`{id}` cannot be an id; write it like `bird-dog`"));
        }
        if !family.is_empty() && (ExerciseId::new(family).is_none() || ["mechanisms", "techniques"].contains(&family)) {
            faults.push(format!("`{family}` cannot be a family; write it like `hips-and-legs`"));
        }
        if cells.len() > columns.len() {
            faults.push(format!(
                "{} cells, but {} columns; put a text with the mark between cells in quotes",
                cells.len(),
                columns.len()
            ));
        }
        for name in NEVER_EMPTY.into_iter().filter(|name| cell(name).is_empty()) {
            faults.push(format!("`{name}` is empty and may have been forgotten; write `{NONE}` if there is none"));
        }
        let text = text(&cell, &mut faults);
        Self { line: row.line(), id: id.to_owned(), family: family.to_owned(), text, faults }
    }

    /// The line of the table in which it begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The id of the exercise.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The path of the file below the library's folder.
    pub fn path(&self) -> String {
        if self.family.is_empty() { format!("{}.yaml", self.id) } else { format!("{}/{}.yaml", self.family, self.id) }
    }

    /// What goes into the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it cannot be taken; empty if it can, as far as the row itself tells.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Adds a reason why it cannot be taken.
    pub fn add_fault(&mut self, fault: String) {
        self.faults.push(fault);
    }
}

/// The file of a row. A cell that is empty is left out, so that what is missing is told as in any file.
fn text<'c>(cell: &impl Fn(&str) -> &'c str, faults: &mut Vec<String>) -> String {
    let mut text = String::new();
    let mut done: Vec<&str> = Vec::new();
    for column in COLUMNS {
        let cell_text = cell(column.name);
        match column.goes {
            Goes::Path | Goes::Dose(..) => {}
            // The order of growth is part of the dose.
            Goes::Words("grow", _) => {}
            Goes::Key(key) if cell_text.is_empty() => done.push(key),
            Goes::Key(key) => text += &format!("{key}: {}\n", scalar(cell_text)),
            Goes::Words(key, needed) => {
                let words: Vec<String> = parts(cell_text).map(flow).collect();
                if needed || !words.is_empty() {
                    text += &format!("{key}: [{}]\n", words.join(", "));
                }
            }
            Goes::Texts(key, needed) => {
                let items: String = parts(cell_text).map(|part| format!("  - {}\n", scalar(part))).collect();
                match (items.as_str(), needed) {
                    ("", true) => text += &format!("{key}: []\n"),
                    ("", false) => {}
                    (items, _) => text += &format!("{key}:\n{items}"),
                }
            }
            Goes::Part("dose", _) if !done.contains(&"dose") => {
                done.push("dose");
                text += &dose(cell);
            }
            Goes::Part("dose", _) => {}
            Goes::Part(key, _) if !done.contains(&key) => {
                done.push(key);
                let mapping = mapping(|goes| matches!(goes, Goes::Part(k, _) if *k == key), cell);
                if !mapping.is_empty() {
                    text += &format!("{key}: {{ {mapping} }}\n");
                }
            }
            Goes::Part(..) => {}
            Goes::Rows(key, keys) => text += &rows(column.name, key, keys, cell_text, faults),
        }
    }
    text
}

/// The dose with all its parts; nothing if there is none.
fn dose<'c>(cell: &impl Fn(&str) -> &'c str) -> String {
    let mut text = String::new();
    for key in ["measure", "sides"] {
        if !cell(key).is_empty() {
            text += &format!("  {key}: {}\n", scalar(cell(key)));
        }
    }
    for end in ["start", "most"] {
        let mapping = mapping(|goes| matches!(goes, Goes::Dose(e, _) if *e == end), cell);
        if !mapping.is_empty() {
            text += &format!("  {end}: {{ {mapping} }}\n");
        }
    }
    if text.is_empty() {
        return text;
    }
    let grow: Vec<String> = parts(cell("grow")).map(flow).collect();
    format!("dose:\n{text}  grow: [{}]\n", grow.join(", "))
}

/// The entries of a mapping on one line.
fn mapping<'c>(is_in: impl Fn(&Goes) -> bool, cell: &impl Fn(&str) -> &'c str) -> String {
    let entry = |column: &Column| {
        let (Goes::Part(_, key) | Goes::Dose(_, key)) = column.goes else { return None };
        let value = cell(column.name);
        (!value.is_empty()).then(|| format!("{key}: {}", flow(value)))
    };
    let entries: Vec<String> = COLUMNS.iter().filter(|column| is_in(&column.goes)).filter_map(entry).collect();
    entries.join(", ")
}

/// A list of mappings, each written as its values with colons between them.
fn rows(column: &str, key: &str, keys: &[&str], cell: &str, faults: &mut Vec<String>) -> String {
    let mut text = String::new();
    for part in parts(cell) {
        let values: Vec<&str> = part.splitn(keys.len(), ':').map(str::trim).collect();
        if values.len() < keys.len().min(3) {
            faults.push(format!("`{part}` in `{column}` is not `{}`", keys.join(":")));
            continue;
        }
        let entries = keys.iter().zip(values).filter(|(_, value)| !value.is_empty());
        let entries: Vec<String> = entries.map(|(key, value)| format!("{key}: {}", flow(value))).collect();
        text += &format!("  - {{ {} }}\n", entries.join(", "));
    }
    if text.is_empty() { format!("{key}: []\n") } else { format!("{key}:\n{text}") }
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    let cell = if cell.eq_ignore_ascii_case(NONE) { "" } else { cell };
    cell.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty())
}

/// A value inside brackets or braces: plain where nothing in it could end it, in double quotes elsewhere.
fn flow(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || " -.".contains(c)) && !text.starts_with(['-', '.']);
    // JSON's strings are YAML's.
    if is_plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
