//! The files that a library is made of.

use std::borrow::Cow;

/// A file of a library, not yet read as anything.
#[derive(Debug, Clone)]
pub struct LibraryFile<'a> {
    path: String,
    shown: String,
    bytes: Cow<'a, [u8]>,
}

impl<'a> LibraryFile<'a> {
    /// Takes a file.
    ///
    /// `path` is relative to the library's folder, with `/` between its parts; `shown` is what messages call the file.
    pub fn new(path: impl Into<String>, shown: impl Into<String>, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { path: path.into(), shown: shown.into(), bytes: bytes.into() }
    }

    /// The path below the library's folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What messages call the file.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What is in it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file's name without its folders and ending.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The first folder of the path, if it is in one.
    pub(crate) fn folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(folder, _)| folder)
    }
}
