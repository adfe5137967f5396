//! `backplan library check`: everything that is wrong with a library, and how it is written.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::annotated::annotated;
use super::versions::{self, Source, Version};
use crate::cli::args::{CheckFormat, LibraryCheck};
use crate::cli::screen::Screen;
use crate::cli::{Ending, json, library_dir, workflow};
use backplan::changes::{Release, changes, check_layers, check_release};
use backplan::diagnostic::{Code, Diagnostic, Severity};
use backplan::embedded;
use backplan::library::{Found, Library};
use backplan::lint::{look_over, reviews_due};
use backplan::reading::Counts;

pub(super) fn run(args: &LibraryCheck, screen: &Screen) -> Result<Ending> {
    let folder = args.folder.as_deref().or(args.library.as_deref());
    let on = args.on.unwrap_or_else(super::today);
    let (library, mut findings) = library_dir::read_in_part(folder)?;
    let mut counts = Counts::default();
    if let Some(library) = &library {
        // Of what has errors nobody knows what it will say.
        let broken = versions::broken(&findings.clone().into_sorted());
        let (found, counted) = look_over(library, on);
        findings.extend(found);
        counts = counted;
        findings.extend(layers(library, &broken));
    }
    if let Some(since) = &args.since {
        let Some(folder) = folder else {
            bail!(
                "the built-in library has no revisions\n  hint: name the folder of a library that is in a git repository"
            );
        };
        let Some(before) = Source::named(since, folder)?.read(screen)? else { return Ok(Ending::Problems) };
        if let Some(library) = &library {
            let (library, called, changelog) = (library.clone(), String::new(), versions::changelog(folder));
            let broken = versions::broken(&findings.clone().into_sorted());
            let now = Version { library, called, changelog, broken };
            let (found, left_out) = released(&before, &now);
            findings.extend(found);
            if !left_out.is_empty() {
                // What has errors now has failed the check by them; what had some before was in nobody's hands.
                screen.note(&versions::not_compared(&left_out));
            }
        }
    }
    let findings = findings.into_sorted();
    let due = library.as_ref().map(|library| reviews_due(library, on)).unwrap_or_default();
    match args.format {
        CheckFormat::Json => {
            screen.data(&json::text(&json::Looked::new(json::Findings::new(&findings, None), &due))?)?;
        }
        CheckFormat::Sarif => screen.data(&json::text(&json::sarif(&annotated(findings.clone(), folder), page))?)?,
        CheckFormat::Github => screen.data(&workflow::commands(&annotated(findings.clone(), folder)))?,
        CheckFormat::Text => {
            screen.findings(&findings);
            if let Some(library) = &library {
                screen.data(&summary(library, counts))?;
                screen.data(&reviews(&due, on))?;
            }
        }
    }
    let fails = |severity| severity == Severity::Error || args.strict;
    let failed = findings.iter().any(|finding| fails(finding.severity()));
    // The program ends here, and taking ten thousand exercises apart takes a tenth of a second.
    std::mem::forget(library);
    Ok(if failed { Ending::Problems } else { Ending::Fine })
}

/// In what a library guards patients less than the one that it extends, but for files with errors.
fn layers(library: &Library, broken: &BTreeSet<String>) -> Vec<Diagnostic> {
    if library.base().is_none() {
        return Vec::new();
    }
    let (core, _) = Library::read("core", &embedded::core_library()).into_parts();
    core.map(|core| check_layers(&core.without(broken), &library.without(broken))).unwrap_or_default()
}

/// What the version and the changelog do not say of the changes since a revision; with what is left out of the comparison,
/// as it has errors.
fn released(before: &Version, now: &Version) -> (Vec<Diagnostic>, BTreeSet<String>) {
    let (old, new, left_out) = versions::comparable(before, now);
    let changes = changes(&old, &new);
    let release = Release {
        before: &old,
        now: &new,
        changes: &changes,
        noted_before: &before.changelog,
        noted_now: &now.changelog,
    };
    (check_release(&release), left_out)
}

/// The page that explains a code.
fn page(code: Code) -> String {
    embedded::diagnostic_page(code.as_str()).unwrap_or_default().to_owned()
}

/// The reviews that have run out or soon will, a line each.
fn reviews(due: &[Found<'_>], on: NaiveDate) -> String {
    let out = due.iter().filter(|found| found.reviewed().until < on).count();
    let mut text = format!("reviews: {out} have run out, {} will within 90 days of {on}\n", due.len() - out);
    for found in due {
        let review = found.reviewed();
        let held = if review.until < on { "ran out" } else { "holds until" };
        text += &format!("  {}  {held} {}, reviewed by {}\n", found.id(), review.until, review.by);
    }
    text
}

/// What was looked over, and how hard it is to read.
fn summary(library: &Library, counts: Counts) -> String {
    let grade = |grade: Option<f64>| grade.map_or_else(|| "none".to_owned(), |grade| format!("{grade:.1}"));
    format!(
        "library {} {}: {} exercises, {} techniques, {} mechanisms\n\
         reading grade {} (Flesch-Kincaid), {} (SMOG), over {} words for patients\n",
        library.id(),
        library.version(),
        library.exercises().count(),
        library.techniques().count(),
        library.mechanisms().count(),
        grade(counts.flesch_kincaid()),
        grade(counts.smog()),
        counts.words,
    )
}
