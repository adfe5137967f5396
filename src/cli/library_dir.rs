//! A library in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};

use super::files;
use super::git::{Repository, Revision};
use backplan::cores::{apart, shared_out};
use backplan::diagnostic::{Diagnostic, Findings, Outcome};
use backplan::embedded;
use backplan::library::{Library, LibraryFile};

/// How many files are worth a thread.
const FILES_A_THREAD: usize = 64;

/// How the names of a library's files end.
const ENDINGS: [&str; 6] = ["yaml", "yml", "svg", "png", "jpg", "jpeg"];

/// Libraries that were read, so that each is read once however many programmes need it.
#[derive(Default)]
pub(super) struct Libraries {
    read: Mutex<BTreeMap<Asked, Read>>,
}

/// A folder and a revision of it.
type Asked = (Option<PathBuf>, Option<String>);

/// A library if it is sound, and what was found in it.
type Read = (Option<Arc<Library>>, Vec<Diagnostic>);

impl Libraries {
    /// The library in a folder, now or as it was at a revision, or the one that the program carries.
    pub(super) fn get(&self, folder: Option<&Path>, revision: Option<&str>) -> Result<Read> {
        let asked = (folder.map(Path::to_owned), revision.map(str::to_owned));
        // Whoever held it before and failed has put in a library as a whole, or none.
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = known.get(&asked) {
            return Ok(read.clone());
        }
        // On a thread of its own, and with it on threads of others than the batch's: those wait here and cannot help.
        let (library, findings) = apart(|| read_whole(folder, revision))?.into_parts();
        let read = (library.map(Arc::new), findings);
        known.insert(asked, read.clone());
        Ok(read)
    }
}

/// Reads the library in a folder, or the one that the program carries.
pub(super) fn read(folder: Option<&Path>) -> Result<Outcome<Library>> {
    let core = embedded::core_library();
    Ok(match folder {
        None => Library::read_sound("core", &core),
        Some(folder) => Library::read_over(&folder.display().to_string(), &files(folder)?, &core),
    })
}

/// Reads what can be read of the library in a folder, or of the one that the program carries, to look it over.
pub(super) fn read_in_part(folder: Option<&Path>) -> Result<(Option<Library>, Findings)> {
    let core = embedded::core_library();
    Ok(match folder {
        None => Library::read_in_part("core", &core, &[]),
        Some(folder) => Library::read_in_part(&folder.display().to_string(), &files(folder)?, &core),
    })
}

/// The files of the library in a folder.
pub(super) fn files(folder: &Path) -> Result<Vec<LibraryFile<'static>>> {
    if !folder.is_dir() {
        let what = if folder.exists() { "is a file" } else { "does not exist" };
        bail!(
            "cannot read library `{}`: it {what}\n  hint: name the folder that holds `library.yaml`",
            folder.display()
        );
    }
    let read = |paths: Vec<PathBuf>| paths.iter().map(|path| file(folder, path)).collect::<Result<Vec<_>>>();
    let shares = shared_out(files::list(folder, &ENDINGS)?, FILES_A_THREAD, read);
    Ok(shares.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// A file of the library in a folder, by its path below that.
fn file(folder: &Path, path: &Path) -> Result<LibraryFile<'static>> {
    let full = folder.join(path);
    // A library comes from whoever shares it, and what a link leads to may be anything on this machine.
    if full.is_symlink() && !files::is_within(folder, &full) {
        bail!(
            "cannot read `{}`: it is a link that leads out of the folder\n  hint: put a copy in its place",
            full.display()
        );
    }
    let bytes = files::read(&full)?;
    Ok(LibraryFile::new(files::slashed(path), full.display().to_string(), bytes))
}

/// The files of the library in a folder as they were at a revision; messages call the files by `shown`.
pub(super) fn files_at(
    repository: &Repository,
    revision: &Revision,
    shown: impl Fn(&Path) -> String,
) -> Result<Vec<LibraryFile<'static>>> {
    let all = repository.files(revision, &ENDINGS)?.into_iter();
    Ok(all.map(|(path, bytes)| LibraryFile::new(files::slashed(&path), shown(&path), bytes)).collect())
}

/// Reads the library in a folder as it was at a revision; messages call its files as those in the folder.
pub(super) fn read_at(folder: &Path, revision: &str) -> Result<Outcome<Library>> {
    let repository = Repository::around(folder)?;
    let revision = repository.revision(revision)?;
    read_revision(folder, &repository, &revision)
}

/// Reads the library in a folder as it was at a revision that was found; messages call its files as those in the folder.
pub(super) fn read_revision(folder: &Path, repository: &Repository, revision: &Revision) -> Result<Outcome<Library>> {
    let all = files_at(repository, revision, |path| folder.join(path).display().to_string())?;
    Ok(Library::read_over(&folder.display().to_string(), &all, &embedded::core_library()))
}

/// Reads the library in a folder, now or as it was at a revision, or the one that the program carries.
pub(super) fn read_whole(folder: Option<&Path>, revision: Option<&str>) -> Result<Outcome<Library>> {
    match (folder, revision) {
        (folder, None) => read(folder),
        (Some(folder), Some(revision)) => read_at(folder, revision),
        (None, Some(_)) => bail!(
            "the built-in library has no revisions\n  hint: name the folder of a library that is in a git repository"
        ),
    }
}
