//! A library in a folder.

use std::path::Path;

use anyhow::{Result, bail};

use super::files;
use backplan::diagnostic::Outcome;
use backplan::embedded;
use backplan::library::{Library, LibraryFile};

/// Reads the library in a folder, or the one that the program carries.
pub(super) fn read(folder: Option<&Path>) -> Result<Outcome<Library>> {
    let core = embedded::core_library();
    Ok(match folder {
        None => Library::read("core", &core),
        Some(folder) => Library::read_over(&folder.display().to_string(), &files(folder)?, &core),
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
    let mut all = Vec::new();
    for path in files::list(folder, &["yaml", "yml", "svg", "png", "jpg", "jpeg"])? {
        let full = folder.join(&path);
        let bytes = files::read(&full)?;
        all.push(LibraryFile::new(files::slashed(&path), full.display().to_string(), bytes));
    }
    Ok(all)
}
