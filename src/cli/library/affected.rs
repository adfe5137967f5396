//! `backplan library affected`: which programmes change with the library, and how.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::versions::{Source, Version};
use crate::cli::args::{Affected, ProseFormat};
use crate::cli::plan::entry;
use crate::cli::screen::Screen;
use crate::cli::trial::{self, Effect, File};
use crate::cli::{Ending, clinic, files, input, json};
use backplan::diagnostic::{Diagnostic, Severity};
use backplan::library::Library;

/// A programme and what the change does to it.
pub(in crate::cli) struct Touched {
    pub(in crate::cli) programme: String,
    pub(in crate::cli) effect: Effect,
}

impl Touched {
    /// Whether anything differs, as far as can be told.
    fn is_touched(&self) -> bool {
        !matches!(&self.effect, Effect::Differs(impact) if impact.is_empty())
    }
}

pub(super) fn run(args: &Affected, screen: &Screen) -> Result<Ending> {
    let before = Source::named(&args.since, &args.library).read(screen)?;
    let now = Source::Folder(&args.library).read(screen)?;
    let (Some(before), Some(now)) = (before, now) else { return Ok(Ending::Problems) };
    // Programmes that ask for `^1` are to be compared with 2.0.0 too: that is when it matters most.
    let other = now.library.under_version(*before.library.version());
    let mut all = Vec::new();
    for path in programmes(&args.programmes)? {
        let (name, bytes) = input::programme(&path)?;
        let file = File { name: &name, bytes: &bytes, conditions: &[] };
        let effect = trial::compare(file, &before.library, &other)?;
        all.push(Touched { programme: name, effect });
    }
    match args.format {
        ProseFormat::Json => screen.data(&json::text(&json::affected(&before.library, &now.library, &all))?)?,
        ProseFormat::Markdown => screen.data(&markdown(&before, &now, &all))?,
        ProseFormat::Text => screen.data(&text(&before, &now, &all, screen.width()))?,
    }
    Ok(Ending::Fine)
}

/// The programmes, with those in folders.
fn programmes(asked: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in asked {
        if path.is_dir() {
            // A clinic's own file lies among its programmes.
            let is_programme = |below: &PathBuf| below.file_name().is_none_or(|name| name != clinic::FILE);
            let below = files::list(path, &["yaml", "yml"])?.into_iter().filter(is_programme);
            all.extend(below.map(|below| path.join(below)));
        } else {
            all.push(path.clone());
        }
    }
    Ok(all)
}

/// How many programmes change, and what their first line has to say.
fn summary(before: &Version, now: &Version, all: &[Touched]) -> String {
    let touched = all.iter().filter(|t| t.is_touched()).count();
    let (old, new) = (&before.library, &now.library);
    let mut text = format!(
        "{touched} of {} programmes change between {} {} ({}) and {} ({})",
        all.len(),
        old.id(),
        old.version(),
        before.called,
        new.version(),
        now.called
    );
    if new.version().major() != old.version().major() {
        text += &format!("; their line `library:` has to say `{} ^{}`", new.id(), new.version().major());
    }
    text
}

fn text(before: &Version, now: &Version, all: &[Touched], width: usize) -> String {
    let mut text = summary(before, now, all) + "\n";
    for touched in all.iter().filter(|t| t.is_touched()) {
        text += &format!("\n{}\n", touched.programme);
        for line in told(touched) {
            text += &entry("  ", &line, width);
        }
    }
    text
}

fn markdown(before: &Version, now: &Version, all: &[Touched]) -> String {
    let mut text = format!("## Programmes\n\n{}.\n", summary(before, now, all));
    for touched in all.iter().filter(|t| t.is_touched()) {
        text += &format!("\n### `{}`\n\n", touched.programme);
        for line in told(touched) {
            text += &format!("- {}\n", super::diff::escaped(&line));
        }
    }
    text
}

fn told(touched: &Touched) -> Vec<String> {
    let errors = |what: &str, findings: &[Diagnostic]| {
        let errors = findings.iter().filter(|f| f.severity() == Severity::Error);
        let line = |f: &Diagnostic| format!("{what} [{}] in line {}: {}", f.code(), f.place().line(), f.message());
        errors.map(line).collect::<Vec<_>>()
    };
    match &touched.effect {
        Effect::RefusedBefore(findings) => errors("could not be used before either, or is no programme", findings),
        Effect::RefusedNow(findings) => errors("cannot be used any more", findings),
        Effect::Differs(impact) => trial::lines(impact),
    }
}

/// What differs for one programme between the library that it is pinned to and another, if that one is in the history
/// of the folder's repository.
pub(in crate::cli) fn since_pin(folder: &Path, file: File<'_>, now: &Library, pinned: Library) -> Result<Vec<String>> {
    let other = now.under_version(*pinned.version());
    let effect = trial::compare(file, &pinned, &other)?;
    let lines = told(&Touched { programme: folder.display().to_string(), effect });
    Ok(if lines.is_empty() { vec!["nothing differs for this programme".to_owned()] } else { lines })
}
