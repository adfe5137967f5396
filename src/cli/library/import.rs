//! `backplan library import`: exercises from a table.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde::Serialize;

use crate::cli::args::{Format, Import};
use crate::cli::plan::entry;
use crate::cli::screen::Screen;
use crate::cli::{Ending, files, json, library_dir};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::embedded;
use backplan::import::{COLUMNS, Column, Row, rows};
use backplan::library::{
    Certainty, Equipment, ExerciseId, Found, Layer, Library, LibraryFile, Measure, Position, Sides, TechniqueId,
    Variable,
};
use backplan::yaml::Word;

pub(super) fn run(args: &Import, screen: &Screen) -> Result<Ending> {
    let (Some(table), Some(library)) = (&args.table, &args.library) else {
        screen.data(&columns(screen.width()))?;
        return Ok(Ending::Fine);
    };
    let mut rows = match rows(&files::read(table)?) {
        Ok(rows) => rows,
        Err(error) => bail!("cannot import `{}`: {error}\n  hint: {}", table.display(), error.hint()),
    };
    let existing = library_dir::files(library)?;
    if !existing.iter().any(|file| ["library.yaml", "library.yml"].contains(&file.path())) {
        bail!(
            "`{}` is no library: it has no `library.yaml`\n  hint: name the folder that has one; `backplan library export` makes one",
            library.display()
        );
    }
    judge(&mut rows, existing, table, library);
    let refused = rows.iter().any(|row| !row.faults().is_empty());
    let written = !refused && !args.dry_run;
    if written {
        write(&rows, library)?;
    }
    match args.format {
        Format::Json => screen.data(&json::text(&Report::new(&rows, written))?)?,
        Format::Text => screen.data(&told(&rows, written, screen.width()))?,
    }
    Ok(if refused { Ending::Problems } else { Ending::Fine })
}

/// The columns and what they hold, a line each.
fn columns(width: usize) -> String {
    let widest = COLUMNS.iter().map(|column| column.name.len()).max().unwrap_or(0);
    let holds = |name: &str, holds: &str| match words(name) {
        words if words.is_empty() => holds.to_owned(),
        words => format!("{holds}: {}", words.join(", ")),
    };
    let one = |c: &Column| entry(&format!("{:widest$}  ", c.name), &holds(c.name, c.holds), width);
    let mut text: String = COLUMNS.iter().map(one).collect();
    text += "\n";
    text += &entry(
        "",
        "Only `id` has to be there, but a row without what an exercise needs cannot be taken. `|` parts the things in a cell, as in \
        `mat | chair` and `calves:mixed:mid | quadriceps:eccentric:long`.",
        width,
    );
    text
}

/// The words that a column takes; none if it takes something else.
fn words(column: &str) -> Vec<&'static str> {
    fn all<W: Word>() -> Vec<&'static str> {
        W::ALL.iter().map(|word| word.as_str()).collect()
    }
    match column {
        "position" => all::<Position>(),
        "equipment" => all::<Equipment>(),
        "measure" => all::<Measure>(),
        "sides" => all::<Sides>(),
        "grow" => all::<Variable>(),
        "certainty" => all::<Certainty>(),
        _ => Vec::new(),
    }
}

/// Finds what is wrong with each row, as part of the library that it is to join.
fn judge(rows: &mut [Row], existing: Vec<LibraryFile<'static>>, table: &Path, library: &Path) {
    let shown = |row: &Row| format!("{}#{}", table.display(), row.path());
    for row in rows.iter_mut() {
        let there = existing.iter().find(|file| file.path() == row.path()).map(|file| file.shown().to_owned());
        let there = there.or_else(|| {
            let path = library.join(row.path());
            path.exists().then(|| path.display().to_string())
        });
        if let Some(there) = there {
            row.add_fault(format!("`{there}` is there already, and nothing is overwritten"));
        }
    }
    let core = embedded::core_library();
    let (there, _) = Library::read_in_part(&library.display().to_string(), &existing, &core);
    for row in rows.iter_mut() {
        if let Some(fault) = there.as_ref().and_then(|there| taken(row.id(), there)) {
            row.add_fault(fault);
        }
    }
    let sound = rows.iter().filter(|row| row.faults().is_empty());
    let new = sound.map(|row| LibraryFile::new(row.path(), shown(row), row.text().as_bytes().to_vec()));
    let all: Vec<LibraryFile<'_>> = existing.into_iter().chain(new).collect();
    let (_, findings) = Library::read_in_part(&library.display().to_string(), &all, &core);
    let findings: Vec<Diagnostic> = findings.into_sorted();
    for row in rows.iter_mut() {
        let name = shown(row);
        let of_row = |f: &&Diagnostic| f.place().file().name() == name && f.severity() == Severity::Error;
        let faults: Vec<String> =
            findings.iter().filter(of_row).map(|f| format!("[{}] {}; {}", f.code(), f.message(), f.hint())).collect();
        for fault in faults {
            row.add_fault(fault);
        }
    }
}

/// Why an id cannot be that of a new exercise: the library that this one extends has it.
fn taken(id: &str, library: &Library) -> Option<String> {
    let (base, _) = library.base()?;
    let exercise = ExerciseId::new(id).and_then(|id| library.exercise(&id)).map(Found::Exercise);
    let found = exercise.or_else(|| TechniqueId::new(id).and_then(|id| library.technique(&id)).map(Found::Technique));
    let is_base = found.is_some_and(|found| *library.layer_of(found) != Layer::Own);
    let is_hidden = library.hidden().iter().any(|hidden| hidden == id);
    (is_hidden || is_base).then(|| {
        format!(
            "`{base}` has `{id}` already, and a row would take its place with all its cautions; to change single fields, write a \
            file that begins with `changes: {base}`, or give the row another id"
        )
    })
}

/// Writes all files, or none.
fn write(rows: &[Row], library: &Path) -> Result<()> {
    let all: Vec<(PathBuf, &[u8])> = rows.iter().map(|row| (library.join(row.path()), row.text().as_bytes())).collect();
    files::write_all_new(&all)
}

fn told(rows: &[Row], written: bool, width: usize) -> String {
    let mut text = String::new();
    for row in rows {
        let label = format!("line {}, {}: ", row.line(), row.id());
        match row.faults() {
            [] => {
                text += &entry(&label, &format!("{}{}", if written { "" } else { "can be taken: " }, row.path()), width)
            }
            faults => {
                text += &entry(&label, "cannot be taken", width);
                text += &faults.iter().map(|fault| entry("  - ", fault, width)).collect::<String>();
            }
        }
    }
    let refused = rows.iter().filter(|row| !row.faults().is_empty()).count();
    text + &match (written, refused) {
        (true, _) => format!("files written: {}\n", rows.len()),
        (false, 0) => format!("rows that can be taken: {} of {0}; nothing was written\n", rows.len()),
        (false, n) => format!("rows that cannot be taken: {n} of {}; nothing was written\n", rows.len()),
    }
}

/// The result of `library import`.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    written: bool,
    rows: Vec<RowJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    line: u64,
    id: &'a str,
    file: String,
    faults: &'a [String],
}

impl<'a> Report<'a> {
    fn new(rows: &'a [Row], written: bool) -> Self {
        let one = |row: &'a Row| RowJson { line: row.line(), id: row.id(), file: row.path(), faults: row.faults() };
        Self { schema: json::SCHEMA, written, rows: rows.iter().map(one).collect() }
    }
}
