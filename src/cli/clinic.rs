//! Finding and reading the clinic's own file.

use std::env;
use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::files;
use super::screen::Screen;
use backplan::clinic::Clinic;
use backplan::country::Countries;

/// The name under which a clinic's file is found without a flag.
pub(super) const FILE: &str = "clinic.yaml";

/// A clinic's file that was read, or the mistakes in it.
pub(super) enum Found {
    /// There is none.
    None,
    /// It is sound.
    Clinic(Box<Clinic>),
    /// It has mistakes, which have been reported.
    Problems,
}

/// Reads the clinic's file: the one asked for, or else the first that is found.
pub(super) fn read(asked: Option<&Path>, programme: &Path, screen: &Screen) -> Result<Found> {
    let path = match asked {
        Some(path) => path.to_owned(),
        None => match find(programme) {
            Some(path) => {
                screen.note(&format!("clinic: {}", path.display()));
                path
            }
            None => return Ok(Found::None),
        },
    };
    let bytes = files::read(&path)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let open = |below: &str| beside(&folder, below);
    let outcome = Clinic::read(&path.display().to_string(), &bytes, Countries::embedded(), open);
    let (clinic, findings) = outcome.into_parts();
    screen.findings(&findings);
    Ok(clinic.map_or(Found::Problems, |clinic| Found::Clinic(Box::new(clinic))))
}

/// The file in the programme's folder, in one above it, or in the user's configuration folder.
fn find(programme: &Path) -> Option<PathBuf> {
    // A built-in programme, and one that comes on standard input, has the folder that one is in.
    let folder = if programme.is_file() {
        programme.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).canonicalize().ok()
    } else {
        env::current_dir().ok()
    };
    let above = folder.iter().flat_map(|folder| folder.ancestors().map(Path::to_owned));
    above.chain(configuration()).map(|folder| folder.join(FILE)).find(|path| path.is_file())
}

/// The user's configuration folder for this program, by the custom of the system.
fn configuration() -> Option<PathBuf> {
    // A relative path there is to be ignored, says the XDG base directory specification.
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = folder("XDG_CONFIG_HOME").or_else(|| {
        if cfg!(windows) {
            folder("APPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            folder("HOME").map(|home| home.join(".config"))
        }
    });
    base.map(|base| base.join("backplan"))
}

/// A file in the clinic's folder or below it, as no other is any business of a clinic's file.
fn beside(folder: &Path, below: &str) -> Option<Vec<u8>> {
    let below = Path::new(below);
    let is_below = below.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(below);
    (is_below && path.is_file() && files::is_within(folder, &path)).then(|| files::read(&path).ok()).flatten()
}
