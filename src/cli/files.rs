//! Reading files, and writing them whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::leftovers;

/// The most that is read of any one file, in bytes: one more than the reader takes, so that it can say what is wrong.
pub(super) const MOST_READ: u64 = 1024 * 1024 + 1;

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    read_up_to(path, MOST_READ)
}

/// Reads so many bytes of a file, or of standard input for `-`.
pub(super) fn read_up_to(path: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let reading = if path.as_os_str() == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            let about = file.metadata()?;
            if about.is_dir() {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
            }
            // One byte more, so that the end is met without asking for more room.
            bytes.reserve(usize::try_from(about.len().min(most)).unwrap_or(0) + 1);
            file.take(most).read_to_end(&mut bytes)
        })
    };
    reading.with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(bytes)
}

/// Lists the files below a folder whose names end in one of `endings`, by their paths below it. Hidden ones are passed
/// over, and links to folders are not followed, so that no circle of links is walked for ever.
///
/// # Errors
/// If a folder cannot be read, or one of them is a pipe or a device: whoever opens a pipe waits for somebody to write to it.
pub(super) fn list(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let found = list_all(folder, endings)?;
    if let Some(Listed { path, .. }) = found.iter().find(|listed| !listed.is_file) {
        bail!(
            "cannot read `{}`: {NO_FILE}\n  hint: put a file in its place, or take it out",
            folder.join(path).display()
        );
    }
    Ok(found.into_iter().map(|listed| listed.path).collect())
}

/// What is said of what has the name of a file and is none.
pub(super) const NO_FILE: &str = "it is a pipe or a device";

/// What lies below a folder.
pub(super) struct Listed {
    /// Its path below the folder.
    pub(super) path: PathBuf,
    /// Whether it is a file, or a link that leads to one or nowhere, and no pipe or device.
    pub(super) is_file: bool,
}

/// Lists files as [`list`] does, and pipes and devices among them.
pub(super) fn list_all(folder: &Path, endings: &[&str]) -> Result<Vec<Listed>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let here = folder.join(&below);
        let entries = fs::read_dir(&here).with_context(|| format!("cannot read folder `{}`", here.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("cannot read folder `{}`", here.display()))?;
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            let path = below.join(&name);
            let kind = entry.file_type().with_context(|| format!("cannot read `{}`", entry.path().display()))?;
            if kind.is_dir() {
                folders.push(path);
            } else if ends_in(&path, endings) {
                let is_odd = || fs::metadata(entry.path()).is_ok_and(|there| !there.is_file() && !there.is_dir());
                found.push(Listed { path, is_file: kind.is_file() || !is_odd() });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// Whether a path below a folder stays in it when links are followed. What is not there leads nowhere.
pub(super) fn is_within(folder: &Path, path: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|folder| fs::canonicalize(path).map_or(true, |path| path.starts_with(folder)))
}

/// Whether a name ends in one of `endings`, in small letters or capitals: cameras write `IMG_1234.JPG`.
pub(super) fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|wanted| e.eq_ignore_ascii_case(wanted)))
}

/// A path below a folder, with `/` between its parts on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Writes a file as a whole: what was there stays until the new bytes are safe beside it.
///
/// Devices and pipes are written to directly, as they cannot be replaced.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = || format!("cannot write `{}`", path.display());
    // A link stays a link: what it points at is replaced.
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        Err(_) if path.is_symlink() => bail!(
            "cannot write `{}`: it is a link that leads nowhere\n  hint: remove the link, or name another file",
            path.display()
        ),
        Err(_) => path.to_owned(),
    };
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => bail!("cannot write `{}`: it is a folder", path.display()),
        Ok(there) if !there.is_file() => {
            let mut device = File::options().write(true).open(&target).with_context(failed)?;
            device.write_all(bytes).and_then(|()| device.flush()).with_context(failed)
        }
        there => {
            let folder = folder_of(&target, path)?;
            let mut file = leftovers::file(folder).with_context(failed)?;
            write_to(&mut file, bytes).with_context(failed)?;
            if let Ok(there) = there {
                if there.permissions().readonly() {
                    bail!("cannot write `{}`: it is read-only", path.display());
                }
                fs::set_permissions(file.path(), there.permissions()).with_context(failed)?;
            } else {
                open_up(&file, folder).with_context(failed)?;
            }
            file.persist(&target).map_err(|e| e.error).with_context(failed)?;
            Ok(())
        }
    }
}

/// Writes a file that must not be there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = || format!("cannot write `{}`", path.display());
    let folder = folder_of(path, path)?;
    let mut file = leftovers::file(folder).with_context(failed)?;
    write_to(&mut file, bytes).with_context(failed)?;
    open_up(&file, folder).with_context(failed)?;
    file.persist_noclobber(path).map_err(|e| e.error).with_context(failed)?;
    Ok(())
}

/// Writes files that must not be there yet, in folders that may not: all of them, or none.
///
/// All lie beside their places before the first is moved to it, so that a full disk or a folder that may not be written to
/// leaves nothing behind.
pub(super) fn write_all_new(all: &[(PathBuf, &[u8])]) -> Result<()> {
    let mut made = Made::default();
    let mut waiting = Vec::new();
    for (path, bytes) in all {
        let failed = || format!("cannot write `{}`", path.display());
        if let Some(folder) = path.parent() {
            made.folder(folder).with_context(|| format!("cannot make folder `{}`", folder.display()))?;
        }
        let folder = folder_of(path, path)?;
        let mut file = leftovers::file(folder).with_context(failed)?;
        write_to(&mut file, bytes).with_context(failed)?;
        open_up(&file, folder).with_context(failed)?;
        waiting.push((path, file));
    }
    for (path, file) in waiting {
        let failed = || format!("cannot write `{}`, so nothing was written", path.display());
        file.persist_noclobber(path).map_err(|e| e.error).with_context(failed)?;
        made.all.push(path.clone());
    }
    made.all.clear();
    Ok(())
}

/// Files and folders that were made, and go away again unless they are taken out.
#[derive(Default)]
struct Made {
    all: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder with those above it.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.all.push(folder.to_owned());
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.all.iter().rev() {
            // A folder that somebody else has put something into stays.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}

/// Writes a folder of files that must not be there yet, or be empty: all of it, or nothing.
pub(super) fn write_folder(folder: &Path, all: &[(PathBuf, Vec<u8>)]) -> Result<()> {
    let failed = || format!("cannot write folder `{}`", folder.display());
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if taken {
        bail!(
            "`{}` is there already, and nothing is overwritten\n  hint: name a folder that is not there yet",
            folder.display()
        );
    }
    let parent = folder_of(folder, folder)?;
    // Put together beside its place, and moved there when it is whole.
    let (beside, _in_use) = leftovers::folder(parent).with_context(failed)?;
    let whole = beside.path().join("whole");
    for (path, bytes) in all {
        let path = whole.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&whole)).with_context(failed)?;
        fs::write(&path, bytes).with_context(failed)?;
    }
    fs::rename(&whole, folder).with_context(failed)
}

/// The folder that a file lies in, which has to be there; `shown` is what the user called the file.
fn folder_of<'p>(path: &'p Path, shown: &Path) -> Result<&'p Path> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let what = if folder.exists() { "is a file" } else { "does not exist" };
        bail!(
            "cannot write `{}`: the folder `{}` {what}\n  hint: make the folder first, or name another",
            shown.display(),
            folder.display()
        );
    }
    Ok(folder)
}

/// Writes a temporary file to the disk. Asked by itself, the file would name itself in an error, and that name is nobody's business.
fn write_to(file: &mut tempfile::NamedTempFile, bytes: &[u8]) -> io::Result<()> {
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()
}

/// Gives a private file that is whole the permissions of any new one.
fn open_up(file: &tempfile::NamedTempFile, folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(file.path(), leftovers::usual_permissions(folder)?)?;
    #[cfg(not(unix))]
    let _ = (file, folder);
    Ok(())
}
