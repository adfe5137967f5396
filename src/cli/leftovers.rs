//! Temporary files: private while they are written, and cleared away if a run was killed over them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

/// How the names of temporary files and folders begin and end; between the two are letters and digits by chance.
const PREFIX: &str = ".backplan-";
const SUFFIX: &str = ".tmp";
const BY_CHANCE: usize = 6;

/// The file in a temporary folder whose lock says that the folder is in use.
const IN_USE: &str = "in-use";

/// How old what is cleared away must be. A run locks what it writes as soon as it is there, so this only has to outlast the
/// moment between the two.
const OLD: Duration = Duration::from_secs(60);

/// The folders in which this run has looked already: a batch writes thousands of files to one.
static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A temporary file that nobody else may read, as a patient's name is in it; it goes away by itself unless it is kept.
pub(super) fn file(folder: &Path) -> io::Result<NamedTempFile> {
    clear(folder);
    // The temporary name is nobody's business.
    let file = builder().tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    // Some file systems have no locks. What is not locked is cleared away once it is old, which no file here becomes.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// A temporary folder with what shows that it is in use, which must be held as long as it is.
pub(super) fn folder(parent: &Path) -> io::Result<(TempDir, File)> {
    clear(parent);
    let mut builder = builder();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    let folder = builder.tempdir_in(parent).map_err(|error| io::Error::from(error.kind()))?;
    let in_use = File::create(folder.path().join(IN_USE)).map_err(|error| io::Error::from(error.kind()))?;
    let _ = in_use.try_lock();
    Ok((folder, in_use))
}

/// The permissions that a new file has here, by whatever the system and the folder say.
#[cfg(unix)]
pub(super) fn usual_permissions(folder: &Path) -> io::Result<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    // An empty file shows them. To ask for the mask alone is to change it, for all threads; and it is not all that counts.
    let empty = builder().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder);
    Ok(empty.map_err(|error| io::Error::from(error.kind()))?.as_file().metadata()?.permissions())
}

fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(BY_CHANCE);
    builder
}

/// Clears away what killed runs have left in a folder. What cannot be told or removed stays: it is in nobody's way.
pub(super) fn clear(folder: &Path) {
    if !CLEARED.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned()) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_ours(&entry.file_name().to_string_lossy())) {
        // Of links and devices neither holds.
        let Ok(metadata) = entry.metadata() else { continue };
        let is_old = metadata.modified().is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= OLD));
        let path = entry.path();
        if is_old && metadata.is_file() && is_free(&path) {
            let _ = fs::remove_file(path);
        } else if is_old && metadata.is_dir() && is_free(&path.join(IN_USE)) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

fn is_ours(name: &str) -> bool {
    let by_chance = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    by_chance.is_some_and(|c| c.len() == BY_CHANCE && c.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a file is there, and no run holds its lock.
fn is_free(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn age(path: &Path) {
        let old = SystemTime::now() - 2 * OLD;
        File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
    }

    #[test]
    fn only_what_is_ours_old_and_free_is_cleared_away() {
        let all = tempfile::tempdir().unwrap();
        let names =
            [".backplan-aaaaaa.tmp", ".backplan-bbbbbb.tmp", ".backplan-cccccc.tmp", ".backplan-batch.jsonl", "a.tmp"];
        for name in names {
            fs::write(all.path().join(name), "half").unwrap();
        }
        for name in [names[0], names[2], names[3], names[4]] {
            age(&all.path().join(name));
        }
        let held = File::open(all.path().join(names[2])).unwrap();
        held.try_lock().unwrap();
        clear(all.path());
        let is_there = |name: &str| all.path().join(name).exists();
        assert_eq!(names.map(is_there), [false, true, true, true, true], "free, young, held, a journal, somebody's");
    }

    #[cfg(unix)]
    #[test]
    fn a_temporary_file_is_private_and_what_is_kept_is_not() {
        use std::os::unix::fs::PermissionsExt;
        let all = tempfile::tempdir().unwrap();
        let mode = |permissions: fs::Permissions| permissions.mode() & 0o777;
        assert_eq!(mode(file(all.path()).unwrap().as_file().metadata().unwrap().permissions()), 0o600);
        fs::write(all.path().join("usual"), "").unwrap();
        let usual = fs::metadata(all.path().join("usual")).unwrap().permissions();
        assert_eq!(mode(usual_permissions(all.path()).unwrap()), mode(usual));
        let (folder, in_use) = folder(all.path()).unwrap();
        assert_eq!(mode(fs::metadata(folder.path()).unwrap().permissions()), 0o700);
        assert!(!is_free(&folder.path().join(IN_USE)));
        drop(in_use);
        assert!(is_free(&folder.path().join(IN_USE)));
    }
}
