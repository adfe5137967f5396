//! `backplan library check`: everything that is wrong with a library, and how it is written.

use anyhow::Result;
use chrono::NaiveDate;

use crate::cli::args::{CheckFormat, LibraryCheck};
use crate::cli::screen::Screen;
use crate::cli::{Ending, json, library_dir, workflow};
use backplan::diagnostic::{Code, Severity};
use backplan::embedded;
use backplan::library::{Found, Library};
use backplan::lint::{counts, lint, reviews_due};

pub(super) fn run(args: &LibraryCheck, screen: &Screen) -> Result<Ending> {
    let folder = args.folder.as_deref().or(args.library.as_deref());
    let on = args.on.unwrap_or_else(super::today);
    let (library, mut findings) = library_dir::read_in_part(folder)?;
    if let Some(library) = &library {
        findings.extend(lint(library, on));
    }
    let findings = findings.into_sorted();
    let due = library.as_ref().map(|library| reviews_due(library, on)).unwrap_or_default();
    match args.format {
        CheckFormat::Json => {
            screen.data(&json::text(&json::Looked::new(json::Findings::new(&findings, None), &due))?)?;
        }
        CheckFormat::Sarif => screen.data(&json::text(&json::sarif(&findings, page))?)?,
        CheckFormat::Github => screen.data(&workflow::commands(&findings))?,
        CheckFormat::Text => {
            screen.findings(&findings);
            if let Some(library) = &library {
                screen.data(&summary(library))?;
                screen.data(&reviews(&due, on))?;
            }
        }
    }
    let fails = |severity| severity == Severity::Error || args.strict;
    let failed = findings.iter().any(|finding| fails(finding.severity()));
    Ok(if failed { Ending::Problems } else { Ending::Fine })
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
fn summary(library: &Library) -> String {
    let counts = counts(library);
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
