//! A library in a folder.

use std::path::Path;

use anyhow::{Result, bail};

use super::files;
use backplan::diagnostic::Outcome;
use backplan::embedded;
use backplan::library::{Library, LibraryFile};

/// Reads the library in a folder, or the one that the program carries.
pub(super) fn read(folder: Option<&Path>) -> Result<Outcome<Library>> {
    let all = files(folder)?;
    Ok(match folder {
        None => Library::read("core", &all),
        Some(folder) => Library::read_over(&folder.display().to_string(), &all, &embedded::core_library()),
    })
}

/// The files of the library in a folder, or of the one that the program carries.
pub(super) fn files(folder: Option<&Path>) -> Result<Vec<LibraryFile<'static>>> {
    let Some(folder) = folder else { return Ok(embedded::core_library()) };
    if !folder.is_dir() {
        let what = if folder.exists() { "is a file" } else { "does not exist" };
        bail!(
            "cannot read library `{}`: it {what}\n  hint: name the folder that holds `library.yaml`",
            folder.display()
        );
    }
    let mut all = Vec::new();
    for path in files::list(folder, &["yaml", "yml"])? {
        let full = folder.join(&path);
        let bytes = files::read(&full)?;
        all.push(LibraryFile::new(files::slashed(&path), full.display().to_string(), bytes));
    }
    Ok(all)
}
