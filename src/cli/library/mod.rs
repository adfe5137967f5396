//! `backplan library`: what there is to choose from.

pub(super) mod columns;
mod show;

use anyhow::{Result, bail};

use super::args::{Format, LibraryCommand, Search, Shown};
use super::screen::Screen;
use super::{Ending, json, library_dir};
use backplan::library::{Found, Library, Query};
use backplan::yaml::nearest;

pub(super) fn run(command: &LibraryCommand, screen: &Screen) -> Result<Ending> {
    match command {
        LibraryCommand::Search(args) => search(args, screen),
        LibraryCommand::List(args) => with_library(args.library.as_deref(), screen, |library| {
            let all: Vec<Found<'_>> = library.all().collect();
            print(&all, args.format, screen)
        }),
        LibraryCommand::Show(args) => show(args, screen),
    }
}

/// Reads the library and reports what is wrong with it; goes on only if nothing is.
fn with_library(
    folder: Option<&std::path::Path>,
    screen: &Screen,
    then: impl FnOnce(&Library) -> Result<Ending>,
) -> Result<Ending> {
    let (library, findings) = library_dir::read(folder)?.into_parts();
    screen.findings(&findings);
    library.map_or(Ok(Ending::Problems), |library| then(&library))
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
        Format::Text => screen.data(&show::list(found, screen.width()))?,
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
            Format::Json => screen.data(&json::text(&json::found(&[found]))?)?,
            Format::Text => screen.data(&show::whole(found, library, screen.width()))?,
        }
        Ok(Ending::Fine)
    })
}
