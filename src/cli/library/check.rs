//! `backplan library check`: everything that is wrong with a library, and how it is written.

use std::time::SystemTime;

use anyhow::Result;
use chrono::{DateTime, NaiveDate, Utc};

use crate::cli::args::{Format, LibraryCheck};
use crate::cli::screen::Screen;
use crate::cli::{Ending, json, library_dir};
use backplan::diagnostic::Severity;
use backplan::library::Library;
use backplan::lint::{counts, lint};

pub(super) fn run(args: &LibraryCheck, screen: &Screen) -> Result<Ending> {
    let folder = args.folder.as_deref().or(args.library.as_deref());
    let (library, mut findings) = library_dir::read_in_part(folder)?;
    if let Some(library) = &library {
        findings.extend(lint(library, args.today.unwrap_or_else(today)));
    }
    let findings = findings.into_sorted();
    match args.format {
        Format::Json => screen.data(&json::text(&json::Findings::new(&findings, None))?)?,
        Format::Text => {
            screen.findings(&findings);
            if let Some(library) = &library {
                screen.data(&summary(library))?;
            }
        }
    }
    let fails = |severity| severity == Severity::Error || args.strict;
    let failed = findings.iter().any(|finding| fails(finding.severity()));
    Ok(if failed { Ending::Problems } else { Ending::Fine })
}

/// The day at Greenwich. A review that runs out a few hours early or late elsewhere does no harm.
fn today() -> NaiveDate {
    DateTime::<Utc>::from(SystemTime::now()).date_naive()
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
