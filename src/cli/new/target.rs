//! Where a new programme goes.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::files;
use crate::cli::screen::Screen;

/// A file that is not there yet, or standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    File(PathBuf),
    Output,
}

impl Target {
    /// Takes a path; refuses one at which there is something already, or whose folder is missing, before any work is
    /// lost to it.
    pub(super) fn new(path: &Path) -> Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::Output);
        }
        if path.symlink_metadata().is_ok() {
            bail!("`{}` is there already\n  hint: choose another name; nothing is overwritten", path.display());
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.file_name().is_none() || !folder.is_dir() {
            bail!("cannot write `{}`: there is no folder `{}`", path.display(), folder.display());
        }
        Ok(Self::File(path.to_owned()))
    }

    pub(super) fn write(&self, text: &str, screen: &Screen) -> Result<()> {
        match self {
            Self::File(path) => files::write_new(path, text.as_bytes()),
            Self::Output => screen.data(text),
        }
    }
}

impl fmt::Display for Target {
    /// What findings call it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Output => f.write_str("<stdout>"),
        }
    }
}
