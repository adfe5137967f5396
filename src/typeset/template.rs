//! The files of a template.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::embedded;

/// The files of a template, by their paths. `handout.typ` sets the handout, `clinician.typ` the clinician's sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    files: BTreeMap<String, Vec<u8>>,
    folder: Option<PathBuf>,
}

impl Template {
    /// Takes files by their paths below the template's folder, with `/` between parts.
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { files: files.into_iter().collect(), folder: None }
    }

    /// The template with the folder that it was read from, as messages name it.
    #[must_use]
    pub fn from_folder(self, folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), ..self }
    }

    /// What messages call a file: as it is found from where one is.
    pub(super) fn shown(&self, file: &str) -> String {
        self.folder.as_ref().map_or_else(|| file.to_owned(), |folder| folder.join(file).display().to_string())
    }

    /// The template that the program carries.
    pub fn embedded() -> Self {
        Self::new(embedded::handout_templates().into_iter().map(|f| (f.path.to_owned(), f.bytes.to_vec())))
    }

    /// The files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The template with one file put in or replaced.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), bytes.into());
        self
    }
}
