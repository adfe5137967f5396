//! `backplan library affected`: which programmes change with the library, and how.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::versions::{Source, Version, not_compared};
use crate::cli::args::{Affected, ProseFormat};
use crate::cli::plan::entry;
use crate::cli::screen::Screen;
use crate::cli::trial::{self, Effect, File};
use crate::cli::{Ending, clinic, files, input, json};
use backplan::diagnostic::{Diagnostic, Findings, Severity};
use backplan::library::{ExerciseId, Library, MechanismId, VersionRequest};
use backplan::yaml::{self, Node, Value, Word};

/// A programme and what the change does to it.
pub(in crate::cli) struct Touched {
    pub(in crate::cli) programme: String,
    /// What it asks for of a library, if the earlier version is not it; it was compared all the same.
    pub(in crate::cli) asks_for: Option<String>,
    pub(in crate::cli) effect: Effect,
}

impl Touched {
    /// Whether anything differs.
    fn is_touched(&self) -> bool {
        match &self.effect {
            Effect::RefusedBefore(_) | Effect::NotCompared(_) => false,
            Effect::RefusedNow(_) => true,
            Effect::Differs(difference) => !difference.impact.is_empty(),
        }
    }

    /// Whether it could not be used before either, so that nothing can be compared.
    fn is_lost(&self) -> bool {
        matches!(self.effect, Effect::RefusedBefore(_))
    }

    /// Whether it uses what has errors in one of the versions.
    fn is_not_compared(&self) -> bool {
        matches!(self.effect, Effect::NotCompared(_))
    }
}

pub(super) fn run(args: &Affected, screen: &Screen) -> Result<Ending> {
    let before = Source::named(&args.since, &args.library)?.read(screen)?;
    let now = Source::Folder(&args.library).read(screen)?;
    let (Some(before), Some(now)) = (before, now) else { return Ok(Ending::Problems) };
    let broken: BTreeSet<String> = before.broken.union(&now.broken).cloned().collect();
    if !broken.is_empty() {
        screen.note(&not_compared(&broken));
    }
    // Programmes that ask for `^1` are to be compared with 2.0.0 too: that is when it matters most.
    let other = now.library.under_version(*before.library.version());
    let (found, passed_over) = programmes(&args.programmes, &args.library)?;
    let mut all = Vec::new();
    for (programme, bytes) in found {
        let uses = broken_in(&bytes, &broken, [&before.library, &now.library]);
        if !uses.is_empty() {
            all.push(Touched { programme, asks_for: None, effect: Effect::NotCompared(uses) });
            continue;
        }
        let file = File { name: &programme, bytes: &bytes, conditions: &[] };
        let asked = asked(&bytes).filter(|(_, request)| {
            request.id() == before.library.id() && !request.fits(before.library.id(), before.library.version())
        });
        let (asks_for, effect) = match asked {
            // It asks for neither, but what the next version does to it is still to be told.
            Some((written, request)) => {
                let version = *request.version();
                let (before, now) = (before.library.under_version(version), other.under_version(version));
                (Some(written), trial::compare(file, &before, &now)?)
            }
            None => (None, trial::compare(file, &before.library, &other)?),
        };
        all.push(Touched { programme, asks_for, effect });
    }
    match args.format {
        ProseFormat::Json => screen.data(&json::text(&json::affected(&before.library, &now.library, &all))?)?,
        ProseFormat::Markdown => screen.data(&markdown(&before, &now, &all, passed_over))?,
        ProseFormat::Text => screen.data(&text(&before, &now, &all, passed_over, screen.width()))?,
    }
    Ok(if broken.is_empty() { Ending::Fine } else { Ending::Problems })
}

/// What has errors of all that a programme uses or may climb to. What all programmes rest on counts for each.
fn broken_in(bytes: &[u8], broken: &BTreeSet<String>, libraries: [&Library; 2]) -> Vec<String> {
    if broken.is_empty() {
        return Vec::new();
    }
    let is_shared =
        |name: &str| name == "conditions" || name == "library" || MechanismId::ALL.iter().any(|id| id.as_str() == name);
    let mut used: BTreeSet<String> = broken.iter().filter(|name| is_shared(name)).cloned().collect();
    let mut texts = Vec::new();
    if let Some(node) = yaml::read("programme", bytes, &mut Findings::new()) {
        texts_of(&node, &mut texts);
    }
    for text in texts {
        let id = ExerciseId::new(&text);
        let climbed = libraries.iter().flat_map(|library| id.iter().flat_map(|id| library.ladder_of(id)));
        used.extend(climbed.map(ToString::to_string).filter(|id| broken.contains(id)));
        if broken.contains(&text) {
            used.insert(text);
        }
    }
    used.into_iter().collect()
}

/// Every text in a file, wherever it stands.
fn texts_of(node: &Node, texts: &mut Vec<String>) {
    match &node.value {
        Value::Text(text) => texts.push(text.trim().to_owned()),
        Value::List(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| texts_of(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a programme asks for of a library, as it is written and as it is read.
fn asked(bytes: &[u8]) -> Option<(String, VersionRequest)> {
    let node = yaml::read("programme", bytes, &mut Findings::new())?;
    let Value::Map(entries) = node.value else { return None };
    let (_, line) = entries.into_iter().find(|(key, _)| key.value == "library")?;
    let Value::Text(written) = line.value else { return None };
    Some((written.to_string(), VersionRequest::parse(&written)?))
}

/// A programme's name and its bytes.
type Found = (String, Vec<u8>);

/// The programmes, each once, with those in folders; and how many files in folders are something else. The library's own
/// files are none.
fn programmes(asked: &[PathBuf], library: &Path) -> Result<(Vec<Found>, usize)> {
    let library = std::fs::canonicalize(library).with_context(|| format!("cannot read `{}`", library.display()))?;
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    let mut is_new = |path: &Path| match std::fs::canonicalize(path) {
        Ok(path) => !path.starts_with(&library) && seen.insert(path),
        // A built-in one, or one whose absence is to be told.
        Err(_) => true,
    };
    let (mut all, mut passed_over) = (Vec::new(), 0);
    for path in asked {
        let mut any = false;
        if !path.is_dir() {
            if is_new(path) {
                all.push(input::programme(path)?);
            }
            continue;
        }
        // A clinic's own file lies among its programmes.
        let is_programme_file = |below: &PathBuf| below.file_name().is_none_or(|name| name != clinic::FILE);
        let below = files::list(path, &["yaml", "yml"])?.into_iter().filter(is_programme_file);
        for file in below.map(|below| path.join(below)) {
            if !is_new(&file) {
                // It may have been named before, or be the library's.
                any |= std::fs::canonicalize(&file).is_ok_and(|file| !file.starts_with(&library));
                continue;
            }
            let found = input::programme(&file)?;
            if is_programme(&found.1) {
                all.push(found);
                any = true;
            } else {
                passed_over += 1;
            }
        }
        if !any {
            bail!(
                "no programmes in `{}`\n  hint: name the files, or the folder that they are in; the library's own files are none",
                path.display()
            );
        }
    }
    Ok((all, passed_over))
}

/// Whether a file is meant for a programme. One that cannot be read may be.
fn is_programme(bytes: &[u8]) -> bool {
    match yaml::read("programme", bytes, &mut Findings::new()).map(|node| node.value) {
        Some(Value::Map(entries)) => entries.iter().any(|(key, _)| ["phases", "library"].contains(&key.value.as_str())),
        Some(_) => false,
        None => true,
    }
}

/// How many programmes change, and what their first line has to say.
fn summary(before: &Version, now: &Version, all: &[Touched], passed_over: usize) -> String {
    let count = |is: fn(&Touched) -> bool| all.iter().filter(|t| is(t)).count();
    let (touched, lost) = (count(Touched::is_touched), count(Touched::is_lost));
    let (old, new) = (&before.library, &now.library);
    let mut text = format!(
        "{touched} of {} {} between {} {} ({}) and {} ({})",
        all.len(),
        match (touched, all.len()) {
            (_, 1) => "programme changes",
            (1, _) => "programmes changes",
            _ => "programmes change",
        },
        old.id(),
        old.version(),
        before.called,
        new.version(),
        now.called
    );
    if count(Touched::is_not_compared) > 0 {
        text += &format!("; {} not compared, as what they use has errors", count(Touched::is_not_compared));
    }
    if lost > 0 {
        text += &format!("; {lost} could not be used before either");
    }
    if passed_over > 0 {
        let files = if passed_over == 1 {
            "1 file is no programme".to_owned()
        } else {
            format!("{passed_over} files are no programmes")
        };
        text += &format!("; {files}");
    }
    if new.version().major() != old.version().major() {
        text += &format!("; their line `library:` has to say `{} ^{}`", new.id(), new.version().major());
    }
    text
}

/// The programmes of which there is something to tell: those that change first.
fn to_tell(all: &[Touched]) -> impl Iterator<Item = &Touched> {
    let last = |t: &&Touched| t.is_lost() || t.is_not_compared();
    all.iter().filter(|t| t.is_touched()).chain(all.iter().filter(last))
}

fn text(before: &Version, now: &Version, all: &[Touched], passed_over: usize, width: usize) -> String {
    let mut text = entry("", &summary(before, now, all, passed_over), width);
    for touched in to_tell(all) {
        text += &format!("\n{}\n", touched.programme);
        for line in told(touched) {
            text += &entry("  ", &line, width);
        }
    }
    text
}

fn markdown(before: &Version, now: &Version, all: &[Touched], passed_over: usize) -> String {
    let mut text = format!("## Programmes\n\n{}.\n", summary(before, now, all, passed_over));
    for touched in to_tell(all) {
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
    let lines = match &touched.effect {
        Effect::RefusedBefore(findings) => errors("could not be used before either", findings),
        Effect::RefusedNow(findings) => errors("cannot be used any more", findings),
        Effect::NotCompared(items) => vec![not_compared(&items.iter().cloned().collect())],
        Effect::Differs(difference) => trial::lines(difference),
    };
    let asks = touched.asks_for.iter();
    asks.map(|asks| format!("asks for `{asks}`, which neither version is; compared all the same"))
        .chain(lines)
        .collect()
}

/// What differs for one programme between the library that it is pinned to and another, if that one is in the history
/// of the folder's repository.
pub(in crate::cli) fn since_pin(folder: &Path, file: File<'_>, now: &Library, pinned: Library) -> Result<Vec<String>> {
    let other = now.under_version(*pinned.version());
    let effect = trial::compare(file, &pinned, &other)?;
    let lines = told(&Touched { programme: folder.display().to_string(), asks_for: None, effect });
    Ok(if lines.is_empty() { vec!["nothing differs for this programme".to_owned()] } else { lines })
}
