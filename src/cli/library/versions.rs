//! Two versions of a library: folders, or revisions of its git repository.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};

use crate::cli::git::{Repository, Revision};
use crate::cli::library_dir;
use crate::cli::screen::Screen;
use backplan::diagnostic::{Diagnostic, Findings, Severity};
use backplan::embedded;
use backplan::library::Library;

/// The name of a library's changelog.
const CHANGELOG: &str = "CHANGELOG.md";

/// A version of a library, and what it is called.
pub(super) struct Version {
    pub(super) library: Library,
    pub(super) called: String,
    /// Its changelog; empty if there is none.
    pub(super) changelog: String,
    /// The names of the files that have errors, without folders and endings.
    pub(super) broken: BTreeSet<String>,
}

/// The changelog in a library's folder; empty if there is none.
pub(super) fn changelog(folder: &Path) -> String {
    let bytes = std::fs::read(folder.join(CHANGELOG)).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where a version is to be found.
pub(super) enum Source<'a> {
    /// In a folder, as it is now.
    Folder(&'a Path),
    /// In the repository around a folder.
    Revision(&'a Path, &'a str),
}

impl<'a> Source<'a> {
    /// What a name on the command line stands for: a folder if there is one, and else a revision.
    pub(super) fn named(name: &'a str, library: &'a Path) -> Result<Self> {
        let folder = Path::new(name);
        let is_library = folder.join("library.yaml").is_file();
        let is_folder = is_library || (folder.is_dir() && name.contains(['/', '.']));
        if !is_folder {
            return Ok(Self::Revision(library, name));
        }
        let is_path = name.contains(['/', '\\']) || matches!(name, "." | "..");
        if !is_path && Repository::around(library).is_ok_and(|repository| repository.knows(name)) {
            bail!(
                "`{name}` is a folder, and a revision too\n  hint: `./{name}` is the folder, `{name}^0` the revision"
            );
        }
        Ok(Self::Folder(folder))
    }

    /// Reads what can be read of it; reports what is wrong with it. Nothing if no part of it can be read: without its rules
    /// nothing can be compared.
    pub(super) fn read(&self, screen: &Screen) -> Result<Option<Version>> {
        let ((library, findings), called, changelog) = match self {
            Self::Folder(folder) => {
                (library_dir::read_in_part(Some(folder))?, folder.display().to_string(), changelog(folder))
            }
            Self::Revision(folder, asked) => {
                let repository = match Repository::around(folder) {
                    Ok(repository) => repository,
                    Err(error) => bail!("`{asked}` is no folder, and no revision either: {error}"),
                };
                let revision = repository.revision(asked)?;
                let changelog = repository.file(&revision, CHANGELOG)?.unwrap_or_default();
                let changelog = String::from_utf8_lossy(&changelog).into_owned();
                (at(&repository, folder, &revision)?, revision.asked, changelog)
            }
        };
        let findings = findings.into_sorted();
        screen.findings(&findings);
        if let (None, Self::Revision(_, asked)) = (&library, self) {
            bail!(
                "the library had these errors at `{asked}`, so nothing can be compared with it\n  hint: name a version at which it \
                was sound"
            );
        }
        let broken = broken(&findings);
        Ok(library.map(|library| Version { library, called, changelog, broken }))
    }
}

/// The names of the files that have errors, without folders and endings.
pub(super) fn broken(findings: &[Diagnostic]) -> BTreeSet<String> {
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
    let name = |finding: &Diagnostic| {
        // The names in revisions begin with the revision.
        let name = finding.place().file().name().rsplit(['/', '\\', ':']).next().unwrap_or_default();
        // A name in capitals is an error, and of an item that is there in small letters.
        name.rsplit_once('.').map(|(stem, _)| stem.to_lowercase())
    };
    errors.filter_map(name).collect()
}

/// Two versions without what has errors in either: it would seem to be gone, or new. With the names of what is left out.
pub(super) fn comparable(before: &Version, now: &Version) -> (Library, Library, BTreeSet<String>) {
    let broken: BTreeSet<String> = before.broken.union(&now.broken).cloned().collect();
    (before.library.without(&broken), now.library.without(&broken), broken)
}

/// What is said of files that are left out of a comparison.
pub(super) fn not_compared(broken: &BTreeSet<String>) -> String {
    let names: Vec<String> = broken.iter().map(|name| format!("`{name}`")).collect();
    format!("not compared, as there are errors in one of the versions: {}", names.join(", "))
}

/// Reads the library in a folder at a revision; messages call its files by the revision, as git does.
fn at(repository: &Repository, folder: &Path, revision: &Revision) -> Result<(Option<Library>, Findings)> {
    let shown = |path: &Path| format!("{}:{}", revision.asked, folder.join(path).display());
    let files = library_dir::files_at(repository, revision, shown)?;
    if !files.iter().any(|file| file.path() == "library.yaml") {
        let below = files.iter().find_map(|file| file.path().strip_suffix("/library.yaml"));
        let hint = match below {
            Some(below) => format!("there is one in `{0}`: `--library {0}`", folder.join(below).display()),
            None if folder.join("../library.yaml").is_file() => {
                "there is one in the folder above: `--library ..`".to_owned()
            }
            None if folder.join("library.yaml").is_file() => {
                format!("there is one now; name a version later than `{}`, at which the library has it", revision.asked)
            }
            None => "name the library's folder with `--library`".to_owned(),
        };
        bail!("no `library.yaml` in `{}` at `{}`\n  hint: {hint}", folder.display(), revision.asked);
    }
    let shown = format!("{}:{}", revision.asked, folder.display());
    Ok(Library::read_in_part(&shown, &files, &embedded::core_library()))
}
