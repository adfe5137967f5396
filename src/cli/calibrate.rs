//! `backplan calibrate`: the forecast beside what studies published.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use super::args::{Calibrate, Format};
use super::screen::Screen;
use super::{Ending, files, input, json, library_dir};
use backplan::calibration::{Arm, Comparison, Study};
use backplan::diagnostic::{Diagnostic, Outcome};
use backplan::embedded;
use backplan::library::{Library, LibraryFile};
use backplan::programme::Programme;

/// The file that makes a folder a study.
const STUDY: &str = "study.yaml";

/// The files of one study, by their path below its folder; each with what messages call it.
type StudyFiles = BTreeMap<String, (String, Vec<u8>)>;

/// A study with its comparisons.
pub(super) struct Compared {
    pub(super) study: Study,
    pub(super) comparisons: Vec<Comparison>,
}

pub(super) fn run(args: &Calibrate, screen: &Screen) -> Result<Ending> {
    let core = embedded::core_library();
    let base = match &args.library {
        None => core,
        Some(folder) => Library::changed_base(library_dir::files(folder)?, &core),
    };
    let studies = match &args.studies {
        Some(folder) => in_folder(folder)?,
        None => embedded_studies(),
    };
    let mut findings = Vec::new();
    let mut all = Vec::new();
    for (name, files) in &studies {
        all.extend(compare(name, files, &base, &mut findings));
    }
    screen.findings(&findings);
    let sound = all.len() == studies.len();
    match args.format {
        Format::Json => screen.data(&json::text(&json::calibration(&all))?)?,
        Format::Text => {
            let broken = studies.len() - all.len();
            let more = if broken > 0 { format!("{broken} more could not be read\n") } else { String::new() };
            screen.data(&(text(&all, screen.width()) + &more))?;
        }
    }
    let inside = all.iter().flat_map(|c| &c.comparisons).all(Comparison::is_inside);
    Ok(if sound && inside { Ending::Fine } else { Ending::Problems })
}

/// Reads a study and everything in it, and compares; nothing if anything in it is wrong.
fn compare(
    name: &str,
    files: &StudyFiles,
    base: &[LibraryFile<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Option<Compared> {
    let (shown, bytes) = files.get(STUDY)?;
    let study = take(Study::read(shown, bytes), findings);
    let own: Vec<LibraryFile<'_>> = files
        .iter()
        .filter_map(|(path, (shown, bytes))| {
            Some(LibraryFile::new(path.strip_prefix("library/")?, shown.clone(), bytes.as_slice()))
        })
        .collect();
    let library = if own.is_empty() { Library::read(name, base) } else { Library::read_over(name, &own, base) };
    let library = take(library, findings)?;
    let mut arms = BTreeMap::new();
    let mut sound = true;
    for (path, (shown, bytes)) in files.iter().filter(|(path, _)| !path.contains('/') && path.as_str() != STUDY) {
        let stem = path.strip_suffix(".yaml").unwrap_or(path).to_owned();
        match arm(shown, bytes, &library, findings) {
            Some(arm) => drop(arms.insert(stem, arm)),
            None => sound = false,
        }
    }
    let study = study.filter(|_| sound)?;
    let comparisons = take(study.compare(&arms, &library), findings)?;
    Some(Compared { study, comparisons })
}

fn arm(shown: &str, bytes: &[u8], library: &Library, findings: &mut Vec<Diagnostic>) -> Option<Arm> {
    let programme = take(Programme::read(shown, bytes, library), findings)?;
    let start = input::trial_start(&programme)?;
    let schedule = take(backplan::planner::plan(&programme, library, start), findings)?;
    let forecasts = backplan::forecast::forecast(&schedule, &programme, library);
    Some(Arm { schedule, forecasts })
}

/// Takes a value and keeps what is wrong; warnings about how studies were done are nobody's business.
fn take<T>(outcome: Outcome<T>, findings: &mut Vec<Diagnostic>) -> Option<T> {
    let (value, found) = outcome.into_parts();
    if value.is_none() {
        findings.extend(found);
    }
    value
}

fn embedded_studies() -> BTreeMap<String, StudyFiles> {
    let mut studies: BTreeMap<String, StudyFiles> = BTreeMap::new();
    for file in embedded::studies() {
        if let Some((study, path)) = file.path.split_once('/') {
            let shown = format!("evidence:{}", file.path);
            studies.entry(study.to_owned()).or_default().insert(path.to_owned(), (shown, file.bytes.to_vec()));
        }
    }
    studies
}

/// The studies in the folders of a folder, or in the folder itself.
fn in_folder(folder: &Path) -> Result<BTreeMap<String, StudyFiles>> {
    let all = files::list(folder, &["yaml"])?;
    let homes = all.iter().filter(|p| p.file_name().is_some_and(|n| n == STUDY)).filter_map(|p| p.parent());
    let mut studies = BTreeMap::new();
    for home in homes {
        let mut found = StudyFiles::new();
        for path in &all {
            let Ok(below) = path.strip_prefix(home) else { continue };
            let full = folder.join(path);
            found.insert(files::slashed(below), (full.display().to_string(), files::read(&full)?));
        }
        studies.insert(folder.join(home).display().to_string(), found);
    }
    if studies.is_empty() {
        bail!(
            "no study in `{}`\n  hint: a study is a folder with `{STUDY}`, programmes beside it, and its own `library/`",
            folder.display()
        );
    }
    Ok(studies)
}

/// A table of all results, a block a study.
fn text(all: &[Compared], width: usize) -> String {
    let mut text = String::new();
    for compared in all {
        text += compared.study.title();
        text += "\n";
        for comparison in &compared.comparisons {
            let published = comparison.published();
            let (least, most) = published.within();
            let verdict = if comparison.is_inside() { "inside" } else { "OUTSIDE" };
            let label = format!("  {verdict:<8}");
            let line = format!(
                "{}: published {}; forecast {:.2}, to be {least} to {most}",
                published.what(),
                published.figure(),
                comparison.forecast()
            );
            text += &super::plan::entry(&label, &line, width);
        }
    }
    let results = || all.iter().flat_map(|c| &c.comparisons);
    let inside = results().filter(|c| c.is_inside()).count();
    text + &format!(
        "{}, {}, {inside} inside\n",
        counted(all.len(), "study", "studies"),
        counted(results().count(), "result", "results")
    )
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
