//! Findings where tools that annotate a repository look for them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::git::Repository;
use crate::cli::library_dir;
use backplan::diagnostic::Diagnostic;
use backplan::library::LibraryFile;
use backplan::source::SourceFile;

/// What messages call the files of the core library.
const CORE: &str = "core:";

/// Findings by paths from the top of the repository around a library's folder; of a folder in none, by paths as they are
/// written.
///
/// A finding in the core library is at the file that changes it, as nobody can mend the core library.
pub(super) fn annotated(findings: Vec<Diagnostic>, folder: Option<&Path>) -> Vec<Diagnostic> {
    let Some(folder) = folder else { return findings };
    let shown = folder.display().to_string();
    let top = match Repository::around(folder) {
        Ok(repository) => repository.prefix().to_owned(),
        Err(_) if matches!(shown.as_str(), "." | "./") => String::new(),
        Err(_) => format!("{}/", shown.trim_start_matches("./").trim_end_matches('/')),
    };
    let own = library_dir::files(folder).unwrap_or_default();
    let mut files: BTreeMap<(String, bool), SourceFile> = BTreeMap::new();
    let mut moved = |finding: &Diagnostic| {
        let (place, name) = (finding.place(), finding.place().file().name());
        let below = |name: &str| Some(name.strip_prefix(&shown)?.trim_start_matches('/').to_owned());
        if let Some(path) = name.strip_prefix(CORE) {
            let file = path.rsplit('/').next().unwrap_or(path);
            let changing = own.iter().find(|own| is_named(own, file)).map_or("library.yaml", |own| own.path());
            let text = own.iter().find(|own| own.path() == changing).map(|own| String::from_utf8_lossy(own.bytes()));
            let at = SourceFile::new(format!("{top}{changing}"), text.unwrap_or_default()).start();
            let message = format!("{} ({name}:{})", finding.message(), place.line());
            return Diagnostic::new(finding.code(), &at, message, finding.hint());
        }
        let Some(below) = below(name) else { return finding.clone() };
        // What is said of the folder as a whole is shown at the file that makes it a library.
        let below = if below.is_empty() { "library.yaml".to_owned() } else { below };
        let file = files
            .entry((below.clone(), place.file().text().is_empty()))
            .or_insert_with(|| SourceFile::new(format!("{top}{below}"), place.file().text()));
        Diagnostic::new(finding.code(), &file.place(place.bytes()), finding.message(), finding.hint())
    };
    findings.iter().map(&mut moved).collect()
}

/// Whether a file of a library has a name, in whatever folder.
fn is_named(file: &LibraryFile<'_>, name: &str) -> bool {
    file.path().rsplit('/').next() == Some(name)
}
