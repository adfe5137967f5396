//! `backplan library`: what there is to choose from.

pub(super) mod affected;
mod annotated;
mod check;
pub(super) mod columns;
mod diff;
mod digest;
mod export;
mod figure;
mod import;
mod schema;
mod show;
pub(super) mod stats;
mod versions;

use std::collections::BTreeMap;
use std::time::SystemTime;

use anyhow::{Result, bail};
use chrono::{DateTime, NaiveDate, Utc};

use super::args::{Format, LibraryCommand, Search, Shown};
use super::screen::Screen;
use super::{Ending, json, library_dir};
use backplan::diagnostic::Outcome;
use backplan::library::{Found, Library, Query};
use backplan::yaml::nearest;
use columns::Columns;

pub(super) fn run(command: &LibraryCommand, screen: &Screen) -> Result<Ending> {
    match command {
        LibraryCommand::Search(args) => search(args, screen),
        LibraryCommand::List(args) => {
            with_library(args.library.as_deref(), screen, |library| list(library, args.format, screen))
        }
        LibraryCommand::Show(args) => show(args, screen),
        LibraryCommand::Check(args) => check::run(args, screen),
        LibraryCommand::Digest(args) => digest::run(args, screen),
        LibraryCommand::Stats(args) => stats::run(args, screen),
        LibraryCommand::Diff(args) => diff::run(args, screen),
        LibraryCommand::Affected(args) => affected::run(args, screen),
        LibraryCommand::Schema(args) => schema::run(args, screen),
        LibraryCommand::Import(args) => import::run(args, screen),
        LibraryCommand::Export(args) => export::run(args, screen),
        LibraryCommand::Figure(args) => figure::one(args, screen),
        LibraryCommand::Figures(args) => figure::all(args, screen),
    }
}

/// Reads the library and reports what is wrong with it; goes on only if nothing is.
fn with_library(
    folder: Option<&std::path::Path>,
    screen: &Screen,
    then: impl FnOnce(&Library) -> Result<Ending>,
) -> Result<Ending> {
    sound(library_dir::read(folder)?, screen, then)
}

/// Reports what is wrong with a library; goes on only if nothing is.
fn sound(read: Outcome<Library>, screen: &Screen, then: impl FnOnce(&Library) -> Result<Ending>) -> Result<Ending> {
    let (library, findings) = read.into_parts();
    screen.findings(&findings);
    library.map_or(Ok(Ending::Problems), |library| then(&library))
}

/// The day at Greenwich. A review that runs out a few hours early or late elsewhere does no harm.
fn today() -> NaiveDate {
    DateTime::<Utc>::from(SystemTime::now()).date_naive()
}

/// What is said of exercises that lie at the top of their library.
const NO_FAMILY: &str = "other exercises";

/// Everything, by family; techniques come last.
fn list(library: &Library, format: Format, screen: &Screen) -> Result<Ending> {
    if format == Format::Json {
        let all: Vec<Found<'_>> = library.all().collect();
        return print(&all, format, screen);
    }
    let mut families: BTreeMap<&str, Vec<Found<'_>>> = BTreeMap::new();
    for exercise in library.exercises() {
        families.entry(exercise.family().unwrap_or(NO_FAMILY)).or_default().push(Found::Exercise(exercise));
    }
    let techniques: Vec<Found<'_>> = library.techniques().map(Found::Technique).collect();
    let mut text = format!("library {} {}: {}\n", library.id(), library.version(), library.name());
    let all = families.into_iter().chain((!techniques.is_empty()).then_some(("techniques", techniques)));
    for (family, items) in all {
        text += &format!("\n{family}\n{}", rows(&items, screen.width(), "  "));
    }
    screen.data(&text)?;
    Ok(Ending::Fine)
}

/// A line each: id, name and purpose, in columns.
fn rows(found: &[Found<'_>], width: usize, indent: &str) -> String {
    let columns = Columns::of(found, width.saturating_sub(indent.len()));
    found.iter().map(|item| format!("{indent}{}\n", columns.row(*item))).collect()
}

fn search(args: &Search, screen: &Screen) -> Result<Ending> {
    with_library(args.shown.library.as_deref(), screen, |library| {
        let query = Query {
            words: args.words.clone(),
            muscle: args.muscle,
            position: args.position,
            equipment: args.equipment,
            mechanism: args.mechanism,
            region: args.region,
        };
        let found = library.search(&query);
        if found.is_empty() && args.shown.format == Format::Text {
            let lost = args
                .words
                .iter()
                .find(|word| library.search(&Query { words: vec![(*word).clone()], ..Query::default() }).is_empty());
            let hint = match lost.map(|word| (word, library.nearest_word(word))) {
                Some((_, Some(near))) => format!("did you mean `{near}`?"),
                Some((word, None)) => format!("nothing here says `{word}`"),
                None => "take a word or a filter away".to_owned(),
            };
            bail!("nothing fits all of that\n  hint: {hint}");
        }
        print(&found, args.shown.format, screen)
    })
}

fn print(found: &[Found<'_>], format: Format, screen: &Screen) -> Result<Ending> {
    match format {
        Format::Json => screen.data(&json::text(&json::found(found))?)?,
        Format::Text => screen.data(&rows(found, screen.width(), ""))?,
    }
    Ok(Ending::Fine)
}

fn show(args: &Shown, screen: &Screen) -> Result<Ending> {
    with_library(args.list.library.as_deref(), screen, |library| {
        let Some(found) = library.all().find(|found| found.id() == args.id) else {
            let near = nearest(&args.id, library.all().map(Found::id));
            let hint = near.map_or_else(
                || "`backplan library search` finds by any word".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            bail!("no exercise or technique `{}`\n  hint: {hint}", args.id);
        };
        match args.list.format {
            Format::Json => screen.data(&json::text(&json::shown(found, library))?)?,
            Format::Text => screen.data(&show::whole(found, library, screen.width()))?,
        }
        Ok(Ending::Fine)
    })
}
